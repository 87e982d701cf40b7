"""Files on their way into a workspace: read, looked through for statements, gathered, and told of line by line.

Used alike by the app, ``add`` and ``watch``. The workspace has nothing of it until ``save``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from itertools import islice
from pathlib import Path

import msgspec

from briefing.finding import Finding
from briefing.reading import find_in_all
from briefing.reading.door import files_in
from briefing.reading.errors import Skipped
from briefing.records import Source
from store import Change, Workspace
from store.acts.batch import Batch, Taken
from store.acts.wording import counted
from store.originals import Originals, OtherBytes, digest, file_of
from tui.documents import Documents
from tui.owns import owns_for

SHOWN = 20
"""How many quotes of a revised source are shown one by one."""


class Bringing:
    """What is brought into ``ws`` (None: a workspace still to be made), whose file is or will be at ``path``.

    The analyst's own words and those of the workspace are looked for. ``tell`` gets a line for each source that is
    read, ``refuse`` one for each file that can't be, or can't be kept. ``keep`` keeps the files' bytes, ``columns``
    says in which column of a table a field of a source is, ``attachments`` whether those of messages come in. Raises
    WordsError when the words can't be used.
    """

    def __init__(
        self,
        ws: Workspace | None,
        path: Path,
        tell: Callable[[str], None],
        refuse: Callable[[str], None],
        *,
        keep: bool = False,
        columns: Mapping[str, str] | None = None,
        attachments: bool = True,
    ) -> None:
        self.batch = Batch(ws, path.parent)
        self.told: dict[str, str] = {}
        """What was told of each source that came in, by its id."""
        self.known: list[tuple[str, str]] = []
        """Origin and title of what was in the workspace already, or came twice."""
        self.skipped: list[Skipped] = []
        self.change: Change | None = None
        """What came of it, once it was saved."""
        self.unkept: list[Skipped] = []
        """Files that came in and whose bytes could not be kept, though that was asked for."""
        self._ws = ws
        self._path = path
        self._columns = columns or {}
        self._own = owns_for(ws)
        self._attachments = attachments
        self._message = ""
        self.attached = 0
        """How many of the documents that come in are attachments of a message."""
        self._tell = tell
        self._refuse = refuse
        self._names = {speaker.id: speaker.name for speaker in self.batch.speakers}
        self._originals = Originals(path) if keep else None
        self._files: dict[Path, str] = {}
        self._wanted: dict[Path, str] = {}
        self._made: list[str] = []

    def read(self, files: Sequence[str | Path], at: Callable[[str], None] | None = None) -> None:
        """Read ``files`` and look for statements, on all cores where there is much; ``at`` gets each file's name.

        Whatever ``at`` or ``tell`` raises, and Ctrl+C, ends it and leaves nothing behind.
        """
        documents = Documents(files, self._refuse, but=self._path, at=at, columns=self._columns)
        with closing(find_in_all(self._fresh(documents), self.batch.speakers, self._own)) as results:
            for result in results:
                if isinstance(result, Skipped):
                    documents.pass_over(result)
                else:
                    self._take(*result)
        self.skipped += documents.skipped

    def receive(self, result: tuple[Source, Finding] | Skipped) -> None:
        """Take what somebody else read and looked through, one document after another."""
        if isinstance(result, Skipped):
            self.skipped.append(result)
        elif self._is_fresh(result[0]):
            self._take(self._contained(result[0]), result[1])

    def _fresh(self, documents: Documents) -> Iterator[Source]:
        """The sources whose words are not there yet, with the SHA-256 of the file they are part of."""
        for source in documents:
            if self._is_fresh(source):
                yield self._contained(source)

    def _is_fresh(self, source: Source) -> bool:
        """Whether the words of a source are not there yet, and are wanted."""
        attached = bool(self._message) and source.origin.startswith((f"{self._message}#", f"{self._message}/"))
        if source.kind == "eml" and not attached:
            self._message = source.origin
        if attached and not self._attachments:
            return False
        title = self.batch.there(source)
        if title is None:
            self.attached += attached
            return True
        self.known.append((source.origin, title))
        self._tell(f"{source.origin}: already there as “{title}”, nothing added")
        if self._originals and self._ws is not None:
            source = self._contained(source)
            if self._ws.sources.count(sha256=source.sha256, container=source.container):
                self._want(source)
        return False

    def _contained(self, source: Source) -> Source:
        if "#" not in source.origin:
            return source
        path = file_of(source.origin)
        if path is None or str(path) == source.origin:
            return source
        if path not in self._files:
            try:
                self._files[path] = digest(path)
            except OSError:
                return source
        return msgspec.structs.replace(source, container=self._files[path])

    def _take(self, source: Source, found: Finding) -> None:
        for speaker in found.speakers:
            self._names[speaker.id] = speaker.name
        taken = self.batch.take(source, found)
        if self._originals:
            self._want(taken.source)
        first, *more = self._line(taken), *fates(taken)
        self.told[taken.source.id] = "\n".join((f"{first}.\n", *more))
        for line in (first, *more):
            self._tell(line)

    @property
    def failed(self) -> bool:
        """Whether something could not be read, or not be kept."""
        return bool(self.unkept) or any(not one.pages for one in self.skipped)

    def _line(self, taken: Taken) -> str:
        """What is told of one source that came in."""
        source = taken.source
        parts = [f"{source.origin}: “{source.title}”" if source.title else source.origin]
        if source.outlet:
            parts.append(source.outlet)
        guess = " (a guess)" if source.published_from == "guess" else ""
        parts.append(f"{source.published}{guess}" if source.published else "no date")
        if taken.carried is not None:
            states = (f"{taken.carried.count(state)} {state}" for state in ("kept", "moved", "changed", "lost"))
            parts.append(f"a new text of what is there: {', '.join(states)}, {len(taken.quotes)} new")
        else:
            parts.append(counted(len(taken.quotes), "quote") + self._by(taken))
        if taken.reprint is not None and taken.first is not None:
            outlet = f" ({taken.first.outlet})" if taken.first.outlet else ""
            title = taken.first.title or taken.first.origin
            parts.append(f"prints “{title}”{outlet} again: {taken.reprint.share:.0%} of the words in common")
        parts += [f"{gone} is {keep}, and goes into that speaker" for gone, keep in taken.merged]
        if source.cleaned:
            parts.append(f"{counted(source.cleaned, 'harmful character')} made harmless")
        return ", ".join(parts)

    def _by(self, taken: Taken) -> str:
        counts: dict[str, int] = {}
        for quote in taken.quotes:
            if quote.speaker is not None:
                counts[quote.speaker] = counts.get(quote.speaker, 0) + 1
        names = [self._names[key] for key in sorted(counts, key=lambda key: -counts[key]) if key in self._names]
        if not names:
            return ""
        more = f" and {counted(len(names) - 3, 'other')}" if len(names) > 3 else ""
        return f" by {', '.join(names[:3])}{more}"

    # keeping ---------------------------------------------------------------------------------------------------------

    def _want(self, source: Source) -> None:
        """Have the file of ``source`` kept when all is saved."""
        path = file_of(source.origin)
        if path is None:
            self._leave(source.origin, "its file is not found any more, and can't be kept")
        else:
            self._wanted[path] = source.container or source.sha256

    def _leave(self, name: str, reason: str) -> None:
        self.unkept.append(Skipped(name, reason))
        self._refuse(f"{name}: {reason}")

    def keep(self, step: Callable[[str, int, int], None] = lambda name, done, total: None) -> None:
        """Keep the originals where that was asked for; `save` does it where it was not done before.

        ``step`` hears which file is copied, how many are done, and of how many. Whatever it raises ends it and leaves
        nothing behind. Raises WriteFailed.
        """
        total = len(self._wanted)
        try:
            for done, (path, sha256) in enumerate(self._wanted.items() if self._originals else ()):
                try:
                    new = self._originals.keep(path, sha256, partial(step, str(path), done, total))  # type: ignore[union-attr]
                    self._made += [sha256] * new
                except OtherBytes:
                    self._leave(str(path), "changed while it was read: the bytes that were read are not kept")
            step("", total, total)
        except BaseException:
            self._drop()
            raise
        self._wanted = {}

    def _drop(self) -> None:
        for sha256 in self._made:
            self._originals.drop(sha256)  # type: ignore[union-attr]

    def save(self, ws: Workspace) -> Change | None:
        """Keep the originals, then put everything into ``ws`` as one change."""
        self.keep()
        try:
            self.change = self.batch.save(ws)
            return self.change
        except BaseException:
            self._drop()
            raise

    def summary(self) -> str:
        """What came in, what did not and why; nothing where all that was given is new."""
        revised = sum(1 for one in self.batch.taken if one.what == "new text")
        reprints = sum(1 for one in self.batch.taken if one.what == "reprint")
        merged = len(self.batch.merged)
        if not (revised or reprints or merged or self.known or self.skipped or self.unkept):
            return ""
        parts = [f"{len(self.batch.taken) - revised} new"]
        if reprints:
            parts[0] += f" ({counted(reprints, 'reprint')} among them)"
        if revised:
            parts.append(f"{revised} with a new text")
        if merged:
            parts.append(f"{counted(merged, 'speaker')} known before merged into others")
        if self.known:
            parts.append(f"{len(self.known)} known before")
        if self.skipped:
            # What to do about it stands in the line of each; here it would hide where one reason ends.
            told = (re.split("[;:,(]", one.reason, maxsplit=1)[0].strip() for one in self.skipped)
            reasons = Counter(told).most_common()
            why = "; ".join(f"{count} × {reason}" if count > 1 else reason for reason, count in reasons)
            parts.append(f"{sum(one.pages or 1 for one in self.skipped)} skipped ({why})")
        if self.unkept:
            parts.append(f"{len(self.unkept)} whose file is not kept")
        return ", ".join(parts)


def count_files(files: Sequence[str | Path]) -> int:
    """How many files there are to read; 0 for a single one, which may hold any number of documents."""
    paths = [Path(file) for file in files]
    if len(paths) == 1 and not paths[0].is_dir():
        return 0
    return sum(sum(1 for _ in files_in(path)) if path.is_dir() else 1 for path in paths)


def break_off() -> None:
    """End the processes that a reading in another thread may wait for; it ends then by what it is told next."""
    with suppress(KeyError):
        sys.modules["briefing.reading.worker"].end()


def fates(taken: Taken) -> Iterator[str]:
    """A line for each quote of a revised source that is not as it was."""
    if taken.carried is None:
        return
    told = [fate for fate in taken.carried.fates if fate[0] != "kept"]
    order = {"lost": 0, "changed": 1, "moved": 2}
    for state, was, now in islice(sorted(told, key=lambda fate: order[fate[0]]), SHOWN):
        yield f"- {state}: {was.text}" + (f" → {now.text}" if state == "changed" else "")
    if len(told) > SHOWN:
        yield f"- and {len(told) - SHOWN} more that are not as they were"
    if taken.carried.count("lost"):
        yield "- lost quotes keep their judgements: list them with --where is:lost"
