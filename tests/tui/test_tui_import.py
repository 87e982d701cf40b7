"""Files brought in from the desk: found by key, told while they are read, summed up, and taken back by one undo."""

from __future__ import annotations

import os
import threading
import zipfile
from pathlib import Path

import pytest
from driver import Driver, desk

from store import Workspace
from tui import bringing
from tui.paths import Browsing

REPORT = """{title}

3 March 2031

The harbour master, Nils Falk, said the quay was closed. "{said}," Falk said on Monday.
"""


def put(
    folder: Path, name: str, said: str = "Nobody will land here before the spring", title: str = "Quay shut"
) -> Path:
    """A short report in a file."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(REPORT.format(title=title, said=said), encoding="utf-8")
    return file


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports, an empty file, and a folder; the app is started beside it."""
    folder = tmp_path / "inbox"
    put(folder, "one [red].txt")
    put(folder, "two.txt", "The ferry [sic] is a story of its own", "Ferry at sea")
    (folder / "empty.txt").write_text("")
    (folder / "older").mkdir()
    monkeypatch.chdir(tmp_path)
    return folder


async def into(d: Driver, text: str) -> None:
    """Ask for files and type a path."""
    await d.act("import")
    await d.sees("Bring in from")
    await d.type(text)


async def test_a_folder_comes_in_with_a_summary_and_goes_by_one_undo(week: Path, inbox: Path) -> None:
    async with desk(week) as d:
        before = len(d.app.desk.ws.sources)
        await into(d, "inb")
        await d.keys("tab")
        await d.sees("> inbox/")
        await d.keys("enter")
        await d.sees("2 new, 1 skipped")
        assert "Quay shut" in d.words and "Ferry at sea" in d.words
        assert "skipped" in d.words and "empty.txt" in d.words
        assert len(d.app.desk.ws.sources) == before + 2
        await d.keys("u")
        await d.sees("once more takes back: added 2 sources")
        await d.keys("u")
        await d.sees("taken back")
        assert len(d.app.desk.ws.sources) == before
        await d.keys("ctrl+r")
        await d.until(lambda: len(d.app.desk.ws.sources) == before + 2, "redone")
        await d.keys("q")
        await d.sees("2 Quotes")
        assert "Ferry at sea" in d.words


async def test_several_files_are_taken_one_after_another(week: Path, inbox: Path) -> None:
    async with desk(week) as d:
        await into(d, "inbox")
        await d.keys("enter")
        await d.sees("two.txt")
        await d.type("one")
        await d.keys("ctrl+t")
        await d.sees("Bring in what is taken (1)")
        await d.keys("ctrl+u")
        await d.type("two")
        await d.keys("down", "enter")
        await d.sees("added 2 sources")
        assert "Quay shut" in d.words and "Ferry at sea" in d.words
        await d.keys("G", "enter")
        await d.sees("2 Quotes")
        assert d.app.desk.source in d.app.desk.sources[-2:]


async def test_a_pattern_takes_all_that_fit_and_what_was_known_is_said(week: Path, inbox: Path) -> None:
    async with desk(week) as d:
        for said in ("added 2 sources", "0 new, 2 known before"):
            await into(d, "/".join([str(inbox), "*[ow]*.txt"]))
            await d.sees("All that fit")
            await d.keys("enter")
            await d.sees(said)
            await d.keys("q")
            await d.sees("2 Quotes")


async def test_an_archive_is_one_heading_with_its_members(week: Path, inbox: Path) -> None:
    with zipfile.ZipFile(inbox / "box.zip", "w") as box:
        for file in ("one [red].txt", "two.txt"):
            box.write(inbox / file, file)
    async with desk(week) as d:
        await into(d, "inbox/box")
        await d.keys("enter")
        await d.sees("Brought in")
        assert "2 in" in d.words and "box.zip" in d.words and "Ferry at sea" in d.words


