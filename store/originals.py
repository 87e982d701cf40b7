"""The bytes that sources were read from, kept beside a workspace under their SHA-256: ``NAME.json.originals/ab/abcd…``.

The same bytes are kept once. A file is there whole and durable, or not at all; what a crash leaves ends in ``.tmp``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container
from contextlib import suppress
from pathlib import Path

from store.backups import originals_folder
from store.disk import Disk
from store.errors import WorkspaceError, WriteFailed

_CHUNK = 1 << 20


def digest(path: Path) -> str:
    """The SHA-256 of a file, as hexadecimal digits. Raises OSError."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            found.update(piece)
    return found.hexdigest()


def file_of(origin: str) -> Path | None:
    """The file on disk that an origin names, or that holds the part it names (``box.zip#one.txt``); None without."""
    at = len(origin)
    while at > 0:
        path = Path(origin[:at])
        try:
            if path.is_file():
                return path
        except (OSError, ValueError):
            return None
        at = origin.rfind("#", 0, at)
    return None


class OtherBytes(WorkspaceError):
    """A file has not the bytes any more that were read."""


def kept_files(path: Path) -> list[Path]:
    """The originals of a workspace file, and what crashes left among them, in a fixed order."""
    return sorted(p for p in originals_folder(path).glob("??/*") if p.is_file())


def make_folders(disk: Disk, place: Path) -> None:
    """The folder of originals and the one in it where ``place`` will lie, for their owner only. Raises OSError."""
    for one in (place.parent.parent, place.parent):
        if not one.is_dir():
            disk.make_folder(one)


class Originals:
    """The folder of originals that belongs to the workspace at ``workspace``."""

    def __init__(self, workspace: Path, disk: Disk | None = None) -> None:
        self.folder = originals_folder(workspace)
        self._disk = disk or Disk()

    def place(self, sha256: str) -> Path:
        """Where the bytes with this SHA-256 are, or would be."""
        return self.folder / sha256[:2] / sha256

    def __contains__(self, sha256: str) -> bool:
        return bool(sha256) and self.place(sha256).is_file()

    def keep(self, path: Path, sha256: str, told: Callable[[], None] = lambda: None) -> bool:
        """Keep the bytes of a file, which has this SHA-256; whether they were not there before.

        What is there and was damaged since is written anew. ``told`` is called after every piece; what it raises ends
        it, and all is as before. Raises OtherBytes, and WriteFailed where the disk refuses.
        """
        place = self.place(sha256)

        def copy(fd: int | None) -> None:
            found, at = hashlib.sha256(), 0
            with path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    found.update(piece)
                    if fd is not None:
                        self._disk.write_all(fd, piece, at)
                    at += len(piece)
                    told()
            if found.hexdigest() != sha256:
                raise OtherBytes(f"{path} has not the bytes any more that were read: read it again")

        try:
            there = sha256 in self
            if there and self.whole(sha256):
                copy(None)
            else:
                make_folders(self._disk, place)
                self._disk.write_by(place, copy)
        except BaseException as error:
            with suppress(OSError):
                if sha256 not in self:
                    self.drop(sha256)
            if isinstance(error, OSError):
                raise WriteFailed(f"the original of {path} could not be kept ({error.strerror or error})") from error
            raise
        return not there

    def drop(self, sha256: str) -> None:
        """Take bytes away again, and the folders that are empty then."""
        place = self.place(sha256)
        self._disk.unlink(place)
        for folder in (place.parent, self.folder):
            try:
                folder.rmdir()
            except OSError:
                return

    def drop_all_but(self, named: Container[str]) -> int:
        """Take away what is kept under no name of ``named``, and say how many that were."""
        names = [path.name for path in self.folder.glob("??/*") if path.name not in named]
        for name in names:
            self.drop(name)
        return len(names)

    def whole(self, sha256: str) -> bool:
        """Whether what is kept under this SHA-256 still has it."""
        try:
            return digest(self.place(sha256)) == sha256
        except OSError:
            return False
