"""Markdown with an optional head of ``name: value`` lines, as words: marks of emphasis go, paragraphs stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.reading.decode import decode
from briefing.reading.draft import Draft
from briefing.reading.given import Given
from briefing.records import Role

_HEAD = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(?P<name>[A-Za-z_-]+):[ \t]*(?P<value>.*)\Z")
_NAMES = {
    "title": "title", "headline": "title", "published_time": "published", "published": "published", "date": "published",
    "source_url": "address", "url": "address", "link": "address", "author": "author", "by": "author",
    "outlet": "outlet", "publisher": "outlet", "site": "outlet", "lang": "language", "language": "language",
    "license": "licence", "licence": "licence", "place": "place", "location": "place",
    "description": "summary", "summary": "summary", "agency": "agency",
}  # fmt: skip
_HEADING = re.compile(r"(#{1,6})\s+(.+)", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]*\")?\)")
_LINK = re.compile(r"(?<!\\)\[([^\[\]]{1,500})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+\"[^\"\n]*\")?\)")
_AUTO = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(?<![\\\w*])(\*{1,3})(?=\S)([^*]{1,2000}?)\1(?!\*)")
_UNDER = re.compile(r"(?<![\\\w])(_{1,3})(?=\S)([^_]{1,2000}?)(?<=\S)\1(?!\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TAG = re.compile(r"</?(?:s|b|i|u|em|strong|del|ins|sup|sub|br|span|p|div|a)\b[^<>]{0,200}>", re.IGNORECASE)
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,3}[.)])\s+")
_RULE = re.compile(r"\s*(?:[-*_]\s*){3,}\Z")
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


def documents(given: Given) -> Iterator[Draft]:
    """The one document of a Markdown file."""
    yield draft_of(decode(given.data))


def draft_of(text: str) -> Draft:
    """The draft of a Markdown text."""
    draft = Draft(kind="markdown")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = _HEAD.match(text)
    if head:
        _read_head(draft, head.group(1))
        text = text[head.end() :]
    parts: list[tuple[str, Role | None]] = []
    if draft.fields.get("title"):
        parts.append((draft.fields["title"], "headline"))
    for chunk in _chunks(text):
        words, role = _words(chunk, first=not parts)
        if words and (words, role) != (draft.fields.get("title"), "headline"):
            parts.append((words, role))
    draft.parts = parts
    return draft


def _read_head(draft: Draft, head: str) -> None:
    """The fields of the head, in the order of the names we know (the time of publishing before its day)."""
    values: dict[str, str] = {}
    name = ""
    for line in head.split("\n"):
        match = _FIELD.match(line)
        if match:
            name = match["name"].lower()
            values[name] = match["value"].strip()
        elif name and line[:1].isspace():
            values[name] = f"{values[name].removesuffix(chr(92))} {line.strip()}"
    for name, field in _NAMES.items():
        if name in values:
            draft.put(field, _scalar(values[name]))


def _scalar(value: str) -> str:
    """A YAML scalar of one line without its quotes and escapes."""
    if len(value) >= 2 and value[0] == value[-1] == '"':
        value = re.sub(r"\\ ", " ", value[1:-1]).replace("\\_", " ").replace("\\N", " ")
        value = _UNICODE.sub(lambda m: chr(int(m[1] or m[2], 16)), value)
        return re.sub(r"\\(.)", r"\1", value)
    if len(value) >= 2 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _chunks(text: str) -> Iterator[str]:
    """Stretches between blank lines; a heading or a rule stands alone, a list item begins a new one."""
    lines: list[str] = []
    for line in text.split("\n"):
        alone = bool(re.match(r" {0,3}#{1,6}\s", line)) or bool(_RULE.match(line))
        if not line.strip() or alone or _ITEM.match(line):
            if lines:
                yield "\n".join(lines)
            lines = [line] if line.strip() else []
            if alone:
                yield line
                lines = []
            continue
        lines.append(line)
    if lines:
        yield "\n".join(lines)


def _words(chunk: str, *, first: bool) -> tuple[str, Role | None]:
    """The words of a chunk and the role that its marks tell."""
    role: Role | None = None
    chunk = chunk.replace("\xa0", " ")
    heading = _HEADING.match(chunk.strip())
    if heading:
        chunk = heading.group(2).rstrip("#")
        role = "headline" if first and len(heading.group(1)) == 1 else "subhead"
    elif _QUOTED.match(chunk):
        chunk = _QUOTED.sub("", chunk)
        role = "blockquote"
    elif _RULE.match(chunk):
        return "* * *", "stage"
    elif item := _ITEM.match(chunk):
        if item.group().strip() in ("-", "*", "+"):
            chunk = chunk[item.end() :]
        role = "item"
    return plain(chunk), role


def plain(words: str) -> str:
    """One paragraph of Markdown as its words on one line."""
    words = _IMAGE.sub("", words)
    words = _LINK.sub(r"\1", words)
    words = _AUTO.sub(r"\1", words)
    words = _TAG.sub("", words)
    words = _STRONG.sub(r"\2", words)
    words = _UNDER.sub(r"\2", words)
    words = words.replace("\\_", " ").replace("\\\n", "\n")
    words = _ESCAPED.sub(r"\1", words)
    return " ".join(line.strip() for line in words.split("\n")).strip()
