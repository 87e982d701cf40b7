"""``onrecord diff``: what a publisher changed, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefing.records import TABLES
from store import Workspace
from store.acts import judging, spanning
from store.finder import lost as lost_quotes
from tests.cli.test_cli_add import BODY, LONG
from tests.cli.test_cli_commands import rows


def test_diff_shows_fates_and_changed_paragraphs(here: Any, work: Path) -> None:
    file = work / "page.txt"
    file.write_text(
        LONG.format(f"{BODY}\n\n“Nobody in Moscow is waiting for a letter,” Sergei Lavrov said."), encoding="utf-8"
    )
    here("add", "week.json", "page.txt")
    status, told, errors = here("diff", "week.json", "page.txt")
    assert (status, told) == (1, "") and "has one text only" in errors
    file.write_text(LONG.format(BODY).replace("not rush", "never rush"), encoding="utf-8")
    here("add", "week.json", "page.txt")
    status, told, errors = here("diff", "week.json", "Kremlin reads", "--format", "table")
    assert (status, errors) == (0, "")
    assert "\nlost: “Nobody in Moscow" in told and "\nchanged: “We will not rush" in told
    assert "“We will [-not-] {+never+} rush to any assessment,” Dmitry Peskov said on Thursday.\n" in told
    assert BODY not in told, "what stayed is left out"
    found = rows(here("diff", "week.json", "page.txt", "--format", "jsonl")[1])
    assert [row["what"] for row in found] == ["lost", "changed", "cut", "added", "cut"]
    assert found[1]["before"] == "“We will not rush to any assessment,”" and found[3]["after"] == "never"
    with Workspace.open(work / "week.json", "ab") as ws:
        (lost,) = lost_quotes(ws)
        judging.accept(ws, [lost])
        spanning.put_away(ws, [lost])
        records = {(name, record.id) for name in TABLES for record in getattr(ws, name)}
    assert "lost" not in here("diff", "week.json", "page.txt", "--format", "table")[1], "it was put away"
    assert here("export", "week.json", "all.jsonl")[0] == 0
    told = [json.loads(line) for line in (work / "all.jsonl").read_text(encoding="utf-8").splitlines()[1:]]
    assert sorted((row["table"], row["record"]["id"]) for row in told) == sorted(records), "nothing is left out"


def test_diff_says_which_sources_a_word_names(here: Any, work: Path) -> None:
    for name in ("one", "two"):
        (work / f"{name}.txt").write_text(
            f"{name} day\n\n3 May 2022\n\n“We will see {name},” Peskov said.\n", encoding="utf-8"
        )
    here("add", "week.json", "one.txt", "two.txt")
    status, _, errors = here("diff", "week.json", "day")
    assert status == 2 and "names 2 sources" in errors and "one day" in errors
    assert here("diff", "week.json", "nowhere")[0] == 2
    assert here("diff", "week.json", rows(here("list", "week.json", "sources")[1])[0]["id"][-8:])[0] == 1


def test_diff_finds_a_source_by_the_name_of_its_earlier_text(here: Any, work: Path) -> None:
    page = "Title: Kremlin reads\nURL: https://news.example.org/papers\n\n" + LONG.format(BODY)
    (work / "early72.txt").write_text(page, encoding="utf-8")
    here("add", "week.json", "early72.txt")
    (work / "late.txt").write_text(page.replace("not rush", "never rush"), encoding="utf-8")
    here("add", "week.json", "late.txt")
    assert here("diff", "week.json", "late.txt") == here("diff", "week.json", "early72")
    assert here("diff", "week.json", "early72")[0] == 0


def test_diff_tells_of_quotes_folded_under_another_print(here: Any, work: Path) -> None:
    (work / "one.txt").write_text("Title: Kremlin reads\nOutlet: TASS\n\n" + LONG.format(BODY), encoding="utf-8")
    again = work / "two.txt"
    for more in ("More to follow.", "More followed."):
        again.write_text(LONG.format(f"{BODY}\n\n{more}").replace("reads", "waits"), encoding="utf-8")
        assert here("add", "week.json", "one.txt", "two.txt")[0] == 0
    told = here("diff", "week.json", "two.txt", "--format", "table")[1]
    assert "\nkept: “We will not rush" in told
