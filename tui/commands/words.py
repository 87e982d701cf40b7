"""``onrecord words``: the words that a workspace, or the analyst everywhere, adds to those the finder knows."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.finding.own import EXAMPLE, Own, WordsError, check
from store.acts.teaching import set_words, words_of
from tui import outside
from tui.commands import out
from tui.commands.parser import WrongUse
from tui.commands.session import workspace
from tui.owns import LONGEST, read_words, words_path


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
        given = _given(arguments, kept)
        try:
            change = set_words(opened, given.text)
        except WordsError:
            _keep(given)
            raise
    out.say("nothing to change: the words are those already" if change is None else change.act)
    return 0


def _mine(arguments: argparse.Namespace) -> int:
    """The words of the analyst, in a file of their own."""
    path = words_path()
    kept = read_words(path) if path.is_file() else Own(str(path), "")
    if arguments.set is None and not arguments.edit:
        _show(kept, there=path.is_file())
        return 0
    given = _given(arguments, kept)
    try:
        check(given)
    except WordsError:
        _keep(given)
        raise
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + ".new")
        aside.write_text(given.text, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        raise OnrecordError(f"{path} can't be written: {(error.strerror or str(error)).lower()}") from error
    out.say(f"kept in {path}: they hold in every workspace")
    return 0


def _show(kept: Own, *, there: bool) -> None:
    out.say(f"# {kept.where}" + ("" if there else " (none yet: this is what can stand in them)"))
    for line in (kept.text if there else EXAMPLE).splitlines():
        out.say(line)


def _given(arguments: argparse.Namespace, kept: Own) -> Own:
    """The words as they are to be: from a file, from standard input, or as the editor leaves them."""
    if arguments.set == Path("-"):
        return Own("standard input", sys.stdin.read(LONGEST))
    if arguments.set is not None:
        return read_words(arguments.set)
    words = outside.command()
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        path = Path(folder) / "words.toml"
        path.write_text(kept.text or EXAMPLE, encoding="utf-8")
        wrong = outside.run(words, path)
        if wrong:
            raise OnrecordError(f"{wrong}: nothing was changed")
        left = read_words(path).text
    return Own("the edited words", "" if left == EXAMPLE else left)


def _keep(given: Own) -> None:
    """Leave words that can't be used where they can be mended, when they come from an editor."""
    if given.where != "the edited words":
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".words.toml", delete=False) as file:
        file.write(given.text)
    out.warn(f"what you wrote is in {file.name}: mend it there, and give it with --set")
