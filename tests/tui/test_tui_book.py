"""Codebook, links and help as an analyst sees them."""

from __future__ import annotations

from pathlib import Path

from driver import desk

from briefing.records import Speaker, new_id
from store import Workspace
from store.acts import codebook, judging, linking, speaking


async def test_the_codebook_counts_quotes_whoever_coded_them(week: Path) -> None:
    for analyst in ("ab", "cd"):
        with Workspace.open(week, analyst) as ws:
            code = next(code.id for code in ws.codes if code.name == "date")
            judging.code(ws, ws.order()[: 2 if analyst == "ab" else 1], code)
    async with desk(week) as d:
        await d.act("codebook")
        await d.sees("Codebook")
        line = next(line for line in d.lines if "date" in line and "quote" in line)
        assert "2 quotes" in line
        await d.act("list_close", "code")
        await d.until(lambda: any("date" in line and "2×" in line for line in d.lines))


async def test_a_code_is_coloured_from_a_list_and_one_undo_takes_it_back(week: Path) -> None:
    async with desk(week) as d:
        await d.act("codebook", "code_colour")
        await d.type("teal")
        await d.keys("enter")
        await d.sees("coloured the code")
        assert any("teal" in line for line in d.lines)
        await d.keys("u")
        await d.sees("undone: coloured the code")
        assert {code.colour for code in d.app.desk.ws.codes} == {""}


async def test_a_code_is_not_offered_a_place_below_itself(week: Path) -> None:
    with Workspace.open(week, "ab") as ws:
        names = [code.name for code in sorted(ws.codes, key=lambda code: code.name.casefold())]
        first = codebook.by_name(ws, names[0])
        assert first is not None
        codebook.make(ws, "its own child", parent=first.id)
    async with desk(week) as d:
        await d.act("codebook", "code_move")
        await d.sees(f"Put {names[0]} below")
        offered = [choice.label for choice in d.app.screen.panel.found]
        assert "(at the top)" in offered and len(offered) == len(names)
        assert not any("its own child" in label for label in offered)


async def test_ctrl_s_keeps_a_definition_as_it_keeps_a_note(week: Path) -> None:
    async with desk(week) as d:
        await d.act("codebook", "code_define")
        await d.type("when it is to be")
        await d.keys("ctrl+s")
        await d.sees("defined the code")
        assert any(code.definition.endswith("when it is to be") for code in d.app.desk.ws.codes)


async def test_a_link_is_told_from_both_ends_and_walked_both_ways(week: Path) -> None:
    with Workspace.open(week, "ab") as ws:
        first, last = ws.order()[0], ws.order()[-2]
        linking.link(ws, last, first, "softens")
    async with desk(week) as d:
        assert "softened by Olof Brandt" in d.words
        await d.act("follow")
        await d.settled()
        assert "There is little reason" in d.row
        assert "softens Anna Ekwall" in d.words
        await d.act("follow")
        await d.settled()
        assert "the talks had gone well" in d.row


async def test_who_may_be_the_same_is_merged_by_one_key_or_kept_apart(week: Path) -> None:
    with Workspace.open(week, "ab") as ws:
        ws.change("imported", [Speaker(id=new_id(), name=name) for name in ("Песков", "Peskov")])
    async with desk(week) as d:
        ws = d.app.desk.ws
        await d.act("speakers")
        await d.sees("perhaps the same as Peskov")
        await d.keys("/")
        await d.type("песков")
        await d.keys("enter")
        await d.sees("x not the same")
        await d.act("speaker_same")
        await d.sees("merged")
        assert speaking.by_name(ws, "Песков") == speaking.by_name(ws, "Peskov")
        await d.keys("u")
        await d.sees("perhaps the same as Peskov")
        await d.act("speaker_apart")
        await d.sees("are two · u undoes")
        assert "perhaps the same" not in d.words and "x not the same" not in d.words
        await d.act("speaker_same")
        await d.sees("Nobody here looks like the same.")


async def test_help_opens_at_the_top_with_the_pane_one_is_in(week: Path) -> None:
    async with desk(week, (80, 24)) as d:
        await d.act("help")
        await d.sees("─ Help")
        assert d.lines[1].strip() == "Judge" and "1 of" in d.lines[0] and "▸ a Space" in d.lines[2]
        await d.keys("escape")
        await d.act("pane_sources", "help")
        await d.sees("In the sources")
        assert d.lines[1].strip() == "In the sources"
        await d.keys("escape")
        await d.act("pane_quotes", "spans", "spans_help")
        await d.sees("While adjusting spans")
