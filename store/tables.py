"""The typed tables of an open workspace: records by id, in order, and by the values they are looked up with.

Documents stay JSON until somebody reads one; an index is a dict from value to an ordered set of ids, kept up to date by
each change. Knows records, no disk.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from briefing.records import TABLES, Quote, Record, Review, new_id, review_id
from store.documents import Doc, Tables, dump, load
from store.entries import Op
from store.errors import Invalid
from store.windows import in_turn

R = TypeVar("R", bound=Record)
_NOTHING: dict[str, None] = {}


class _SourceKeys(msgspec.Struct):
    id: str
    text_hash: str = ""
    sha256: str = ""
    title: str = ""
    address: str = ""
    outlet: str = ""
    revised_by: str = ""
    reprint_of: str = ""
    container: str = ""


class _QuoteKeys(msgspec.Struct):
    id: str
    source: str
    speaker: str | None = None
    parent: str | None = None
    same_as: str = ""


class _CodeOf(msgspec.Struct):
    code: str


class _ReviewKeys(msgspec.Struct):
    id: str
    quote: str
    analyst: str
    status: str = "new"
    codes: tuple[_CodeOf, ...] = ()


class _NoteKeys(msgspec.Struct):
    id: str
    target: str
    target_id: str = ""


class _LinkKeys(msgspec.Struct):
    id: str
    from_quote: str
    to_quote: str


class _Keys(msgspec.Struct):
    id: str


_KEYS: dict[str, type[Any]] = {
    "sources": _SourceKeys,
    "quotes": _QuoteKeys,
    "reviews": _ReviewKeys,
    "notes": _NoteKeys,
    "links": _LinkKeys,
}


def _codes(keys: Any) -> dict[str, None]:
    """The codes a review is found under."""
    return dict.fromkeys([coding.code for coding in keys.codes])


def _leave(index: dict[Any, dict[str, None]], value: Any, ident: str) -> None:
    """Have one index find a record under a value no more; one that was made after the change does not anyway."""
    found = index.get(value, {})
    found.pop(ident, None)
    if not found:
        index.pop(value, None)


class Records(Generic[R]):
    """One table of records. Reading only: everything changes through ``Workspace.change``."""

    def __init__(self, name: str, tables: Tables) -> None:
        self.name = name
        self._tables = tables
        self._type: type[R] = TABLES[name]  # type: ignore[assignment]
        self._decoder: msgspec.json.Decoder[R] = msgspec.json.Decoder(self._type)
        keys = _KEYS.get(name, _Keys)
        self._keys: msgspec.json.Decoder[Any] = msgspec.json.Decoder(keys)
        self._rows: dict[str, str] = {}
        self._all: dict[str, dict[Any, dict[str, None]]] = {
            "code" if name == "codes" else name: {} for name in keys.__struct_fields__ if name != "id"
        }
        self._making = threading.Lock()
        """Held while the indexes are filled, which a thread beside the one that makes changes may do."""
        self._made = bool(tables.get(name))
        """Whether the indexes are filled. Those of a table that begins empty are when somebody asks for what is in
        it: whoever brings much into a new workspace does not."""
        self._single = [(name, index) for name, index in self._all.items() if name != "code"]
        self._coded = self._all.get("code")
        self._next = 1
        self.revision = 0
        """Goes up with each change of this table."""
        self._load()

    def _load(self) -> None:
        decode, enter, rows = self._keys.decode, self._enter, self._rows
        highest = 0
        for row, doc in self._tables.get(self.name, {}).items():
            try:
                keys = decode(doc)
                highest = max(highest, int(row))
            except (msgspec.MsgspecError, ValueError) as e:
                raise Invalid(f"{self.name} {row} is no record of this kind: {e}") from e
            ident = keys.id
            if ident in rows:
                raise Invalid(f"{self.name} {rows[ident]} and {row} have the same id {ident}: remove one of them")
            rows[ident] = row
            enter(keys)
        self._next = highest + 1

    @property
    def _indexes(self) -> dict[str, dict[Any, dict[str, None]]]:
        if not self._made and self._rows:
            with self._making:
                for doc in in_turn(list(self._tables.get(self.name, {}).values())) if not self._made else ():
                    self._enter(self._keys.decode(doc))
                self._made = True
        return self._all

    # reading ---------------------------------------------------------------------------------------------------------

    def get(self, ident: str) -> R | None:
        """The record with this id, or None."""
        row = self._rows.get(ident)
        return None if row is None else self._decode(self._tables[self.name][row])

    def _decode(self, doc: Doc) -> R:
        try:
            return self._decoder.decode(doc)
        except (msgspec.MsgspecError, UnicodeDecodeError) as e:
            raise Invalid(f"a document in {self.name} is no record of this kind: {e}") from e

    def __getitem__(self, ident: str) -> R:
        """The record with this id. Raises KeyError."""
        return self._decode(self._tables[self.name][self._rows[ident]])

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, ident: object) -> bool:
        return ident in self._rows

    def __iter__(self) -> Iterator[R]:
        for doc in in_turn(list(self._tables.get(self.name, {}).values())):
            yield self._decode(doc)

    def ids(self) -> Sequence[str]:
        """Every id, in the order of insertion."""
        return list(self._rows)

    def ids_where(self, **indexed: Any) -> list[str]:
        """The ids of the records that have all these values, in the order of insertion into the first index."""
        found = self._found(indexed)
        first, others = found[0], found[1:]
        return [ident for ident in list(first) if all(ident in other for other in others)]

    def where(self, **indexed: Any) -> list[R]:
        """The records that have all these values. Raises KeyError for a field without an index."""
        return [self[ident] for ident in self.ids_where(**indexed)]

    def count(self, **indexed: Any) -> int:
        """How many records have all these values."""
        found = self._found(indexed)
        return len(found[0]) if len(found) == 1 else len(self.ids_where(**indexed))

    def _found(self, indexed: dict[str, Any]) -> list[dict[str, None]]:
        if not indexed:
            return [dict.fromkeys(self._rows)]
        return sorted((self._indexes[name].get(value, _NOTHING) for name, value in indexed.items()), key=len)

    def values(self, indexed: str) -> Sequence[Any]:
        """Every value in an index."""
        return list(self._indexes[indexed])

    def raw(self, ident: str) -> Doc | None:
        """The record's JSON as it is kept, or None."""
        row = self._rows.get(ident)
        return None if row is None else self._tables[self.name][row]

    # for the workspace -----------------------------------------------------------------------------------------------

    def row(self, ident: str) -> str | None:
        """The TinyDB document id of a record, or None."""
        return self._rows.get(ident)

    def new_row(self) -> str:
        """A TinyDB document id that is free."""
        row = self._next
        self._next += 1
        return str(row)

    def take(self, op: Op) -> None:
        """Bring the indexes in line with a change that was made."""
        with self._making:
            self._take(op)

    def _take(self, op: Op) -> None:
        self.revision += 1
        if not op.key:
            if op.new is None:
                self._rows.clear()
                for index in self._all.values():
                    index.clear()
            return
        self._next = max(self._next, int(op.key) + 1)
        old = None if op.old is None else self._keys.decode(op.old)
        new = None if op.new is None else self._keys.decode(op.new)
        if old == new:
            return
        if old is not None and (new is None or new.id != old.id):
            del self._rows[old.id]
        if new is not None:
            self._rows[new.id] = op.key
        if not self._made:
            return
        if old is None or new is None or old.id != new.id:
            if old is not None:
                for name, index in self._single:
                    _leave(index, getattr(old, name), old.id)
                if self._coded is not None:
                    for code in _codes(old):
                        _leave(self._coded, code, old.id)
            if new is not None:
                self._enter(new)
            return
        for name, index in self._single:
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                _leave(index, before, new.id)
                index.setdefault(after, {})[new.id] = None
        if self._coded is not None and old.codes != new.codes:
            for code in _codes(old):
                _leave(self._coded, code, new.id)
            for code in _codes(new):
                self._coded.setdefault(code, {})[new.id] = None

    def _enter(self, keys: Any) -> None:
        """Have the indexes find a record."""
        ident = keys.id
        for name, index in self._single:
            value = getattr(keys, name)
            found = index.get(value)
            if found is None:
                index[value] = {ident: None}
            else:
                found[ident] = None
        if self._coded is not None:
            for coding in keys.codes:
                self._coded.setdefault(coding.code, {})[ident] = None


def _refuse_odd_spans(quote: Quote) -> None:
    if not quote.spans:
        raise ValueError("a quote needs at least one span")
    ends = [offset for span in quote.spans for offset in span]
    if ends[0] < 0 or ends != sorted(ends) or any(start == end for start, end in quote.spans):
        raise ValueError("its spans are empty or out of order")


def as_record(table: str, row: str, doc: Doc) -> Doc:
    """A document that another program wrote, as the record it is; one without an id gets one. Raises Invalid."""
    kind = TABLES.get(table)
    if kind is None:
        return dump(load(doc))
    try:
        content = load(doc)
        if isinstance(content, dict) and "id" not in content:
            content["id"] = new_id()
        record = msgspec.convert(content, kind)
        if isinstance(record, Quote):
            _refuse_odd_spans(record)
        if isinstance(record, Review):
            record = msgspec.structs.replace(record, id=review_id(record.quote, record.analyst))
        return msgspec.json.encode(record)
    except (msgspec.MsgspecError, ValueError) as e:
        raise Invalid(f"{table} {row} was changed by another program and is no {table[:-1]} any more: {e}") from e
