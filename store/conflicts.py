"""Copies that cloud folders leave when two machines wrote one file: seen and named, never opened unasked."""

from __future__ import annotations

import re
from pathlib import Path

_MARKS = (
    r"(?i) \([^()]*(?:conflicted copy|case conflict|in konflikt)[^()]*\)|\.sync-conflict-\d{8}-\d{6}[-\w]*|_conf\(\d+\)"
)
"""What Dropbox and Nextcloud, Syncthing and Seafile put between name and ending."""


def conflicted_copies(path: Path) -> list[Path]:
    """The conflicted copies of a workspace file or its log in its folder (Dropbox, Syncthing, ...)."""
    try:
        beside = sorted(path.parent.iterdir())
    except OSError:
        return []
    endings, own = (path.suffix, path.suffix + ".log"), (path.name, path.name + ".log")
    like = [p for p in beside if p.name not in own and p.name.startswith(path.stem) and p.name.endswith(endings)]
    if not like:
        return []
    marks = re.compile(_MARKS)
    return [p for p in like if marks.match(p.name, len(path.stem)) or marks.match(p.name, len(path.name))]


def conflict_notice(path: Path, copy: Path) -> str:
    """What to tell of one, in a line."""
    return (
        f"{copy.name} lies beside {path.name}: another machine changed it at the same time; look into it and keep one"
    )
