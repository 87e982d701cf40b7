"""A small workspace reviewed in a real terminal, from the first key to the export."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import PATIENCE, ROOT, Terminal

from store import Workspace

Start = Callable[..., Terminal]


def test_from_the_first_key_to_the_export(week: Path, terminal: Start) -> None:
    t = terminal(str(week), columns=160, lines=40)
    t.sees("❝the talks had gone well❞")
    t.press("c")
    t.sees("Enter adds")
    t.press(*"opt", "enter")
    t.sees("coded 1 quote “optimism”")
    t.press("-")
    t.sees("− oppose")
    t.press("i")
    t.sees("Ctrl+S keep")
    t.press(*"first hedge", "ctrl+s")
    t.sees("note kept")
    t.press("d", "4")
    t.sees("confidence 4/5")
    t.press("a")
    t.sees("accepted 1 quote")
    t.sees("1/5")
    t.press("x")
    t.sees("rejected 1 quote")
    t.press("u")
    t.sees("undone: rejected 1 quote")
    t.press("x", "a", "a", "!")
    t.sees("flagged 1 quote")
    t.press("]")
    t.sees("River board answers")
    t.press("a", "a")
    t.sees("nothing new is left: all 7 are judged")
    t.press("f", *"status:accepted", "enter")
    t.sees("filter: status:accepted")
    t.press("escape")
    t.sees("filter off")
    t.press(":", *f"export {week.parent / 'out.csv'}", "enter")
    t.sees("exported 7 quotes")
    t.press("q")
    assert t.ended() == 0
    assert "[in the north and the south]" in (week.parent / "out.csv").read_text(encoding="utf-8")
    out = week.parent / "out.jsonl"
    run = [sys.executable, "-m", "tui", "export", str(week), str(out), "--where", "status:accepted", "--analyst", "ab"]
    subprocess.run(run, check=True, cwd=ROOT, capture_output=True)
    assert "first hedge" in out.read_text(encoding="utf-8")
    tables = json.loads(week.read_text(encoding="utf-8"))
    assert sorted(review["status"] for review in tables["reviews"].values()) == sorted(
        ["accepted"] * 5 + ["rejected", "flagged"]
    )


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 60)])
def test_in_a_window_of_any_size_and_back_where_one_was(week: Path, terminal: Start, size: tuple[int, int]) -> None:
    t = terminal(str(week), columns=size[0], lines=size[1])
    t.sees("❝the talks had gone well❞")
    t.press("a", "a")
    t.sees("nothing has been")
    t.resize(160, 40)
    t.sees("3 Notes")
    t.resize(*size)
    t.press("1")
    t.sees("1 Sources")
    t.press("2", "q")
    assert t.ended() == 0
    t = terminal(str(week), columns=size[0], lines=size[1])
    t.sees("3 of 5")
    t.press("q")
    assert t.ended() == 0


def test_what_was_called_saved_is_there_after_a_kill(week: Path, terminal: Start) -> None:
    t = terminal(str(week))
    t.sees("the talks had gone well")
    steps = [
        (("a",), "accepted 1 quote", lambda ws: ws.reviews.count(status="accepted") == 1),
        (("c", "1"), "coded 1 quote", lambda ws: any(review.codes for review in ws.reviews)),
        (("+",), "set the stance", lambda ws: any(r.codes and r.codes[0].stance == "support" for r in ws.reviews)),
        (("i", *"note", "ctrl+s"), "note kept", lambda ws: len(ws.notes) == 1),
        (("u",), "undone: wrote a note", lambda ws: len(ws.notes) == 0),
    ]
    for keys, said, there in steps:
        for key in keys:
            t.press(key)
            if key == "c":
                t.sees("Enter adds")
            if key == "i":
                t.sees("Ctrl+S keep")
        t.sees(said)
        t.sees("saved")
        t.kill()
        with Workspace.open(week, "ab", read_only=True) as ws:
            assert there(ws), said
        t = terminal(str(week))
        t.sees("saved")
        t.sees("❞")


def sequences(raw: bytes) -> set[str]:
    """The kinds of escape sequences in what an app wrote, their numbers left out."""
    text = raw.decode("utf-8", errors="replace")
    found = re.findall(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*|[PX^_][^\x1b]*|[ -/]*[0-~])", text)
    return {re.sub(r"\d+(;\d+)*", "#", sequence) for sequence in found} | {
        repr(ch) for ch in text if (ord(ch) < 32 and ch not in "\x1b") or 0x7F <= ord(ch) < 0xA0
    }


def test_only_the_apps_own_sequences_reach_the_terminal(tmp_path: Path, terminal: Start) -> None:
    from small import make

    hostile = ["\x1b]2;PWNED\x1b\\", "\x1b[2J\x1b[5n", "\x9b31m\x07", "\x1b]52;c;aGk=\x07", "\x1bP1$r\x1b\\"]
    written = []
    for name, extra in (("calm", ["calm"] * 5), ("wild", hostile)):
        week = make(tmp_path / f"{name}.json", extra)
        t = terminal(str(week), columns=120, lines=30)
        t.sees("talks had gone well")
        t.press("c", "1")
        t.sees("coded 1 quote")
        t.press("s", "enter")
        t.sees("confirmed")
        for keys, sight in (
            ("gc", "Codebook"),
            ("gp", "Speakers"),
            ("gn", "Notes"),
            ("gh", "History"),
            ("t", "Timeline"),
        ):
            t.press(*keys)
            t.sees(f"─ {sight}")
            t.press("q")
            t.sees("2 Quotes")
        t.press("q")
        assert t.ended() == 0
        written.append(sequences(bytes(t.raw)))
    assert b"PWNED\x1b" not in t.raw
    assert written[1] <= written[0]


def test_a_draft_is_there_after_a_kill(week: Path, terminal: Start) -> None:
    def kept() -> list[str]:
        with Workspace.open(week, "ab", read_only=True) as ws:
            return list(ws.desk.get("drafts", {}).values())

    def on_the_disk(t: Terminal, text: str) -> None:
        end = time.monotonic() + PATIENCE
        while kept() != [text]:
            t.read()
            assert time.monotonic() < end, f"never kept: {text!r}, but {kept()}"

    t = terminal(str(week))
    t.sees("the talks had gone well")
    t.press("i")
    t.sees("Ctrl+S keep")
    t.press(*"half a thought")
    t.sees("half a thought")
    on_the_disk(t, "half a thought")
    t.kill()
    t = terminal(str(week))
    t.sees("the talks had gone well")
    t.press("i")
    t.sees("Ctrl+S keep")
    t.sees("half a thought")
    t.press(*"ful")
    t.sees("half a thoughtful")
    t.press("escape")
    t.sees("draft kept")
    on_the_disk(t, "half a thoughtful")
    t.kill()
    t = terminal(str(week))
    t.sees("the talks had gone well")
    t.press("i")
    t.sees("Ctrl+S keep")
    t.press("ctrl+s")
    t.sees("note kept")
    t.kill()
    with Workspace.open(week, "ab", read_only=True) as ws:
        assert [note.text for note in ws.notes] == ["half a thoughtful"]
        assert not ws.desk["drafts"]
        assert next(ws.history()).act.startswith("wrote a note")
        assert "" not in [change.act for change in ws.history()]


def test_keys_typed_behind_the_one_that_quits_do_no_harm(week: Path, terminal: Start) -> None:
    t = terminal(str(week))
    t.sees("the talks had")
    t.press("q", "c", "g", "f", "a", "i")
    assert t.ended() == 0


PAGE = """Quay shut

