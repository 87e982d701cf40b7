"""The same desk where the analyst's is: without colour, inside tmux, over a Russian report."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal import PATIENCE, ROOT, Terminal

Start = Callable[..., Terminal]

REPORT = """Ответ готовят не спеша

27 января 2022 года

«Спешить с оценками мы не будем», — сказал журналистам пресс-секретарь президента Иван Орлов.

По словам Орлова, ответ будет готов к весне. Он добавил, что бумаги уже прочитаны.
"""


def test_without_colour_every_state_has_its_sign(week: Path, terminal: Start) -> None:
    t = terminal(str(week), columns=80, lines=24, NO_COLOR="1", COLORTERM="truecolor")
    t.sees("❝the talks had gone well❞")
    t.press("a", "x", "!")
    t.sees("flagged 1 quote")
    rows = "\n".join(t.screen.display)
    assert all(sign in rows for sign in "✓✗⚑·▸")
    t.press("q")
    assert t.ended() == 0
    inks = re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", bytes(t.raw))
    assert all(len(set(ink)) == 1 for ink in inks), "a colour under NO_COLOR"


def test_a_russian_report_from_the_file_to_the_judgement(tmp_path: Path, terminal: Start) -> None:
    report, desk = tmp_path / "ответ.txt", tmp_path / "неделя.json"
    report.write_text(REPORT, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "tui", "add", str(desk), str(report)], check=True, cwd=ROOT, capture_output=True
    )
    t = terminal(str(desk), columns=100, lines=30)
    t.sees("Иван Орлов")
    t.sees("«Спешить с оценками мы не будем»")
    t.press("c", *"сроки", "ctrl+n")
    t.sees("coded 1 quote “сроки”")
    t.press("a")
    t.sees("ответ будет готов к весне")
    t.press("f", *"speaker:ОРЛОВ code:Сроки", "enter")
    t.sees("1 of 1")
    t.press("escape")
    t.sees("filter off")
    t.press("/", *"весне", "enter")
    t.sees("❝ответ будет готов к весне❞")
    t.press("q")
    assert t.ended() == 0


class Tmux:
    """A tmux of its own with the app in it; the screen is what tmux shows."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._socket = str(folder / "tmux")
        quoted = " ".join(f"'{word}'" for word in (sys.executable, "-m", "tui", *arguments))
        environment = {**os.environ, "ONRECORD_ANALYST": "ab", "TEXTUAL_ANIMATIONS": "none", "LC_ALL": "C.UTF-8"}
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", "90", "-y", "26", quoted, environment=environment)

    def _tmux(self, *arguments: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        command = ["tmux", "-S", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names for them."""
        assert self._tmux("send-keys", *keys).returncode == 0

    def sees(self, text: str, *, gone: bool = False) -> None:
        """Wait until ``text`` stands on the screen, or is ``gone`` from it."""
        end = time.monotonic() + PATIENCE
        while (text in (shown := self._tmux("capture-pane", "-p").stdout)) == gone:
            assert time.monotonic() < end, f"never came: {text}\n{shown}"
            time.sleep(0.02)

    def ended(self) -> None:
        """Wait until the app, and with it tmux, has ended."""
        end = time.monotonic() + PATIENCE
        while self._tmux("has-session").returncode == 0:
            assert time.monotonic() < end, "the app does not end"
            time.sleep(0.02)

    def close(self) -> None:
        """Leave nothing behind."""
        self._tmux("kill-server")


@pytest.fixture
def tmux(tmp_path: Path, week: Path) -> Iterator[Tmux]:
    """The small workspace open inside tmux."""
    if shutil.which("tmux") is None:
        pytest.skip("there is no tmux here")
    one = Tmux(tmp_path, str(week))
    yield one
    one.close()


def test_inside_tmux_keys_by_name_reach_the_desk(tmux: Tmux) -> None:
    tmux.sees("❝the talks had gone well❞")
    tmux.press("Down", "Up", "Space")
    tmux.sees("accepted 1 quote")
    tmux.press("c")
    tmux.sees("Enter adds")
    tmux.press("Escape")
    tmux.sees("Enter adds", gone=True)
    tmux.press("C-r")
    tmux.sees("nothing to redo")
    tmux.press("u")
    tmux.sees("undone: accepted 1 quote")
    tmux.press("q")
    tmux.ended()
