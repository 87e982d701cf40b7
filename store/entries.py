"""One line of the log: what was done, by whom, when, and what each document was and became.

A line is ``CRC JSON\\n``: eight hexadecimal digits of the CRC-32 of the JSON, and in the JSON (``p``) that of the
line before, so that no line can be changed, left out or moved unnoticed. An edit in it is an array
``[what, table, doc_id, record id, value]``:

- ``put``: ``value`` is the new document; ``del``: the old one;
- ``set``: ``{field: [[old], [new]]}`` with an empty list where the field was or is not there;
- ``rep``: ``[old, new]`` where a document is no JSON object;
- ``table`` and ``drop``: an empty table came or went.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from store.documents import Difference, Doc, Tables, compared, dump, fields, identity, load, patched
from store.windows import in_turn, let_go


class Op(NamedTuple):
    """A change of one document: ``old`` and ``new`` as JSON, None where it was not or is no more there.

    With an empty ``key`` it is about the table itself: ``new`` is not None when the table comes, None when it goes.
    """

    table: str
    key: str
    old: Doc | None
    new: Doc | None


class Edited(msgspec.Struct, array_like=True):
    """An edit as the log has it; see the module's text."""

    what: str
    table: str
    key: str = ""
    id: str = ""
    value: msgspec.Raw = msgspec.Raw(b"null")


class Entry(msgspec.Struct, omit_defaults=True):
    """A line of the log. Short names, because there is one for each act.

    ``n`` counts the lines, ``p`` is the checksum of the line before, ``t`` the stamp of the hybrid clock, ``w`` the
    machine's clock in milliseconds where it differs. ``kind`` is empty for an act of an analyst; the other ones are
    ``begin``, ``outside``, ``migrated``, ``restored``, ``forgot``, ``desk``. ``undoes`` and ``redoes`` name an ``n``.
    """

    n: int
    p: str
    t: str
    who: str = ""
    on: str = ""
    act: str = ""
    kind: str = ""
    edits: list[Edited] = []
    undoes: int | None = None
    redoes: int | None = None
    final: bool = False
    w: int | None = None
    meta: dict[str, str] = {}


class Head(msgspec.Struct):
    """What a line says besides its edits: enough to find what there is to undo, and quick to read."""

    n: int
    who: str = ""
    kind: str = ""
    undoes: int | None = None
    redoes: int | None = None
    final: bool = False


PIECE = 1 << 20
"""About how many bytes of a long line are held at a time."""

_encoder = msgspec.json.Encoder()
_heads = msgspec.json.Decoder(Head)
_decoder = msgspec.json.Decoder(Entry)
_sets = msgspec.json.Decoder(dict[str, tuple[list[msgspec.Raw], list[msgspec.Raw]]])


def raw(doc: Doc) -> msgspec.Raw:
    """A document as a value to put into a line."""
    return doc if isinstance(doc, msgspec.Raw) else msgspec.Raw(doc)


def describe(ops: Iterable[Op]) -> list[Edited]:
    """The edits of a line for these changes; a change that changes nothing has none."""
    edits = []
    for table, key, old, new in in_turn(ops):
        if not key:
            edits.append(Edited("drop" if new is None else "table", table))
        elif old is None and new is not None:
            edits.append(Edited("put", table, key, identity(new), raw(new)))
        elif new is None and old is not None:
            edits.append(Edited("del", table, key, identity(old), raw(old)))
        elif old is not None and new is not None:
            edit = _describe_update(table, key, old, new)
            if edit is not None:
                edits.append(edit)
    return edits


def _describe_update(table: str, key: str, old: Doc, new: Doc) -> Edited | None:
    try:
        after = fields(new)
        changed = compared(fields(old), after)
    except (msgspec.MsgspecError, AttributeError, ValueError):
        return Edited("rep", table, key, "", msgspec.Raw(_encoder.encode([raw(old), raw(new)])))
    if not changed:
        return None
    ident = load(after["id"]) if "id" in after else ""
    return Edited("set", table, key, ident if isinstance(ident, str) else "", msgspec.Raw(_encoder.encode(changed)))


def changed_fields(edit: Edited) -> Difference:
    """What a ``set`` edit changed."""
    try:
        return _sets.decode(edit.value)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return {
            name: ([raw(dump(v)) for v in old], [raw(dump(v)) for v in new])
            for name, (old, new) in load(edit.value).items()
        }


