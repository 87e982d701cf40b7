"""Every record of a selection as JSON Lines, loss-free: what `lines` writes, `parse` reads back equal.

The first line tells the format and where the selection comes from, ``{"onrecord": 1, "workspace": …}``; each further
line is one record, ``{"table": "quotes", "record": {…}}``, with the fields of ``briefing.records`` (those at their
default left out) and offsets in code points of the source's ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from briefing.errors import OnrecordError
from briefing.records import TABLES, Record
from briefing.writing.plain import escaped_json
from briefing.writing.selection import Selection

VERSION = 1
_ABOUT = ("workspace", "analyst", "where", "made")
_ORDER = ("sources", "speakers", "codes", "quotes", "reviews", "notes", "links", "words")


def lines(selection: Selection) -> Iterator[str]:
    """The selection's lines, each with its line end."""
    yield _line({"onrecord": VERSION, **{name: getattr(selection, name) for name in _ABOUT}})
    for table in _ORDER:
        for record in getattr(selection, table):
            yield _line({"table": table, "record": record})


def parse(given: Iterable[str]) -> Selection:
    """The selection that was written as these lines.

    Raises `OnrecordError` that names the first line which is no line of this format.
    """
    tables: dict[str, list[Record]] = {table: [] for table in _ORDER}
    about: dict[str, str] = {}
    for number, text in enumerate(given, 1):
        if not text.strip():
            continue
        try:
            value = msgspec.json.decode(text)
            if number == 1:
                about = {name: str(value[name]) for name in _ABOUT if name in value}
                if value["onrecord"] != VERSION:
                    raise ValueError(f"its version is {value['onrecord']!r}, this onrecord reads {VERSION}")
            else:
                table = value["table"]
                tables[table].append(msgspec.convert(value["record"], TABLES[table]))
        except (ValueError, KeyError, TypeError) as error:
            raise OnrecordError(f"line {number} is not from an onrecord export: {error}") from error
    return Selection(**{name: tuple(records) for name, records in tables.items()}, **about)  # type: ignore[arg-type]


def _line(value: object) -> str:
    return escaped_json(msgspec.json.encode(value).decode()) + "\n"
