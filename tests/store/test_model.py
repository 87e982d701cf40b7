"""Random acts, undo, redo, crashes and reopening, compared with a plain model after each step."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from benchmarks.torture.acting import in_pieces, state_of
from briefing.records import TABLES, Note, Quote, Review, Source, new_id, review_id
from store.acts.batch import Batch
from store.errors import NothingToUndo
from store.log import log_path
from store.workspace import Workspace
from tests.store.test_acts import Found

texts = st.text(max_size=30)


class Store(RuleBasedStateMachine):
    """One analyst at a workspace: ``expected`` is what it holds, ``past`` and ``future`` where undo and redo lead."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "x.json"
        self.ws = Workspace.open(self.path, "ab", create=True)
        self.expected: dict[tuple[str, str], Any] = {}
        self.past: list[dict[tuple[str, str], Any]] = []
        self.future: list[dict[tuple[str, str], Any]] = []

    def act(self, **records: Any) -> None:
        before = state_of(self.ws)
        change = self.ws.change("did something", **records)
        after = state_of(self.ws)
        assert (change is None) == (before == after)
        for record in records.get("save", ()):
            table = next(name for name, kind in TABLES.items() if kind is type(record))
            assert self.ws.records(table).get(record.id) == record
        if change is not None:
            self.past.append(before)
            self.future.clear()
        self.expected = after

    def ids(self, table: str) -> list[str]:
        return [ident for name, ident in self.expected if name == table]

    @rule(title=texts, quotes=st.integers(0, 3))
    def add(self, title: str, quotes: int) -> None:
        source = Source(id=new_id(), title=title, text=title, published=title[:2] or None)
        made = [Quote(id=new_id(), source=source.id, spans=((n, n + 1),), text="x") for n in range(quotes)]
        self.act(save=[source, *made])

    @rule(title=texts, quotes=st.integers(0, 3))
    def bring_in(self, title: str, quotes: int) -> None:
        source = Source(id=new_id(), title=new_id(), text=title, published=title[:2] or None)
        made = tuple(Quote(id=new_id(), source=source.id, spans=((n, n + 1),), text="x") for n in range(quotes))
        before = self.expected
        with in_pieces(200):
            batch = Batch(self.ws)
            batch.take(source, Found(made))
            assert state_of(self.ws) == before
            batch.save(self.ws)
        self.past.append(before)
        self.future.clear()
        self.expected = state_of(self.ws)
        wanted = {("sources", source.id), *(("quotes", quote.id) for quote in made)}
        assert self.expected.keys() - before.keys() == wanted

    @precondition(lambda self: self.ids("quotes"))
    @rule(data=st.data(), status=st.sampled_from(["accepted", "rejected", "flagged", "new"]))
    def judge(self, data: st.DataObject, status: Any) -> None:
        chosen = data.draw(st.lists(st.sampled_from(self.ids("quotes")), min_size=1, max_size=3, unique=True))
        self.act(save=[Review(id=review_id(q, "ab"), quote=q, analyst="ab", status=status) for q in chosen])

    @rule(text=texts)
    def note(self, text: str) -> None:
        self.act(save=[Note(id=new_id(), target="workspace", analyst="ab", text=text)])

    @precondition(lambda self: self.ids("notes"))
    @rule(data=st.data())
    def forget_a_note(self, data: st.DataObject) -> None:
        self.act(delete=[self.ws.notes[data.draw(st.sampled_from(self.ids("notes")))]])

    @rule()
    def undo(self) -> None:
        try:
            self.ws.undo()
        except NothingToUndo:
            assert not self.past
        else:
            self.future.append(self.expected)
            self.expected = self.past.pop()

    @rule()
    def redo(self) -> None:
        try:
            self.ws.redo()
        except NothingToUndo:
            assert not self.future
        else:
            self.past.append(self.expected)
            self.expected = self.future.pop()

    @rule()
    def checkpoint(self) -> None:
        self.ws.checkpoint()

    @rule()
    def reopen(self) -> None:
        self.ws.close()
        self.ws = Workspace.open(self.path, "ab")

    @rule()
    def crash(self) -> None:
        crashed = Path(tempfile.mkdtemp(dir=self.folder)) / "x.json"
        shutil.copy(self.path, crashed)
        if log_path(self.path).exists():
            shutil.copy(log_path(self.path), log_path(crashed))
        self.ws.close()
        self.path = crashed
        self.ws = Workspace.open(crashed, "ab")

    @invariant()
    def holds_what_is_expected(self) -> None:
        if not hasattr(self, "ws"):
            return
        assert state_of(self.ws) == self.expected
        order = list(self.ws.order())
        days = {s.id: (s.published or "\U0010ffff", s.added, s.id) for s in self.ws.sources}
        assert order == [q.id for q in sorted(self.ws.quotes, key=lambda q: (days[q.source], q.start, q.end, q.id))]
        for status in ("accepted", "rejected", "flagged"):
            wanted = {r.id for r in self.ws.reviews if r.status == status}
            assert set(self.ws.reviews.ids_where(status=status)) == wanted

    def teardown(self) -> None:
        if hasattr(self, "ws"):
            self.ws.close()
            shutil.rmtree(self.folder)


Store.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestStore = Store.TestCase
