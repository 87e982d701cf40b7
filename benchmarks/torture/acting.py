"""Random acts on a workspace, with a model of its own that knows what must be there.

The model never asks the store: it is a dict of documents, and a stack of what to take back.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from briefing.records import TABLES, Note, Quote, Record, Review, Source, new_id, review_id
from store import entries, spool
from store.errors import NothingToUndo
from store.workspace import Workspace

State = dict[tuple[str, str], Any]
"""Table and record id to document."""
Step = list[tuple[tuple[str, str], Any, Any]]
"""What a step does: place, document before, document after (None: not there)."""

NAMES = {kind: name for name, kind in TABLES.items()}


def state_of(ws: Workspace) -> State:
    """Everything an open workspace holds."""
    return {(name, r.id): msgspec.to_builtins(r) for name in TABLES for r in ws.records(name)}


def apply(state: State, step: Step) -> None:
    """Make a step in the model."""
    for place, _, after in step:
        if after is None:
            state.pop(place, None)
        else:
            state[place] = after


@contextmanager
def in_pieces(size: int = 1_000) -> Iterator[None]:
    """Have lines of ``size`` bytes go to the log in pieces, and records on their way in to a file, as megabytes do."""
    before = entries.PIECE, spool.AT_ONCE
    entries.PIECE = spool.AT_ONCE = size
    try:
        yield
    finally:
        entries.PIECE, spool.AT_ONCE = before


class Actor:
    """Does random acts on a workspace and says before each what it will change."""

    def __init__(self, seed: int, state: State | None = None) -> None:
        self.rng = random.Random(seed)
        self.state: State = dict(state or {})
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def plan(self, save: Iterable[Record] = (), delete: Iterable[Record] = ()) -> Step:
        """What saving and deleting these records changes."""
        step: Step = []
        for record in save:
            place = (NAMES[type(record)], record.id)
            after = msgspec.to_builtins(record)
            if self.state.get(place) != after:
                step.append((place, self.state.get(place), after))
        step += [((NAMES[type(r)], r.id), self.state[(NAMES[type(r)], r.id)], None) for r in delete]
        return step

    def next(self, ws: Workspace) -> tuple[Step, Any]:
        """The next act: what it will change, and the function that does it."""
        rng = self.rng
        quotes = [ident for table, ident in self.state if table == "quotes"]
        choice = rng.random()
        if choice < 0.12 and self.done:
            step = [(place, after, before) for place, before, after in reversed(self.done[-1])]
            return step, ws.undo
        if choice < 0.2 and self.undone:
            return self.undone[-1], ws.redo
        if choice < 0.35 or not quotes:
            source = Source(
                id=new_id(), title=f"Report {rng.random()}", text="words “and” – слова " * rng.randrange(1, 40)
            )
            save: list[Source | Quote] = [source]
            for n in range(rng.randrange(0, 6)):
                save.append(Quote(id=new_id(), source=source.id, spans=((n, n + 5),), text=source.text[n : n + 5]))
            waiting = spool.Spool(ws.path.parent)
            for record in save:
                waiting.put(record)
            coming = [*waiting.documents(Source), *waiting.documents(Quote)]
            return self.plan(save), lambda: ws.change("imported a report", coming)
        if choice < 0.8:
            chosen = rng.sample(quotes, min(len(quotes), rng.choice((1, 1, 1, 20))))
            status = rng.choice(("accepted", "rejected", "flagged"))
            reviews = [Review(id=review_id(q, "ab"), quote=q, analyst="ab", status=status) for q in chosen]  # type: ignore[arg-type]
            return self.plan(reviews), lambda: ws.change(f"{status} quotes", reviews)
        if choice < 0.92:
            note = Note(
                id=new_id(), target="quote", target_id=rng.choice(quotes), analyst="ab", text="x" * rng.randrange(4000)
            )
            return self.plan([note]), lambda: ws.change("wrote a note", [note])
        notes = [ident for table, ident in self.state if table == "notes"]
        if not notes:
            return [], lambda: ws.remember(cursor=rng.random())
        going = ws.notes[rng.choice(notes)]
        return self.plan(delete=[going]), lambda: ws.change("deleted a note", delete=[going])

    def did(self, step: Step, act: Any) -> None:
        """Take note that an act was done."""
        apply(self.state, step)
        if not step:
            return
        name = getattr(act, "__name__", "")
        if name == "undo":
            self.undone.append(self.done.pop())
        elif name == "redo":
            self.done.append(self.undone.pop())
        else:
            self.done.append(step)
            self.undone.clear()


def clear_undo(ws: Workspace) -> None:
    """Undo until nothing is left (for tests that want an empty workspace)."""
    try:
        while True:
            ws.undo()
    except NothingToUndo:
        return
