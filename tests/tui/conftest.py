"""What the tests of the app share."""

from __future__ import annotations

from pathlib import Path

import pytest
from small import make


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same terminal for every test."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("ONRECORD_ASCII", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """A small workspace."""
    return make(tmp_path / "week.json")
