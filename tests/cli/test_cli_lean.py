"""What does not open the app loads no screen, and what only looks opens no socket."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, ROOT, Run

COMMANDS = (
    ("--help",),
    ("--version",),
    ("find", str(REPORT)),
    ("list", "week.json", "quotes"),
    ("add", "week.json", str(REPORT)),
    ("export", "week.json", "out.md"),
    ("review", "week.json", "1", "--status", "accepted"),
    ("history", "week.json"),
)
LOADED = """
import contextlib, runpy, sys
sys.argv = ["onrecord", *sys.argv[1:]]
with contextlib.suppress(SystemExit):
    runpy.run_module("tui", run_name="__main__")
print("|".join(["", *sys.modules, ""]), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda arguments: arguments[0])
def test_only_the_app_loads_the_screen(
    onrecord: Run, work: Path, environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    onrecord("add", "week.json", REPORT)
    told = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(told.stderr.split("|"))
    assert "tui.commands.parser" in loaded
    assert "textual" not in loaded
    assert "rich" not in loaded, "a pipe needs no colours"
    if arguments[0] in ("find", "list", "--help"):
        assert not loaded & {"ssl", "http.client", "urllib.request"}
    if arguments[0] in ("find", "--help"):
        assert not loaded & {"socket", "asyncio", "tinydb", "store.workspace"}


def test_the_first_statement_comes_soon(environment: dict[str, str]) -> None:
    """CPU time of the whole process, which a busy machine does not change much; the bound leaves room for slow ones."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "tui", "find", str(REPORT)], env=environment, cwd=ROOT, capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0
