"""A hybrid logical clock: time that people can read and that never runs backwards.

A stamp is 12 hexadecimal digits of Unix milliseconds and 4 of a counter, so that stamps sort as text. When the
machine's clock is set back, stamps keep the highest millisecond seen and count on. (Kulkarni et al., 2014.)
"""

from __future__ import annotations

import time
from datetime import UTC, datetime


def wall_ms() -> int:
    """Unix time of this machine in milliseconds."""
    return time.time_ns() // 1_000_000


class Clock:
    """Gives stamps that increase, and has seen every stamp it was told of."""

    def __init__(self) -> None:
        self._ms = 0
        self._count = 0

    @property
    def ms(self) -> int:
        """The milliseconds of the newest stamp."""
        return self._ms

    def tick(self, now: int | None = None) -> str:
        """The next stamp; ``now`` in milliseconds, by default the machine's clock."""
        wall = wall_ms() if now is None else now
        if wall > self._ms:
            self._ms, self._count = wall, 0
        else:
            self._count += 1
            if self._count > 0xFFFF:
                self._ms, self._count = self._ms + 1, 0
        return f"{self._ms:012x}{self._count:04x}"

    def see(self, stamp: str) -> None:
        """Take note of a stamp from elsewhere: every later stamp is higher. A malformed one is ignored."""
        try:
            ms, count = int(stamp[:12], 16), int(stamp[12:16], 16)
        except ValueError:
            return
        if (ms, count) > (self._ms, self._count):
            self._ms, self._count = ms, count


def ms_of(stamp: str) -> int:
    """The milliseconds of a stamp (0 when it is malformed)."""
    try:
        return int(stamp[:12], 16)
    except ValueError:
        return 0


def moment(ms: int) -> datetime:
    """Unix milliseconds as an aware datetime in UTC; what lies outside the calendar becomes its edge."""
    try:
        return datetime.fromtimestamp(ms / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)
