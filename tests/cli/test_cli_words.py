"""Own words by command: those of a workspace stay in it, the analyst's hold everywhere."""

from pathlib import Path

import pytest

REPORT = "Ivan Petrov bleated that the reply is ready.\n\nAnna Brown said that it is long and will be longer.\n"


@pytest.fixture
def report(work: Path) -> str:
    (work / "report.txt").write_text(REPORT, encoding="utf-8")
    (work / "words.toml").write_text('# ours\n[verbs]\nsay = "bleat"\n', encoding="utf-8")
    return "report.txt"


def spoken(here, workspace: str) -> list[str]:
    _, told, _ = here("list", workspace, "quotes", "--format", "csv")
    return [name for name in ("Ivan Petrov", "Anna Brown") if name in told]


def test_a_word_of_a_workspace_finds_there_what_it_did_not_find_elsewhere(here, report, work):
    (work / "first.txt").write_text("Jane Brown said that this is another one.", encoding="utf-8")
    for name in ("one.json", "two.json"):
        assert here("add", name, "first.txt")[0] == 0
    status, told, _ = here("words", "one.json", "--set", "words.toml")
    assert status == 0 and "changed the workspace's own words" in told
    for name in ("one.json", "two.json"):
        here("add", name, report)
    assert spoken(here, "one.json") == ["Ivan Petrov", "Anna Brown"]
    assert spoken(here, "two.json") == ["Anna Brown"]
    assert "Ivan Petrov" not in here("find", report)[1]


def test_the_words_travel_with_the_file_and_undo_takes_them_back(here, report, work):
    (work / "first.txt").write_text("Jane Brown said that this is another one.", encoding="utf-8")
    here("add", "one.json", "first.txt")
    here("words", "one.json", "--set", "words.toml")
    assert '# ours\n[verbs]\nsay = "bleat"' in here("words", "one.json")[1]
    assert "own words" in here("history", "one.json")[1]
    here("export", "one.json", "all.jsonl")
    assert "bleat" in (work / "all.jsonl").read_text(encoding="utf-8")
    here("undo", "one.json")
    assert "none yet" in here("words", "one.json")[1]
    here("redo", "one.json")
    here("add", "one.json", report)
    assert "Ivan Petrov" in spoken(here, "one.json")


def test_words_of_the_analyst_hold_everywhere(here, report):
    assert "none yet" in here("words")[1]
    assert here("words", "--set", "words.toml")[0] == 0
    assert "bleat" in here("words")[1]
    assert "Ivan Petrov" in here("find", report)[1]
    here("add", "new.json", report)
    assert spoken(here, "new.json") == ["Ivan Petrov", "Anna Brown"]


def test_words_are_edited_in_ones_own_editor(here, report, work, monkeypatch):
    here("add", "one.json", report)
    editor = work / "editor"
    editor.write_text('#!/bin/sh\necho "[verbs]\nsay = \\"bleat\\"" > "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    assert here("words", "one.json", "--edit")[0] == 0
    assert "bleat" in here("words", "one.json")[1]


def test_bad_words_change_nothing_and_are_told_with_their_line(here, report, work):
    here("add", "one.json", report)
    (work / "bad.toml").write_text('[verbs]\nsay = "bleat"\nshout = "x"\n', encoding="utf-8")
    for where in ([], ["one.json"]):
        status, _, error = here("words", *where, "--set", "bad.toml")
        assert status == 2 and "line 3" in error and "shout" in error
    assert "none yet" in here("words", "one.json")[1]
