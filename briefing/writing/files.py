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


def write(path: Path, selection: Selection, *, replace: bool = False) -> Path:
    """Write ``selection`` to ``path`` in the format its name ends on: ``.md``, ``.csv`` or ``.jsonl``.

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
            out.writelines(pieces(selection))
            out.flush()
            os.fsync(out.fileno())
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
