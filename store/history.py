"""The acts of the past, read from the log from its end backwards, and what there is to undo and to redo.

Nothing is kept but what was read: a log of a million lines costs as much as is looked at. Knows lines of the log, not
what they mean for the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from store.entries import Entry, read_line
from store.errors import Damaged
from store.log import damage

_CHUNK = 1 << 16


def backwards(path: Path, end: int) -> Iterator[Entry]:
    """The entries of the log before byte ``end``, newest first. Raises Damaged at a line that is not sound."""
    for offset, line in _lines_backwards(path, end):
        found = read_line(line)
        if found is None:
            raise Damaged(damage(str(path), offset, "a line of the history does not fit its checksum"))
        yield found[0]


def _lines_backwards(path: Path, end: int) -> Iterator[tuple[int, bytes]]:
    if end <= 0:
        return
    with path.open("rb") as file:
        at, rest = end, b""
        while at > 0:
            size = min(_CHUNK, at)
            at -= size
            file.seek(at)
            rest = file.read(size) + rest
            lines = rest.split(b"\n")
            offset = at + len(rest)
            rest = lines[0]
            for line in reversed(lines[1:]):
                offset -= len(line)
                if line:
                    yield offset, line
                offset -= 1
        if rest:
            yield 0, rest


def to_undo(entries: Iterator[Entry], analyst: str) -> Entry | None:
    """The newest act of this analyst that stands, from entries newest first."""
    decided: dict[int, bool] = {}
    for entry in entries:
        if entry.who != analyst or entry.kind or entry.final:
            continue
        if entry.undoes is not None:
            decided.setdefault(entry.undoes, False)
        elif entry.redoes is not None:
            decided.setdefault(entry.redoes, True)
        elif decided.get(entry.n, True):
            return entry
    return None


def to_redo(entries: Iterator[Entry], analyst: str) -> Entry | None:
    """The act of this analyst that was undone last and not redone, if nothing else was done since."""
    decided: dict[int, bool] = {}
    wanted: int | None = None
    for entry in entries:
        if entry.who != analyst or entry.kind or entry.final:
            continue
        if wanted is not None:
            if entry.n == wanted:
                return entry
        elif entry.redoes is not None:
            decided.setdefault(entry.redoes, True)
        elif entry.undoes is not None:
            if decided.setdefault(entry.undoes, False) is False:
                wanted = entry.undoes
        else:  # an act ends what could be redone before it
            return None
    return None
