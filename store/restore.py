"""What everything was at a moment of the log, and the changes that lead back to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from store.clock import ms_of
from store.documents import Doc, Tables, identity, same
from store.entries import Entry, Op
from store.errors import WorkspaceError
from store.rebuild import backwards, between, public
from store.tables import Records


def tables_at(moment: datetime, tables: Tables, newest_first: Iterable[Entry]) -> Tables:
    """The tables as they were at an aware moment. Raises WorkspaceError when the log does not reach back so far.

    The stamps of the log decide, which only increase: an act after the machine's clock was set back is no earlier.
    """
    ms = moment.timestamp() * 1000
    past = {name: dict(table) for name, table in tables.items() if not name.startswith("_")}
    later: list[Entry] = []
    for entry in newest_first:
        if ms_of(entry.t) <= ms:
            break
        later.append(entry)
    else:
        if not later or later[-1].meta.get("whole") != "yes":
            raise WorkspaceError(f"the log does not reach back to {moment:%Y-%m-%d %H:%M}: look into the backups")
    backwards([public(entry) for entry in later], past)
    return past


def ops_toward(past: Tables, tables: Tables, records: Mapping[str, Records[Any]]) -> list[Op]:
    """The changes that make the tables what they were; records are told by their ids, not by their rows."""
    ops: list[Op] = []
    names = [*past, *(name for name in tables if name not in past and not name.startswith("_"))]
    for name in names:
        if name in records:
            ops += _records_toward(name, past.get(name, {}), records[name])
        else:
            now, was = ({name: side[name]} if name in side else {} for side in (tables, past))
            ops += between(now, was)
    return ops


def _records_toward(name: str, past: dict[str, Doc], records: Records[Any]) -> list[Op]:
    was = {identity(doc): doc for doc in past.values()}
    ops = [Op(name, records.row(i) or "", records.raw(i), None) for i in records.ids() if i not in was]
    for ident, doc in was.items():
        row = records.row(ident)
        if row is None or not same(records.raw(ident), doc):
            ops.append(Op(name, row or records.new_row(), records.raw(ident), doc))
    return ops
