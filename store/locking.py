"""One writer at a time: a lock file beside the workspace that says who holds it, where and since when.

The lock is the operating system's (it goes with the process that held it); the words in the file are for people.
"""

from __future__ import annotations

import getpass
import json
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from store.clock import moment, wall_ms
from store.disk import MODE
from store.errors import Held, ReadOnly


class WorkspaceLock:
    """The lock of one workspace file."""

    def __init__(self, path: Path, analyst: str) -> None:
        self.path = path.with_name(path.name + ".lock")
        self._workspace = path
        self._analyst = analyst
        self._lock = FileLock(self.path, timeout=0.2, mode=MODE, thread_local=False)

    def acquire(self) -> None:
        """Take the lock. Raises Held (who, where, since when) or ReadOnly (the folder cannot be written)."""
        try:
            self._lock.acquire()
        except Timeout as e:
            raise Held(
                f"{self._workspace} is open {holder(self.path)}: close it there, or open it with --read-only"
            ) from e
        except OSError as e:
            raise ReadOnly(
                f"{self._workspace.parent} cannot be written ({e.strerror or e}): open the workspace with --read-only"
            ) from e
        words = {"analyst": self._analyst, "user": user(), "host": host(), "pid": os.getpid(), "since": wall_ms()}
        with suppress(OSError):  # the words are a courtesy, the lock holds without them
            self.path.write_text(json.dumps(words), encoding="utf-8")

    def release(self) -> None:
        """Give the lock back and take the file away.

        Removed while it is held, and whoever gets a lock looks whether the file is still there under its name: so two
        processes never hold locks on two files of that name. Windows keeps the file.
        """
        with suppress(OSError):
            self.path.unlink()
        self._lock.release()


def holder(path: Path) -> str:
    """Who holds a lock, as words that follow "is open"."""
    try:
        words = json.loads(path.read_text(encoding="utf-8"))
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
