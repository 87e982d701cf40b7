"""Tables in memory, made durable by the log and written out as one plain TinyDB file: what everything else stands on.

``opening`` reads; the engine takes over what it found. ``commit`` appends one line, waits for the disk and only then
changes memory. A checkpoint writes the file anew beside the old one. Knows documents, no records and no acts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from briefing.records import new_id
from store.backups import Backups, Reason, folder, left_behind
from store.checkpoint import Checkpointer, write_workspace
from store.clock import Clock, wall_ms
from store.disk import Disk
from store.documents import Tables, dump, load, settle
from store.entries import Entry, Op, apply, describe
from store.errors import ReadOnly, SecondWriter, WorkspaceError
from store.locking import WorkspaceLock, host
from store.log import Log, Place, log_path, next_log_path, scan
from store.mainfile import SCHEMA, Store
from store.migrate import steps
from store.opening import Check, Opened, read_workspace, refuse_missing, replay

if TYPE_CHECKING:
    from store.forget import Forgot

CHECKPOINT_BYTES = 8 << 20
"""So much new log makes a checkpoint worth while; replaying it takes under a second."""


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
        self.on_change: Callable[[Entry, Sequence[Op]], object] | None = None
        self.check: Check = lambda _table, _key, doc: dump(load(doc))
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
        self._backups = Backups(self.disk, path)
        self._checkpointer.keep_as_found, self._checkpointer.guard = self._backups.keep_as_found, self._refuse_stranger
        self._checkpointer.tell = self._backups.tell = self.notices.append

    # opening ---------------------------------------------------------------------------------------------------------

    def open(self, *, create: bool = False) -> None:
        """Read the file and the log; make both when ``create`` is set and the file is not there.

        Raises a WorkspaceError; nothing new is then left on disk, and what was there is as it was.
        """
        refuse_missing(self.path, create=create)
        if not self.read_only:
            self._lock = WorkspaceLock(self.path, self.analyst)
            self._lock.acquire()
            if self._lock.notice:
                self.notices.append(self._lock.notice)
        try:
            self._take_over(
                read_workspace(
                    self.path,
                    self.disk,
                    self.clock,
                    create=create,
                    patient=self.read_only,
                    check=self.check,
                    wants=self.wants,
                )
            )
        except BaseException as e:
            if self._log is not None:
                self._log.close()
            if self._lock is not None:
                self._lock.release()
            if isinstance(e, OSError):
                raise WorkspaceError(f"{self.path} cannot be opened ({e.strerror or e})") from e
            raise

    def _take_over(self, opened: Opened) -> None:
        """Make what was read the state of this engine, and put right on the disk what has to be."""
        self.tables, self.store, self._end = opened.tables, opened.store, opened.end
        self.replayed, self._inode, self._size = opened.replayed, opened.inode, len(opened.data)
        self._dirty = any(entry.edits for entry in opened.replayed)
        self._checkpointer.known()
        self._checkpointer.reached = self.store.offset
        if opened.log_gone:
            self.notices.append(
                f"{log_path(self.path).name} is not there (a copy without its log?): history and undo begin anew; what "
                "was done since this file was last written would only be in that log"
            )
        if opened.act:
            self.notices.append(
                f"{self.path.name} was {opened.act}; a copy of it as found is in {folder(self.path).name}"
            )
        if self.read_only:
            apply(opened.outside, self.tables)
        else:
            self._put_right(opened)
        self._migrate()
        if opened.fresh and not self.read_only:
            self.checkpoint()
        settle(sum(map(len, self.tables.values())))

    def _put_right(self, opened: Opened) -> None:
        path = log_path(self.path)
        if opened.waiting_log is not None:
            place = next_log_path(self.path)
            if opened.waiting_log:
                self.disk.replace(place, path)
                self.disk.sync_folder(path.parent)
            else:
                self.disk.unlink(place)
        if opened.rest:
            self._set_aside(opened.rest)
        if opened.act:
            self._backups.keep_as_found(opened.data)
        self._log = Log(path, self.disk, self._end, exists=opened.has_log)
        self._log.trim()
        if opened.act:
            self.commit(opened.outside, Entry(0, "", "", kind="outside", act=opened.act))
            self.checkpoint()

    def _set_aside(self, rest: bytes) -> None:
        aside = self.path.with_name(f"{self.path.name}.log.torn-{wall_ms()}")
        self.disk.write_file(aside, rest)
        self.notices.append(
            f"The last line of {log_path(self.path).name} was cut short (a crash while writing): "
            f"it is kept in {aside.name}"
        )

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
        entry.w = None if self.clock.ms == wall else wall

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
        if self.disk.read(path, self._end.offset, 1) in (b"", b"\0"):  # room for lines to come
            return []
        found, base = [], self._end.offset
        for entry, after in scan(self.disk.read(path, base), self._end, str(path), base):
            ops = replay(entry, self._end.offset, self.tables, self.store, self.path)
            self.clock.see(entry.t)
            if self.on_change is not None:
                self.on_change(entry, ops)
            found.append(entry)
            self._end = after
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
        """Write the file anew, now. Raises OSError when the disk refuses, SecondWriter when somebody else wrote.

        The old file is then still there.
        """
        self._checkpointer.wait()
        if self._log is not None:
            self._log.look()
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

    def _refuse_stranger(self) -> None:
        """Asked before the file is replaced, by whatever thread."""
        if self._log is not None and not self._log.in_place:
            raise SecondWriter(f"{self._log.path} was replaced or removed while this workspace was open")

    def forget(self) -> Forgot:
        """Remove what was deleted from the log and the backups for good. Raises WorkspaceError or OSError."""
        if self.read_only or self._log is None:
            raise ReadOnly(f"{self.path} is open for reading only: nothing was removed")
        from store.forget import Forgot, remove_copies, rewritten, write_next  # noqa: PLC0415  (seldom needed)

        self._checkpointer.wait()
        self._backups.wait()
        path = log_path(self.path)
        result, base = Forgot(0, 0, 0, 0), None
        if self._log.end.offset:
            self._log.look()
            new = rewritten(self.disk.read(path), self.tables, str(path))
            result = new.result
            if new.base is not None:
                base = self._backups.make("base", new.base, Store(store=self.store.store), size=0, wait=True)
            data = new.lines(base.name if base else "")
            place = write_next(self.path, self.disk, data)
            self._end, self.store.log = new.end, new.log
            self.checkpoint()
            self._log.close()
            self.disk.replace(place, path)
            self.disk.sync_folder(path.parent)
            self._log = Log(path, self.disk, self._end, exists=True)
        else:
            self.checkpoint()
        return msgspec.structs.replace(result, copies=remove_copies(self.path, self.disk, but=base))

    @property
    def end(self) -> Place:
        """How far the log reaches."""
        return self._end

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._closed

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
        except SecondWriter as e:
            raise SecondWriter(f"{e}; {self._keep_beside()}") from e
        finally:
            if self._log is not None:
                self._log.close()
            if self._lock is not None:
                self._lock.release()

    def _keep_beside(self) -> str:
        """Write the state as it is here into a file of its own, and say where; the workspace is somebody else's."""
        target = self.path.with_name(f"{self.path.stem}.kept-{wall_ms()}{self.path.suffix}")
        try:
            write_workspace(self.disk, target, self.tables, Store(store=new_id()))
        except OSError as e:
            return f"what was here could not be kept ({e.strerror or e})"
        return f"what was here is kept in {target.name}"


def remove_strays(path: Path) -> None:
    """Remove what writing that was cut short left behind; only a writer may."""
    for stray in left_behind(path):
        if stray.suffix != ".tmp":
            continue
        with suppress(OSError):
            stray.unlink()
