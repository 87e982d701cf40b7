"""``onrecord add``: files become sources with their statements, kept in a workspace as one change."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from briefing.errors import OnrecordError
from briefing.finding import Finding
from briefing.records import Link, Quote, Source, Speaker
from briefing.writing.plain import one_line
from store import Workspace
from tui.commands import out
from tui.commands.documents import Documents, found_in
from tui.commands.parser import WrongUse
from tui.commands.session import analyst, workspace

LARGE = 500_000
"""Bytes of a file from which on a bar is worth while."""


class Import:
    """What is to be brought in: grows source by source, and is nothing to the workspace until it is saved."""

    def __init__(self, known: Sequence[Source], speakers: Sequence[Speaker]) -> None:
        self.sources: list[Source] = []
        self.quotes: list[Quote] = []
        self.links: list[Link] = []
        self.grown: dict[str, Speaker] = {}
        self.there = 0
        """How many of the given were in the workspace already, or came twice."""
        self._titles = {source.text_hash: source.title or source.origin for source in known if source.text_hash}
        self._speakers = {speaker.id: speaker for speaker in speakers}

    def take(self, source: Source) -> str:
        """Take one source in, and say in a line what was found in it."""
        name = source.title or source.origin
        if source.text_hash and source.text_hash in self._titles:
            self.there += 1
            return f"{source.origin}: already there as “{self._titles[source.text_hash]}”, nothing added"
        found = found_in(source, tuple(self._speakers.values()))
        self._titles[source.text_hash] = name
        self.sources.append(msgspec.structs.replace(source, added=datetime.now(UTC).isoformat(timespec="seconds")))
        self.quotes.extend(found.quotes)
        self.links.extend(found.links)
        for speaker in found.speakers:
            self._speakers[speaker.id] = self.grown[speaker.id] = speaker
        return self._line(source, found)

    def _line(self, source: Source, found: Finding) -> str:
        parts = [f"{source.origin}: “{source.title}”" if source.title else source.origin]
        if source.outlet:
            parts.append(source.outlet)
        guess = " (a guess)" if source.published_from == "guess" else ""
        parts.append(f"{source.published}{guess}" if source.published else "no date")
        parts.append(_number(len(found.quotes), "quote") + self._by(found))
        if source.cleaned:
            parts.append(f"{_number(source.cleaned, 'harmful character')} made harmless")
        return ", ".join(parts)

    def _by(self, found: Finding) -> str:
        counts: dict[str, int] = {}
        for quote in found.quotes:
            if quote.speaker is not None:
                counts[quote.speaker] = counts.get(quote.speaker, 0) + 1
        names = [
            self._speakers[key].name for key in sorted(counts, key=lambda key: -counts[key]) if key in self._speakers
        ]
        if not names:
            return ""
        more = f" and {_number(len(names) - 3, 'other')}" if len(names) > 3 else ""
        return f" by {', '.join(names[:3])}{more}"

    def save(self, opened: Workspace) -> None:
        """Put everything into the workspace as one change."""
        what = _number(len(self.sources), "source")
        if len(self.sources) == 1:
            what = f"“{self.sources[0].title or self.sources[0].origin}”"
        act = f"added {what} with {_number(len(self.quotes), 'quote')}"
        opened.change(act, save=[*self.sources, *self.grown.values(), *self.quotes, *self.links])


def run(arguments: argparse.Namespace) -> int:
    """Read, find and save; 1 when a file could not be read."""
    path: Path = arguments.workspace
    new = not path.exists() and not path.with_name(path.name + ".log").exists()
    if new:
        return _into_new(arguments, path)
    with workspace(arguments, write=True) as opened:
        coming = Import(tuple(opened.sources), tuple(opened.speakers))
        documents = _read(arguments, coming)
        _save(opened, coming)
    return 1 if documents.skipped else 0


def _into_new(arguments: argparse.Namespace, path: Path) -> int:
    """A workspace that is not there is made when there is something to put into it, never before."""
    if path.suffix != ".json":
        raise WrongUse(f"there is no workspace {path}; to make one let its name end in .json: {path.name}.json")
    if not path.parent.is_dir():
        raise OnrecordError(f"there is no folder {path.parent} for the workspace {path.name}")
    _must_be_writable(path)
    coming = Import((), ())
    analyst(arguments)
    documents = _read(arguments, coming)
    if coming.sources:
        _make(arguments, path, coming)
    return 1 if documents.skipped else 0


def _make(arguments: argparse.Namespace, path: Path, coming: Import) -> None:
    """Make the workspace and save into it; where saving fails no empty workspace stays behind."""
    made = saved = False
    try:
        with workspace(arguments, write=True, create=True) as opened:
            made = not opened.sources and not any(opened.history())
            _save(opened, coming)
            saved = True
    finally:
        if made and not saved:
            for file in (path, *(path.with_name(path.name + ending) for ending in (".log", ".lock"))):
                file.unlink(missing_ok=True)


def _must_be_writable(path: Path) -> None:
    """Find out before a long reading whether there will be a place for it."""
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise OnrecordError(f"{path} can't be made: {(error.strerror or str(error)).lower()}") from error


def _read(arguments: argparse.Namespace, coming: Import) -> Documents:
    path: Path = arguments.workspace
    documents = Documents(arguments.files, but=path)
    with _progress(arguments.files) as tell:
        for source in documents:
            try:
                tell(coming.take(source))
            except OnrecordError as error:
                documents.pass_over(error)
    return documents


def _save(opened: Workspace, coming: Import) -> None:
    if coming.sources:
        coming.save(opened)
        total = _number(len(opened.quotes), "quote")
        out.say(f"saved: {_number(len(coming.sources), 'source')} added, {opened.path.name} now holds {total}")
    elif coming.there:
        out.say("nothing added")


@contextmanager
def _progress(files: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """Gives the function that tells of a source; a bar runs below on a terminal with much to do."""
    if not (sys.stderr.isatty() and sys.stdout.isatty()) or not _takes_long(files):
        yield out.say
        return
    from rich.console import Console  # noqa: PLC0415 - pipes do without rich
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(markup=False, highlight=False, emoji=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(
            "", total=len(files) if len(files) > 1 and not any(Path(file).is_dir() for file in files) else None
        )

        def tell(text: str) -> None:
            bar.console.print(Text(one_line(text)))
            bar.advance(task)

        yield tell


def _takes_long(files: Sequence[str]) -> bool:
    """Whether there are several files, a folder, or a file of a size that can hold many documents."""
    try:
        return len(files) > 1 or Path(files[0]).is_dir() or Path(files[0]).stat().st_size > LARGE
    except OSError:
        return False


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
