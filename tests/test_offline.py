"""Nothing needs a network: add, find, list, review and export in a namespace that has none, and no socket is opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORTS = sorted((ROOT / "sample_data").glob("2022-*"))

NO_SOCKET = """
import runpy, sys

def audit(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise SystemExit(f"a socket was asked for: {event} {arguments}")

sys.addaudithook(audit)
sys.argv = ["onrecord", *sys.argv[1:]]
runpy.run_module("tui", run_name="__main__")
"""


def cut() -> list[str]:
    """What to put before a command so that it has no network. Skips where that is not permitted."""
    for command in (["unshare", "-rn"], ["unshare", "-n"]):
        if shutil.which("unshare") and subprocess.run([*command, "true"], capture_output=True).returncode == 0:
            return command
    pytest.skip("cutting the network off (unshare -n) is not permitted here")


STEPS = (
    ("find", *map(str, REPORTS)),
    ("add", "week.json", *map(str, REPORTS)),
    ("add", "week.json", "page.html"),
    ("list", "week.json", "quotes", "--where", "speaker:peskov"),
    ("review", "week.json", "1", "--status", "accepted", "--code", "US response:oppose", "--note", "offline"),
    ("export", "week.json", "out.md"),
    ("export", "week.json", "out.csv"),
    ("export", "week.json", "out.jsonl"),
)

PAGE = """<html><head><title>A page</title><link rel="stylesheet" href="http://example.org/x.css"></head><body>
<img src="http://example.org/x.png"><article><h1>A page</h1><p>27 January 2022</p><p>"So let's not expect our
reaction right away," Dmitry Peskov said.</p></article></body></html>"""


def run_all(first: list[str], folder: Path) -> None:
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(folder), "ONRECORD_ANALYST": "ab"}
    for step in STEPS:
        told = subprocess.run(
            [*first, *step], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert told.returncode == 0 and told.stdout and told.stderr == "", (step, told)


def test_the_thread_from_report_to_export_with_the_network_cut(tmp_path: Path) -> None:
    run_all([*cut(), sys.executable, "-m", "tui"], tmp_path)


def test_no_step_asks_for_a_socket(tmp_path: Path) -> None:
    run_all([sys.executable, "-c", NO_SOCKET], tmp_path)
