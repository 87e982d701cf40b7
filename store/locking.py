"""One writer at a time: a lock file beside the workspace that says who holds it, where and since when.

The lock is the operating system's (it goes with the process that held it); the words in the file are for people.
"""

from __future__ import annotations

import errno
import getpass
import os
import socket
import sys
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from store.clock import moment, wall_ms
from store.disk import MODE, Disk
from store.documents import dump, load
from store.errors import Held, ReadOnly, WorkspaceError

if sys.platform == "win32":
    import msvcrt

PATIENCE = 0.2
"""Seconds for a process that is just leaving."""
FAR = 1 << 30
"""Windows keeps others from reading a byte that is locked: this one lies far behind the words. (Not tried there.)"""


class WorkspaceLock:
    """The lock of one workspace file."""

    def __init__(self, path: Path, analyst: str) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._workspace = path
        self._analyst = analyst
        self._fd: int | None = None
        self.notice = ""
        """What the analyst is to be told of the lock, once it is taken; empty as a rule."""

    def acquire(self) -> None:
        """Take the lock. Raises Held (who, where, since when), ReadOnly (the folder cannot be written) or
        WorkspaceError (the lock file is none, or the disk fails).
        """
        until = time.monotonic() + PATIENCE
        try:
            while not self._taken():
                if time.monotonic() > until:
                    raise Held(
                        f"{self._workspace} is open {holder(self.path)}: close it there, or open it with --read-only"
                    )
                time.sleep(0.02)
        except OSError as e:
            if self.path.is_symlink() or self.path.is_dir():
                what = "a link" if self.path.is_symlink() else "a folder"
                raise WorkspaceError(f"{self.path} is {what} where the lock file belongs: remove it") from e
            raise ReadOnly(
                f"{self._workspace.parent} cannot be written ({e.strerror or e}): open the workspace with --read-only"
            ) from e
        words = {"analyst": self._analyst, "user": user(), "host": host(), "pid": os.getpid(), "since": wall_ms()}
        if self._fd is not None:
            with suppress(OSError):  # the words are a courtesy, the lock holds without them
                os.lseek(self._fd, 0, os.SEEK_SET)
                os.ftruncate(self._fd, os.write(self._fd, dump(words)))

    def _taken(self) -> bool:
        """Whether the lock was free and is ours now, on the file of its name. Raises OSError or WorkspaceError."""
        fd = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), MODE)
        try:
            try:
                held = _hold(fd)
            except OSError as e:
                raise WorkspaceError(f"{self.path} cannot be locked ({e.strerror or e}): check the disk") from e
            if held is not False and self._named(fd):
                self._fd = fd
                if held is None:
                    self.notice = (
                        f"{self._workspace.parent} knows no locks: open {self._workspace.name} in one place at a time; "
                        "a second writer is noticed before each change"
                    )
                return True
        finally:
            if self._fd != fd:
                os.close(fd)
        return False

    def _named(self, fd: int) -> bool:
        """Whether an open file is the one that has the lock's name."""
        try:
            return os.path.samestat(self.path.lstat(), os.fstat(fd))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give the lock back and take the file away, unless it is another's by now.

        Removed while it is held, and whoever gets a lock looks whether the file is still there under its name: so two
        processes never hold locks on two files of that name. Windows keeps the file.
        """
        if self._fd is None:
            return
        with suppress(OSError):
            if self._named(self._fd):
                self.path.unlink()
        os.close(self._fd)
        self._fd = None


def _hold(fd: int) -> bool | None:
    """Keep other processes from this file until it is closed; False when one holds it already, None where there are no
    locks. Raises OSError.
    """
    if sys.platform == "win32":
        os.lseek(fd, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        except OSError as e:
            if e.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True
    return Disk().hold(fd)


def holder(path: Path) -> str:
    """Who holds a lock, as words that follow "is open"."""
    try:
        words = load(path.read_bytes())
        since = moment(int(words["since"])).astimezone()
        today = datetime.now().astimezone().date() == since.date()
        when = since.strftime("%H:%M" if today else "%d %b %Y %H:%M")
        name = str(words["analyst"] or words["user"])
        place = "on this machine" if words["host"] == host() else f"on {words['host']}"
        return f"by {name} {place} since {when} (process {int(words['pid'])})"
    except (OSError, ValueError, KeyError, TypeError):
        return "in another process"


def user() -> str:
    """The login name, or an empty string where the system tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def host() -> str:
    """The machine's name."""
    return socket.gethostname()
