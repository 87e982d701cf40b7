"""OpenDocument text (.odt): headings, paragraphs and list items in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.reading import xml
from briefing.reading.draft import Draft
from briefing.reading.given import Given
from briefing.reading.unpacking import Package
from briefing.records import Role

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_GONE = frozenset({"tracked-changes", "note", "annotation", "sequence-decls", "table-of-content", "ruby-text"})


def documents(given: Given) -> Iterator[Draft]:
    """The one document of an OpenDocument file."""
    with given.open() as stream:
        package = Package(stream)
        draft = Draft(kind="odt")
        root = xml.parse(package.read("content.xml"))
        named = {style.get(f"{_S}name"): style.get(f"{_S}parent-style-name") or "" for style in root.iter(f"{_S}style")}
        parts: list[tuple[str, Role | None]] = []
        for element in _blocks(root):
            words = _words(element)
            if words.strip():
                parts.append((words, _role(element, named, first=not parts)))
        draft.parts = parts
        if "meta.xml" in package:
            meta = xml.parse(package.read("meta.xml"))
            draft.put("language", next((e.text for e in meta.iter(f"{_DC}language")), ""))
        yield draft


def _blocks(root: Any) -> Iterator[Any]:
    """Headings and paragraphs in order, those of notes, changes and tables of contents left out."""
    stack = [iter(root)]
    while stack:
        for element in stack[-1]:
            tag = xml.local(element)
            if tag in _GONE:
                continue
            if tag in ("h", "p"):
                yield element
            else:
                stack.append(iter(element))
                break
        else:
            stack.pop()


def _role(element: Any, named: dict[str, str], *, first: bool) -> Role | None:
    style = element.get(f"{_T}style-name") or ""
    style = f"{style} {named.get(style, '')}".lower()
    if element.tag == f"{_T}h":
        return "headline" if first and element.get(f"{_T}outline-level", "1") == "1" else "subhead"
    if "subtitle" in style:
        return "subhead"
    if "title" in style.split():
        return "headline" if first else None
    if "quotation" in style or "quote" in style:
        return "blockquote"
    around = element.getparent()
    return "item" if around is not None and xml.local(around) == "list-item" else None


def _words(element: Any) -> str:
    """The words of a paragraph; blanks as the format counts them."""
    words = [element.text or ""]
    for child in element:
        tag = xml.local(child)
        if tag == "s":
            words.append(" " * min(100, int(child.get(f"{_T}c") or 1)))
        elif tag == "tab":
            words.append(" ")
        elif tag == "line-break":
            words.append("\n")
        elif tag and tag not in _GONE and tag != "p":
            words.append(_words(child))
        words.append(child.tail or "")
    return "".join(words)
