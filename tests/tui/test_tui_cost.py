"""What a key costs does not grow with the workspace: counted in lines painted and calls made, not in time."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest
from driver import desk

from benchmarks.app import make
from tui.panes.context import ContextPane
from tui.panes.lines import Pane
from tui.panes.notes import NotesPane
from tui.shelf import Shelf

PAINTED: CodeType = Pane.paint.__code__
REBUILT: CodeType = Shelf.load.__code__
ROWS = 40
"""Lines of the terminal."""
MOST = {"down": 4, "page_down": 20, "accept": 9, "undo": 9, "next_source": 30}
"""Lines that may be painted for one key, as the median of several; context and notes follow later."""


async def counted(path: Path, acts: dict[str, int]) -> dict[str, list[tuple[int, int, int]]]:
    """For each act, pressed so many times: lines painted, calls made and desks read anew."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    async with desk(path, (120, ROWS), analyst="bench") as d:
        await d.act("everywhere")
        await d.settled()
        for _ in d.app.desk.ws.searcher.warm():
            pass
        for name, times in acts.items():
            for _ in range(times):
                calls: Counter[Any] = Counter()

                def heard(frame: FrameType, event: str, _: object, calls: Counter[Any] = calls) -> None:
                    if event == "call" and frame.f_code is not PAINTED:
                        calls[REBUILT if frame.f_code is REBUILT else ""] += 1
                    elif event == "call" and not isinstance(frame.f_locals["self"], ContextPane | NotesPane):
                        calls[PAINTED] += 1

                sys.setprofile(heard)
                try:
                    d.app.screen.press(d.app.key_table[name][0], None)  # type: ignore[attr-defined]
                    mine = calls[""]
                    await d.pilot.pause()
                finally:
                    sys.setprofile(None)
                found.setdefault(name, []).append((calls[PAINTED], mine, calls[REBUILT]))
                await d.settled()
    return found


def middle(values: list[int]) -> int:
    """The median."""
    return sorted(values)[len(values) // 2]


async def test_a_key_paints_what_changed_and_reads_nothing_anew(tmp_path: Path) -> None:
    acts = {"down": 9, "page_down": 3, "accept": 5, "undo": 5, "next_source": 3}
    make(tmp_path / "few.json", 200)
    make(tmp_path / "many.json", 4_000)
    few, many = await counted(tmp_path / "few.json", acts), await counted(tmp_path / "many.json", acts)
    for name in acts:
        painted, calls, rebuilt = zip(*many[name], strict=True)
        assert middle(list(painted)) <= MOST[name], (name, painted)
        assert not any(rebuilt), name
        before = middle([made for _, made, _ in few[name]])
        assert middle(list(calls)) <= 1.3 * before + 20, (name, before, calls)


@pytest.mark.parametrize("words", ["the", "the -board", "speaker:guarantee treaty"])
def test_a_search_gives_its_first_hit_in_its_first_step(tmp_path: Path, words: str) -> None:
    from store import Workspace
    from store.search import parse_filter

    make(tmp_path / "many.json", 6_000)
    with Workspace.open(tmp_path / "many.json", "bench") as ws:
        for _ in ws.searcher.warm():
            pass
        steps = list(ws.searcher.scan(parse_filter(words), ws.order(), 2_500))
        assert steps[0] and steps[0][0] >= 2_500 and len(steps) >= 3
        found = [n for step in steps for n in step]
        assert [ws.order()[n] for n in sorted(found)] == ws.find(parse_filter(words))
