"""The desk by keyboard: what the analyst presses, what the analyst sees."""

from __future__ import annotations

from pathlib import Path

from driver import desk

from briefing.records import review_id
from store import Workspace
from store.acts import judging


async def test_it_opens_on_the_first_quote_in_its_context(week: Path) -> None:
    async with desk(week) as d:
        assert d.row.startswith("▸ · Anna Ekwall")
        assert "the talks had gone well" in d.row
        assert "❝the talks had gone well❞" in d.words
        assert "⟨Anna Ekwall⟩" in d.words
        assert "⌊said⌋" in d.words
        assert "1 of 5" in d.text
        assert "7 left" in d.text
        assert "week.json" in d.status and "saved" in d.status and "? help" in d.status


async def test_accepting_says_so_counts_and_goes_on(week: Path) -> None:
    async with desk(week) as d:
        await d.act("accept")
        await d.sees("accepted 1 quote")
        assert "We have read" in d.row
        assert "1/5" in d.text and "6 left" in d.text
        await d.act("reject", "flag")
        await d.sees("flagged 1 quote")
        assert "⚑" in d.row
        assert "✗" in d.text


async def test_the_next_new_quote_is_found_across_sources(week: Path) -> None:
    async with desk(week) as d:
        for _ in range(5):
            await d.act("accept")
        await d.settled()
        assert "There is little reason" in d.row
        assert "on to River board answers" in d.status
        await d.act("previous_new")
        assert "round again" in d.status or "the board had read" in d.row
        await d.act("accept", "accept")
        await d.sees("nothing new is left: all 7 are judged")


async def test_undo_and_redo_are_told_in_words_and_go_where_it_happened(week: Path) -> None:
    async with desk(week) as d:
        for _ in range(5):
            await d.act("reject")
        await d.act("undo")
        await d.settled()
        assert "undone: rejected 1 quote" in d.status
        assert "should not be" in d.row and "·" in d.row[:5]
        await d.act("redo")
        await d.settled()
        assert "redone: rejected 1 quote" in d.status
        assert "✗" in d.row[:5]


async def test_a_code_with_stance_confidence_and_level(week: Path) -> None:
    async with desk(week) as d:
        await d.act("code")
        await d.sees("Enter adds")
        await d.type("opt")
        await d.keys("enter")
        await d.act("stance_oppose")
        await d.keys("d", "4", "d", "i")
        await d.settled()
        assert "# optimism" in d.text
        assert "− oppose" in d.text
        assert "confidence 4/5" in d.text and "interpreted" in d.text
        await d.keys("d", "-")
        await d.settled()
        assert "− oppose" not in d.text


async def test_ctrl_n_makes_a_code_in_one_act(week: Path) -> None:
    async with desk(week) as d:
        await d.act("code")
        await d.type("Санкции и ответ")
        await d.keys("ctrl+n")
        await d.settled()
        assert "# Санкции и ответ" in d.text
        await d.act("undo")
        await d.settled()
        assert "Санкции" not in "".join(line for line in d.lines if "undone" not in line)
        assert len(d.app.desk.ws.codes) == 3


async def test_recent_codes_answer_to_digits(week: Path) -> None:
    async with desk(week) as d:
        await d.act("code")
        await d.type("date")
        await d.keys("enter")
        await d.act("down", "code")
        await d.keys("1")
        await d.settled()
        assert "# date" in d.text


async def test_what_was_picked_is_first_again_also_when_the_app_is_killed_after_it(week: Path) -> None:
    async with desk(week) as d:
        await d.act("code")
        await d.type("date")
        await d.keys("enter")
        await d.act("speaker")
        await d.type("brandt")
        await d.keys("enter")
        await d.sees("Olof Brandt")
        with Workspace.open(week, "ab", read_only=True) as other:  # what is on the disk while the app goes on
            assert [other.codes[key].name for key in other.desk["recent_codes"]] == ["date"]
            assert [other.speakers[key].name for key in other.desk["recent_speakers"]] == ["Olof Brandt"]


async def test_the_speaker_is_confirmed_or_another_taken(week: Path) -> None:
    async with desk(week) as d:
        await d.act("speaker")
        await d.keys("enter")
        await d.settled()
        assert "Anna Ekwall (confirmed)" in d.text
        await d.act("speaker")
        await d.type("brandt")
        await d.keys("enter")
        await d.settled()
        assert "Olof Brandt" in d.row
        await d.act("undo")
        await d.settled()
        assert "Anna Ekwall" in d.row


