"""``onrecord history``, ``undo`` and ``redo``."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from store import Change
from tui.commands import out
from tui.commands.session import workspace

COLUMNS = (
    out.Column("#", "seq", right=True),
    out.Column("when", "at"),
    out.Column("who", "analyst"),
    out.Column("what", "act", share=1),
)


def history(arguments: argparse.Namespace) -> int:
    """Print every change, newest first."""
    form = out.chosen(arguments.format)
    with workspace(arguments) as opened:
        out.show((_row(change, form) for change in opened.history(arguments.limit)), COLUMNS, form)
    return 0


def _row(change: Change, form: str) -> dict[str, Any]:
    row = {
        "seq": change.seq,
        "when": change.when.isoformat(),
        "analyst": change.analyst,
        "machine": change.machine,
        "act": change.act,
        "undoes": change.undoes,
    }
    if form == "table":
        row["at"] = change.when.astimezone().strftime("%Y-%m-%d %H:%M")
    else:
        row["records"] = Counter(table for table, _ in change.touched)
    return row


def undo(arguments: argparse.Namespace) -> int:
    """Take back this analyst's newest change and say which."""
    with workspace(arguments, write=True) as opened:
        out.say(opened.undo().act)
    return 0


def redo(arguments: argparse.Namespace) -> int:
    """Do again what this analyst took back last and say what."""
    with workspace(arguments, write=True) as opened:
        out.say(opened.redo().act)
    return 0
