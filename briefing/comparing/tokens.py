"""Texts as words that are the same however they are typeset, with the way back to their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import add

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Tokens:
    """The words of a text, folded, and where each stands (code points, end exclusive)."""

    words: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        """How many words."""
        return len(self.words)


def fold(text: str) -> str:
    """``text`` without case, and with Cyrillic yo as ye: as words are compared."""
    lower = text.lower()
    return lower.replace("ё", "е") if "ё" in lower else lower


def tokens(text: str) -> Tokens:
    """The words of ``text`` in order."""
    folded = fold(text)
    if len(folded) != len(text):  # A few letters grow in lower case; then word by word.
        spans = [match.span() for match in _WORD.finditer(text)]
        return Tokens([fold(text[s:e]) for s, e in spans], [s for s, _ in spans], [e for _, e in spans])
    words = _WORD.findall(folded)
    starts = [match.start() for match in _WORD.finditer(folded)]
    return Tokens(words, starts, list(map(add, starts, map(len, words))))


def words_of(text: str) -> list[str]:
    """The words of ``text`` in order, as `tokens` has them, without their places."""
    folded = fold(text)
    return _WORD.findall(folded) if len(folded) == len(text) else [fold(word) for word in _WORD.findall(text)]
