"""What can be asked in the panel: a line to type in, with choices that narrow as one types. No widget in here."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

KNOWN = 50_000
"""So many labels are kept as they are compared, so that a letter typed does not fold them all again."""


class Choice(msgspec.Struct, frozen=True):
    """One row of a picker. ``detail`` is shown below the list while the row is chosen, ``aside`` at its right end."""

    key: str
    label: str
    aside: str = ""
    detail: str = ""
    off: str = ""
    """Why it cannot be chosen now."""


@lru_cache(maxsize=KNOWN)
def plain(text: str) -> str:
    """``text`` as it is compared while one types: without case and accents, so that ``е`` finds ``ё``, ``o`` ``ö``."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFKD", folded)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def narrow(choices: Sequence[Choice], text: str) -> list[Choice]:
    """The choices whose label has every word of ``text``; those that start with it first, then those with a word that
    does. Case and accents do not matter.
    """
    wanted = plain(text).split()
    if not wanted:
        return list(choices)
    first = " ".join(wanted)
    ranked: list[tuple[int, int, Choice]] = []
    for n, choice in enumerate(choices):
        label = plain(choice.label)
        if all(word in label for word in wanted):
            rank = 0 if label.startswith(first) else 1 if f" {first}" in f" {label}" else 2
            ranked.append((rank, n, choice))
    ranked.sort(key=lambda item: item[:2])
    return [choice for _, _, choice in ranked]


class Question(msgspec.Struct):
    """What the panel shows and calls.

    ``choices`` gives the rows for what is typed; ``enter`` takes the chosen row (or None) and the text and gives an
    error to show, or an empty string when it is done; ``new`` makes an entry of the text, by Ctrl+N or by the row that
    says so, which stands last while no entry has that name; ``changed`` is told of each change of the text and gives an
    error or a remark; ``complete`` answers Tab; ``mark`` takes the chosen row on Ctrl+T and gives an error; ``left`` is
    called when Escape closes the panel.
    """

    title: str
    enter: Callable[[Choice | None, str], str]
    choices: Callable[[str], Sequence[Choice]] = lambda text: ()
    text: str = ""
    hint: str = ""
    new: Callable[[str], str] | None = None
    changed: Callable[[str], str] | None = None
    complete: Callable[[str], str] | None = None
    mark: Callable[[Choice], str] | None = None
    left: Callable[[], None] | None = None
    digits: bool = False
    listing: bool = True
    free: bool = False
    """Whether Enter takes the typed text unless a row was gone to with the arrows."""
