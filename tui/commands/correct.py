"""``onrecord correct``: what is known of a source set by hand, as on the screen of its details."""

from __future__ import annotations

import argparse

from briefing.records import METADATA
from store.acts.sourcing import set_metadata
from tui.commands import out
from tui.commands.parser import WrongUse
from tui.commands.session import workspace
from tui.commands.which import source_id


def run(arguments: argparse.Namespace) -> int:
    """Set the fields that were given, as one change, and say so."""
    given = {name: getattr(arguments, name) for name in METADATA if getattr(arguments, name) is not None}
    if not given:
        raise WrongUse(f"say what is right: {', '.join(f'--{name}' for name in METADATA)}")
    with workspace(arguments, write=True) as opened:
        source = opened.sources[source_id(opened, arguments.source)]
        change = set_metadata(opened, source.id, **given)
        if change is None:
            out.say("nothing to change: it is so already")
            return 0
        new = opened.sources[source.id]
        out.say(change.act)
        for name in METADATA:
            before, after = getattr(source, name) or "–", getattr(new, name) or "–"
            if name in given and before != after:
                out.say(f"{name}: {before} → {after}")
    return 0
