"""Words of the text become a quote: by caret, by mouse; the ends of a quote move and the text stays where it is."""

from __future__ import annotations

from pathlib import Path

import msgspec
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


async def test_keys_typed_ahead_take_words_of_the_text_they_were_meant_for(week: Path) -> None:
    async with desk(week) as d:
        review, on, ws = d.app.review, d.app.desk, d.app.desk.ws
        before, start = {quote.id for quote in ws.quotes}, on.source
        while on.source == start:
            review.press("right_square_bracket", "]")
        assert review.context.source.id == start, "the context follows later"
        there = on.source
        for key in ("V", "s", "enter"):
            review.press(key, key if len(key) == 1 else None)
        (made,) = (quote for quote in ws.quotes if quote.id not in before)
        assert made.source == there
        await d.keys("escape")
        on.to(on.of_source[start][0])
        review.sync()
        quote = on.quote
        for key in "ehc":
            review.press(key, key)
        newest = max(ws.quotes, key=lambda quote: quote.id)
        assert (newest.source, newest.speaker) == (start, quote.speaker) and quote.text.startswith(newest.text)


@pytest.mark.parametrize("last", ["enter", "c", "|"])
async def test_words_in_hand_are_put_down_when_their_text_is_another_by_now(week: Path, last: str) -> None:
    async with desk(week) as d:
        on, ws = d.app.desk, d.app.desk.ws
        quote, many = on.quote, len(ws.quotes)
        other = next(key for key in on.sources if key != quote.source)
        await d.act("spans")
        ws.change("moved", [msgspec.structs.replace(quote, source=other)])
        await d.keys("h", last)
        assert "The text was changed meanwhile" in d.status
        assert ws.quotes[quote.id].spans == quote.spans and len(ws.quotes) == many and d.app.review.adjusting is None
