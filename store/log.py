"""The append-only log beside the workspace file: what makes a change durable, and all of its history.

Knows lines and checksums (``entries``), nothing of what the documents mean. The first line is a ``begin`` with
the log's own id. Only one process may append; each append first looks whether the file is still the one it knows.
While a log is written there is room behind its last line, full of zeros: a line that goes there leaves the file's size
as it is, and the disk has less to write down at each sync. Closing cuts the room off; a crash leaves it, and that
means nothing.
"""

from __future__ import annotations

import errno
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from store.disk import Disk
from store.entries import Entry, LongLine, is_long, read_line, write_line
from store.errors import Damaged, Held, ReadOnly, SecondWriter, WriteFailed

START = re.compile(rb'[0-9a-f]{8} \{"n":')
"""How a line begins."""
_LOST = re.compile(rb"\A\0|\0{8}")
"""What a part of a line looks like that never reached the disk; a single zero is a damaged sign."""
_ROOM = 64 << 10
"""How much room is made at a time."""


def log_path(path: Path) -> Path:
    """Where the log of a workspace file lies."""
    return path.with_name(path.name + ".log")


def next_log_path(path: Path) -> Path:
    """Where a log lies that is to take the place of a workspace file's log."""
    return path.with_name(path.name + ".log.next")


class Place(msgspec.Struct):
    """A point between two lines: byte offset, number and checksum of the line before, CRC-32 of all bytes before."""

    offset: int = 0
    n: int = 0
    chain: str = "00000000"
    prefix: int = 0


class Log:
    """The open log of a writer."""

    def __init__(self, path: Path, disk: Disk, place: Place, *, exists: bool) -> None:
        self.path = path
        self.end = place
        self.broken = ""
        """Why nothing may be appended any more; empty while all is well."""
        self._disk = disk
        self._name = str(path)
        self._fd = -1
        self._inode = (0, 0)
        self._size = 0
        """How long the file is, with the room behind the last line."""
        self._made_room = False
        if exists:
            self._open(create=False)

    def _open(self, *, create: bool) -> None:
        """Raises OSError, or Held when another process has the file although the lock was free."""
        self._fd = self._disk.open_log(self.path, create=create)
        try:
            held = self._disk.hold(self._fd)
        except OSError:
            self.close()
            raise
        if held is False:
            self.close()
            raise Held(f"{self.path} is being written by another process, whose lock file is gone: close it there")
        found = os.fstat(self._fd)
        self._inode, self._size = (found.st_dev, found.st_ino), found.st_size
        if create:
            self._disk.sync_folder(self.path.parent)

    def append(self, entry: Entry) -> int:
        """Write one entry and return its line's offset once it is durable. ``n`` and ``p`` are filled in here.

        Raises ReadOnly, SecondWriter or WriteFailed; the change was then not made.
        """
        if self.broken:
            raise ReadOnly(self.broken)
        entry.n, entry.p = self.end.n + 1, self.end.chain
        pieces: Iterable[bytes]
        if is_long(entry):
            pieces = LongLine(entry)
            crc = pieces.crc
        else:
            line, crc = write_line(entry)
            pieces = (line,)
        try:
            self.look()
            if self._fd < 0:
                self._open(create=True)
        except OSError as e:
            raise WriteFailed(f"{self.path} cannot be written ({_why(e)}): the change was not made") from e
        at = self.end.offset
        after, prefix = self._write(pieces)
        self.end = Place(after, entry.n, f"{crc:08x}", prefix)
        return at

    def look(self) -> None:
        """Refuse when somebody else wrote to, replaced or removed the log since our last line."""
        stranger = self._stranger()
        if stranger:
            self.broken = (
                f"{self.path} {stranger} while this workspace was open: the change was not made, nothing more is "
                "written; close, and run `onrecord check` before going on"
            )
            raise SecondWriter(self.broken)

    def _stranger(self) -> str:
        """What somebody else did to the log, in words that follow its name; empty when nobody did anything."""
        if self._fd < 0:
            return "appeared beside the workspace" if self.path.exists() else ""
        try:
            named = os.stat(self._name)  # noqa: PTH116  (asked before each line, and a Path takes longer)
        except FileNotFoundError:
            return "was removed or moved"
        if (named.st_dev, named.st_ino) != self._inode:
            return "was replaced by another file"
        if named.st_size != self._size or self._disk.read_at(self._fd, self.end.offset, 1) not in (b"\0", b""):
            return "was written to by another process"
        return ""

    @property
    def in_place(self) -> bool:
        """Whether the log is still the file of its name; may be asked while another thread appends."""
        try:
            named = self.path.stat()
        except OSError:
            return self._fd < 0
        return self._fd >= 0 and (named.st_dev, named.st_ino) == self._inode

    def _write(self, pieces: Iterable[bytes]) -> tuple[int, int]:
        """Write a line and make it durable; returns where it ends, and the checksum of all bytes up to there."""
        at, prefix = self.end.offset, self.end.prefix
        try:
            for piece in pieces:
                self._put(piece, at)
                at, prefix = at + len(piece), zlib.crc32(piece, prefix)
        except OSError as e:
            self._cut_back(self.end.offset)
            raise WriteFailed(f"{self.path} cannot be written ({_why(e)}): the change was not made") from e
        except BaseException:
            self._cut_back(self.end.offset)
            raise
        try:
            self._disk.datasync(self._fd)
        except BaseException as e:
            # After a failed sync the system may have dropped the bytes and still say yes to the next: never go on.
            self.broken = (
                f"the disk failed to keep {self.path} ({_why(e)}): the change was not made, and nothing more is "
                "written; check the disk and open the workspace again"
            )
            with suppress(OSError):
                self._disk.truncate(self._fd, self.end.offset)
            if isinstance(e, OSError):
                raise WriteFailed(self.broken) from e
            raise
        return at, prefix

    def _put(self, piece: bytes, at: int) -> None:
        """Write a line, or a piece of one, into the room at byte ``at``, or with new room behind it where the disk has
        that much."""
        after = at + len(piece)
        if after > self._size:
            self._made_room = True
            try:
                self._disk.write_all(self._fd, piece + bytes(_ROOM), at)
                self._size = after + _ROOM
                return
            except OSError:
                self._cut_back(at)
                if self.broken:
                    raise
        self._disk.write_all(self._fd, piece, at)
        self._size = max(self._size, after)

    def _cut_back(self, to: int) -> None:
        try:
            self._disk.truncate(self._fd, to)
            self._size = to
        except OSError as e:
            self.broken = (
                f"{self.path} could not be put back after a failed write ({_why(e)}): open the workspace again"
            )

    def trim(self) -> None:
        """Cut off what lies behind the end, if it is more than room (a torn line that was set aside)."""
        if self._fd < 0 or self._size <= self.end.offset:
            return
        if any(self._disk.read_at(self._fd, self.end.offset, self._size - self.end.offset)):
            self._disk.truncate(self._fd, self.end.offset)
            self._disk.datasync(self._fd)
            self._size = self.end.offset

    def close(self) -> None:
        """Let go of the file, and of the room in it that was made here."""
        if self._fd >= 0:
            if self._made_room and not self.broken and not self._stranger():
                with suppress(OSError):
                    self._disk.truncate(self._fd, self.end.offset)
            self._disk.close(self._fd)
            self._fd = -1


