"""What a command tells: which quote it judged, lines that fit, and an end that is quiet when nobody reads on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import REPORT, Run


@pytest.fixture
def week(here: Any) -> Any:
    """A workspace ``week.json`` with one report in it."""
    assert here("add", "week.json", REPORT)[0] == 0
    return here


def quotes(here: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in here("list", "week.json", "quotes")[1].splitlines()]


def test_review_says_which_quote_it_judged(week: Any) -> None:
    row = quotes(week)[1]
    told = week("review", "week.json", "2", "--status", "rejected")[1]
    assert told.count("\n") == 1 and told.endswith(": rejected\n")
    assert told.startswith(f"reviewed 2 ({row['short']}): {row['speaker']}, “{row['text'].strip(chr(34))[:12]}")
    several = week("review", "week.json", "1", "2", "3", "--code", "INF:oppose")[1].splitlines()
    assert [line.split()[1] for line in several[:3]] == ["1", "2", "3"] and "3 quotes" in several[3]


def test_a_short_id_stays_when_numbers_shift(week: Any, work: Path) -> None:
    row = quotes(week)[1]
    early = 'Early\n\n3 January 2020\n\n"We will see," Dmitry Peskov said.\n'
    (work / "early.txt").write_text(early, encoding="utf-8")
    week("add", "week.json", "early.txt")
    found = quotes(week)
    assert found[1]["id"] != row["id"], "the numbers have shifted"
    assert row["short"] in week("list", "week.json", "quotes", "--format", "table")[1]
    week("review", "week.json", row["short"], "--status", "flagged")
    assert [one["id"] for one in quotes(week) if one["status"] == "flagged"] == [row["id"]]
    shorts = [one["short"] for one in found]
    assert len(set(shorts)) == len(shorts) and all(not one.isdigit() and len(one) >= 6 for one in shorts)


@pytest.mark.parametrize("typed", ["US response:opose", "us  response: suport", "Talks:maybe", "INF:"])
def test_a_mistyped_stance_makes_no_code(week: Any, typed: str) -> None:
    week("review", "week.json", "1", "--code", "US response:oppose")
    status, told, errors = week("review", "week.json", "1", "--code", typed)
    assert (status, told) == (2, "") and "is no stance" in errors
    assert f'"{typed}:unset"' in errors
    assert week("list", "week.json", "codes")[1].count("\n") == 1


def test_a_name_with_a_colon_is_a_name(week: Any) -> None:
    assert week("review", "week.json", "1", "--code", "NATO: eastern flank")[0] == 0
    assert week("review", "week.json", "1", "--code", "INF", "--code", "INF:range:unset")[0] == 0
    names = [json.loads(line)["name"] for line in week("list", "week.json", "codes")[1].splitlines()]
    assert names == ["INF", "INF:range", "NATO: eastern flank"]


def test_a_table_is_a_line_a_row_that_fits(week: Any, work: Path) -> None:
    long = "We " + "really " * 400 + "will see"
    (work / "long.txt").write_text(f'Long\n\n3 May 2022\n\n"{long}," Dmitry Peskov said.\n', encoding="utf-8")
    week("add", "week.json", "long.txt")
    for what in ("quotes", "sources", "speakers"):
        count = week("list", "week.json", what)[1].count("\n")
        lines = week("list", "week.json", what, "--format", "table")[1].splitlines()
        assert len(lines) == count + 2 and max(map(len, lines)) <= 120
    assert max(map(len, week("find", "long.txt", "--format", "table")[1].splitlines())) <= 120


def test_an_empty_table_has_its_head(week: Any) -> None:
    for what in ("quotes", "sources", "speakers", "codes", "notes"):
        told = week("list", "week.json", what, "--where", "speaker:nobody", "--format", "csv")[1]
        assert told.count("\n") == 1 and told.startswith(("number,id,", "id,"))


@pytest.mark.parametrize("form", ["table", "jsonl", "csv"])
@pytest.mark.parametrize("what", [("list", "week.json", "quotes"), ("history", "week.json"), ("find", str(REPORT))])
def test_nobody_reads_on(
    onrecord: Run, work: Path, environment: dict[str, str], what: tuple[str, ...], form: str
) -> None:
    onrecord("add", "week.json", REPORT)
    line = f"{sys.executable} -m tui {' '.join(what)} --format {form} | true"
    told = subprocess.run(["sh", "-c", line], cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert told.stderr == ""


def test_a_closed_output_is_one_line(onrecord: Run, work: Path, environment: dict[str, str]) -> None:
    onrecord("add", "week.json", REPORT)
    line = f"{sys.executable} -m tui list week.json quotes >&-"
    told = subprocess.run(["sh", "-c", line], cwd=work, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1 and told.stderr.count("\n") == 1 and "standard output is closed" in told.stderr


def test_plain_review_takes_whatever_comes(onrecord: Run, work: Path, environment: dict[str, str]) -> None:
    onrecord("add", "week.json", REPORT)
    line = f"{sys.executable} -m tui review --plain week.json"

    def plain(given: bytes, more: str = "") -> str:
        told = subprocess.run(["sh", "-c", line + more], input=given, cwd=work, env=environment, capture_output=True)
        assert b"unforeseen" not in told.stderr and told.stderr.count(b"\n") <= 1
        return (told.stdout + told.stderr).decode()

    assert "standard input is closed" in plain(b"", " <&-")
    assert "not valid UTF-8: nothing was done" in plain(b"i one \xff two\nq\n")
    assert onrecord("list", "week.json", "notes").stdout == ""
    assert "once more takes back" in plain(b"u\nq\n") and "no quote is shown" in plain(b"u\nu\na\nq\n")
    assert onrecord("list", "week.json", "quotes").stdout == ""


def test_config_prints_the_default_keys(here: Any) -> None:
    told = here("config")[1]
    assert "# [keys]" in told and re.search(r'^# accept = \["a", "space"\]', told, re.MULTILINE)


def test_verify_finds_files_from_another_folder(here: Any, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (work / "report.txt").write_bytes(REPORT.read_bytes())
    here("add", "week.json", "report.txt")
    other = work / "other"
    other.mkdir()
    monkeypatch.chdir(other)
    assert here("verify", work / "week.json")[:2] == (0, "1 source as imported, 0 not\n")
    (other / "report.txt").write_text("another report of that name")
    assert here("verify", work / "week.json")[0] == 0
    (other / "report.txt").unlink()
    (work / "report.txt").unlink()
    status, told, _ = here("verify", work / "week.json")
    assert status == 1 and f"looked in {other} and {work}" in told


def test_an_export_of_nothing_writes_nothing(week: Any, work: Path) -> None:
    status, told, errors = week("export", "week.json", "out.md", "--where", "speaker:nobody")
    assert (status, told) == (1, "") and "no quote matches" in errors and not (work / "out.md").exists()


def test_an_export_tells_links_to_what_is_not_in_it(week: Any, work: Path) -> None:
    from store import Workspace
    from store.acts import linking

    with Workspace.open(work / "week.json", "ab") as ws:
        one, two = ws.order()[:2]
        linking.link(ws, one, two, "softens")
        words = ws.quotes[two].text
    week("review", "week.json", "1", "--status", "accepted", "--analyst", "ab")
    week("export", "week.json", "out.md", "--where", "status:accepted", "--analyst", "ab")
    text = (work / "out.md").read_text(encoding="utf-8")
    assert "softens “" in text and "(not in this report)" in text and words.strip('"')[:10] in text
    assert "What it holds: accepted 1**" in text
