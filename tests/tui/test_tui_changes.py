"""A changed text on the desk: what became of its quotes, what was changed, the lost placed again or put away."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, desk

from store import Workspace

TEXT = """Quay shut

3 March 2031

The harbour master, Nils Falk, said the quay was closed. "Nobody will land here before the spring," Falk said on Monday.

"The ferry [sic] is a story of its own," Falk told the port's paper.

The paper of the port has printed what the master said, and named no date for more of it.
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report in a file beside the workspace."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "page.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


async def bring(d: Driver) -> None:
    """Bring the page in."""
    await d.act("import")
    await d.sees("Bring in from")
    await d.type("page")
    await d.keys("enter")
    await d.sees("Brought in")


async def revised(d: Driver, page: Path) -> None:
    """The page comes in, its quotes are accepted, its changed text comes in, and its row is opened."""
    await bring(d)
    await d.keys("enter")
    await d.sees("❝")
    await d.act("mark_all", "accept", "leave")
    changed = TEXT.replace("Nobody will land", "No ship will land").replace(
        '"The ferry [sic] is a story of its own," Falk told the port\'s paper.', "The pilots [sic] wait ashore."
    )
    page.write_text(changed, encoding="utf-8")
    await bring(d)
    await d.sees("1 lost")
    await d.keys("enter")
    await d.sees("Passages")


async def test_what_was_changed_is_seen_word_by_word_with_the_quotes_in_it(week: Path, page: Path) -> None:
    async with desk(week) as d:
        await revised(d, page)
        assert "[-Nobody-] {+No ship+} will land here" in d.words.replace("❝", "").replace('"', "")
        assert "1 lost, 1 changed, 1 kept" in d.words
        assert "lost" in d.lines[1] and "[sic]" in d.lines[1]
        await d.keys("enter")
        await d.sees("nothing like it was found in the new text")
        await d.keys("escape", "p")
        await d.sees("Find in the text")
        await d.type("a word that is nowhere")
        await d.keys("enter")
        await d.sees("The text has no such words.")
        await d.keys("ctrl+u")
        await d.type("the pilots [sic]")
        await d.keys("enter")
        await d.sees("❝The pilots [sic]❞")
        await d.keys("L", "enter")
        await d.sees("placed a lost quote again")
        await d.act("leave", "changes")
        await d.sees("Passages")
        assert "1 placed, 1 changed, 1 kept" in d.words
        assert "placed" in d.lines[1] and "ferry" in d.lines[1] and "→" in d.lines[1] and "pilots" in d.lines[1]
        await d.keys("q", "u")
        await d.sees("undone: placed a lost quote again")
        await d.act("lost")
        await d.sees("1 lost")
        assert "✓" in d.row and "ferry" in d.row


async def test_a_lost_quote_is_put_away_with_its_judgement(week: Path, page: Path) -> None:
    async with desk(week) as d:
        await revised(d, page)
        await d.keys("q")
        await d.sees("2 Quotes")
        await d.act("lost", "put_away")
        await d.sees("put away a lost quote")
        await d.act("leave", "lost")
        await d.sees("No quote is lost.")
        await d.act("filter")
        await d.sees("Tab completes")
        await d.type("is:withdrawn")
        await d.keys("enter")
        await d.sees("1 quote matches")
        assert "✓" in d.row and "ferry" in d.row
        await d.act("undo")
        await d.sees("undone: put away")
        await d.act("lost")
        await d.sees("1 lost")


async def test_the_desk_follows_a_lost_quote_that_is_placed_and_taken_back(week: Path, page: Path) -> None:
    async with desk(week) as d:
        await revised(d, page)
        await d.keys("q")
        await d.sees("2 Quotes")
        await d.act("lost")
        await d.sees("1 of 1")
        await d.until(lambda: "▸ 3 Mar 2031" in d.words, "the source of the lost quote")
        assert "2/2" in d.words
        await d.act("place_again")
        await d.sees("Find in the text")
        await d.type("pilots")
        await d.keys("enter", "enter")
        await d.sees("placed a lost quote again")
        await d.sees("3/3")
        await d.keys("u")
        await d.sees("undone: placed a lost quote again")
        await d.sees("2/2")
        await d.keys("ctrl+r")
        await d.sees("3/3")
        await d.act("leave", "undo")
        await d.sees("Quotes: is:lost")
        assert "✓" in d.row and "ferry" in d.row
        await d.sees("▸ 3 Mar 2031")


async def test_a_source_with_one_text_says_so(week: Path) -> None:
    async with desk(week) as d:
        await d.act("changes")
        await d.sees("has one text only")
        await d.act("lost")
        await d.sees("No quote is lost.")
        await d.act("place_again")
        await d.sees("This quote is not lost")


async def test_several_changes_of_one_document_are_turned_over(week: Path, page: Path) -> None:
    async with desk(week, (80, 24)) as d:
        await revised(d, page)
        await d.keys("q")
        page.write_text(page.read_text(encoding="utf-8").replace("closed", "shut"), encoding="utf-8")
        await bring(d)
        await d.keys("enter")
        await d.sees("change 2 of 2")
        await d.keys("[")
        await d.sees("change 1 of 2")
        await d.keys("[")
        await d.sees("That was the last one.")
    with Workspace.open(week, "ab", read_only=True) as ws:
        assert len(ws.sources) == 5
