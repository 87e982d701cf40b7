"""Notes: an analyst's words on a quote, a source, a speaker, a code or the whole workspace."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from briefing.records import Note, Target, new_id
from store.acts.wording import known, short
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace

_TABLES: dict[str, str] = {"quote": "quotes", "source": "sources", "speaker": "speakers", "code": "codes"}


def now() -> str:
    """This moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write(ws: Workspace, target: Target, target_id: str, text: str) -> Change | None:
    """Write a note. ``target_id`` is empty for the workspace. The note's id is in the change's first edit."""
    text = text.strip()
    if not text:
        raise WrongAct("the note is empty: nothing was written")
    if target in _TABLES:
        known(ws.records(_TABLES[target]), target_id)
    note = Note(id=new_id(), target=target, target_id=target_id, analyst=ws.analyst, text=text, written=now())
    return ws.change(f"wrote a note on a {target}: {short(text, 40)}", [note])


def edit(ws: Workspace, note: str, text: str) -> Change | None:
    """Write a note anew; an empty text is refused (``delete`` is for that)."""
    old = known(ws.notes, note)
    text = text.strip()
    if not text:
        raise WrongAct("the note is empty: delete it instead")
    if text == old.text:
        return None
    return ws.change(f"edited a note: {short(text, 40)}", [msgspec.structs.replace(old, text=text, written=now())])


def delete(ws: Workspace, note: str) -> Change | None:
    """Delete a note."""
    old = known(ws.notes, note)
    return ws.change(f"deleted a note: {short(old.text, 40)}", delete=[old])
