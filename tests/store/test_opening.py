"""What cannot be opened is refused in one line, and nothing changes on disk."""

import errno
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tinydb import TinyDB

from briefing.errors import OnrecordError
from briefing.records import Note, new_id
from store import Workspace
from store.errors import (
    Damaged,
    Held,
    Invalid,
    NotAWorkspace,
    NotFound,
    ReadOnly,
    SecondWriter,
    TooNew,
    WorkspaceError,
)
from store.locking import WorkspaceLock
from store.log import log_path
from tests.store.conftest import UnlockedDisk, filled


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def made(path: Path) -> Path:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    return path


def refused(path: Path, kind: type[OnrecordError], match: str, **how: bool) -> None:
    before = snapshot(path.parent)
    with pytest.raises(kind, match=match) as caught:
        Workspace.open(path, "ab", **how)
    assert "\n" not in str(caught.value)
    assert snapshot(path.parent) == before


def test_a_missing_file(path: Path) -> None:
    refused(path, NotFound, "does not exist")
    refused(path.parent / "no" / "x.json", NotFound, "does not exist", create=True)


def test_a_folder(tmp_path: Path) -> None:
    refused(tmp_path, NotAWorkspace, "is a folder")


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\xff" * 50, b"Dear reader", b"[1, 2]", b'{"a": 1}', b'{"_default": {}}']
)
def test_what_is_no_workspace(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, NotAWorkspace, "no(t a)? workspace|not a workspace")


def test_an_empty_file(path: Path) -> None:
    path.touch()
    refused(path, Damaged, "it is empty")


def test_a_truncated_file(path: Path) -> None:
    made(path)
    path.write_bytes(path.read_bytes()[:-40])
    refused(path, Damaged, "check --repair")


def test_a_newer_version(path: Path) -> None:
    from store.mainfile import Store, pieces

    path.write_bytes(b"".join(pieces({"quotes": {}}, Store(schema=99, store="x"))))
    refused(path, TooNew, "newer onrecord")


def test_a_log_that_ends_too_early_or_belongs_elsewhere(path: Path, tmp_path: Path) -> None:
    made(path)
    log = log_path(path)
    kept = log.read_bytes()
    log.write_bytes(kept[:-20])
    refused(path, Damaged, "too early")
    other = tmp_path / "other"
    other.mkdir()
    made(other / "x.json")
    log.write_bytes(log_path(other / "x.json").read_bytes())
    refused(path, Damaged, "belongs to another copy")


def test_the_file_alone_is_complete_after_a_clean_close(path: Path) -> None:
    made(path)
    log_path(path).unlink()
    with Workspace.open(path, "ab") as ws:
        assert len(ws.quotes) == 3
        assert list(ws.history()) == []
        ws.change("wrote a note", [Note(id=new_id(), target="workspace", analyst="ab", text="x")])
    with Workspace.open(path, "ab") as ws:
        assert [c.act for c in ws.history()] == ["wrote a note"]


def test_the_file_is_made_again_from_its_log(path: Path) -> None:
    made(path)
    path.unlink()
    with Workspace.open(path, "ab") as ws:
        assert len(ws.quotes) == 3