async def test_a_note_is_kept_and_a_draft_is_not_lost(week: Path) -> None:
    async with desk(week) as d:
        await d.act("note")
        await d.type("first hedge")
        await d.keys("ctrl+s")
        await d.settled()
        await d.sees("note kept")
        assert "first hedge" in d.text
        await d.act("note")
        await d.type("half a th")
        await d.keys("escape")
        await d.settled()
        await d.sees("draft")
        assert "half a th" in d.text
    async with desk(week) as d:
        assert "half a th" in d.text
        await d.act("note")
        await d.type("ought")
        await d.keys("ctrl+s")
        await d.settled()
        assert "half a thought" in d.text
        assert "draft" not in d.text
        assert [note.text for note in d.app.desk.ws.notes] == ["first hedge", "half a thought"]


async def test_marks_make_an_act_apply_to_all_of_them_at_once(week: Path) -> None:
    async with desk(week) as d:
        await d.act("mark", "mark")
        await d.sees("2 marked")
        await d.act("code")
        await d.keys("1")
        await d.act("reject")
        await d.settled()
        assert "rejected 2 quotes" in d.status
        assert "2/5" in d.text
        await d.act("undo")
        await d.settled()
        assert "0/5" in d.text
        await d.act("mark_all")
        await d.sees("5 marked")
        await d.act("leave")
        assert "marked" not in d.status
        await d.act("mark_range")
        await d.sees("Mark the first of them with m")
        await d.act("first", "mark", "down", "down", "mark_range")
        await d.sees("4 marked")
        assert len(d.app.desk.marks & set(d.app.desk.shown[:4])) == 4


async def test_counts_and_sequences(week: Path) -> None:
    async with desk(week) as d:
        await d.keys("4", "j")
        assert "should not be" in d.row
        await d.keys("g", "g")
        assert "the talks had gone well" in d.row
        await d.act("last")
        assert "should not be" in d.row
        await d.keys("g")
        await d.sees("First row")
        await d.keys("escape")
        await d.until(lambda: "First row" not in d.text)


async def test_a_russian_keyboard_needs_no_switching(week: Path) -> None:
    async with desk(week) as d:
        await d.keys("о", "о", "ф")
        await d.settled()
        assert "accepted 1 quote" in d.status
        assert d.app.desk.progress(d.app.desk.source)[0] == 1


async def test_search_goes_to_the_hit_as_one_types_and_back(week: Path) -> None:
    async with desk(week) as d:
        await d.act("search")
        await d.type("hurry")
        await d.until(lambda: "there is no hurry" in d.row)
        await d.keys("escape")
        assert "the talks had gone well" in d.row
        await d.act("search")
        await d.type("answer")
        await d.keys("enter")
        await d.act("next_hit")
        assert "answer" in d.row
        assert "search: answer" in d.status


async def test_a_filter_narrows_and_a_wrong_one_is_marked_where_it_is_wrong(week: Path) -> None:
    async with desk(week) as d:
        await d.act("filter")
        await d.type("kind:direct speeker:x")
        await d.sees("kind:direct ▲speeker:x")
        assert "Tab complete" in d.lines[-1] and "accept" not in d.lines[-1]
        await d.keys("enter")
        assert d.app.screen.panel.open, "a wrong filter is not applied"
        await d.keys("ctrl+u")
        await d.type("speaker:brandt")
        await d.keys("enter")
        await d.settled()
        assert "filter: speaker:brandt" in d.status and "a accept" in d.lines[-1]
        assert "1 of 2" in d.text and "There is little" in d.row
        await d.act("leave")
        await d.settled()
        assert "filter:" not in d.status


async def test_filters_complete_and_are_kept_under_names(week: Path) -> None:
    async with desk(week) as d:
        await d.act("filter")
        await d.type("spe")
        await d.keys("tab")
        await d.type("ol")
        await d.keys("tab", "enter")
        assert 'filter: speaker:"Olof Brandt"' in d.status
        await d.act("filter_save")
        await d.type("the river")
        await d.keys("enter")
        await d.act("leave")
    async with desk(week) as d:
        await d.keys("g", "f")
        await d.type("river")
        await d.keys("enter")
        await d.settled()
        assert "the river: 2 found" in d.status


async def test_the_place_is_found_again_after_quitting(week: Path) -> None:
    async with desk(week) as d:
        await d.act("next_source", "down")
        await d.act("quit")
        await d.until(lambda: not d.app.is_running or d.app._exit)
    async with desk(week) as d:
        assert "the board had read the answer" in d.row


