"""What the words of a `review` command stand for; what is done with them is the store's act."""

from __future__ import annotations

from typing import get_args

from briefing.records import Stance
from store.acts.reviewing import UNSET
from tui.commands.parser import WrongUse


def coding(text: str) -> tuple[str, str | None]:
    """``US response:oppose`` as name and stance; a colon that is not before a stance belongs to the name.

    Raises `WrongUse` where there is no name.
    """
    name, colon, tail = text.rpartition(":")
    stance = tail.strip().lower()
    if not colon or stance not in (*get_args(Stance), UNSET):
        name, stance = text, ""
    name = " ".join(name.split())
    if not name:
        raise WrongUse(f'--code {text!r} names no code; write it like "US response:oppose"')
    return name, stance or None


def confidence(text: str) -> str:
    """``1`` to ``5`` or ``unset``. Raises `WrongUse`."""
    if text not in ("1", "2", "3", "4", "5", UNSET):
        raise WrongUse(f"--confidence is 1 to 5 or unset, not {text!r}")
    return text