def as_ops(edits: Iterable[Edited], tables: Tables) -> list[Op]:
    """The changes an entry makes to ``tables`` as they are now.

    Raises KeyError when it changes a document that is not there (``tables`` is then not the state it was made on).
    """
    ops: list[Op] = []
    fresh: dict[tuple[str, str], Doc | None] = {}
    for edit in edits:
        place = (edit.table, edit.key)
        if edit.what in ("table", "drop"):
            ops.append(Op(edit.table, "", None, b"{}" if edit.what == "table" else None))
            continue
        old = fresh[place] if place in fresh else tables.get(edit.table, {}).get(edit.key)
        new: Doc | None
        if edit.what == "put":
            new = edit.value
        elif old is None:
            raise KeyError(f"{edit.table} {edit.key}")
        elif edit.what == "del":
            new = None
        elif edit.what == "set":
            new = patched(old, changed_fields(edit))
        else:
            new = raw(dump(load(edit.value)[1]))
        fresh[place] = new
        ops.append(Op(edit.table, edit.key, old, new))
    return ops


def apply(ops: Iterable[Op], tables: Tables) -> None:
    """Make the changes in memory."""
    for table, key, _, new in ops:
        if not key:
            if new is None:
                tables.pop(table, None)
            else:
                tables.setdefault(table, {})
        elif new is None:
            tables[table].pop(key, None)
        else:
            tables.setdefault(table, {})[key] = new


def write_line(entry: Entry) -> tuple[bytes, int]:
    """The line for an entry, and its checksum."""
    body = _encoder.encode(entry)
    crc = zlib.crc32(body)
    return b"%08x %s\n" % (crc, body), crc


def is_long(entry: Entry) -> bool:
    """Whether an entry's line is too long to be held in memory beside its documents."""
    return sum(len(memoryview(edit.value)) for edit in entry.edits) > PIECE


class LongLine:
    """The line for an entry in pieces, made anew each time it is gone through; ``crc`` is its checksum."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self.crc = 0
        for piece in self._body():
            self.crc = zlib.crc32(piece, self.crc)

    def __iter__(self) -> Iterator[bytes]:
        pieces = self._body()
        held = b"%08x " % self.crc + next(pieces)
        for piece in pieces:  # none but the last is shorter than what a lost write is known by (see ``log.torn``)
            yield held
            held = piece
        yield held + b"\n"

    def _body(self) -> Iterator[bytes]:
        head = _encoder.encode(msgspec.structs.replace(self._entry, edits=[]))
        parts, size = [head[:-1] + b',"edits":['], 0
        between = b""
        for edit in self._entry.edits:
            part = between + _encoder.encode(edit)
            between = b","
            parts.append(part)
            size += len(part)
            if size > PIECE:
                yield b"".join(parts)
                parts, size = [], 0
                let_go()
        yield b"".join((*parts, b"]}"))


def read_line(line: bytes | memoryview) -> tuple[Entry, int] | None:
    """The entry of a line (without its line end) and its checksum, or None when the line is not sound.

    The documents of the entry are windows into the line.
    """
    if len(line) < 11 or line[8:9] != b" ":
        return None
    body = memoryview(line)[9:]
    crc = zlib.crc32(body)
    if line[:8] != b"%08x" % crc:
        return None
    try:
        return _decoder.decode(body), crc
    except (msgspec.MsgspecError, UnicodeDecodeError):
        try:
            return _decode_slowly(body), crc
        except (ValueError, TypeError, msgspec.MsgspecError):
            return None


def read_head(line: bytes) -> Head | None:
    """The head of a line (without its line end), or None when the line is not sound."""
    body = memoryview(line)[9:]
    if line[:9] != b"%08x " % zlib.crc32(body):
        return None
    try:
        return _heads.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        read = read_line(line)
        return None if read is None else msgspec.convert(read[0], Head, from_attributes=True)


def _decode_slowly(body: memoryview) -> Entry:
    """An entry with values that only the standard library reads (NaN, lone surrogates)."""
    data = load(bytes(body))
    edits = [_edited(*edit) for edit in data.pop("edits", [])]
    entry: Entry = msgspec.convert(data, Entry)
    entry.edits = edits
    return entry


def _edited(what: str, table: str, key: str, ident: str, value: object) -> Edited:
    return Edited(what, table, key, ident, msgspec.Raw(dump(value)))
