"""Work done between keys: in steps, a few milliseconds at a time, given up as soon as newer work takes its place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

BUDGET = 0.003
"""So many seconds of work at a time: with the frame of a key it stays below 16 ms."""
BREAK = 0.004
"""So many seconds between two times, in which keys are answered."""
REST = 0.2
"""Seconds without a key or a frame after which work begins that nobody waits for."""

Later = Callable[[float, Callable[[], None]], object]
"""Calls back after so many seconds (a screen's ``set_timer``)."""


class Between:
    """One line of work; starting another ends the one before. ``rested`` tells how many seconds no key and no frame has
    been.

    A step gives true when what it did can be seen: nobody waits for the steps after it, which are done at rest.
    """

    def __init__(self, later: Later, rested: Callable[[], float]) -> None:
        self._later = later
        self._rested = rested
        self._turn = 0

    def start(self, steps: Iterator[object], *, waited_for: bool = True) -> None:
        """Do ``steps``: as many as fit at once and the others between the keys that follow, as long as somebody waits
        for them; the rest at rest, one by one.
        """
        self.stop()
        turn = self._turn
        if waited_for:
            self._run(steps, turn, waited_for)
        else:
            self._later(REST, lambda: self._run(steps, turn, waited_for))

    def stop(self) -> None:
        """Give up what is not done yet."""
        self._turn += 1

    def _run(self, steps: Iterator[object], turn: int, waited_for: bool) -> None:
        if turn != self._turn:
            return
        missing = 0.0 if waited_for else REST - self._rested()
        if missing <= 0:
            end = time.monotonic() + BUDGET
            for seen in steps:
                if seen and waited_for:
                    waited_for, missing = False, REST
                    break
                if not waited_for or time.monotonic() > end:
                    break
            else:
                return
        self._later(max(BREAK, missing), lambda: self._run(steps, turn, waited_for))
