"""A folder that is watched: which files came or changed, and how the desk takes them in while the analyst goes on.

Files are read in a thread that knows nothing of the workspace. What it read is gathered between keys, a piece at a time
and anew when the workspace changed meanwhile (with other speakers it is looked through anew), and kept as one act: not
while something can be redone, which that ends.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from briefing.errors import OnrecordError
from briefing.finding import Finding
from briefing.reading import find_in_each
from briefing.reading.door import files_in
from briefing.reading.errors import Skipped
from briefing.records import Source
from store.acts.wording import counted
from store.originals import Originals, digest
from tui.bringing import Bringing, break_off
from tui.desk import Desk
from tui.documents import Documents
from tui.owns import owns_for
from tui.work import Work

State = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
EVERY = 2.0
"""Seconds between two looks at the folder."""
MOST = 20
"""So many files come onto the desk as one act."""
SLICE = 0.02
"""Seconds for which what was read is gathered at a time."""


class Folder:
    """A folder that is looked at again and again."""

    def __init__(self, path: Path, but: Path) -> None:
        """Watch ``path``, where files named after the workspace ``but`` do not count."""
        self.path = path
        self._but = but.name
        self._before: dict[Path, State] = {}
        self._done: dict[Path, State] = {}

    def ready(self) -> dict[Path, State]:
        """The files that came or changed and were then left alone. Raises OnrecordError when the folder is gone."""
        if not self.path.is_dir():
            raise OnrecordError(f"{self.path}: there is no such folder to watch")
        now: dict[Path, State] = {}
        for file in files_in(self.path):
            if not f"{file.name}.".startswith(f"{self._but}.") and f"{self._but}." not in str(file.parent):
                with suppress(OSError):
                    found = file.stat()
                    now[file] = found.st_size, found.st_mtime_ns
        settled = {file: state for file, state in now.items() if self._before.get(file) == state}
        self._before = now
        return {file: state for file, state in settled.items() if self._done.get(file) != state}

    def done(self, files: dict[Path, State]) -> None:
        """Leave these files alone until they change again."""
        self._done.update(files)


_Found = tuple[tuple[Source, Finding] | Skipped, ...]


class _Read(NamedTuple):
    """What was read of a folder: the files that were looked at, and what is in those that are new.

    ``known`` is the revision of the speakers it was looked through with.
    """

    files: dict[Path, State]
    found: _Found
    skipped: tuple[Skipped, ...]
    known: int


class Watching:
    """A folder watched from the desk; `look` is called again and again until `end`."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.path = path
        self.told = ""
        """What came in last, in words; whoever says it takes it away."""
        self.coming: Bringing | None = None
        """What came in last."""
        self.ended = False
        self._desk = desk
        self._folder = Folder(path, desk.ws.path)
        self._work: Work[_Read] | None = None
        self._read: _Read | None = None
        self._gathered: tuple[Bringing, int, int] | None = None
        self._next = 0.0
        self._undone_at = -1
        """The desk's revision at which something can be redone, which an act more would end."""

    @property
    def state(self) -> str:
        """What it is at, for the status line."""
        work = self._work
        if work is not None and work.at:
            return f"reading {work.done} of {work.total}: {Path(work.at).name}"
        if self._read is not None and self._undone_at == self._desk.revision:
            return "what came waits while something can be redone"
        return f"watching {self.path.name or self.path}"

    def end(self) -> None:
        """Look no more, and drop what is being read."""
        self.ended = True
        self.drop()

    def drop(self) -> None:
        """Drop what is being read; while it is watched, that is read again later."""
        if self._work is not None:
            self._work.break_off()
            self._work = None

    def look(self) -> None:
        """Go on with what is to be done, for a moment. Raises OnrecordError when the folder or the disk fails."""
        if self.ended:
            return
        if self._read is not None:
            self._gather(self._read)
        elif self._work is not None:
            if self._work.ended:
                work, self._work = self._work, None
                self._read = work.result()
                if not self._read.found and not self._read.skipped:
                    self._leave(self._read)
        elif time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            self._begin()

    def _begin(self) -> None:
        """Start to read what is ready, with what is known now."""
        ws = self._desk.ws
        there = {*ws.sources.values("sha256"), *ws.sources.values("container")}
        find, known = self._finder()

        def read(work: Work[_Read]) -> _Read:
            looked: dict[Path, State] = {}
            new: list[Path] = []
            for file, state in self._folder.ready().items():
                work.check()
                if len(new) == MOST:
                    break
                looked[file] = state
                with suppress(OSError):
                    if digest(file) in there:
                        continue
                new.append(file)
            seen: set[str] = set()

            def at(name: str) -> None:
                seen.add(name.partition("#")[0])
                work.step(name, len(seen), len(new))

            documents = Documents(new, lambda line: work.check(), but=ws.path, at=at)
            found = find(documents)
            return _Read(looked, found, tuple(documents.skipped), known)

        self._start(read)

    def _begin_again(self, read: _Read) -> None:
        """Start to look through what was read once more, with the speakers as they are now."""
        find, known = self._finder()

        def again(work: Work[_Read]) -> _Read:
            def each() -> Iterator[Source | Skipped]:
                for done, one in enumerate(read.found):
                    result = one if isinstance(one, Skipped) else one[0]
                    work.step(result.path if isinstance(result, Skipped) else result.origin, done, len(read.found))
                    yield result

            return read._replace(found=find(each()), known=known)

        self._read = self._gathered = None
        self._start(again)

    def _finder(self) -> tuple[Callable[[Iterable[Source | Skipped]], _Found], int]:
        """What looks through sources with the speakers and words of now, and the revision of those speakers."""
        ws = self._desk.ws
        speakers, own = tuple(ws.speakers), owns_for(ws)

        def find(sources: Iterable[Source | Skipped]) -> _Found:
            with closing(find_in_each(sources, speakers, own, jobs=1)) as results:  # apart: keys are answered
                return tuple(results)

        return find, ws.speakers.revision

    def _start(self, read: Callable[[Work[_Read]], _Read]) -> None:
        self._work = Work(read, break_off)
        self._work.start()

    def _leave(self, read: _Read) -> None:
        """Be through with what was read."""
        self._read = self._gathered = None
        self._folder.done(read.files)

    def _gather(self, read: _Read) -> None:
        """Bring what was read together with what is in the workspace, for a moment; save it when that is done."""
        ws, revision = self._desk.ws, self._desk.revision
        if read.known != ws.speakers.revision:
            self._begin_again(read)
            return
        until = time.monotonic() + SLICE
        if self._gathered is None or self._gathered[2] != revision:
            keep = Originals(ws.path).folder.is_dir()
            coming = Bringing(ws, ws.path, lambda line: None, lambda line: None, keep=keep)
            coming.skipped += read.skipped
            self._gathered = (coming, 0, revision)
        coming, at, _ = self._gathered
        while at < len(read.found):
            coming.receive(read.found[at])
            at += 1
            if time.monotonic() >= until and at < len(read.found):
                self._gathered = (coming, at, revision)
                return
        self._gathered = (coming, at, revision)
        if self._undone_at != revision and ws.can_redo():
            self._undone_at = revision
        if self._undone_at == revision:
            return
        self._leave(read)
        change = coming.save(ws)
        if change is not None or coming.skipped:
            self.coming = coming
            told = coming.summary() or f"{counted(len(coming.batch.taken), 'source')} came in"
            self.told = f"{self.path.name or self.path}: {told}"
