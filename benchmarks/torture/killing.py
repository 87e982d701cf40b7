"""``kill -9`` at random moments while a process makes random acts, checkpoints, undo, closing and opening among them.

After each kill the workspace is opened and must hold every act that was acknowledged, and of the one under way all or
nothing. The process tells over a pipe what it is about to change and when a change was acknowledged.
"""

from __future__ import annotations

import os
import pickle
import random
import select
import shutil
import signal
import struct
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.torture.acting import Actor, State, Step, apply, in_pieces, state_of
from store.backups import folder
from store.workspace import Workspace

_HEAD = struct.Struct("<I")
_ACTS = 12
_BEGINNING = 0.04
_ONE_ACT = 0.005
"""Seconds: about what opening and the first acts take, and one act, where nothing else runs."""


@dataclass
class Killed:
    """What a series of kills came to."""

    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    wrong: int = 0
    strays: int = 0
    checkpoints: int = 0

    def __str__(self) -> str:
        return (
            f"{self.runs} kills, {self.acknowledged} acknowledged acts, {self.checkpoints} checkpoints begun, "
            f"{self.strays} temporary files left: {self.lost} acts lost, {self.wrong} wrong states"
        )


def _child(path: Path, state: State, seed: int, pipe: int) -> None:
    def tell(message: object) -> None:
        data = pickle.dumps(message)
        os.write(pipe, _HEAD.pack(len(data)) + data)

    rng = random.Random(seed)
    actor = Actor(seed, state)
    ws = Workspace.open(path, "ab", create=True)
    tell("open")
    while True:
        choice = rng.random()
        if choice < 0.03:
            tell("checkpoint")
            ws.checkpoint(wait=rng.random() < 0.5)
            continue
        if choice < 0.04:
            ws.forget()
            actor.done.clear()
            actor.undone.clear()
            continue
        if choice < 0.06:
            ws.close()
            ws = Workspace.open(path, "ab")
            continue
        step, act = actor.next(ws)
        tell(step)
        act()
        actor.did(step, act)
        tell("done")


def _messages(data: bytes) -> list[object]:
    found, at = [], 0
    while at + _HEAD.size <= len(data):
        (size,) = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        if at + size > len(data):
            break
        found.append(pickle.loads(data[at : at + size]))
        at += size
    return found


def kill_often(folder_: Path, runs: int, *, seed: int = 0) -> Killed:
    """Kill ``runs`` processes, and look what is left: one of four at a random moment of its beginning, the others
    at a random moment behind a random number of acknowledged acts, so that a slow machine does as many acts as a quick.
    """
    rng = random.Random(seed)
    result = Killed()
    path = folder_ / "killed.json"
    state: State = {}
    for run in range(runs):
        if run % 25 == 0:
            shutil.rmtree(folder(path), ignore_errors=True)
            for file in folder_.glob("killed.json*"):
                if file.is_file():
                    file.unlink()
            state = {}
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reader)
                with in_pieces():
                    _child(path, state, seed * 100_003 + run, writer)
            finally:
                os._exit(3)
        os.close(writer)
        if rng.random() < 0.25:
            data = _listen(reader, rng.random() * _BEGINNING)
        else:
            data = _listen_for(reader, rng.randrange(_ACTS))
            data += _listen(reader, rng.random() * _ONE_ACT)
        os.kill(child, signal.SIGKILL)
        data += _rest(reader)
        os.close(reader)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            raise AssertionError(f"the process ended by itself in run {run}")
        state = _judge(path, state, _messages(data), result, folder_)
        result.runs += 1
    return result


def _listen_for(pipe: int, acts: int) -> bytes:
    """What a process says until it is open and so many acts were acknowledged, or until it ends."""
    data = b""
    while (said := _messages(data)).count("done") < acts or "open" not in said:
        found = os.read(pipe, 1 << 16)
        if not found:
            break
        data += found
    return data


def _listen(pipe: int, seconds: float) -> bytes:
    data = b""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        if select.select([pipe], [], [], left)[0]:
            found = os.read(pipe, 1 << 16)
            if not found:
                break
            data += found
    return data


def _rest(pipe: int) -> bytes:
    data = b""
    while found := os.read(pipe, 1 << 16):
        data += found
    return data


def _judge(path: Path, state: State, messages: list[object], result: Killed, folder_: Path) -> State:
    sure = dict(state)
    under_way: Step | None = None
    for message in messages:
        if message == "done":
            assert under_way is not None
            apply(sure, under_way)
            under_way = None
            result.acknowledged += 1
        elif message == "open":
            continue
        elif message == "checkpoint":
            result.checkpoints += 1
        else:
            under_way = message  # type: ignore[assignment]
    result.strays += len(list(folder_.glob("*.tmp")))
    with Workspace.open(path, "ab", create=True) as ws:
        now = state_of(ws)
    maybe = dict(sure)
    if under_way is not None:
        apply(maybe, under_way)
    if now not in (sure, maybe):
        result.wrong += 1
        result.lost += len([1 for place, doc in sure.items() if now.get(place) != doc])
    return now
