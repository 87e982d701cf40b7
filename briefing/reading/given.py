"""The file (or the part of one) that a reader is handed: bytes, name, place; opened as a stream where it is large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from briefing.reading.errors import ReadError

MAX_BYTES = 256_000_000
HEAD = 65_536


@dataclass
class Given:
    """What is to be read: ``path`` on disk, or ``data`` that came out of another file. ``depth`` counts containers,
    ``rules`` is the path of the analyst's own table of sites."""

    name: str
    path: Path | None = None
    held: bytes | None = None
    address: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    rules: str = ""

    def open(self) -> BinaryIO:
        """A stream over the bytes; the caller closes it. Raises ReadError, with the reason, when there is none."""
        if self.path is None:
            return BytesIO(self.held or b"")
        try:
            if not self.path.is_file():
                raise ReadError("no such file" if not self.path.exists() else "is no ordinary file")
            return self.path.open("rb")
        except PermissionError as error:
            raise ReadError("may not be read; check its permissions") from error
        except (OSError, ValueError) as error:
            raise ReadError(f"can't be read ({getattr(error, 'strerror', None) or error})") from error

    @property
    def data(self) -> bytes:
        """All bytes. Raises ReadError beyond ``MAX_BYTES``."""
        if self.held is None:
            with self.open() as stream:
                self.held = self._all(stream)
        return self.held

    def head(self) -> bytes:
        """The first bytes, enough to tell the kind."""
        if self.held is not None:
            return self.held[:HEAD]
        with self.open() as stream:
            return stream.read(HEAD)

    def part(self, name: str, data: bytes, address: str = "") -> Given:
        """A file that this one holds."""
        return Given(name, held=data, address=address, columns=self.columns, depth=self.depth + 1, rules=self.rules)

    def _all(self, stream: BinaryIO) -> bytes:
        try:
            size = self.path.stat().st_size if self.path else 0
            if size > MAX_BYTES:
                raise ReadError(f"{size / 1e6:,.0f} MB is beyond the {MAX_BYTES // 1_000_000:,} MB that are read")
            return stream.read(MAX_BYTES + 1)
        except OSError as error:
            raise ReadError(f"can't be read ({error.strerror or error})") from error