async def test_stopped_it_leaves_nothing_and_the_desk_goes_on(
    week: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, ended = threading.Event(), threading.Event()

    class Slow(bringing.Documents):
        def __iter__(self):  # type: ignore[no-untyped-def]
            try:
                for source in super().__iter__():
                    go.wait(30)
                    yield source
            finally:
                ended.set()

    monkeypatch.setattr(bringing, "Documents", Slow)
    async with desk(week) as d:
        await into(d, "inbox/")
        await d.keys("enter")
        await d.sees("one [red].txt")
        await d.keys("escape")
        await d.sees("stopped: nothing was brought in")
        go.set()
        assert ended.wait(30)
        await d.act("accept")
        await d.sees("accepted 1 quote")
        assert len(d.app.desk.ws.sources) == 2
    with Workspace.open(week, "ab", read_only=True) as ws:
        assert len(ws.sources) == 2


async def test_originals_are_kept_where_the_workspace_keeps_them(week: Path, inbox: Path) -> None:
    folder = week.with_name("week.json.originals")
    folder.mkdir()
    async with desk(week) as d:
        await into(d, "inbox/two")
        await d.keys("enter")
        await d.sees("added “Ferry at sea”")
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


async def test_a_file_that_changes_while_it_is_read_is_told_and_not_kept(
    week: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Changing(bringing.Documents):
        def __iter__(self):  # type: ignore[no-untyped-def]
            for source in super().__iter__():
                put(inbox, "two.txt", "It is another story")
                yield source

    monkeypatch.setattr(bringing, "Documents", Changing)
    folder = week.with_name("week.json.originals")
    folder.mkdir()
    async with desk(week) as d:
        await into(d, "inbox/two")
        await d.keys("enter")
        await d.sees("1 new, 1 whose file is not kept")
        assert "two.txt: changed while it was read" in d.words
        await d.keys("G", "enter")
        await d.act("details")
        await d.sees("its file has changed since")
        assert "not kept" in d.words
    assert not [path for path in folder.rglob("*") if path.is_file()]


async def test_stopped_while_originals_are_kept_none_is_left(
    week: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, begun, ended = threading.Event(), threading.Event(), threading.Event()

    class Slow(bringing.Originals):
        def keep(self, *given):  # type: ignore[no-untyped-def]
            kept = super().keep(*given)
            begun.set()
            go.wait(20)
            return kept

        def drop(self, sha256: str) -> None:
            super().drop(sha256)
            ended.set()

    monkeypatch.setattr(bringing, "Originals", Slow)
    folder = week.with_name("week.json.originals")
    folder.mkdir()
    async with desk(week) as d:
        await into(d, "inbox/")
        await d.keys("enter")
        await d.until(begun.is_set, "the first original kept")
        assert any(path.is_file() for path in folder.rglob("*"))
        await d.sees("0 of 2")
        await d.keys("escape")
        await d.sees("stopped: nothing was brought in")
        go.set()
        assert ended.wait(20)
        await d.until(lambda: not any(files for _, _, files in os.walk(folder)), "none is left")
        assert len(d.app.desk.ws.sources) == 2


async def test_a_reader_is_told_why_nothing_comes_in(week: Path, inbox: Path) -> None:
    async with desk(week, read_only=True) as d:
        await d.act("import")
        await d.sees("open for reading only")


# -- finding files -----------------------------------------------------------------------------------------------------


def test_paths_are_narrowed_completed_and_own_files_left_out(inbox: Path) -> None:
    (inbox / "Übersicht.txt").write_text("x")
    (inbox / ".hidden").write_text("x")
    browsing = Browsing(inbox, lambda path: path.name.startswith("two"))
    assert [row.label for row in browsing.choices("")] == [
        "../",
        "./  all of this folder",
        "older/",
        "empty.txt",
        "one [red].txt",
        "Übersicht.txt",
    ]
    assert [row.label for row in browsing.choices("übers")] == ["Übersicht.txt"]
    assert [row.label for row in browsing.choices(".h")] == [".hidden"]
    assert browsing.complete("ol") == "older/" and browsing.complete("one") == "one [red].txt"
    assert browsing.complete("nothing") == "nothing" and browsing.complete("../inb") == "../inbox/"
    assert browsing.choices("nowhere/x") == [] and "no such file" in browsing.error
    assert browsing.choices("~nobody-of-that-name/x") == []


def test_a_name_that_is_no_text_is_found_by_its_row(tmp_path: Path) -> None:
    name = b"\xff\x1b[2J.txt"
    try:
        (tmp_path / name.decode(errors="surrogateescape")).write_text("x")
    except OSError:
        pytest.skip("this disk takes names of text alone")
    row = Browsing(tmp_path).choices("")[-1]
    assert Path(row.key).is_file()


@pytest.mark.parametrize(
    ("answer", "said"), [("1", "added 2 sources"), ("2", "added “Notice”"), ("escape", "nothing was")]
)
async def test_attachments_are_offered(week: Path, inbox: Path, answer: str, said: str) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"], message["Date"] = "Notice", "Mon, 03 Mar 2031 10:00:00 +0000"
    message.set_content('The quay is shut. "No ship will land here," Nils Falk said on Monday to the port.')
    message.add_attachment((inbox / "two.txt").read_bytes(), maintype="text", subtype="plain", filename="ferry.txt")
    (inbox / "mail.eml").write_bytes(message.as_bytes())
    async with desk(week) as d:
        await into(d, "inbox/mail")
        await d.keys("enter")
        await d.sees("1 attachment can be read")
        await d.keys(answer)
        await d.sees(said)
        assert ("Ferry at sea" in d.words) is (answer == "1")
