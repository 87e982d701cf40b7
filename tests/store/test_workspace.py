"""The open workspace: one door for changes, undo and redo, history, order, desk, watching."""

import json
import stat
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from tinydb import TinyDB, where

from briefing.errors import OnrecordError
from briefing.records import Note, Quote, Review, Source, new_id, review_id
from store import Change, Workspace
from store.errors import NothingToUndo, UndoConflict
from tests.store.conftest import a_quote, a_source, filled


def accepted(quote: str, analyst: str = "ab", status: str = "accepted") -> Review:
    return Review(id=review_id(quote, analyst), quote=quote, analyst=analyst, status=status)


def test_a_change_is_there_after_reopening_and_vanilla_tinydb_reads_it(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        source, quotes, _ = filled(ws)
        ws.change("accepted 1 quote", [accepted(quotes[0].id)])
    with Workspace.open(path, "ab") as ws:
        assert ws.sources.get(source.id).title == source.title
        assert list(ws.quotes) == quotes
        assert ws.review(quotes[0].id).status == "accepted"
    db = TinyDB(path, encoding="utf-8")
    assert db.table("quotes").get(where("id") == quotes[1].id)["text"] == "no way"
    assert len(db.table("reviews")) == 1
    db.close()


def test_a_change_is_durable_before_closing(path: Path, ws: Workspace) -> None:
    _, quotes, _ = filled(ws)
    with Workspace.open(path, read_only=True) as reader:
        assert list(reader.quotes.ids()) == [quote.id for quote in quotes]


def test_a_change_that_changes_nothing_is_none(ws: Workspace) -> None:
    _, quotes, _ = filled(ws)
    review = accepted(quotes[0].id)
    assert ws.change("accepted 1 quote", [review]) is not None
    assert ws.change("accepted 1 quote", [review]) is None
    assert ws.change("did nothing") is None
    assert ws.change("deleted what is not there", delete=[a_source()]) is None


def test_undo_and_redo_across_restarts(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        _, quotes, _ = filled(ws)
        ws.change("accepted 1 quote", [accepted(quotes[0].id)])
        ws.change("flagged 1 quote", [accepted(quotes[0].id, status="flagged")])
    with Workspace.open(path, "ab") as ws:
        assert ws.undo().act == "undid: flagged 1 quote"
        assert ws.review(quotes[0].id).status == "accepted"
    with Workspace.open(path, "ab") as ws:
        ws.undo()
        assert ws.review(quotes[0].id) is None
        ws.undo()
        assert len(ws.quotes) == len(ws.sources) == 0
        with pytest.raises(NothingToUndo):
            ws.undo()
    with Workspace.open(path, "ab") as ws:
        assert [ws.redo().act for _ in range(3)][-1] == "redid: flagged 1 quote"
        assert ws.review(quotes[0].id).status == "flagged"
        with pytest.raises(NothingToUndo):
            ws.redo()


def test_a_new_act_ends_what_can_be_redone(ws: Workspace) -> None:
    _, quotes, _ = filled(ws)
    ws.change("accepted 1 quote", [accepted(quotes[0].id)])
    ws.undo()
    ws.change("accepted 1 quote", [accepted(quotes[1].id)])
    with pytest.raises(NothingToUndo):
        ws.redo()
    ws.undo()
    assert ws.redo().act == "redid: accepted 1 quote"


def test_what_another_analyst_changed_since_is_not_undone(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        source, quotes, _ = filled(ws)
        ws.change("retitled a source", [Source(id=source.id, title="A", text=source.text)])
    with Workspace.open(path, "cd") as ws:
        ws.change("retitled it again", [Source(id=source.id, title="B", text=source.text)])
        with pytest.raises(NothingToUndo):
            Workspace.undo(ws) and Workspace.undo(ws)
        ws.redo()
    with Workspace.open(path, "ab") as ws, pytest.raises(UndoConflict, match=r"changed since by cd.*retitled it again"):
        ws.undo()
    with Workspace.open(path, "cd") as ws:
        ws.change("accepted 1 quote", [accepted(quotes[0].id, "cd")])
        ws.change("retitled it back", [Source(id=source.id, title="A", text=source.text)])
    with Workspace.open(path, "ab") as ws:
        ws.undo()
        with pytest.raises(UndoConflict, match="quote has a review by now"):
            ws.undo()
        assert ws.review(quotes[0].id, "cd") is not None


def test_history_is_newest_first_and_tells_who_and_what(ws: Workspace) -> None:
    _, quotes, _ = filled(ws)
    ws.change("accepted 1 quote", [accepted(quotes[0].id)])
    change = ws.change("flagged 1 quote", [accepted(quotes[0].id, status="flagged")])
    ws.undo()
    history = list(ws.history())
    assert [c.act for c in history] == [
        "undid: flagged 1 quote", "flagged 1 quote", "accepted 1 quote", "imported a report",
    ]  # fmt: skip
    assert history[0].undoes == change.seq == history[1].seq
    assert history[1].analyst == "ab" and history[1].machine
    (edit,) = history[1].edits
    assert (edit.table, edit.before, edit.after) == ("reviews", {"status": "accepted"}, {"status": "flagged"})
    assert history[2].edits[0].before is None and history[2].edits[0].after["status"] == "accepted"
    assert history[0].when <= ws.saved_at
    assert len(list(ws.history(limit=2))) == 2


def test_history_and_undo_read_lines_of_any_length(ws: Workspace) -> None:
    sizes = (10, 70_000, 65_536, 300_000, 1, 140_000)
    for size in sizes:
        ws.change(f"wrote {size}", [Note(id=new_id(), target="workspace", analyst="ab", text="ж" * size)])
    assert [change.act for change in ws.history()] == [f"wrote {size}" for size in reversed(sizes)]
    assert ws.undo().act == "undid: wrote 140000" and ws.undo().act == "undid: wrote 1"
    assert [len(note.text) for note in ws.notes] == list(sizes[:4])


def test_watchers_are_told_of_changes_undo_and_redo(ws: Workspace) -> None:
    told: list[Change] = []
    stop = ws.watch(told.append)
    filled(ws)
    ws.undo()
    ws.redo()
    stop()
    ws.undo()
    assert [c.act for c in told] == ["imported a report", "undid: imported a report", "redid: imported a report"]
    assert {edit.table for edit in told[1].edits} == {"sources", "quotes", "speakers"}


def test_reading_order_follows_dates_imports_and_places(ws: Workspace) -> None:
    undated = a_source("undated", added="2022-02-01")
    late = a_source("late", published="2022-01-28")
    early = a_source("early", published="2022-01-26")
    quotes = [a_quote(source, words) for source in (undated, late, early) for words in ("no way", "said yes")]
    ws.change("imported", [undated, late, early, *quotes])
    wanted = [quotes[n].id for n in (5, 4, 3, 2, 1, 0)]
    assert list(ws.order()) == wanted
    ws.change("deleted a quote", delete=[quotes[3]])
    assert list(ws.order()) == [quotes[n].id for n in (5, 4, 2, 1, 0)]
    ws.undo()
    assert list(ws.order()) == wanted
    moved = Source(id=early.id, title="early", text=early.text, published="2023-01-01")
    ws.change("dated a source", [moved])
    assert list(ws.order()) == [quotes[n].id for n in (3, 2, 5, 4, 1, 0)]
    assert list(ws.source_order()) == [late.id, early.id, undated.id]
    assert list(ws.quotes_of(late.id)) == [quotes[3].id, quotes[2].id]


def test_indexes_follow_changes(ws: Workspace) -> None:
    source, quotes, speaker = filled(ws)
    assert [q.id for q in ws.quotes.where(speaker=speaker.id)] == [quotes[0].id]
    assert [q.id for q in ws.quotes.where(source=source.id, speaker=None)] == [quotes[1].id, quotes[2].id]
    assert ws.sources.where(title=source.title) == [source]
    ws.change("attributed", [Quote(id=quotes[1].id, source=source.id, spans=((0, 1),), text="T", speaker=speaker.id)])
    assert ws.quotes.count(speaker=speaker.id) == 2
    ws.undo()
    assert ws.quotes.count(speaker=speaker.id) == 1
    assert ws.quotes.count(source="nobody") == 0


def test_the_desk_is_kept_per_analyst_and_is_no_act(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        _, quotes, _ = filled(ws)
        ws.remember(cursor=quotes[1].id, filter="status:new")
        ws.change("accepted 1 quote", [accepted(quotes[0].id)])
        ws.remember(cursor=quotes[2].id)
    with Workspace.open(path, "cd") as ws:
        assert ws.desk == {}
        ws.remember(cursor="x")
    with Workspace.open(path, "ab") as ws:
        assert ws.desk == {"cursor": quotes[2].id, "filter": "status:new"}
        assert [c.act for c in ws.history()] == ["accepted 1 quote", "imported a report"]
        ws.undo()
        assert ws.desk["cursor"] == quotes[2].id


def test_what_is_done_to_a_record_handed_out_stays_there(ws: Workspace) -> None:
    source = Source(id=new_id(), title="a", metadata_from={"title": "text"})
    ws.change("imported", [source])
    ws.sources[source.id].metadata_from["title"] = "tampered"
    assert ws.sources[source.id].metadata_from == {"title": "text"}


def test_any_text_comes_back_as_it_was(path: Path) -> None:
    text = '[/] [be published] "quoted" \\ \t “” – 𝒳 \u2028 é\n'
    with Workspace.open(path, "ab", create=True) as ws:
        note = Note(id=new_id(), target="workspace", analyst="ab", text=text)
        ws.change("wrote a note", [note])
    with Workspace.open(path, "ab") as ws:
        assert ws.notes[note.id].text == text


def test_files_are_for_their_owner_only(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
        copy = ws.backup()
        names = [path, path.with_name("peskov.json.log"), path.with_name("peskov.json.lock"), copy]
        assert [stat.S_IMODE(name.stat().st_mode) for name in names] == [0o600] * 4
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_says_what_it_is(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        filled(ws)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert list(content)[-1] == "_store"
    assert content["_store"]["1"]["format"] == 1


@pytest.mark.parametrize("analyst", ["a/b", "a\nb", " ab", "x" * 65])
def test_an_analysts_name_fits_on_a_line_and_in_an_id(path: Path, analyst: str) -> None:
    with pytest.raises(OnrecordError, match="analyst's name"):
        Workspace.open(path, analyst, create=True)
    assert not path.exists()


def test_indexes_may_be_made_beside_changes(ws: Workspace) -> None:
    made = [Source(id=f"{n:032d}", title=f"t{n % 7}", text="t") for n in range(20_000)]
    ws.change("made", made)
    raised: list[BaseException] = []

    def ask() -> None:
        try:
            ws.sources.count(title="t1")
        except BaseException as error:
            raised.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        thread = threading.Thread(target=ask)
        thread.start()
        n = 0
        while thread.is_alive() or n < 3:
            was, n = made[n], n + 1
            ws.change("changed", [msgspec.structs.replace(was, title="changed"), Source(id=f"n{n:031d}", text="t")])
            ws.change("deleted", delete=[made[-n]])
        thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not raised
    for title in ("t1", "changed", "", made[-1].title):
        assert set(ws.sources.ids_where(title=title)) == {one.id for one in ws.sources if one.title == title}
