"""All notes of the workspace in one list that can be searched: write one on the workspace, edit, delete; Enter goes to
what a note is on.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.records import Note
from store.acts import noting
from tui.acts.listing import can_change_row
from tui.acts.writing import WORKSPACE, begin_note, in_editor
from tui.lists.listing import Listing, Lists, Row


class AllNotes(Listing):
    """One row a note, the newest first."""

    WHERE = ("list", "notes")
    HEADING = "Notes"
    WIDTHS = (17, 10, 10, 0)
    NOTHING = " No notes yet: i writes one on a quote."

    def build(self) -> Sequence[Row]:
        """Every note, with what it is on."""
        notes = sorted(self.desk.ws.notes, key=lambda note: note.written, reverse=True)
        return [self._row(note) for note in notes]

    def _row(self, note: Note) -> Row:
        when = note.written[:16].replace("T", " ")
        detail = f"{note.text}\n\n{note.analyst} · {when}\n\non the {note.target}: {self._about(note)}"
        cells = ((when, "muted"), (note.analyst, "muted"), (note.target, "muted"), (note.text, "text"))
        return Row(note.id, cells, detail)

    def _about(self, note: Note) -> str:
        ws, key = self.desk.ws, note.target_id
        if note.target == "quote" and (quote := ws.quotes.get(key)):
            source = ws.sources.get(quote.source)
            who = self.desk.speaker_name(quote.speaker) or "nobody named"
            return f"{quote.text}\n{who}, {source.title if source else ''}"
        if note.target == "source" and (source := ws.sources.get(key)):
            return source.title
        if note.target == "speaker":
            return self.desk.speaker_name(key)
        return self.desk.code_name(key) if note.target == "code" else ""

    def opened(self, row: Row) -> None:
        """Go to the quote or the source."""
        note = self.desk.ws.notes.get(row.key)
        if note is None:
            return
        if note.target == "quote" and self.desk.to(note.target_id):
            self.s.close()
        elif note.target == "source" and note.target_id in self.desk.sources:
            self.desk.open_source(note.target_id)
            self.s.close()
        else:
            self.s.say(f"this note is on a {note.target}")


def write(s: Lists, count: int | None) -> None:
    """Write a note on the workspace."""
    begin_note(s, WORKSPACE)


def edit(s: AllNotes, note: Note) -> None:
    """Edit a note."""
    begin_note(s.s, note.id, note)


def edit_outside(s: AllNotes, note: Note) -> None:
    """Edit a note in the analyst's own editor."""
    in_editor(s.s, note.id, s.desk.drafts.get(note.id) or note.text, note.id)


def delete(s: AllNotes, note: Note) -> None:
    """Delete a note."""
    s.changed(lambda: noting.delete(s.desk.ws, note.id))


def not_own(s: Lists) -> str:
    """Why the note under the cursor cannot be changed."""
    note = s.desk.ws.notes.get(s.list.current.key) if s.list.current else None
    other = note is not None and note.analyst != s.desk.ws.analyst
    return can_change_row(s) or (f"This note is by {note.analyst}: only they can change it." if note and other else "")
