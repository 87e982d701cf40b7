"""Taking an act back, or doing it again: the changes that lead there, or the reason why they must not be made.

An act can be taken back as long as everything it touched still is what it made of it, and nothing that came later
leans on a record that would go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from store.changes import change_of
from store.documents import Doc, difference, fields, identity, join, patched, same
from store.entries import Edited, Entry, Op, changed_fields
from store.errors import UndoConflict

if TYPE_CHECKING:
    from store.workspace import Workspace

_KINDS = {
    "sources": "source",
    "quotes": "quote",
    "speakers": "speaker",
    "reviews": "review",
    "notes": "note",
    "codes": "code",
    "links": "link",
}
_LEANS: dict[str, tuple[tuple[str, str], ...]] = {
    "sources": (("quotes", "source"), ("notes", "target_id")),
    "quotes": (("reviews", "quote"), ("notes", "target_id"), ("links", "from_quote"), ("links", "to_quote")),
    "speakers": (("quotes", "speaker"), ("notes", "target_id")),
    "codes": (("reviews", "code"), ("notes", "target_id")),
}


def inverse(workspace: Workspace, target: Entry, entries: Callable[[], Iterator[Entry]], *, back: bool) -> list[Op]:
    """The changes that undo ``target`` (``back``) or do it again. Raises UndoConflict with the reason."""
    ops: list[Op] = []
    verb = "undo" if back else "redo"
    edits = [edit for edit in target.edits if not edit.table.startswith("_")]
    for edit in reversed(edits) if back else edits:
        op = _one(workspace, edit, back=back)
        if op is None:
            raise UndoConflict(f"Cannot {verb} “{target.act}”: {_who(edit, target, entries)}")
        ops.append(op)
    becoming = {(op.table, edit_id(op)): op.new for op in ops}
    for (table, ident), new in becoming.items():
        lean = "" if new is not None else _leaning(workspace, table, ident, becoming)
        if lean:
            raise UndoConflict(f"Cannot {verb} “{target.act}”: {lean}")
    return ops


def edit_id(op: Op) -> str:
    """The record's id of a change."""

    doc = op.new if op.new is not None else op.old
    return "" if doc is None else identity(doc)


def _one(workspace: Workspace, edit: Edited, *, back: bool) -> Op | None:
    """The change for one edit, or None when the record is not what the act left (or found)."""
    records = workspace.records(edit.table)
    row = records.row(edit.id)
    now = records.raw(edit.id)
    if edit.what in ("put", "del"):
        remove = (edit.what == "put") is back
        if remove:
            return Op(edit.table, row, now, None) if row is not None and same(now, edit.value) else None
        return None if row is not None else Op(edit.table, records.new_row(), None, edit.value)
    if row is None or now is None:
        return None
    changed = changed_fields(edit)
    if not back:
        changed = {name: (new, old) for name, (old, new) in changed.items()}
    if any(not _stands(now, name, new) for name, (_, new) in changed.items()):
        return None
    wanted = {name: (new, old) for name, (old, new) in changed.items()}
    return Op(edit.table, row, now, patched(now, wanted))


def _stands(now: Doc, name: str, value: list[Doc]) -> bool:
    """Whether a field of the document has this value (an empty list: is not there)."""

    found = fields(now).get(name)
    if found is None or not value:
        return found is None and not value
    return not difference(join({name: found}), join({name: value[0]}), as_written=False)


def _who(edit: Edited, target: Entry, entries: Callable[[], Iterator[Entry]]) -> str:
    """Who changed the record after the act, in words."""
    kind = _KINDS.get(edit.table, "record")
    for entry in entries():
        if entry.n <= target.n:
            break
        if any((e.table, e.id) == (edit.table, edit.id) for e in entry.edits):
            change = change_of(entry)
            when = change.when.astimezone().strftime("%d %b %H:%M")
            return f"the {kind} was changed since by {change.analyst or 'another program'}, {when} ({change.act})"
    return f"the {kind} is not what the act left"


def _leaning(workspace: Workspace, table: str, ident: str, becoming: dict[tuple[str, str], Doc | None]) -> str:
    """What would be left hanging if the record went, in words; empty when nothing."""
    for other, field in _LEANS.get(table, ()):
        for leaning in workspace.records(other).ids_where(**{field: ident}):
            new = becoming.get((other, leaning), workspace.records(other).raw(leaning))
            if new is not None and ident.encode() in bytes(new):
                return f"the {_KINDS[table]} has a {_KINDS[other]} by now"
    return ""