async def test_a_reader_is_told_why_nothing_can_be_changed(week: Path) -> None:
    async with desk(week, read_only=True) as d:
        for act in ("accept", "code", "note", "speaker", "undo", "spans", "link", "mark"):
            await d.act(act)
            if act != "mark":
                await d.sees("week.json is open for reading only: nothing can be changed.")
        assert "read only" in d.status
        assert "accept" not in d.lines[-1] and "filter" in d.lines[-1]
        await d.keys("d")
        await d.sees("nothing can be changed")
        await d.keys("g")
        await d.sees("Codebook")
        assert "Delete" not in d.text
        await d.keys("escape")
        await d.act("help")
        await d.sees("Next row")
        assert "Accept" not in d.text


async def test_the_last_act_is_repeated_elsewhere(week: Path) -> None:
    async with desk(week) as d:
        await d.act("again")
        await d.sees("Nothing was done yet")
        await d.act("code")
        await d.keys("2")
        await d.act("down", "again")
        await d.settled()
        assert "# date" in d.text
        with_code = [review for review in d.app.desk.ws.reviews if review.codes]
        assert len(with_code) == 2


async def test_spans_move_by_words_with_the_text_in_sight(week: Path) -> None:
    async with desk(week) as d:
        await d.act("spans")
        await d.keys("h")
        await d.sees("❝the talks had gone❞ well")
        await d.keys("tab", "l", "enter")
        await d.settled()
        assert "❝talks had gone❞" in d.words
        assert "talks had gone" in d.row
        await d.act("undo")
        await d.settled()
        assert "❝the talks had gone well❞" in d.words


async def test_a_quote_is_split_joined_made_and_deleted(week: Path) -> None:
    async with desk(week) as d:
        await d.act("spans")
        await d.keys("h", "h", "|")
        await d.settled()
        assert "split a quote" in d.status
        assert "1 of 6" in d.text and "❝the talks had❞" in d.words
        await d.act("mark", "mark")
        await d.keys("g", "j")
        await d.settled()
        assert "joined 2 quotes" in d.status and "1 of 5" in d.text
        await d.act("spans")
        await d.keys("tab", "l", "c")
        await d.settled()
        assert "a new quote from these words" in d.status
        assert "2 of 6" in d.text and "talks had" in d.row
        await d.keys("g", "x")
        await d.settled()
        assert "deleted a quote" in d.status and "of 5" in d.text
        await d.keys("4", "u")
        await d.settled()
        assert "1 of 5" in d.text and "❝the talks had gone well❞" in d.words


async def test_links_are_made_and_walked(week: Path) -> None:
    async with desk(week) as d:
        await d.act("link")
        await d.type("little reason")
        await d.keys("enter")
        await d.sees("This quote … the other")
        await d.type("soft")
        await d.keys("enter")
        await d.settled()
        assert "softens Olof Brandt" in d.words and "28 Jan 2031 There is little" in d.words
        await d.keys("g", "l")
        await d.settled()
        assert "There is little reason" in d.row
        assert "softened by Anna Ekwall" in d.words
        await d.act("back")
        await d.settled()
        assert "the talks had gone well" in d.row


async def test_the_timeline_shows_the_speaker_and_goes_to_a_quote(week: Path) -> None:
    async with desk(week) as d:
        await d.act("timeline")
        await d.sees("Timeline: Anna Ekwall")
        assert "26 Jan 2031" in d.text
        await d.keys("G", "enter")
        await d.settled()
        assert "should not be" in d.row


async def test_help_lists_every_act_and_does_the_one_chosen(week: Path) -> None:
    async with desk(week, (120, 130)) as d:
        await d.act("help")
        await d.sees("Accept, go to the next new quote")
        for act in d.app.acts.values():
            if act.where == "review":
                assert act.help[:20] in d.text
        await d.type("/confidence 4")
        await d.keys("enter", "enter")
        await d.settled()
        assert "confidence 4/5" in d.text


async def test_the_palette_does_anything_by_name_and_gives_reasons(week: Path) -> None:
    async with desk(week) as d:
        await d.act("palette")
        await d.type("last act again")
        await d.keys("enter")
        await d.sees("Nothing was done yet that could be done again.")
        assert d.app.screen.panel.open
        await d.keys("ctrl+u")
        await d.type("flag for")
        await d.keys("enter")
        await d.settled()
        assert "flagged 1 quote" in d.status
        await d.act("palette")
        await d.type("4")
        await d.keys("enter")
        await d.settled()
        assert "It takes time" in d.row


async def test_export_from_the_palette(week: Path) -> None:
    async with desk(week) as d:
        out = week.parent / "out.csv"
        await d.act("accept", "palette")
        await d.type(f"export {out}")
        await d.keys("enter")
        await d.sees("exported 7 quotes")
        assert "[in the north and the south]" in out.read_text()


