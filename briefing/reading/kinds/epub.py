"""Books and articles as EPUB: the chapters in the order of the spine, as one document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from briefing.reading import xml
from briefing.reading.decode import decode_html
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.given import Given
from briefing.reading.kinds.html import parsed, parts_of
from briefing.reading.unpacking import Package
from briefing.records import Role

_DC = "{http://purl.org/dc/elements/1.1/}"


def documents(given: Given) -> Iterator[Draft]:
    """The one document of an EPUB."""
    with given.open() as stream:
        package = Package(stream)
        draft = Draft(kind="epub")
        container = xml.parse(package.read("META-INF/container.xml"))
        root = next((e.get("full-path") or "" for e in container.iter() if xml.local(e) == "rootfile"), "")
        if not root:
            raise ReadError("is an EPUB without contents")
        book = xml.parse(package.read(root))
        for field, name in (
            ("title", "title"),
            ("author", "creator"),
            ("language", "language"),
            ("outlet", "publisher"),
        ):
            draft.put(field, next((e.text for e in book.iter(f"{_DC}{name}") if e.text), ""))
        parts: list[tuple[str, Role | None]] = []
        for path in _chapters(book, posixpath.dirname(root)):
            if path not in package:
                continue
            body = parsed(decode_html(package.read(path))).body
            if body is not None:
                parts.extend(parts_of(body))
        draft.parts = _one_headline(parts, draft.fields.get("title", ""))
        yield draft


def _chapters(book: object, folder: str) -> list[str]:
    """The paths of the chapters in reading order, the table of contents left out."""
    items: dict[str, str] = {}
    order: list[str] = []
    for element in book.iter():  # type: ignore[attr-defined]
        tag = xml.local(element)
        if tag == "item" and "nav" not in (element.get("properties") or "").split():
            items[element.get("id") or ""] = unquote(element.get("href") or "")
        elif tag == "itemref":
            order.append(element.get("idref") or "")
    return [posixpath.normpath(posixpath.join(folder, items[name])) for name in order if name in items]


def _one_headline(parts: list[tuple[str, Role | None]], title: str) -> list[tuple[str, Role | None]]:
    """One headline at the top: the title page and the first chapter's heading often say the same."""
    found: list[tuple[str, Role | None]] = []
    for words, role in parts:
        if role == "headline":
            if words == title and any(w == title for w, _ in found):
                continue
            role = "subhead" if found else "headline"
        found.append((words, role))
    return found
