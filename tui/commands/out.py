"""What commands print: rows as a table for people, JSON lines for programs, CSV for spreadsheets. All text is data.

A table's text goes through ``Text``, never through markup, with control characters made visible.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from briefing.writing.plain import escaped_json, one_line

PLAIN_WIDTH = 120
"""Columns of a table that is not printed on a terminal."""


class Column(NamedTuple):
    """A table's column: its head, the row's key it shows, and its share of the free width (0: what it needs)."""

    head: str
    key: str
    share: int = 0
    right: bool = False


def chosen(wanted: str | None) -> str:
    """The format asked for, else ``table`` on a terminal and ``jsonl`` in a pipe."""
    return wanted or ("table" if sys.stdout.isatty() else "jsonl")


def show(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column], form: str, fields: Sequence[str] = ()) -> None:
    """Print rows in a format of `chosen`. CSV has the columns ``fields``, by default all keys of the first row."""
    if form == "jsonl":
        for row in rows:
            line(row)
    elif form == "csv":
        _csv(rows, fields)
    else:
        _table(rows, columns)


def line(value: object) -> None:
    """Print one JSON line. What a terminal could take for a command stands escaped in it."""
    sys.stdout.write(json_text(value) + "\n")


def json_text(value: object) -> str:
    """``value`` as JSON on one line, safe to print."""
    return escaped_json(msgspec.json.encode(value).decode())


def say(text: str) -> None:
    """Print one line for people."""
    sys.stdout.write(one_line(text) + "\n")


def warn(text: str) -> None:
    """Print one line for people on standard error, where it can't be taken for data."""
    sys.stdout.flush()
    sys.stderr.write(f"onrecord: {one_line(text)}\n")
    sys.stderr.flush()


def _csv(rows: Iterable[Mapping[str, Any]], fields: Sequence[str]) -> None:
    from briefing.writing import table  # noqa: PLC0415 - only this format needs it

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(newline="")
    head = list(fields)
    if head:
        sys.stdout.write(table.line(head))
    for row in rows:
        if not head:
            head = list(row)
            sys.stdout.write(table.line(head))
        sys.stdout.write(table.line(_cell(row.get(key)) for key in head))


def _cell(value: object) -> object:
    """A value as a spreadsheet's cell: lists and records become JSON."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    return msgspec.json.encode(value).decode()


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> None:
    from rich import box  # noqa: PLC0415 - rich takes 0.1 s, and pipes do not need it
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=any(column.share for column in columns))
    for column in columns:
        table.add_column(
            Text(column.head),
            ratio=column.share or None,
            justify="right" if column.right else "left",
            no_wrap=not column.share,
            overflow="fold" if column.share else "ellipsis",
        )
    for row in rows:
        table.add_row(*(Text(_shown(row.get(column.key))) for column in columns))
    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    console = Console(markup=False, highlight=False, emoji=False, width=width)
    console.print(table)


def _shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(one) for one in value) or "–"
    if isinstance(value, dict):
        return ":".join(_shown(one) for one in value.values() if one is not None)
    return one_line(str(value))