async def test_other_analysts_are_seen_and_not_touched(week: Path) -> None:
    async with desk(week, analyst="cd") as d:
        await d.act("reject")
    async with desk(week) as d:
        await d.sees("cd: rejected")
        await d.act("accept")
        await d.act("up")
        await d.settled()
        assert "✓ accepted" in d.text and "✗ cd: rejected" in d.text
    with Workspace.open(week, read_only=True) as ws:
        first = ws.order()[0]
        assert {ws.reviews[review_id(first, name)].status for name in ("ab", "cd")} == {"accepted", "rejected"}


async def test_a_statement_is_judged_in_fourteen_keys(week: Path) -> None:
    async with desk(week) as d:
        await d.act("code")
        await d.keys("1", "escape")
        await d.act("down")
        await d.settled()
        d.pressed = 0
        await d.act("code")
        await d.keys("1")
        await d.act("note")
        await d.type("ten letter")
        await d.keys("ctrl+g")
        await d.until(lambda: "accepted 1 quote" in d.status)
        assert d.pressed <= 14
        await d.act("up")
        key = d.app.desk.ws.order()[1]
        review = d.app.desk.review(key)
        assert review is not None and review.status == "accepted" and review.speaker_confirmed and review.codes
        assert [note.text for note in d.app.desk.ws.notes.where(target_id=key)] == ["ten letter"]


async def test_ten_statements_in_ten_keys(week: Path) -> None:
    async with desk(week) as d:
        for act in ("accept", "reject", "accept", "accept", "reject", "accept", "reject"):
            await d.act(act)
        assert d.pressed == 7
        assert d.app.desk.left == 0


async def test_notes_on_a_source_and_on_a_code(week: Path) -> None:
    async with desk(week) as d:
        await d.act("pane_sources", "note")
        await d.type("seen in print")
        await d.keys("ctrl+s")
        await d.settled()
        assert "On the source: " in d.words and "seen in print" in d.text
        await d.keys("g", "c", "i")
        await d.type("use with care")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        assert "use with care" in d.text
        await d.keys("q", "g", "n")
        await d.sees("seen in print")
        assert {note.target for note in d.app.desk.ws.notes} == {"source", "code"}


async def test_a_reader_follows_the_writer(week: Path) -> None:
    with Workspace.open(week, "cd") as writer:
        async with desk(week, read_only=True) as d:
            judging.accept(writer, [writer.order()[0]])
            await d.sees("cd: accepted 1 quote")
            await d.sees("✓ cd: accepted")


async def test_a_draft_never_replaces_an_older_note(week: Path) -> None:
    async with desk(week) as d:
        await d.act("note")
        await d.type("first")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        await d.act("note")
        await d.type("second")
        await d.keys("escape")
        await d.sees("draft kept")
        await d.act("note_edit")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        await d.act("note_edit")
        await d.type(" thought")
        await d.keys("escape")
        await d.sees("draft kept")
    async with desk(week) as d:
        await d.act("note")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        await d.act("note_edit")
        await d.keys("escape")
        await d.sees("nothing was written")
        assert [note.text for note in d.app.desk.ws.notes] == ["first", "second thought"]
        assert not d.app.desk.drafts


async def test_a_picker_shows_what_the_entry_means_beside_it_and_takes_letters_of_any_script(week: Path) -> None:
    async with desk(week, (80, 24)) as d:
        await d.act("code")
        await d.type("Твёрдо и ясно")
        assert "+ new: Твёрдо и ясно" in d.text
        await d.keys("enter")
        await d.sees("coded 1 quote")
        await d.act("code")
        await d.type("твердо")
        await d.until(lambda: any("▸" in line and "Твёрдо" in line for line in d.lines))
        await d.keys("ctrl+u")
        await d.type("opt")
        await d.until(lambda: any("▸" in line and "optimism" in line and "what is said" in line for line in d.lines))


async def test_a_mark_that_a_filter_hides_is_acted_on_by_nothing(week: Path) -> None:
    async with desk(week) as d:
        ws = d.app.desk.ws
        await d.act("mark", "mark")
        hidden = set(d.app.desk.marks)
        d.app.desk.set_filter(f'-text:"{ws.quotes[min(hidden)].text}" -text:"{ws.quotes[max(hidden)].text}"')
        await d.act("reject")
        await d.sees("What is marked is not shown: Esc takes the marks away. · week.json · 2 marked, 2 not shown")
        await d.act("first", "mark", "reject")
        await d.settled()
        assert len(ws.reviews) == 1 and not ws.review(min(hidden)) and d.app.desk.marks == hidden
