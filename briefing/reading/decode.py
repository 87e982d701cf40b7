"""Bytes to text: byte order marks, UTF-8, then the encoding that a library finds in the bytes."""

from __future__ import annotations

import re

from briefing.reading.errors import ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_SAMPLE = 200_000
_NO_TEXT = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Encodings that Python knows and no document is in; the time of some grows with the square of the length."""


def decode(data: bytes, declared: str = "") -> str:
    """The text of ``data``; ``declared`` is the encoding that its container names.

    Raises ReadError when the bytes are no text in any encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding if "8" in encoding else _order(mark), "replace")
    for encoding in ("utf-8", declared):
        try:
            if encoding and encoding.lower().replace("-", "_") not in _NO_TEXT:
                return data.decode(encoding)
        except (ValueError, LookupError):  # Not only bytes can be damaged, but also the encoding's name.
            continue
    text = _almost_utf8(data)
    return text if text is not None else _detected(data)


def decode_html(data: bytes, declared: str = "") -> str:
    """The text of a page: as ``decode``, believing the page's own ``charset``."""
    match = _META.search(data[:4096])
    return decode(data, declared or (match.group(1).decode("ascii") if match else ""))


def _order(mark: bytes) -> str:
    return {2: "utf-16", 4: "utf-32"}[len(mark)] + ("-le" if mark.startswith(b"\xff") else "-be")


def _almost_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes, shown as U+FFFD; None when it is some other encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    other = sum(1 for char in text[:_SAMPLE] if char > "\x7f") - text[:_SAMPLE].count("\ufffd")
    return text if broken <= 3 + other // 50 and other >= broken else None


def _detected(data: bytes) -> str:
    """By charset-normalizer; imported here because only a file that is not UTF-8 needs it."""
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:_SAMPLE], preemptive_behaviour=False).best()
    if best is None:
        raise ReadError("its bytes are no text in any known encoding: save it again as UTF-8")
    encoding = "cp1252" if best.encoding in ("cp1250", "latin_1", "iso8859_1") else best.encoding
    return data.decode(encoding, "replace")
