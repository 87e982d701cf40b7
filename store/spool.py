"""Records on their way in, kept out of memory until they are saved: as JSON in a file without a name.

The file lies beside the workspace, on the disk that has to hold the records anyway; the system removes it with the
process, however that ends. Few records make no file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from briefing.records import TABLES, Record
from store.documents import Doc
from store.errors import WriteFailed

R = TypeVar("R", bound=Record)

AT_ONCE = 1 << 20
"""So many bytes are gathered before they are written."""

_encode = msgspec.json.Encoder().encode
_NAMES: dict[type[Any], str] = {kind: name for name, kind in TABLES.items()}


class Spooled(NamedTuple):
    """A record as it lies in a spool: its table, its id, its JSON."""

    table: str
    id: str
    doc: Doc


def encoded(record: Record) -> Spooled:
    """A record at hand as it would lie in a spool."""
    return Spooled(_NAMES[type(record)], record.id, _encode(record))


class Spool:
    """Records by kind and id; of several with one id the last one counts."""

    def __init__(self, folder: Path | None) -> None:
        """The file will be in ``folder`` (None: where the system has such files)."""
        self._folder = folder
        self._file: Any = None
        self._written = 0
        self._waiting = bytearray()
        self._starts = array("Q", (0,))
        self._places: dict[str, dict[str, int]] = {name: {} for name in TABLES}
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {
            name: msgspec.json.Decoder(kind) for name, kind in TABLES.items()
        }

    def put(self, record: Record) -> None:
        """Keep a record. Raises WriteFailed when the disk does not take it."""
        self._places[_NAMES[type(record)]][record.id] = len(self._starts) - 1
        self._waiting += _encode(record)
        self._starts.append(self._written + len(self._waiting))
        if len(self._waiting) > AT_ONCE:
            try:
                self._write()
            except OSError as e:
                raise WriteFailed(
                    f"what is read cannot be kept in {self._file_place} until it is saved ({e.strerror or e}): nothing "
                    "was added; make room there"
                ) from e

    @property
    def _file_place(self) -> Path:
        import tempfile  # noqa: PLC0415 - not every command brings something in

        return self._folder or Path(tempfile.gettempdir())

    def _write(self) -> None:
        if self._file is None:
            import tempfile  # noqa: PLC0415 - only where there is much

            self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - lives as long as this
        self._file.seek(self._written)
        while self._waiting:
            done = self._file.write(self._waiting)
            self._written += done
            del self._waiting[:done]

    def has(self, kind: type[Record], ident: str) -> bool:
        """Whether there is a record of this kind with this id."""
        return ident in self._places[_NAMES[kind]]

    def get(self, kind: type[R], ident: str) -> R | None:
        """A record of this kind, or None."""
        name = _NAMES[kind]
        number = self._places[name].get(ident)
        if number is None:
            return None
        found: R = self._decoders[name].decode(self._read(number))
        return found

    def documents(self, kind: type[Record]) -> Iterator[Spooled]:
        """Every record of one kind in the order they first came, each read when it is asked for."""
        name = _NAMES[kind]
        for ident, number in self._places[name].items():
            yield Spooled(name, ident, self._read(number))

    def _read(self, number: int) -> bytes:
        start, end = self._starts[number], self._starts[number + 1]
        if start >= self._written:
            return bytes(self._waiting[start - self._written : end - self._written])
        self._file.seek(start)
        found: bytes = self._file.read(end - start)
        return found
