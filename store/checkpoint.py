"""Writing the workspace file anew: beside the old one, synced, renamed over it, folder synced; at once or in a thread.

Never needed for safety (the log has everything), only so that the log need not be replayed from the start.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from store.disk import Disk
from store.documents import Tables
from store.errors import WorkspaceError
from store.mainfile import Store, pieces

_SYNC_EVERY = 256 << 10
_REST = 3.0
"""In the background, after each sync of a part, writing rests so many times as long as the sync took."""

Pause = Callable[[float], object]
"""Waits for so many seconds, or until somebody is in a hurry."""


def _signature(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def write_workspace(
    disk: Disk,
    path: Path,
    tables: Tables,
    store: Store,
    pause: Pause | None = None,
    ready: Callable[[], object] = lambda: None,
) -> None:
    """A workspace file at ``path``, whole and durable or as before. Raises OSError, or what ``ready`` raises, which is
    asked before the file takes its place.

    With ``pause`` it is written in small parts with rests between, so that changes get through to the same disk.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{time.time_ns():x}.tmp")
    fd = disk.create(temporary)
    try:
        try:
            at = synced = 0
            for piece in pieces(tables, store):
                disk.write_all(fd, piece, at)
                at += len(piece)
                if pause is not None and at - synced > _SYNC_EVERY:
                    begun = time.monotonic()
                    disk.datasync(fd)
                    pause(_REST * (time.monotonic() - begun))
                    synced = at
            disk.sync(fd)
        finally:
            disk.close(fd)
        ready()
        disk.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            disk.unlink(temporary)
        raise
    disk.sync_folder(path.parent)


class Checkpointer:
    """Writes one workspace file, one checkpoint at a time."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self.reached = 0
        """How far into the log the newest checkpoint reaches (or would, had it not failed), in bytes."""
        self.keep_as_found: Callable[[bytes], object] = lambda _: None
        self.guard: Callable[[], object] = lambda: None
        """Asked before the file is replaced; raises when somebody else's took its place."""
        self._signature: tuple[int, int, int] | None = None
        self.tell: Callable[[str], object] = lambda _: None
        """Told what went wrong in the background, in a line for people."""
        self._disk = disk
        self._path = path
        self._thread: threading.Thread | None = None
        self._hurry = threading.Event()

    def write(self, tables: Tables, store: Store, pause: Pause | None = None) -> None:
        """Write ``tables`` with ``store`` now. Raises OSError."""
        write_workspace(self._disk, self._path, tables, store, pause, self._ready)
        self.known()
        self.reached = store.offset

    def known(self) -> None:
        """Take the file as it is now for the one that was read or written here."""
        self._signature = _signature(self._path)

    def _ready(self) -> None:
        """Keep a copy of a file that another program wrote while the workspace was open, before it is replaced."""
        self.guard()
        if self._signature is not None and _signature(self._path) not in (self._signature, None):
            self.keep_as_found(self._disk.read(self._path))
            self.tell(
                f"another program wrote {self._path.name} while it was open here: what it wrote is in the backups"
            )

    @property
    def busy(self) -> bool:
        """Whether a checkpoint is under way in the background."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, tables: Tables, store: Store) -> None:
        """Write in the background; ``tables`` must be a copy, and no checkpoint under way."""
        self.reached = store.offset
        self._thread = threading.Thread(target=self._run, args=(tables, store), name="checkpoint", daemon=True)
        self._thread.start()

    def _run(self, tables: Tables, store: Store) -> None:
        try:
            self.write(tables, store, self._hurry.wait)
        except (OSError, WorkspaceError) as e:  # tried again when as much new log has come as made this one worth while
            why = e.strerror or str(e) if isinstance(e, OSError) else str(e)
            self.tell(f"{self._path.name} could not be written anew ({why}): nothing is lost, the log has every change")

    def wait(self) -> None:
        """Wait until no checkpoint is under way; one that is does not rest any more."""
        if self._thread is not None:
            self._hurry.set()
            self._thread.join()
            self._hurry.clear()
            self._thread = None
