"""What must not happen to somebody's work: strangers, odd keys, changed line ends, forgetting, sealing, clocks."""

import json
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from benchmarks.torture.acting import state_of
from briefing.records import Speaker
from store import Workspace, engine
from store.backups import KEEP, copies, folder
from store.clock import wall_ms
from store.disk import Disk
from store.errors import Damaged, NotAWorkspace, SecondWriter, TooNew, WorkspaceError
from store.log import log_path
from store.mainfile import parse
from store.repair import repair
from tests.store.conftest import UnlockedDisk


def named(ident: str, name: str = "n") -> Speaker:
    return Speaker(id=ident, name=name)


def outside(path: Path, **fields: object) -> None:
    with TinyDB(path, encoding="utf-8") as db:
        db.table("speakers").update(fields)


def test_keys_of_other_programs_are_written_as_json(path: Path) -> None:
    path.write_text(json.dumps({"speakers": {}, 'a"b': {'c"\\d': {"k": 1}}}))
    with Workspace.open(path, "ab") as ws:
        ws.change("made", [named("z")])
    assert json.loads(path.read_text(encoding="utf-8"))['a"b'] == {'c"\\d': {"k": 1}}
    with Workspace.open(path, "ab") as ws:
        assert "z" in ws.speakers


def test_a_key_that_is_no_text_is_refused(path: Path) -> None:
    path.write_text(json.dumps({"speakers": {}, "x": {"\udc80": {"k": 1}}}))
    with pytest.raises(NotAWorkspace, match="no text"):
        Workspace.open(path, "ab")


def test_a_second_writer_is_noticed_at_closing_and_its_file_stays(path: Path) -> None:
    first = Workspace.open(path, "ab", create=True, disk=UnlockedDisk())
    first.change("made", [named("keep"), named("gone")])
    path.with_name(path.name + ".lock").unlink()
    with Workspace.open(path, "cd", disk=UnlockedDisk()) as second:
        second.change("deleted", delete=[second.speakers["gone"]])
        second.change("made", [named("theirs")])
        second.forget()
        theirs = state_of(second)
    with pytest.raises(SecondWriter, match="kept in") as raised:
        first.close()
    with Workspace.open(path, "cd") as again:
        assert state_of(again) == theirs
    (kept,) = path.parent.glob("peskov.kept-*.json")
    assert kept.name in str(raised.value)
    with Workspace.open(kept, "ab") as mine:
        assert mine.speakers.ids() == ["keep", "gone"]


def test_no_flipped_bit_of_the_last_line_loses_the_act(path: Path) -> None:
    ws = Workspace.open(path, "ab", create=True)
    ws.change("first", [named("a")])
    ws.checkpoint()
    ws.change("the second act", [named("b", "Dmitry Peskov")])
    file, log = path.read_bytes(), log_path(path).read_bytes()
    room = len(log) - len(log.rstrip(b"\0"))
    log = log[:-room]
    ws.close()
    for at in range(log[:-1].rfind(b"\n") + 1, len(log)):
        for bit in range(8):
            flipped = bytearray(log + bytes(bit % 2 * room))
            flipped[at] ^= 1 << bit
            path.write_bytes(file)
            log_path(path).write_bytes(flipped)
            with pytest.raises(WorkspaceError):
                Workspace.open(path, "ab")
    flipped = bytearray(log)
    flipped[-1] ^= 1
    log_path(path).write_bytes(flipped)
    with Workspace.open(repair(path).path) as saved:
        assert "b" in saved.speakers


def test_restoring_goes_by_the_order_of_acts_when_the_clock_was_set_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = wall_ms()
    with Workspace.open(path, "ab", create=True) as ws:
        for ms, name in ((now, "one"), (now + 10_000, "two"), (now - 3_600_000, "three")):
            monkeypatch.setattr(engine, "wall_ms", lambda ms=ms: ms)
            ws.change(name, [named("a", name)])
        ws.restore(datetime.fromtimestamp(now / 1000 + 5, UTC))
        assert ws.speakers["a"].name == "one"


def test_an_adopted_workspace_takes_edits_from_outside_after_forgetting(path: Path) -> None:
    with TinyDB(path, encoding="utf-8") as db:
        db.table("speakers").insert_multiple([{"id": "a", "name": "a"}, {"id": "b", "name": "SECRET"}])
    with Workspace.open(path, "ab") as ws:
        ws.change("deleted", delete=[ws.speakers["b"]])
        ws.change("renamed", [named("a", "later")])
        ws.forget()
    outside(path, name="theirs")
    with Workspace.open(path, "ab") as ws:
        assert ws.speakers["a"].name == "theirs"
        edit = next(ws.history()).edits[0]
        assert edit.before == {"name": "later"} and edit.after == {"name": "theirs"}
    assert not any(b"SECRET" in p.read_bytes() for p in path.parent.rglob("*") if p.is_file())


