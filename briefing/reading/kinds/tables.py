"""Tables of documents, one a row: CSV, TSV, JSON lines, XLSX. Columns are known by usual names or a mapping."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing.reading import xml
from briefing.reading.dates import iso_date
from briefing.reading.decode import decode
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.foreign import is_json
from briefing.reading.given import Given
from briefing.reading.unpacking import Package

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "full_text",
        "fulltext",
        "body",
        "content",
        "article",
        "transcript",
        "statement",
        "speech",
        "quote",
    ),
    "title": ("title", "headline", "subject", "heading", "name"),
    "published": ("published", "date", "publish_date", "published_at", "pub_date", "published_time", "datetime", "day"),
    "address": ("url", "link", "address", "source_url", "permalink", "href", "uri"),
    "outlet": ("outlet", "publisher", "source", "site", "newspaper", "publication", "agency"),
    "author": ("author", "byline", "speaker", "creator"),
    "language": ("language", "lang"),
    "place": ("place", "location"),
    "licence": ("licence", "license"),
    "summary": ("summary", "lead", "description", "abstract"),
}
"""Field of a source -> the column names it is known by, best first."""

MAX_ROWS = 200_000
MAX_CELL = 20_000_000


def documents(given: Given) -> Iterator[Draft]:
    """One document for each row with text. Raises ReadError when no column holds the text."""
    columns: dict[str, str] = {}
    for number, row in enumerate(_rows(given), start=1):
        if number > MAX_ROWS:
            raise ReadError(f"has more than {MAX_ROWS:,} rows; split it")
        if not columns:
            columns = mapped(list(row), given.columns)
        text = _word(row.get(columns["text"]))
        if not text.strip():
            continue
        draft = Draft(kind="table", text=text, part=f"row {number}", data=text.encode("utf-8", "surrogatepass"))
        draft.name = ""
        for field, column in columns.items():
            if field != "text":
                value = _word(row.get(column))
                draft.put(field, iso_date(value) if field == "published" else value)
        yield draft


def mapped(names: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """Field -> column, from the mapping given and then by usual names. Raises ReadError without a column of text."""
    lower = {name.strip().lower(): name for name in names if isinstance(name, str)}
    found: dict[str, str] = {}
    for field, known in COLUMNS.items():
        wanted = given.get(field)
        if wanted is not None:
            if wanted.strip().lower() not in lower:
                raise ReadError(f"has no column {wanted!r}; it has {', '.join(names[:12])}")
            found[field] = lower[wanted.strip().lower()]
            continue
        for name in known:
            if name in lower and lower[name] not in found.values():
                found[field] = lower[name]
                break
    if not lower:
        raise ReadError("no text was found in it")
    if "text" not in found:
        raise ReadError(
            f"has no column of text; say which of {', '.join(map(str, names[:12]))} it is (--columns text=COLUMN)"
        )
    return found


def _word(value: Any) -> str:
    """A cell as words: what is itself a list or an object has none."""
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _rows(given: Given) -> Iterable[Mapping[str, Any]]:
    head = given.head()
    if head.startswith(b"PK"):
        return _sheet(given)
    text = decode(given.data)
    return _lines(text) if is_json(text) else _separated(text)


def _lines(text: str) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON lines, of one JSON list, or the one that the whole file is. Raises ReadError."""
    lines = text.split("\n")
    first = next(line for line in lines if line.strip())
    if first.lstrip().startswith("[") or not _is_whole(first):
        found = _parsed(text, "is damaged JSON")
        yield from (row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict))
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _parsed(line, f"line {number} is no JSON")
            if isinstance(row, dict):
                yield row


def _parsed(text: str, wrong: str) -> Any:
    """What JSON says. Raises ReadError, with ``wrong`` in it, where it is none."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ReadError("is JSON nested beyond reason") from error
    except ValueError as error:
        raise ReadError(f"{wrong} ({str(error)[:80]})") from error


def _is_whole(line: str) -> bool:
    """Whether a line is JSON of its own, and no piece of what goes on in the next."""
    try:
        json.loads(line)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _separated(text: str) -> Iterator[Mapping[str, Any]]:
    """The rows of CSV or TSV; the first row names the columns."""
    first = text.lstrip().split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    csv.field_size_limit(MAX_CELL)
    try:
        yield from csv.DictReader(io.StringIO(text.lstrip(), newline=""), delimiter=mark)
    except csv.Error as error:
        raise ReadError(f"is a damaged table ({error})") from error


def _sheet(given: Given) -> Iterator[Mapping[str, Any]]:
    """The rows of the first sheet of an XLSX file; the first row names the columns."""
    with given.open() as stream:
        package = Package(stream)
        sheets = sorted(n for n in package.names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n))
        if not sheets:
            raise ReadError("is a workbook without a sheet")
        shared: list[str] = []
        if "xl/sharedStrings.xml" in package:
            shared = [
                _text(item) for item in xml.parse(package.read("xl/sharedStrings.xml")) if xml.local(item) == "si"
            ]
        sheet = xml.parse(package.read(sheets[0]))
    names: dict[str, str] = {}
    for row in (element for element in sheet.iter() if xml.local(element) == "row"):
        cells = {re.sub(r"\d", "", cell.get("r") or ""): _cell(cell, shared) for cell in row}
        if not names:
            names = {column: name for column, name in cells.items() if name}
        else:
            yield {name: cells.get(column, "") for column, name in names.items()}


def _cell(cell: Any, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = next((e.text or "" for e in cell if xml.local(e) == "v"), "")
    if cell.get("t") == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    return value


def _text(element: Any) -> str:
    return "".join(e.text or "" for e in element.iter() if xml.local(e) == "t")
