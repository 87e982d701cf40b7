"""What everything was at a moment of the log, and the changes that lead back to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from store.clock import moment as time_of
from store.clock import ms_of
from store.documents import Doc, Tables, identity, same
from store.entries import Entry, Op
from store.errors import WorkspaceError
from store.rebuild import backwards, between, public
from store.tables import Records


def tables_at(moment: datetime, tables: Tables, newest_first: Iterable[Entry]) -> Tables:
    """The tables as they were at an aware moment. Raises WorkspaceError before the first change, which it names.

    The stamps of the log decide, which only increase: an act after the machine's clock was set back is no earlier.
    """
    ms = moment.timestamp() * 1000
    past = {name: dict(table) for name, table in tables.items() if not name.startswith("_")}
    later: list[Entry] = []
    for entry in newest_first:
        if ms_of(entry.t) > ms:
            later.append(entry)
        elif entry.kind != "desk" and entry.meta.get("whole") != "yes":  # "whole": an empty workspace begins here
            break
    else:
        raise WorkspaceError(_too_early(moment, later))
    backwards([public(entry) for entry in later], past)
    return past


def _too_early(moment: datetime, later: list[Entry]) -> str:
    told = f"the log has nothing of {moment.astimezone():%Y-%m-%d %H:%M}"
    first = next((entry for entry in reversed(later) if entry.kind not in ("begin", "desk")), None)
    if first is None:
        return f"{told}: nothing was changed yet"
    when = time_of(ms_of(first.t)).astimezone().isoformat(timespec="milliseconds")
    return f"{told}: its first change is “{first.act}” at {when}; name a later time or look into the backups"


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
