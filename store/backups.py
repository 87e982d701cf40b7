"""Copies of the workspace in ``NAME.backups/``: daily, before bulk acts, before migrations and when asked for.

A copy is a whole workspace file of the state at that moment. Big ones are written in the background, from a snapshot.
"""

from __future__ import annotations

import glob
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from store.checkpoint import Pause, write_workspace
from store.disk import Disk
from store.documents import Tables
from store.mainfile import Store

Reason = Literal["daily", "bulk", "outside", "migration", "forget", "asked", "base"]
KEEP: dict[Reason, int] = {
    "daily": 7,
    "bulk": 5,
    "outside": 5,
    "migration": 5,
    "forget": 0,
    "asked": 1000,
    "base": 1000,
}
"""How many copies of each kind are kept; older ones are removed when a new one is there. ``base`` is what a log begins
with that does not begin with an empty workspace."""
BULK = 100
"""An act that changes more records than this is preceded by a copy."""
_AT_ONCE = 4 << 20


def folder(path: Path) -> Path:
    """Where the copies of a workspace file lie."""
    return path.with_name(path.name + ".backups")


def originals_folder(path: Path) -> Path:
    """Where the bytes are kept that the sources of a workspace file were read from."""
    return path.with_name(path.name + ".originals")


def copies(path: Path, reason: Reason | None = None) -> list[Path]:
    """The copies of a workspace file, oldest first."""
    return sorted(p for p in folder(path).glob(f"*-{reason or '*'}.json") if p.is_file())


def left_behind(path: Path) -> list[Path]:
    """What crashes left beside a workspace file, among its copies and its originals: files half written, torn lines, a
    log to be."""
    name = glob.escape(path.name)
    beside = [p for mark in (".*.tmp", ".log.torn-*", ".log.next*") for p in path.parent.glob(name + mark)]
    among = (*folder(path).glob("*.tmp"), *originals_folder(path).glob("??/*.tmp"))
    return sorted(p for p in (*beside, *among) if p.is_file())


class Backups:
    """Makes and prunes the copies of one workspace."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk = disk
        self._path = path
        self._threads: list[threading.Thread] = []
        self._hurry = threading.Event()
        self.tell: Callable[[str], object] = lambda _: None
        """Told what went wrong in the background, in a line for people."""

    def due(self, now: datetime | None = None) -> bool:
        """Whether today has no daily copy yet."""
        today = (now or datetime.now(UTC)).strftime("%Y%m%d")
        return not any(copy.name.startswith(today) for copy in copies(self._path, "daily"))

    def make(self, reason: Reason, tables: Tables, store: Store, *, size: int, wait: bool = False) -> Path:
        """Copy ``tables``. Beyond 4 MB it is written in the background unless ``wait`` is set; ``tables`` are then a
        snapshot. Raises OSError when it is written at once and the disk refuses."""
        self._make_folder()
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = folder(self._path) / f"{stamp}-{reason}.json"
        if wait or size < _AT_ONCE:
            self._write(target, tables, store, reason)
            return target
        thread = threading.Thread(target=self._run, args=(target, tables, store, reason), name="backup", daemon=True)
        self._threads.append(thread)
        thread.start()
        return target

    def _make_folder(self) -> None:
        place = folder(self._path)
        if not place.is_dir():
            self._disk.make_folder(place)

    def _run(self, target: Path, tables: Tables, store: Store, reason: Reason) -> None:
        try:
            self._write(target, tables, store, reason, self._hurry.wait)
        except OSError as e:
            self.tell(f"the copy {target.name} could not be made ({e.strerror or e})")

    def _write(self, target: Path, tables: Tables, store: Store, reason: Reason, pause: Pause | None = None) -> None:
        write_workspace(self._disk, target, tables, store, pause)
        self._prune(reason, target)

    def keep_as_found(self, data: bytes) -> None:
        """Keep a file that another program wrote, byte for byte. Raises OSError."""
        self._make_folder()
        target = folder(self._path) / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}-outside.json"
        self._disk.write_file(target, data)
        self._prune("outside", target)

    def _prune(self, reason: Reason, newest: Path) -> None:
        for old in copies(self._path, reason)[: -KEEP[reason] or None]:
            if old != newest:
                with suppress(OSError):
                    self._disk.unlink(old)

    def wait(self) -> None:
        """Wait until no copy is being written; those that are do not rest any more."""
        self._hurry.set()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._hurry.clear()
