"""Any size of the terminal: nothing raises, nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from driver import Driver, desk
from rich.cells import cell_len

from store import Workspace

SIZES = [
    (1, 1),
    (2, 3),
    (7, 2),
    (12, 4),
    (20, 6),
    (40, 12),
    (60, 15),
    (80, 24),
    (119, 30),
    (120, 40),
    (200, 60),
    (400, 9),
]


@pytest.mark.parametrize("width", [60, 119, 120, 200])
async def test_the_desk_fits_its_width(week: Path, width: int) -> None:
    async with desk(week, (width, 24)) as d:
        assert "the talks had" in d.row
        panes = [name for name in ("1 Sources", "2 Quotes", "3 Notes") if name in d.text]
        assert len(panes) == (3 if width >= 120 else 1)
        if width < 120:
            await d.act("pane_sources")
            await d.until(lambda: "1 Sources" in d.text and "2 Quotes" not in d.text)
            await d.act("pane_notes")
            await d.until(lambda: "3 Notes" in d.text and "1 Sources" not in d.text)
            await d.act("pane_quotes")
            await d.until(lambda: "2 Quotes" in d.text)


@pytest.mark.parametrize("pane", ["pane_sources", "pane_notes"])
async def test_no_quote_is_judged_that_is_not_on_the_screen(week: Path, pane: str) -> None:
    async with desk(week, (80, 24)) as d:
        await d.act("flag", pane)
        await d.until(lambda: "2 Quotes" not in d.text)
        assert "a accept" not in d.text
        for keys in ("a", "x", "!", "c", "+", "s", "gx", "U", "d", ".", "C", "gj", "P"):
            await d.act("down")
            await d.keys(*keys)
            await d.sees("The quote is not on the screen: 2 shows it.")
            assert not d.app.review.panel.open
        await d.keys("2", "a")
        await d.sees("accepted 1 quote")
    async with desk(week) as d:
        await d.act(pane, "accept")
        await d.sees("accepted 1 quote")
        await d.act(pane, "zoom", "accept")
        await d.sees("The quote is not on the screen")


async def test_sixty_by_fifteen_shows_quote_context_and_state(week: Path) -> None:
    async with desk(week, (60, 15)) as d:
        assert "Anna Ekwall" in d.row
        assert "❝the talks had gone well❞" in d.words
        assert "week.json" in d.status


async def resize(d: Driver, width: int, height: int) -> None:
    await d.pilot.resize_terminal(width, height)
    await d.pilot.pause()


async def test_every_screen_survives_every_size(week: Path) -> None:
    async with desk(week) as d:
        for act in (None, "code", "note", "timeline", "search"):
            if act:
                await d.act(act)
            for size in SIZES:
                await resize(d, *size)
                await d.until(lambda size=size: (cell_len(d.lines[0]), len(d.lines)) == size, f"{act} at {size}")
                assert {cell_len(line) for line in d.lines} == {size[0]}, f"{act} at {size}"
                if not act and size[0] >= 60 and size[1] >= 9:
                    await d.sees("the talks had gone well")
            await d.keys("escape")
        await resize(d, 160, 48)
        assert "the talks had gone well" in d.row


@pytest.mark.parametrize("seed", [1, 2])
async def test_a_monkey_at_the_keyboard_and_the_window(week: Path, seed: int) -> None:
    """Random keys and sizes: nothing raises, and what was judged is in the file."""
    rng = random.Random(seed)
    keys = [*"jjjkkaax!cmMsild+-0~][gGnNtefFuCLAUyzIJK<>'.1234567890 ?:/", "enter", "enter", "escape", "escape", "tab",
            "up", "down", "ctrl+n", "ctrl+r", "ctrl+s", "ctrl+g", "backspace", "pagedown", "home"]  # fmt: skip
    async with desk(week) as d:
        for _ in range(150):
            if rng.random() < 0.06:
                await resize(d, *rng.choice(SIZES))
            key = rng.choice(keys)
            await d.keys(key)
            if not d.app.is_running or d.app._exit:
                break
        desk_state = dict(d.app.desk._status)
    with Workspace.open(week, "ab", read_only=True) as ws:
        kept = {review.quote: review.status for review in ws.reviews.where(analyst="ab") if review.status != "new"}
        assert kept == desk_state, f"seed {seed}"
