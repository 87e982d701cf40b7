"""``onrecord diff``: what a publisher changed in a source, word by word, and what became of its quotes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from briefing.comparing.changes import Mark, Merged, merged
from briefing.records import Source
from store import Workspace
from store.versions import fates_of, texts_of
from tui.commands import out
from tui.commands.session import workspace
from tui.commands.which import source_id

SIGNS = {"cut": ("[-", "-]"), "added": ("{+", "+}")}


def run(arguments: argparse.Namespace) -> int:
    """Print the changes from each text of the source to the next; 1 when it has one text only."""
    form = out.chosen(arguments.format)
    with workspace(arguments) as opened:
        texts = texts_of(opened, opened.sources[source_id(opened, arguments.source)])
        for old, new in pairwise(texts):
            if form == "table":
                for line in _told(opened, old, new):
                    out.say(line)
            else:
                out.show(_rows(opened, old, new), (), form, ("old", "new", "what", "quote", "before", "after"))
    if len(texts) < 2:
        out.warn(f"{texts[0].title or texts[0].origin} has one text only: nothing was changed")
    return 0 if len(texts) > 1 else 1


def _rows(opened: Workspace, old: Source, new: Source) -> Iterator[dict[str, Any]]:
    """A row for each quote with its fate, then one for each passage that was cut or added."""
    between = {"old": old.id, "new": new.id}
    for fate in fates_of(opened, old, new):
        after = None if fate.state == "lost" else fate.quote.text
        before = None if fate.state == "new" else fate.was or fate.quote.text
        yield {**between, "what": fate.state, "quote": fate.quote.id, "before": before, "after": after}
    both = merged(old.text, new.text)
    for start, end, what in both.marks:
        words = both.text[start:end]
        cut = what == "cut"
        yield {
            **between,
            "what": what,
            "quote": None,
            "before": words if cut else None,
            "after": None if cut else words,
        }


def _told(opened: Workspace, old: Source, new: Source) -> Iterator[str]:
    """The fates in a line each, and the paragraphs in which something was changed."""
    yield f"{new.title or new.origin}: the text of {old.added[:10] or 'before'} and that of {new.added[:10] or 'now'}"
    for fate in fates_of(opened, old, new):
        yield f"{fate.state}: " + (f"{fate.was} → {fate.quote.text}" if fate.was else fate.quote.text)
    yield from paragraphs(merged(old.text, new.text))


def paragraphs(both: Merged) -> Iterator[str]:
    """The lines of the merged text that have a change, with ``[-cut-]`` and ``{+added+}`` words."""
    start = 0
    for line in both.text.split("\n"):
        end = start + len(line)
        marks = [
            Mark(max(m.start, start), min(m.end, end), m.what) for m in both.marks if m.start < end and m.end > start
        ]
        if marks:
            shown, at = "", start
            for mark in marks:
                opening, closing = SIGNS[mark.what]
                shown += both.text[at : mark.start] + opening + both.text[mark.start : mark.end] + closing
                at = mark.end
            yield shown + both.text[at:end]
        start = end + 1
