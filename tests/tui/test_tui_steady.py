"""What must not go wrong: stray clicks, hasty keys, odd input, a place that another version remembered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from driver import Driver, desk

from store import Workspace
from tui.keymap import key_table
from tui.remap import KeysError, keys_from


async def click_second_row(d: Driver) -> None:
    """Click on the second quote."""
    await d.pilot.click(d.app.review.quotes, offset=(5, 2))
    await d.settled()


async def test_keys_and_clicks_never_leave_the_editor_nor_lose_a_letter(week: Path) -> None:
    async with desk(week) as d:
        await d.act("note")
        await d.type("precious")
        await d.keys("tab", "2", "ctrl+r", "i")
        await click_second_row(d)
        await d.type("a!")
        await d.settled()
        editor = d.app.review.editor
        assert editor is not None and editor.text == "precious2ia!" and d.app.desk.at == 0
        await d.keys("ctrl+s")
        await d.sees("note kept")
        assert [note.target_id for note in d.app.desk.ws.notes] == [d.app.desk.ws.order()[0]]
        assert not d.app.desk.ws.reviews


async def test_a_click_changes_no_target_while_spans_are_adjusted(week: Path) -> None:
    async with desk(week) as d:
        second = d.app.desk.ws.quotes[d.app.desk.shown[1]]
        await d.act("spans")
        await d.keys("h", "h")
        await click_second_row(d)
        await d.keys("enter")
        await d.settled()
        assert d.app.desk.ws.quotes[d.app.desk.shown[0]].text == "the talks had"
        assert d.app.desk.ws.quotes[second.id] == second


async def test_a_click_changes_no_target_while_something_is_asked(week: Path) -> None:
    async with desk(week) as d:
        await d.act("speaker")
        await click_second_row(d)
        await d.keys("enter")
        await d.settled()
        shown = d.app.desk.shown
        assert [key for key in shown if d.app.desk.review(key)] == [shown[0]]


async def test_a_note_that_was_not_kept_accepts_nothing(week: Path) -> None:
    async with desk(week) as d:
        await d.act("note")
        await d.keys("ctrl+g")
        await d.sees("nothing was written")
        assert not d.app.desk.ws.reviews


async def test_hasty_keys_go_to_the_screen_that_is_opening_or_was_left(week: Path) -> None:
    async with desk(week) as d:
        for keys in (("t", "t", "q"), ("t", "/", "x", "enter", "escape", "escape"), ("g", "h", "q", "j")):
            for key in keys:
                d.app.screen.post_message(_key(key))
            await d.until(lambda: d.app.screen is d.app.review and len(d.app.screen_stack) == 1, str(keys))
            await d.settled()
        await d.act("timeline")
        for key in ("escape", "escape", "j"):
            d.app.screen.post_message(_key(key))
        await d.until(lambda: d.app.screen is d.app.review, "back at the desk")
        await d.settled()


def _key(name: str) -> object:
    from textual.events import Key

    return Key(name, name if len(name) == 1 else None)


async def painted_is_true(d: Driver) -> None:
    """What stands on the screen is what painting all of it anew gives."""
    await d.pilot.pause()
    before = d.lines
    for widget in d.app.screen.query("*"):
        widget.refresh()
    await d.pilot.pause()
    assert before == d.lines


@pytest.mark.parametrize("keys", ["t", "gh", "gp", "gc", "gn", "?", ""])
async def test_what_is_painted_is_what_is_there(week: Path, keys: str) -> None:
    rng = random.Random(keys)
    async with desk(week, (110, 24)) as d:
        await d.act("accept", "code")
        await d.keys("1")
        await d.act("last", "up")
        await d.keys(*keys)
        await d.pilot.pause()
        await painted_is_true(d)
        for _ in range(25):
            if rng.random() < 0.2:
                await d.pilot.resize_terminal(rng.randint(50, 140), rng.randint(8, 40))
            await d.keys(rng.choice(("j", "k", "G", "home", "pagedown", "pageup", "j", "k")))
            await painted_is_true(d)


async def test_odd_words_after_the_colon_are_answered(week: Path) -> None:
    async with desk(week) as d:
        for text in ("²", "9" * 300, "export ~nosuchuser/x.md", "filter status:maybe", 'export "'):
            await d.act("palette")
            d.app.review.panel.paste(text)
            await d.keys("enter", "escape")
            await d.settled()
        await d.act("down")
        assert d.app.desk.at == 1


async def test_a_kept_filter_that_is_none_any_more_is_said(week: Path) -> None:
    async with desk(week) as d:
        d.app.desk.filters["old"] = "speeker:x"
        await d.act("filter_open")
        await d.keys("enter")
        await d.sees("there is no field 'speeker'")


async def test_a_place_that_another_version_remembered(week: Path) -> None:
    strange = {
        "order_by": "month", "filters": ["x"], "places": None, "drafts": {"a": 1}, "rewrites": "x",
        "recent_codes": None, "recent_speakers": {"a": 1}, "filter": "speeker:x",
        "quote": 7, "everywhere": "no", "theme": 3,
    }  # fmt: skip
    with Workspace.open(week, "ab") as ws:
        ws.remember(**strange)
    async with desk(week) as d:
        assert "the talks had gone well" in d.text
        await d.act("code", "leave", "order", "accept")
        await d.sees("accepted 1 quote")


async def test_history_takes_back_no_other_act_than_the_one_chosen(week: Path) -> None:
    async with desk(week) as d:
        await d.act("accept", "reject", "undo")
        await d.keys("g", "h", "j", "U")
        await d.sees("taken back already")
        assert [review.status for review in d.app.desk.ws.reviews] == ["accepted"]
        assert "Enter open" in d.text and "U take back to here" in d.text
        await d.keys("j", "U")
        await d.sees("undone: 1 act, back to before")
        assert not [review for review in d.app.desk.ws.reviews if review.status != "new"]


async def test_enter_in_the_history_goes_to_what_was_changed_and_changes_nothing(week: Path) -> None:
    async with desk(week) as d:
        first = d.app.desk.key
        await d.act("accept", "reject")
        acts = len(list(d.app.desk.ws.history()))
        await d.keys("g", "h", "j", "enter")
        await d.sees("Quotes")
        assert d.app.desk.key == first and len(list(d.app.desk.ws.history())) == acts


async def test_kept_filters_and_places_are_on_the_disk_at_once(week: Path) -> None:
    async with desk(week) as d:
        await d.act("filter")
        await d.type("kind:direct")
        await d.keys("enter")
        await d.act("filter_save")
        await d.type("mine")
        await d.keys("enter")
        await d.act("place_keep")
        await d.keys("b")
        await d.settled()
        with Workspace.open(week, "ab", read_only=True) as other:
            assert other.desk["filters"] == {"mine": "kind:direct"} and list(other.desk["places"]) == ["b"]
    async with desk(week, read_only=True) as d:
        await d.act("place_keep")
        await d.sees("open for reading only")


async def test_spans_can_be_adjusted_without_some_of_their_keys(week: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[keys]\nspans_right = []\n")
    async with desk(week) as d:
        d.app.key_table.update(keys_from(config))
        await d.act("spans")
        await d.keys("h", "enter")
        await d.sees("spans adjusted")
    config.write_text('[keys]\naccept = "5"\n')
    with pytest.raises(KeysError, match="begin a count"):
        keys_from(config)
    assert key_table()["accept"] == ("a", "space")


async def test_undo_held_down_stops_before_an_import(week: Path) -> None:
    async with desk(week) as d:
        with_sources = len(d.app.desk.ws.sources)
        await d.act("accept", "reject")
        await d.act("undo", "undo", "undo", "undo")
        await d.sees("once more takes back: imported a report")
        assert len(d.app.desk.ws.sources) == with_sources
        await d.act("undo")
        await d.sees("undone: imported a report")
        assert len(d.app.desk.ws.sources) == with_sources - 1


async def test_undo_stays_where_it_happened_to_the_quote_in_hand_too(week: Path) -> None:
    async with desk(week) as d:
        await d.act("filter")
        await d.type("sure:>=0.5")
        await d.keys("enter")
        await d.sees("1 of 7")
        await d.act("down", "mark_all", "accept", "undo")
        await d.sees("undone: accepted 7 quotes")
        assert d.app.desk.at == 1 and "2 of 7" in d.text
        await d.act("accept", "last", "undo")
        await d.sees("undone: accepted 1 quote")
        assert d.app.desk.at == 1
        await d.act("accept", "last", "speakers")
        await d.sees("Also called")
        await d.act("undo")
        await d.sees("undone: accepted 1 quote")
        assert d.app.desk.at == 6


async def test_undo_leaves_the_filter_on(week: Path) -> None:
    async with desk(week) as d:
        await d.act("accept", "filter")
        await d.type("speaker:brandt")
        await d.keys("enter")
        await d.act("undo")
        await d.sees("undone: accepted 1 quote (not among what is shown)")
        assert "Quotes: speaker:brandt" in d.text
        await d.act("leave", "last", "filter")
        await d.type("speaker:nobodyofthatname")
        await d.keys("enter")
        await d.sees("Nothing matches")
        place = d.app.desk._left_at
        await d.act("leave")
        await d.settled()
        assert d.app.desk.key == place and "the board had read" in d.row


async def test_an_act_counts_what_it_changed(week: Path) -> None:
    async with desk(week) as d:
        await d.act("accept_stay", "mark", "mark")
        await d.act("accept_stay")
        await d.sees("accepted 1 quote ·")


async def test_help_stands_once_and_does_acts_of_lists_too(week: Path) -> None:
    async with desk(week) as d:
        await d.keys("g", "c", "?", "?")
        assert len(d.app.screen_stack) == 3
        await d.type("/add a code")
        await d.keys("enter", "enter")
        await d.sees("Codebook")
        await d.until(lambda: d.app.screen.panel.open, "the question of the act")  # type: ignore[attr-defined]


async def test_codes_with_quotation_marks_and_in_circles(week: Path) -> None:
    from briefing.records import Code

    with Workspace.open(week, "ab") as ws:
        odd = Code(id="k1", name='the "red line" talk')
        ws.change("made codes", [odd, Code(id="k2", name="ring", parent="k3"), Code(id="k3", name="rung", parent="k2")])
    async with desk(week) as d:
        await d.keys("g", "c")
        await d.sees("ring")
        assert "rung" in d.text
        await d.type("/red line")
        await d.keys("enter", "enter")
        await d.sees('Quotes: code:“the "red line" talk”')
