"""Words of the text become a quote: by caret, by mouse; the ends of a quote move and the text stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, desk
from textual import events


def cell(d: Driver, words: str) -> tuple[int, int]:
    """Where ``words`` stand in the context, as a cell of the pane."""
    region = d.app.review.context.region
    for y in range(region.y, region.bottom):
        line = d.lines[y][region.x : region.right]
        if words in line:
            return line.index(words), y - region.y
    raise AssertionError(f"not in the context: {words}\n{d.text}")


async def test_a_caret_takes_words_and_asks_who_said_them(week: Path) -> None:
    async with desk(week) as d:
        await d.act("take_words")
        await d.sees("go to the first word")
        await d.keys(")", ")", ")")
        await d.sees("❝Asked❞")
        await d.keys("w", "w", "w", "w", "v", "w", "w", "w", "w")
        await d.sees("❝she declined to name one❞")
        await d.keys("enter")
        await d.sees("Speaker")
        await d.type("ekwall")
        await d.keys("enter")
        await d.settled()
        assert len(d.app.desk.ws.quotes) == 8
        quote = d.app.desk.quote
        assert quote is not None and quote.kind == "indirect" and quote.text in quote.prefix + quote.text
        assert d.app.desk.speaker_name(quote.speaker) == "Anna Ekwall"
        assert quote.text in d.row
        await d.keys("u", "u")
        await d.settled()
        assert len(d.app.desk.ws.quotes) == 7


async def test_a_sentence_is_taken_at_a_stroke(week: Path) -> None:
    async with desk(week, (60, 15)) as d:
        await d.act("take_words")
        await d.keys("L", "s", "enter", "escape")
        await d.settled()
        quote = d.app.desk.quote
        assert quote is not None and quote.text == '"We have read the answer with care," Ekwall said.'
        assert quote.speaker is None


async def test_the_caret_goes_by_lines_and_pages_of_the_text_as_it_is_shown(week: Path) -> None:
    async with desk(week, (80, 24)) as d:
        await d.act("take_words")
        pane, places = d.app.review.context, []
        for key in ("j", "j", "k", "pagedown", "ctrl+u", "v", "down", "k"):
            await d.keys(key)
            await d.settled()
            x, y = d.app.cursor_position
            assert pane.region.contains(x, y)
            state = d.app.review.adjusting
            assert state is not None
            places.append(state.hand)
        one, two, back, page, top, held, lower, upper = places
        assert one < two < page and back == one and top < one
        assert held < lower == upper < pane.beside(0, 10**6), "the end never goes before the beginning"
        await d.keys("escape")


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_mouse_draws_over_words(week: Path, size: tuple[int, int]) -> None:
    async with desk(week, size) as d:
        pane = d.app.review.context
        start, end = cell(d, "sked about a"), cell(d, "lined to name")
        await d.pilot.mouse_down(pane, offset=start)
        await d.pilot._post_mouse_events([events.MouseMove], pane, offset=end, button=1)
        await d.pilot.mouse_up(pane, offset=end)
        await d.sees("❝Asked about a date, she declined❞")
        await d.keys("w", "enter", "escape")
        await d.settled()
        assert d.app.desk.quote is not None and d.app.desk.quote.text == "Asked about a date, she declined to"


async def test_a_click_in_the_text_goes_to_the_quote_there(week: Path) -> None:
    async with desk(week) as d:
        await d.pilot.click(d.app.review.context, offset=cell(d, "It takes time"))
        await d.settled()
        assert "It takes time" in d.row


async def test_the_text_stays_where_it_is_while_an_end_moves(week: Path) -> None:
    async with desk(week, (100, 40)) as d:
        await d.act("spans")
        place = cell(d, "According to Ekwall")
        await d.keys("o", "h", "h")
        await d.sees("Anna ❝Ekwall")
        assert cell(d, "According to Ekwall") == place
        await d.keys("h", "h", "h", "h")
        await d.sees("❝minister for harbours")
        assert cell(d, "According to Ekwall") == place
        await d.keys("escape")