def _why(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the disk is full"
    return error.strerror or str(error) if isinstance(error, OSError) else str(error) or type(error).__name__


def scan(data: bytes, place: Place, name: str, base: int = 0) -> Iterator[tuple[Entry, Place]]:
    """The entries from ``place`` on, each with the place after it; returns at the first unsound line.

    ``data`` is the log from byte ``base`` on. The documents of the entries are windows into it.
    Raises Damaged when a sound line breaks the chain, which means that lines before it are missing or changed.
    """
    offset, n, chain, prefix = place.offset, place.n, place.chain, place.prefix
    view = memoryview(data)
    while True:
        end = data.find(b"\n", offset - base) + base
        if end < base:
            return
        found = read_line(view[offset - base : end - base])
        if found is None:
            return
        entry, crc = found
        if place == Place() and offset == 0:  # a log may go on from a file whose own log stayed elsewhere
            n, chain = entry.n - 1, entry.p
        if entry.n == n and chain == f"{crc:08x}":
            return
        if entry.p != chain or entry.n != n + 1:
            raise Damaged(damage(name, offset, f"line {entry.n} does not follow line {n}"))
        prefix = zlib.crc32(view[offset - base : end + 1 - base], prefix)
        offset, n, chain = end + 1, entry.n, f"{crc:08x}"
        yield entry, Place(offset, n, chain, prefix)


def torn(data: bytes, place: Place, name: str, base: int = 0) -> bytes:
    """What is left behind the last sound line, which ends at ``place``, when it can be one line that was being written
    as the power went. ``data`` is the log from byte ``base`` on.

    Room that was made for more lines is nothing.
    Raises Damaged when more than that is there: then an acknowledged line was damaged.
    """
    offset = place.offset
    rest = data[offset - base :].rstrip(b"\0")
    if not rest or _is_last(rest, place):
        return b""
    for start in START.finditer(rest):
        end = rest.find(b"\n", start.start())
        line = rest[start.start() : end if end >= 0 else len(rest)]
        if start.start() and read_line(line) is not None:
            raise Damaged(damage(name, offset, "a line does not fit its checksum, and sound lines follow"))
    if rest.endswith(b"\n") and not _LOST.search(rest):  # written to its end: not torn, but changed afterwards
        raise Damaged(damage(name, offset, "its last line does not fit its checksum"))
    if rest[-1:] != b"\n" and read_line(rest[:-1]) is not None:
        raise Damaged(damage(name, base + len(data) - 1, "the end of its last line was changed"))
    if rest.rstrip(b"\n").count(b"\n"):
        raise Damaged(damage(name, offset, "several lines do not fit their checksums"))
    return rest


def _is_last(rest: bytes, place: Place) -> bool:
    """Whether this is the last sound line a second time, as some file systems have it after a crash."""
    found = read_line(rest[:-1]) if rest.endswith(b"\n") else None
    return found is not None and (found[0].n, f"{found[1]:08x}") == (place.n, place.chain)


def damage(name: str, offset: int, what: str) -> str:
    """The message for a log that is damaged at a byte."""
    return f"{name} is damaged at byte {offset}: {what}; nothing was changed, run `onrecord check --repair`"
