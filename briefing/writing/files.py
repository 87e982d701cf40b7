"""The door: a selection becomes a file, whole or not at all. The only module here that touches a disk."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.writing import jsonl, markdown, table
from briefing.writing.selection import Selection

FORMATS: dict[str, tuple[Callable[[Selection], Iterator[str]], str, str]] = {
    ".md": (markdown.lines, "utf-8", markdown.MARK),
    ".csv": (table.lines, "utf-8-sig", table.line(table.COLUMNS).rstrip()),
    ".jsonl": (jsonl.lines, "utf-8", '{"onrecord":'),
}
"""By a file name's ending: what makes its text, its encoding, and how each file of ours begins."""


class WriteError(OnrecordError):
    """An export that could not be written; there is no half of it on disk."""


EVERY = 100
"""After so many pieces of text it is told how far the writing is."""


def write(
    path: Path, selection: Selection, *, replace: bool = False, told: Callable[[int, int], None] = lambda done, of: None
) -> Path:
    """Write ``selection`` to ``path`` in the format its name ends on: ``.md``, ``.csv`` or ``.jsonl``.

    ``told`` hears how many pieces of about how many are written; what it raises ends the writing, and nothing is left.
    The file appears under its name when it is complete and synced. An existing file is replaced if it is empty or an
    export of the same format, any other only with ``replace``. Raises `WriteError`.
    """
    pieces, encoding, begins = format_of(path)
    if not replace and _is_foreign(path, begins):
        raise WriteError(f"{path} exists and is no export of onrecord: give another name, or --force to replace it")
    target = Path(os.path.realpath(path))
    partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with partial.open("x", encoding=encoding, newline="", errors="replace") as out:
            about = _about(path, selection)
            for number, piece in enumerate(pieces(selection)):
                if number % EVERY == 0:
                    told(min(number, about), about)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
            told(about, about)
        partial.replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise WriteError(f"can't write {path}: {reason(error)}") from error
        raise
    return path


def format_of(path: Path) -> tuple[Callable[[Selection], Iterator[str]], str, str]:
    """The entry of `FORMATS` for a file name. Raises `WriteError` (status 2) for any other ending."""
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        wrong = WriteError(f"can't tell the format of {path}: let its name end in {', '.join(FORMATS)}")
        wrong.status = 2
        raise wrong from None


def _about(path: Path, selection: Selection) -> int:
    """About how many pieces the text has."""
    quotes, sources = len(selection.quotes), len(selection.sources)
    if path.suffix.lower() == ".jsonl":
        chosen = selection
        records = (chosen.speakers, chosen.codes, chosen.reviews, chosen.notes, chosen.links, chosen.rest)
        return 1 + quotes + sources + sum(map(len, records))
    return 1 + quotes if path.suffix.lower() == ".csv" else 1 + sources + 2 * quotes


def reason(error: OSError) -> str:
    """What the system says, in words for a sentence: ``No such file or directory`` as ``no such file or directory``."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


def _is_foreign(path: Path, begins: str) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(len(begins) * 4 + 3).decode("utf-8-sig", errors="replace")
    except OSError:
        return False
    return bool(head) and not head.startswith(begins)
