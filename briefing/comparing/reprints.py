"""The same report in another outlet: how much of one text's wording is in another.

Texts are compared by their runs of five words. What is shared is told as the share of the shorter text's runs.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
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
_SHELF = 0xFFF
_LOW = 0xFFFF
_HIGH = _LOW << 16

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

    Of a long text a fixed eighth of its runs is remembered, four bytes for each, so that many texts find room in
    memory. How much of it is in another text is estimated by these; who asks counts the likely ones with `common`.

    A remembered run is 28 of its bits: 12 say on which shelf it is, 16 stand there before the last 16 of the text's
    number. Shelves are in order, and those of each 65,536 texts by themselves.
    """

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._shelves: list[dict[int, array[int]]] = []
        self._sizes = array("I")
        self._short = bytearray(1 << 20)
        """Which runs there may be of short texts, of which all are remembered: others need not be looked for."""

    def add(self, found: Runs) -> None:
        """Remember the next text's runs; a run that many hold (a formula) is no sign of a reprint."""
        number = len(self._sizes)
        if not number & _LOW:
            self._shelves.append({})
        self._sizes.append(len(found))
        shelves, number = self._shelves[-1], number & _LOW
        short = len(found) <= _SHORT
        for run in found if short else _some(found):
            if short:
                self._short[run % len(self._short)] = 1
            shelf = shelves.get(run >> 3 & _SHELF)
            if shelf is None:
                shelf = shelves[run >> 3 & _SHELF] = array("I")
            mark = run << 1 & _HIGH
            end = bisect_left(shelf, mark + _LOW + 1)
            if end <= _COMMON or shelf[end - _COMMON - 1] < mark:
                shelf.insert(end, mark | number)

    def near(self, found: Runs, least: float = SHARE) -> list[int]:
        """The numbers, from 0 on, of known texts that may share ``least`` of the wording of these runs' text, the
        likeliest first."""
        counts: Counter[int] = Counter()
        slots, short = len(self._short), self._short
        asked = [run for run in found if not run % _EVERY or short[run % slots]]
        for block, shelves in enumerate(self._shelves):
            places: list[int] = []
            for run in asked:
                shelf = shelves.get(run >> 3 & _SHELF)
                if shelf is not None:
                    mark = run << 1 & _HIGH
                    at = bisect_left(shelf, mark)
                    if at < len(shelf) and shelf[at] <= mark | _LOW:
                        places += shelf[at : bisect_left(shelf, mark + _LOW + 1, at)]
            counts.update([block << 16 | place & _LOW for place in places])
        likely: list[tuple[float, int]] = []
        for number, count in counts.items():
            size = self._sizes[number]
            about = min(1.0, count * (1 if size <= _SHORT else _EVERY) / min(len(found), size))
            if about >= least * _DOUBT:
                likely.append((-about, number))
        return [number for _, number in sorted(likely)]


def _some(found: Runs) -> list[int]:
    """The eighth of the runs that is remembered of a long text."""
    return [run for run in found if not run % _EVERY]
