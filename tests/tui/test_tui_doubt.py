"""The doubtful first, the sure ones in bulk."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from driver import desk

from store import Workspace


@pytest.fixture
def doubtful(week: Path) -> Path:
    """The small workspace, where the later a quote stands in its source the less sure it is."""
    with Workspace.open(week, "ab") as ws:
        quotes = [ws.quotes[key] for key in ws.order()]
        sure = (0.97, 0.95, 0.93, 0.6, 0.4, 0.9, 0.5)
        ws.change(
            "found",
            [msgspec.structs.replace(q, certainty=s, rule="cue: say") for q, s in zip(quotes, sure, strict=True)],
        )
    return week


async def test_the_least_sure_comes_first_and_the_next_one_follows(doubtful: Path) -> None:
    async with desk(doubtful) as d:
        await d.act("order_quotes")
        await d.sees("least sure first")
        assert "should not be" in d.row and "40%" in d.row
        assert "found by cue: say" in d.words
        await d.act("accept")
        await d.sees("accepted 1 quote")
        assert "It takes time" in d.row
        await d.act("order_quotes")
        await d.sees("quotes in reading order")


async def test_after_the_last_of_a_source_comes_the_next_source(doubtful: Path) -> None:
    async with desk(doubtful) as d:
        await d.act("order_quotes", *["accept"] * 5)
        await d.until(lambda: "Olof Brandt" in d.row, "the next source")


async def test_the_order_is_remembered(doubtful: Path) -> None:
    async with desk(doubtful) as d:
        await d.act("order_quotes")
        await d.sees("least sure first")
    async with desk(doubtful) as d:
        await d.sees("least sure first")


async def test_the_sure_ones_are_accepted_in_bulk_and_the_rest_learns_from_it(doubtful: Path) -> None:
    async with desk(doubtful) as d:
        await d.act("filter")
        await d.type("sure:>=0.9 status:new")
        await d.keys("enter")
        await d.act("mark_all", "accept")
        await d.sees("accepted 4 quotes")
        await d.act("leave", "leave", "next_new")
        await d.sees("3 of 3 accepted")
        await d.act("undo")
        await d.until(lambda: "3 of 3" not in d.words, "the judgements taken back")
