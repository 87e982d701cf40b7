"""What the words of a `review` command stand for; what is done with them is the store's act."""

from __future__ import annotations

from typing import get_args

from briefing.records import Stance
from store import Workspace
from store.acts import codebook
from store.acts.reviewing import UNSET
from tui.commands.parser import WrongUse

STANCES = (*get_args(Stance), UNSET)


def coding(opened: Workspace, text: str) -> tuple[str, str | None]:
    """``US response:oppose`` as name and stance. What follows the last colon is a stance, but in the name of a code
    that is there, and after a blank, as in ``NATO: eastern flank``, where ``NATO`` is no code.

    Raises `WrongUse` where there is no name, and for what is no stance.
    """
    name, colon, tail = text.rpartition(":")
    stance = tail.strip().lower()
    meant = not tail[:1].isspace() or codebook.by_name(opened, name) is not None
    if colon and stance not in STANCES and meant and codebook.by_name(opened, text) is None:
        words = f"it is {', '.join(STANCES[:-1])} or {STANCES[-1]}"
        raise WrongUse(f'{tail.strip()!r} is no stance: {words} (for a new code of that name: "{text}:{UNSET}")')
    if not colon or stance not in STANCES:
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
