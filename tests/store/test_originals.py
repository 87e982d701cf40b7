"""The bytes that sources were read from, kept beside a workspace."""

from pathlib import Path

import pytest

from store.disk import Disk
from store.errors import WriteFailed
from store.originals import Originals, OtherBytes, digest


@pytest.fixture
def report(path: Path) -> Path:
    """A file to be kept."""
    file = path.with_name("report.txt")
    file.write_text("Peskov said no.")
    return file


def test_what_is_in_the_way_is_told_in_a_line(path: Path, report: Path) -> None:
    path.with_name(f"{path.name}.originals").write_text("a file")
    with pytest.raises(WriteFailed, match=r"report\.txt could not be kept"):
        Originals(path).keep(report, digest(report))


def test_what_cannot_be_tidied_hides_no_failure(path: Path, report: Path) -> None:
    class Broken(Disk):
        def write(self, fd: int, data: bytes, at: int) -> int:
            raise OSError(28, "No space left on device")

        def unlink(self, path: Path) -> None:
            raise PermissionError(13, "Permission denied")

    with pytest.raises(WriteFailed, match="No space left"):
        Originals(path, Broken()).keep(report, digest(report))


def test_a_damaged_original_is_written_anew(path: Path, report: Path) -> None:
    originals, sha256 = Originals(path), digest(report)
    assert originals.keep(report, sha256)
    for damaged in (b"", b"Peskov said yes"):
        originals.place(sha256).write_bytes(damaged)
        assert not originals.keep(report, sha256), "a source may name it already: it is not taken away again"
        assert originals.whole(sha256)
    originals.place(sha256).write_bytes(b"damaged")
    report.write_text("Peskov said yes.")
    with pytest.raises(OtherBytes):
        originals.keep(report, sha256)
    assert originals.place(sha256).read_bytes() == b"damaged"
