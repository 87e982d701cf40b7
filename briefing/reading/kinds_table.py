"""Which kind a file is, by its content before its name, and which module reads that kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module

from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError

READERS = {
    "text": "plain",
    "markdown": "markdown",
    "html": "html",
}
"""Kind -> the module of ``briefing.reading.kinds`` whose ``documents`` reads it."""

_MAGIC = (
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"ID3", "sound"), (b"OggS", "sound"), (b"RIFF", "sound or film"),
    (b"SQLite format 3", "a database"), (b"\xd0\xcf\x11\xe0", "an old Office file: save it as .docx"),
    (b"Rar!", "a RAR archive: unpack it"), (b"7z\xbc\xaf", "a 7z archive: unpack it"), (b"%PDF", "PDF"),
    (b"PK\x03\x04", "a ZIP archive"), (b"\x1f\x8b", "a GZIP file"),
)  # fmt: skip
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|article|main|h1|div|p|table|meta)\b", re.IGNORECASE)


def reader_of(kind: str) -> Callable[[bytes], Iterator[Draft]]:
    """The function that reads files of ``kind``; its module is imported now and not before."""
    module = import_module(f"briefing.reading.kinds.{READERS[kind]}")
    documents: Callable[[bytes], Iterator[Draft]] = module.documents
    return documents


def kind_of(data: bytes, name: str = "") -> str:
    """The kind of a file from its first bytes, then from its name. Raises ReadError for what is no text at all."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"is {what}, which is not read")
    ending = name.lower().rpartition(".")[2]
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") and _PAGE.search(head[:2048]):
        return "html"
    if _is_binary(data):
        raise ReadError("is a binary file of no known kind")
    return "markdown" if ending in ("md", "markdown", "mdown") else "text"


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text: zero bytes outside UTF-16 and UTF-32, or many control characters."""
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    sample = data[:65536]
    if sample.count(0) > len(sample) // 1000:
        return True
    control = sum(sample.count(code) for code in range(32) if code not in (7, 8, 9, 10, 12, 13, 27))
    return control > max(8, len(sample) // 20)
