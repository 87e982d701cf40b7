"""Backups, restoring a moment, forgetting, checking, repairing, older versions, conflicted copies."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from benchmarks.torture.acting import state_of
from briefing.errors import OnrecordError
from briefing.records import TABLES, Note, Review, new_id, review_id
from store import Workspace
from store.acts import judging, noting
from store.backups import KEEP, copies
from store.errors import NothingToUndo, WorkspaceError
from store.lives import KEPT
from store.log import log_path, next_log_path
from store.repair import check, repair
from store.storage import DurableTinyDB
from tests.store.conftest import filled

FILES = Path(__file__).parent / "files"


def many_notes(count: int) -> list[Note]:
    return [Note(id=new_id(), target="workspace", analyst="ab", text=f"note {n}") for n in range(count)]


def test_a_copy_is_made_once_a_day_and_is_a_workspace(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    assert copies(path) == []
    for _ in range(2):
        with Workspace.open(path, "ab") as ws:
            state = state_of(ws)
    (copy,) = copies(path, "daily")
    other = path.parent / "elsewhere.json"
    shutil.copy(copy, other)
    with Workspace.open(other, "cd") as ws:
        assert state_of(ws) == state and list(ws.history()) == []


def test_acts_that_change_many_records_are_preceded_by_a_copy(ws: Workspace) -> None:
    notes = many_notes(101)
    ws.change("imported notes", notes)
    assert copies(ws.path, "bulk") == []
    before = state_of(ws)
    ws.change("deleted many notes", delete=notes)
    (copy,) = copies(ws.path, "bulk")
    with Workspace.open(copy, read_only=True) as kept:
        assert state_of(kept) == before


def test_only_so_many_copies_are_kept(ws: Workspace) -> None:
    notes = many_notes(101)
    ws.change("imported notes", notes)
    for _ in range(KEEP["bulk"] + 2):
        ws.change("deleted many notes", delete=notes)
        ws.undo()
    assert len(copies(ws.path, "bulk")) == KEEP["bulk"]


def test_any_moment_of_the_log_can_be_restored_and_that_undone(path: Path) -> None:
    moments: list[tuple[datetime, object]] = []
    with Workspace.open(path, "ab", create=True) as ws:
        _, quotes, _ = filled(ws)
        moments.append((ws.saved_at, state_of(ws)))
        for act in (
            lambda: judging.accept(ws, [quotes[0].id, quotes[1].id]),
            lambda: noting.write(ws, "quote", quotes[0].id, "first hedge"),
            lambda: ws.change("deleted a quote", delete=[quotes[2]]),
            lambda: judging.flag(ws, [quotes[0].id]),
        ):
            while datetime.now(UTC) <= ws.saved_at + timedelta(milliseconds=1):
                pass
            act()
            moments.append((ws.saved_at, state_of(ws)))
    with Workspace.open(path, "ab") as ws:
        for when, state in moments:
            before = state_of(ws)
            change = ws.restore(when)
            assert state_of(ws) == state
            if change is not None:
                assert change.act.startswith("restored the workspace to")
                ws.undo()
                assert state_of(ws) == before
        with pytest.raises(WorkspaceError, match=r"its first change is “.+” at .*; name a later time"):
            ws.restore(moments[0][0] - timedelta(days=365))
        assert state_of(ws) == moments[-1][1]


def test_what_lies_before_the_log_cannot_be_restored(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    log_path(path).unlink()
    with Workspace.open(path, "ab") as ws:
        ws.change("wrote notes", many_notes(1))
        with pytest.raises(WorkspaceError, match="nothing of 2000-01-01"):
            ws.restore(datetime(2000, 1, 1, tzinfo=UTC))


def test_what_was_deleted_is_forgotten_for_good(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        _, quotes, _ = filled(ws)
        secret = noting.write(ws, "quote", quotes[0].id, "the SECRET name").edits[0].id
        judging.accept(ws, [quotes[0].id])
    with Workspace.open(path, "ab") as ws:
        noting.delete(ws, secret)
        ws.backup()
        state = state_of(ws)
        done = ws.forget()
        assert (done.records, done.wordings, done.lines, done.copies) == (1, 0, 2, 2)
        assert "no longer be undone" in done.words
        for file in path.parent.rglob("*"):
            assert not file.is_file() or b"SECRET" not in file.read_bytes(), file
        assert ws.undo().act == "undid: accepted 1 quote"
        assert ws.redo().act == "redid: accepted 1 quote"
    assert check(path) == []
    with Workspace.open(path, "ab") as ws:
        assert state_of(ws) == state
        ws.undo()
        ws.undo()
        with pytest.raises(NothingToUndo):
            ws.undo()
        assert state_of(ws) == {}


def test_earlier_words_are_forgotten_and_the_history_of_judgements_stays(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        source, (quote, *_), speaker = filled(ws)
        note = noting.write(ws, "quote", quote.id, "the SECRET name").edits[0].id
        judging.accept(ws, [quote.id])
        ws.remember(draft="a SECRET draft")
        judging.flag(ws, [quote.id])
        ws.remember(draft="")
    with Workspace.open(path, "ab") as ws:
        ws.change("renamed SECRET", [msgspec.structs.replace(ws.notes[note], text="no names")])
        ws.change("deleted", delete=[ws.notes[note]])
        ws.undo()
        ws.change("corrected SECRET", [msgspec.structs.replace(source, title="SECRET title")])
        ws.change("corrected SECRET", [source])
        ws.change("renamed", [msgspec.structs.replace(speaker, name="D. S. Peskov", aliases=("SECRET",))])
        ws.change("renamed", [msgspec.structs.replace(speaker, name="D. S. Peskov")])
        judging.reset(ws, [quote.id])
        state = state_of(ws)
        done = ws.forget()
        assert (done.records, done.wordings) == (0, 3)
        for file in path.parent.rglob("*"):
            assert not file.is_file() or b"SECRET" not in file.read_bytes(), file
        ws.undo()
        assert ws.review(quote.id).status == "flagged"
        ws.undo()
        assert ws.review(quote.id).status == "accepted"
        ws.redo()
        ws.redo()
    assert check(path) == []
    path.unlink()
    with Workspace.open(path, "ab") as ws:
        assert state_of(ws) == state


def test_forgetting_reaches_the_tables_of_other_programs(path: Path) -> None:
    with DurableTinyDB(path) as db:
        db.table("own").insert_multiple([{"x": "SECRET", "y": 1}, {"x": "SECRET too"}, {"x": "stays"}])
        db.table("own").update({"x": "new"}, doc_ids=[1])
        db.table("own").remove(doc_ids=[2])
        db.table("gone").insert({"x": "SECRET"})
        db.drop_table("gone")
        db.storage.engine.forget()
        held = db.table("own").all()
    assert held == [{"x": "new", "y": 1}, {"x": "stays"}]
    assert not any(b"SECRET" in file.read_bytes() for file in path.parent.rglob("*") if file.is_file())
    path.unlink()
    with DurableTinyDB(path) as db:
        assert db.table("own").all() == held


def test_forgetting_that_was_cut_short_is_finished(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        note = many_notes(1)
        ws.change("wrote a note", note)
        ws.change("deleted a note", delete=note)
        ws.checkpoint()
        old = log_path(path).read_bytes()
        state = state_of(ws)
        ws.forget()
        new = log_path(path).read_bytes()
        crashed = path.with_name("crashed.json")
        shutil.copy(path, crashed)
    log_path(crashed).write_bytes(old)
    next_log_path(crashed).write_bytes(new)
    with Workspace.open(crashed, read_only=True) as ws:
        assert state_of(ws) == state
    with Workspace.open(crashed, "ab") as ws:
        assert state_of(ws) == state and ws.undo()
    assert not next_log_path(crashed).exists()
    assert log_path(crashed).read_bytes().startswith(new)


def test_check_finds_nothing_wrong_with_a_sound_workspace(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        ws.backup()
    before = {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()}
    assert check(path) == []
    assert {p: p.read_bytes() for p in path.parent.rglob("*") if p.is_file()} == before


def test_check_names_what_hangs_in_the_air(ws: Workspace) -> None:
    ws.change("made a review of nothing", [Review(id=review_id("q", "ab"), quote="q", analyst="ab")])
    ws.checkpoint()
    assert check(ws.path) == ["reviews q/ab names a quote that is not there: q"]


@pytest.mark.parametrize("whole", [True, False])
def test_repair_saves_all_around_a_damaged_line(path: Path, whole: bool) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        notes = many_notes(5)
        for note in notes:
            ws.change(f"wrote {note.text}", [note])
    log = log_path(path)
    data = bytearray(log.read_bytes())
    at = data.index(b'"text":"note 2"')
    data[at] ^= 4
    log.write_bytes(data)
    if whole:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(OnrecordError, match="check --repair"):
        Workspace.open(path, "ab")
    assert any("damaged at byte" in line for line in check(path))
    before = {p: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}
    done = repair(path)
    assert all(p.read_bytes() == content for p, content in before.items())
    assert any("bytes" in line and "damaged" in line for line in done.lost)
    with Workspace.open(done.path, "ab") as ws:
        assert len(ws.quotes) == 3
        assert [note.text for note in ws.notes] == ["note 0", "note 1", "note 3", "note 4"]
    with pytest.raises(WorkspaceError, match="exists already"):
        repair(path)


def test_repair_tells_which_damaged_lines_at_the_end_the_file_has_not(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        for text in ("one", "two"):
            ws.change(f"wrote {text}", [Note(id=new_id(), target="workspace", analyst="ab", text=text)])
        ws.checkpoint()
        held = path.read_bytes()
        ws.change("wrote three", [Note(id=new_id(), target="workspace", analyst="ab", text="three")])
    path.write_bytes(held)  # as after a crash: "three" is in the log alone
    log = log_path(path)
    data = log.read_bytes()
    for damaged, lost in (((b"one", b"two"), 0), ((b"two", b"three"), 1), ((b"three",), 1)):
        found = bytearray(data)
        for text in damaged:
            found[data.index(b'"text":"%b"' % text)] ^= 4
        log.write_bytes(found)
        done = repair(path, path.with_name(f"{damaged[0].decode()}.json"))
        assert (len(done.damaged), len(done.lost)) == (len(damaged) - lost, lost)
    log.write_bytes(data[: data.index(b'"wrote two"')] + b"X" * 400)  # the end of a line is damaged with it
    done = repair(path, path.with_name("more.json"))
    assert not done.damaged and len(done.lost) == 1


def test_repair_reads_what_is_legible_of_a_file_without_a_log(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("wrote notes", many_notes(10))
    log_path(path).unlink()
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b'"note 7"')])
    done = repair(path)
    with Workspace.open(done.path, "ab") as ws:
        assert [note.text for note in ws.notes] == [f"note {n}" for n in range(7)]
    assert any("cannot be read" in line for line in done.lost)


def test_repair_of_rubbish_says_that_nothing_could_be_saved(path: Path) -> None:
    path.write_bytes(b'{"quotes": {"1": {"id"')
    with pytest.raises(WorkspaceError, match=r"nothing of .* could be saved"):
        repair(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("version", sorted(p.name for p in FILES.iterdir()) if FILES.is_dir() else [])
def test_workspaces_of_released_versions_open(version: str, tmp_path: Path) -> None:
    for file in (FILES / version).iterdir():
        if file.name != "holds.json":
            shutil.copy(file, tmp_path)
    path = tmp_path / "workspace.json"
    expected = json.loads((FILES / version / "holds.json").read_text(encoding="utf-8"))
    with Workspace.open(path, "ab") as ws:
        now = {f"{table} {ident}": doc for (table, ident), doc in state_of(ws).items()}
        assert json.loads(json.dumps(now)) == expected
        if version == "0-plain-tinydb":
            assert copies(path, "migration")
    with Workspace.open(path, "ab") as ws:
        assert not [n for n in ws.notices if "another program" in n]
    assert check(path) == []


def test_conflicted_copies_of_cloud_folders_are_named(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    for name in ("peskov (ab's conflicted copy 2026-11-23).json", "peskov.sync-conflict-20261123-101010-ABC.json"):
        shutil.copy(path, path.with_name(name))
    for name in ("peskov conflict notes.txt", "peskov conflict.json", "peskov-2 (conflicted copy).json"):
        path.with_name(name).write_text("something else")
    with Workspace.open(path, "ab") as ws:
        assert len(ws.notices) == 2 and all("another machine" in notice for notice in ws.notices)


def test_changes_go_on_when_the_clock_is_set_back_or_forward(path: Path) -> None:
    from store.clock import Clock

    clock = Clock()
    stamps = [clock.tick(now) for now in (10**12, 10**12 - 86_400_000, 10**12 + 10**11, 10**12, 5)]
    assert stamps == sorted(set(stamps))
    later = Clock()
    later.see(stamps[-1])
    assert later.tick(0) > stamps[-1]
    busy = [clock.tick(5) for _ in range(70_000)]
    assert busy == sorted(set(busy))


def test_forgetting_knows_the_fields_of_every_table() -> None:
    for table, kind in TABLES.items():
        assert "id" in KEPT[table] and KEPT[table] <= set(kind.__struct_fields__), table
