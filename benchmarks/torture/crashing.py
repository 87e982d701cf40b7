"""Every crash state of recorded writes: built, opened and compared.

A disk that records stands between the store and the real one. From its record, for every moment, the states a power cut
may leave are built: writes since the last sync kept, lost, torn in the middle or turned to zeros, and names (new,
renamed or removed files) durable up to each point since the folder was last synced. In each the workspace must open,
with every acknowledged act and of the one under way all or nothing. The model of the disk is that of ALICE (Pillai et
al., OSDI 2014).
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.torture.acting import Actor, State, apply, in_pieces, state_of
from briefing.errors import OnrecordError
from store.disk import Disk
from store.workspace import Workspace

SYNCS = ("datasync", "sync", "sync folder")
_A_FOLDER = 0
"""Stands for a folder where names have the number of a file."""


class RecordingDisk(Disk):
    """The real disk, with everything that is done to it written down."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.events: list[tuple[Any, ...]] = []
        self._files: dict[int, int] = {}
        self._next = 0
        self._named: dict[str, int] = {}

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.root))

    def open_log(self, path: Path, *, create: bool) -> int:
        """As the real disk, written down."""
        name = self._name(path)
        fd = super().open_log(path, create=create)
        if name not in self._named:
            self._new(name)
        self._files[fd] = self._named[name]
        return fd

    def _new(self, name: str) -> int:
        self._next += 1
        self._named[name] = self._next
        self.events.append(("create", self._next, name))
        return self._next

    def create(self, path: Path) -> int:
        """As the real disk, written down."""
        fd = super().create(path)
        self._files[fd] = self._new(self._name(path))
        return fd

    def write(self, fd: int, data: bytes, at: int) -> int:
        """As the real disk, written down."""
        done = super().write(fd, data, at)
        self.events.append(("write", self._files[fd], (at, bytes(data[:done]))))
        return done

    def datasync(self, fd: int) -> None:
        """As the real disk, written down."""
        super().datasync(fd)
        self.events.append(("datasync", self._files[fd], _site()))

    def sync(self, fd: int) -> None:
        """As the real disk, written down."""
        super().sync(fd)
        self.events.append(("sync", self._files[fd], _site()))

    def truncate(self, fd: int, size: int) -> None:
        """As the real disk, written down."""
        super().truncate(fd, size)
        self.events.append(("truncate", self._files[fd], size))

    def replace(self, source: Path, target: Path) -> None:
        """As the real disk, written down."""
        super().replace(source, target)
        one, two = self._name(source), self._name(target)
        self._named[two] = self._named.pop(one)
        self.events.append(("rename", one, two))

    def unlink(self, path: Path) -> None:
        """As the real disk, written down."""
        super().unlink(path)
        name = self._name(path)
        if self._named.pop(name, None) is not None:
            self.events.append(("unlink", name))

    def make_folder(self, folder: Path) -> None:
        """As the real disk, written down."""
        self.events.append(("mkdir", self._name(folder)))
        super().make_folder(folder)

    def sync_folder(self, folder: Path) -> None:
        """As the real disk, written down."""
        super().sync_folder(folder)
        self.events.append(("sync folder", self._name(folder), _site()))


def _site() -> str:
    """Where in the store the sync is called: the nearest functions that are not the disk's own."""
    frame = sys._getframe(2)
    inner = ""
    while frame.f_back is not None and frame.f_code.co_filename.endswith(("disk.py", "crashing.py")):
        inner, frame = f" by Disk.{frame.f_code.co_name}", frame.f_back
    return f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_qualname}{inner}"


@dataclass
class _File:
    durable: bytes = b""
    pending: list[tuple[str, Any]] = field(default_factory=list)


@dataclass
class _Disk:
    """What is durable and what is not, at one moment of a record."""

    files: dict[int, _File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[Any, ...]] = field(default_factory=list)

    def take(self, event: tuple[Any, ...], ignored: frozenset[str]) -> None:
        kind = event[0]
        if kind in ("create", "rename", "unlink", "mkdir"):
            if kind == "create":
                self.files[event[1]] = _File()
            self.waiting.append(event)
        elif kind in ("write", "truncate"):
            self.files[event[1]].pending.append((kind, event[2]))
        elif " in ".join((kind, event[2])) in ignored:
            return
        elif kind in ("datasync", "sync"):
            file = self.files[event[1]]
            file.durable = content(file, len(file.pending))
            file.pending.clear()
        elif kind == "sync folder":
            here = [w for w in self.waiting if _folder(w) == event[1]]
            for waiting in here:
                _rename(self.names, waiting)
            self.waiting = [w for w in self.waiting if w not in here]


