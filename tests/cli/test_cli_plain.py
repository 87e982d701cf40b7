"""A review without a screen: the acts of the app, one line each; what was done is told in one line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

from tests.cli.conftest import REPORT, ROOT, Run
from tui.keymap import ACTS


def asked(onrecord: Run, *answers: str, where: str = "") -> str:
    """What a review line by line tells when it is given these answers."""
    more = ("--where", where) if where else ()
    lines = "\n".join((*answers, ""))
    told = onrecord("review", "--plain", "week.json", *more, "--analyst", "ab", input=lines)
    assert told.returncode == 0 and told.stderr == "", told.stderr
    return told.stdout


def listed(onrecord: Run, what: str = "quotes", *where: str) -> list[dict[str, Any]]:
    """Records as `onrecord list` gives them."""
    told = onrecord("list", "week.json", what, *where, "--analyst", "ab").stdout
    return [json.loads(line) for line in told.splitlines()]


def test_a_review_line_by_line(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    told = asked(
        onrecord, "a", "c US response", "+", "-", "d4", "ds", "i First hedge.", "x", "nonsense", "s", "+ Somebody", "u"
    )
    assert re.search(r"^1 of \d+: Kremlin, indirect, 27 Jan 2022, Moscow reads", told, re.MULTILINE), told
    assert "nothing is called “US response”: + makes it" in told and "nonsense does nothing here" in told
    assert "accepted 1 quote · u undoes" in told and "undone: attributed 1 quote to Somebody" in told
    rows = listed(onrecord)
    assert [row["status"] for row in rows[:3]] == ["accepted", "rejected", "new"]
    assert rows[1]["codes"] == [{"code": "US response", "stance": "oppose"}]
    assert (rows[1]["confidence"], rows[1]["level"], rows[1]["notes"]) == (4, "said", 1)
    assert "3 of " in asked(onrecord, "q"), "it goes on where one left"
    assert onrecord("review", "--plain", "week.json", "--where", "speaker:nobody", input="").returncode == 0
    assert onrecord("review", "--plain", "week.json", "1", "--status", "accepted").returncode == 2


def test_several_quotes_at_once(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    told = asked(onrecord, "2-3 x", "1,4 c talks", "+", "esc", "99 a", "5-6", "!", "all d3", "u")
    assert "rejected 2 quotes" in told and "coded 2 quotes “talks”, a new code" in told and "flagged 2 quotes" in told
    assert "the rows go from 1 to " in told and "undone: set confidence of " in told
    rows = listed(onrecord)
    assert [row["status"] for row in rows[:6]] == ["new", "rejected", "rejected", "new", "flagged", "flagged"]
    assert [bool(row["codes"]) for row in rows[:5]] == [True, False, False, True, False]
    assert all(row["confidence"] is None for row in rows)


def test_rows_are_those_of_the_act_they_stand_before(onrecord: Run) -> None:
    """Whatever an act asks, and however it is answered, the rows named before it are judged, and no other."""
    onrecord("add", "week.json", REPORT)
    told = asked(
        onrecord, "1", "c one", "+", "4-3 a", "9,7 m", "2 m", "2-4 c", "+ ukraine", "5-6 c", "esc", "d2", "1 m", "esc"
    )
    assert "accepted 2 quotes" in told and "Code for 3 quotes" in told and "set confidence of 3 quotes" in told
    told += asked(onrecord, "1", "5 e", "2h", "", "6 i On six.", "3 i On three.", "2-3 i x", "3 j", "8 s", "", "all e")
    assert "i takes one row: nothing was done" in told and "j is about no row: nothing was done" in told
    assert "all e" not in told and "e takes one row: nothing was done" in told
    rows = listed(onrecord)
    assert [row["status"] for row in rows] == ["new", "new", "accepted", "accepted", *["new"] * 6]
    assert [len(row["codes"]) for row in rows] == [1, 1, 1, 1, *[0] * 6], "one has its own, 2 to 4 what was answered"
    assert [n for n, row in enumerate(rows, 1) if row["confidence"] == 2] == [2, 7, 9], "marks set before are there"
    assert [n for n, row in enumerate(rows, 1) if row["notes"]] == [3, 6]
    assert "changed the words of a quote" in told or "spans adjusted" in told
    assert [n for n, row in enumerate(rows, 1) if row["speaker_confirmed"]] == [3, 4, 8], "to accept is to confirm"
    assert rows[7]["speaker"] == "Dmitry Peskov" != rows[0]["speaker"], "Enter took the speaker of the row named"
    told = asked(onrecord, "99", "0", "2-3 C", "4 9", "1-11 x", "0-2 x", "gx", "u", "3 o", "q", "3 notes")
    assert told.count("the rows go from 1 to 10: nothing was done") == 4


def test_rows_of_a_list_are_those_of_its_acts(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    told = asked(
        onrecord, "c one", "+", "c two", "+", "c three", "+", "gc", "3 r last", "1-2 x", "2 a more", "4 x", "2 x"
    )
    assert "x takes one row: nothing was done" in told and "a is about no row: nothing was done" in told
    assert "the rows go from 1 to 3: nothing was done" in told
    assert {code["name"]: code["retired"] for code in listed(onrecord, "codes")} == {
        "last": False,
        "one": True,
        "three": False,
    }
    asked(onrecord, "gp", "2 r Somebody", "q")
    assert [speaker["name"] for speaker in listed(onrecord, "speakers")].count("Somebody") == 1
    assert "Dmitry Peskov" in {speaker["name"] for speaker in listed(onrecord, "speakers")}


def test_links_and_notes_on_everything(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    told = asked(
        onrecord, "l 2", "softens", "notes", "i", "First", "hedge.", ".", "I Second hedge.", "i", "a draft", "esc"
    )
    assert "linked two quotes: one softens the other" in told and "softens 2: " in told
    assert told.count("note kept") == 2 and "draft kept" in told
    assert "draft of a note, not kept yet: a draft" in asked(onrecord, "1", "notes", "L", "", "f has:link", "f -")
    assert listed(onrecord, "quotes", "--where", "has:link") == []
    asked(onrecord, "c talks", "+", "gc", "i On the code.", "q", "gp", "i On the speaker.", "q", "sources", "i On it.")
    asked(onrecord, "gn", "i On the workspace.")
    notes = {(note["target"], note["text"]) for note in listed(onrecord, "notes")}
    assert ("quote", "Second hedge.") in notes and len(notes) == 5
    assert {kind for kind, _ in notes} == {"quote", "code", "speaker", "source", "workspace"}


def test_nothing_typed_is_lost_or_taken_for_what_was_not_said(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    told = asked(onrecord, "i", "half", "esc", "i Other words.", "i", "a\x1b[2J note", ".", "I", "goes on", ".")
    assert "a draft is there" in told and "so far: half" in told
    assert [note["text"] for note in listed(onrecord, "notes")] == ["half\na[2J note\ngoes on"]
    told = asked(onrecord, "s e", "", "esc", "c nothing", "", "esc", "gw")
    assert told.count("a number, words, or esc") == 1 and "3 fit" in told and "Watch a folder in" not in told
    assert "`onrecord watch` does it beside your work" in told
    assert not any(row["speaker_confirmed"] or row["codes"] for row in listed(onrecord))


def test_words_are_given_by_words(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    before = listed(onrecord)
    words = before[0]["text"].split()
    told = asked(onrecord, "1", "e", "2h", "", "u", "e", f"f {words[2]}", "|", "1,2 gj", "u", "u")
    assert f"the words: {' '.join(words[:-2])}" in told and "split a quote: " in told and "joined 2 quotes" in told
    assert [row["text"] for row in listed(onrecord)] == [row["text"] for row in before]
    told = asked(onrecord, "V A day later ... spokesman", "", "peskov", "e", "+", "", "u", "gx", "u")
    assert re.search(r"\b[0-9]+ words for a new quote", told)
    made = [row for row in listed(onrecord) if row["text"].startswith("A day later")]
    assert len(made) == 1 and made[0]["speaker"] == "Dmitry Peskov" and "deleted a quote" in told
    assert "changed the words of a quote" in told and " … " in told, "several spans"


def test_lists_are_told_and_changed(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    asked(onrecord, "c one", "+", "c two", "+", "gc", "a three", "2", "M one", "1", "r first", "d what it is", "x", "x")
    codes = {code["name"]: code for code in listed(onrecord, "codes")}
    assert set(codes) == {"first", "two"} and codes["first"]["definition"] == "what it is", codes
    told = asked(
        onrecord,
        "gp",
        "1",
        "a Mr Alias",
        "u",
        "q",
        "gh",
        "PgDn",
        "1",
        "q",
        "? merge",
        "q",
        "t",
        "q",
        "o",
        "outlet",
        "q",
    )
    assert "History: " in told and "Speakers: " in told and "Timeline: " in told and "does nothing here: ?" in told
    assert "Mr Alias" not in onrecord("list", "week.json", "speakers").stdout


def test_the_help_tells_keys_that_are_signs(onrecord: Run) -> None:
    onrecord("add", "week.json", REPORT)
    told = asked(onrecord, "? flag", "q", "? stance", "q", "2-4 q", "a")
    assert re.search(r"^[0-9]+: !, Flag for a second look$", told, re.MULTILINE), told
    for key, stance in (("+", "support"), ("-", "oppose"), ("~", "mixed")):
        assert f": {key}, Stance of the last code: {stance}\n" in told
    said = asked(onrecord, "? speaker", "", "q", "? correct the speaker", "q")
    assert "nothing was done" in said and "accepted" not in said, "Enter does nothing that was not gone to"
    assert re.findall(r"^[0-9]+: (\S+), Correct the speaker", said, re.MULTILINE)
    assert not re.search(r"^[0-9]+: !, Flag", said, re.MULTILINE), "the signs beside each row are not searched"
    assert "q is about no row: nothing was done" in told and "accepted 1 quote" in told, "it goes on"


def test_a_lost_quote_is_placed_again(onrecord: Run, work: Any) -> None:
    rest = "\n\n".join(f"The {n} harbour stays open in winter, and the ferry goes on day {n}." for n in range(2, 12))
    text = 'A title\n\n27 January 2022\n\n"{}," Dmitry Peskov said.\n\n' + rest
    (work / "a.txt").write_text(text.format("We have read the whole answer with care and will reply"), encoding="utf-8")
    onrecord("add", "week.json", "a.txt")
    (work / "a.txt").write_text(text.format("Nothing new here at all, as everybody could see then"), encoding="utf-8")
    onrecord("add", "week.json", "a.txt")
    told = asked(onrecord, "gv", "p everybody could see", "", "u", "v", "q", "P")
    assert "1 lost" in told and "placed a lost quote again: everybody could see" in told and "put away" in told


def test_every_act_does_it_or_says_why_not(onrecord: Run) -> None:
    """Each act of the table is done without a screen, and none needs one."""
    onrecord("add", "week.json", REPORT)
    openers = {"codebook": "gc", "speakers": "gp", "notes": "gn", "list": "gc", "spans": "e"}
    lines: list[str] = []
    for act in ACTS:
        if (
            act.painted
            or act.id in ("quit", "note_outside", "note_change_outside")
            or act.where not in (*openers, "review")
        ):
            continue
        opener = [openers[act.where]] if act.where in openers else []
        lines += [*opener, act.id, "esc", "esc", "esc", "esc", "!", "ctrl+r"]
    told = asked(onrecord, *lines, "q")
    assert "unforeseen" not in told and told.count("\n") > len(lines) / 4
    code = "import sys, tui.plain.session, tui.lists.changes, tui.lists.details; print('textual' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "False\n"
