"""``onrecord review``: quotes judged by a command, or one after another without a screen (``--plain``)."""

from __future__ import annotations

import argparse

from store.acts.reviewing import Judgement, apply
from tui.commands import out
from tui.commands.judgement import coding, confidence
from tui.commands.listing import matching
from tui.commands.parser import WrongUse
from tui.commands.session import workspace
from tui.commands.which import quote_id


def run(arguments: argparse.Namespace) -> int:
    """Make the judgement as one change, and say what was done."""
    judgement = _judgement(arguments)
    if arguments.plain:
        if judgement or arguments.quotes:
            raise WrongUse("--plain asks for each judgement itself: leave quotes and judgements out")
        from tui.commands.plainly import go_through  # noqa: PLC0415 - only --plain needs it

        with workspace(arguments, write=True) as opened:
            return go_through(opened, arguments.where)
    if bool(arguments.quotes) == bool(arguments.where.strip()):
        raise WrongUse(
            "say which quotes: numbers as in `onrecord list`, ids or the start of one, or else --where FILTER"
        )
    if not judgement:
        raise WrongUse(
            "say what to do with it: --status, --code, --confidence, --level, --speaker, --confirm or --note"
        )
    with workspace(arguments, write=True) as opened:
        wanted = matching(opened, arguments.where)
        if wanted is None:
            wanted = [quote_id(opened, word) for word in arguments.quotes]
        change = apply(opened, wanted, judgement) if wanted else None
    if not wanted:
        out.say("nothing to change: no quote matches")
    else:
        out.say(change.act if change else "nothing to change: it is judged so already")
    return 0


def _judgement(arguments: argparse.Namespace) -> Judgement:
    return Judgement(
        status=arguments.status,
        codes=tuple(coding(text) for text in arguments.code),
        uncode=tuple(arguments.uncode),
        confidence=None if arguments.confidence is None else confidence(arguments.confidence),
        level=arguments.level,
        speaker=arguments.speaker,
        confirm=arguments.confirm,
        note=arguments.note,
    )
