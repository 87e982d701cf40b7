"""Every record of a selection as JSON Lines, loss-free: what `lines` writes, `parse` reads back equal.

The first line tells the format and where the selection comes from, ``{"onrecord": 1, "workspace": …}``; each further
line is one record, ``{"table": "quotes", "record": {…}}``, with the fields of ``briefing.records`` (those at their
default left out) and offsets in code points of the source's ``text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from briefing.errors import OnrecordError
from briefing.records import TABLES, Quote, Record
from briefing.writing.plain import escaped_json
from briefing.writing.selection import Selection

VERSION = 1
_ABOUT = ("workspace", "analyst", "where", "made")
_ORDER = ("sources", "speakers", "codes", "quotes", "reviews", "notes", "links", "words")


def lines(selection: Selection) -> Iterator[str]:
    """The selection's lines, each with its line end."""
    yield _line({"onrecord": VERSION, **{name: getattr(selection, name) for name in _ABOUT}})
    there = {source.id for source in selection.sources}
    printers = [source for source in selection.printers if source.id not in there]
    more: dict[str, Sequence[Record]] = {"sources": printers, "quotes": selection.prints}
    for table in _ORDER:
        rest = [record for record in selection.rest if isinstance(record, TABLES[table])]
        for record in (*getattr(selection, table), *more.get(table, ()), *rest):
            yield _line({"table": table, "record": record})


def parse(given: Iterable[str]) -> Selection:
    """The selection that was written as these lines; what was its ``rest`` is among the other records.

    Raises `OnrecordError` that names the first line which is no line of this format.
    """
    tables: dict[str, list[Record]] = {table: [] for table in (*_ORDER, "prints", "printers")}
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
                record = msgspec.convert(value["record"], TABLES[table])
                tables["prints" if isinstance(record, Quote) and record.same_as else table].append(record)
        except (ValueError, KeyError, TypeError) as error:
            raise OnrecordError(f"line {number} is not from an onrecord export: {error}") from error
    printing = {record.source for record in tables["prints"] if isinstance(record, Quote)}
    tables["printers"] += [source for source in tables["sources"] if source.id in printing]
    return Selection(**{name: tuple(records) for name, records in tables.items()}, **about)  # type: ignore[arg-type]


def _line(value: object) -> str:
    return escaped_json(msgspec.json.encode(value).decode()) + "\n"
