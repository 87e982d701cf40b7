"""Tables in memory, made durable by the log and written out as one plain TinyDB file: what everything else stands on.

Opening reads the file and replays what the log has beyond it. ``commit`` appends one line, waits for the disk and only
then changes memory. A checkpoint writes the file anew beside the old one. Knows documents, no
records and no acts.
"""

from __future__ import annotations

import gc
import time
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from briefing.records import new_id
from store.backups import Backups, Reason, folder
from store.checkpoint import Checkpointer
from store.clock import Clock, ms_of, wall_ms
from store.disk import Disk
from store.documents import Doc, Tables, dump, load, settle
from store.entries import Entry, Op, apply, as_ops, describe
from store.errors import Damaged, NotAWorkspace, NotFound, ReadOnly, WorkspaceError
from store.forget import Forgot, remove_copies, rewritten, write_next
from store.locking import WorkspaceLock, host
from store.log import Log, Place, damage, next_log_path, scan, torn
from store.mainfile import SCHEMA, Loaded, Store, parse
from store.migrate import steps
from store.outside import taken_in

CHECKPOINT_BYTES = 8 << 20
"""So much new log makes a checkpoint worth while; replaying it takes under a second."""


def log_path(path: Path) -> Path:
    """Where the log of a workspace file lies."""
    return path.with_name(path.name + ".log")


