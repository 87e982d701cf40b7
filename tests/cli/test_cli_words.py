"""Own words by command: those of a workspace stay in it, the analyst's hold everywhere."""

import io
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


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('echo typed > "$1"; exit 3', "ended with status 3"),
        ("printf '\\317\\360' > \"$1\"", "not UTF-8"),
        ("head -c 1000001 /dev/zero | tr '\\0' x > \"$1\"", "longer than the 1,000,000"),
        ("echo '[verbs' > \"$1\"", "line 1"),
    ],
    ids=["status", "cp1251", "long", "unsound"],
)
@pytest.mark.parametrize("where", [[], ["one.json"]], ids=["mine", "workspace"])
def test_what_was_typed_stays_whatever_goes_wrong_after_it(here, report, work, monkeypatch, where, script, told):
    here("add", "one.json", report)
    monkeypatch.setattr("tempfile.tempdir", str(work))
    editor = work / "editor"
    editor.write_text(f'#!/bin/sh\ntrap \'cp "$1" "{work}/typed"\' EXIT\n{script}\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    status, _, error = here("words", *where, "--edit")
    assert status and told in error
    (kept,) = work.glob("onrecord-*/words.toml")
    assert str(kept) in error and kept.read_bytes() == (work / "typed").read_bytes()
    assert "none yet" in here("words", *where)[1]


def test_an_editor_that_changed_nothing_leaves_nothing(here, work, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(work))
    monkeypatch.setenv("VISUAL", "false")
    status, _, error = here("words", "--edit")
    assert status == 1 and "what you wrote" not in error
    assert not list(work.glob("onrecord-*"))


def test_too_many_words_from_standard_input_are_refused_not_cut(here, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("# x\n" * 250_001))
    status, _, error = here("words", "--set", "-")
    assert status == 2 and "standard input: longer than the 1,000,000" in error
    assert "none yet" in here("words")[1]


def test_words_that_cannot_be_written_leave_nothing_beside(here, report, work):
    path = Path(here("words")[1].split("# ")[1].split(" (none")[0])
    path.mkdir(parents=True)
    assert here("words", "--set", "words.toml")[0] == 1
    assert [one.name for one in path.parent.iterdir()] == ["words.toml"]


def test_bad_words_change_nothing_and_are_told_with_their_line(here, report, work):
    here("add", "one.json", report)
    (work / "bad.toml").write_text('[verbs]\nsay = "bleat"\nshout = "x"\n', encoding="utf-8")
    for where in ([], ["one.json"]):
        status, _, error = here("words", *where, "--set", "bad.toml")
        assert status == 2 and "line 3" in error and "shout" in error
    assert "none yet" in here("words", "one.json")[1]
