"""Reprints on the desk: folded under the first print, judged once, unfolded by key, cited in exports."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import desk

from briefing.finding import find
from briefing.reading import source_of_text
from briefing.records import review_id
from store import Workspace
from store.acts.batch import Batch

REPORT = """{title}

3 March 2031

The harbour master, Nils Falk, said the quay was closed. "Nobody will land [at all] before the spring," Falk said.

The paper of the port has printed what the master said, and named no date for more of it than the spring.
"""


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A workspace with a report and its print in another paper."""
    path = tmp_path / "printed.json"
    with Workspace.open(path, "ab", create=True) as ws:
        batch = Batch(ws)
        for title, outlet in (("Quay shut", "Port News"), ("No landing at the quay", "River [Post]")):
            source = source_of_text(REPORT.format(title=title), outlet=outlet, origin=f"{title}.txt")
            batch.take(source, find(source, batch.speakers))
        batch.save(ws)
    return path


async def test_one_judgement_serves_both_prints(printed: Path) -> None:
    async with desk(printed) as d:
        assert "×2" in d.row and "2 left" in d.text
        assert "also printed by River [Post]" in " ".join(line[122:] for line in d.lines)
        assert "% as Port News" in d.words
        await d.act("unfold")
        await d.sees("printed by 1 other")
        await d.act("down")
        await d.settled()
        assert "in River [Post]" in d.row
        await d.act("accept_stay")
        await d.sees("accepted 1 quote")
        await d.settled()
        assert "✓" in d.row and "1 left" in d.text
        ws = d.app.desk.ws
        first = ws.order()[0]
        assert [review.id for review in ws.reviews] == [review_id(first, "ab")]
        await d.act("unfold")
        await d.settled()
        assert "in River" not in d.text.split("Context")[0].replace("River [Post] ", "")
        assert "Nils Falk" in d.row


async def test_a_print_is_new_as_long_as_its_statement_is(printed: Path) -> None:
    async with desk(printed) as d:
        d.app.desk.set_filter("outlet:port")
        await d.act("first", "unfold", "accept_stay", "next_new")
        await d.settled()
        here = d.app.desk.key
        assert here == d.app.desk.ws.order()[1], "the next statement, not the print of the one that was judged"
        await d.act("accept_stay", "next_new")
        await d.sees("no other new quote")
        assert d.app.desk.key == here


async def test_after_a_print_comes_what_comes_after_its_statement(printed: Path) -> None:
    async with desk(printed) as d:
        first, second = d.app.desk.ws.order()
        d.app.desk.set_filter("")
        await d.act("first", "unfold", "down", "next_new")
        await d.settled()
        assert d.app.desk.key == second != first


async def test_a_print_is_set_apart_or_deleted_alone(printed: Path) -> None:
    async with desk(printed) as d:
        await d.act("set_apart")
        await d.sees("This is no other print")
        await d.act("unfold", "down", "set_apart")
        await d.sees("set apart from the first print")
        await d.until(lambda: d.app.desk.total == 3, "three statements")
        await d.act("undo")
        await d.until(lambda: d.app.desk.total == 2, "folded again")
        await d.act("first", "unfold", "down", "delete")
        await d.sees("deleted a quote")
        assert d.app.desk.total == 2 and len(d.app.desk.ws.quotes) == 3
        await d.act("first", "unfold")
        await d.sees("Nobody else printed this statement.")


async def test_an_unfolded_print_is_exported_as_what_it_is(printed: Path, tmp_path: Path) -> None:
    async with desk(printed) as d:
        d.app.desk.set_filter("speaker:falk")
        await d.act("first", "unfold", "export")
        await d.sees("Export to a file")
        await d.keys("ctrl+u")
        await d.type(str(tmp_path / "out.md"))
        await d.keys("enter")
        await d.sees("exported 2 quotes")
    assert "2 quotes from 1 source " in (tmp_path / "out.md").read_text(encoding="utf-8")


async def test_exports_cite_the_other_prints(printed: Path, tmp_path: Path) -> None:
    async with desk(printed) as d:
        for name in ("out.md", "out.csv"):
            await d.act("export")
            await d.sees("Export to a file")
            await d.keys("ctrl+u")
            await d.type(str(tmp_path / name))
            await d.keys("enter")
            await d.until((tmp_path / name).exists, name)
            await d.sees("exported 2 quotes")
            await d.act("down")
    assert "Also printed in “No landing at the quay”, River" in (tmp_path / "out.md").read_text(encoding="utf-8")
    assert "“No landing at the quay”, River [Post], 3 March 2031" in (tmp_path / "out.csv").read_text(
        encoding="utf-8-sig"
    )
