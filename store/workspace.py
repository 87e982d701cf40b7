"""The open workspace: the only thing panes and commands talk to, and the one door through which anything changes.

``change`` writes one line to the log, waits until it is on the disk, and then tells everybody who watches. Undo and
redo are changes like any other. Knows records and acts; leaves bytes, locks and files to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from briefing.records import TABLES, Code, Link, Note, Quote, Record, Review, Source, Speaker, Words, review_id
from store.backups import BULK
from store.changes import Change
from store.conflicts import conflict_notice, conflicted_copies
from store.desk import DESK, Desk
from store.disk import Disk
from store.documents import Doc, settle
from store.engine import Engine, remove_strays
from store.entries import Entry, Op
from store.errors import NothingToUndo, ReadOnly, WorkspaceError, WriteFailed
from store.history import Past, backwards
from store.log import log_path
from store.order import Order
from store.spool import NAMES, Spooled, encoded
from store.tables import Records, as_record
from store.undo import inverse
from store.windows import in_turn

if TYPE_CHECKING:
    from store.finder import Hit
    from store.forget import Forgot
    from store.search import Filter, Searcher
    from store.sureness import Sureness

_ANALYST = re.compile(r"[\w.@+-]([\w .@+-]{0,62}[\w.@+-])?")


class Workspace:
    """An open workspace. Make one with ``Workspace.open``; it is a context manager."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        tables = engine.tables
        self.sources: Records[Source] = Records("sources", tables)
        self.quotes: Records[Quote] = Records("quotes", tables)
        self.speakers: Records[Speaker] = Records("speakers", tables)
        self.reviews: Records[Review] = Records("reviews", tables)
        self.notes: Records[Note] = Records("notes", tables)
        self.codes: Records[Code] = Records("codes", tables)
        self.links: Records[Link] = Records("links", tables)
        self.words: Records[Words] = Records("words", tables)
        self._records: dict[str, Records[Any]] = {name: getattr(self, name) for name in TABLES}
        self._order = Order(self.sources, self.quotes)
        self._watchers: list[Callable[[Change], None]] = []
        self._desk = Desk(engine.analyst, tables.get(DESK, {}))
        self._searcher: Searcher | None = None
        self._sureness: Sureness | None = None
        self._last = Change(engine.replayed[-1] if engine.replayed else Entry(0, "", engine.store.stamp))
        engine.replayed.clear()
        engine.on_change = self._take

    @classmethod
    def open(
        cls,
        path: Path | str,
        analyst: str = "",
        *,
        create: bool = False,
        read_only: bool = False,
        disk: Disk | None = None,
    ) -> Workspace:
        """Open a workspace file, or make it when ``create`` is set and nothing is there.

        ``analyst`` signs every change. A reader (``read_only``) takes no lock and follows a writer with ``refresh``.
        Raises a WorkspaceError in one line; what is on disk is then as it was.
        """
        if analyst and not _ANALYST.fullmatch(analyst):
            raise WorkspaceError(f"{analyst!r} cannot be an analyst's name: use letters, digits and . @ + - _")
        engine = Engine(Path(path), analyst=analyst, read_only=read_only, disk=disk)
        engine.check, engine.wants = as_record, frozenset(TABLES)
        engine.open(create=create)
        try:
            workspace = cls(engine)
            engine.notices += [conflict_notice(engine.path, copy) for copy in conflicted_copies(engine.path)]
            settle(sum(map(len, engine.tables.values())))
            if not read_only:
                remove_strays(engine.path)
                engine.backup_daily()
        except BaseException:
            engine.close(checkpoint=False)
            raise
        return workspace

    # what it is ------------------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self._engine.path

    @property
    def analyst(self) -> str:
        """Who signs the changes."""
        return self._engine.analyst

    @property
    def read_only(self) -> bool:
        """Whether changes are refused."""
        return self._engine.read_only

    @property
    def saved_at(self) -> datetime:
        """When the last change became durable (UTC)."""
        return self._last.when

    @property
    def notices(self) -> Sequence[str]:
        """What the analyst should be told about this opening, one line each."""
        return tuple(self._engine.notices)

    def records(self, table: str) -> Records[Any]:
        """The table with this name. Raises KeyError."""
        return self._records[table]

    def review(self, quote: str, analyst: str | None = None) -> Review | None:
        """The judgement of a quote by this analyst (or another)."""
        return self.reviews.get(review_id(quote, self.analyst if analyst is None else analyst))

    def order(self) -> Sequence[str]:
        """The ids of all quotes in reading order: sources by date and import, then by where the quote starts."""
        return self._order.quotes()

    def place(self, quote: str) -> int | None:
        """Where a quote stands in the reading order, from 0 on; None where it does not."""
        record = self.quotes.get(quote)
        return None if record is None else self._order.place(record)

    def spans(self) -> Mapping[str, tuple[int, int]]:
        """From which place in the reading order to which the quotes of each source stand."""
        return self._order.spans()

    def source_order(self) -> Sequence[str]:
        """The ids of all sources by date and import."""
        return self._order.sources()

    def quotes_of(self, source: str) -> Sequence[str]:
        """The ids of one source's quotes in the order of its text."""
        return self._order.of(source)

    # changing --------------------------------------------------------------------------------------------------------

    def change(
        self, act: str, save: Iterable[Record | Spooled] = (), delete: Iterable[Record] = (), *, undoable: bool = True
    ) -> Change | None:
        """Save and delete records in one act, all or none; durable when it returns.

        ``act`` says in the past tense what was done. Returns None when nothing would change. Raises ReadOnly,
        SecondWriter or WriteFailed; nothing is changed then.
        """
        ops = self._ops(save, delete)
        return self._commit(ops, Entry(0, "", "", self.analyst, act=act, final=not undoable))

    def _ops(self, save: Iterable[Record | Spooled], delete: Iterable[Record]) -> list[Op]:
        """What becomes of each document; of several with one id the last one counts."""
        ops: dict[str, dict[str, Op]] = {}
        for record in save:
            name, ident, new = record if isinstance(record, Spooled) else encoded(record)
            records, of = self._records[name], ops.setdefault(name, {})
            row = records.row(ident)
            before = of.get(ident)
            if before is not None and before.new is not None:
                row = before.key
            old = None if row is None else self._engine.tables.get(name, {}).get(row)
            of[ident] = Op(name, row or records.new_row(), old, new)
        for record in delete:
            name = NAMES[type(record)]
            of = ops.setdefault(name, {})
            row = self._records[name].row(record.id)
            of.pop(record.id, None)
            if row is not None:
                of[record.id] = Op(name, row, self._engine.tables[name][row], None)
        return [op for of in ops.values() for op in of.values()]

    def _commit(self, ops: list[Op], entry: Entry) -> Change | None:
        ops = [op for op in ops if op.old is None or op.new is None or bytes(op.old) != bytes(op.new)]
        if not ops and not entry.kind:
            return None
        if len(ops) > BULK and not self.read_only and sum(op.old is not None for op in ops) > BULK:
            self._backup_before_bulk()
        if self._desk.new and not self.read_only:
            ops += self._desk_ops()
        done = self._engine.commit(ops, entry)
        if done is None:
            return None
        self._desk.new = False
        return self._take(done, ops)

    def _backup_before_bulk(self) -> None:
        try:
            self._engine.backup("bulk")
        except OSError as e:
            raise WriteFailed(
                f"the copy before this large change could not be written ({e.strerror or e}): nothing was changed"
            ) from e

    def checkpoint(self, *, wait: bool = True) -> None:
        """Write the workspace file anew, now or in the background; happens by itself, for those who copy the file.

        Raises WriteFailed; nothing is lost then, the log has every change.
        """
        try:
            if wait:
                self._engine.checkpoint()
            else:
                self._engine.checkpoint_soon()
        except OSError as e:
            raise WriteFailed(f"{self.path} could not be written anew ({e.strerror or e}): nothing is lost") from e

    def backup(self) -> Path:
        """Copy the workspace as it is now into its folder of backups, and say where. Raises WriteFailed."""
        try:
            return self._engine.backup("asked", wait=True)
        except OSError as e:
            raise WriteFailed(f"the backup could not be written ({e.strerror or e})") from e

    def forget(self) -> Forgot:
        """Remove for good what was deleted from history, undo and backups, with the earlier words of what is kept.

        Raises ReadOnly or WriteFailed.
        """
        try:
            return self._engine.forget()
        except OSError as e:
            raise WriteFailed(f"{self.path} could not be compacted ({e.strerror or e}): open it again") from e

    def restore(self, to: datetime) -> Change | None:
        """Make everything what it was at a moment (aware datetime), as a change that can be undone.

        None when it is that already. Raises WorkspaceError for a moment before the first change.
        """
        from store.restore import ops_toward, tables_at  # noqa: PLC0415  (imported when somebody goes back in time)

        tables = self._engine.tables
        ops = ops_toward(tables_at(to, tables, self._entries()), tables, self._records)
        act = f"restored the workspace to {to.astimezone():%d %b %Y %H:%M:%S}"
        return self._commit(ops, Entry(0, "", "", self.analyst, act=act))

    def _take(self, entry: Entry, ops: Sequence[Op]) -> Change:
        """Bring indexes in line with what is in the log now, and tell who watches."""
        for op in in_turn(ops):
            records = self._records.get(op.table)
            if records is not None:
                records.take(op)
                self._order.take(op)
        if self._sureness is not None:
            self._sureness.take(ops)
        if self._searcher is not None:
            self._searcher.take(ops)
        change = self._last = Change(entry)
        for callback in tuple(self._watchers):
            callback(change)
        return change

    def watch(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have ``callback`` told of each change after it was made; returns what ends it."""
        self._watchers.append(callback)

        def stop() -> None:
            with suppress(ValueError):
                self._watchers.remove(callback)

        return stop

    def refresh(self) -> list[Change]:
        """For a reader: take in what the writer did since, and tell who watches. Costs next to nothing when idle."""
        if not self.read_only:
            return []
        return [Change(entry) for entry in self._engine.refresh()]

    # undo and history ------------------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        end = self._engine.end.offset
        return backwards(log_path(self.path), end) if end else iter(())

    def _past(self) -> Past:
        return Past(log_path(self.path), self._engine.end.offset, self.analyst)

    def _refuse_reader(self) -> None:
        if self.read_only:
            raise ReadOnly(f"{self.path} is open for reading only: nothing was changed")

    def undo(self) -> Change:
        """Take back this analyst's last act that stands. Raises NothingToUndo or UndoConflict with the reason."""
        return self._turned(self._past().to_undo(), back=True)

    def can_redo(self) -> bool:
        """Whether `redo` would find something: any other act of this analyst ends that."""
        return self._past().to_redo() is not None

    def redo(self) -> Change:
        """Do again what was undone last. Raises NothingToUndo or UndoConflict with the reason."""
        return self._turned(self._past().to_redo(), back=False)

    def _turned(self, target: Entry | None, *, back: bool) -> Change:
        self._refuse_reader()
        if target is not None:
            ops = inverse(self, target, self._entries, back=back)
            act, undoes, redoes = ("undid", target.n, None) if back else ("redid", None, target.n)
            entry = Entry(0, "", "", self.analyst, act=f"{act}: {target.act}", undoes=undoes, redoes=redoes)
            change = self._commit(ops, entry)
            if change is not None:
                return change
        raise NothingToUndo(f"There is nothing to {'undo' if back else 'redo'}.")

    def history(self, limit: int | None = None) -> Iterator[Change]:
        """The changes of all analysts, newest first, read as they are asked for."""
        left = limit
        for entry in self._entries():
            if entry.kind in ("begin", "desk"):
                continue
            if left is not None:
                if left <= 0:
                    return
                left -= 1
            yield Change(entry)

    # the analyst's place ---------------------------------------------------------------------------------------------

    @property
    def desk(self) -> dict[str, Any]:
        """This analyst's place, as it was remembered; a copy."""
        return dict(self._desk.place)

    def remember(self, **values: Any) -> None:
        """Keep values of this analyst's place; they reach the disk with the next change, or at closing."""
        self._desk.remember(values)

    def keep_desk(self) -> None:
        """Make the remembered place durable now, without a change; nothing is written when nothing is new.

        Raises WriteFailed or SecondWriter; the place is then kept with the next change.
        """
        if self._desk.new and not self.read_only and not self._engine.closed:
            self._engine.commit(self._desk_ops(), Entry(0, "", "", self.analyst, kind="desk"))
            self._desk.new = False

    def _desk_ops(self) -> list[Op]:
        return self._desk.ops(self._engine.tables.get(DESK, {}))

    # closing ---------------------------------------------------------------------------------------------------------

    def find(self, filter: Filter | str) -> list[str]:
        """The ids of the quotes a filter, parsed or as typed, lets through, in reading order. Raises FilterError."""
        if isinstance(filter, str):
            from store.search import parse_filter  # noqa: PLC0415  (imported when somebody searches)

            filter = parse_filter(filter)
        return self.searcher.find(filter)

    @property
    def sureness(self) -> Sureness:
        """How sure each found quote is."""
        from store.sureness import Sureness  # noqa: PLC0415 - not every command asks

        if self._sureness is None:
            self._sureness = Sureness(self)
        return self._sureness

    def search(self, text: str, tables: Sequence[str] = ("quotes", "notes", "sources")) -> Iterator[Hit]:
        """Where words stand in quotes, notes and sources, as they are found."""
        return self.searcher.hits(text, tables)

    @property
    def searcher(self) -> Searcher:
        """What finds words in this workspace, made when it is first asked for."""
        if self._searcher is None:
            from store.search import Searcher  # noqa: PLC0415  (imported when somebody searches)

            self._searcher = Searcher(self)
        return self._searcher

    def warm(self) -> Iterator[None]:
        """Make ready what searches, filters and orders look at, in steps of about a millisecond."""
        yield from self.searcher.warm()
        yield from self.sureness.fill()

    def documents(self, table: str) -> Mapping[str, Doc]:
        """The documents of any table by row, also of one that another program made; empty where there is none."""
        return self._engine.tables.get(table, {})

    def raw(self, table: str, ident: str) -> Doc | None:
        """A record's JSON, or None."""
        return self._records[table].raw(ident)

    def close(self) -> None:
        """Make the desk durable, write the file anew if the log is ahead of it, let go of the lock."""
        engine = self._engine
        if self._searcher is not None:
            self._searcher.close()
        try:
            with suppress(WorkspaceError):
                self.keep_desk()
        finally:
            engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
