"""A start loads what the first screen shows and lays it out once: told by modules and lines painted, not by time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FrameType

import pytest
from driver import desk

from benchmarks.app import make
from tui import keymap
from tui.later import call
from tui.panes.lines import Pane

ROOT = Path(__file__).parent.parent.parent
LOADED = """
import asyncio, sys
import tui.between
tui.between.REST = 3600.0  # what is made ready at rest is no part of the start
from tui import __main__
from tui.commands import desk
import tui.app

async def start(app):
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.review.settled:
            await pilot.pause()
        print("|".join(["", *sys.modules, ""]))

tui.app.OnrecordApp.run = lambda app: asyncio.run(start(app))
sys.stdin.isatty = sys.stdout.isatty = lambda: True
sys.exit(__main__.main(sys.argv[1:]))
"""
USED = (
    ("tui.acts", {"viewing", "sizing"}),
    ("tui.lists", set()),
    ("tui.screens", {"base", "writing", "review"}),
    ("tui.commands", {"desk", "out", "parser", "session"}),
    ("store.acts", set()),
    ("briefing.reading", set()),
    ("briefing.finding", {"certainty"}),
    ("briefing.comparing", set()),
    ("briefing.writing", {"plain"}),
)
"""Of each package the modules that a start may load; what else is in it, now or later, is loaded when it is used."""
WHEN_USED = {
    "store.search", "store.finder", "store.columns", "store.words", "store.forget", "store.restore", "store.repair",
    "store.outside", "store.seal", "store.originals", "tui.remap", "tui.spans", "tui.paths", "tui.panes.editor",
    "tinydb", "tomllib", "json", "textual.widgets._text_area",
}  # fmt: skip


def loaded_by(script: str, folder: Path) -> set[str]:
    """The modules that the app has loaded, in a process of its own, when ``script`` prints them."""
    make(folder / "week.json", 60)
    run = subprocess.run(
        [sys.executable, "-c", script, str(folder / "week.json")],
        cwd=ROOT,
        env={**os.environ, "ONRECORD_ANALYST": "bench", "XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(run.stdout.strip().split("|"))


def test_a_start_loads_nothing_that_is_used_later(tmp_path: Path) -> None:
    loaded = loaded_by(LOADED, tmp_path)
    assert "tui.panes.quotes" in loaded
    for package, may in USED:
        inside = {name.removeprefix(f"{package}.") for name in loaded if name.startswith(f"{package}.")}
        assert inside <= may, package
    assert sorted(loaded & WHEN_USED) == []


def test_a_rest_loads_what_keys_do(tmp_path: Path) -> None:
    """Nobody's first key of a kind waits for its module, after a moment's rest."""
    at_rest = LOADED.replace("tui.between.REST = 3600.0", "").replace("pilot.pause()", "asyncio.sleep(0.01)")
    at_rest = at_rest.replace("not app.review.settled", "'tui.acts.writing' not in sys.modules")
    assert {"tui.acts.judging", "tui.acts.picking", "tui.acts.listing"} <= loaded_by(at_rest, tmp_path)


@pytest.mark.parametrize("size", [(120, 40), (60, 15), (180, 50)])
async def test_a_start_paints_each_line_once(tmp_path: Path, size: tuple[int, int]) -> None:
    make(tmp_path / "week.json", 60)
    painted: Counter[tuple[str, int]] = Counter()

    def heard(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is Pane.render_line.__code__:
            painted[type(frame.f_locals["self"]).__name__, frame.f_locals["y"]] += 1

    sys.setprofile(heard)
    try:
        async with desk(tmp_path / "week.json", size) as d:
            await d.settled()
            marks = set(d.app.review.classes)
    finally:
        sys.setprofile(None)
    assert marks == set(type(d.app.review)(d.app.desk, d.app.acts, d.app.key_table).fitted(d.app.size).classes)
    again = {line: times for line, times in painted.items() if times > 1 and line[1]}
    assert len(again) <= 2, again


def test_every_act_is_there_when_it_is_done() -> None:
    """What the table names and loads later is a function of the module it names."""
    found = set()
    for act in keymap.ACTS:
        waiting = [act.do, act.why_not]
        while waiting:
            function = waiting.pop()
            if not isinstance(function, partial):
                assert callable(function), act.id
            elif function.func is call:
                module, name = function.args
                assert callable(getattr(import_module(module), name)), act.id
                found.add(name)
            else:
                waiting += [function.func, *(one for one in function.args if callable(one))]
    assert {"accept", "move", "can_change_row", "two_persons"} <= found
