"""Removing for good what was deleted: from the log, and with it from history and undo, and from the backups.

The log is the one thing that is otherwise never rewritten. A new one is written beside it without the edits of records
that are no more; then the file is written anew, naming the new log; then the new log takes the old one's place. An
opening that finds the new log named by the file but not in place finishes the last step.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.records import TABLES, new_id
from store.backups import copies, folder
from store.disk import Disk
from store.documents import Tables, identity
from store.entries import Edited, Entry, write_line
from store.log import Place, next_log_path, scan

FORGOTTEN = "(forgotten)"


@dataclass(frozen=True)
class Forgot:
    """What was removed for good."""

    records: int
    lines: int
    """Lines of the log that said something of them."""
    copies: int

    @property
    def words(self) -> str:
        """The outcome in one line."""
        if not self.records and not self.copies:
            return "nothing to forget: nothing was deleted, and there are no backups"
        return (
            f"removed for good: {self.records:,} deleted records from {self.lines:,} lines of the history, and "
            f"{self.copies:,} backups; these acts can no longer be undone"
        )


def rewritten(data: bytes, tables: Tables, name: str) -> tuple[bytes, Place, str, Forgot]:
    """The log without what was deleted: its bytes, its end, its id, and what was left out."""
    living = {(table, identity(doc)) for table in TABLES for doc in tables.get(table, {}).values()}
    gone: set[tuple[str, str]] = set()
    touched: set[int] = set()
    lines: list[bytes] = []
    log = new_id()
    end = Place()
    changed = 0
    for entry, _ in scan(data, Place(), name):
        kept = [edit for edit in entry.edits if edit.table not in TABLES or (edit.table, edit.id) in living]
        if len(kept) != len(entry.edits):
            gone.update((edit.table, edit.id) for edit in entry.edits if edit not in kept)
            touched.add(entry.n)
            changed += 1
        if entry.kind == "begin":
            entry.meta = {**entry.meta, "log": log}
        about = {entry.n, entry.undoes or 0, entry.redoes or 0}
        end, line = _chained(entry, kept, end, forgotten=bool(touched & about))
        lines.append(line)
    return b"".join(lines), end, log, Forgot(len(gone), changed, 0)


def _chained(entry: Entry, edits: list[Edited], end: Place, *, forgotten: bool) -> tuple[Place, bytes]:
    if not end.n:  # the first line of a log may go on from a file
        end = Place(0, entry.n - 1, entry.p, 0)
    entry.edits, entry.p = edits, end.chain
    if forgotten:
        entry.act, entry.final = FORGOTTEN, True
    line, crc = write_line(entry)
    return Place(end.offset + len(line), entry.n, f"{crc:08x}", zlib.crc32(line, end.prefix)), line


def write_next(path: Path, disk: Disk, data: bytes) -> Path:
    """Put the new log beside the old one, durably."""
    place = next_log_path(path)
    with suppress(FileNotFoundError):
        disk.unlink(place)
    disk.write_file(place, data)
    return place


def remove_copies(path: Path, disk: Disk) -> int:
    """Remove every backup, every copy of a file as found and every torn line; how many there were."""
    removed = 0
    places = [*copies(path), *path.parent.glob(f"{path.name}.log.torn-*")]
    for place in places:
        disk.unlink(place)
        removed += 1
    if folder(path).is_dir():
        disk.sync_folder(folder(path))
    return removed
