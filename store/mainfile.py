"""The workspace file: plain TinyDB JSON whose last table, ``_store``, says what it is and vouches for the rest.

``_store`` holds one document: the format and schema versions, the workspace's id, how far into the log the file
reaches (``log``, ``n``, ``offset``, ``chain``, ``prefix``), the length and CRC-32 of every byte before it (``length``,
``crc``) and a checksum of its own values (``self``).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Literal

import msgspec

from store.documents import Doc, Tables, dump, load
from store.errors import Damaged, NotAWorkspace, TooNew
from store.windows import let_go

FORMAT = 1
SCHEMA = 1
STORE = "_store"
_FRAME = b'"_store":{"1":{'
_CHUNK = 1 << 18


class Store(msgspec.Struct, kw_only=True):
    """The document of ``_store``."""

    format: int = FORMAT
    schema: int = SCHEMA
    store: str = ""
    log: str = ""
    n: int = 0
    offset: int = 0
    chain: str = "00000000"
    prefix: int = 0
    stamp: str = ""
    length: int = 0
    crc: int = 0
    self: int = 0

    def checksum(self_) -> int:
        """The checksum of the values other than ``self``."""
        values = [str(getattr(self_, name)) for name in self_.__struct_fields__ if name != "self"]
        return zlib.crc32("|".join(values).encode())


class _Version(msgspec.Struct):
    format: int = 0
    schema: int = 0


class Loaded(msgspec.Struct):
    """A file that was read: its tables without ``_store``, and how far it can be trusted.

    ``state`` is ``ours`` (every checksum right), ``outside`` (sound JSON that another program wrote over ours), or
    ``foreign`` (a TinyDB file that never was ours).
    """

    tables: Tables
    store: Store
    state: Literal["ours", "outside", "foreign"]


_tables = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])
_version = msgspec.json.Decoder(_Version)


def pieces(tables: Tables, store: Store) -> Iterator[bytes]:
    """The file in pieces of about 256 kB; fills in the checksums of ``store``."""
    crc = length = 0
    for piece in _body(tables):
        crc = zlib.crc32(piece, crc)
        length += len(piece)
        yield piece
    store.length, store.crc = length, crc
    store.self = store.checksum()
    yield _FRAME[:-1] + msgspec.json.encode(store) + b"}}"


def _body(tables: Tables) -> Iterator[bytes]:
    parts: list[bytes | msgspec.Raw] = [b"{"]
    size = 0
    for name, table in tables.items():
        parts.append(dump(name) + b":{")
        between = b""
        for key, doc in table.items():
            head = between + (b'"%s":' % key.encode() if key.isalnum() else dump(key) + b":")
            parts.append(head)
            parts.append(doc)
            between = b","
            size += len(head) + len(memoryview(doc))
            if size > _CHUNK:
                yield b"".join(parts)
                parts, size = [], 0
                let_go()
        parts.append(b"},")
    yield b"".join(parts)


def parse(data: bytes, name: str) -> Loaded:
    """The file's tables and what vouches for them; ``name`` is for messages.

    Raises Damaged, NotAWorkspace or TooNew.
    """
    at = data.rfind(_FRAME, max(0, len(data) - 4096))
    sound = _sound(data, at, name) if at > 0 else None
    tables = _decode(data, name)
    last = tables.pop(STORE, None)
    if sound is not None:
        return Loaded(tables, sound, "ours")
    if last is None:
        for table, docs in tables.items():
            one = docs.get("1")
            if one is not None and b'"chain"' in bytes(one)[:4096] and b'"prefix"' in bytes(one)[:4096]:
                raise Damaged(_damage(name, f"its table {table!r} should be called {STORE!r}"))
        return Loaded(tables, Store(), "foreign")
    _refuse_newer(last.get("1", b"{}"), name)
    try:
        store: Store = msgspec.json.decode(last["1"], type=Store)
    except (msgspec.MsgspecError, UnicodeDecodeError, KeyError) as e:
        raise Damaged(_damage(name, f"what it says of itself cannot be read ({e})")) from e
    if store.self != store.checksum():
        raise Damaged(_damage(name, "what it says of itself does not fit its checksum"))
    if at == store.length:
        raise Damaged(_damage(name, "its content does not fit its checksum"))
    return Loaded(tables, store, "outside")


def _sound(data: bytes, at: int, name: str) -> Store | None:
    """``_store`` when the file is byte for byte what we wrote."""
    try:
        store: Store = msgspec.json.decode(data[at + len(_FRAME) - 1 : -2], type=Store)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if store.self != store.checksum() or not data.endswith(b"}}}"):
        return None
    if store.length != at or zlib.crc32(memoryview(data)[:at]) != store.crc:
        return None
    return None if store.format > FORMAT or store.schema > SCHEMA else store


def _refuse_newer(doc: Doc, name: str) -> None:
    """Looks at the versions alone: what else a newer version writes, and how it sums it up, is not known here."""
    try:
        found = _version.decode(doc)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return
    if found.format > FORMAT or found.schema > SCHEMA:
        raise TooNew(
            f"{name} was written by a newer onrecord (format {found.format}.{found.schema}; this one reads up to "
            f"{FORMAT}.{SCHEMA}): update onrecord to open it"
        )


def _decode(data: bytes, name: str) -> Tables:
    if not data.strip():
        raise Damaged(_damage(name, "it is empty"))
    try:
        return {table: dict(docs) for table, docs in _tables.decode(data).items()}
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return _decode_slowly(data, name, error)


def _decode_slowly(data: bytes, name: str, error: Exception) -> Tables:
    """With the standard library, which takes NaN and lone surrogates; tells broken JSON from a foreign shape."""
    try:
        content = load(data)
    except UnicodeDecodeError as e:
        raise Damaged(_damage(name, f"it is not UTF-8 (byte {e.start})")) from e
    except (ValueError, RecursionError) as e:
        if not data.lstrip().startswith(b"{"):
            raise NotAWorkspace(f"{name} is not a workspace: give a file made by onrecord or TinyDB") from e
        raise Damaged(_damage(name, f"its JSON is broken or cut short ({error})")) from e
    if not isinstance(content, dict) or not all(isinstance(table, dict) for table in content.values()):
        raise NotAWorkspace(f"{name} is JSON, but not a workspace: give a file made by onrecord or TinyDB")
    for key in (name for table, docs in content.items() for name in (table, *docs)):
        if any("\ud800" <= sign <= "\udfff" for sign in key):
            raise NotAWorkspace(
                f"{name} has a key that is no text ({key!a}): give it another one to open the file here"
            )
    return {table: {key: dump(doc) for key, doc in docs.items()} for table, docs in content.items()}


def _damage(name: str, what: str) -> str:
    return f"{name} is damaged: {what}; it was left as it is, run `onrecord check --repair {name}`"
