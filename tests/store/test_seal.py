"""A workspace under a passphrase."""

from pathlib import Path

import pytest

from benchmarks.torture.acting import state_of
from store import Workspace
from store.errors import Held, NotFound, WorkspaceError
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