3 March 2031

The harbour master, Nils Falk, said the quay was closed. "Nobody will land here before the spring," Falk said on Monday.

"The ferry [sic] is a story of its own," Falk told the port's paper.

The paper of the port has printed what the master said, and named no date for more of it.
"""


def test_from_an_import_to_a_lost_quote_placed_again(week: Path, terminal: Start) -> None:
    page = week.parent / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    t = terminal(str(week), columns=120, lines=30)

    def bring() -> None:
        t.press("g", "i")
        t.sees("Bring in from")
        t.press(*str(page), "enter")
        t.sees("Brought in")

    t.sees("talks had gone well")
    bring()
    t.sees("u undoes")
    t.press("enter")
    t.sees("Falk told the port")
    t.press("M", "a")
    t.sees("accepted 3 quotes")
    t.press("escape")
    changed = PAGE.replace(
        '"The ferry [sic] is a story of its own," Falk told the port\'s paper.', "The pilots wait ashore."
    )
    page.write_text(changed.replace("Nobody", "No ship"), encoding="utf-8")
    bring()
    t.sees("1 lost")
    t.press("enter")
    t.sees("[-Nobody-] {+No ship+}")
    t.press("p")
    t.sees("nothing like it was found")
    t.sees("Find in the text")
    t.press(*"pilots wait", "enter")
    t.sees("❝pilots wait❞")
    t.press("enter")
    t.sees("placed a lost quote again")
    t.press("q")
    assert t.ended() == 0
    with Workspace.open(week, "ab", read_only=True) as ws:
        (placed,) = (quote for quote in ws.quotes if quote.text == "pilots wait")
        assert ws.review(placed.id).status == "accepted" and not ws.sources[placed.source].revised_by  # type: ignore[union-attr]
