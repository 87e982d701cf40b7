"""A watched folder: what comes in and changes there is in the workspace soon after, whole."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store import Workspace
from tests.cli.conftest import Run
from tests.cli.test_cli_add import BODY, LONG, report
from tests.cli.test_cli_commands import rows

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals")


class Watching:
    """A running ``onrecord watch`` and the lines it tells."""

    def __init__(self, work: Path, environment: dict[str, str]) -> None:
        self.command = subprocess.Popen(
            [sys.executable, "-m", "tui", "watch", "week.json", "inbox", "--every", "0.05", "--keep-originals"],
            cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.command.stdout is not None
        for line in self.command.stdout:
            self.lines.put(line)
        self.lines.put("(ended)")

    def until(self, words: str) -> list[str]:
        """The lines up to one that has ``words``."""
        found = [self.lines.get(timeout=60)]
        while words not in found[-1]:
            assert found[-1] != "(ended)", found
            found.append(self.lines.get(timeout=60))
        return found

    def end(self) -> int:
        """Ctrl+C, and the status that the command leaves with."""
        self.command.send_signal(signal.SIGINT)
        return self.command.wait(timeout=60)


@pytest.fixture
def watching(work: Path, environment: dict[str, str]) -> Iterator[Callable[[], Watching]]:
    (work / "inbox").mkdir()
    begun: list[Watching] = []

    def begin() -> Watching:
        begun.append(Watching(work, environment))
        begun[-1].until("watching inbox")
        return begun[-1]

    yield begin
    for one in begun:
        if one.command.poll() is None:
            one.command.kill()
            one.command.wait()


def test_what_comes_into_the_folder_comes_into_the_workspace(
    watching: Callable[[], Watching], onrecord: Run, work: Path
) -> None:
    inbox = work / "inbox"
    (inbox / "0.txt").write_text(report(0), encoding="utf-8")
    watch = watching()
    watch.until("saved: 1 source added")
    (inbox / "page.txt").write_text(LONG.format(BODY), encoding="utf-8")
    watch.until("saved: 1 source added")
    (inbox / "page.txt").write_text(LONG.format(BODY).replace("not rush", "never rush"), encoding="utf-8")
    assert any("a new text of what is there: 0 kept, 0 moved, 1 changed" in line for line in watch.until("saved: "))
    (inbox / "empty.txt").write_text("")
    watch.until("empty.txt: ")
    assert watch.end() == 0 and any("watching ended" in line for line in watch.until("ended"))
    told = rows(onrecord("list", "week.json", "sources").stdout)
    assert len(told) == 3 and sum(row["revised_by"] is not None for row in told) == 1
    assert onrecord("verify", "week.json").returncode == 0
    assert len([path for path in (work / "week.json.originals").rglob("*") if path.is_file()]) == 3
    before = (work / "week.json").read_bytes()
    again = onrecord("watch", "week.json", "inbox", "--once", "--every", "0.05")
    assert again.returncode == 0 and "saved" not in again.stdout
    assert (work / "week.json").read_bytes() == before


def test_files_wait_while_the_workspace_is_in_use(watching: Callable[[], Watching], onrecord: Run, work: Path) -> None:
    (work / "first.txt").write_text(report(0), encoding="utf-8")
    onrecord("add", "week.json", "first.txt")
    with Workspace.open(work / "week.json", "cd"):
        watch = watching()
        (work / "inbox" / "1.txt").write_text(report(1), encoding="utf-8")
        assert "1 file will come in when it is free" in watch.until("when it is free")[-1]
    watch.until("saved: 1 source added")
    assert watch.end() == 0


def test_a_folder_that_is_not_there_is_told_in_a_line(onrecord: Run, work: Path) -> None:
    for arguments in (("week.json", "nowhere"), ("week", "."), ("week.json", ".", "--every", "soon")):
        told = onrecord("watch", *arguments)
        assert told.returncode in (1, 2) and told.stdout == "" and told.stderr.count("\n") == 1
    assert list(work.iterdir()) == []
