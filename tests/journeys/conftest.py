"""What the journeys share: a small workspace, and terminals that are closed behind them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal import Terminal

sys.path.insert(0, str(Path(__file__).parent.parent / "tui"))


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A small workspace."""
    from small import make

    return make(tmp_path / "week.json")


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """Opens terminals."""
    opened: list[Terminal] = []

    def start(*arguments: str, columns: int = 80, lines: int = 24, **environment: str) -> Terminal:
        opened.append(Terminal(*arguments, columns=columns, lines=lines, **environment))
        return opened[-1]

    yield start
    for one in opened:
        one.close()
