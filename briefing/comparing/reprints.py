"""The same report in another outlet: how much of one text's wording is in another.

Texts are compared by their runs of five words. What is shared is told as the share of the shorter text's runs.
"""

from __future__ import annotations

from collections import Counter
from zlib import crc32

from briefing.comparing.tokens import words_of

RUN = 5
"""Words in a run."""
SHARE = 0.5
"""From which share on two sources count as one report."""
_COMMON = 50
_SHORT = 128
_EVERY = 8
_DOUBT = 0.4
"""An estimate from an eighth of the runs may be as far below what is there."""

Runs = frozenset[int]


def runs(text: str) -> Runs:
    """The runs of ``RUN`` words of ``text`` as numbers, the same ones always and everywhere; short texts give one."""
    words = words_of(text)
    if len(words) < RUN:
        words = [" ".join(words)] if words else []
        return frozenset(map(crc32, map(str.encode, words)))
    joined = map(" ".join, zip(*(words[i:] for i in range(RUN)), strict=False))
    return frozenset(map(crc32, map(str.encode, joined)))


def share(one: str, other: str) -> float:
    """How much of the shorter text's wording is in the longer one, 0 to 1."""
    return common(runs(one), runs(other))


def common(one: Runs, other: Runs) -> float:
    """How much of the shorter text's runs is among those of the longer one, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


class Reprints:
    """Texts added one after another, each asked for those before it that it may print again.

    Of a long text a fixed eighth of its runs is remembered, so that many texts find room in memory. How much of it is
    in another text is estimated by these; who asks counts the likely ones with `common`.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._places: dict[int, int | list[int]] = {}
        self._names: list[str] = []
        self._sizes: list[int] = []

    def add(self, name: str, found: Runs) -> None:
        """Remember a text's runs under ``name``; a run that many hold (a formula) is no sign of a reprint."""
        number, places = len(self._names), self._places
        self._names.append(name)
        self._sizes.append(len(found))
        for run in found if len(found) <= _SHORT else [run for run in found if not run % _EVERY]:
            there = places.setdefault(run, number)
            if isinstance(there, list):
                if len(there) <= _COMMON:
                    there.append(number)
            elif there != number:
                places[run] = [there, number]

    def near(self, found: Runs, least: float = SHARE) -> list[str]:
        """The names of known texts that may share ``least`` of the wording of these runs' text, the likeliest first."""
        counts: Counter[int] = Counter()
        for there in map(self._places.get, found):
            if there is not None:
                counts.update(there if isinstance(there, list) else (there,))
        likely: list[tuple[float, int]] = []
        for number, count in counts.items():
            size = self._sizes[number]
            about = min(1.0, count * (1 if size <= _SHORT else _EVERY) / min(len(found), size))
            if about >= least * _DOUBT:
                likely.append((-about, number))
        return [self._names[number] for _, number in sorted(likely)]
