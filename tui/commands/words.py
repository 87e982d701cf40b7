"""``onrecord words``: the words that a workspace, or the analyst everywhere, adds to those the finder knows."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.finding.own import EXAMPLE, Own, check
from store.acts.teaching import set_words, words_of
from store.disk import Disk
from tui import outside
from tui.commands import out
from tui.commands.parser import WrongUse
from tui.commands.session import workspace
from tui.owns import read_words, words_in, words_path


def run(arguments: argparse.Namespace) -> int:
    """Print the words, or change them with ``--set`` or ``--edit``."""
    if arguments.set is not None and arguments.edit:
        raise WrongUse("--set takes the words from a file, --edit from your editor: give one of them")
    if arguments.workspace is None:
        return _mine(arguments)
    changes = arguments.set is not None or arguments.edit
    with workspace(arguments, write=changes) as opened:
        kept = words_of(opened)
        if not changes:
            _show(kept, there=bool(kept.text))
            return 0
        with _given(arguments, kept) as given:
            change = set_words(opened, given.text)
    out.say("nothing to change: the words are those already" if change is None else change.act)
    return 0


def _mine(arguments: argparse.Namespace) -> int:
    """The words of the analyst, in a file of their own."""
    path = words_path()
    kept = read_words(path) if path.is_file() else Own(str(path), "")
    if arguments.set is None and not arguments.edit:
        _show(kept, there=path.is_file())
        return 0
    with _given(arguments, kept) as given:
        check(given)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            Disk().write_file(path, given.text.encode())
        except OSError as error:
            raise OnrecordError(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from error
    out.say(f"kept in {path}: they hold in every workspace")
    return 0


def _show(kept: Own, *, there: bool) -> None:
    out.say(f"# {kept.where}" + ("" if there else " (none yet: this is what can stand in them)"))
    for line in (kept.text if there else EXAMPLE).splitlines():
        out.say(line)


@contextmanager
def _given(arguments: argparse.Namespace, kept: Own) -> Iterator[Own]:
    """The words as they are to be: from a file, from standard input, or as the editor leaves them.

    What was written in an editor stays on the disk, and is named, when it can't be read or the caller can't use it.
    """
    if arguments.set is not None:
        yield words_in(sys.stdin, "standard input") if arguments.set == Path("-") else read_words(arguments.set)
        return
    words, before = outside.command(), kept.text or EXAMPLE
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    path = folder / "words.toml"
    try:
        path.write_text(before, encoding="utf-8")
        wrong = outside.run(words, path)
        if wrong:
            raise OnrecordError(f"{wrong}: nothing was changed")
        left = read_words(path).text
        yield Own("the edited words", "" if left == EXAMPLE else left)
    except BaseException:
        if path.is_file() and path.read_bytes() != before.encode():
            out.warn(f"what you wrote is in {path}: mend it there, and give it with --set")
        else:
            shutil.rmtree(folder)
        raise
    shutil.rmtree(folder)
