"""What commands print: rows as a table for people, JSON lines for programs, CSV for spreadsheets. All text is data.

A table is text of one line a row, cut to the width, with control characters made visible.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from briefing.writing.plain import escaped_json, one_line

PLAIN_WIDTH = 120
"""Columns of a table that is not printed on a terminal."""

GAP = "  "
NARROW, WIDEST = 20, 28
"""Characters that a column with a share of the width should have, and that one without may have."""

LONGEST = 500
"""No line is wider, so no more of a cell is measured."""


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
    """A line a row, cut to the width; written as text, so that a reader who goes away is a broken pipe as ever."""
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415 - pipes do not need the widths of characters

    def cell(text: str, width: int, right: bool) -> str:
        size = cell_len(text)
        if size > width:
            return set_cell_size(text, max(0, width - 1)).rstrip() + "…"
        return " " * (width - size) + text if right else text + " " * (width - size)

    lines = [[column.head for column in columns]]
    lines += [[_shown(row.get(column.key)) for column in columns] for row in rows]
    natural = [max(cell_len(line[n][:LONGEST]) for line in lines) for n in range(len(columns))]
    width = shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if sys.stdout.isatty() else PLAIN_WIDTH
    widths = _widths(columns, natural, width - len(GAP) * (len(columns) - 1))
    for number, line in enumerate(lines):
        cells = (cell(text, size, col.right) for text, size, col in zip(line, widths, columns, strict=True))
        _put(GAP.join(cells), width, cell_len, set_cell_size)
        if number == 0:
            _put(GAP.join("─" * size for size in widths), width, cell_len, set_cell_size)


def _put(text: str, width: int, size: Callable[[str], int], cut: Callable[[str, int], str]) -> None:
    text = text.rstrip()
    sys.stdout.write((text if size(text) <= width else cut(text, width).rstrip()) + "\n")


def _widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """The columns' widths: what they need while there is room, then narrower, widest first; numbers stay whole."""
    widths = [size if column.share else min(size, WIDEST) for column, size in zip(columns, natural, strict=True)]
    flexible = [n for n, column in enumerate(columns) if column.share]
    firm = [n for n, column in enumerate(columns) if not column.share and not column.right]
    while firm and sum(widths) - sum(widths[n] for n in flexible) + NARROW * len(flexible) > room:
        widest = max(firm, key=lambda n: widths[n])
        if widths[widest] <= NARROW // 2:
            break
        widths[widest] -= 1
    while sum(widths) > room:
        widest = max(flexible, key=lambda n: widths[n] / columns[n].share, default=-1)
        if widest < 0 or widths[widest] <= NARROW // 2:
            break
        widths[widest] -= min(max(1, (sum(widths) - room) // (len(flexible) + 1)), widths[widest] - NARROW // 2)
    return widths


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
