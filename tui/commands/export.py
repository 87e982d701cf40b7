"""``onrecord export``: the quotes of a workspace, all or what matches, written as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.writing.files import WriteError, format_of, write
from store.selecting import select
from tui.commands import out
from tui.commands.listing import matching
from tui.commands.session import workspace


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say what is in it."""
    path = Path(arguments.out)
    format_of(path)
    with workspace(arguments) as opened:
        if path.exists() and path.samefile(opened.path):
            raise WriteError(f"{path} is the workspace itself: give another name")
        chosen = select(opened, matching(opened, arguments.where), arguments.where)
    if not chosen.quotes and (arguments.where.strip() or not chosen.sources):
        what = f"no quote matches {arguments.where!r}" if arguments.where.strip() else "the workspace is empty"
        raise OnrecordError(f"{what}: nothing was written to {path}")
    write(path, chosen, replace=arguments.force)
    quotes, sources = len(chosen.quotes), len(chosen.sources)
    out.say(f"{path}: {quotes} quote{'s' * (quotes != 1)} from {sources} source{'s' * (sources != 1)}")
    return 0
