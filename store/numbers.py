"""Numbers under keys in some 35 bytes each, however long the keys are: for what must stay small over a large import."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Iterator

_NONE = 0xFFFFFFFF
_SIGN = 0xFFFFFFFFFFFFFFFF


class Numbers:
    """Which numbers (below 2 ** 32) were put under a key.

    Keys are known by 64 bits of their hash: who asks looks whether what a number stands for is what was meant.
    """

    def __init__(self) -> None:
        """There are none yet."""
        self._hashes = array("Q", bytes(8 * 16))
        self._newest = array("I", [_NONE]) * 16
        """For each slot the entry that came last under its hash."""
        self._used = 0
        self._numbers = array("I")
        self._before = array("I")
        """For each entry the one that came before it under the same hash."""

    def add(self, key: Hashable, number: int) -> None:
        """Put a number under a key, beside those that are there."""
        sign = hash(key) & _SIGN
        slot = self._slot(sign)
        if self._newest[slot] == _NONE:
            if self._used * 3 >= len(self._newest) * 2:
                self._grow()
                slot = self._slot(sign)
            self._used += 1
        self._before.append(self._newest[slot])
        self._hashes[slot], self._newest[slot] = sign, len(self._numbers)
        self._numbers.append(number)

    def of(self, key: Hashable) -> Iterator[int]:
        """The numbers under a key (or, very seldom, another one), the newest first."""
        at = self._newest[self._slot(hash(key) & _SIGN)]
        while at != _NONE:
            yield self._numbers[at]
            at = self._before[at]

    def _slot(self, sign: int) -> int:
        """Where a hash is, or would be."""
        hashes, newest = self._hashes, self._newest
        most = len(newest) - 1
        slot = sign & most
        while newest[slot] != _NONE and hashes[slot] != sign:
            slot = slot + 1 & most
        return slot

    def _grow(self) -> None:
        """Make room for twice as many keys."""
        hashes, newest = self._hashes, self._newest
        self._hashes = array("Q", bytes(16 * len(newest)))
        self._newest = array("I", [_NONE]) * (2 * len(newest))
        for sign, entry in zip(hashes, newest, strict=True):
            if entry != _NONE:
                slot = self._slot(sign)
                self._hashes[slot], self._newest[slot] = sign, entry
