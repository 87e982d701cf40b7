"""A file that another program wrote over: what it changed is found, kept and put on record.

Vanilla TinyDB may edit a workspace while it is closed. What it changed is the difference between the file and the state
the file had when we wrote it, which the log knows. Changes that the log has beyond that state (after a crash) are kept
too, unless both changed the same document.
"""

from __future__ import annotations

from collections.abc import Iterable

from store.documents import Tables, same
from store.entries import Entry, Op
from store.errors import WorkspaceError
from store.rebuild import between, forwards


class OutsideConflict(WorkspaceError):
    """Another program and changes that wait in the log touched the same document."""


def taken_in(
    theirs: Tables, base: Tables, history: Iterable[Entry], upto: int | None, name: str
) -> tuple[Tables, list[Op]]:
    """The state the log leads to, and the changes that bring in what another program did to the file.

    ``base`` is the state the log begins with, ``history`` the log from its start, ``upto`` the number of the last entry
    the file had when we wrote it (None: all of them).
    Raises OutsideConflict.
    """
    ours: Tables = {}
    waiting: set[tuple[str, str]] = set()
    for entry in history:
        if upto is None or entry.n <= upto:
            forwards([entry], base)
            continue
        if not ours:
            ours = {table: dict(docs) for table, docs in base.items()}
        forwards([entry], ours)
        waiting.update((edit.table, edit.key) for edit in entry.edits if not edit.table.startswith("_"))
    ours = ours or {table: dict(docs) for table, docs in base.items()}
    ops: list[Op] = []
    for op in between(base, theirs):
        now = ours.get(op.table, {}).get(op.key)
        if not op.key:
            if (op.new is None) is (op.table in ours):
                ops.append(op)
        elif same(now, op.new):
            continue
        elif (op.table, op.key) in waiting:
            raise OutsideConflict(
                f"{name} was changed by another program while changes of the last session were in the log only, and "
                f"both changed {op.table} {op.key}: keep a copy of the file as theirs, then "
                f"`onrecord check --repair {name}` makes a new one with the log's changes on top of theirs"
            )
        else:
            ops.append(Op(op.table, op.key, now, op.new))
    return ours, ops