def _folder(event: tuple[Any, ...]) -> str:
    return str(Path(event[-1]).parent)


def _rename(names: dict[str, int], event: tuple[Any, ...]) -> None:
    if event[0] == "create":
        names[event[2]] = event[1]
    elif event[0] == "mkdir":
        names[event[1]] = _A_FOLDER
    elif event[0] == "unlink":
        names.pop(event[1], None)
    elif event[1] in names:
        names[event[2]] = names.pop(event[1])


def content(file: _File, upto: int, last: Callable[[bytes], bytes] = lambda data: data) -> bytes:
    """The file with its first ``upto`` unsynced operations, ``last`` done to what the last write wrote."""
    data = file.durable
    for n, (kind, value) in enumerate(file.pending[:upto]):
        if kind == "truncate":
            data = data[:value].ljust(value, b"\0")
        else:
            at, written = value
            written = last(written) if n == upto - 1 else written
            data = data[:at].ljust(at, b"\0") + written + data[at + len(written) :]
    return data


def _torn(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _zeroed(data: bytes) -> bytes:
    return bytes(len(data))


def _half_zeroed(data: bytes) -> bytes:
    return data[: len(data) // 2] + bytes(len(data) - len(data) // 2)


def _without(file: _File) -> Iterator[bytes]:
    """The file with all its unsynced writes but one, which left zeros."""
    for lost in range(len(file.pending) - 1):
        kind, value = file.pending[lost]
        if kind == "write":
            at, written = value
            hole = (kind, (at, bytes(len(written))))
            pending = [*file.pending[:lost], hole, *file.pending[lost + 1 :]]
            yield content(_File(file.durable, pending), len(pending))


def _states(disk: _Disk) -> Iterator[dict[str, bytes]]:
    """Every state that a power cut may leave now, as names with contents."""
    for kept_events in _orders(disk.waiting):
        names = dict(disk.names)
        for event in kept_events:
            _rename(names, event)
        for kept, last in ((True, None), (True, _torn), (True, _zeroed), (True, _half_zeroed), (False, None)):
            state = {}
            for name, number in names.items():
                folder = str(Path(name).parent)
                if number == _A_FOLDER or (folder != "." and folder not in names):
                    continue
                file = disk.files[number]
                upto = len(file.pending) if kept else 0
                state[name] = content(file, upto, last) if last else content(file, upto)
            yield state
            if kept and last is None:
                for name in state:
                    yield from ({**state, name: data} for data in _without(disk.files[names[name]]))


def _orders(waiting: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """Which changes of names may be durable: the first few, or all but one (a folder keeps no order)."""
    for upto in range(len(waiting) + 1):
        yield waiting[:upto]
    for left_out in range(len(waiting) - 1):
        yield waiting[:left_out] + waiting[left_out + 1 :]


@dataclass
class Crashed:
    """What a run over crash states came to."""

    states: int = 0
    failed: int = 0
    first: str = ""

    def __str__(self) -> str:
        return f"{self.states} crash states: {self.failed} failed" + (f" (first: {self.first})" if self.first else "")


def record(folder: Path, seed: int, acts: int) -> tuple[RecordingDisk, list[State]]:
    """Make a workspace by random acts on a recording disk.

    Events ``("acts", n)`` in it say that state n is durable, ``("copied", name)`` that a backup is, ``("forgot", ids)``
    that no file has these records any more.
    """
    disk = RecordingDisk(folder)
    actor = Actor(seed)
    states: list[State] = [{}]
    path = folder / "x.json"
    ws = Workspace.open(path, "ab", create=True, disk=disk)
    disk.events.append(("acts", 0))
    for n in range(acts):
        if n % 9 == 5:
            ws.checkpoint()
        if n % 13 == 7:
            disk.events.append(("copied", str(ws.backup().relative_to(folder))))
        if n % 19 == 15:
            ws.forget()
            ever = {place for state in states for place in state}
            gone = {ident for _, ident in ever - states[-1].keys()}
            disk.events.append(("forgot", frozenset(gone)))
            actor.done.clear()
            actor.undone.clear()
        if n % 17 == 11:
            ws.close()
            ws = Workspace.open(path, "ab", disk=disk)
        step, act = actor.next(ws)
        states.append(dict(actor.state))
        apply(states[-1], step)
        disk.events.append(("begin", len(states) - 1))
        act()
        actor.did(step, act)
        disk.events.append(("acts", len(states) - 1))
    ws.close()
    return disk, states


def crash_everywhere(folder: Path, *, seed: int = 0, acts: int = 30) -> Crashed:
    """Build and open every crash state of a recorded run."""
    return _crash(folder, *_recorded(folder, seed, acts))


def without_each_sync(folder: Path, *, seed: int = 0, acts: int = 30) -> Iterator[tuple[str, Crashed]]:
    """The same for each place in the store that syncs something, as if that sync were not there: it must fail."""
    recorded, states = _recorded(folder, seed, acts)
    syncs = [f"{event[0]} in {event[2]}" for event in recorded.events if event[0] in SYNCS]
    for sync in dict.fromkeys(syncs):
        yield sync, _crash(folder, recorded, states, frozenset({sync}), enough=1)


def _recorded(folder: Path, seed: int, acts: int) -> tuple[RecordingDisk, list[State]]:
    made = folder / "made"
    made.mkdir()
    try:
        with in_pieces():
            return record(made, seed, acts)
    finally:
        shutil.rmtree(made)


def _crash(
    folder: Path,
    recorded: RecordingDisk,
    states: list[State],
    ignored: frozenset[str] = frozenset(),
    enough: int | None = None,
) -> Crashed:
    """``ignored`` names syncs that the disk is taken to skip; ends when ``enough`` states failed."""
    result = Crashed()
    disk = _Disk()
    sure = under_way = -1
    seen: set[tuple[int, int, int]] = set()
    copies: set[str] = set()
    forgotten: set[str] = set()
    for event in recorded.events:
        if event[0] == "acts":
            sure = under_way = event[1]
        elif event[0] == "begin":
            under_way = event[1]
            forgotten -= {ident for _, ident in states[under_way]}  # a quote may be reviewed again
        elif event[0] == "copied":
            copies.add(event[1])
        elif event[0] == "forgot":
            copies.clear()
            forgotten |= event[1]
        else:
            if event[0] == "unlink":  # forgetting removes copies before it says so
                copies.discard(event[1])
            disk.take(event, ignored)
        for state in _states(disk):
            key = (hash(frozenset(state.items())), sure, under_way)
            if key in seen:
                continue
            seen.add(key)
            result.states += 1
            wrong = _not_kept(state, copies, forgotten) or _open(folder / "crashed", state, states, sure, under_way)
            if wrong:
                result.failed += 1
                result.first = result.first or f"after {event[:2]} {event[-1] if event[0] == 'rename' else ''}: {wrong}"
                if result.failed == enough:
                    return result
    return result


def _not_kept(files: dict[str, bytes], copies: set[str], forgotten: set[str]) -> str:
    """What is wrong with the files before they are opened: a backup is gone, or what was forgotten is there."""
    if not copies <= files.keys():
        return "a backup is gone"
    data = b"".join(files.values())
    return "something forgotten is there" if any(ident.encode() in data for ident in forgotten) else ""


def _open(folder: Path, files: dict[str, bytes], states: list[State], sure: int, under_way: int) -> str:
    """What is wrong with a crash state, or an empty string."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    if sure < 0 and not (folder / "x.json").exists():
        return ""
    try:
        with Workspace.open(folder / "x.json", "ab") as ws:
            now = state_of(ws)
        with Workspace.open(folder / "x.json", "ab") as ws:
            again = state_of(ws)
    except OnrecordError as e:
        return f"refused: {e}"
    except Exception as e:
        return f"raised {type(e).__name__}: {e}"
    if now != again:
        return "opened differently the second time"
    expected = [states[n] for n in {max(sure, 0), max(under_way, 0)}]
    return "" if now in expected else "another content"
