"""How panes share the screen: sizes, hiding, density; kept over a restart, harmless at any size."""

from __future__ import annotations

from pathlib import Path

from driver import desk


async def test_panes_keep_the_sizes_they_were_given(week: Path) -> None:
    async with desk(week) as d:
        review = d.app.review
        before = review.sources.size.width
        await d.act("pane_sources", "widen", "widen")
        await d.until(lambda: review.sources.size.width == before + 8)
        await d.act("pane_notes", "narrow")
        await d.act("pane_quotes", "widen")
        await d.sees("quotes: 44% of the height")
    async with desk(week) as d:
        review = d.app.review
        await d.until(lambda: review.sources.size.width == before + 8)
        high = review.quotes.size.height
        await d.act("sizes_usual")
        await d.until(lambda: review.sources.size.width == before and review.quotes.size.height < high)
        await d.act("sizes_usual")
        await d.sees("All panes have their usual sizes")


async def test_a_hidden_pane_stays_hidden_until_one_goes_there(week: Path) -> None:
    async with desk(week) as d:
        await d.act("hide_notes", "hide_sources")
        await d.until(lambda: "3 Notes" not in d.text and "1 Sources" not in d.text)
    async with desk(week) as d:
        await d.until(lambda: "3 Notes" not in d.text and "1 Sources" not in d.text)
        await d.act("pane_notes")
        await d.until(lambda: "3 Notes" in d.text and "1 Sources" not in d.text)


async def test_given_sizes_yield_to_a_small_terminal_and_come_back(week: Path) -> None:
    async with desk(week) as d:
        review = d.app.review
        await d.act("pane_sources")
        for _ in range(30):
            await d.act("widen")
        wide = review.sources.size.width
        assert review.size.width - wide - review.notes.outer_size.width >= 45
        for width, height in ((1, 1), (40, 12), (119, 20), (120, 30), (7, 50), (160, 48)):
            await d.pilot.resize_terminal(width, height)
            await d.pilot.pause()
            await d.act("code")
            await d.keys("escape")
        await d.until(lambda: review.sources.size.width == wide)


async def test_rows_are_dense_or_roomy(week: Path) -> None:
    async with desk(week, (120, 30)) as d:
        await d.act("density")
        await d.sees("dense:")
        assert any("01-26 Ministry" in line and "0/5" in line for line in d.lines)
        await d.act("density")
        await d.sees("roomy:")
        pane = d.app.review.quotes
        await d.act("down")
        await d.settled()
        line = d.lines[pane.region.y + 1 + 2 * pane.cursor + 1]
        assert "We have read the answer with care" in line
    async with desk(week, (120, 30)) as d:
        assert d.app.review.quotes.ROW == 2
