"""What the words of a `review` command stand for; what is done with them is the store's act."""

from __future__ import annotations

from difflib import get_close_matches
from typing import get_args

from briefing.records import Stance
from store import Workspace
from store.acts import codebook
from store.acts.reviewing import UNSET
from tui.commands.parser import WrongUse

STANCES = (*get_args(Stance), UNSET)
CLOSE = 0.75
"""How like a stance (0 to 1) a word is that is taken for a slip."""


def coding(opened: Workspace, text: str) -> tuple[str, str | None]:
    """``US response:oppose`` as name and stance; a colon that is not before a stance belongs to the name.

    Raises `WrongUse` where there is no name, and for what looks like a mistyped stance.
    """
    name, colon, tail = text.rpartition(":")
    stance = tail.strip().lower()
    if not colon or stance not in STANCES:
        _no_slip(opened, name, stance, text)
        name, stance = text, ""
    name = " ".join(name.split())
    if not name:
        raise WrongUse(f'--code {text!r} names no code; write it like "US response:oppose"')
    return name, stance or None


def _no_slip(opened: Workspace, name: str, tail: str, text: str) -> None:
    """Raises `WrongUse` where ``tail`` was meant as a stance: it is close to one, or what is before it is a code."""
    if not name.strip() or not tail or codebook.by_name(opened, " ".join(text.split())) is not None:
        return
    close = get_close_matches(tail, STANCES, n=1, cutoff=CLOSE)
    if close:
        raise WrongUse(f"{tail!r} is no stance: did you mean {close[0]}?")
    if codebook.by_name(opened, " ".join(name.split())) is not None:
        words = f"it is {', '.join(STANCES[:-1])} or {STANCES[-1]}"
        raise WrongUse(f'{tail!r} is no stance: {words} (for a code of that name: "{text}:{UNSET}")')


def confidence(text: str) -> str:
    """``1`` to ``5`` or ``unset``. Raises `WrongUse`."""
    if text not in ("1", "2", "3", "4", "5", UNSET):
        raise WrongUse(f"--confidence is 1 to 5 or unset, not {text!r}")
    return text
