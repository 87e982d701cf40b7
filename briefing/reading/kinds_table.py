"""Which kind a file is, by its content before its name, and which module reads that kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module

from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.foreign import PAGE, foreign, is_code, is_json, markup
from briefing.reading.given import Given
from briefing.reading.ours import ours
from briefing.reading.unpacking import Package

READERS = {
    "text": "plain",
    "markdown": "markdown",
    "html": "html",
    "mhtml": "mhtml",
    "pdf": "pdf",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "epub": "epub",
    "eml": "eml",
    "subtitles": "subtitles",
    "warc": "warc",
    "table": "tables",
    "sheet": "tables",
    "zip": "archive",
}
"""Kind -> the module of ``briefing.reading.kinds`` whose ``documents`` reads it."""

QUICK = frozenset({"text", "markdown", "subtitles", "table"})
"""Kinds whose readers are our own code with bounded cost: they need no process of their own."""

_MAIL = re.compile(
    rb"(?:[A-Za-z][\w-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}?(?=[A-Za-z][\w-]{1,60}:|\r?\n)", re.MULTILINE
)
_MAIL_HEAD = re.compile(rb"^(?:from|to|subject|date|message-id|mime-version|received|return-path):", re.I | re.M)
_CUE = re.compile(rb"(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}")


def drafts(given: Given) -> Iterator[Draft | Skipped]:
    """The documents of ``given``, read as the kind it is, and what in it is none. Raises ReadError."""
    return reader_of(kind_of(given))(given)


def reader_of(kind: str) -> Callable[[Given], Iterator[Draft | Skipped]]:
    """The function that reads files of ``kind``; its module is imported now and not before."""
    module = import_module(f"briefing.reading.kinds.{READERS[kind]}")
    documents: Callable[[Given], Iterator[Draft | Skipped]] = module.documents
    return documents


def kind_of(given: Given) -> str:
    """The kind of a file from its content, then from its name. Raises ReadError for what can't be read at all."""
    data = given.head()
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf") or not data:
        raise ReadError("is empty")
    if what := foreign(data):
        raise ReadError(f"is {what}, which is not read")
    own = ours(given, data)
    if own:
        raise ReadError(f"is {own}, no document")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(given)
    if data.startswith(b"\x1f\x8b"):
        return _kind_of_gzip(given)
    return _kind_of_bytes(data, given.name.lower().rpartition(".")[2])


def _kind_of_bytes(data: bytes, ending: str) -> str:
    """The kind of what is neither packed nor foreign."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(b"WEBVTT") or (_CUE.search(head[:500]) and re.match(rb"\d+\s|(?:\d\d:)?\d\d:\d\d", head)):
        return "subtitles"
    if head.startswith(b"<"):
        if what := markup(head):
            raise ReadError(f"is {what}, which is not read: save what it says as text or as a web page")
        if PAGE.search(head[:4096]):
            return "html"
    if _is_binary(data):
        raise ReadError("is a binary file of no known kind")
    if _is_mail(head):
        return "mhtml" if re.search(rb"^content-type:\s*multipart/related", head[:4096], re.I | re.M) and (
            ending in ("mht", "mhtml") or b"Snapshot-Content-Location" in head or b"Saved by" in head[:400]
        ) else "eml"  # fmt: skip
    words = data.decode("utf-8", "replace")
    if ending in ("csv", "tsv", "tab") or is_json(words):
        return "table"
    if ending in ("html", "htm", "xhtml") and PAGE.search(data):
        return "html"
    if ending in ("md", "markdown", "mdown"):
        return "markdown"
    if is_code(words):
        raise ReadError("is a program or settings, no document")
    return "text"


def _kind_of_zip(given: Given) -> str:
    """What is in the wrapping of a ZIP file."""
    with given.open() as stream:
        package = Package(stream)
        if "word/document.xml" in package:
            return "docx"
        if "xl/workbook.xml" in package:
            return "sheet"
        if "mimetype" in package:
            mimetype = package.read("mimetype").strip()
            if mimetype == b"application/epub+zip":
                return "epub"
            if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
                return "odt"
            raise ReadError(f"is a file of the kind {mimetype[:80].decode('ascii', 'replace')}, which is not read")
        if any(name.startswith("archive/") and ".warc" in name for name in package.names):
            return "warc"
        if "META-INF/container.xml" in package:
            return "epub"
        if "ppt/presentation.xml" in package:
            raise ReadError("is a presentation, which is not read: save it as PDF")
        return "zip"


def _kind_of_gzip(given: Given) -> str:
    """Web archives are packed in pieces; any other GZIP file is not for us."""
    import zlib  # noqa: PLC0415 - only here

    try:
        with given.open() as stream:
            head = zlib.decompressobj(31).decompress(stream.read(4096), 64)
    except zlib.error as error:
        raise ReadError("is a damaged GZIP file; get it again") from error
    if head.startswith(b"WARC/"):
        return "warc"
    raise ReadError("is a GZIP file, which is not read: unpack it")


def _is_mail(head: bytes) -> bool:
    """Whether the text begins with the lines of a message's head."""
    match = _MAIL.match(head)
    return bool(match) and len(_MAIL_HEAD.findall(head[:4096])) >= 3


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text: zero bytes outside UTF-16 and UTF-32, or many control characters."""
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    if data.count(0) > len(data) // 1000:
        return True
    control = sum(data.count(code) for code in range(32) if code not in (7, 8, 9, 10, 12, 13, 27))
    return control > max(8, len(data) // 20)
