"""Looking whether a workspace is sound, and saving what can be saved of one that is not.

``check`` writes nothing. ``repair`` never touches the damaged files: it writes a new workspace beside them and says
what could not be saved. It takes the newest sound state (the file, or the log from its start, or a backup) and does
again every sound line of the log beyond it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from briefing.records import TABLES, new_id
from store.backups import copies
from store.checkpoint import write_workspace
from store.clock import Clock
from store.disk import Disk
from store.documents import Doc, Tables, dump
from store.entries import Entry, apply, as_ops, read_line
from store.errors import Invalid, NotFound, WorkspaceError
from store.log import START, Place, log_path, scan, torn
from store.mainfile import STORE, Store, parse
from store.opening import read_workspace
from store.references import references
from store.tables import as_record


@dataclass
class Repaired:
    """What came of a repair: the new file, what its state was taken from, how many records it has; what was damaged and
    is there all the same, and what is lost."""

    path: Path
    base: str
    records: int = 0
    lines: int = 0
    damaged: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def check(path: Path) -> list[str]:
    """What is wrong with a workspace, one line each; empty when it is sound. Reads everything, writes nothing.

    Raises NotFound.
    """
    if not path.is_file() and not log_path(path).is_file():
        raise NotFound(f"{path} does not exist: check the name")
    found: list[str] = []
    tables: Tables = {}
    try:
        loaded = parse(path.read_bytes() if path.exists() else b"", str(path))
        tables = loaded.tables
        if loaded.state != "ours":
            found.append(f"{path.name} was changed by another program since onrecord wrote it")
    except WorkspaceError as e:
        found.append(str(e))
    if log_path(path).exists():
        data = log_path(path).read_bytes()
        place = Place()
        try:
            place = max((after for _, after in scan(data, Place(), str(log_path(path)))), key=_offset, default=place)
            rest = torn(data, place, str(log_path(path)))
            if rest:
                found.append(
                    f"{log_path(path).name} ends in a torn line of {len(rest)} bytes, which opening sets aside"
                )
        except WorkspaceError as e:
            if str(e) not in found:
                found.append(str(e))
    try:
        read_workspace(path, Disk(), Clock(), create=False, patient=False, check=as_record, wants=frozenset(TABLES))
    except WorkspaceError as e:
        if str(e) not in found:
            found.append(str(e))
    found += _wrong_records(tables)
    for copy in copies(path):
        try:
            parse(copy.read_bytes(), str(copy))
        except WorkspaceError as e:
            found.append(f"backup {e}")
    return found


def _offset(place: Place) -> int:
    return place.offset


def _wrong_records(tables: Tables) -> list[str]:
    found: list[str] = []
    records: dict[str, dict[str, Any]] = {}
    for name, kind in TABLES.items():
        records[name] = {}
        for row, doc in tables.get(name, {}).items():
            try:
                record = msgspec.json.decode(doc, type=kind)
            except (msgspec.MsgspecError, UnicodeDecodeError) as e:
                found.append(f"{name} {row} is no record of its kind: {e}")
                continue
            if record.id in records[name]:
                found.append(f"{name} {row} has the id of another one: {record.id}")
            records[name][record.id] = record
    for table, held in records.items():
        for record in held.values():
            for other, target in references(table, msgspec.to_builtins(record)):
                if target not in records[other]:
                    found.append(f"{table} {record.id} names a {other[:-1]} that is not there: {target}")
    return found


def repair(path: Path, target: Path | None = None, disk: Disk | None = None) -> Repaired:
    """Save what can be saved of a workspace into a new file, by default ``NAME.repaired.json``.

    The damaged files stay as they are. Raises NotFound, or WorkspaceError when the target exists or nothing can be
    saved.
    """
    if not path.is_file() and not log_path(path).is_file():
        raise NotFound(f"{path} does not exist: check the name")
    target = target or path.with_name(f"{path.stem}.repaired{path.suffix}")
    if target.exists() or log_path(target).exists():
        raise WorkspaceError(f"{target} exists already: move it away, or name another file for what is saved")
    result = Repaired(target, "")
    entries, holes = _sound_entries(log_path(path))
    tables, base = _base(path, entries, result)
    one_log = bool(entries and base.log) and entries[0].meta.get("log") == base.log
    for hole, stop, before in holes:
        # Behind the last sound line no number tells how many acts there were, only how far the file had come.
        told = entries[before].n - 1 <= base.n if before < len(entries) else one_log and stop <= base.offset
        if told:
            result.damaged.append(f"{hole} are damaged: what was done there is in {result.base}, its history is not")
        else:
            result.lost.append(f"{hole} are damaged, and what was done there")
    for entry in entries:
        if entry.n > base.n:
            _again(entry, tables, result)
    _valid(tables, result.lost)
    result.records = sum(len(table) for name, table in tables.items() if not name.startswith("_"))
    if not result.records and result.lost:
        raise WorkspaceError(f"nothing of {path} could be saved: {[*result.damaged, *result.lost][0]}")
    write_workspace(disk or Disk(), target, tables, Store(store=base.store or new_id()))
    return result


def _sound_entries(path: Path) -> tuple[list[Entry], list[tuple[str, int, int]]]:
    """Every sound line of a log, whatever lies between; and what does, each with the byte where it ends and how many
    sound lines come before it."""
    found: list[Entry] = []
    holes: list[tuple[str, int, int]] = []
    if not path.exists():
        return found, holes
    data = path.read_bytes().rstrip(b"\0")  # without the room for lines to come
    at = 0
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        read = read_line(data[at:end]) or read_line(data[at : end - 1] if end == len(data) else b"")
        if read is None:
            inner = next(
                (m.start() for m in START.finditer(data, at + 1, end) if read_line(data[m.start() : end])), None
            )
            stop = end if inner is None else inner
            holes.append((f"{path.name}: bytes {at} to {stop}", stop, len(found)))
            at = end + 1 if inner is None else inner
            continue
        found.append(read[0])
        at = end + 1
    return found, holes


def _base(path: Path, entries: Sequence[Entry], result: Repaired) -> tuple[Tables, Store]:
    """The newest sound state to start from: its tables, and what it says of the workspace and of how far it reaches."""
    data = path.read_bytes() if path.exists() else b""
    try:
        loaded = parse(data, str(path))
        result.base = path.name
        return loaded.tables, loaded.store
    except WorkspaceError as e:
        result.damaged.append(f"{e}".split(";")[0])
    if entries and entries[0].meta.get("whole") == "yes":
        result.base = f"{log_path(path).name} from its start"
        return {}, Store(store=entries[0].meta.get("store", ""))
    for copy in reversed(copies(path)):
        try:
            loaded = parse(copy.read_bytes(), str(copy))
        except WorkspaceError:
            continue
        result.base = f"the backup {copy.name}"
        following = {entry.n for entry in entries if entry.n > loaded.store.n}
        if not following or following != set(range(loaded.store.n + 1, max(following) + 1)):
            result.lost.append(f"what was done after {result.base} and is not in the log")
        return loaded.tables, loaded.store
    result.base = f"what is legible of {path.name}"
    result.lost.append(f"what is not legible of {path.name}")
    return _legible(data, result.lost), Store()


def _legible(data: bytes, lost: list[str]) -> Tables:
    """The documents of a broken file, one by one, up to where it cannot be read."""
    text = data.decode("utf-8", "replace")
    decoder = json.JSONDecoder()
    tables: Tables = {}
    table = re.compile(r'\s*[{,]?\s*("(?:[^"\\]|\\.)*")\s*:\s*\{')
    row = re.compile(r'\s*,?\s*"(\d+)"\s*:\s*')
    at = 0
    while (opened := table.match(text, at)) is not None:
        name = json.loads(opened[1])
        docs: dict[str, Doc] = {}
        at = opened.end()
        while (key := row.match(text, at)) is not None:
            try:
                document, at = decoder.raw_decode(text, key.end())
            except ValueError:
                lost.append(f"the file cannot be read from character {key.start()} on ({name} {key[1]})")
                at = len(text)
                break
            docs[key[1]] = dump(document)
        if name != STORE:
            tables[name] = docs
        closed = re.compile(r"\s*\}").match(text, at)
        if closed is None:
            break
        at = closed.end()
    return tables


def _again(entry: Entry, tables: Tables, result: Repaired) -> None:
    """Do the edits of an entry again, each that fits."""
    for edit in entry.edits:
        try:
            apply(as_ops([edit], tables), tables)
        except (KeyError, ValueError, TypeError, msgspec.MsgspecError):
            what = f"{edit.table} {edit.id or edit.key}"
            result.lost.append(f"line {entry.n} ({entry.act}): its change of {what} does not fit")
    result.lines += 1


def _valid(tables: Tables, lost: list[str]) -> None:
    """Leave out what is no record of its table."""
    for name in TABLES:
        ids: set[str] = set()
        for row, doc in list(tables.get(name, {}).items()):
            try:
                record = as_record(name, row, doc)
                ident = str(msgspec.json.decode(record)["id"])
                if ident in ids:
                    raise Invalid(f"{name} {row} has the id of another one")
                ids.add(ident)
                tables[name][row] = record
            except (Invalid, ValueError) as e:
                del tables[name][row]
                lost.append(str(e))
