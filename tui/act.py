"""What an act is: the row of the one table from which keys, footer, help, palette and docs are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

Do = Callable[[Any, "int | None"], None]
WhyNot = Callable[[Any], str]
Rows = Literal["", "one", "many"]
"""Which rows an act is about: none, the one in hand, or all that are marked."""

NAMES = {
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "enter": "Enter",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
}


def always(screen: Any) -> str:
    """For acts that are possible at any time."""
    return ""


class Act(msgspec.Struct, frozen=True):
    """One thing an analyst can do.

    ``keys`` are sequences as `Keys` takes them (``"g g"``), ``help`` is a full line, ``short`` the word in the footer
    (left out when empty), ``group`` the heading in the help, ``where`` the screen. ``why_not`` gives the reason
    why it is not possible now, or an empty string. ``do`` takes the screen and the count typed before the key.
    """

    id: str
    keys: tuple[str, ...]
    help: str
    group: str
    do: Do
    why_not: WhyNot = always
    short: str = ""
    where: str = "review"
    counts: bool = False
    painted: bool = False
    """Whether it is about how the screen looks, and nothing without one."""
    rows: Rows = ""
    """Which rows can be named before it where no cursor is seen."""


def shown_key(sequence: str) -> str:
    """A key sequence as people read it: ``g g`` as ``gg``, ``ctrl+r`` as ``Ctrl+R``."""
    parts = []
    for key in sequence.split(" "):
        if key.startswith("ctrl+"):
            parts.append("Ctrl+" + key[5:].upper())
        else:
            parts.append(NAMES.get(key, key))
    joint = " " if any(len(part) > 1 for part in parts) else ""
    return joint.join(parts)


def shown_keys(act: Act, keys: tuple[str, ...] | None = None) -> str:
    """All key sequences of an act as people read them."""
    return " ".join(shown_key(sequence) for sequence in (act.keys if keys is None else keys))
