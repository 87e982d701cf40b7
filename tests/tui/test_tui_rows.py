"""The law of rows without a screen: an act with a row before it touches what is on that row, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from store import Change, Workspace
from store.acts import judging, linking, noting, speaking
from tui.act import Act
from tui.keymap import ACTS, key_table
from tui.plain.session import Session

ROW = 3
ELSEWHERE = ("note_outside", "note_change_outside")
"""They start another program."""
WITH_ANOTHER = {"code_move", "code_merge", "speaker_merge", "speaker_same", "speaker_apart"}
"""They are about the row and one that is answered."""
LISTS = {"codebook": "gc", "speakers": "gp", "notes": "gn", "history": "gh"}
TABLES = {"codebook": "codes", "speakers": "speakers", "notes": "notes"}


def prepared(week: Path) -> Path:
    """The week with judgements, notes, links and speakers enough that few acts are refused for want of them."""
    with Workspace.open(week, "ab") as ws:
        order = ws.order()
        for key in order[1:5]:
            judging.code(ws, [key], next(iter(ws.codes)).id)
            noting.write(ws, "quote", key, f"on {key[-4:]}")
            linking.link(ws, key, order[0], "repeats")
        for name in ("Anna Ekwal", "Carl Falk", "Dora Lind"):
            speaking.make(ws, name)
    return week


def done(week: Path, act: Act, opener: str, rows: Callable[[Session], list[str]]) -> tuple[Any, ...]:
    """What comes of an act with a row before it, answered as well as may be: the row's key, and the changes."""
    copy = week.with_name("copy.json")
    for ending in ("", ".log"):
        shutil.copy(f"{week}{ending}", f"{copy}{ending}")
    with Workspace.open(copy, "ab") as ws:
        session = Session(ws, key_table(), "")
        for line in ("1", "5 m", opener):
            session.take(line)
        desk, begun, wanted = session.desk, next(ws.history()).seq, rows(session)[ROW - 1]
        before = (desk.key, set(desk.marks))
        ends = {note.id: {note.target_id} for note in ws.notes}
        ends |= {link.id: {link.from_quote, link.to_quote} for link in ws.links}
        top = session.screens[-1]
        session.take(f"{ROW} {act.id}")
        if session.screens[-1] is top:
            answer(session)
        assert session.going, act.id
        ends |= {note.id: {note.target_id} for note in ws.notes}
        ends |= {link.id: {link.from_quote, link.to_quote} for link in ws.links}
        changes = [change for change in ws.history() if change.seq > begun and not change.kind]
        return wanted, changes, ends, before, (desk.key, set(desk.marks)), top.said


def answer(session: Session) -> None:
    """Answer what is asked, write what is to be written, and move the words in hand."""
    for line in ("1", "1", "+ Someone new", "esc"):
        if session.screens[-1].asking is not None:  # type: ignore[attr-defined]
            session.take(line)
    if session.screens[-1]._note is not None:
        session.take("Some words.")
        session.take(".")
    elif getattr(session.screens[-1], "adjusting", None) is not None:
        session.take("1h")
        session.take("spans_keep")
        answer(session)


def quotes_of(change: Change, ends: dict[str, set[str]]) -> list[set[str]]:
    """For each record of a change that hangs on quotes, which these are."""
    found = [{key.partition("/")[0]} for table, key in change.touched if table in ("quotes", "reviews")]
    return found + [ends[key] for table, key in change.touched if table in ("notes", "links")]


def test_an_act_on_a_row_of_the_desk_touches_that_quote_only(week: Path) -> None:
    prepared(week)
    worked = set()
    for act in ACTS:
        if act.where != "review" or act.painted or act.id in ELSEWHERE:
            continue
        wanted, changes, ends, before, after, said = done(week, act, "", lambda s: list(s.desk.shown))
        made = {key for change in changes for table, key in change.made if table == "quotes"}
        if not act.rows:
            assert not changes and "is about no row: nothing was done" in said, act.id
        for change in changes:
            worked.add(act.id)
            assert all(wanted in about or about <= made for about in quotes_of(change, ends)), (act.id, change.act)
        if act.rows == "many" and act.id not in ("mark", "delete"):
            assert after == before, act.id
    assert len(worked) >= 20, worked


def test_an_act_on_a_row_of_a_list_touches_that_record_only(week: Path) -> None:
    prepared(week)
    worked = set()
    for act in ACTS:
        if act.where not in LISTS or act.painted or act.id in ELSEWHERE:
            continue
        wanted, changes, _, _, _, said = done(
            week,
            act,
            LISTS[act.where],
            lambda s: [row.key for row in s.screens[-1].list.rows],  # type: ignore[attr-defined]
        )
        if not act.rows:
            assert not changes and "is about no row: nothing was done" in said, act.id
        table = TABLES.get(act.where, "")
        for change in changes:
            worked.add(act.id)
            made = {key for _, key in change.made}
            hit = {key for name, key in change.touched if name == table} - made
            assert hit <= {wanted} or (act.id in WITH_ANOTHER and wanted in hit and len(hit) == 2), (act.id, change.act)
    assert len(worked) >= 15, worked
