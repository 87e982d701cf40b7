"""The text of each pane and screen at two sizes, as it was when last looked at. Remake: pytest --snapshot-update."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import Driver, desk, masked
from syrupy.assertion import SnapshotAssertion

VIEWS = {
    "quotes and context": (),
    "sources": ("pane_sources",),
    "notes": ("pane_notes",),
    "code picker": ("code",),
    "speaker picker": ("speaker",),
    "timeline": ("timeline",),
    "codebook": ("codebook",),
    "speakers": ("speakers",),
    "history": ("history",),
    "help": ("help",),
}


async def judged(d: Driver) -> None:
    """A desk on which something was done."""
    await d.act("code")
    await d.keys("1")
    await d.act("stance_oppose")
    await d.keys("d", "4", "d", "s")
    await d.act("note")
    await d.type("first hedge of the week")
    await d.keys("ctrl+g")
    await d.act("reject", "flag", "up", "up")
    await d.settled()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_screen_is_as_it_was(week: Path, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    async with desk(week, size) as d:
        await judged(d)
        for name, acts in VIEWS.items():
            await d.act(*acts)
            await d.settled()
            shown = masked("\n".join(line.rstrip() for line in d.lines))
            if name == "history":
                shown = "\n".join(line for line in shown.split("\n") if " on vm" not in line)
            if name == "help":  # how many acts there are is no part of the picture
                shown = re.sub(r"─+ (\d+) of \d+ ─", r"─ \1 of N ─", shown)
            assert shown == snapshot(name=name)
            if acts and acts[0].startswith("pane"):
                await d.act("pane_quotes")
            elif acts:
                await d.keys("escape")


async def test_plain_ascii_where_it_is_asked_for(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_ASCII", "1")
    async with desk(week) as d:
        await d.act("accept", "flag")
        await d.settled()
        assert not [ch for ch in "✓▸⚑❝⟨█·│" if ch in d.text]
        assert "{We have read" in d.words


async def test_without_colour_everything_can_still_be_told(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk(week) as d:
        await d.act("accept", "reject", "flag")
        await d.settled()
        strips = d.app.screen._compositor.render_strips()
        colours = {seg.style.color.triplet for strip in strips for seg in strip if seg.style and seg.style.color}
        assert all(c is None or c.red == c.green == c.blue for c in colours)
        assert all(sign in d.text for sign in "✓✗⚑▸❝❞⟨⟩⌊⌋┃")


async def test_the_light_theme_is_remembered(week: Path) -> None:
    async with desk(week) as d:
        await d.act("theme")
        await d.sees("theme onrecord-light")
    async with desk(week) as d:
        assert d.app.theme == "onrecord-light"
