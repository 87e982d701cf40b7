"""Runs the command line the way people do: as a process, or in this process where only the answer counts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "sample_data" / "2022-01-27-moscow-reads.txt"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment with a home of its own and no analyst named in it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ONRECORD", "XDG_", "PYTHON"))}
    home = tmp_path / "home"
    home.mkdir()
    return kept | {"HOME": str(home), "PYTHONPATH": str(ROOT), "LOGNAME": "login"}


@pytest.fixture
def onrecord(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Calls ``onrecord`` as a process in an empty folder ``work``; ``more`` adds to the environment."""
    folder = tmp_path / "work"
    folder.mkdir()

    def run(
        *arguments: object, more: dict[str, str] | None = None, **given: object
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tui", *map(str, arguments)],
            cwd=folder, env=environment | (more or {}), capture_output=True, text=True, timeout=120, **given,  # type: ignore[call-overload]
        )  # fmt: skip

    return run


@pytest.fixture
def work(tmp_path: Path, onrecord: Run) -> Path:
    """The folder in which ``onrecord`` runs."""
    return tmp_path / "work"


@pytest.fixture
def here(work: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    """Calls ``onrecord`` inside this process, in the folder ``work``; gives (status, output, errors)."""
    from tui.__main__ import main

    monkeypatch.chdir(work)
    for key in ("ONRECORD_ANALYST", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(key, raising=False)
    monkeypatch.setenv("HOME", environment["HOME"])

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run
