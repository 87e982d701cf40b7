"""Others at the same files: readers during checkpoints, a second writer, and what each is told."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import OnrecordError
from briefing.records import Note, new_id
from store.workspace import Workspace


@dataclass
class Read:
    """What readers beside a busy writer came to."""

    readers: int = 0
    acts: int = 0
    checkpoints: int = 0
    opened: int = 0
    followed: int = 0
    wrong: int = 0
    first: str = ""

    def __str__(self) -> str:
        said = f" (first: {self.first})" if self.first else ""
        return (
            f"{self.readers} readers beside {self.acts} acts and {self.checkpoints} checkpoints: "
            f"{self.opened} openings, {self.followed} acts followed, {self.wrong} inconsistent{said}"
        )


def read_along(folder: Path, *, readers: int = 4, seconds: float = 3.0) -> Read:
    """A writer adds notes in pairs and checkpoints; readers open and follow, and must never see half a pair."""
    path = folder / "read.json"
    ws = Workspace.open(path, "ab", create=True)
    pipes, children = [], []
    for _ in range(readers):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reader)
                os.write(writer, _read(path, seconds).encode())
            finally:
                os._exit(0)
        os.close(writer)
        pipes.append(reader)
        children.append(child)
    result = Read(readers=readers)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pair = [Note(id=new_id(), target="workspace", analyst="ab", text=str(result.acts)) for _ in range(2)]
        ws.change("wrote two notes", pair)
        result.acts += 1
        if result.acts % 7 == 0:
            ws.checkpoint(wait=False)
            result.checkpoints += 1
    for pipe, child in zip(pipes, children, strict=True):
        said = b""
        while data := os.read(pipe, 4096):
            said += data
        os.close(pipe)
        os.waitpid(child, 0)
        opened, followed, wrong, first = (said.decode() + "|||").split("|")[:4]
        result.opened += int(opened or 0)
        result.followed += int(followed or 0)
        result.wrong += int(wrong or 1)
        result.first = result.first or first
    ws.close()
    return result


def _read(path: Path, seconds: float) -> str:
    opened = followed = wrong = 0
    first = ""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with Workspace.open(path, "cd", read_only=True) as ws:
                opened += 1
                for _ in range(20):
                    if len(ws.notes) % 2:
                        wrong += 1
                        first = first or "half an act"
                    texts = [note.text for note in ws.notes]
                    if sorted(texts, key=int) != texts:
                        wrong += 1
                        first = first or "out of order"
                    followed += len(ws.refresh())
        except OnrecordError as e:
            wrong += 1
            first = first or str(e)
        except Exception as e:
            wrong += 1
            first = first or f"{type(e).__name__}: {e}"
    return f"{opened}|{followed}|{wrong}|{first}"
