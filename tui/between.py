"""Work done between keys: in steps, a few milliseconds at a time, given up as soon as newer work takes its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

BUDGET = 0.003
"""So many seconds of work at a time: with the frame of a key it stays below 16 ms."""
REST = 0.004
"""So many seconds between two times, in which keys are answered."""

Later = Callable[[float, Callable[[], None]], object]
"""Calls back after so many seconds (a screen's ``set_timer``)."""


class Between:
    """One line of work; starting another ends the one before."""

    def __init__(self, later: Later) -> None:
        self._later = later
        self._turn = 0

    def start(self, steps: Iterator[object]) -> None:
        """Do the first ``steps`` now, as many as fit, and the others between the keys that follow."""
        self.stop()
        self._run(steps, self._turn)

    def stop(self) -> None:
        """Give up what is not done yet."""
        self._turn += 1

    def _run(self, steps: Iterator[object], turn: int) -> None:
        if turn != self._turn:
            return
        end = time.monotonic() + BUDGET
        for _ in steps:
            if time.monotonic() > end:
                self._later(REST, lambda: self._run(steps, turn))
                return
