"""Text of people and sources is shown as it is, everywhere: never markup, never a terminal's own language."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, desk
from small import make

from tui.show import visible

HOSTILE = [
    "[in the United States and NATO]",
    "[be published]",
    "[sic]",
    "[red]x[/red]",
    "[@click=app.quit]go[/]",
    "a \\[b] c",
    "[link='x']y[/link]",
    "[$primary]z[/]",
    "[/]",
    "[/b]",
    "[the U.S.]",
    "[ b] [b",
    "[Россия] [—Ed.]",
    "[NATO = alliance] \\",
    "\x1b]2;PWNED\x1b\\",
    "\x1b[2J\x1b[H",
    "\x9b31m\x85\x00\x07\x08",
    "\u202eright to left\u2066",
    "é🇫🇷👩\u200d🚀漢字 שלום",
]
"""What has broken terminal apps before: brackets, escapes, controls, bidi overrides, wide and combining characters."""


def no_control_characters(d: Driver) -> None:
    strips = d.app.screen._compositor.render_strips()
    for strip in strips:
        assert strip.cell_length == d.app.size.width
        for segment in strip:
            assert not any(ord(ch) < 32 or 0x7F <= ord(ch) < 0xA0 for ch in segment.text), repr(segment.text)
            assert not any(0x202A <= ord(ch) <= 0x202E or 0x2066 <= ord(ch) <= 0x2069 for ch in segment.text)


async def seen(d: Driver, texts: list[str]) -> None:
    """The start of each text is on the screen as it is, and nothing harmful is."""
    await d.settled()
    no_control_characters(d)
    for text in texts:
        shown = " ".join(visible(text)[:12].split())
        assert shown in d.words, f"{shown!r} is not in\n{d.text}"


@pytest.mark.parametrize("at", range(0, len(HOSTILE), 5))
async def test_it_is_shown_as_it_is_in_every_place(tmp_path: Path, at: int) -> None:
    texts = HOSTILE[at : at + 5]
    week = make(tmp_path / "week.json", texts)
    async with desk(week) as d:
        await seen(d, texts)
        await d.act("code")
        await seen(d, texts)
        await d.keys("1")
        await d.act("speaker")
        await seen(d, texts)
        await d.keys("escape")
        d.app.desk.drafts[d.app.desk.key] = "\n".join(texts)
        await d.act("note")
        await d.settled()
        no_control_characters(d)
        await d.keys("ctrl+s")
        await d.sees("note kept")
        await d.act("link")
        await seen(d, texts)
        await d.keys("escape", "y")
        await seen(d, texts)
        for act in ("timeline", "codebook", "speakers", "all_notes", "history", "help"):
            await d.act(act)
            await d.pilot.pause()
            no_control_characters(d)
            if act in ("codebook", "speakers", "all_notes"):
                await seen(d, texts)
            await d.keys("q")
        for text in texts:
            d.app.notify(text, title=text, markup=False)
        await d.until(lambda: len(d.app._notifications))
        await d.pilot.pause()


async def test_what_is_pasted_loses_its_control_characters(tmp_path: Path) -> None:
    from textual.events import Paste

    week = make(tmp_path / "week.json")
    async with desk(week) as d:
        await d.act("code")
        d.app.post_message(Paste("new\x1b[2J code\x07"))
        await d.sees("new[2J code")
        await d.keys("ctrl+n")
        await d.settled()
        await d.act("note")
        d.app.post_message(Paste("line one\x1b]2;x\x07\r\nline two\x00"))
        await d.sees("line two")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        assert [note.text for note in d.app.desk.ws.notes] == ["line one]2;x\nline two"]
        assert [code.name for code in d.app.desk.ws.codes][-1] == "new[2J code"
