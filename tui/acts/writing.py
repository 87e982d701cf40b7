"""Writing: notes on quotes, sources, speakers, codes and the workspace, in place or in the analyst's own editor; what
is left half written stays as a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.errors import OnrecordError
from briefing.records import Note, Target
from store import Change, Workspace
from store.acts import noting
from tui import outside
from tui.acts.viewing import can_change, needs_quote

if TYPE_CHECKING:
    from tui.doing import Doing, Judging

WORKSPACE = "workspace"
"""What a draft of a note on the workspace is about."""


def note_possible(s: Judging) -> str:
    """Why no note can be written."""
    return can_change(s) or needs_quote(s)


def _about(s: Judging) -> str:
    return s.desk.source if s.page == 1 else s.desk.key


def write_note(s: Judging, count: int | None) -> None:
    """Write a note on the quote (in the pane of sources: on the source), going on with its draft if there is one."""
    begin_note(s, _about(s))


def write_outside(s: Judging, count: int | None) -> None:
    """Write a note on the quote (or the source) in the analyst's own editor."""
    about = _about(s)
    in_editor(s, about, s.desk.drafts.get(about, ""), s.desk.rewrites.get(about, ""))


def begin_note(s: Doing, about: str, note: Note | None = None) -> None:
    """Write a note about a record (its id; `WORKSPACE`), going on with its draft; or take ``note`` in hand again."""
    draft, rewrites = s.desk.drafts.get(about), s.desk.rewrites.get(about, "")
    if note is not None and not draft:
        rewrites = note.id
    s.say(f"note on {_name(s, about)}")
    s.write(about, draft or (note.text if note is not None else ""), rewrites)


def target(ws: Workspace, about: str) -> tuple[Target, str]:
    """What kind of record ``about`` is, with its id as a note has it."""
    if about in ws.quotes:
        return "quote", about
    if about in ws.sources:
        return "source", about
    if about in ws.speakers:
        return "speaker", about
    return ("code", about) if about in ws.codes else ("workspace", "")


def _name(s: Doing, about: str) -> str:
    ws = s.desk.ws
    if (note := ws.notes.get(about)) is not None:
        about = note.target_id
    kind, key = target(ws, about)
    source = ws.sources.get(key)
    name = source.title if source else s.desk.speaker_name(key) or (s.desk.code_name(key) if kind == "code" else "")
    return f"the {kind} {name}".rstrip()


def left(s: Doing, about: str, text: str, rewrites: str, *, kept: bool, go_on: bool = False) -> None:
    """The writing of a note ended, with ``text``: make the note of it (``kept``), or say that its draft is there."""
    text = text.rstrip()
    done = bool(kept and text) and _keep(s, about, text, rewrites)
    if not (kept and text):
        s.say("draft kept: the same key goes on with it" if about in s.desk.drafts else "nothing was written")
    s.written(about, go_on and done)
    s.sync()


def _keep(s: Doing, about: str, text: str, rewriting: str) -> bool:
    """Make the note of it; where that fails the draft stays."""
    desk, ws = s.desk, s.desk.ws

    def keep() -> Change | None:
        if rewriting and rewriting in ws.notes:
            return noting.edit(ws, rewriting, text)
        return noting.write(ws, *target(ws, about), text)

    desk.drafts.pop(about, None)
    desk.rewrites.pop(about, None)
    desk.remember()  # so that the note is kept and the draft gone at one stroke
    if s.guarded(keep):
        s.say("note kept · u undoes")
        return True
    desk.drafts[about] = text
    if rewriting:
        desk.rewrites[about] = rewriting
    desk.remember()
    return False


def in_editor(s: Doing, about: str, text: str, rewriting: str) -> None:
    """Have the text written in the analyst's own editor; what is saved there is the note, unless the editor failed."""
    desk = s.desk
    wrong = ""
    try:
        words = outside.command()
        path = outside.hand_over(desk, about, text, rewriting)
        wrong = s.outside(words, path)
        after = outside.take_back(desk)
        if wrong or after is None:
            s.refuse(f"{wrong or f'{path.name} is gone'}: the draft is kept")
        elif not after:
            desk.draft(about, "")
            s.say("nothing was written")
        elif after == text:
            note = desk.ws.notes.get(rewriting)
            if note is not None and note.text == text:
                desk.draft(about, "")
            s.say("nothing was changed")
        else:
            _keep(s, about, after, rewriting)
    except OnrecordError as error:
        s.refuse(str(error))
    s.written(about, False)
    s.sync()


def edit_note(s: Judging, count: int | None) -> None:
    """Take the analyst's last note on this quote in hand again."""
    begin_note(s, s.desk.key, _own(s)[-1])


def no_own_note(s: Judging) -> str:
    """Why no note can be edited."""
    return note_possible(s) or ("" if _own(s) else "You have no note on this quote: i writes one.")


def _own(s: Judging) -> list[Note]:
    ws = s.desk.ws
    return [note for note in ws.notes.where(target_id=s.desk.key) if note.analyst == ws.analyst]
