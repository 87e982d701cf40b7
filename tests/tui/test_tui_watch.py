"""A folder watched from the desk: what comes into it comes in beside the keys, is told, and goes by one undo."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from driver import Driver, desk
from test_tui_import import put

from briefing.records import Note, Quote, Source, Speaker
from store import Workspace
from store.acts import noting, speaking
from tui import watching
from tui.acts import importing
from tui.desk import Desk


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one report, beside which the app is started; it is looked at often."""
    monkeypatch.setattr(watching, "EVERY", 0.02)
    monkeypatch.setattr(importing, "LOOK", 0.02)
    put(tmp_path / "inbox", "one.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "inbox"


async def watch(d: Driver) -> None:
    """Watch the folder."""
    await d.act("watch")
    await d.sees("Watch a folder in")
    await d.type("inbox/")
    await d.keys("enter")


async def test_what_comes_into_a_watched_folder_comes_onto_the_desk(week: Path, inbox: Path) -> None:
    async with desk(week) as d:
        ws = d.app.desk.ws
        before, here = len(ws.sources), d.app.desk.key
        await watch(d)
        await d.sees("inbox: 1 source came in")
        assert len(ws.sources) == before + 1 and d.app.desk.key == here, "the analyst stays where they are"
        assert "watching inbox" in d.status
        await d.act("accept")
        await d.sees("accepted 1 quote")
        put(inbox, "two.txt", "The ferry is a story of its own", "Ferry at sea")
        (inbox / "empty.txt").write_text("")
        await d.until(lambda: len(ws.sources) == before + 2, "the second report")
        await d.until(
            lambda: "empty.txt" in str([one.path for one in d.app.review.watching.coming.skipped]), "a reason"
        )  # type: ignore[union-attr]
        put(inbox, "one.txt", "Nobody will ever land here before the spring")
        await d.until(lambda: len(ws.sources) == before + 3, "the new text")
        await d.sees("1 with a new text")
        await d.act("watch")
        await d.sees("Show what came in last")
        await d.keys("2")
        await d.sees("Brought in")
        assert "new text" in d.words and "Quay shut" in d.words
        await d.keys("u", "u")
        await d.until(lambda: len(ws.sources) == before + 2, "taken back")
        await d.keys("q")
        await d.act("watch")
        await d.sees("Watch inbox no more")
        await d.keys("1")
        await d.sees("is watched no more")
        assert "watching inbox" not in d.status
        put(inbox, "three.txt", "Nobody will see this", "Unseen")
        await d.pilot.pause(0.2)
        assert len(ws.sources) == before + 2


async def test_what_comes_waits_while_something_can_be_redone(week: Path, inbox: Path) -> None:
    async with desk(week) as d:
        ws = d.app.desk.ws
        before = len(ws.sources)
        await d.act("accept", "undo")
        await watch(d)
        await d.sees("what came waits while something can be redone")
        await d.act("redo")
        await d.until(lambda: len(ws.sources) == before + 1, "the report, once nothing can be redone")
        assert [review.status for review in ws.reviews] == ["accepted"]


async def test_a_change_meanwhile_is_taken_into_account_and_a_lost_folder_is_told(
    week: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "SLICE", 0.0)
    put(inbox, "two.txt", "The ferry is a story of its own", "Ferry at sea")
    async with desk(week) as d:
        work = watching.Watching(d.app.desk, inbox)
        looks = 0
        while not work.told:
            work.look()
            looks += 1
            if looks < 100:
                d.app.desk.ws.change(f"look {looks}", [Note(id=str(looks), target="workspace", analyst="ab", text="x")])
            await d.pilot.pause(0.01)
        assert work.told == "inbox: 2 sources came in"
        await watch(d)
        await d.sees("watching inbox")
        shutil.rmtree(inbox)
        await d.sees("there is no such folder to watch")
        assert "watching inbox" not in d.status


@pytest.mark.parametrize("said", ["renamed", "apart", "nothing"])
def test_what_is_said_of_speakers_holds_for_what_waits(tmp_path: Path, inbox: Path, said: str) -> None:
    (inbox / "one.txt").write_text("«Мы не будем этого делать», — сказал Дмитрий Песков журналистам в понедельник.\n")
    one, two = Speaker(id="a" * 32, name="Dmitry Peskov"), Speaker(id="b" * 32, name="Д. Песков")
    source = Source(id="s" * 32, title="x", text="Песков said that it is so.")
    quote = Quote(id="q" * 32, source=source.id, spans=((0, 6),), text="Песков", speaker=two.id)
    with Workspace.open(tmp_path / "two.json", "ann", create=True) as ws:
        ws.change("two speakers", [one, source] if said == "renamed" else [one, two, source, quote])
        noting.write(ws, "workspace", "", "to be undone")
        ws.undo()
        work = watching.Watching(Desk(ws), inbox)

        def until(done: Callable[[], object]) -> None:
            end = time.monotonic() + 60
            while not done():
                assert time.monotonic() < end
                work.look()
                time.sleep(0.01)

        until(lambda: work.state.startswith("what came waits"))
        if said == "renamed":
            speaking.rename(ws, one.id, "Dmitry S. Peskov")
        elif said == "apart":
            speaking.keep_apart(ws, one.id, two.id)
        else:
            noting.write(ws, "workspace", "", "an act, so that nothing can be redone")
        until(lambda: work.told)
        if said == "nothing":
            assert work.told == "inbox: 1 new, 1 speaker known before merged into others" and work.coming is not None
            (line,) = work.coming.told.values()
            assert "Д. Песков is Dmitry Peskov, and goes into that speaker" in line and len(ws.speakers) == 1
            return
        assert work.told == "inbox: 1 source came in"
        if said == "renamed":
            assert ws.speakers[one.id].name == "Dmitry S. Peskov"
            assert set(ws.speakers[one.id].aliases) == {"Dmitry Peskov", "Дмитрий Песков"} and len(ws.quotes) == 1
            assert [each.speaker for each in ws.quotes] == [one.id]
        else:
            assert ws.quotes[quote.id].speaker == two.id and two.name in ws.speakers[one.id].never
            assert two.name not in ws.speakers[one.id].aliases


async def test_nothing_comes_in_under_words_in_hand_and_it_is_told_on_the_screen_that_is_open(
    week: Path, inbox: Path
) -> None:
    async with desk(week) as d:
        ws = d.app.desk.ws
        before = len(ws.sources)
        await watch(d)
        await d.until(lambda: len(ws.sources) == before + 1, "the first report")
        source = next(source for source in ws.sources if "one.txt" in source.origin)
        key = ws.quotes_of(source.id)[0]
        d.app.desk.to(key)
        d.app.review.sync()
        await d.settled()
        quote = ws.quotes[key]
        await d.act("spans")
        put(inbox, "two.txt", "The ferry is a story of its own", "Ferry at sea")
        file = inbox / "one.txt"
        file.write_text(
            file.read_text().replace("\n\n", "\n\nA new paragraph stands before all the others now.\n\n", 1)
        )
        await d.pilot.pause(0.3)
        assert len(ws.sources) == before + 1
        await d.keys("h", "enter")
        assert "spans adjusted" in d.status and quote.text.startswith(ws.quotes[key].text)
        await d.act("codebook")
        await d.until(lambda: len(ws.sources) == before + 3, "both, once nothing is in hand")
        await d.until(lambda: "inbox: 1 new, 1 with a new text" in d.status and "Codebook" in d.text, "told here")
        assert ws.quotes[key].source != source.id
