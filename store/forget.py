"""Removing for good what was deleted: from the log, and with it from history and undo, and from the backups.

The log is the one thing that is otherwise never rewritten. A new one is written beside it without the edits of records
that are no more; then the file is written anew, naming the new log; then the new log takes the old one's place. An
opening that finds the new log named by the file but not in place finishes the last step.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from briefing.records import TABLES, new_id
from store.backups import copies, folder, left_behind
from store.disk import Disk
from store.documents import Tables, identity
from store.entries import Entry, write_line
from store.errors import Damaged
from store.log import Place, next_log_path, scan
from store.rebuild import backwards

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


@dataclass
class Rewritten:
    """A log without what was deleted: its entries, its end and id, and the state it begins with."""

    entries: list[Entry]
    log: str
    base: Tables | None
    result: Forgot
    end: Place = field(default_factory=Place)

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
    """The log without the documents that are no more. Raises Damaged when it does not lead to ``tables``.

    A document goes or stays with all its edits, from its coming to its going: so the new log leads from its beginning
    to the same state. It stays when it is there now, or when a record that is there now had its id (its row is another
    one after an undone deletion).
    """
    entries = [entry for entry, _ in scan(data, Place(), name)]
    living = {(table, identity(doc)) for table in TABLES for doc in tables.get(table, {}).values()}
    stays = _staying(entries, living)
    gone: set[tuple[str, str]] = set()
    touched: set[int] = set()
    changed = 0
    lives = iter(stays)
    for entry in entries:
        kept = []
        for edit in entry.edits:
            if next(lives):
                kept.append(edit)
            else:
                gone.add((edit.table, edit.id))
        if len(kept) != len(entry.edits):
            touched.add(entry.n)
            changed += 1
        entry.edits = kept
        if touched & {entry.n, entry.undoes or 0, entry.redoes or 0}:
            entry.act, entry.final = FORGOTTEN, True
    result = Forgot(len(gone), changed, 0)
    if entries and entries[0].meta.get("whole") == "yes":
        return Rewritten(entries, new_id(), None, result)
    base = {table: dict(docs) for table, docs in tables.items()}
    try:
        backwards(reversed(entries), base)
    except (KeyError, ValueError) as e:
        raise Damaged(f"{name} does not lead to what the workspace holds ({e}): nothing was removed") from e
    return Rewritten(entries, new_id(), base, result)


def _staying(entries: list[Entry], living: set[tuple[str, str]]) -> list[bool]:
    """For each edit of the log, in order, whether it is about a document that stays."""
    number: list[int] = []
    stays: list[bool] = [True]  # 0: edits that are about no record of ours
    now: dict[tuple[str, str], int] = {}
    for edit in (edit for entry in entries for edit in entry.edits):
        if edit.table not in TABLES or not edit.key:
            number.append(0)
            continue
        place = (edit.table, edit.key)
        if edit.what == "put" or place not in now:
            now[place] = len(stays)
            stays.append(False)
        life = now[place]
        number.append(life)
        stays[life] = stays[life] or (edit.table, edit.id) in living
        if edit.what == "del":
            del now[place]
    for life in now.values():
        stays[life] = True
    return [stays[life] for life in number]


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