def test_damage_in_the_middle_of_the_log_names_the_place(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        ws.undo()
    log = log_path(path)
    data = bytearray(log.read_bytes())
    at = data.index(b"Peskov")
    data[at] ^= 1
    log.write_bytes(data)
    start = bytes(data).rindex(b"\n", 0, at) + 1
    refused(path, Damaged, f"damaged at byte {start}")


def test_a_torn_last_line_is_set_aside_with_a_word(path: Path) -> None:
    made(path)
    with log_path(path).open("ab") as log:
        log.write(b'1234abcd {"n":9,"p":"')
    with Workspace.open(path, "ab") as ws:
        assert "cut short" in ws.notices[0]
        assert len(ws.quotes) == 3
    assert [p.read_bytes() for p in path.parent.glob("*.torn-*")] == [b'1234abcd {"n":9,"p":"']
    with Workspace.open(path, "ab") as ws:
        assert not ws.notices


def test_a_second_process_is_told_who_where_and_since_when(path: Path, ws: Workspace) -> None:
    code = (
        "import sys\nfrom store import Workspace\nfrom briefing.errors import OnrecordError\n"
        f"try:\n    Workspace.open({str(path)!r}, 'cd')\nexcept OnrecordError as e:\n    print(e)\n"
        f"with Workspace.open({str(path)!r}, 'cd', read_only=True) as ws:\n    print(len(ws.quotes))\n"
    )
    filled(ws)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    said, count = done.stdout.splitlines()
    assert "is open by ab on this machine since" in said and f"process {os.getpid()}" in said
    assert "--read-only" in said and count == "3"
    with pytest.raises(Held):
        Workspace.open(path, "cd")


def test_a_dead_holders_lock_is_taken_over(path: Path) -> None:
    made(path)
    code = (
        f"import os\nfrom store import Workspace\nws = Workspace.open({str(path)!r}, 'cd')\nos.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert path.with_name(path.name + ".lock").exists()
    with Workspace.open(path, "ab") as ws:
        assert len(ws.quotes) == 3


def test_a_reader_sees_changes_as_they_come(path: Path, ws: Workspace) -> None:
    filled(ws)
    with Workspace.open(path, "cd", read_only=True) as reader:
        told: list[str] = []
        reader.watch(lambda change: told.append(change.act))
        assert reader.refresh() == []
        ws.undo()
        ws.checkpoint()
        ws.redo()
        assert [c.act for c in reader.refresh()] == told == ["undid: imported a report", "redid: imported a report"]
        assert len(reader.quotes) == 3 and len(reader.order()) == 3
        with pytest.raises(ReadOnly, match="reading only"):
            reader.undo()
        with pytest.raises(ReadOnly):
            reader.change("wrote", [Note(id=new_id(), target="workspace", analyst="cd", text="x")])


def _as_nobody(path: Path) -> str:
    if os.geteuid() == 0:  # for whom modes do not count
        os.setuid(65534)
    try:
        Workspace.open(path, "cd").close()
        refusal = "opened"
    except OnrecordError as e:
        refusal = str(e)
    with Workspace.open(path, "cd", read_only=True) as ws:
        return f"{refusal}\n{len(ws.quotes)}"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs file modes")
def test_a_folder_that_cannot_be_written(path: Path) -> None:
    made(path)
    for place in path.parents:
        if place == Path(tempfile.gettempdir()):
            break
        place.chmod(0o755)
    path.parent.chmod(0o555)
    for file in path.parent.iterdir():
        file.chmod(0o755 if file.is_dir() else 0o444)
    before = snapshot(path.parent)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writer, _as_nobody(path).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as said:
        refusal, count = said.read().splitlines()
    os.waitpid(child, 0)
    path.parent.chmod(0o755)
    assert "cannot be written" in refusal and "--read-only" in refusal
    assert count == "3"
    assert snapshot(path.parent) == before


def a_note(text: str = "x") -> Note:
    return Note(id=new_id(), target="workspace", analyst="ab", text=text)


def test_without_its_lock_file_a_workspace_is_still_held(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        path.with_name(path.name + ".lock").unlink()
        with pytest.raises(Held, match="by another process"):
            Workspace.open(path, "cd")
        ws.change("wrote a note", [a_note()])
    with Workspace.open(path, "cd") as ws:
        assert len(ws.notes) == 1


@pytest.mark.skipif(os.name == "nt", reason="the lock is another one there")
@pytest.mark.parametrize("number", [errno.EIO, errno.EACCES, errno.ENOLCK])
def test_a_lock_holds_or_is_told_not_to(path: Path, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    made(path)

    def failing(fd: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", failing)
    if number == errno.ENOLCK:
        with Workspace.open(path, "ab") as ws:
            assert "knows no locks" in ws.notices[0]
    else:
        told = {errno.EIO: "lock cannot be locked (Input/output error)", errno.EACCES: "is open in another process"}
        with pytest.raises(WorkspaceError, match=re.escape(told[number])):
            Workspace.open(path, "ab")


def test_a_lock_file_goes_only_with_the_one_who_made_it(path: Path) -> None:
    first, second, third = (WorkspaceLock(path, who) for who in ("ab", "cd", "ef"))
    first.acquire()
    first.path.unlink()
    second.acquire()
    first.release()
    third.release()
    with pytest.raises(Held, match="by cd on this machine"):
        third.acquire()
    second.release()
    first.path.symlink_to(path.with_name("elsewhere"))
    with pytest.raises(WorkspaceError, match=r"json\.lock is a link where the lock file belongs: remove it"):
        first.acquire()
    first.path.unlink()
    first.path.mkdir()
    with pytest.raises(WorkspaceError, match=r"json\.lock is a folder"):
        first.acquire()


def test_a_second_writer_that_slipped_past_the_lock_is_noticed(path: Path) -> None:
    with Workspace.open(path, "ab", create=True, disk=UnlockedDisk()) as ws:
        filled(ws)
        path.with_name(path.name + ".lock").unlink()
        with Workspace.open(path, "cd", disk=UnlockedDisk()) as other:
            other.change("wrote a note", [a_note()])
        with pytest.raises(SecondWriter, match="another process"):
            ws.change("wrote a note", [a_note()])
        with pytest.raises(ReadOnly):
            ws.change("wrote a note", [a_note()])
        assert len(ws.notes) == 0
    with Workspace.open(path, "ab") as ws:
        assert len(ws.notes) == 1 and len(ws.quotes) == 3


def test_a_log_that_was_replaced_or_removed_is_noticed(path: Path) -> None:
    for harm in (lambda log: log.unlink(), lambda log: (log.rename(log.with_name("kept")), log.touch())):
        with Workspace.open(path, "ab", create=True) as ws:
            ws.change("wrote a note", [a_note()])
            kept = log_path(path).read_bytes()
            harm(log_path(path))
            with pytest.raises(SecondWriter):
                ws.change("wrote a note", [a_note()])
        log_path(path).write_bytes(kept)


def test_vanilla_tinydb_edits_are_kept_and_on_record(path: Path) -> None:
    made(path)
    before = path.read_bytes()
    db = TinyDB(path, encoding="utf-8")
    db.table("quotes").update({"place": "Minsk"}, doc_ids=[1])
    db.table("quotes").remove(doc_ids=[3])
    db.table("notes").insert({"target": "workspace", "analyst": "zz", "text": "by hand “so”"})
    db.close()
    edited = path.read_bytes()
    assert edited != before
    with Workspace.open(path, "ab") as ws:
        assert "changed by another program" in ws.notices[0]
        first = next(iter(ws.quotes))
        assert (first.place, len(ws.quotes), next(iter(ws.notes)).text) == ("Minsk", 2, "by hand “so”")
        change = next(ws.history())
        assert (change.act, change.analyst, len(change.edits)) == ("changed by another program", "", 3)
    copies = [p for p in (path.parent / "peskov.json.backups").iterdir() if p.name.endswith("-outside.json")]
    assert [copy.read_bytes() for copy in copies] == [edited]
    with Workspace.open(path, "ab") as ws:
        assert not ws.notices and len(ws.quotes) == 2


def test_vanilla_edits_and_changes_waiting_in_the_log_are_both_kept(path: Path) -> None:
    made(path)
    crashed = path.with_name("crashed.json")
    with Workspace.open(path, "ab") as ws:
        crashed.write_bytes(path.read_bytes())
        ws.change("wrote a note", [a_note("in the log")])
        log_path(crashed).write_bytes(log_path(path).read_bytes())
    db = TinyDB(crashed, encoding="utf-8")
    db.table("quotes").update({"place": "Minsk"}, doc_ids=[1])
    db.close()
    with Workspace.open(crashed, "ab") as ws:
        assert next(iter(ws.quotes)).place == "Minsk"
        assert [note.text for note in ws.notes] == ["in the log"]


def test_vanilla_edits_that_make_no_sense_are_refused(path: Path) -> None:
    made(path)
    db = TinyDB(path, encoding="utf-8")
    db.table("quotes").update({"spans": "everywhere"}, doc_ids=[1])
    db.close()
    refused(path, Invalid, "quotes 1 was changed by another program")


def test_a_plain_tinydb_file_is_adopted_after_a_backup(path: Path) -> None:
    db = TinyDB(path, encoding="utf-8")
    db.table("notes").insert({"target": "workspace", "analyst": "zz", "text": "old"})
    db.table("mine").insert({"anything": [1, None]})
    db.close()
    with Workspace.open(path, "ab") as ws:
        assert [note.text for note in ws.notes] == ["old"]
        assert ws.backup().exists()
    assert json.loads(path.read_bytes())["mine"] == {"1": {"anything": [1, None]}}
    with Workspace.open(path, "ab") as ws:
        assert not ws.notices and len(ws.notes) == 1


def test_vanilla_edits_are_told_when_the_log_begins_in_the_middle(path: Path) -> None:
    made(path)
    log_path(path).unlink()
    with Workspace.open(path, "ab") as ws:
        ws.change("wrote a note", [a_note("ours")])
    db = TinyDB(path, encoding="utf-8")
    db.table("quotes").update({"place": "Minsk"}, doc_ids=[1])
    db.close()
    with Workspace.open(path, "ab") as ws:
        change = next(ws.history())
        assert [(e.table, e.before, e.after) for e in change.edits] == [("quotes", {}, {"place": "Minsk"})]
        assert ws.undo().act == "undid: wrote a note"


def test_a_reader_is_told_when_the_log_was_written_anew(path: Path, ws: Workspace) -> None:
    filled(ws)
    with Workspace.open(path, "cd", read_only=True) as reader:
        ws.undo()
        ws.forget()
        with pytest.raises(OnrecordError, match="open it again"):
            reader.refresh()
    with Workspace.open(path, "cd", read_only=True) as reader:
        assert len(reader.quotes) == 0


def test_what_vanilla_writes_while_the_workspace_is_open_is_kept_aside(path: Path) -> None:
    made(path)
    with Workspace.open(path, "ab") as ws:
        db = TinyDB(path, encoding="utf-8")
        db.table("notes").insert({"target": "workspace", "analyst": "zz", "text": "meanwhile"})
        db.close()
        ws.change("wrote a note", [a_note("ours")])
    with Workspace.open(path, "ab") as ws:
        assert [note.text for note in ws.notes] == ["ours"]
    kept = [p for p in (path.parent / "peskov.json.backups").iterdir() if p.name.endswith("-outside.json")]
    assert len(kept) == 1 and b"meanwhile" in kept[0].read_bytes()
