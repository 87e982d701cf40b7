"""``onrecord check``, ``backup``, ``restore``, ``compact`` and ``verify``: looking after a workspace."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from store import Workspace, repair
from store.originals import Originals
from store.prints import printed_again
from store.verifying import compared
from tui.commands import out
from tui.commands.parser import WrongUse
from tui.commands.session import must_exist, workspace


def check(arguments: argparse.Namespace) -> int:
    """Say what is wrong with a workspace, or that it is whole; ``--repair`` saves what can be saved into a new file."""
    path: Path = arguments.workspace
    must_exist(path)
    if arguments.repair:
        return _repair(path)
    found = repair.check(path)
    for line in found:
        out.warn(line)
    if found:
        return 1
    with workspace(arguments) as opened:
        changes = sum(1 for _ in opened.history())
        held = _held(opened)
    out.say(f"{path} is whole: {held}; {changes} change{'s' * (changes != 1)} in its log")
    return 0


def _held(opened: Workspace) -> str:
    """What there is in a workspace, counted."""
    held = {name: len(opened.records(name)) for name in ("sources", "quotes", "reviews", "notes")}
    words = {name: f"{count} {name if count != 1 else name[:-1]}" for name, count in held.items()}
    folded = len(printed_again(opened))
    if folded:
        words["quotes"] += f" ({folded} of them in reprints, which lists and exports count once)"
    return ", ".join(words.values())


def _repair(path: Path) -> int:
    saved = repair.repair(path)
    out.say(f"{saved.path}: {saved.records} records saved, from {saved.base}; {path.name} was left as it is")
    for line in saved.damaged:
        out.say(f"damaged: {line}")
    for line in saved.lost:
        out.say(f"lost: {line}")
    if not saved.lost:
        out.say("nothing is lost")
    return 0


def compact(arguments: argparse.Namespace) -> int:
    """Remove for good what was deleted, from the log and the backups."""
    if not arguments.forget:
        raise WrongUse(
            "compact removes for good what was deleted, and takes it out of undo: say --forget if you want that"
        )
    with workspace(arguments, write=True) as opened:
        out.say(opened.forget().words)
        named = {sha256 for source in opened.sources for sha256 in (source.sha256, source.container)}
        gone = Originals(opened.path).drop_all_but(named)
    if gone:
        out.say(f"{gone} original{'s' * (gone != 1)} that no source names removed")
    return 0


def backup(arguments: argparse.Namespace) -> int:
    """Copy the workspace as it is now, and say where the copy is."""
    with workspace(arguments, write=True) as opened:
        out.say(str(opened.backup()))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put everything back as it was, as one change, and say what there is then."""
    moment = _moment(arguments.to)
    with workspace(arguments, write=True) as opened:
        change = opened.restore(moment)
        held = _held(opened)
    out.say(f"{change.act if change else 'nothing to change, it is so already'}: {held}")
    return 0


def _moment(text: str) -> datetime:
    """A time as typed, in this machine's zone where it names none. Raises `WrongUse`."""
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        raise WrongUse(f"--to {text!r} is no time; write it like 2026-01-27T14:00") from None


def verify(arguments: argparse.Namespace) -> int:
    """Compare each source with the original that was kept and the file it came from; 1 where neither is as it was."""
    wrong = whole = kept = 0
    with workspace(arguments) as opened:
        originals = Originals(opened.path)
        for source in opened.sources:
            told, bad = compared(source, originals, opened.path.absolute().parent)
            wrong += bad
            whole += not bad and not told
            kept += not bad and bool(told)
            if told:
                out.say(f"{source.origin or source.title}: {told}")
    other = f", {kept} whose file is not, but its original or a new text is kept" if kept else ""
    out.say(f"{whole} source{'s' * (whole != 1)} as imported{other}, {wrong} not")
    return 1 if wrong else 0
