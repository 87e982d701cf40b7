"""The terminal's own cursor stands where the keys go: screen readers and braille lines read there."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, desk


def under(d: Driver, cells: int) -> str:
    """What stands at the terminal's cursor and after it."""
    x, y = d.app.cursor_position
    return d.lines[y][x : x + cells]


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_cursor_is_on_the_row_in_the_line_typed_and_in_the_words_in_hand(
    week: Path, size: tuple[int, int]
) -> None:
    async with desk(week, size) as d:
        await d.keys("j", "j")
        await d.settled()
        assert under(d, 16) == "▸ · Anna Ekwall "
        await d.act("code")
        await d.type("op")
        x, y = d.app.cursor_position
        await d.until(lambda: d.lines[y][x - 2 : x] == "op", "the cursor behind what is typed")
        await d.keys("down", "up")
        await d.settled()
        assert under(d, 1) == "▸"
        await d.keys("escape")
        await d.settled()
        assert under(d, 16) == "▸ · Anna Ekwall "
        await d.act("spans")
        await d.keys("tab")
        await d.settled()
        assert under(d, 4) == "From" or under(d, 5) == '"From'
        await d.keys("escape")
        await d.act("pane_sources")
        await d.settled()
        assert "26 Jan" in under(d, 12)
        await d.act("codebook")
        await d.settled()
        assert under(d, 1) == "▸"
