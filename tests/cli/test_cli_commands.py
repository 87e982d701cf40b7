"""A workspace from the first report to the export, by commands alone."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from briefing.records import METADATA
from briefing.writing import jsonl
from store import Workspace
from store.acts import judging
from tests.cli.conftest import REPORT, ROOT, Run
from tui.commands.parser import CORRECTED

REPORTS = sorted((ROOT / "sample_data").glob("2022-*"))


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def week(here: Any, work: Path) -> Any:
    """A workspace ``week.json`` with one report in it."""
    status, told, _ = here("add", "week.json", REPORT)
    assert status == 0, told
    return here


def test_add_says_in_a_line_what_it_found(here: Any) -> None:
    status, told, errors = here("add", "week.json", REPORT)
    assert (status, errors) == (0, "")
    line, saved = told.splitlines()
    assert "Moscow reads the two papers" in line and "2022-01-27" in line and "quotes by Dmitry Peskov" in line
    assert re.fullmatch(r"saved: 1 source added, week\.json now holds \d+ quotes", saved)


def test_the_same_text_twice_adds_nothing_and_says_so(week: Any, work: Path) -> None:
    (work / "again.txt").write_text(REPORT.read_text(encoding="utf-8").replace(" ", "  "), encoding="utf-8")
    before = (work / "week.json").read_bytes()
    status, told, _ = week("add", "week.json", REPORT, "again.txt")
    assert status == 0 and told.count("already there") == 2 and told.endswith("nothing added\n")
    assert (work / "week.json").read_bytes() == before


def test_one_undo_takes_a_whole_import_back(here: Any) -> None:
    here("add", "week.json", *REPORTS)
    assert len(rows(here("list", "week.json", "sources")[1])) == len(REPORTS)
    status, told, _ = here("undo", "week.json")
    assert status == 0 and f"added {len(REPORTS)} sources" in told
    for what in ("sources", "quotes", "speakers"):
        assert here("list", "week.json", what)[1] == ""
    here("redo", "week.json")
    assert len(rows(here("list", "week.json", "sources")[1])) == len(REPORTS)


def test_a_bad_file_does_not_stop_the_others(here: Any, work: Path) -> None:
    status, told, errors = here("add", "week.json", "nope.txt", REPORT)
    assert status == 1 and "1 source added" in told
    assert errors == "onrecord: nope.txt: no such file\n"


def test_a_folder_is_taken_as_a_whole_without_the_workspace_in_it(here: Any, work: Path) -> None:
    (work / "one.txt").write_bytes(REPORT.read_bytes())
    here("add", "week.json", REPORTS[1])
    status, told, errors = here("add", "week.json", ".")
    assert (status, errors) == (0, ""), errors
    assert "1 source added" in told


def test_sources_tell_where_they_come_from(week: Any) -> None:
    (source,) = rows(week("list", "week.json", "sources")[1])
    assert source["origin"] == str(REPORT)
    assert source["title"] == "Moscow reads the two papers and names no date"
    assert (source["published"], source["published_from"]) == ("2022-01-27", "text")
    assert source["language"] == "en" and source["kind"] == "text" and re.fullmatch("[0-9a-f]{64}", source["sha256"])
    assert "outlet" in source


def test_quotes_are_numbered_through_a_filter(week: Any) -> None:
    everything = rows(week("list", "week.json", "quotes")[1])
    assert [row["number"] for row in everything] == list(range(1, len(everything) + 1))
    found = rows(week("list", "week.json", "quotes", "--where", 'text:"conceptual assessments"')[1])
    assert found and found == [row for row in everything if "conceptual assessments" in row["text"]]


def test_a_filter_narrows_every_list(here: Any) -> None:
    here("add", "week.json", *REPORTS)
    here("review", "week.json", "2", "--code", "INF", "--note", "one")
    here("review", "week.json", "1", "--code", "Timing", "--note", "two")

    def names(what: str, key: str, where: str) -> list[str]:
        return [row[key] for row in rows(here("list", "week.json", what, "--where", where)[1])]

    assert names("codes", "name", "code:INF") == ["INF"] and names("notes", "text", "code:INF") == ["one"]
    assert names("sources", "published", "since:2022-03") == ["2022-03-01"]
    assert "Dmitry Peskov" not in names("speakers", "name", "since:2022-03")
    assert names("sources", "title", "status:accepted") == []


def test_a_filter_may_begin_with_a_dash(week: Any) -> None:
    week("review", "week.json", "1", "--note", "- a list\n- of two", "--analyst", "ab")
    count = len(rows(week("list", "week.json", "quotes")[1]))
    assert len(rows(week("list", "week.json", "quotes", "--where", "-has:note")[1])) == count - 1
    assert rows(week("list", "week.json", "notes")[1])[0]["text"].startswith("- a list")


def test_a_wrong_filter_is_told_in_a_line(week: Any) -> None:
    status, told, errors = week("list", "week.json", "quotes", "--where", "spaeker:peskov")
    assert status == 2 and told == "" and errors.count("\n") == 1 and "spaeker" in errors


@pytest.mark.parametrize("what", ["sources", "quotes", "notes", "speakers", "codes"])
def test_every_list_has_three_formats(week: Any, what: str) -> None:
    week("review", "week.json", "1", "--code", "US response:oppose", "--note", "First hedge.")
    found = rows(week("list", "week.json", what, "--format", "jsonl")[1])
    assert found
    table = list(csv.DictReader(io.StringIO(week("list", "week.json", what, "--format", "csv")[1], newline="")))
    assert len(table) == len(found) and list(table[0]) == list(found[0])
    assert week("list", "week.json", what, "--format", "table")[1].count("\n") >= len(found) + 2


def test_review_is_one_change(week: Any) -> None:
    status, told, errors = week(
        "review", "week.json", "2", "--status", "accepted", "--code", "US response:oppose", "--code", "INF",
        "--confidence", "4", "--level", "said", "--note", "ten letter", "--confirm", "--analyst", "ab",
    )  # fmt: skip
    assert (status, errors) == (0, ""), errors
    assert told.count("\n") == 1
    row = rows(week("list", "week.json", "quotes", "--analyst", "ab")[1])[1]
    assert (row["status"], row["confidence"], row["level"]) == ("accepted", 4, "said")
    assert row["codes"] == [{"code": "US response", "stance": "oppose"}, {"code": "INF", "stance": None}]
    assert row["notes"] == 1 and row["speaker_confirmed"]
    (note,) = rows(week("list", "week.json", "notes")[1])
    assert (note["text"], note["analyst"], note["on"]) == ("ten letter", "ab", row["text"])
    assert {code["name"] for code in rows(week("list", "week.json", "codes")[1])} == {"US response", "INF"}
    assert week("undo", "week.json", "--analyst", "ab")[0] == 0
    assert rows(week("list", "week.json", "quotes", "--analyst", "ab")[1])[1]["status"] == "new"
    assert week("list", "week.json", "notes")[1] == ""


def test_review_takes_many_quotes_by_number_id_and_start_of_id(week: Any) -> None:
    keys = [row["id"] for row in rows(week("list", "week.json", "quotes")[1])]
    assert week("review", "week.json", "1", keys[1], keys[2], "--status", "rejected")[0] == 0
    found = rows(week("list", "week.json", "quotes", "--where", "status:rejected")[1])
    assert [row["id"] for row in found] == keys[:3]
    status, _, errors = week("review", "week.json", keys[0][:4], "--status", "accepted")
    assert status == 2 and "begins the ids of" in errors
    status, _, errors = week("review", "week.json", "999", "--status", "accepted")
    assert status == 2 and "there is no quote '999'" in errors


def test_review_takes_all_that_match_as_one_change(week: Any) -> None:
    assert week("review", "week.json", "--where", "kind:indirect", "--status", "rejected")[0] == 0
    found = rows(week("list", "week.json", "quotes", "--where", "status:rejected")[1])
    assert len(found) > 1 and {row["kind"] for row in found} == {"indirect"}
    assert week("review", "week.json", "--where", "speaker:nobody", "--status", "rejected")[1].startswith("nothing")
    assert week("review", "week.json", "1", "--where", "kind:indirect", "--status", "new")[0] == 2
    week("undo", "week.json")
    assert week("list", "week.json", "quotes", "--where", "status:rejected")[1] == ""


def test_accepting_by_command_is_the_act_of_the_app(week: Any, work: Path) -> None:
    assert week("review", "week.json", "1", "--status", "accepted", "--analyst", "ab")[1].endswith(": accepted\n")
    assert week("review", "week.json", "2", "--status", "rejected", "--analyst", "ab")[0] == 0
    assert week("review", "week.json", "3", "--status", "accepted", "--level", "said", "--analyst", "ab")[0] == 0
    found = rows(week("list", "week.json", "quotes", "--analyst", "ab")[1])[:3]
    named = [bool(row["speaker"]) for row in found]
    assert [row["speaker_confirmed"] for row in found] == [named[0], False, named[2]]
    with Workspace.open(work / "week.json", "cd") as ws:
        judging.judge(ws, ws.order()[:3], "accepted")
        reviews = [ws.review(key) for key in ws.order()[:3]]
    assert [review is not None and review.speaker_confirmed for review in reviews] == named


def test_review_corrects_the_speaker(week: Any) -> None:
    assert week("review", "week.json", "1", "--speaker", "Peskov")[0] == 0
    row = rows(week("list", "week.json", "quotes")[1])[0]
    assert row["speaker"] == "Dmitry Peskov" and row["speaker_confirmed"]
    assert week("review", "week.json", "1", "--speaker", "Somebody New")[0] == 0
    assert rows(week("list", "week.json", "quotes")[1])[0]["speaker"] == "Somebody New"


@pytest.mark.parametrize(
    "wrong",
    [
        ("--confidence", "6"),
        ("--confidence", "many"),
        ("--level", "heard"),
        ("--status", "maybe"),
        ("--code", ""),
        ("--code", ":oppose"),
        ("--uncode", "nothing of that name"),
        (),
    ],
)
def test_a_wrong_judgement_changes_nothing(week: Any, work: Path, wrong: tuple[str, ...]) -> None:
    before = week("list", "week.json", "quotes")[1]
    status, told, errors = week("review", "week.json", "1", *wrong)
    assert status == 2 and told == "" and errors.count("\n") == 1
    assert week("list", "week.json", "quotes")[1] == before
    assert len(rows(week("history", "week.json")[1])) == 1


def test_history_tells_who_did_what_newest_first(week: Any) -> None:
    week("review", "week.json", "1", "--status", "accepted", "--analyst", "ab")
    week("review", "week.json", "2", "--status", "rejected", "--analyst", "cd")
    found = rows(week("history", "week.json")[1])
    assert [row["analyst"] for row in found[:2]] == ["cd", "ab"] and found[0]["seq"] > found[1]["seq"]
    assert "rejected" in found[0]["act"] and len(rows(week("history", "week.json", "--limit", "1")[1])) == 1


def test_export_in_three_formats(week: Any, work: Path) -> None:
    week("review", "week.json", "3", "--status", "accepted", "--code", "US response:oppose")
    for name in ("out.md", "out.csv", "out.jsonl"):
        status, told, errors = week("export", "week.json", name)
        assert (status, errors) == (0, "") and name in told
    count = len(rows(week("list", "week.json", "quotes")[1]))
    text = (work / "out.md").read_text(encoding="utf-8")
    assert text.count("\n[^") == count and "[in the United States and NATO]" in text and "US response (oppose)" in text
    with (work / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        assert "[in the United States and NATO]" in [row["text"] for row in csv.DictReader(file)][2]
    with (work / "out.jsonl").open(encoding="utf-8") as file:
        chosen = jsonl.parse(file)
    assert len(chosen.quotes) == count and chosen.sources[0].text.startswith("Moscow reads")
    assert week("export", "week.json", "some.jsonl", "--where", "status:accepted")[0] == 0
    with (work / "some.jsonl").open(encoding="utf-8") as file:
        some = jsonl.parse(file)
    assert [quote.id for quote in some.quotes] == [chosen.quotes[2].id] and some.where == "status:accepted"


def test_export_takes_nobodys_file(week: Any, work: Path) -> None:
    (work / "mine.md").write_text("mine")
    status, _, errors = week("export", "week.json", "mine.md")
    assert status == 1 and "--force" in errors and (work / "mine.md").read_text() == "mine"
    assert week("export", "week.json", "mine.md", "--force")[0] == 0


def test_the_analyst_is_named_in_this_order(onrecord: Run, work: Path, environment: dict[str, str]) -> None:
    onrecord("add", "week.json", REPORT)

    def newest() -> str:
        (row,) = rows(onrecord("history", "week.json", "--limit", "1").stdout)
        return str(row["analyst"])

    assert newest() not in ("", "flag", "environment", "configured")
    config = Path(re.sub(r"^# | \(not there.*$", "", onrecord("config").stdout.splitlines()[0]))
    assert Path(environment["HOME"]) in config.parents
    config.parent.mkdir(parents=True)
    config.write_text('analyst = "configured"\n')
    onrecord("review", "week.json", "1", "--status", "accepted")
    assert newest() == "configured"
    named = {"ONRECORD_ANALYST": "environment"}
    onrecord("review", "week.json", "1", "--status", "accepted", more=named)
    assert newest() == "environment"
    onrecord("review", "week.json", "1", "--status", "accepted", "--analyst", "flag", more=named)
    assert newest() == "flag"


def test_find_in_a_pipe_gives_json_lines(onrecord: Run, work: Path) -> None:
    told = onrecord("find", REPORT)
    found = rows(told.stdout)
    assert told.returncode == 0 and told.stderr == "" and len(found) > 8
    assert any("[in the United States and NATO]" in row["text"] for row in found)
    assert {"start", "end", "spans", "kind", "speaker_name", "certainty", "origin"} <= set(found[0])
    assert list(work.iterdir()) == []


def test_find_jsonl_keeps_ids_and_offsets(onrecord: Run, work: Path) -> None:
    text = '😀 "We will not rush to assessments," Dmitry Peskov said.'
    (work / "texts.jsonl").write_text(
        json.dumps({"id": "a b", "text": text}) + "\n\n" + json.dumps({"id": 7, "text": "", "more": 1}) + "\n"
    )
    told = onrecord("find", "--jsonl", "texts.jsonl")
    first, second = rows(told.stdout)
    assert first["id"] == "a b" and second == {"id": 7, "quotes": []}
    (quote,) = first["quotes"]
    assert text[quote["start"] : quote["end"]] == quote["text"] and quote["text"].startswith('"We will')
    assert quote["speaker_name"] == "Dmitry Peskov"
    assert text[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker_text"]
    assert "said" in text[quote["cue_start"] : quote["cue_end"]]
    piped = onrecord("find", "--jsonl", "-", input=(work / "texts.jsonl").read_text())
    assert piped.stdout == told.stdout


def test_outside_text_cannot_command_the_terminal(here: Any, work: Path) -> None:
    evil = 'Title \x1b]0;owned\x07\n\n27 January 2022\n\n"Words \x1b[2J [red] \u202e end," Dmitry Peskov said.\n'
    (work / "evil \x1b[31m.txt").write_text(evil, encoding="utf-8")
    name = "evil \x1b[31m.txt"
    seen = [here("find", name, "--format", form)[1] for form in ("table", "jsonl", "csv")]
    seen += here("add", "week.json", name, "nope\x1b[2J.txt")[1:]
    for what in ("sources", "quotes"):
        seen += [here("list", "week.json", what, "--format", form)[1] for form in ("table", "jsonl", "csv")]
    here("export", "week.json", "out.md")
    seen.append((work / "out.md").read_text(encoding="utf-8"))
    assert "[red]" in seen[0]
    for text in seen:
        assert text and not set(text) & set("\x07\x1b\x9b\u202e")


def test_what_is_known_of_a_source_is_corrected_as_one_change(week: Any) -> None:
    def source() -> dict[str, Any]:
        return rows(week("list", "week.json", "sources", "--format", "jsonl")[1])[0]

    before = source()
    given = ("--published", "3 March 2031", "--outlet", "-Port\x1b[31m  News", "--language", "EN-us", "--licence", "")
    status, told, errors = week("correct", "week.json", "moscow reads", *given)
    assert (status, errors) == (0, ""), errors
    assert "published: 2022-01-27 → 2031-03-03" in told and "→ -Port News" in told
    now = source()
    assert (now["published"], now["published_from"], now["outlet"]) == ("2031-03-03", "analyst", "-Port News")
    assert "so already" in week("correct", "week.json", "moscow reads", "--language", "en")[1]
    assert week("undo", "week.json")[0] == 0
    assert source() == before


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ((), "say what is right: --title"),
        (("--published", "soon"), "soon is no date"),
        (("--language", "English"), "English is no code of a language"),
        (("--date", "2031-03-03"), "unrecognized arguments"),
    ],
)
def test_a_wrong_correction_is_told_in_one_line(week: Any, given: tuple[str, ...], wrong: str) -> None:
    status, told, errors = week("correct", "week.json", "moscow reads", *given)
    assert (status, told) == (2, "") and wrong in errors and errors.count("\n") == 1
    assert week("correct", "week.json", "nowhere", "--title", "x")[0] == 2


def test_every_field_that_is_known_of_a_source_can_be_corrected() -> None:
    assert set(CORRECTED) == set(METADATA)
