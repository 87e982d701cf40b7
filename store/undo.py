"""Taking an act back, or doing it again: the changes that lead there, or the reason why they must not be made.

An act can be taken back as long as everything it touched still is what it made of it, and nothing that came later
leans on a record that would go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from briefing.records import TABLES
from store.changes import Change
from store.documents import Doc, difference, dump, fields, identity, join, load, patched, same
from store.entries import Edited, Entry, Op, changed_fields
from store.errors import UndoConflict
from store.references import REFERENCES, references

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
    "words": "list of words",
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
    becoming = {(op.table, _id(op)): op for op in ops if op.table in TABLES and op.key}
    for (table, ident), op in becoming.items():
        if op.new is None:
            why = _leaning(workspace, table, ident, becoming)
        else:
            why = _dangling(workspace, op, becoming) or _circular(workspace, op, becoming)
        if why:
            raise UndoConflict(f"Cannot {verb} “{target.act}”: {why}")
    return ops


_Becoming = dict[tuple[str, str], Op]


def _id(op: Op) -> str:
    doc = op.new if op.new is not None else op.old
    return "" if doc is None else identity(doc)


def _one(workspace: Workspace, edit: Edited, *, back: bool) -> Op | None:
    """The change for one edit, or None when the record is not what the act left (or found)."""
    if edit.what in ("table", "drop"):
        return Op(edit.table, "", None, b"{}" if (edit.what == "drop") is back else None)
    ours = edit.table in TABLES
    row: str | None
    if ours:
        row, now = workspace.records(edit.table).row(edit.id), workspace.records(edit.table).raw(edit.id)
    else:
        now = workspace.documents(edit.table).get(edit.key)
        row = None if now is None else edit.key
    if edit.what in ("put", "del"):
        remove = (edit.what == "put") is back
        if remove:
            return Op(edit.table, row, now, None) if row is not None and same(now, edit.value) else None
        new_row = workspace.records(edit.table).new_row() if ours else edit.key
        return None if row is not None else Op(edit.table, new_row, None, edit.value)
    if edit.what == "rep":
        old, new = (dump(value) for value in load(edit.value))
        before, after = (new, old) if back else (old, new)
        return Op(edit.table, row, now, after) if row is not None and now is not None and same(now, before) else None
    if row is None or now is None:
        return None
    changed = changed_fields(edit)
    if not back:
        changed = {name: (new, old) for name, (old, new) in changed.items()}
    if any(not _stands(now, name, new) for name, (_, new) in changed.items()):
        return None
    wanted = {name: (new, old) for name, (old, new) in changed.items()}
    return Op(edit.table, row, now, patched(now, wanted))


def _stands(now: Doc, name: str, value: list[msgspec.Raw]) -> bool:
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
            change = Change(entry)
            when = change.when.astimezone().strftime("%d %b %H:%M")
            return f"the {kind} was changed since by {change.analyst or 'another program'}, {when} ({change.act})"
    return f"the {kind} is not what the act left"


def _leaning(workspace: Workspace, table: str, ident: str, becoming: _Becoming) -> str:
    """What would be left hanging if the record went, in words; empty when nothing."""
    for other, leaning in _candidates(workspace, table, ident):
        op = becoming.get((other, leaning))
        new = op.new if op is not None else workspace.records(other).raw(leaning)
        if new is not None and (table, ident) in references(other, load(new)):
            return f"the {_KINDS[table]} has a {_KINDS[other]} by now"
    return ""


def _candidates(workspace: Workspace, table: str, ident: str) -> Iterator[tuple[str, str]]:
    """The records that may name a record, found by the indexes there are."""
    if table == "codes":
        yield from (("reviews", review) for review in workspace.reviews.ids_where(code=ident))
    for other, fields_of in REFERENCES.items():
        for field, named in fields_of:
            if named == table and other == "codes":
                yield from (("codes", code) for code in workspace.codes.ids())
            elif named == table:
                yield from ((other, one) for one in workspace.records(other).ids_where(**{field: ident}))
    yield from (("notes", note) for note in workspace.notes.ids_where(target_id=ident))


def _dangling(workspace: Workspace, op: Op, becoming: _Becoming) -> str:
    """What the record would name that is no more, in words; what it names as it is now does not count."""
    had = set() if op.old is None else set(references(op.table, load(op.old)))
    for table, ident in references(op.table, load(op.new or b"{}")):
        there = becoming[(table, ident)].new is not None if (table, ident) in becoming else None
        if there is None:
            there = ident in workspace.records(table)
        if not there and (table, ident) not in had:
            return f"the {_KINDS[table]} of the {_KINDS[op.table]} is gone by now"
    return ""


def _circular(workspace: Workspace, op: Op, becoming: _Becoming) -> str:
    """Whether a code would come to lie below itself, in words."""
    if op.table != "codes":
        return ""
    seen: set[str] = set()
    ident: str | None = _id(op)
    while ident is not None:
        if ident in seen:
            return "the code would lie below itself by now"
        seen.add(ident)
        at = becoming.get(("codes", ident))
        doc = at.new if at is not None else workspace.codes.raw(ident)
        ident = load(doc).get("parent") if doc is not None else None
    return ""
