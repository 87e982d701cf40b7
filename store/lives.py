"""A log without what was deleted: neither documents that are no more, nor what stood in others earlier.

A document's life in a log goes from its coming to its going; it goes or stays with all its edits, so the log leads from
its beginning to the same state as before. In a life that stays, words that were changed are made what they are now from
the start on; how something was judged keeps its history. Pure functions over entries and tables; no disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from briefing.records import TABLES, Link, Review
from store.documents import Doc, Tables, fields, identity, join
from store.entries import Edited, Entry, changed_fields, raw

FORGOTTEN = "(forgotten)"

KEPT: dict[str, frozenset[str]] = {
    "sources": frozenset(
        {"id", "kind", "language", "published", "published_from", "added", "revised_by", "reprint_of", "reprint_share"}
    ),
    "quotes": frozenset(
        {"id", "source", "kind", "speaker", "certainty", "rule", "report", "parent", "spoken", "withdrawn", "same_as"}
    ),
    "speakers": frozenset({"id", "is_body"}),
    "reviews": frozenset(Review.__struct_fields__),
    "notes": frozenset({"id", "target", "target_id", "analyst", "written"}),
    "codes": frozenset({"id", "parent", "colour", "retired"}),
    "links": frozenset(Link.__struct_fields__),
    "words": frozenset({"id"}),
}
"""The fields whose earlier values stay in a log that forgets: what was judged or found out. All others hold words."""


@dataclass
class Gone:
    """What was taken out of a log: deleted records, records that had other words earlier, lines that said so."""

    records: int = 0
    wordings: int = 0
    lines: int = 0


@dataclass
class _Life:
    """One document from its coming to its going. ``now`` is what it is now, or what its record is in another row."""

    table: str
    ids: set[str] = field(default_factory=set)
    now: Doc | None = None
    reworded: bool = False


def forget(entries: Sequence[Entry], tables: Tables) -> Gone:
    """Take what was deleted out of entries that lead to ``tables``; the acts that said so can't be undone any more."""
    lives = _lives(entries, tables)
    gone = Gone()
    dead: set[tuple[str, str]] = set()
    reworded: set[tuple[str, str]] = set()
    touched: set[int] = set()
    of = iter(lives)
    for entry in entries:
        kept, told = [], False
        for edit in entry.edits:
            life = next(of)
            new = edit if life is None else _forgotten(edit, life)
            if new is not None:
                kept.append(new)
            if new is edit or life is None or edit.table.startswith("_"):
                continue
            told = True
            (reworded if life.now is not None else dead).add((edit.table, edit.id or edit.key))
        if told:
            touched.add(entry.n)
            gone.lines += 1
        entry.edits = kept
        if touched & {entry.n, entry.undoes or 0, entry.redoes or 0}:
            entry.act, entry.final = FORGOTTEN, True
    gone.records, gone.wordings = len(dead), len(reworded)
    return gone


def _lives(entries: Sequence[Entry], tables: Tables) -> list[_Life | None]:
    """The life that each edit of the log, in order, belongs to; None for one that is about a table itself."""
    of: list[_Life | None] = []
    all_lives: list[_Life] = []
    here: dict[tuple[str, str], _Life] = {}
    reworded: set[tuple[str, str]] = set()
    for edit in (edit for entry in entries for edit in entry.edits):
        if not edit.key:
            of.append(None)
            continue
        place = (edit.table, edit.key)
        if edit.what == "put" or place not in here:
            here[place] = _Life(edit.table)
            all_lives.append(here[place])
        life = here[place]
        of.append(life)
        life.ids.add(edit.id)
        if edit.what == "rep" or (edit.what == "set" and not _keeps(edit.table, changed_fields(edit))):
            life.reworded = True
            reworded.add((edit.table, edit.id))
        if edit.what == "del":
            del here[place]
    for (table, key), life in here.items():
        life.now = tables.get(table, {}).get(key)
    living = {(table, identity(doc)): doc for table, docs in tables.items() for doc in docs.values()}
    for life in all_lives:  # a record that was deleted and came back has another row
        ids = [(life.table, ident) for ident in life.ids if ident]
        if life.now is None:
            life.now = next((living[one] for one in ids if one in living), None)
        life.reworded = life.reworded or not reworded.isdisjoint(ids)
    return of


def _keeps(table: str, names: object) -> bool:
    """Whether all these fields are such whose earlier values stay."""
    return KEPT.get(table, frozenset()).issuperset(names)  # type: ignore[arg-type]


def _forgotten(edit: Edited, life: _Life) -> Edited | None:
    """What an edit says when the log forgets: itself when it has nothing to forget, None when nothing is left."""
    if life.now is None:
        return None
    if not life.reworded:
        return edit
    kept = KEPT.get(edit.table, frozenset()) if edit.table in TABLES else None
    if edit.what in ("put", "del"):
        document = raw(life.now) if kept is None else msgspec.Raw(_worded(edit.value, life.now, kept))
        return edit if document == edit.value else Edited(edit.what, edit.table, edit.key, edit.id, document)
    if edit.what == "rep" or kept is None:
        return None
    changed = changed_fields(edit)
    left = {name: values for name, values in changed.items() if name in kept}
    if len(left) == len(changed):
        return edit
    return Edited("set", edit.table, edit.key, edit.id, raw(msgspec.json.encode(left))) if left else None


def _worded(document: Doc, now: Doc, kept: frozenset[str]) -> bytes:
    """A document as it was, with the words it has now."""
    was, words = fields(document), fields(now)
    found = {name: value for name, value in was.items() if name in kept}
    return join({**found, **{name: value for name, value in words.items() if name not in kept}})
