"""The demo opens on a copy of the sample that is the analyst's own, and keeps it."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store import Workspace

pty = pytest.importorskip("pty", reason="no terminal to be had here")


def opened_and_left(arguments: list[str], environment: dict[str, str], folder: Path, keys: bytes) -> tuple[int, str]:
    """Wait for the app, type ``keys`` and q, and give the exit status and all that was shown."""
    main, side = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
    command = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        cwd=folder, env=environment | {"TERM": "xterm-256color"}, stdin=side, stdout=side, stderr=side,
    )  # fmt: skip
    os.close(side)
    shown = b""
    limit = time.monotonic() + 60
    typed = False
    while time.monotonic() < limit:
        if not select.select([main], [], [], 0.2)[0]:
            if not typed and b"Quotes" in shown:
                typed = True
                os.write(main, keys + b"q")
            continue
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(main)
    return command.wait(timeout=20), shown.decode(errors="replace")


def test_the_demo_keeps_the_work_until_it_is_started_afresh(environment: dict[str, str], tmp_path: Path) -> None:
    environment["XDG_DATA_HOME"] = str(tmp_path / "data")
    status, shown = opened_and_left(["demo"], environment, tmp_path, b"a")
    assert status == 0 and "your copy of the sample is" in shown
    (copy,) = (tmp_path / "data").rglob("demo/briefings.json")

    def judged() -> int:
        with Workspace.open(copy, read_only=True) as ws:
            return sum(1 for review in ws.reviews.where(analyst="demo") if review.status != "new")

    after = judged()
    status, _ = opened_and_left(["demo"], environment, tmp_path, b"")
    assert status == 0 and judged() == after
    status, _ = opened_and_left(["demo", "--fresh"], environment, tmp_path, b"")
    assert status == 0 and judged() == after - 1
