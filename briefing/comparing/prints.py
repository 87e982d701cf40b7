"""The statements of a report that another outlet printed again, each with the one of the first print that it is."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from briefing.comparing.tokens import words_of
from briefing.records import Quote

ALIKE = 90.0
"""How like (0 to 100) two statements have to be to be the same one in other typography, or with a word changed."""


_ENGLISH = ("not", "no", "never", "nobody", "nothing", "none", "nor", "neither", "cannot", "t")
_RUSSIAN = ("не", "ни", "нет", "никто", "ничто", "никогда", "нельзя")
_DENIALS = frozenset((*_ENGLISH, *_RUSSIAN))


def _telling(text: str) -> list[str]:
    """The words of which none may differ: numbers and denials."""
    return sorted(word for word in words_of(text) if word in _DENIALS or any(map(str.isdigit, word)))


def same_statements(first: Sequence[Quote], again: Sequence[Quote]) -> dict[str, str]:
    """The ids of quotes in ``again`` with the quote of ``first`` that each is, where one is.

    The same words come before words that are alike; each quote is taken once. Both have the same numbers and denials,
    and are reported in the same way.
    """
    ours = [(quote, " ".join(words_of(quote.text))) for quote in first]
    theirs = [(quote, " ".join(words_of(quote.text))) for quote in again]
    pairs = sorted(
        (
            (fuzz.ratio(words, other, score_cutoff=ALIKE), n, m)
            for m, (quote, other) in enumerate(theirs)
            for n, (one, words) in enumerate(ours)
            if words and one.report == quote.report and _telling(one.text) == _telling(quote.text)
        ),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2])),
    )
    found: dict[str, str] = {}
    taken: set[int] = set()
    for score, n, m in pairs:
        if score >= ALIKE and n not in taken and theirs[m][0].id not in found:
            found[theirs[m][0].id] = ours[n][0].id
            taken.add(n)
    return found
