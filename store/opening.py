"""Reading a workspace file and what its log has beyond it: everything there is to know before anything is written.

``read_workspace`` only reads, so a reader and a writer come to the same state, and what it refuses is left as it was.
What has to be put right on the disk (a torn line, a log that waits for its place) it tells the engine, which does it.
"""

from __future__ import annotations

import gc
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from briefing.records import new_id
from store.backups import folder
from store.clock import Clock
from store.disk import Disk
from store.documents import Doc, Tables
from store.entries import Entry, Op, apply, as_ops, read_line
from store.errors import Damaged, NotAWorkspace, NotFound, WorkspaceError
from store.log import Place, damage, log_path, next_log_path, scan, torn
from store.mainfile import Loaded, Store, parse

_LINE, _PART = 4 << 10, 1 << 20
"""How much of a log is read at a time: to find its first line, and to sum up what is in the file already."""

Check = Callable[[str, str, Doc], Doc]
"""Looks at a document from outside (table, row, document), gives it in the form we write or raises Invalid."""


class Opened(msgspec.Struct):
    """A workspace as file and log have it.

    ``outside`` are the changes of another program that are not on record yet, ``act`` says what to call them (empty:
    there was no other program). ``rest`` is a torn last line, ``data`` the file as it was found.
    """

    tables: Tables
    store: Store
    data: bytes
    fresh: bool = False
    """There is no file yet, or an empty one."""
    end: Place = msgspec.field(default_factory=Place)
    replayed: list[Entry] = []
    rest: bytes = b""
    has_log: bool = False
    inode: int = 0
    waiting_log: bool | None = None
    """A new log lies beside: it belongs in the old one's place (True), or is of no use (False)."""
    log_gone: bool = False
    """The file had a log that is not there: what was in the log only is lost, if there was anything."""
    outside: list[Op] = []
    act: str = ""


def refuse_missing(path: Path, *, create: bool) -> None:
    """Refuse a path where no workspace is and none can be made. Raises NotAWorkspace or NotFound."""
    if path.is_dir():
        raise NotAWorkspace(f"{path} is a folder: name the workspace file in it")
    if path.exists():
        return
    sealed = path.with_name(path.name + ".age")
    if sealed.exists():
        raise NotFound(f"{path} is sealed with a passphrase: run `onrecord unseal {sealed}` first")
    if not create and not log_path(path).exists():
        raise NotFound(f"{path} does not exist: check the name, or make it with `onrecord add {path} FILE`")
    if not path.parent.is_dir():
        raise NotFound(f"{path.parent} does not exist: make the folder first")


def read_workspace(
    path: Path, disk: Disk, clock: Clock, *, create: bool, patient: bool, check: Check, wants: frozenset[str]
) -> Opened:
    """The state of a workspace. ``clock`` is shown every stamp; ``wants`` are tables of which a file that never was
    ours needs one to be adopted (empty: any file will do).

    A ``patient`` reader may look just as the writer puts a new file or log in place: it looks again.
    Raises a WorkspaceError or OSError.
    """
    for attempt in range(3):
        try:
            return _read(path, disk, clock, create=create, check=check, wants=wants)
        except Damaged:
            if not patient or attempt == 2:
                raise
            time.sleep(0.05)
    raise AssertionError("unreachable")


def _read(path: Path, disk: Disk, clock: Clock, *, create: bool, check: Check, wants: frozenset[str]) -> Opened:
    data = disk.read(path) if path.exists() else b""
    if not data.strip() and (create or log_path(path).exists()):
        opened = Opened({}, Store(store=new_id()), data, fresh=True)
        _replay(opened, path, disk, clock)
        return opened
    loaded = _parsed(data, str(path))
    opened = Opened(loaded.tables, loaded.store, data)
    if loaded.state == "ours":
        _replay(opened, path, disk, clock)
        return opened
    if loaded.state == "foreign" and wants and not wants & set(loaded.tables):
        raise NotAWorkspace(f"{path} is a TinyDB file, but no workspace: none of its tables is one of ours")
    _take_in_outside(opened, path, disk, clock, check)
    return opened


def _parsed(data: bytes, name: str) -> Loaded:
    gc_was_on = gc.isenabled()
    gc.disable()
    try:
        return parse(data, name)
    finally:
        if gc_was_on:
            gc.enable()


def replay(entry: Entry, offset: int, tables: Tables, store: Store, path: Path) -> list[Op]:
    """Make the changes of an entry that was read at ``offset`` of the log of ``path``. Raises Damaged."""
    try:
        ops = as_ops(entry.edits, tables)
        apply(ops, tables)
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as e:
        raise Damaged(damage(str(log_path(path)), offset, f"line {entry.n} does not fit the workspace ({e})")) from e
    if entry.kind == "begin":
        store.log = entry.meta.get("log", "")
    return ops


def _replay(opened: Opened, path: Path, disk: Disk, clock: Clock) -> None:
    """Go on from the file with what the log has beyond it."""
    store = opened.store
    place = Place(store.offset, store.n, store.chain, store.prefix)
    source = _find_log(opened, path, disk)
    try:
        opened.inode = source.stat().st_ino
        end = _start(source, Place() if opened.fresh else place, opened, path, disk)
        data = disk.read(source, end.offset)
    except FileNotFoundError:
        opened.end = Place(0, place.n, place.chain, 0)
        store.log = ""
        opened.log_gone = store.offset > 0
        return
    opened.has_log = True
    log, base = str(log_path(path)), end.offset
    for entry, after in scan(data, end, log, base):
        replay(entry, end.offset, opened.tables, store, path)
        clock.see(entry.t)
        opened.replayed.append(entry)
        end = after
    opened.rest = torn(data, end, log, base)
    opened.end = end


