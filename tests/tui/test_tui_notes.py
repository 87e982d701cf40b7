"""Notes beyond the one on a quote: editing, deleting, on the workspace, found again."""

from __future__ import annotations

from pathlib import Path

from driver import desk

from store import Workspace
from store.acts import noting


async def test_a_note_is_edited_deleted_and_each_comes_back_by_undo(week: Path) -> None:
    async with desk(week) as d:
        await d.act("note")
        await d.type("first hedge")
        await d.keys("ctrl+s")
        await d.settled()
        await d.act("all_notes")
        await d.sees("first hedge")
        await d.act("note_change")
        await d.sees("Ctrl+S keep")
        await d.type(" of the week")
        await d.keys("ctrl+s")
        await d.sees("first hedge of the week")
        assert [note.text for note in d.app.desk.ws.notes] == ["first hedge of the week"]
        await d.act("note_delete")
        await d.sees("deleted a note")
        assert not d.app.desk.ws.notes
        await d.keys("u", "u")
        await d.sees("undone: edited a note")
        assert [note.text for note in d.app.desk.ws.notes] == ["first hedge"]


async def test_a_note_on_the_workspace_keeps_its_draft_over_a_restart(week: Path) -> None:
    async with desk(week, (60, 15)) as d:
        await d.act("all_notes", "note_workspace")
        await d.sees("Ctrl+S keep")
        await d.type("the week in short")
        await d.keys("escape")
        await d.sees("draft kept")
    async with desk(week) as d:
        await d.act("all_notes", "note_workspace")
        await d.sees("the week in short")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        note = next(iter(d.app.desk.ws.notes))
        assert (note.target, note.target_id, note.text) == ("workspace", "", "the week in short")


async def test_a_note_of_another_analyst_is_not_changed(week: Path) -> None:
    with Workspace.open(week, "cd") as ws:
        noting.write(ws, "quote", ws.order()[0], "theirs")
    async with desk(week) as d:
        await d.act("all_notes", "note_delete")
        await d.sees("This note is by cd")
        assert len(d.app.desk.ws.notes) == 1


async def test_notes_on_codes_and_speakers_are_written_in_the_editor_and_found(week: Path) -> None:
    async with desk(week) as d:
        await d.act("codebook", "code_note")
        await d.sees("note on the code")
        await d.type("what it is not")
        await d.keys("enter")
        await d.type("second line")
        await d.keys("ctrl+s")
        await d.sees("note kept")
        assert "second line" in d.text
        await d.act("list_close", "all_notes", "list_search")
        await d.type("second what")
        await d.keys("enter")
        await d.sees("1 of 1")
        await d.act("list_search")
        await d.type(" nowhere")
        await d.sees("nothing has these words")
