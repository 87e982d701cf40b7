"""``onrecord review``: quotes judged by a command, or one after another without a screen (``--plain``)."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Sequence

from store import Change, Workspace
from store.acts.reviewing import Judgement, apply
from tui.commands import out
from tui.commands.judgement import coding, confidence
from tui.commands.listing import Names, matching
from tui.commands.parser import WrongUse
from tui.commands.session import config_path, workspace
from tui.commands.which import quote_ids, short_ids

SHOWN = 20
"""So many judged quotes are told one by one."""

WORDS = 48
"""So many characters of a quote recall it."""


def run(arguments: argparse.Namespace) -> int:
    """Make the judgement as one change, and say what was done."""
    judged = _judges(arguments)
    if arguments.plain:
        if judged or arguments.quotes:
            raise WrongUse("--plain asks for each judgement itself: leave quotes and judgements out")
        from tui.plain.session import go_through  # noqa: PLC0415 - only --plain needs it
        from tui.remap import keys_from  # noqa: PLC0415

        keys = keys_from(config_path())
        with workspace(arguments, write=True) as opened:
            return go_through(opened, arguments.where, keys)
    if bool(arguments.quotes) == bool(arguments.where.strip()):
        raise WrongUse(
            "say which quotes: numbers as in `onrecord list`, ids or the start of one, or else --where FILTER"
        )
    if not judged:
        raise WrongUse(
            "say what to do with it: --status, --code, --confidence, --level, --speaker, --confirm or --note"
        )
    with workspace(arguments, write=True) as opened:
        wanted = matching(opened, arguments.where)
        if wanted is None:
            wanted = list(dict.fromkeys(key for word in arguments.quotes for key in quote_ids(opened, word)))
        judgement = _judgement(opened, arguments)
        change = apply(opened, wanted, judgement) if wanted else None
        if not wanted:
            out.say("nothing to change: no quote matches")
        elif change is None:
            out.say("nothing to change: it is judged so already")
        else:
            _told(opened, wanted, change)
    return 0


def _told(opened: Workspace, keys: Sequence[str], change: Change) -> None:
    """Say of each quote which it is and what was done, so that a wrong number is seen at once."""
    done, _, more = change.act.partition(": ")
    done = more or done.split()[0]
    for edit in change.edits:  # a name that was mistyped is seen by it
        if edit.before is None and edit.after is not None and edit.table in ("codes", "speakers"):
            done += f", a new {edit.table[:-1]} “{edit.after['name']}”"
    names = Names(opened)
    order = {key: number for number, key in enumerate(opened.order(), 1)}
    short = short_ids(opened)
    for key in keys[:SHOWN]:
        quote = opened.quotes[key]
        words = textwrap.shorten(quote.text.strip('"“”«» \n'), WORDS, placeholder="…") or quote.text[:WORDS]
        who = names.speaker(quote.speaker) or "no speaker"
        out.say(f"reviewed {order.get(key, 'lost')} ({short[key]}): {who}, “{words}”: {done}")
    if len(keys) > SHOWN:
        out.say(f"and {len(keys) - SHOWN} more")
    if len(keys) > 1:
        out.say(change.act)


def _judges(arguments: argparse.Namespace) -> bool:
    """Whether anything is to be judged."""
    given = (arguments.confidence, arguments.speaker, arguments.note)
    return bool(arguments.status or arguments.code or arguments.uncode or arguments.level or arguments.confirm) or any(
        one is not None for one in given
    )


def _judgement(opened: Workspace, arguments: argparse.Namespace) -> Judgement:
    return Judgement(
        status=arguments.status,
        codes=tuple(coding(opened, text) for text in arguments.code),
        uncode=tuple(arguments.uncode),
        confidence=None if arguments.confidence is None else confidence(arguments.confidence),
        level=arguments.level,
        speaker=arguments.speaker,
        confirm=arguments.confirm,
        note=arguments.note,
    )
