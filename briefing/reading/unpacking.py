"""Archives opened with care: sizes checked before a byte is unpacked, members read by name, nothing written to disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from typing import BinaryIO

from briefing.reading.errors import ReadError

MAX_MEMBER = 64_000_000
MAX_TOTAL = 256_000_000
MAX_MEMBERS = 20_000
MAX_RATIO = 200
_SMALL = 1024 * 1024
MAX_DEPTH = 3


class Package:
    """A ZIP file: its members' names, and the bytes of one within the limits."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open ``stream``. Raises ReadError when it is no ZIP file or would unpack to more than is read."""
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as error:
            raise ReadError("is a damaged ZIP file; get it again") from error
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise ReadError(f"holds {len(members):,} files, more than the {MAX_MEMBERS:,} that are read")
        self._left = MAX_TOTAL
        self.names = [member.filename for member in members if member.filename.rstrip("/") and _is_file(member)]

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of this name."""
        return name in self.names

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises ReadError for a bomb, a password or damage."""
        try:
            member = self._zip.getinfo(name)
            if member.flag_bits & 1:
                raise ReadError("is locked with a password; unlock it first")
            if member.file_size > MAX_MEMBER:
                raise ReadError(f"would unpack to {member.file_size / 1e6:,.0f} MB; that much is not read")
            if member.file_size > _SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size):
                raise ReadError("would unpack to more than 200 times its size, as only a trap does")
            with self._zip.open(member) as stream:
                data = stream.read(min(member.file_size, self._left) + 1)
        except KeyError as error:
            raise ReadError(f"is damaged: {name} is not in it") from error
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise ReadError("is a damaged ZIP file; get it again") from error
        if len(data) > member.file_size:
            raise ReadError("unpacks to more than it says, as only a trap does")
        self._left -= len(data)
        if self._left <= 0:
            raise ReadError(f"unpacks to more than {MAX_TOTAL // 1_000_000:,} MB; that much is not read")
        return data

    def open(self, name: str) -> BinaryIO:
        """A stream over a member, for readers that stop by themselves."""
        try:
            return self._zip.open(name)  # type: ignore[return-value]
        except (KeyError, zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise ReadError("is a damaged ZIP file; get it again") from error


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether a member is neither a folder nor a link to somewhere."""
    return not member.filename.endswith("/") and not stat.S_ISLNK(member.external_attr >> 16)
