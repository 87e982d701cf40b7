"""The same report in another outlet: how much of one text's wording is in another.

Texts are compared by their runs of five words. What is shared is told as the share of the shorter text's runs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from briefing.comparing.tokens import words_of
from briefing.records import Source

RUN = 5
"""Words in a run."""
SHARE = 0.5
"""From which share on two sources count as one report."""
_COMMON = 50

Runs = frozenset[int]


def runs(text: str) -> Runs:
    """The runs of ``RUN`` words of ``text``, as numbers that are the same within one process; short texts give one."""
    words = words_of(text)
    if len(words) < RUN:
        return frozenset([hash(tuple(words))] if words else [])
    return frozenset(map(hash, zip(*(words[i:] for i in range(RUN)), strict=False)))


def share(one: str, other: str) -> float:
    """How much of the shorter text's wording is in the longer one, 0 to 1."""
    a, b = runs(one), runs(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@dataclass(frozen=True)
class Reprint:
    """``source`` prints what ``first`` printed before; ``share`` of the shorter one's wording is common."""

    source: str
    first: str
    share: float


class Reprints:
    """Texts added one after another, each asked for those before it that it prints again."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._places: dict[int, list[str]] = defaultdict(list)
        self._sizes: dict[str, int] = {}

    def add(self, name: str, text: str | Runs) -> None:
        """Remember ``text`` (or its runs) under ``name``; a run that many hold (a formula) is no sign of a reprint."""
        found = runs(text) if isinstance(text, str) else text
        self._sizes[name] = len(found)
        for run in found:
            places = self._places[run]
            if len(places) <= _COMMON:
                places.append(name)

    def like(self, text: str | Runs, least: float = SHARE) -> list[tuple[str, float]]:
        """The names of known texts that share at least ``least`` of the wording of ``text``, most alike first."""
        found = runs(text) if isinstance(text, str) else text
        places = self._places
        common = Counter(chain.from_iterable(places[run] for run in found if run in places))
        shares = [(name, count / min(len(found), self._sizes[name])) for name, count in common.items()]
        return sorted((s for s in shares if s[1] >= least), key=lambda item: (-item[1], item[0]))


def reprints(sources: Iterable[Source], least: float = SHARE) -> list[Reprint]:
    """Which of ``sources`` print an earlier one again; the first is the one published first."""
    known = Reprints()
    found: list[Reprint] = []
    firsts: dict[str, str] = {}
    for source in sorted(sources, key=lambda s: s.published or "9"):
        near = known.like(source.text, least)
        if near:
            first = firsts.get(near[0][0], near[0][0])
            firsts[source.id] = first
            found.append(Reprint(source.id, first, round(near[0][1], 3)))
        known.add(source.id, source.text)
    return found
