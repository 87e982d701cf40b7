"""A short run of ``python -m benchmarks.monkey``."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.monkey import Monkey


def test_random_keys_sizes_and_kills_break_and_lose_nothing(week: Path) -> None:
    outcome = Monkey(week, seed=os.getpid()).run(400, 3)
    assert not outcome.faults, outcome.faults
    assert outcome.kills and outcome.changes
