"""What comes in waits in a file: that may be damaged, its disk full, its process killed; nothing else suffers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.torture.acting import state_of
from briefing.finding import Finding
from briefing.records import Source, new_id
from store.acts import sourcing
from store.acts.batch import Batch
from store.disk import Disk
from store.errors import WriteFailed
from store.log import log_path
from store.numbers import Numbers
from store.workspace import Workspace
from tests.store.conftest import a_quote, a_source, filled

LONG = "word" + "s" * 400_000
"""Of a text that comes in; eight of them make a line of several megabytes."""
linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks for the file where Linux shows it")


def gathered(ws: Workspace, count: int = 8) -> Batch:
    batch = Batch(ws)
    for n in range(count):
        source = a_source(f"Report {n}", f"{n} “said yes” {LONG}")
        batch.take(source, Finding((a_quote(source, "said yes"),), (), ()))
    return batch


def waiting_file(folder: Path) -> Path:
    for place in Path("/proc/self/fd").iterdir():
        try:
            found = place.readlink()
        except OSError:
            continue
        if found.parent == folder and found.name.endswith("(deleted)"):
            return place
    raise AssertionError("there is no file without a name")


def test_what_waited_in_a_file_is_saved_undone_and_done_again(ws: Workspace, path: Path) -> None:
    filled(ws)
    before = state_of(ws)
    change = gathered(ws).save(ws)
    assert change is not None and len(change.made) == 16
    after = state_of(ws)
    assert len(after) == len(before) + 16 and all(s.text.endswith(LONG) for s in [*ws.sources][1:])
    assert len(ws.quotes_of([*ws.sources.ids()][-1])) == 1
    ws.undo()
    assert state_of(ws) == before
    ws.redo()
    ws.close()
    with Workspace.open(path, "ab") as again:
        assert state_of(again) == after


@linux
def test_of_a_first_import_memory_holds_no_indexes_and_no_words(ws: Workspace, path: Path) -> None:
    batch, report = Batch(ws), " ".join(f"w{n}" for n in range(50))
    for n in range(128):
        kind = {1: "address", 2: "reprint"}.get(n % 4, "")
        text = f"{n} “said yes” {report if kind else ''} {n} {LONG[:40_000]}"
        more = {"address": "https://news.example.org/1"} if kind == "address" else {"outlet": f"Outlet {n}"}
        source = a_source(f"Report {n}", text, **more)
        batch.take(source, Finding((a_quote(source, "said yes"),), (), ()))
    assert {one.what for one in batch.taken} == {"new", "new text", "reprint"}
    assert batch.save(ws) is not None and len(ws.sources) == 128
    made = [table.name for table in (ws.sources, ws.quotes, ws.reviews, ws.notes, ws.links, ws.speakers) if table._made]
    assert not made, "a first import makes no indexes"
    assert sum(len(source.text) for source in ws.sources) > 5_000_000
    assert _resident(path.parent) < 500
    assert ws.sources.count(revised_by="") < 128 and ws.sources._made
    assert _resident(path.parent) < 500


def _resident(folder: Path) -> int:
    """How many kilobytes of the file that waits in ``folder`` lie in this process's memory."""
    found = [part.splitlines() for part in Path("/proc/self/smaps").read_text().split("VmFlags:")]
    of_file = [part for part in found if any(f"{folder}/" in line and "(deleted)" in line for line in part)]
    assert of_file
    return sum(int(line.split()[1]) for part in of_file for line in part if line.startswith("Rss:"))


@linux
def test_what_cannot_be_read_back_is_told_in_a_line_and_nothing_changes(ws: Workspace, path: Path) -> None:
    filled(ws)
    before, size = state_of(ws), log_path(path).stat().st_size
    batch = gathered(ws)
    os.truncate(waiting_file(path.parent), 2_000_000)
    with pytest.raises(WriteFailed, match=r"cannot be read back from .*: nothing was added"):
        batch.save(ws)
    assert state_of(ws) == before and log_path(path).stat().st_size == size
    assert gathered(ws).save(ws) is not None


def test_a_disk_that_is_full_while_files_are_read_changes_nothing(ws: Workspace, path: Path) -> None:
    resource = pytest.importorskip("resource")
    filled(ws)
    before, size = state_of(ws), log_path(path).stat().st_size
    limit, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, most))
    try:
        with pytest.raises(WriteFailed, match=r"cannot be kept .*: nothing was added; make room there"):
            gathered(ws)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, most))
    assert state_of(ws) == before and log_path(path).stat().st_size == size
    assert gathered(ws).save(ws) is not None


class KillingDisk(Disk):
    """The real disk, until in the middle of its nth write of much at a time the process is killed."""

    def __init__(self, nth: int) -> None:
        self.left = nth

    def write(self, fd: int, data: bytes, at: int) -> int:
        """As the real disk, or the end."""
        self.left -= len(data) > 500_000
        if self.left or len(data) <= 500_000:
            return super().write(fd, data, at)
        super().write(fd, data[: len(data) // 2], at)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("unreachable")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_process_killed_inside_a_line_of_megabytes_leaves_the_workspace_as_it_was(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        before = state_of(ws)
    size = log_path(path).stat().st_size
    for piece in (1, 3):
        child = os.fork()
        if not child:
            try:
                opened = Workspace.open(path, "ab", disk=KillingDisk(piece))
                gathered(opened).save(opened)
            finally:
                os._exit(3)
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        assert log_path(path).stat().st_size > size + (piece - 1) * 1_000_000
        with Workspace.open(path, "ab") as ws:
            assert state_of(ws) == before
            assert any("cut short" in notice for notice in ws.notices)
        assert log_path(path).stat().st_size == size
    with Workspace.open(path, "ab") as ws:
        assert gathered(ws).save(ws) is not None


def test_a_source_that_is_deleted_while_files_are_read_is_not_compared_any_more(ws: Workspace) -> None:
    source = a_source("Old", f"one two three {'four ' * 50}", address="https://example.org/1")
    ws.change("imported", [source])
    batch = Batch(ws)
    sourcing.delete(ws, [source.id])
    new = Source(id=new_id(), title="Old", text=f"{source.text} more", text_hash="new", address=source.address)
    assert batch.there(new) is None
    taken = batch.take(new, Finding((), (), ()))
    assert taken.revises is None and taken.reprint is None
    batch.save(ws)
    assert list(ws.sources.ids()) == [new.id]


def _keys() -> Iterator[int]:
    for n in range(40):
        yield n
        yield n + (1 << 61) - 1  # has the same hash


@given(st.lists(st.tuples(st.sampled_from(list(_keys())), st.integers(0, 1 << 31)), max_size=100))
def test_numbers_are_found_under_their_keys_the_newest_first(put: list[tuple[int, int]]) -> None:
    numbers = Numbers()
    for key, number in put:
        numbers.add(key, number)
    for key in _keys():
        assert [*numbers.of(key)] == [number for other, number in reversed(put) if hash(other) == hash(key)]
