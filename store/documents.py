"""Documents as they lie in memory: JSON bytes, decoded only when somebody looks.

That is what makes opening fast, saving a matter of joining bytes, and a document that was handed out harmless:
whoever changes it changes a copy.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import Any

import msgspec

Doc = bytes | msgspec.Raw
"""A document's JSON. ``Raw`` is a window into the bytes of the file that was read."""

Tables = dict[str, dict[str, Doc]]

_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])
_any = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()


_MANY = 2_000


def settle(made: int) -> None:
    """Have the garbage collector leave alone what was just made, when it is much: a full run would halt the screen."""
    if made > _MANY:
        gc.freeze()


def _json() -> Any:
    """The standard library's module, which reads and writes what msgspec refuses; loaded when such is met."""
    import json  # noqa: PLC0415

    return json


class _Identity(msgspec.Struct):
    id: Any = ""


_identity = msgspec.json.Decoder(_Identity)


def dump(document: object) -> bytes:
    """A document of any make as JSON that says what ``json.dumps`` would say (NaN and big integers included)."""
    with suppress(TypeError, UnicodeEncodeError, OverflowError):
        found = _encoder.encode(document)
        if _any.decode(found) == document:  # and so for nothing that msgspec knows another way to write: NaN, dates
            return found
    text = str(_json().dumps(document, ensure_ascii=False, separators=(",", ":")))
    try:
        return text.encode()
    except UnicodeEncodeError:  # a lone surrogate has no UTF-8, only an escape
        return bytes(_json().dumps(document, separators=(",", ":")).encode())


def load(doc: Doc) -> Any:
    """What the JSON says, freshly made. What msgspec refuses (NaN, lone surrogates) the standard library reads."""
    try:
        return _any.decode(doc)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _json().loads(bytes(doc))


def fields(doc: Doc) -> dict[str, msgspec.Raw]:
    """The fields of a JSON object, each still as JSON."""
    try:
        return _fields.decode(doc)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return {name: msgspec.Raw(dump(value)) for name, value in load(doc).items()}


def join(parts: dict[str, msgspec.Raw]) -> bytes:
    """The JSON object with these fields."""
    return _encoder.encode(parts)


def identity(doc: Doc) -> str:
    """The record's ``id``, or an empty string for a document that has none."""
    try:
        found = _identity.decode(doc).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        document = load(doc)
        found = document.get("id", "") if isinstance(document, dict) else ""
    return found if isinstance(found, str) else ""


Difference = dict[str, tuple[list[msgspec.Raw], list[msgspec.Raw]]]
"""Field name to ([old], [new]); an empty list where the field was not, or is no more, there."""


def difference(old: Doc, new: Doc, *, as_written: bool = True) -> Difference:
    """What changed from one JSON object to another, field by field.

    What says the same in another form (``1e5`` and ``100000.0``) differs unless ``as_written`` is off; that takes
    longer.
    """
    return compared(fields(old), fields(new), as_written=as_written)


def compared(before: dict[str, msgspec.Raw], after: dict[str, msgspec.Raw], *, as_written: bool = True) -> Difference:
    """``difference`` of two objects whose fields are at hand; ``before`` is used up."""
    found: Difference = {}
    for name, value in after.items():
        was = before.pop(name, None)
        if was is None:
            found[name] = ([], [value])
        elif was != value and (as_written or not _same(was, value)):
            found[name] = ([was], [value])
    for name, value in before.items():
        found[name] = ([value], [])
    return found


def _same(one: Doc, other: Doc) -> bool:
    """Whether two pieces of JSON say the same (``1`` and ``1.0``, ``true`` and ``1`` do not)."""
    return bool(dump(load(one)) == dump(load(other)))


def same(one: Doc | None, other: Doc | None) -> bool:
    """Whether two documents hold the same fields, in whatever order."""
    if one is None or other is None:
        return one is other
    return bytes(one) == bytes(other) or not difference(one, other, as_written=False)


def patched(old: Doc, change: Difference) -> bytes:
    """The object after a difference."""
    parts = fields(old)
    for name, (_, new) in change.items():
        if new:
            parts[name] = new[0]
        else:
            parts.pop(name, None)
    return join(parts)
