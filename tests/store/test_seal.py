"""A workspace under a passphrase."""

import os
from pathlib import Path

import pytest

from benchmarks.torture.acting import state_of
from store import Workspace
from store.errors import Held, NotFound, WorkspaceError
from store.originals import Originals, digest
from store.seal import WrongPassphrase, seal, unseal
from tests.store.conftest import filled

pytest.importorskip("pyrage", reason="the encryption extra is not installed")


def test_sealed_and_brought_back_with_history_and_backups(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        ws.backup()
        state = state_of(ws)
        with pytest.raises(Held):
            seal(path, "correct horse")
    sealed = seal(path, "correct horse")
    assert [p.name for p in path.parent.iterdir()] == [sealed.name] == ["peskov.json.age"]
    assert b"Peskov" not in sealed.read_bytes()
    with pytest.raises(NotFound, match="onrecord unseal"):
        Workspace.open(path, "ab")
    with pytest.raises(WrongPassphrase):
        unseal(sealed, "wrong")
    assert unseal(sealed, "correct horse") == path
    assert not sealed.exists()
    with Workspace.open(path, "ab") as ws:
        assert state_of(ws) == state
        assert len(list(ws.history())) == 1
    assert len(list((path.parent / "peskov.json.backups").iterdir())) == 2


def test_originals_are_sealed_too_and_nobody_else_may_read_them(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    report = path.with_name("report.txt")
    report.write_text("Peskov said no.")
    sha256 = digest(report)
    assert Originals(path).keep(report, sha256) and not Originals(path).keep(report, sha256)
    place = Originals(path).place(sha256)
    stray = place.with_name(f"{sha256}.1.ff.tmp")
    stray.write_text("Pesk")
    if os.name != "nt":
        modes = [oct(p.stat().st_mode & 0o777) for p in (place.parent.parent, place.parent, place)]
        assert modes == ["0o700", "0o700", "0o600"]
    seal(path, "correct horse")
    assert {p.name for p in path.parent.iterdir()} == {"peskov.json.age", "report.txt"}
    unseal(path, "correct horse")
    assert place.read_text() == "Peskov said no." and not stray.exists()
    if os.name != "nt":
        assert [oct(p.stat().st_mode & 0o777) for p in (place.parent.parent, place.parent, place)] == modes


def test_an_original_that_was_half_written_is_gone_at_the_next_opening(path: Path) -> None:
    Workspace.open(path, "ab", create=True).close()
    folder = path.with_name("peskov.json.originals") / "ab"
    folder.mkdir(parents=True)
    (folder / "abcd.1.ff.tmp").write_text("half")
    Workspace.open(path, "ab").close()
    assert not list(folder.iterdir())


def test_what_cannot_be_sealed_is_left_as_it_is(path: Path) -> None:
    with pytest.raises(NotFound):
        seal(path, "x")
    with pytest.raises(NotFound):
        unseal(path, "x")
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    with pytest.raises(WorkspaceError, match="empty"):
        seal(path, "")
    path.with_name("peskov.json.age").write_bytes(b"junk")
    with pytest.raises(WorkspaceError, match="exists already"):
        seal(path, "x")
    with pytest.raises(WorkspaceError, match="there already"):
        unseal(path, "x")
    path.unlink()
    with pytest.raises(WrongPassphrase):
        unseal(path, "x")


@pytest.mark.skipif(os.name == "nt", reason="the memory of the machine is not asked there")
def test_what_is_too_large_for_the_memory_is_refused_before_it_is_read(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    large = Originals(path).place("ab" * 32)
    large.parent.mkdir(parents=True)
    with large.open("wb") as file:
        file.truncate(2**40)  # a hole, which takes no room on the disk
    before = sorted(path.parent.rglob("*"))
    with pytest.raises(WorkspaceError, match=r"1,099\.5 GB .* move peskov\.json\.originals"):
        seal(path, "correct horse")
    assert sorted(path.parent.rglob("*")) == before
    large.unlink()
    with path.with_name("other.json.age").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(WorkspaceError, match=r"brought back: 1,099\.5 GB"):
        unseal(path.with_name("other.json"), "correct horse")
