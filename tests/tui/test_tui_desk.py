"""The desk stays what a desk made anew would be, whatever happens to quotes and sources."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from store import Workspace
from store.acts import judging, sourcing, spanning
from store.errors import NothingToUndo, WrongAct
from store.search import Searcher, parse_filter
from tui.desk import Desk

FILTERS = (
    "the",
    "-the",
    "kind:direct status:new",
    "since:2031-01-27",
    "speaker:ekwall harbour",
    "source:river -answer",
)


def _acts(ws: Workspace, key: str) -> list[Callable[[], object]]:
    """What can happen to a quote, its source, and what happened before."""
    quote = ws.quotes[key]
    return [
        lambda: judging.judge(ws, [key], "accepted"),
        lambda: judging.judge(ws, [key], "new"),
        lambda: spanning.set_spans(ws, key, [(quote.start, quote.end - 1)]),
        lambda: spanning.set_spans(ws, key, [(max(0, quote.start - 90), quote.end)]),
        lambda: spanning.split(ws, key, quote.start + 9),
        lambda: spanning.join(ws, ws.quotes_of(quote.source)[:2]),
        lambda: spanning.delete(ws, [key]),
        lambda: sourcing.delete(ws, [quote.source]),
        ws.undo,
        ws.undo,
        ws.redo,
    ]


@pytest.mark.parametrize("seed", range(6))
def test_changes_leave_it_as_a_new_desk_would_be(week: Path, seed: int) -> None:
    rng = random.Random(seed)
    with Workspace.open(week, "ab") as ws:
        desk = Desk(ws)
        for _ in range(60):
            keys = list(ws.order())
            if not keys:
                break
            key = rng.choice(keys)
            acts = _acts(ws, key)
            try:
                rng.choice(acts)()
            except (WrongAct, NothingToUndo):
                continue
            new = Desk(ws)
            assert list(desk.everything) == list(new.everything)
            assert desk.of_source == new.of_source
            assert [desk.progress(s) for s in desk.sources] == [new.progress(s) for s in new.sources]
            assert desk.sources == new.sources and desk.left == new.left
            assert [ws.place(key) for key in ws.order()] == list(range(len(ws.order())))
            for text in FILTERS:
                assert ws.find(parse_filter(text)) == Searcher(ws).find(parse_filter(text))
            assert not desk.key or ws.quotes.get(desk.key) is not None
            desk.go(rng.randrange(len(desk.shown)) if desk.shown else 0)
