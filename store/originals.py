"""The bytes that sources were read from, kept beside a workspace under their SHA-256: ``NAME.json.originals/ab/abcd…``.

The same bytes are kept once. A file is there whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Container
from pathlib import Path

from store.errors import WriteFailed

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


class Originals:
    """The folder of originals that belongs to the workspace at ``workspace``."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace.with_name(workspace.name + ".originals")

    def place(self, sha256: str) -> Path:
        """Where the bytes with this SHA-256 are, or would be."""
        return self.folder / sha256[:2] / sha256

    def __contains__(self, sha256: str) -> bool:
        return bool(sha256) and self.place(sha256).is_file()

    def keep(self, path: Path, told: Callable[[], None] = lambda: None) -> tuple[str, bool]:
        """Keep the bytes of a file: their SHA-256, and whether they were not there before. Raises WriteFailed.

        ``told`` is called after every piece; what it raises ends it, and nothing is left.
        """
        found = hashlib.sha256()
        try:
            self.folder.mkdir(exist_ok=True)
            with path.open("rb") as file, tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as copy:
                try:
                    while piece := file.read(_CHUNK):
                        found.update(piece)
                        copy.write(piece)
                        told()
                    copy.flush()
                    os.fsync(copy.fileno())
                    copy.close()
                    sha256 = found.hexdigest()
                    if sha256 in self:
                        return sha256, False
                    place = self.place(sha256)
                    place.parent.mkdir(exist_ok=True)
                    Path(copy.name).replace(place)
                finally:
                    Path(copy.name).unlink(missing_ok=True)
        except OSError as error:
            raise WriteFailed(f"the original of {path} could not be kept ({error.strerror or error})") from error
        return sha256, True

    def drop(self, sha256: str) -> None:
        """Take bytes away again, and the folders that are empty then."""
        place = self.place(sha256)
        place.unlink(missing_ok=True)
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
