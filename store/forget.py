"""Removing for good what was deleted: from the log, and with it from history and undo, and from the backups.

The log is the one thing that is otherwise never rewritten. A new one is written beside it without what was deleted
(``lives`` says what that is); then the file is written anew, naming the new log; then the new log takes the old one's
place. An opening that finds the new log named by the file but not in place finishes the last step.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from pathlib import Path

import msgspec

from briefing.records import new_id
from store.backups import copies, folder, left_behind
from store.disk import Disk
from store.documents import Tables, same
from store.entries import Entry, write_line
from store.errors import Damaged
from store.lives import forget
from store.log import Place, next_log_path, scan
from store.rebuild import backwards, between, forwards


class Forgot(msgspec.Struct, frozen=True):
    """What was removed for good."""

    records: int
    wordings: int
    """Records that are still there and had other words earlier."""
    lines: int
    """Lines of the log that said something of either."""
    copies: int

    @property
    def words(self) -> str:
        """The outcome in one line."""
        if not self.lines and not self.copies:
            return "nothing to forget: nothing was deleted or reworded, and there are no backups"
        return (
            f"removed for good: {self.records:,} deleted records and earlier words of {self.wordings:,} others from "
            f"{self.lines:,} lines of the history, and {self.copies:,} backups; these acts can no longer be undone"
        )


class Rewritten(msgspec.Struct):
    """A log without what was deleted: its entries, its end and id, and the state it begins with."""

    entries: list[Entry]
    log: str
    base: Tables | None
    result: Forgot
    end: Place = msgspec.field(default_factory=Place)

    def lines(self, base: str) -> bytes:
        """The bytes of the log; ``base`` names the copy of the state it begins with. Sets ``end``."""
        end = Place(0, self.entries[0].n - 1, self.entries[0].p, 0)  # a log may go on from a file
        lines = []
        for entry in self.entries:
            if entry.kind == "begin":
                kept = {name: value for name, value in entry.meta.items() if name != "base"}
                entry.meta = {**kept, "log": self.log, **({"base": base} if base else {})}
            entry.p = end.chain
            line, crc = write_line(entry)
            end = Place(end.offset + len(line), entry.n, f"{crc:08x}", zlib.crc32(line, end.prefix))
            lines.append(line)
        self.end = end
        return b"".join(lines)


def rewritten(data: bytes, tables: Tables, name: str) -> Rewritten:
    """The log without what was deleted. Raises Damaged when it does not lead to ``tables``."""
    entries = [entry for entry, _ in scan(data, Place(), name)]
    gone = forget(entries, tables)
    whole = bool(entries) and entries[0].meta.get("whole") == "yes"
    base: Tables = {} if whole else {table: dict(docs) for table, docs in tables.items()}
    try:
        if not whole:
            backwards(reversed(entries), base)
        state = {table: dict(docs) for table, docs in base.items()}
        forwards(entries, state)
    except (KeyError, ValueError) as e:
        raise Damaged(f"{name} does not lead to what the workspace holds ({e}): nothing was removed") from e
    if any(op.key and not same(op.old, op.new) for op in between(state, tables)):
        raise Damaged(f"{name} does not lead to what the workspace holds: nothing was removed")
    return Rewritten(entries, new_id(), None if whole else base, Forgot(gone.records, gone.wordings, gone.lines, 0))


def write_next(path: Path, disk: Disk, data: bytes) -> Path:
    """Put the new log beside the old one, durably."""
    place = next_log_path(path)
    with suppress(FileNotFoundError):
        disk.unlink(place)
    disk.write_file(place, data)
    return place


def remove_copies(path: Path, disk: Disk, but: Path | None = None) -> int:
    """Remove every backup ``but`` one, every copy of a file as found and all that crashes left; how many there were."""
    going = [place for place in (*copies(path), *left_behind(path)) if place != but]
    for place in going:
        disk.unlink(place)
    if folder(path).is_dir():
        disk.sync_folder(folder(path))
    return len(going)
