"""The one door of the reading: a path becomes a Source, many paths a stream of Sources and of what was skipped."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.reading.draft import Draft, finish
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.given import Given
from briefing.reading.kinds_table import QUICK, kind_of, reader_of
from briefing.reading.ours import kept
from briefing.reading.sites import known_outlets
from briefing.records import IdFactory, Source, new_id

MAX_QUICK = 32 * 1024 * 1024
MAX_LINE = 5_000_000
MAX_LINES = 300_000
MAX_TEXT = 20_000_000


def read(path: Path, ids: IdFactory = new_id, *, rules: Path | None = None) -> Source:
    """The one document of the file at ``path``; of a message the words, not the attachments.

    Raises ReadError when the file can't be read, holds no words, or holds several documents (``read_all`` takes those).
    """
    path = Path(path)
    if path.is_dir():
        raise ReadError(f"{path}: is a folder; add its files, or the folder as a whole")
    found: list[Source] = []
    for source in sources(path, ids, rules=rules):
        if isinstance(source, Skipped):
            continue
        found.append(source)
        if len(found) > 1 or source.kind == "eml":
            break
    if len(found) > 1:
        raise ReadError(f"{path}: holds several documents; import it as a whole")
    return found[0]


def read_all(
    paths: Iterable[Path],
    ids: IdFactory = new_id,
    *,
    columns: Mapping[str, str] | None = None,
    rules: Path | None = None,
) -> Iterator[Source | Skipped]:
    """Every document of the files and folders at ``paths``, in a fixed order; what can't be read is Skipped.

    Hidden files, and the folder a browser puts beside a saved page, are passed over; what onrecord itself wrote (a
    workspace and what is kept beside it, an export) is Skipped by what it is. A folder without one readable
    file gives one Skipped that says so. ``columns`` (field of a source -> column) is for tables whose columns have
    names of their own, ``rules`` the analyst's own table of sites (as ``sites.toml``), which goes before ours.
    """
    for path in paths:
        path = Path(path)
        if not path.is_dir() or kept(path):
            yield from _one(path, ids, columns or {}, rules)
            continue
        readable = 0
        for file in files_in(path):
            for result in _one(file, ids, columns or {}, rules):
                readable += isinstance(result, Source)
                yield result
        if not readable:
            yield Skipped(str(path), "no readable file in this folder")


def files_in(folder: Path) -> Iterator[Path]:
    """The files below ``folder`` that are worth reading, sorted; links to folders are not followed.

    A folder that is kept beside a workspace comes as it is, in the place of what is in it.
    """
    for root, folders, files in os.walk(folder):
        pages = {name.rpartition(".")[0] for name in files if name.lower().endswith((".html", ".htm"))}
        furniture = {f"{page}{ending}" for page in pages for ending in ("_files", ".files", "_Dateien", "-Dateien")}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in furniture)
        beside = [name for name in folders if kept(Path(root, name))]
        folders[:] = [name for name in folders if name not in beside]
        for name in sorted([*files, *beside]):
            if not name.startswith("."):
                yield Path(root) / name


def _one(path: Path, ids: IdFactory, columns: Mapping[str, str], rules: Path | None) -> Iterator[Source | Skipped]:
    """The documents of one file, or why there are none; a folder that is kept beside a workspace has none."""
    if kept(path):
        yield Skipped(str(path), f"holds {kept(path)}, no documents")
        return
    try:
        yield from sources(path, ids, columns, rules)
    except ReadError as error:
        yield Skipped(str(path), str(error).removeprefix(f"{path}: "))
    except Exception as error:  # Whatever goes wrong with one file, the others go on.
        if isinstance(error, OnrecordError) or os.environ.get("ONRECORD_DEBUG"):
            raise
        told = " ".join(f"{type(error).__name__}: {error}".split())
        yield Skipped(str(path), f"could not be read ({told[:200]})")


def sources(
    path: Path, ids: IdFactory = new_id, columns: Mapping[str, str] | None = None, rules: Path | None = None
) -> Iterator[Source | Skipped]:
    """The documents of one file, and what in it is none, in a process of its own where its kind is risky.

    Raises ReadError, which begins with the path, also after some documents have come.
    """
    count = 0
    try:
        given = Given(path.name, path, columns=columns or {}, rules=str(rules or ""))
        kind = kind_of(given)
        if kind in QUICK and (not path.is_file() or path.stat().st_size <= MAX_QUICK):
            found = read_here(given, kind, ids)
        else:
            from briefing.reading.worker import read_apart  # noqa: PLC0415 - quick kinds need no processes

            found = read_apart(path, ids, columns or {}, str(rules.absolute()) if rules else "")
        for source in found:
            count += isinstance(source, Source)
            yield source
    except ReadError as error:
        raise ReadError(f"{path}: {' '.join(str(error).split())}") from error
    except (RecursionError, MemoryError) as error:
        raise ReadError(f"{path}: is too deeply nested or too large to be read") from error
    if not count:
        raise ReadError(f"{path}: no text was found in it")


def read_here(given: Given, kind: str, ids: IdFactory = new_id) -> Iterator[Source | Skipped]:
    """The documents of ``given``, and what in it is none, in this process. Raises ReadError without the path."""
    outlets = known_outlets(given.rules)
    for draft in reader_of(kind)(given):
        if isinstance(draft, Skipped):
            yield draft.within(str(given.path), "#")
            continue
        if not draft.data:
            draft.data = given.data
        if not draft.name and kind not in ("table", "sheet"):
            draft.name = given.name.rpartition(".")[0] or given.name
        draft.outlets = outlets
        _check(draft)
        yield finish(draft, origin=f"{given.path}#{draft.part}" if draft.part else str(given.path), ids=ids)


def _check(draft: Draft) -> None:
    """Raises ReadError when the words of ``draft`` are none, or beyond what is worked through in bounded time."""
    texts = [draft.text] if draft.parts is None else [words for words, _ in draft.parts]
    if not any(map(str.strip, texts)):
        raise ReadError("no text was found in it")
    size = sum(map(len, texts))
    lines = sum(words.count("\n") + (not words.endswith("\n")) for words in texts)
    if lines > MAX_LINES:
        raise ReadError(f"more than {MAX_LINES:,} lines are beyond what is read; split the file")
    if size > MAX_TEXT:
        raise ReadError(f"{size:,} characters of text are beyond the {MAX_TEXT:,} that are read; split the file")
    longest = max(len(line) for words in texts for line in words.splitlines()) if size > MAX_LINE else 0
    if longest > MAX_LINE:
        raise ReadError(f"a line of {longest:,} characters is beyond the {MAX_LINE:,} that are read; is this a text?")
