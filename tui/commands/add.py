"""``onrecord add``: files become sources with their statements, kept in a workspace as one change."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.writing.plain import one_line
from store import Workspace
from store.acts.wording import counted
from tui.bringing import Bringing, break_off, count_files
from tui.commands import out
from tui.commands.parser import WrongUse
from tui.commands.session import analyst, workspace

LARGE = 500_000
"""Bytes of a file from which on a bar is worth while."""
NAME = 60
"""How many characters of a file's name stand beside the bar."""


def run(arguments: argparse.Namespace) -> int:
    """Read, find and save; 1 when a file could not be read."""
    path: Path = arguments.workspace
    new = not path.exists() and not path.with_name(path.name + ".log").exists()
    if new:
        return _into_new(arguments, path)
    with workspace(arguments, write=True) as opened:
        coming = _read(arguments, opened)
        _save(opened, coming)
    return 1 if coming.failed else 0


def _into_new(arguments: argparse.Namespace, path: Path) -> int:
    """A workspace that is not there is made when there is something to put into it, never before."""
    may_be_made(path)
    analyst(arguments)
    coming = _read(arguments, None)
    if coming.batch.taken:
        make(arguments, path, lambda opened: _save(opened, coming))
    return 1 if coming.failed else 0


def make(arguments: argparse.Namespace, path: Path, save: Callable[[Workspace], None]) -> None:
    """Make the workspace and ``save`` into it; where saving fails no empty workspace stays behind."""
    made = saved = False
    try:
        with workspace(arguments, write=True, create=True) as opened:
            made = not opened.sources and not any(opened.history())
            save(opened)
            saved = True
    finally:
        if made and not saved:
            for file in (path, *(path.with_name(path.name + ending) for ending in (".log", ".lock"))):
                file.unlink(missing_ok=True)


def may_be_made(path: Path) -> None:
    """Find out before a long reading whether there will be a place for a new workspace. Raises OnrecordError."""
    if path.suffix != ".json":
        raise WrongUse(f"there is no workspace {path}; to make one let its name end in .json: {path.name}.json")
    if not path.parent.is_dir():
        raise OnrecordError(f"there is no folder {path.parent} for the workspace {path.name}")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise OnrecordError(f"{path} can't be made: {(error.strerror or str(error)).lower()}") from error


def _read(arguments: argparse.Namespace, opened: Workspace | None) -> Bringing:
    with _progress(arguments.files) as (tell, at):
        coming = Bringing(
            opened,
            arguments.workspace,
            tell,
            out.warn,
            keep=arguments.keep_originals,
            attachments=arguments.attachments,
            columns=arguments.columns,
        )
        read(coming, arguments.files, at)
    return coming


def read(coming: Bringing, files: Sequence[str | Path], at: Callable[[str], None] | None = None) -> None:
    """Read ``files``; Ctrl+C ends it with a word, and with it the processes that were at work."""
    try:
        coming.read(files, at)
    except KeyboardInterrupt:
        break_off()
        out.warn("stopped: nothing was added")
        raise


def _save(opened: Workspace, coming: Bringing) -> None:
    taken = len(coming.batch.taken)
    if taken:
        coming.save(opened)
        if coming.summary():
            out.say(coming.summary())
        total = counted(len(opened.quotes), "quote")
        out.say(f"saved: {counted(taken, 'source')} added, {opened.path.name} now holds {total}")
    elif coming.known:
        coming.save(opened)
        out.say("nothing added")


@contextmanager
def _progress(files: Sequence[str]) -> Iterator[tuple[Callable[[str], None], Callable[[str], None] | None]]:
    """Gives the functions that tell of a source and of the file that is read; on a terminal with much to do a bar
    runs below, with the file's name."""
    if not (sys.stderr.isatty() and sys.stdout.isatty()) or not _takes_long(files):
        yield out.say, None
        return
    from rich.console import Console  # noqa: PLC0415 - pipes do without rich
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(markup=False, highlight=False, emoji=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[name]}", markup=False))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=count_files(files) or None, name="")
        seen: set[str] = set()

        def tell(text: str) -> None:
            bar.console.print(Text(one_line(text)))

        def at(name: str) -> None:
            seen.add(name if len(files) == 1 and not Path(files[0]).is_dir() else name.partition("#")[0])
            bar.update(task, completed=len(seen), name=one_line(name)[-NAME:])

        yield tell, at


def _takes_long(files: Sequence[str]) -> bool:
    """Whether there are several files, a folder, or a file of a size that can hold many documents."""
    try:
        return len(files) > 1 or Path(files[0]).is_dir() or Path(files[0]).stat().st_size > LARGE
    except OSError:
        return False
