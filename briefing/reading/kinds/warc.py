"""Web archives (.warc, .warc.gz, .wacz): every page in them, one at a time."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from briefing.reading.decode import decode_html
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.given import Given
from briefing.reading.kinds.html import MAX_CHARS, page
from briefing.reading.unpacking import Package


def documents(given: Given) -> Iterator[Draft | Skipped]:
    """The pages of an archive, then how many were no articles; redirects, failures, pictures and later captures are
    left out.

    Raises ReadError when there is not one article among the pages.
    """
    found = passed = 0
    for draft in _all(given):
        if draft is None:
            passed += 1
        else:
            found += 1
            yield draft
    if passed:
        many = f"{passed} of its pages are no articles" if passed > 1 else "one of its pages is no article"
        told = f"{many} (lists, galleries, made by scripts, or too large)"
        if not found:
            raise ReadError(f"holds nothing to read: {told}")
        yield Skipped("", told, passed)


def _all(given: Given) -> Iterator[Draft | None]:
    """The pages of an archive however it is packed; None for one that is no article."""
    with given.open() as stream:
        if stream.read(4) == b"PK\x03\x04":
            stream.seek(0)
            package = Package(stream)
            for name in sorted(package.names):
                if name.endswith((".warc", ".warc.gz")):
                    with package.open(name) as inner:
                        yield from _pages(_plain(inner), given.rules)
            return
        stream.seek(0)
        yield from _pages(_plain(stream), given.rules)


def _plain(stream: BinaryIO) -> BinaryIO:
    """The stream unpacked, however it was packed: record by record as is the rule, or as a whole."""
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    return gzip.GzipFile(fileobj=stream) if packed else stream  # type: ignore[return-value]


def _pages(stream: BinaryIO, rules: str) -> Iterator[Draft | None]:
    """The pages of one WARC stream, None for one that is no article; memory bounded by one record."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - 90 ms
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    seen: set[str] = set()
    try:
        for record in ArchiveIterator(stream):
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers or record.rec_headers
            status = record.http_headers.get_statuscode() if record.http_headers else "200"
            kind = (headers.get_header("Content-Type") or "").lower()
            address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            if status != "200" or "html" not in kind or address in seen:
                continue
            data = record.content_stream().read(MAX_CHARS + 1)
            seen.add(address)
            if len(data) > MAX_CHARS:
                yield None
                continue
            charset = kind.partition("charset=")[2].strip().strip("\"'").split(";")[0]
            try:
                draft = page(decode_html(data, charset), address, rules)
            except ReadError:
                yield None
                continue
            draft.kind, draft.part, draft.data = "warc", address, data
            draft.name = address.rstrip("/").rpartition("/")[2] or address
            yield draft
    except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError, AttributeError, OverflowError) as error:
        raise ReadError(f"is a damaged web archive ({' '.join(str(error).split())[:80]})") from error
