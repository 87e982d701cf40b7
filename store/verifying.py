"""The bytes that sources came from, compared with what is on disk now: the file, and the original that was kept."""

from __future__ import annotations

from pathlib import Path

from briefing.records import Source
from store.originals import Originals, digest, file_of


def compared(source: Source, originals: Originals, home: Path) -> tuple[str, bool]:
    """What there is to say about the bytes of a source, and whether that is bad; nothing where all is as imported.

    The file is looked for in the current folder and in ``home``, the workspace's.
    """
    sha256 = source.container or source.sha256
    if not source.origin or not sha256:
        return "it was not read from a file", True
    kept = sha256 in originals
    if kept and not originals.whole(sha256):
        return f"the original that was kept has changed since: {originals.place(sha256)}", True
    told = _file(source, sha256, home)
    if told and kept:
        return f"{told}; the original that was kept is as it was", False
    if "has changed since" in told and source.revised_by:
        return f"{told}; its new text is in the workspace", False
    return told, bool(told)


def _file(source: Source, sha256: str, home: Path) -> str:
    """What is wrong with the file of a source; nothing when its bytes are those that were imported.

    A relative name is looked for in the current folder, then in the workspace's; the one that is as it was counts.
    """
    if Path(source.origin).is_absolute():
        return _at(source, source.origin, sha256)
    here = Path.cwd()
    told = ""
    for folder in dict.fromkeys((here, home)):
        origin = source.origin if folder == here else str(folder / source.origin)
        found = _at(source, origin, sha256)
        if not found:
            return ""
        told = found if not told or file_of(origin) is not None else told
    looked = " and ".join(str(folder) for folder in dict.fromkeys((here, home)))
    return f"{told} (looked in {looked})"


def _at(source: Source, origin: str, sha256: str) -> str:
    path = file_of(origin)
    if path is None:
        within = "#" in origin and bool(source.container)
        return "its file is gone" if within else _unreadable(Path(origin))
    if "#" in origin and str(path) != origin and not source.container:
        return "it came from within a file, which is not compared"
    try:
        return "" if digest(path) == sha256 else "its file has changed since"
    except OSError as error:
        return f"its file can't be read ({(error.strerror or str(error)).lower()})"


def _unreadable(path: Path) -> str:
    try:
        path.open("rb").close()
    except OSError as error:
        return f"its file can't be read ({(error.strerror or str(error)).lower()})"
    return "its file can't be read"