class Engine:
    """An open workspace file. ``tables`` is what it holds now; only ``commit`` and ``refresh`` change it."""

    def __init__(self, path: Path, *, analyst: str = "", read_only: bool = False, disk: Disk | None = None) -> None:
        self.path = path
        self.analyst = analyst
        self.read_only = read_only
        self.disk = disk or Disk()
        self.clock = Clock()
        self.tables: Tables = {}
        self.store = Store()
        self.notices: list[str] = []
        """What the analyst should be told about this opening, one line each."""
        self.replayed: list[Entry] = []
        """The entries of the log that the file did not have yet."""
        self.state: Literal["ours", "outside", "foreign"] = "ours"
        self.on_change: Callable[[Entry, Sequence[Op]], object] | None = None
        self.check: Callable[[str, str, Doc], Doc] = lambda _table, _key, doc: dump(load(doc))
        """Looks at a document from outside, gives it in the form we write or raises Invalid."""
        self.wants: frozenset[str] = frozenset()
        """A file that never was ours needs one of these tables to be adopted; empty: any file will do."""
        self._host = host()
        self._size = 0
        self._inode = 0
        self._lock: WorkspaceLock | None = None
        self._log: Log | None = None
        self._end = Place()
        self._dirty = False
        self._closed = False
        self._checkpointer = Checkpointer(self.disk, path)
        self._checkpointer.keep_as_found = self._keep_as_found
        self._backups = Backups(self.disk, path)

    # opening ---------------------------------------------------------------------------------------------------------

    def open(self, *, create: bool = False) -> None:
        """Read the file and the log; make both when ``create`` is set and the file is not there.

        Raises a WorkspaceError; nothing new is then left on disk, and what was there is as it was.
        """
        if self.path.is_dir():
            raise NotAWorkspace(f"{self.path} is a folder: name the workspace file in it")
        exists = self.path.exists()
        sealed = self.path.with_name(self.path.name + ".age")
        if not exists and sealed.exists():
            raise NotFound(f"{self.path} is sealed with a passphrase: run `onrecord unseal {sealed}` first")
        if not exists and not create and not log_path(self.path).exists():
            raise NotFound(f"{self.path} does not exist: check the name, or make it with `onrecord new {self.path}`")
        if not exists and not self.path.parent.is_dir():
            raise NotFound(f"{self.path.parent} does not exist: make the folder first")
        if not self.read_only:
            self._lock = WorkspaceLock(self.path, self.analyst)
            self._lock.acquire()
        try:
            self._load_patiently(create=create)
        except BaseException as e:
            if self._log is not None:
                self._log.close()
            if self._lock is not None:
                self._lock.release()
            if isinstance(e, OSError):
                raise WorkspaceError(f"{self.path} cannot be opened ({e.strerror or e})") from e
            raise

    def _load_patiently(self, *, create: bool) -> None:
        """A reader may look just as the writer puts a new file or log in place: it looks again."""
        for attempt in range(3):
            try:
                self._load(create=create)
            except Damaged:
                if not self.read_only or attempt == 2:
                    raise
                time.sleep(0.05)
                self.tables, self._end, self.replayed = {}, Place(), []
            else:
                return

    def _load(self, *, create: bool) -> None:
        data = self.disk.read(self.path) if self.path.exists() else b""
        if not data.strip() and (create or log_path(self.path).exists()):
            loaded = Loaded({}, Store(store=new_id()), "ours")
            fresh = True
        else:
            gc_was_on = gc.isenabled()
            gc.disable()
            try:
                loaded = parse(data, str(self.path))
            finally:
                if gc_was_on:
                    gc.enable()
            fresh = False
        self.tables, self.store, self.state = loaded.tables, loaded.store, loaded.state
        self._size = len(data)
        self._checkpointer.known()
        self._checkpointer.reached = self.store.offset
        if self.state == "ours":
            self._replay(fresh=fresh)
        else:
            self._take_in_outside(data)
        self._migrate()
        if fresh and not self.read_only:
            self.checkpoint()
        settle(sum(map(len, self.tables.values())))

    def _finish_forgetting(self) -> Path:
        """The log that belongs to the file: a new one that was written and not yet put in place is put there."""
        place = next_log_path(self.path)
        if not place.exists():
            return log_path(self.path)
        found = next(scan(self.disk.read(place), Place(), str(place)), None)
        if found is None or found[0].meta.get("log") != self.store.log:
            if not self.read_only:
                self.disk.unlink(place)
            return log_path(self.path)
        if self.read_only:
            return place
        self.disk.replace(place, log_path(self.path))
        self.disk.sync_folder(self.path.parent)
        return log_path(self.path)

    def forget(self) -> Forgot:
        """Remove what was deleted from the log and the backups for good. Raises WorkspaceError or OSError."""
        if self.read_only or self._log is None:
            raise ReadOnly(f"{self.path} is open for reading only: nothing was removed")
        self._checkpointer.wait()
        self._backups.wait()
        path = log_path(self.path)
        result = Forgot(0, 0, 0)
        if self._log.end.offset:
            self._log.look()
            data, end, log, result = rewritten(self.disk.read(path), self.tables, str(path))
            place = write_next(self.path, self.disk, data)
            self._log.close()
            self._end, self.store.log = end, log
            self.checkpoint()
            self.disk.replace(place, path)
            self.disk.sync_folder(path.parent)
            self._log = Log(path, self.disk, end, exists=True)
        else:
            self.checkpoint()
        return replace(result, copies=remove_copies(self.path, self.disk))

    def _replay(self, *, fresh: bool) -> None:
        path = self._finish_forgetting()
        place = Place(self.store.offset, self.store.n, self.store.chain, self.store.prefix)
        try:
            self._inode = path.stat().st_ino
            data = self.disk.read(path)
        except FileNotFoundError:
            self._end = Place(0, place.n, place.chain, 0)
            self.store.log = ""
            if not self.read_only:
                self._log = Log(path, self.disk, self._end, exists=False)
            return
        if fresh:
            place = Place()
        place = self._start(data, place, fresh=fresh)
        self.clock.see(self.store.stamp)
        end = place
        for entry, after in scan(data, place, str(path)):
            self._take(entry, end.offset)
            end = after
        rest = torn(data, end.offset, str(path))
        self._end = end
        if not self.read_only:
            if rest:
                self._set_aside(rest)
            self._log = Log(path, self.disk, end, exists=True)
            self._log.trim()

    def _take_in_outside(self, data: bytes) -> None:
        """A file that another program wrote, or that never was ours: keep a copy, put on record what is new in it."""
        path = log_path(self.path)
        theirs, known = self.tables, self.store
        if self.state == "foreign" and self.wants and not self.wants & set(theirs):
            raise NotAWorkspace(f"{self.path} is a TinyDB file, but no workspace: none of its tables is one of ours")
        entries: list[Entry] = []
        begin = Place()
        log = self.disk.read(path) if path.exists() else b""
        for entry, after in scan(log, Place(), str(path)):
            entries.append(entry)
            begin = after
        rest = torn(log, begin.offset, str(path))
        whole = bool(entries) and entries[0].meta.get("whole") == "yes"
        if entries and known.log and entries[0].meta.get("log") != known.log:
            raise Damaged(f"{path} belongs to another copy of this workspace: move it away to open the file without it")
        base: Tables | None = {} if whole else None
        if entries and not whole:
            base = self._base(entries[0].meta.get("base", ""))
        if entries and base is None:
            raise Damaged(
                f"{self.path} was changed by another program, and its log does not reach back far enough to tell what "
                "was changed: move the log away (undo and history stay in it) to open the file as it is"
            )
        if base is not None:
            upto = known.n if known.log else None
            self.tables, ops = taken_in(theirs, base, entries, upto, str(self.path))
            ops = self._checked(ops)
            meta = entries[0].meta
            self.store = Store(schema=known.schema, store=meta["store"], log=meta["log"])
        else:
            checked = self._checked([Op(t, k, None, d) for t, docs in theirs.items() for k, d in docs.items()])
            self.tables = {name: {} for name in theirs}
            for op in checked:
                self.tables[op.table][op.key] = op.new or b""
            self.store = Store(store=known.store or new_id(), schema=known.schema if known.store else 0)
            begin, ops = Place(0, known.n, known.chain), []
        self._end = begin
        self.clock.see(known.stamp)
        for entry in entries:
            self.clock.see(entry.t)
        act = "changed by another program" if known.store or whole else "adopted from TinyDB"
        self.notices.append(f"{self.path.name} was {act}; a copy of it as found is in {folder(self.path).name}")
        if self.read_only:
            apply(ops, self.tables)
            return
        if rest:
            self._set_aside(rest)
        self._keep_as_found(data)
        self._log = Log(path, self.disk, begin, exists=bool(entries))
        self._log.trim()
        self.commit(ops, Entry(0, "", "", kind="outside", act=act))
        self.checkpoint()

    def _base(self, name: str) -> Tables | None:
        """The copy of the state that the log begins with, or None."""
        try:
            return parse(self.disk.read(folder(self.path) / Path(name).name), name).tables if name else None
        except (OSError, WorkspaceError):
            return None

    def _keep_as_found(self, data: bytes) -> None:
        place = folder(self.path)
        place.mkdir(mode=0o700, exist_ok=True)
        name = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f-outside.json")
        self.disk.write_file(place / name, data)

    def _checked(self, ops: list[Op]) -> list[Op]:
        """Changes from outside in the form we write; raises Invalid for what is no record of its table."""
        found = []
        for op in ops:
            new = op.new if op.new is None or not op.key else self.check(op.table, op.key, op.new)
            found.append(op._replace(new=new))
        return found

    def _migrate(self) -> None:
        """Bring the tables of an older version to this one, after a backup; a reader does it in memory only."""
        if self.store.schema >= SCHEMA:
            return
        was = self.store.schema
        if not self.read_only:
            self.backup("migration", wait=True)
        for schema, step in steps(was):
            ops = step(self.tables)
            if self.read_only:
                apply(ops, self.tables)
            else:
                act = f"brought the workspace from version {schema - 1} to {schema}"
                self.commit(ops, Entry(0, "", "", kind="migrated", act=act))
            self.store.schema = schema
        if not self.read_only:
            self.checkpoint()

    def _start(self, data: bytes, place: Place, *, fresh: bool) -> Place:
        """Where in the log to go on from the file's state. Raises Damaged when the log is not the file's."""
        path = log_path(self.path)
        found = next(scan(data, Place(), str(path)), None)
        if found is None:
            if place.offset:
                raise Damaged(damage(str(path), 0, "its first line does not fit, and the workspace has a history"))
            return place
        first = found[0]
        if fresh:
            if first.meta.get("whole") != "yes":
                raise Damaged(
                    f"{self.path} is gone or empty and its log does not reach back to the start: "
                    "put a backup in its place, or run `onrecord check --repair`"
                )
            self.store.store = first.meta.get("store", "")
            return Place()
        if first.meta.get("log") != self.store.log:
            if (first.n, first.p) == (self.store.n + 1, self.store.chain):
                return Place(0, self.store.n, self.store.chain)
            raise Damaged(
                f"{path} belongs to another copy of this workspace: put the file back that belongs to it, or move the "
                "log away (undo and history stay in it)"
            )
        if place.offset > len(data):
            raise Damaged(damage(str(path), len(data), f"it ends there, {place.offset - len(data)} bytes too early"))
        if zlib.crc32(memoryview(data)[: place.offset]) != place.prefix:
            end = Place()
            for _, end in scan(data, Place(), str(path)):
                if end.offset >= place.offset:
                    break
            raise Damaged(damage(str(path), end.offset, "a line that was in the workspace already does not fit"))
        return place

    def _take(self, entry: Entry, offset: int) -> None:
        """Replay one entry."""
        try:
            ops = as_ops(entry.edits, self.tables)
            apply(ops, self.tables)
        except (KeyError, ValueError, TypeError, msgspec.MsgspecError) as e:
            raise Damaged(
                damage(str(log_path(self.path)), offset, f"line {entry.n} does not fit the workspace ({e})")
            ) from e
        if entry.kind == "begin":
            self.store.log = entry.meta.get("log", "")
        self.clock.see(entry.t)
        self.replayed.append(entry)
        self._dirty = self._dirty or bool(entry.edits)
        if self.on_change is not None:
            self.on_change(entry, ops)

    def _set_aside(self, rest: bytes) -> None:
        aside = self.path.with_name(f"{self.path.name}.log.torn-{wall_ms()}")
        self.disk.write_file(aside, rest)
        self.notices.append(
            f"The last line of {log_path(self.path).name} was cut short (a crash while writing): "
            f"it is kept in {aside.name}"
        )

    # changing --------------------------------------------------------------------------------------------------------

    def commit(self, ops: Sequence[Op], entry: Entry) -> Entry | None:
        """Make changes durable, then make them in memory. Returns the entry, or None when they change nothing.

        Raises ReadOnly, SecondWriter or WriteFailed; memory and disk are then as before.
        """
        if self._closed:
            raise ReadOnly(f"{self.path} is closed")
        if self.read_only or self._log is None:
            raise ReadOnly(f"{self.path} is open for reading only: the change was not made")
        entry.edits = describe(ops)
        if not entry.edits and not entry.kind:
            return None
        if not self.store.log or not self._log.end.offset:
            self._begin()
        self._stamp(entry)
        self._log.append(entry)
        self._end = self._log.end
        apply(ops, self.tables)
        self._dirty = self._dirty or bool(entry.edits)
        if self._end.offset - self._checkpointer.reached > CHECKPOINT_BYTES:
            self.checkpoint_soon()
        return entry

    def _begin(self) -> None:
        assert self._log is not None
        log = new_id()
        meta = {"log": log, "store": self.store.store}
        if self._log.end.n == 0 and not any(self.tables.values()):
            meta["whole"] = "yes"
        else:
            with suppress(OSError):  # only needed to tell what another program changed
                meta["base"] = self.backup("base").name
        begin = Entry(0, "", "", kind="begin", meta=meta)
        self._stamp(begin)
        self._log.append(begin)
        self.store.log = log

    def _stamp(self, entry: Entry) -> None:
        wall = wall_ms()
        entry.t, entry.on = self.clock.tick(wall), self._host
        entry.w = None if ms_of(entry.t) == wall else wall

    # reading along ---------------------------------------------------------------------------------------------------

    def refresh(self) -> list[Entry]:
        """For a reader: take in what the writer has added to the log since. Returns the new entries."""
        path = log_path(self.path)
        try:
            size, inode = path.stat().st_size, path.stat().st_ino
        except FileNotFoundError:
            return []
        self._inode = self._inode or inode
        if inode != self._inode or size < self._end.offset:
            raise WorkspaceError(f"{path} was written anew by another process: close the workspace and open it again")
        if size <= self._end.offset:
            return []
        with path.open("rb") as file:
            file.seek(self._end.offset)
            data = file.read()
        start = Place(0, self._end.n, self._end.chain, self._end.prefix)
        found = []
        for entry, after in scan(data, start, str(path)):
            self._take(entry, self._end.offset)
            found.append(entry)
            end = after
        if found:
            self._end = Place(self._end.offset + end.offset, end.n, end.chain, end.prefix)
        return found

    # writing out -----------------------------------------------------------------------------------------------------

    def _reach(self) -> Store:
        end = self._end
        return Store(
            schema=self.store.schema,
            store=self.store.store,
            log=self.store.log,
            n=end.n,
            offset=end.offset,
            chain=end.chain,
            prefix=end.prefix,
            stamp=self.clock.tick(),
        )

    def checkpoint(self) -> None:
        """Write the file anew, now. Raises OSError when the disk refuses; the old file is then still there."""
        self._checkpointer.wait()
        reach = self._reach()
        self._checkpointer.write(self.tables, reach)
        self.store = reach
        self._dirty = False

    def backup(self, reason: Reason, *, wait: bool = False) -> Path:
        """Copy the workspace as it is now into its folder of backups. Raises OSError."""
        snapshot = {name: dict(table) for name, table in self.tables.items()}
        return self._backups.make(reason, snapshot, self._reach(), size=self._size, wait=wait)

    def backup_daily(self) -> None:
        """Copy the workspace unless it was copied today, or is empty. A full disk is told as a notice."""
        if not any(self.tables.values()) or not self._backups.due():
            return
        try:
            self.backup("daily")
        except OSError as e:
            self.notices.append(f"today's backup could not be made ({e.strerror or e})")

    def checkpoint_soon(self) -> None:
        """Write the file anew in the background, from the state as it is now; not while that is being done already."""
        if self._checkpointer.busy:
            return
        self._checkpointer.start({name: dict(table) for name, table in self.tables.items()}, self._reach())

    @property
    def end(self) -> Place:
        """How far the log reaches."""
        return self._end

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

    @property
    def dirty(self) -> bool:
        """Whether the log has changes that the file has not."""
        return self._dirty

    def close(self, *, checkpoint: bool = True) -> None:
        """Write the file anew if the log is ahead of it, and let go of everything. Closing twice is harmless."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._log is not None:
                self._checkpointer.wait()
                self._backups.wait()
                if checkpoint and self._dirty and not self._log.broken:
                    self.checkpoint()
        except OSError as e:
            raise WorkspaceError(
                f"{self.path} could not be written anew ({e.strerror or e}): nothing is lost, the log has every change"
            ) from e
        finally:
            if self._log is not None:
                self._log.close()
            if self._lock is not None:
                self._lock.release()


def remove_strays(path: Path) -> None:
    """Remove what checkpoints that were cut short left behind; only a writer may."""
    for stray in path.parent.glob(path.name.replace("[", "[[]") + ".*.tmp"):
        with suppress(OSError):
            stray.unlink()
