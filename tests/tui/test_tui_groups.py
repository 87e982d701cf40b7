"""The list of sources in groups: headings that the cursor passes over, kept over a restart."""

from __future__ import annotations

from pathlib import Path

from driver import Driver, desk
from msgspec.structs import replace
from textual.geometry import Offset

from briefing.records import new_id
from store import Workspace


def listed(d: Driver) -> list[str]:
    """The lines of the list of sources, without the signs around the words."""
    region = d.app.review.sources.region
    lines = (line[region.x : region.right] for line in d.lines[region.y + 1 : region.bottom])
    return [words for line in lines if (words := line.strip(" ─│▸"))]


async def grouped(d: Driver, by: str) -> None:
    """Change the order until the sources are in groups by ``by``."""
    while d.app.desk.order_by != by:
        await d.act("order")
    await d.sees(f"sources in groups by {by}")


async def test_sources_stand_under_their_outlet_and_the_cursor_passes_over_the_headings(week: Path) -> None:
    async with desk(week) as d:
        pane, at = d.app.review.sources, d.app.desk
        first, second = at.sources
        await grouped(d, "outlet")
        heads = [line for line in listed(d) if line.startswith(("Harbour Times", "River Post"))]
        assert [head.split()[-1] for head in heads] == ["1", "1"]
        await d.act("pane_sources", "first")
        await d.until(lambda: (at.source, pane.cursor) == (first, 1))
        await d.act("down")
        await d.until(lambda: (at.source, pane.cursor) == (second, 3))
        await d.act("up")
        await d.until(lambda: (at.source, pane.cursor) == (first, 1))
        await d.pilot.click(pane, offset=Offset(3, 1 + 2 * pane.ROW))  # the second heading
        await d.settled()
        assert at.source == first
        await d.pilot.click(pane, offset=Offset(3, 1 + 3 * pane.ROW))
        await d.until(lambda: (at.source, pane.cursor) == (second, 3))


async def test_groups_are_kept_over_a_restart(week: Path) -> None:
    async with desk(week) as d:
        await grouped(d, "month")
    async with desk(week) as d:
        assert d.app.desk.headings == {0: ("2031-01", 2)}
        await d.until(lambda: "2031-01" in listed(d)[0])


async def test_the_first_of_a_group_is_shown_with_its_heading_after_scrolling(week: Path) -> None:
    with Workspace.open(week, "ab") as ws:
        one = ws.sources[ws.source_order()[0]]
        months = [f"2030-{month:02}-01" for month in range(1, 13)]
        more = [replace(one, id=new_id(), title=f"Talks {day}", published=day) for day in months]
        ws.change("more", more)
    async with desk(week, (160, 24)) as d:
        pane = d.app.review.sources
        await grouped(d, "month")
        await d.act("pane_sources", "last")
        await d.until(lambda: pane.top > 0 and pane.cursor == len(d.app.desk.rows) - 1)
        for _ in d.app.desk.sources:
            before = pane.cursor
            await d.act("up")
            await d.until(lambda before=before: pane.cursor < before or pane.cursor == 1)
            assert pane.top < pane.cursor, "its heading is above it"
        assert pane.top == 0
