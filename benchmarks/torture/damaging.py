"""Files cut at every byte, and one bit flipped in every byte.

Whatever is done to the workspace file or its log, opening gives exactly what was there, or a state that an earlier
moment had with a word about what was set aside, or a refusal in one line. Never silently another content, never a
traceback.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.torture.acting import Actor, State, state_of
from briefing.errors import OnrecordError
from store.log import log_path
from store.workspace import Workspace

_ROOM = 64
"""So much is left of the room for lines that a crash leaves in the log; a byte of it is like another."""


@dataclass
class Damaged:
    """What a series of damages came to."""

    tried: int = 0
    exact: int = 0
    earlier: int = 0
    """A torn last line was set aside, with a word about it."""
    refused: int = 0
    silent: int = 0
    """Another content without a word: must be 0."""
    first: str = ""

    def __str__(self) -> str:
        said = f" (first: {self.first})" if self.first else ""
        return (
            f"{self.tried} damages: {self.exact} exact, {self.earlier} last line set aside with a word, "
            f"{self.refused} refused in one line, {self.silent} silent{said}"
        )


def make(folder: Path, acts: int, seed: int = 0) -> tuple[Path, list[State]]:
    """A workspace that crashed: acts of which the file has the first half and the log all. Every state on the way."""
    path = folder / "x.json"
    actor = Actor(seed)
    states: list[State] = [{}]
    ws = Workspace.open(path, "ab", create=True)
    for n in range(acts):
        if n == acts // 2:
            ws.checkpoint()
        step, act = actor.next(ws)
        act()
        actor.did(step, act)
        states.append(dict(actor.state))
    crashed = folder / "crashed"
    crashed.mkdir()
    shutil.copy(path, crashed)
    log = log_path(path).read_bytes().rstrip(b"\0") + bytes(_ROOM)
    (crashed / log_path(path).name).write_bytes(log)
    ws.close()
    return crashed / "x.json", states


def cuts(data: bytes, every: int) -> Iterator[bytes]:
    """The data cut at every byte."""
    for at in range(0, len(data), every):
        yield data[:at]


def flips(data: bytes, every: int, bits: tuple[int, ...] = (0,)) -> Iterator[bytes]:
    """The data with one bit changed, in every byte."""
    for at in range(0, len(data), every):
        for bit in bits:
            flipped = bytearray(data)
            flipped[at] ^= 1 << (at % 8 if bits == (0,) else bit)
            yield bytes(flipped)


def tails(data: bytes) -> Iterator[bytes]:
    """The data with things behind it that file systems leave after a crash."""
    data = data.rstrip(b"\0")
    lines = data.splitlines(keepends=True)
    yield data + bytes(4096)
    yield data + b"\xff garbage \x00 more"
    yield data + lines[-1][: len(lines[-1]) // 2]
    yield data + lines[-1][: len(lines[-1]) // 2] + bytes(512)
    yield data + lines[-1]


def damage_all(
    path: Path, states: list[State], which: Path, variants: Iterator[bytes], *, latest_only: bool = False
) -> Damaged:
    """Put each variant in the place of ``which``, open the workspace and see what comes of it."""
    result = Damaged()
    kept = {file: file.read_bytes() for file in (path, log_path(path)) if file.exists()}
    place = path.parent / "opened"
    for variant in variants:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for file, data in kept.items():
            (place / file.name).write_bytes(variant if file == which else data)
        result.tried += 1
        try:
            with Workspace.open(place / path.name, "ab") as ws:
                now, said = state_of(ws), list(ws.notices)
        except OnrecordError as e:
            if "\n" in str(e):
                result.silent += 1
                result.first = result.first or f"more than one line: {e}"
            result.refused += 1
            continue
        except Exception as e:
            result.silent += 1
            result.first = result.first or f"variant {result.tried}: {type(e).__name__}: {e}"
            continue
        if now == states[-1]:
            result.exact += 1
        elif now in states and (said or not latest_only):
            result.earlier += 1
        else:
            result.silent += 1
            result.first = result.first or f"variant {result.tried}: another content ({said})"
    shutil.rmtree(place, ignore_errors=True)
    return result