def test_forgetting_a_record_whose_id_was_changed_outside(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("made", [named("z")])
    outside(path, id="zz")
    with Workspace.open(path, "ab") as ws:
        ws.forget()
    outside(path, name="b")
    with Workspace.open(path, "ab") as ws:
        assert [s.name for s in ws.speakers] == ["b"] and ws.speakers.ids() == ["zz"]


def test_forgetting_leaves_a_log_that_leads_to_the_same_state(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("made", [named("a"), named("b")])
        ws.change("deleted", delete=[ws.speakers["a"], ws.speakers["b"]])
        ws.undo()
        ws.change("renamed", [named("a", "x")])
        ws.change("deleted", delete=[ws.speakers["b"]])
        ws.forget()
        state = state_of(ws)
    path.unlink()
    with Workspace.open(path, "ab") as ws:
        assert state_of(ws) == state


def test_forgetting_takes_time_in_proportion(path: Path) -> None:
    spent = []
    for count in (2_000, 8_000):
        with Workspace.open(path.with_name(f"{count}.json"), "ab", create=True) as ws:
            ws.change("made", [named(f"s{n}") for n in range(count)])
            ws.change("deleted", delete=[ws.speakers["s0"]])
            begun = time.process_time()
            ws.forget()
            spent.append(time.process_time() - begun)
    assert spent[1] < 10 * spent[0] + 0.1


def test_forgetting_and_sealing_reach_what_crashes_left(tmp_path: Path) -> None:
    seal = pytest.importorskip("store.seal")
    pytest.importorskip("pyrage")
    path = tmp_path / "st[1].json"
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("made", [named("a", "SECRET")])
    strays = [
        path.with_name(f"{path.name}.log.torn-123"),
        folder(path) / "20200101-000000-0-daily.json.99.abc.tmp",
        path.with_name(f"{path.name}.4242.abc.tmp"),
    ]
    folder(path).mkdir(exist_ok=True)
    for stray in strays:
        stray.write_text("SECRET")
    with Workspace.open(path, "ab") as ws:
        ws.change("deleted", delete=[ws.speakers["a"]])
        ws.forget()
    assert not any(b"SECRET" in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    for stray in strays:
        stray.parent.mkdir(exist_ok=True)
        stray.write_text("SECRET")
    sealed = seal.seal(path, "word")
    assert [p for p in tmp_path.rglob("*") if p.is_file() and p != sealed] == []


def test_unsealing_writes_over_nothing(path: Path) -> None:
    seal = pytest.importorskip("store.seal")
    pytest.importorskip("pyrage")
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("made", [named("a")])
    sealed = seal.seal(path, "word")
    log_path(path).write_text("somebody's log")
    with pytest.raises(WorkspaceError, match="there already"):
        seal.unseal(path, "word")
    assert log_path(path).read_text() == "somebody's log" and sealed.exists()


def test_a_file_of_a_newer_version_says_so_whatever_else_it_says(path: Path) -> None:
    store = {"format": 1, "schema": 2, "features": "x", "self": 1, "chain": 7}
    with pytest.raises(TooNew, match="newer onrecord"):
        parse(b'{"speakers":{},"_store":{"1":' + json.dumps(store, separators=(",", ":")).encode() + b"}}", "x")


def test_copies_of_files_as_found_are_pruned(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("made", [named("a")])
    for n in range(KEEP["outside"] + 2):
        outside(path, name=str(n))
        Workspace.open(path, "ab").close()
    assert len(copies(path, "outside")) == KEEP["outside"]


def test_a_checkpoint_that_fails_in_the_background_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(Disk):
        full = False

        def create(self, path: Path) -> int:
            if self.full:
                raise OSError(28, "No space left on device")
            return super().create(path)

    disk = Full()
    with Workspace.open(path, "ab", create=True, disk=disk) as ws:
        ws.change("made", [named("a")])
        disk.full = True
        ws.checkpoint(wait=False)
        ws._engine._checkpointer.wait()
        assert any("nothing is lost" in notice for notice in ws.notices)
        disk.full = False


def test_a_log_that_does_not_fit_its_beginning_is_refused_in_words(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("made", [named("a")])
        ws.change("renamed", [named("a", "x")])
    lines = log_path(path).read_bytes().splitlines(keepends=True)
    shutil.copy(path, path.with_suffix(".copy"))
    log_path(path).write_bytes(b"".join([lines[0], *lines[2:]]))
    outside(path, name="y")
    with pytest.raises(Damaged):
        Workspace.open(path, "ab")
