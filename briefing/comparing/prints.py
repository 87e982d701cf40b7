"""The statements of a report that another outlet printed again, each with the one of the first print that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from briefing.comparing.tokens import words_of
from briefing.records import Quote

ALIKE = 90.0
"""How like (0 to 100) two statements have to be to be the same one in other typography, or with a word changed."""


_ENGLISH = ("not", "no", "never", "nobody", "nothing", "none", "nor", "neither", "cannot", "t")
_RUSSIAN = ("не", "ни", "нет", "никто", "ничто", "никогда", "нельзя")
_DENIALS = frozenset((*_ENGLISH, *_RUSSIAN))


def _telling(words: Sequence[str]) -> tuple[str, ...]:
    """Those of which none may differ: numbers and denials."""
    return tuple(sorted(w for w in words if w in _DENIALS or (not w.isalpha() and any(map(str.isdigit, w)))))


_Kind = tuple[str, tuple[str, ...]]
"""How a statement is reported, with its numbers and denials."""


def _by_kind(quotes: Sequence[Quote]) -> dict[_Kind, dict[int, str]]:
    """The words of each quote by its place in ``quotes``, apart for each kind; those without words are left out."""
    found: dict[_Kind, dict[int, str]] = {}
    for n, quote in enumerate(quotes):
        if words := words_of(quote.text):
            found.setdefault((quote.report, _telling(words)), {})[n] = " ".join(words)
    return found


def same_statements(first: Sequence[Quote], again: Sequence[Quote]) -> dict[str, str]:
    """The ids of quotes in ``again`` with the quote of ``first`` that each is, where one is.

    The same words come before words that are alike, in the order given; each quote is taken once. Both have the same
    numbers and denials, and are reported in the same way.
    """
    found: dict[str, str] = {}
    ours = _by_kind(first)
    for kind, theirs in _by_kind(again).items():
        for n, m in _paired(ours.get(kind, {}), theirs):
            found[again[m].id] = first[n].id
    return found


def _paired(ours: dict[int, str], theirs: dict[int, str]) -> Iterator[tuple[int, int]]:
    """The places of the statements of one kind that are the same. What is paired is taken out of both."""
    places: dict[str, list[int]] = {}
    for n in reversed(ours):
        places.setdefault(ours[n], []).append(n)
    for m, words in list(theirs.items()):
        if at := places.get(words):
            n = at.pop()
            del ours[n], theirs[m]
            yield n, m
    alike = sorted(
        (-score, abs(n - m), n, m)
        for m, words in theirs.items()
        for _, score, n in extract(words, ours, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
    )
    for _, _, n, m in alike:
        if n in ours and m in theirs:
            del ours[n], theirs[m]
            yield n, m
