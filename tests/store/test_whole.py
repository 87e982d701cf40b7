"""Nothing names what is not there, and nothing goes in circles, whatever is undone, merged, joined or deleted."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from briefing.records import Quote, Source, Speaker
from store import Workspace
from store.acts import codebook, spanning, speaking
from store.errors import UndoConflict, WrongAct
from store.log import log_path
from store.repair import check

SOURCE = Source(id="s", text="Hello there all of you")


def quote(ident: str, start: int, end: int, **more: str) -> Quote:
    return Quote(id=ident, source="s", spans=((start, end),), text=SOURCE.text[start:end], **more)


def code(ws: Workspace, name: str) -> str:
    found = codebook.by_name(ws, name)
    assert found is not None
    return found.id


def test_a_code_merged_with_one_above_it_makes_no_circle(ws: Workspace) -> None:
    for name in ("top", "between", "keep", "other"):
        codebook.make(ws, name)
    codebook.move(ws, code(ws, "between"), code(ws, "top"))
    codebook.move(ws, code(ws, "keep"), code(ws, "between"))
    codebook.merge(ws, code(ws, "keep"), code(ws, "top"))
    assert ws.codes[code(ws, "keep")].parent is None
    assert ws.codes[code(ws, "between")].parent == code(ws, "keep")
    codebook.move(ws, code(ws, "other"), code(ws, "between"))


def test_undoing_a_move_makes_no_circle(path: Path) -> None:
    with Workspace.open(path, "A", create=True) as ws:
        codebook.make(ws, "X")
        codebook.make(ws, "Y")
        codebook.move(ws, code(ws, "X"), code(ws, "Y"))
        codebook.move(ws, code(ws, "X"), None)
    with Workspace.open(path, "B") as ws:
        codebook.move(ws, code(ws, "Y"), code(ws, "X"))
    with Workspace.open(path, "A") as ws, pytest.raises(UndoConflict, match="below itself"):
        ws.undo()


def test_undoing_a_code_that_has_others_below_it_is_refused(path: Path) -> None:
    with Workspace.open(path, "A", create=True) as ws:
        codebook.make(ws, "P")
        parent = code(ws, "P")
    with Workspace.open(path, "B") as ws:
        codebook.make(ws, "C", parent=parent)
    with Workspace.open(path, "A") as ws, pytest.raises(UndoConflict, match="has a code"):
        ws.undo()


def test_bringing_back_a_quote_whose_speaker_is_gone_is_refused(path: Path) -> None:
    with Workspace.open(path, "A", create=True) as ws:
        speakers = [Speaker(id="S", name="S"), Speaker(id="T", name="T")]
        ws.change("imported", [SOURCE, *speakers, quote("q", 0, 5, speaker="S")])
        spanning.delete(ws, ["q"])
    with Workspace.open(path, "B") as ws:
        speaking.merge(ws, "T", "S")
    with Workspace.open(path, "A") as ws, pytest.raises(UndoConflict, match="speaker of the quote is gone"):
        ws.undo()


def test_quotes_within_a_deleted_or_joined_quote_name_nothing_that_is_gone(ws: Workspace) -> None:
    ws.change("i", [SOURCE, quote("q", 0, 5), quote("r", 6, 11), quote("k", 7, 9, parent="r")])
    spanning.join(ws, ["q", "r"])
    assert ws.quotes["k"].parent == "q"
    spanning.delete(ws, ["q"])
    assert ws.quotes["k"].parent is None
    ws.undo()
    assert ws.quotes["k"].parent == "q"
    ws.undo()
    assert ws.quotes["k"].parent == "r"


def test_a_quote_is_not_made_the_words_of_another(ws: Workspace) -> None:
    ws.change("i", [SOURCE, quote("q", 0, 5), quote("r", 6, 11)])
    with pytest.raises(WrongAct, match="already"):
        spanning.set_spans(ws, "r", [(0, 5)])


def test_restoring_takes_tables_of_other_programs_along_and_can_be_undone(path: Path) -> None:
    with Workspace.open(path, "A", create=True) as ws:
        ws.change("i", [Speaker(id="z", name="z")])
    before = datetime.now(UTC)
    time.sleep(0.01)
    with TinyDB(path, encoding="utf-8") as db:
        db.table("mine").insert({"a": 1})
    with Workspace.open(path, "A") as ws:
        ws.restore(before)
        assert ws.documents("mine") == {}
        ws.undo()
        assert [bytes(doc) for doc in ws.documents("mine").values()] == [b'{"a":1}']
        ws.redo()
        assert ws.documents("mine") == {}


def test_check_says_of_a_log_that_was_cut_what_opening_says(path: Path) -> None:
    with Workspace.open(path, "A", create=True) as ws:
        for n in range(5):
            ws.change("x", [Speaker(id=f"z{n}", name="z")])
    log_path(path).write_bytes(b"".join(log_path(path).read_bytes().splitlines(keepends=True)[:3]))
    assert any("too early" in line for line in check(path))
    log_path(path).unlink()
    with Workspace.open(path, "A") as ws:
        assert any("is not there" in notice for notice in ws.notices)
