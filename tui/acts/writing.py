"""Writing: the note on a quote, kept with Ctrl+S, its draft kept when the analyst steps away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.records import Target
from store import Change
from store.acts import noting
from tui.acts.judging import accept
from tui.acts.viewing import can_change, needs_quote

if TYPE_CHECKING:
    from tui.panes.editor import Editor
    from tui.screens.review import ReviewScreen


def note_possible(s: ReviewScreen) -> str:
    """Why no note can be written."""
    return can_change(s) or needs_quote(s)


def write_note(s: ReviewScreen, count: int | None) -> None:
    """Write a note on the quote (in the pane of sources: on the source), going on with its draft if there is one."""
    _begin(s, s.desk.source if s.page == 1 else s.desk.key)


def _begin(s: ReviewScreen, about: str) -> None:
    from tui.panes.editor import Editor  # noqa: PLC0415  (Textual's text area is loaded when a note is first written)

    s.writing_on = about
    s.rewriting = s.desk.rewrites.get(s.writing_on, "")
    if s.editor is None:
        s.editor = Editor()
        s.query_one("#body").mount(s.editor)
    s.editor.display = True
    s.show_asking()
    s.editor.begin(s.desk.drafts.get(s.writing_on, ""))
    s.editor.focus(scroll_visible=False)
    s.bar.hint([("Ctrl+S", "keep"), ("Ctrl+G", "keep, accept, go on"), ("Esc", "leave the draft")])
    s.say("note")


def left(s: ReviewScreen, event: Editor.Left) -> None:
    """The writing ended: keep the note, or its draft."""
    desk, ws = s.desk, s.desk.ws
    quote = s.writing_on
    text = event.text.rstrip()
    kept = False
    if event.kept and text:
        old = s.rewriting
        target: Target = "source" if quote in desk.of_source else "quote"

        def keep() -> Change | None:
            known = ws.notes.get(old) if old else None
            return noting.edit(ws, old, text) if known else noting.write(ws, target, quote, text)

        desk.drafts.pop(quote, None)
        desk.rewrites.pop(quote, None)
        desk.remember()  # so that the note is kept and the draft gone at one stroke
        kept = s.guarded(keep)
        if kept:
            s.say("note kept · u undoes")
        else:
            desk.drafts[quote] = text
            if old:
                desk.rewrites[quote] = old
            desk.remember()
    else:
        s.stop_writing()
        s.say("draft kept: i goes on with it" if quote in desk.drafts else "nothing was written")
    s.rewriting = ""
    close_editor(s)
    s.show_detail()
    if event.go_on and kept and quote == desk.key:
        accept(s, None)
    s.sync()


def close_editor(s: ReviewScreen) -> None:
    """Put the editor away and go back to the pane one came from."""
    if s.editor is not None:
        s.editor.display = False
    s.writing_on = ""
    s.show_asking()
    s.bar.hint(s.hint_row())
    s.show_page(s.page)


def edit_note(s: ReviewScreen, count: int | None) -> None:
    """Take the analyst's last note on this quote in hand again."""
    notes = [note for note in s.desk.ws.notes.where(target_id=s.desk.key) if note.analyst == s.desk.ws.analyst]
    _begin(s, s.desk.key)
    if s.editor is not None and not s.desk.drafts.get(s.writing_on):
        s.rewriting = notes[-1].id
        s.editor.begin(notes[-1].text)


def no_own_note(s: ReviewScreen) -> str:
    """Why no note can be edited."""
    reason = note_possible(s)
    if reason:
        return reason
    own = [note for note in s.desk.ws.notes.where(target_id=s.desk.key) if note.analyst == s.desk.ws.analyst]
    return "" if own else "You have no note on this quote: i writes one."
