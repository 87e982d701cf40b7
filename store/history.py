"""The acts of the past, read from the log from its end backwards, and what there is to undo and to redo.

Nothing is kept but what was read: a log of a million lines costs as much as is looked at. Knows lines of the log, not
what they mean for the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from store.entries import Entry, Head, read_head, read_line
from store.errors import Damaged
from store.log import damage

_CHUNK = 1 << 16


def backwards(path: Path, end: int) -> Iterator[Entry]:
    """The entries of the log before byte ``end``, newest first. Raises Damaged at a line that is not sound."""
    for offset, line in _lines_backwards(path, end):
        yield _whole(path, offset, line)


def _whole(path: Path, offset: int, line: bytes) -> Entry:
    found = read_line(line)
    if found is None:
        raise Damaged(damage(str(path), offset, "a line of the history does not fit its checksum"))
    return found[0]


class Past:
    """The log before byte ``end``, looked at backwards for what to undo and to redo."""

    def __init__(self, path: Path, end: int, analyst: str) -> None:
        self._path, self._end, self._analyst = path, end, analyst

    def _mine(self) -> Iterator[tuple[Head, int, bytes]]:
        """This analyst's acts that can be undone, newest first."""
        for offset, line in _lines_backwards(self._path, self._end):
            head = read_head(line)
            if head is None:
                raise Damaged(damage(str(self._path), offset, "a line of the history does not fit its checksum"))
            if head.who == self._analyst and not head.kind and not head.final:
                yield head, offset, line

    def to_undo(self) -> Entry | None:
        """The newest act that stands."""
        decided: dict[int, bool] = {}
        for head, offset, line in self._mine():
            if head.undoes is not None:
                decided.setdefault(head.undoes, False)
            elif head.redoes is not None:
                decided.setdefault(head.redoes, True)
            elif decided.get(head.n, True):
                return _whole(self._path, offset, line)
        return None

    def to_redo(self) -> Entry | None:
        """The act that was undone last and not redone, if nothing else was done since."""
        decided: dict[int, bool] = {}
        wanted: int | None = None
        for head, offset, line in self._mine():
            if wanted is not None:
                if head.n == wanted:
                    return _whole(self._path, offset, line)
            elif head.redoes is not None:
                decided.setdefault(head.redoes, True)
            elif head.undoes is not None:
                if decided.setdefault(head.undoes, False) is False:
                    wanted = head.undoes
            else:  # an act ends what could be redone before it
                return None
        return None


def _lines_backwards(path: Path, end: int) -> Iterator[tuple[int, bytes]]:
    """Each line before byte ``end`` with its offset, the last one first; a long one costs no more than its length."""
    if end <= 0:
        return
    with path.open("rb") as file:
        at, parts = end, list[bytes]()
        while at > 0:
            size = min(_CHUNK, at)
            at -= size
            file.seek(at)
            chunk = file.read(size)
            stop = len(chunk)
            while (cut := chunk.rfind(b"\n", 0, stop)) >= 0:
                line = b"".join((chunk[cut + 1 : stop], *reversed(parts)))
                parts.clear()
                if line:
                    yield at + cut + 1, line
                stop = cut
            parts.append(chunk[:stop])
        line = b"".join(reversed(parts))
        if line:
            yield 0, line
