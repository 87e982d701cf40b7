"""An export is on disk whole or not at all, and takes nobody's file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.records import Quote, Source
from briefing.writing import Selection, WriteError, write

CHOSEN = Selection(
    sources=(Source(id="s", text="words"),),
    quotes=(Quote(id="q", source="s", spans=((0, 5),), text="words"),),
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["out.md", "out.csv", "out.jsonl", "OUT.MD"])
def test_an_export_replaces_an_older_export_and_an_empty_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    write(path, CHOSEN)
    first = path.read_bytes()
    assert b"words" in first
    write(path, CHOSEN)
    assert path.read_bytes() == first
    assert names(tmp_path) == [name]


@pytest.mark.parametrize("name", ["out.md", "out.csv", "out.jsonl"])
def test_a_file_of_somebody_else_is_left_alone_unless_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("my own work")
    with pytest.raises(WriteError, match="is no export of onrecord"):
        write(path, CHOSEN)
    assert path.read_text() == "my own work"
    write(path, CHOSEN, replace=True)
    assert "words" in path.read_text()


def test_an_unknown_ending_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"\.md, \.csv, \.jsonl") as told:
        write(tmp_path / "out.xlsx", CHOSEN)
    assert told.value.status == 2 and names(tmp_path) == []


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no such file or directory"):
        write(tmp_path / "nowhere" / "out.md", CHOSEN)


def test_a_folder_in_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out.md").mkdir()
    with pytest.raises(WriteError):
        write(tmp_path / "out.md", CHOSEN)
    assert names(tmp_path) == ["out.md"]


def test_a_failure_in_the_middle_leaves_the_older_export(tmp_path: Path) -> None:
    path = write(tmp_path / "out.jsonl", CHOSEN)
    before = path.read_bytes()
    broken = Selection(
        sources=CHOSEN.sources, quotes=(*CHOSEN.quotes, Quote(id="q", source="s", spans=((0, 1),), text="\ud800"))
    )
    with pytest.raises((WriteError, UnicodeError)):
        write(path, broken)
    assert path.read_bytes() == before and names(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("name", ["out.md", "out.csv", "out.jsonl"])
def test_it_tells_how_far_it_is_and_can_be_broken_off_without_a_trace(tmp_path: Path, name: str) -> None:
    class Enough(Exception):
        pass

    heard: list[tuple[int, int]] = []

    def told(done: int, about: int) -> None:
        heard.append((done, about))
        if len(heard) == 2:
            raise Enough

    with pytest.raises(Enough):
        write(tmp_path / name, CHOSEN, told=told)
    assert names(tmp_path) == []
    assert heard[0] == (0, heard[1][1]) and heard[1][0] == heard[1][1] > 0
    write(tmp_path / name, CHOSEN, told=lambda done, about: None)
    assert names(tmp_path) == [name]


def test_an_export_stopped_while_it_is_synced_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[int] = []
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (sync(file), stopped.append(file)))

    def told(done: int, about: int) -> None:
        if stopped:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "out.md", CHOSEN, told=told)
    assert names(tmp_path) == []
