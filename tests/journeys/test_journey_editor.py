"""A note written in the analyst's own editor, in a real terminal: kept, refused, and after a kill."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import PATIENCE, Terminal

from store import Workspace

Start = Callable[..., Terminal]


def editor(folder: Path, *lines: str) -> str:
    """An editor that is a script."""
    script = folder / "editor.sh"
    script.write_text("\n".join(("#!/bin/sh", *lines, "")))
    script.chmod(0o700)
    return str(script)


def notes(path: Path) -> list[str]:
    """The notes of the workspace."""
    with Workspace.open(path, "ab", read_only=True) as ws:
        return [note.text for note in ws.notes]


def test_what_is_saved_in_the_editor_is_the_note(week: Path, tmp_path: Path, terminal: Start) -> None:
    own = editor(tmp_path, "echo IN THE EDITOR", 'printf "первое\\nsecond\\033[2J" > "$1"')
    t = terminal(str(week), VISUAL=own)
    t.sees("the talks had gone well")
    t.press("E")
    t.sees("note kept")
    t.sees("the talks had gone well")
    assert b"IN THE EDITOR" in t.raw
    t.press("a")
    t.sees("accepted 1 quote")
    t.press("q")
    assert t.ended() == 0
    assert notes(week) == ["первое\nsecond[2J"]
    assert not list(tmp_path.glob("*.note.md"))


def test_a_failing_editor_leaves_a_draft(week: Path, tmp_path: Path, terminal: Start) -> None:
    own = editor(tmp_path, 'cat "$1" > "$1.seen"; printf "half a thought" > "$1"', "exit 3")
    t = terminal(str(week), EDITOR=own, VISUAL="")
    t.sees("the talks had gone well")
    t.press("i", *"typed here")
    t.sees("typed here")
    t.press("ctrl+o")
    t.sees("ended with status 3: the draft is kept")
    t.press("i")
    t.sees("half a thought")
    t.press("escape")
    t.sees("draft kept")
    t.press("q")
    assert t.ended() == 0
    assert notes(week) == []
    assert Path(f"{week}.note.md.seen").read_text() == "typed here"


def test_killed_with_the_editor_open_the_next_start_has_the_draft(week: Path, tmp_path: Path, terminal: Start) -> None:
    own = editor(tmp_path, 'printf "saved in the editor" > "$1"', 'touch "$1.ready"', "sleep 60")
    t = terminal(str(week), VISUAL=own)
    t.sees("the talks had gone well")
    t.press("E")
    end = time.monotonic() + PATIENCE
    while not Path(f"{week}.note.md.ready").exists():
        t.read()
        assert time.monotonic() < end
    t.kill()
    t = terminal(str(week), VISUAL=own)
    t.sees("the talks had gone well")
    t.press("3")
    t.sees("saved in the editor")
    assert not Path(f"{week}.note.md").exists()


@pytest.mark.parametrize(
    ("makes", "told"),
    [
        (r"""printf '\317\360\350\342\345\362' > "$1" """, "is not UTF-8"),
        ('head -c 1000001 /dev/zero | tr "\\0" x > "$1"', "is longer than 1,000,000"),
        ('rm "$1"; mkdir "$1"', "be read"),
    ],
    ids=["cp1251", "long", "unreadable"],
)
def test_what_cannot_be_read_whole_stays_on_the_disk(
    week: Path, tmp_path: Path, terminal: Start, makes: str, told: str
) -> None:
    own = editor(tmp_path, makes)
    t = terminal(str(week), columns=240, VISUAL=own)
    t.sees("the talks had gone well")
    t.press("E")
    t.sees(told)
    (kept,) = tmp_path.glob("*.note.*.md")
    t.sees(kept.name)
    assert kept.is_dir() or kept.read_bytes() == b"\xcf\xf0\xe8\xe2\xe5\xf2" or kept.stat().st_size == 1_000_001
    t.press("q")
    assert t.ended() == 0
    assert notes(week) == []


def test_the_next_start_says_what_it_could_not_read(week: Path, tmp_path: Path, terminal: Start) -> None:
    with Workspace.open(week, "ab") as ws:
        ws.remember(outside={"about": next(iter(ws.quotes)).id, "rewrites": ""})
        ws.keep_desk()
    Path(f"{week}.note.md").write_bytes(b"\xcf\xf0\xe8")
    t = terminal(str(week), columns=240)
    t.sees("is not UTF-8: it is kept in")
    assert [kept.read_bytes() for kept in tmp_path.glob("*.note.*.md")] == [b"\xcf\xf0\xe8"]


def test_no_such_editor_is_said(week: Path, terminal: Start) -> None:
    t = terminal(str(week), VISUAL="no-such-editor-here")
    t.sees("the talks had gone well")
    t.press("E")
    t.sees("the editor 'no-such-editor-here' is not there")
