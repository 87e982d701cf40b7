"""Word files (.docx): paragraphs in order with the roles of their styles; deleted words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.reading import xml
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.given import Given
from briefing.reading.unpacking import Package
from briefing.records import Role

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|заголовок|überschrift|titre)\s*(\d)\Z", re.IGNORECASE)
_GONE = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "pict"})
_DC = "{http://purl.org/dc/elements/1.1/}"


def documents(given: Given) -> Iterator[Draft]:
    """The one document of a Word file."""
    with given.open() as stream:
        package = Package(stream)
        draft = Draft(kind="docx")
        body = xml.parse(package.read("word/document.xml")).find(f"{_W}body")
        if body is None:
            raise ReadError("is a Word file without a body")
        styles = _styles(package)
        parts: list[tuple[str, Role | None]] = []
        for paragraph in body.iter(f"{_W}p"):
            words = _words(paragraph)
            if words.strip():
                parts.append((words, _role(paragraph, styles, first=not parts)))
        draft.parts = parts
        if not any(role == "headline" for _, role in parts[:3]) and "docProps/core.xml" in package:
            core = xml.parse(package.read("docProps/core.xml"))
            draft.put("language", core.findtext(f"{_DC}language"))
            draft.put(
                "author", core.findtext(f"{_DC}creator") if core.findtext(f"{_DC}creator") != "python-docx" else ""
            )
        yield draft


def _styles(package: Package) -> dict[str, str]:
    """Style id -> its name, which is the same in every language of Word for the built-in ones."""
    if "word/styles.xml" not in package:
        return {}
    root = xml.parse(package.read("word/styles.xml"))
    found = {}
    for style in root.iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        if name is not None:
            found[style.get(f"{_W}styleId", "")] = name.get(f"{_W}val", "")
    return found


def _role(paragraph: Any, styles: dict[str, str], *, first: bool) -> Role | None:
    """The role that a paragraph's style tells."""
    head = paragraph.find(f"{_W}pPr")
    if head is None:
        return None
    style = head.find(f"{_W}pStyle")
    if style is not None:
        value = style.get(f"{_W}val", "")
        name = styles.get(value, value).lower()
        match = _HEADING.match(name) or _HEADING.match(value)
        if name == "title" or (match and match.group(1) == "1" and first):
            return "headline"
        if match or name == "subtitle":
            return "subhead"
        if "quote" in name:
            return "blockquote"
        if name.startswith("list "):
            return "item"
    return "item" if head.find(f"{_W}numPr") is not None else None


def _words(paragraph: Any) -> str:
    """The words of a paragraph as they stand after all tracked changes, without what floats beside it."""
    words: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        for element in stack[-1]:
            tag = xml.local(element)
            if tag in _GONE:
                continue
            if tag == "t":
                words.append(element.text or "")
            elif tag in ("tab", "ptab"):
                words.append(" ")
            elif tag in ("br", "cr"):
                words.append("\n")
            elif tag == "noBreakHyphen":
                words.append("-")
            elif tag != "p":
                stack.append(iter(element))
                break
        else:
            stack.pop()
    return "".join(words)
