"""What the tables were at any point of the log: forwards from nothing, or backwards from what they are now.

Pure functions over entries and tables; no disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from store.documents import Tables, dump, patched
from store.entries import Entry, Op, apply, as_ops, changed_fields


def forwards(entries: Iterable[Entry], tables: Tables) -> None:
    """Make the changes of entries, oldest first, in ``tables``. Raises KeyError where they do not fit."""
    for entry in entries:
        apply(as_ops(entry.edits, tables), tables)


def backwards(entries: Iterable[Entry], tables: Tables) -> None:
    """Take back the changes of entries, newest first, in ``tables``. Raises KeyError where they do not fit."""
    for entry in entries:
        for edit in reversed(entry.edits):
            if edit.what == "table":
                tables.pop(edit.table, None)
            elif edit.what == "drop":
                tables.setdefault(edit.table, {})
            elif edit.what == "put":
                del tables[edit.table][edit.key]
            elif edit.what == "del":
                tables.setdefault(edit.table, {})[edit.key] = edit.value
            elif edit.what == "set":
                turned = {name: (new, old) for name, (old, new) in changed_fields(edit).items()}
                tables[edit.table][edit.key] = patched(tables[edit.table][edit.key], turned)
            else:
                tables[edit.table][edit.key] = dump(json.loads(bytes(edit.value))[0])


def between(old: Tables, new: Tables) -> list[Op]:
    """The changes that lead from one state to another, tables in the order of ``new``.

    A table that ``old`` has and ``new`` has not is emptied and dropped.
    """
    ops: list[Op] = []
    for name, table in old.items():
        if name not in new:
            ops += [Op(name, key, doc, None) for key, doc in table.items()]
            ops.append(Op(name, "", None, None))
    for name, table in new.items():
        was = old.get(name)
        if was is None:
            ops.append(Op(name, "", None, b"{}"))
            was = {}
        ops += [Op(name, key, doc, None) for key, doc in was.items() if key not in table]
        for key, doc in table.items():
            before = was.get(key)
            if before is None or (before is not doc and bytes(before) != bytes(doc)):
                ops.append(Op(name, key, before, doc))
    return ops


def public(entry: Entry) -> Entry:
    """The entry without what it did to tables of the store's own."""
    kept = [edit for edit in entry.edits if not edit.table.startswith("_")]
    return Entry(entry.n, entry.p, entry.t, edits=kept)