def _find_log(opened: Opened, path: Path, disk: Disk) -> Path:
    """The log that belongs to the file: that may be a new one that was written and not yet put in place."""
    place = next_log_path(path)
    if not place.exists():
        return log_path(path)
    found = next(scan(disk.read(place), Place(), str(place)), None)
    opened.waiting_log = found is not None and found[0].meta.get("log") == opened.store.log
    return place if opened.waiting_log else log_path(path)


def _start(source: Path, place: Place, opened: Opened, path: Path, disk: Disk) -> Place:
    """Where in the log, which lies at ``source``, to go on from the file's state.

    Raises Damaged when the log is not the file's, FileNotFoundError when there is none.
    """
    log, store = log_path(path), opened.store
    first = _first(disk, source)
    if first is None:
        if place.offset:
            raise Damaged(damage(str(log), 0, "its first line does not fit, and the workspace has a history"))
        return place
    if opened.fresh:
        if first.meta.get("whole") != "yes":
            raise Damaged(
                f"{path} is gone or empty and its log does not reach back to the start: "
                "put a backup in its place, or run `onrecord check --repair`"
            )
        store.store = first.meta.get("store", "")
        return Place()
    if first.meta.get("log") != store.log:
        if (first.n, first.p) == (store.n + 1, store.chain):
            return Place(0, store.n, store.chain)
        raise Damaged(
            f"{log} belongs to another copy of this workspace: put the file back that belongs to it, or move the "
            "log away (undo and history stay in it)"
        )
    at = prefix = 0
    while at < place.offset and (part := disk.read(source, at, min(_PART, place.offset - at))):
        at, prefix = at + len(part), zlib.crc32(part, prefix)
    if at < place.offset:
        raise Damaged(damage(str(log), at, f"it ends there, {place.offset - at} bytes too early"))
    if prefix != place.prefix:
        end = Place()
        for _, end in scan(disk.read(source), Place(), str(log)):
            if end.offset >= place.offset:
                break
        raise Damaged(damage(str(log), end.offset, "a line that was in the workspace already does not fit"))
    return place


def _first(disk: Disk, source: Path) -> Entry | None:
    """The first entry of a log; None where its first line is not sound. Raises FileNotFoundError."""
    data = b""
    while b"\n" not in data:
        part = disk.read(source, len(data), max(_LINE, len(data)))
        if not part:
            return None
        data += part
    found = read_line(data[: data.index(b"\n")])
    return None if found is None else found[0]


def _take_in_outside(opened: Opened, path: Path, disk: Disk, clock: Clock, check: Check) -> None:
    """A file that another program wrote, or that never was ours: find what is new in it."""
    from store.outside import taken_in  # noqa: PLC0415  (seldom needed)

    log = log_path(path)
    theirs, known = opened.tables, opened.store
    source = _find_log(opened, path, disk)
    data = disk.read(source) if source.exists() else b""
    entries: list[Entry] = []
    for entry, after in scan(data, Place(), str(log)):
        entries.append(entry)
        opened.end = after
    opened.rest = torn(data, opened.end, str(log))
    opened.has_log = bool(entries)
    clock.see(known.stamp)
    for entry in entries:
        clock.see(entry.t)
    if entries and known.log and entries[0].meta.get("log") != known.log:
        raise Damaged(f"{log} belongs to another copy of this workspace: move it away to open the file without it")
    opened.act = "changed by another program" if known.store or entries else "adopted from TinyDB"
    if not entries:
        checked = _checked([Op(t, k, None, d) for t, docs in theirs.items() for k, d in docs.items()], check)
        opened.tables = {name: {} for name in theirs}
        for op in checked:
            opened.tables[op.table][op.key] = op.new or b""
        opened.store = Store(store=known.store or new_id(), schema=known.schema if known.store else 0)
        opened.end = Place(0, known.n, known.chain)
        return
    meta = entries[0].meta
    base: Tables | None = {} if meta.get("whole") == "yes" else _base(path, disk, meta.get("base", ""))
    if base is None:
        raise Damaged(
            f"{path} was changed by another program, and its log does not reach back far enough to tell what "
            "was changed: move the log away (undo and history stay in it) to open the file as it is"
        )
    try:
        opened.tables, ops = taken_in(theirs, base, entries, known.n if known.log else None, str(path))
    except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as e:
        raise Damaged(
            f"{log} does not fit what it begins with ({e}): move the log away (undo and history stay in it) to open "
            "the file as it is"
        ) from e
    opened.outside = _checked(ops, check)
    opened.store = Store(schema=known.schema, store=meta["store"], log=meta["log"])


def _base(path: Path, disk: Disk, name: str) -> Tables | None:
    """The copy of the state that the log begins with, or None."""
    try:
        return parse(disk.read(folder(path) / Path(name).name), name).tables if name else None
    except (OSError, WorkspaceError):
        return None


def _checked(ops: list[Op], check: Check) -> list[Op]:
    """Changes from outside in the form we write; raises Invalid for what is no record of its table."""
    return [op._replace(new=op.new if op.new is None or not op.key else check(op.table, op.key, op.new)) for op in ops]
