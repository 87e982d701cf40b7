"""The files onrecord itself writes, known by what is in them: no documents, whatever words they hold.

Knows what these files look like, not how they are read.
"""

from __future__ import annotations

import re
from pathlib import Path

from briefing.reading.given import Given

_TAIL = 4096
_LOG = re.compile(rb'[0-9a-f]{8} \{"n":\d+,"p":"[0-9a-f]{8}","t":"')
_LOCK = re.compile(rb'\{"analyst": ?"[^\n]*, ?"pid": ?\d+, ?"since": ?\d+\}\s*\Z')
_EXPORT = re.compile(rb'\{"onrecord":\d+,"workspace":')
_WORKSPACE = re.compile(rb'"_store"\s*:\s*\{\s*"1"\s*:\s*\{\s*"format"')
_KEPT = {".backups": "the backups", ".originals": "the originals"}


def ours(given: Given, head: bytes) -> str:
    """What a file that begins with ``head`` is to onrecord, as words that follow "is"; empty for any other file."""
    if _LOG.match(head):
        return "the log of an onrecord workspace"
    if head.startswith(b"{"):
        if _EXPORT.match(head):
            return "an export of onrecord"
        if _LOCK.match(head):
            return "the lock of an onrecord workspace that is open"
        if _WORKSPACE.search(_tail(given)):
            return "an onrecord workspace, or a backup of one"
    return "an original that an onrecord workspace keeps" if given.path and kept(given.path.parent.parent) else ""


def kept(folder: Path) -> str:
    """What a folder beside a workspace holds for it, as words that follow "holds"; empty for any other folder."""
    what = _KEPT.get(folder.suffix, "")
    there = bool(what) and folder.is_dir() and folder.with_suffix("").is_file()
    return f"{what} of an onrecord workspace" if there else ""


def _tail(given: Given) -> bytes:
    with given.open() as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - _TAIL))
        return stream.read()
