"""Every effect the store has on a disk, behind one class, so that tests can record it and make it fail.

Knows bytes, files and folders, and nothing of what is in them.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

if os.name != "nt":
    import fcntl

MODE = 0o600
_HELD = {errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK}
_NO_LOCKS = {errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK}
_BINARY = getattr(os, "O_BINARY", 0)
_REPLACE_SECONDS = 1.0


class Disk:
    """The real disk. A test's disk inherits it and overrides what it wants to see or to break."""

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        """The file from byte ``start`` on, ``size`` bytes of it at most (-1: all there are)."""
        with path.open("rb") as file:
            file.seek(start)
            return file.read(size)

    def open_log(self, path: Path, *, create: bool) -> int:
        """A descriptor that reads and writes; made with mode 600 where ``create`` allows it."""
        flags = os.O_RDWR | _BINARY
        return os.open(path, flags | (os.O_CREAT if create else 0), MODE)

    def hold(self, fd: int) -> bool | None:
        """Keep other processes from holding the same file, until it is closed; False when one holds it already.

        None where the system has no such lock (Windows, some network folders). Raises OSError for all else.
        """
        if os.name == "nt":
            return None
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as e:
            if e.errno in _HELD:
                return False
            if e.errno in _NO_LOCKS:
                return None
            raise
        return True

    def create(self, path: Path) -> int:
        """A descriptor to write a new file, which must not exist, with mode 600."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, MODE)

    def write(self, fd: int, data: bytes, at: int) -> int:
        """One write at byte ``at``; returns how many bytes were taken, which can be fewer than given."""
        if os.name != "nt":
            return os.pwrite(fd, data, at)
        os.lseek(fd, at, os.SEEK_SET)
        return os.write(fd, data)

    def read_at(self, fd: int, at: int, size: int) -> bytes:
        """Up to ``size`` bytes from byte ``at`` on."""
        if os.name != "nt":
            return os.pread(fd, size, at)
        os.lseek(fd, at, os.SEEK_SET)
        return os.read(fd, size)

    def write_all(self, fd: int, data: bytes, at: int) -> None:
        """Write every byte, from byte ``at`` on, or raise OSError."""
        done = self.write(fd, data, at)
        while done < len(data):
            more = self.write(fd, data[done:], at + done)
            if more <= 0:
                raise OSError(errno.ENOSPC, "no byte was written")
            done += more

    def datasync(self, fd: int) -> None:
        """Make the file's content and size durable."""
        if sys.platform == "linux":
            os.fdatasync(fd)
        else:
            self.sync(fd)

    def sync(self, fd: int) -> None:
        """Make the file durable, its metadata too."""
        if sys.platform == "darwin":
            fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
        else:
            os.fsync(fd)

    def truncate(self, fd: int, size: int) -> None:
        """Cut the file to ``size`` bytes."""
        os.ftruncate(fd, size)

    def close(self, fd: int) -> None:
        """Close a descriptor."""
        os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        """Put ``source`` in the place of ``target`` in one step; on Windows it tries for a second."""
        deadline = time.monotonic() + _REPLACE_SECONDS
        while True:
            try:
                source.replace(target)
            except PermissionError:
                if os.name != "nt" or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                return

    def unlink(self, path: Path) -> None:
        """Remove a file that may be gone already."""
        with suppress(FileNotFoundError):
            path.unlink()

    def make_folder(self, folder: Path) -> None:
        """A new folder with mode 700, its name durable."""
        folder.mkdir(mode=0o700)
        self.sync_folder(folder.parent)

    def sync_folder(self, folder: Path) -> None:
        """Make names in a folder durable (nothing to do on Windows)."""
        if os.name == "nt":
            return
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)

    def write_file(self, path: Path, data: bytes) -> None:
        """A new file with ``data``, whole and durable or not there. Raises OSError."""
        self.write_by(path, lambda fd: self.write_all(fd, data, 0))

    def write_by(self, path: Path, fill: Callable[[int], object]) -> None:
        """A new file, whole and durable or not there: written beside by ``fill``, which gets the descriptor, synced,
        renamed, folder synced. Raises OSError, and whatever ``fill`` raises."""
        temporary = path.with_name(f"{path.name}.{os.getpid()}.{time.time_ns():x}.tmp")
        fd = self.create(temporary)
        try:
            try:
                fill(fd)
                self.sync(fd)
            finally:
                self.close(fd)
            self.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                self.unlink(temporary)
            raise
        self.sync_folder(path.parent)
