"""The nth write, sync, rename, open and removal fails, for every n; and a disk that is really full, then freed.

An act that fails says so in one line and changes nothing, in memory or on disk; when the disk works again the next
opening holds every act that was acknowledged.
"""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.torture.acting import Actor, apply, in_pieces, state_of
from briefing.errors import OnrecordError
from briefing.records import Note, new_id
from store.disk import Disk
from store.workspace import Workspace

KINDS = ("write", "datasync", "sync", "replace", "create", "open_log", "truncate", "unlink", "sync_folder", "read")
FAULTS = ("ENOSPC", "EIO", "EINTR", "short write")


class FailingDisk(Disk):
    """The real disk, whose nth call of one kind fails (and every later one too, when ``ever`` is set)."""

    def __init__(self, kind: str, nth: int, fault: str, *, ever: bool = False) -> None:
        self._kind, self._nth, self._fault, self._ever = kind, nth, fault, ever
        self.calls = 0
        self.failed = False

    def _maybe(self, kind: str) -> bool:
        if kind != self._kind:
            return False
        self.calls += 1
        if self.calls == self._nth or (self._ever and self.calls > self._nth):
            self.failed = True
            if self._fault != "short write":
                raise OSError(getattr(errno, self._fault), os.strerror(getattr(errno, self._fault)))
            return True
        return False

    def write(self, fd: int, data: bytes, at: int) -> int:
        """As the real disk, which may fail."""
        if self._maybe("write"):
            return super().write(fd, data[: len(data) // 2], at) if len(data) > 1 else 0
        return super().write(fd, data, at)

    def datasync(self, fd: int) -> None:
        """As the real disk, which may fail."""
        self._maybe("datasync")
        super().datasync(fd)

    def sync(self, fd: int) -> None:
        """As the real disk, which may fail."""
        self._maybe("sync")
        super().sync(fd)

    def replace(self, source: Path, target: Path) -> None:
        """As the real disk, which may fail."""
        self._maybe("replace")
        super().replace(source, target)

    def create(self, path: Path) -> int:
        """As the real disk, which may fail."""
        self._maybe("create")
        return super().create(path)

    def open_log(self, path: Path, *, create: bool) -> int:
        """As the real disk, which may fail."""
        self._maybe("open_log")
        return super().open_log(path, create=create)

    def truncate(self, fd: int, size: int) -> None:
        """As the real disk, which may fail."""
        self._maybe("truncate")
        super().truncate(fd, size)

    def unlink(self, path: Path) -> None:
        """As the real disk, which may fail."""
        self._maybe("unlink")
        super().unlink(path)

    def sync_folder(self, folder: Path) -> None:
        """As the real disk, which may fail."""
        self._maybe("sync_folder")
        super().sync_folder(folder)

    def read(self, path: Path, start: int = 0, size: int = -1) -> bytes:
        """As the real disk, which may fail."""
        self._maybe("read")
        return super().read(path, start, size)


@dataclass
class Failed:
    """What a series of failures came to."""

    runs: int = 0
    refused: int = 0
    wrong: int = 0
    first: str = ""

    def __str__(self) -> str:
        said = f" (first: {self.first})" if self.first else ""
        return f"{self.runs} runs with a failure, {self.refused} acts refused in one line: {self.wrong} wrong{said}"


def _session(path: Path, disk: Disk, seed: int, acts: int, result: Failed) -> list[Any]:
    """Random acts on a disk that fails once; returns the states that may be found afterwards."""
    actor = Actor(seed)
    possible = [dict(actor.state)]
    ws: Workspace | None = None

    def guarded(act: Callable[[], Any]) -> bool:
        try:
            act()
        except OnrecordError as e:
            result.refused += 1
            if "\n" in str(e):
                result.wrong += 1
            return False
        return True

    for n in range(acts):
        if ws is None:
            try:
                ws = Workspace.open(path, "ab", create=True, disk=disk)
            except OnrecordError:
                result.refused += 1
                continue
        if n % 7 == 3:
            guarded(ws.checkpoint)
        if n % 11 == 9:
            guarded(ws.close)
            ws = None
            continue
        step, act = actor.next(ws)
        if guarded(act):
            actor.did(step, act)
            possible = [dict(actor.state)]
        else:
            unsure = dict(actor.state)
            apply(unsure, step)
            possible.append(unsure)
            if state_of(ws) != actor.state:
                result.wrong += 1
                result.first = result.first or f"memory changed by a refused act {n}"
            actor.undone.clear()
            guarded(ws.close)
            ws = None
            ws = Workspace.open(path, "ab", create=True, disk=disk)
            if state_of(ws) != actor.state:  # a sync that failed may still have kept the line
                actor.state = state_of(ws)
                actor.done.clear()
            possible = [dict(actor.state)]
    if ws is not None:
        guarded(ws.close)
    return possible


def fail_everywhere(
    folder: Path, *, acts: int = 24, seed: int = 3, kinds: tuple[str, ...] = KINDS, faults: tuple[str, ...] = FAULTS
) -> Failed:
    """For each kind of call and fault: let the 1st, 2nd, 3rd... call fail until a run has no such call any more."""
    result = Failed()
    for kind in kinds:
        for fault in faults:
            if (fault == "short write") != (kind == "write") and fault == "short write":
                continue
            for nth in range(1, 400):
                shutil.rmtree(folder / "f", ignore_errors=True)
                (folder / "f").mkdir()
                path = folder / "f" / "x.json"
                disk = FailingDisk(kind, nth, fault)
                try:
                    with in_pieces():
                        possible = _session(path, disk, seed, acts, result)
                    with Workspace.open(path, "ab", create=True) as ws:
                        now = state_of(ws)
                    if now not in possible:
                        result.wrong += 1
                        result.first = result.first or f"{kind} {nth} {fault}: another content"
                except Exception as e:
                    result.wrong += 1
                    result.first = result.first or f"{kind} {nth} {fault}: {type(e).__name__}: {e}"
                if not disk.failed:
                    break
                result.runs += 1
    return result


def fill_up(folder: Path, limit: int = 200_000) -> str:
    """A process that may write no file longer than ``limit`` acts until it is refused, is freed, and goes on."""
    path = folder / "full.json"
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reader)
            os.write(writer, _fill(path, limit).encode())
        except BaseException as e:
            os.write(writer, f"wrong: {type(e).__name__}: {e}".encode())
        finally:
            os._exit(0)
    os.close(writer)
    found = b""
    while data := os.read(reader, 1 << 16):
        found += data
    os.close(reader)
    os.waitpid(child, 0)
    return found.decode()


def _fill(path: Path, limit: int) -> str:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    kept = []
    ws = Workspace.open(path, "ab", create=True)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    refused = 0
    for _ in range(10_000):
        note = Note(id=new_id(), target="workspace", analyst="ab", text="x" * 500)
        try:
            ws.change("wrote a note", [note])
        except OnrecordError:
            refused += 1
            if refused == 3:
                break
        else:
            kept.append(note.id)
    if list(ws.notes.ids()) != kept:
        return "wrong: memory differs from what was acknowledged"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    note = Note(id=new_id(), target="workspace", analyst="ab", text="after")
    ws.change("wrote a note", [note])
    ws.close()
    with Workspace.open(path, "ab") as ws:
        if list(ws.notes.ids()) != [*kept, note.id]:
            return "wrong: the file differs from what was acknowledged"
    return f"{len(kept)} acts, {refused} refused in one line while full, went on when freed: nothing lost"


def fill_tmpfs(folder: Path) -> str:
    """A file system in memory is filled to its last byte by acts and by somebody else, freed, and gone on with.

    Needs to mount one; says that it skipped, and why, where that is not allowed.
    """
    place = folder / "full"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    try:
        done = subprocess.run(mounting, capture_output=True, text=True, check=False)
    except OSError as e:
        return f"skipped: no mount ({e.strerror})"
    if done.returncode:
        return f"skipped: {done.stderr.strip() or 'mount is not allowed'}"
    try:
        return _fill_tmpfs(place / "x.json", place / "ballast")
    finally:
        subprocess.run(["umount", str(place)], check=True)


def _fill_tmpfs(path: Path, ballast: Path) -> str:
    ws = Workspace.open(path, "ab", create=True)
    kept: list[str] = []
    refused = 0

    def write() -> bool:
        nonlocal refused
        note = Note(id=new_id(), target="workspace", analyst="ab", text="x" * 700)
        try:
            ws.change("wrote a note", [note])
        except OnrecordError as e:
            refused += 1
            if "full" not in str(e):
                raise
            return False
        kept.append(note.id)
        return True

    for _ in range(20):
        write()
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    while write():
        pass
    for attempt in (write, write, ws.checkpoint, ws.backup):
        with suppress(OnrecordError):
            attempt()
    if list(ws.notes.ids()) != kept:
        return "wrong: memory differs from what was acknowledged"
    with Workspace.open(path, "cd", read_only=True) as reader:
        if list(reader.notes.ids()) != kept:
            return "wrong: a reader sees something else than was acknowledged"
    try:
        ws.close()
    except OnrecordError:
        refused += 1
    ballast.unlink()
    ws = Workspace.open(path, "ab")
    if list(ws.notes.ids()) != kept or not write():
        return "wrong: after the disk was freed it does not go on with what was acknowledged"
    ws.close()
    with Workspace.open(path, "ab") as again:
        if list(again.notes.ids()) != kept:
            return "wrong: the file differs from what was acknowledged"
    return f"{len(kept)} acts, {refused} refusals in one line while full, went on when freed: nothing lost"
