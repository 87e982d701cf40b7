"""Files that were named become sources one after another; what can't be read is told and remembered with its reason."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from briefing.errors import OnrecordError
from briefing.finding import Finding, find
from briefing.finding.lexicon import Lexicon
from briefing.reading import read_all
from briefing.reading.errors import Skipped
from briefing.records import Source
from tui.rules import rules


def _named(source: Source) -> Source:
    """The source with an origin that is text, also where the name of its file is none."""
    name = source.origin.encode(errors="surrogateescape").decode(errors="replace")
    return source if name == source.origin else msgspec.structs.replace(source, origin=name)


def found_in(source: Source, words: Lexicon) -> Finding:
    """The statements of a source. Raises `OnrecordError` for whatever goes wrong, so that other sources go on."""
    try:
        return find(source, words=words)
    except Exception as error:
        if os.environ.get("ONRECORD_DEBUG"):
            raise
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise OnrecordError(f"{source.origin}: its statements could not be looked for ({told})") from error


class Documents:
    """The sources in ``files``, in order. ``skipped`` is what was passed over, each of which ``refuse`` is told in a
    line; ``at`` is called with the name of each file, or part of one, that was looked at.

    A folder in which nothing can be read is told in one line. The file ``but`` and what is named after it (its log, its
    lock, its backups) are passed over.
    """

    def __init__(
        self,
        files: Sequence[str | Path],
        refuse: Callable[[str], None],
        *,
        but: Path | None = None,
        at: Callable[[str], None] | None = None,
        columns: Mapping[str, str] | None = None,
    ) -> None:
        self.files = [Path(file) for file in files]
        self.but = but.resolve() if but is not None else None
        self.at = at
        self.refuse = refuse
        self.skipped: list[Skipped] = []
        self.rules = rules()
        self.columns = columns

    def __iter__(self) -> Iterator[Source]:
        for file in self.files:
            yield from self._of(file)

    def _of(self, file: Path) -> Iterator[Source]:
        waiting: list[Skipped] = []
        found = False
        for result in read_all([file], columns=self.columns, rules=self.rules):
            name = result.origin if isinstance(result, Source) else result.path
            if self._is_own(name):
                continue
            if self.at is not None:
                self.at(name)
            if isinstance(result, Source):
                if not found:
                    found = True
                    self._tell(waiting)
                    waiting.clear()
                yield _named(result)
            elif found:
                self._tell([result])
            else:
                waiting.append(result)
        if waiting and not found:
            self._tell_folder(file, waiting) if file.is_dir() else self._tell(waiting)

    def pass_over(self, one: Skipped) -> None:
        """Tell why a source that was read is not taken, and count it."""
        self._tell([one])

    def _is_own(self, origin: str) -> bool:
        if self.but is None or self.but.name not in origin:
            return False
        path = Path(origin.partition("#")[0]).resolve()
        if not path.is_relative_to(self.but.parent):
            return False
        return f"{path.relative_to(self.but.parent).parts[0]}.".startswith(f"{self.but.name}.")

    def _tell(self, passed_over: Sequence[Skipped]) -> None:
        for one in passed_over:
            self.skipped.append(one)
            self.refuse(f"{one.path}: {one.reason}")

    def _tell_folder(self, folder: Path, passed_over: Sequence[Skipped]) -> None:
        self.skipped.append(Skipped(str(folder), passed_over[-1].reason))
        files = len({one.path for one in passed_over} - {str(folder)})
        looked = f" ({files} file{'s' * (files != 1)} looked at)" if files else ""
        self.refuse(f"{folder}: {passed_over[-1].reason}{looked}; name files, or a folder with reports in it")
