"""The one door of the reading: a path becomes a Source, many paths a stream of Sources and of what was skipped."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefing.reading.draft import Draft, finish
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.kinds_table import kind_of, reader_of
from briefing.records import IdFactory, Source, new_id

MAX_BYTES = 256 * 1024 * 1024
MAX_LINE = 5_000_000
MAX_TEXT = 20_000_000


def read(path: Path, ids: IdFactory = new_id) -> Source:
    """The one document of the file at ``path``.

    Raises ReadError when the file can't be read, holds no words, or holds several documents (``read_all`` takes those).
    """
    path = Path(path)
    if path.is_dir():
        raise ReadError(f"{path}: is a folder; add its files, or the folder as a whole")
    found = list(_sources(path, ids, limit=2))
    if not found:
        raise ReadError(f"{path}: no text was found in it")
    if len(found) > 1:
        raise ReadError(f"{path}: holds several documents; import it as a whole")
    return found[0]


def read_all(paths: Iterable[Path], ids: IdFactory = new_id) -> Iterator[Source | Skipped]:
    """Every document of the files and folders at ``paths``, in a fixed order; what can't be read is Skipped.

    Hidden files are passed over in folders. A folder without one readable file gives one Skipped that says so.
    """
    for path in paths:
        path = Path(path)
        if not path.is_dir():
            yield from _one(path, ids)
            continue
        readable = 0
        for file in _walk(path):
            for result in _one(file, ids):
                readable += isinstance(result, Source)
                yield result
        if not readable:
            yield Skipped(str(path), "no readable file in this folder")


def _one(path: Path, ids: IdFactory) -> Iterator[Source | Skipped]:
    """The documents of one file, or why there are none."""
    try:
        yield from _sources(path, ids)
    except ReadError as error:
        yield Skipped(str(path), str(error).removeprefix(f"{path}: "))


def _walk(folder: Path) -> Iterator[Path]:
    """The files below ``folder``, sorted, links to folders not followed."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(root) / name


def _sources(path: Path, ids: IdFactory, limit: int = 0) -> Iterator[Source]:
    """The documents of the file; every failure as a ReadError that begins with the path."""
    data = _bytes(path)
    count = 0
    try:
        kind = kind_of(data, path.name)
        for draft in reader_of(kind)(data):
            draft.data = draft.data or data
            draft.name = draft.name or path.stem
            _check(draft)
            yield finish(draft, origin=str(path) + (f"#{draft.part}" if draft.part else ""), ids=ids)
            count += 1
            if count == limit:
                return
    except ReadError as error:
        raise ReadError(f"{path}: {error}") from error
    except (RecursionError, MemoryError) as error:
        raise ReadError(f"{path}: too deeply nested or too large to be read") from error
    if not count:
        raise ReadError(f"{path}: no text was found in it")


def _bytes(path: Path) -> bytes:
    """The bytes of the file, with every reason for not having them in a line."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ReadError(f"{path}: is no ordinary file")
        if size > MAX_BYTES:
            raise ReadError(f"{path}: {size / 1e6:,.0f} MB is beyond the {MAX_BYTES // 1_000_000:,} MB that are read")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(f"{path}: no such file") from error
    except PermissionError as error:
        raise ReadError(f"{path}: may not be read; check its permissions") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: can't be read ({getattr(error, 'strerror', None) or error})") from error
    if not data.strip():
        raise ReadError(f"{path}: is empty")
    return data


def _check(draft: Draft) -> None:
    """Raises ReadError when the words of ``draft`` are none, or beyond what is worked through in bounded time."""
    words = draft.text if draft.parts is None else "\n".join(text for text, _ in draft.parts)
    if not words.strip():
        raise ReadError("no text was found in it")
    if len(words) > MAX_TEXT:
        raise ReadError(f"{len(words):,} characters of text are beyond the {MAX_TEXT:,} that are read; split the file")
    longest = max(map(len, words.splitlines()), default=0)
    if longest > MAX_LINE:
        raise ReadError(f"a line of {longest:,} characters is beyond the {MAX_LINE:,} that are read; is this a text?")
