"""Records on their way in, kept out of memory until they are saved: as lines of JSON in a file without a name.

The file lies beside the workspace, on the disk that has to hold the records anyway; the system removes it with the
process, however that ends. Few records make no file. What was saved stays in it, as windows, while it is open.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from briefing.records import TABLES, Record
from store.documents import Doc, identity
from store.errors import WriteFailed
from store.numbers import Numbers
from store.windows import let_go, mapped

R = TypeVar("R", bound=Record)

AT_ONCE = 1 << 20
"""So many bytes are gathered before they are written, and read back at a time."""

_encode = msgspec.json.Encoder().encode
_raw = msgspec.json.Decoder(msgspec.Raw)
NAMES: dict[type[Any], str] = {kind: name for name, kind in TABLES.items()}
"""The table of each kind of record."""
_CODES = {name: code for code, name in enumerate(TABLES)}


class Spooled(NamedTuple):
    """A record as it lies in a spool: its table, its id, its JSON."""

    table: str
    id: str
    doc: Doc


def encoded(record: Record) -> Spooled:
    """A record at hand as it would lie in a spool."""
    return Spooled(NAMES[type(record)], record.id, _encode(record))


class Spool:
    """Records by kind and id, numbered as they come; of several with one id the last one counts."""

    def __init__(self, folder: Path | None) -> None:
        """The file will be in ``folder`` (None: where the system has such files)."""
        self._folder = folder
        self._file: Any = None
        self._whole: memoryview | None = None
        self._written = 0
        self._waiting = bytearray()
        self._starts = array("Q", (0,))
        self._codes = bytearray()
        self._known = Numbers()
        self._last: dict[int, int] = {}
        """For the first number of a record that came again the last one."""
        self._again: set[int] = set()
        """Numbers of records that had come before."""
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {
            name: msgspec.json.Decoder(kind) for name, kind in TABLES.items()
        }

    def put(self, record: Record) -> None:
        """Keep a record. Raises WriteFailed when the disk does not take it."""
        name, number = NAMES[type(record)], len(self._codes)
        first = self._first(name, record.id)
        if first is None:
            self._known.add((name, record.id), number)
        else:
            self._last[first] = number
            self._again.add(number)
        self._codes.append(_CODES[name])
        self._waiting += _encode(record)
        self._waiting += b"\n"
        self._starts.append(self._written + len(self._waiting))
        if len(self._waiting) > AT_ONCE:
            self._write()

    @property
    def _file_place(self) -> Path:
        import tempfile  # noqa: PLC0415 - not every command brings something in

        return self._folder or Path(tempfile.gettempdir())

    def _write(self) -> None:
        try:
            if self._file is None:
                import tempfile  # noqa: PLC0415 - only where there is much

                self._file = tempfile.TemporaryFile(dir=self._folder, buffering=0)  # noqa: SIM115 - lives as this does
            self._file.seek(self._written)
            while self._waiting:
                done = self._file.write(self._waiting)
                self._written += done
                del self._waiting[:done]
        except OSError as e:
            raise WriteFailed(
                f"what is read cannot be kept in {self._file_place} until it is saved ({e.strerror or e}): nothing "
                "was added; make room there"
            ) from e

    def get(self, kind: type[R], ident: str) -> R | None:
        """A record of this kind, or None. Raises WriteFailed when it cannot be read back."""
        doc = self.document(kind, ident)
        found: R | None = None if doc is None else self._decoders[NAMES[kind]].decode(doc)
        return found

    def document(self, kind: type[Record], ident: str) -> bytes | None:
        """The JSON of a record of this kind, or None. Raises WriteFailed when it cannot be read back."""
        number = self._first(NAMES[kind], ident)
        return None if number is None else self._line(self._last.get(number, number))

    def behind(self, kind: type[Record], ident: str, of: type[Record]) -> Iterator[str]:
        """The ids of the records of the kind ``of`` that came one after another, first when the record ``ident`` came
        first. Raises WriteFailed when they cannot be read back."""
        number = self._first(NAMES[kind], ident)
        code = _CODES[NAMES[of]]
        while number is not None and self._codes[number + 1 : number + 2] == bytes((code,)):
            number += 1
            yield identity(self._line(number))

    def documents(self, kind: type[Record]) -> Iterator[Spooled]:
        """Every record of one kind in the order they first came, for saving: nothing can be put any more.

        Raises WriteFailed when they cannot be read back.
        """
        name = NAMES[kind]
        code = _CODES[name]
        for first, lines in self._parts():
            for number, doc in enumerate(lines, first):
                if self._codes[number] == code and number not in self._again:
                    new = doc if number not in self._last else self._window(self._last[number])
                    yield Spooled(name, identity(new), new)

    def _parts(self) -> Iterator[tuple[int, list[msgspec.Raw]]]:
        """All lines in parts, each with the number of its first: windows into the file where there is one."""
        if self._file is None:
            yield 0, _raw.decode_lines(bytes(self._waiting))
            return
        self._write()
        if self._whole is None:
            with suppress(OSError, ValueError):  # some network folders
                self._whole = mapped(self._file)
        first, count = 0, len(self._codes)
        while first < count:
            start, last = self._starts[first], first + 1
            while last < count and self._starts[last + 1] - start <= AT_ONCE:
                last += 1
            end = self._starts[last]
            data = self._read(start, end)  # what cannot be read is told here: through a window it would end the process
            try:
                lines = _raw.decode_lines(data if self._whole is None else self._whole[start:end])
            except msgspec.DecodeError as e:
                raise self._lost("it is not what was written") from e
            yield first, lines
            let_go()
            first = last

    def _first(self, name: str, ident: str) -> int | None:
        """The number under which a record came first."""
        for number in self._known.of((name, ident)):
            if self._codes[number] == _CODES[name] and identity(self._line(number)) == ident:
                return number
        return None

    def _window(self, number: int) -> Doc:
        """A line as a window into the file, once that is mapped."""
        line = self._line(number)
        return (
            line if self._whole is None else _raw.decode(self._whole[self._starts[number] : self._starts[number + 1]])
        )

    def _line(self, number: int) -> bytes:
        return self._read(self._starts[number], self._starts[number + 1] - 1)

    def _read(self, start: int, end: int) -> bytes:
        if start >= self._written:
            return bytes(self._waiting[start - self._written : end - self._written])
        try:
            self._file.seek(start)
            found: bytes = self._file.read(end - start)
        except OSError as e:
            raise self._lost(e.strerror or str(e)) from e
        if len(found) != end - start:
            raise self._lost("it was cut short")
        return found

    def _lost(self, why: str) -> WriteFailed:
        return WriteFailed(
            f"what was read cannot be read back from {self._file_place} ({why}): nothing was added; check the disk"
        )
