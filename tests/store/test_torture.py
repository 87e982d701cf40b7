"""A short course of ``python -m benchmarks.torture``."""

import os
from pathlib import Path

import pytest

from benchmarks.torture.crashing import crash_everywhere, without_each_sync
from benchmarks.torture.damaging import cuts, damage_all, flips, make, tails
from benchmarks.torture.failing import fail_everywhere, fill_tmpfs, fill_up
from benchmarks.torture.killing import kill_often
from benchmarks.torture.neighbours import read_along
from store.log import log_path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    found = kill_often(tmp_path, 60, seed=os.getpid())
    assert (found.lost, found.wrong) == (0, 0), found
    assert found.acknowledged > 100, found


def test_every_crash_state_opens_with_every_acknowledged_act(tmp_path: Path) -> None:
    found = crash_everywhere(tmp_path, acts=20)
    assert found.failed == 0 and found.states > 100, found


def test_without_any_one_sync_the_crash_states_would_fail(tmp_path: Path) -> None:
    found = dict(without_each_sync(tmp_path, acts=17))
    assert len(found) >= 9 and [sync for sync, crashed in found.items() if not crashed.failed] == []


@pytest.mark.parametrize("which", ["file", "log"])
@pytest.mark.parametrize("kind", ["cut", "flipped", "tails"])
def test_damage_is_never_silent(tmp_path: Path, which: str, kind: str) -> None:
    path, states = make(tmp_path, 5)
    file = path if which == "file" else log_path(path)
    data = file.read_bytes()
    every = max(1, len(data) // 150)
    variants = {"cut": cuts(data, every), "flipped": flips(data, every), "tails": tails(data)}[kind]
    found = damage_all(path, states, file, variants, latest_only=kind == "flipped")
    assert found.silent == 0 and found.tried, found


def test_acts_that_the_disk_refuses_change_nothing(tmp_path: Path) -> None:
    found = fail_everywhere(tmp_path, acts=10)
    assert found.wrong == 0 and found.runs > 40, found


def test_a_full_disk_that_is_freed(tmp_path: Path) -> None:
    assert fill_up(tmp_path).endswith("nothing lost")


def test_a_disk_that_is_really_full_and_then_freed(tmp_path: Path) -> None:
    said = fill_tmpfs(tmp_path)
    if said.startswith("skipped"):
        pytest.skip(said)
    assert said.endswith("nothing lost"), said


def test_readers_beside_checkpoints_never_see_half_an_act(tmp_path: Path) -> None:
    found = read_along(tmp_path, seconds=1.5)
    assert found.wrong == 0 and found.opened and found.followed, found
