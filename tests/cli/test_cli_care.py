"""Looking after a workspace, and reviewing it without a screen."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from store import Workspace
from tests.cli.conftest import REPORT, ROOT

REPORTS = sorted((ROOT / "sample_data").glob("2022-*"))


@pytest.fixture
def week(here: Any, work: Path) -> Any:
    """A workspace ``week.json`` with one report in it."""
    assert here("add", "week.json", REPORT)[0] == 0
    return here


def test_check_names_the_damage_and_repair_saves_the_rest(week: Any, work: Path) -> None:
    status, told, _ = week("check", "week.json")
    assert status == 0 and "week.json is whole: 1 source" in told and "1 change in its log" in told
    main = work / "week.json"
    main.write_bytes(main.read_bytes()[:300])
    before = main.read_bytes()
    status, told, errors = week("check", "week.json")
    assert status == 1 and told == "" and "week.json" in errors and "Traceback" not in errors
    status, told, errors = week("check", "week.json", "--repair")
    assert (status, errors) == (0, "") and "week.repaired.json" in told and main.read_bytes() == before
    assert "\ndamaged: week.json" in told and told.endswith("\nnothing is lost\n") and "\nlost:" not in told
    assert week("check", "week.repaired.json")[0] == 0
    assert len(week("list", "week.repaired.json", "sources")[1].splitlines()) == 1


def test_what_was_deleted_is_forgotten_only_when_told_so(week: Any, work: Path) -> None:
    week("review", "week.json", "1", "--note", "a secret word")
    week("undo", "week.json")
    status, _, errors = week("compact", "week.json")
    assert status == 2 and "--forget" in errors
    assert b"a secret word" in (work / "week.json.log").read_bytes()
    status, told, _ = week("compact", "week.json", "--forget")
    assert status == 0 and told.count("\n") == 1
    assert all(b"a secret word" not in path.read_bytes() for path in work.rglob("*") if path.is_file())
    assert week("check", "week.json")[0] == 0


def test_a_backup_is_a_workspace(week: Any) -> None:
    status, told, _ = week("backup", "week.json")
    assert status == 0
    with Workspace.open(Path(told.strip()), read_only=True) as copy:
        assert len(copy.sources) == 1


def test_restore_goes_back_to_a_time_and_can_be_undone(week: Any) -> None:
    (imported,) = [json.loads(line) for line in week("history", "week.json")[1].splitlines()]
    week("review", "week.json", "1", "--status", "accepted")
    week("review", "week.json", "2", "--status", "rejected")
    status, told, _ = week("restore", "week.json", "--to", imported["when"])
    assert status == 0 and re.match(r"restored .*: 1 source, \d+ quotes, 0 reviews, 0 notes\n", told)
    assert week("list", "week.json", "quotes", "--where", "-status:new")[1] == ""
    week("undo", "week.json")
    assert week("list", "week.json", "quotes", "--where", "-status:new")[1].count("\n") == 2
    assert week("restore", "week.json", "--to", "yesterday")[0] == 2
    status, told, error = week("restore", "week.json", "--to", "1026-01-27T14:00")
    assert (status, told) == (1, "") and error.count("\n") == 1 and imported["act"] in error


def test_a_range_of_numbers_names_the_quotes_from_one_to_the_other(week: Any) -> None:
    assert week("review", "week.json", "2-4", "3", "--status", "accepted")[0] == 0
    accepted = week("list", "week.json", "quotes", "--where", "status:accepted")[1]
    assert [json.loads(line)["number"] for line in accepted.splitlines()] == [2, 3, 4]
    for wrong, why in (("4-2", "lower number first"), ("2-4000", "numbers go from 1 to")):
        status, _, error = week("review", "week.json", wrong, "--status", "rejected")
        assert status == 2 and why in error and error.count("\n") == 1


def test_verify_tells_what_became_of_the_files(here: Any, work: Path) -> None:
    for name, report in zip(("same.txt", "other.md", "gone.txt"), REPORTS, strict=True):
        (work / name).write_bytes(report.read_bytes())
    here("add", "week.json", "same.txt", "other.md", "gone.txt")
    assert here("verify", "week.json")[:2] == (0, "3 sources as imported, 0 not\n")
    (work / "other.md").write_text("something else")
    (work / "gone.txt").unlink()
    status, told, _ = here("verify", "week.json")
    assert status == 1 and "other.md: its file has changed since" in told and "gone.txt: its file can't be read" in told


def on_a_terminal(arguments: list[str], folder: Path, environment: dict[str, str]) -> tuple[int, bytes]:
    """Exit status and raw bytes of a command on a terminal of 100 columns."""
    main, side = pty.openpty()
    command = subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        cwd=folder, env=environment | {"COLUMNS": "100", "LINES": "30", "TERM": "xterm-256color"},
        stdin=side, stdout=side, stderr=side,
    )  # fmt: skip
    os.close(side)
    got = b""
    limit = time.monotonic() + 60
    while time.monotonic() < limit:
        if not select.select([main], [], [], 1)[0]:
            continue
        try:
            piece = os.read(main, 65536)
        except OSError:
            break
        if not piece:
            break
        got += piece
    os.close(main)
    return command.wait(timeout=10), got


@pytest.mark.skipif(os.name == "nt", reason="no pty")
def test_a_terminal_gets_a_table_and_only_our_sequences(work: Path, environment: dict[str, str]) -> None:
    evil = 'A title\n\n27 January 2022\n\n"Words [bold red] \u202e \x1b[2J [/] end," Dmitry Peskov said.\n'
    (work / "evil.txt").write_text(evil, encoding="utf-8")
    status, raw = on_a_terminal(["find", "evil.txt", str(REPORT)], work, environment)
    text = raw.decode()
    assert status == 0 and "[bold red]" in text and "[/]" in text and "speaker" in text
    sequences = set(re.findall(r"\x1b.{0,2}[0-9;?]*[A-Za-z]?", text))
    assert all(re.fullmatch(r"\x1b\[[0-9;]*m", found) for found in sequences), sequences
    assert "\u202e" not in text and max(len(line) for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()) <= 130


@pytest.mark.skipif(os.name == "nt", reason="no pty")
def test_a_terminal_sees_progress_while_many_files_come_in(work: Path, environment: dict[str, str]) -> None:
    status, raw = on_a_terminal(["add", "week.json", *map(str, REPORTS)], work, environment)
    text = raw.decode()
    assert status == 0 and "━" in text and "0/3" in text
    assert "Moscow reads the two papers" in text and "saved: 3 sources added" in text


def test_no_passphrase_is_asked_for_what_is_not_there(week: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyrage")
    given = io.StringIO("open sesame\n")
    monkeypatch.setattr(sys, "stdin", given)
    for command, told in (
        (("seal", "nosuch.json"), "nosuch.json does not exist"),
        (("unseal", "week.json"), "week.json.age does not exist"),
    ):
        status, _, errors = week(*command)
        assert status != 0 and told in errors
        assert given.tell() == 0


def test_a_workspace_is_sealed_and_unsealed(week: Any, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyrage", reason="the encryption extra is not installed")

    def typed(*lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(line + "\n" for line in lines)))

    typed("correct horse")
    assert week("seal", "week.json") == (0, "week.json.age\n", "")
    assert [path.name for path in work.iterdir()] == ["week.json.age"]
    for command in (("check", "week.json"), ("list", "week.json", "quotes"), ("undo", "week.json")):
        status, told, errors = week(*command)
        assert (status, told) == (1, "") and "onrecord unseal week.json.age" in errors
    typed("wrong")
    status, _, errors = week("unseal", "week.json.age")
    assert status == 1 and "passphrase" in errors
    typed("correct horse")
    assert week("unseal", "week.json.age") == (0, "week.json\n", "")
    assert week("check", "week.json")[0] == 0
    assert week("undo", "week.json")[0] == 0


def test_a_passphrase_typed_at_a_terminal_is_asked_for_twice(
    week: Any, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyrage", reason="the encryption extra is not installed")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter(["one", "other", "one", "one"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    status, _, errors = week("seal", "week.json")
    assert status == 1 and "differ" in errors and (work / "week.json").exists()
    assert week("seal", "week.json")[0] == 0 and not (work / "week.json").exists()
