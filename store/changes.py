"""A change as people and panes see it: who did what and when, and what each record was and became."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

import msgspec

from store.clock import moment, ms_of
from store.documents import load
from store.entries import Edited, Entry, changed_fields


class Edit(msgspec.Struct, frozen=True):
    """What became of one record.

    A new record has no ``before`` and a deleted one no ``after``; the other side is the whole document. Of a record
    that was changed both sides hold the fields that changed and no others (a field absent on a side was not set).
    """

    table: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Change:
    """One entry of the log. ``seq`` is its number; ``undoes`` is the number of the change it took back."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.seq, self.act, self.kind = entry.n, entry.act, entry.kind
        self.analyst, self.machine = entry.who, entry.on
        self.undoes, self.redoes = entry.undoes, entry.redoes

    @cached_property
    def when(self) -> datetime:
        """When it was made, by the clock of the machine it was made on (UTC)."""
        return moment(ms_of(self.entry.t) if self.entry.w is None else self.entry.w)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What became of each record, decoded when it is first asked for."""
        return tuple(edit for edited in self.entry.edits if (edit := _edit(edited)) is not None)

    @property
    def touched(self) -> list[tuple[str, str]]:
        """Table and id of every record it changed, without decoding anything."""
        return [(edited.table, edited.id) for edited in self.entry.edits if edited.id]

    @property
    def made(self) -> list[tuple[str, str]]:
        """Table and id of every record that is new, without decoding anything."""
        return [
            (edit.table, edit.id) for edit in self.entry.edits if edit.what == "put" and not edit.table.startswith("_")
        ]

    def first(self, most: int) -> list[Edit]:
        """What became of the first ``most`` records, without decoding the others."""
        return list(islice((edit for edited in self.entry.edits if (edit := _edit(edited)) is not None), most))


def _edit(edited: Edited) -> Edit | None:
    if edited.what in ("table", "drop") or edited.table.startswith("_"):
        return None
    if edited.what == "put":
        return Edit(edited.table, edited.id, None, load(edited.value))
    if edited.what == "del":
        return Edit(edited.table, edited.id, load(edited.value), None)
    if edited.what == "rep":
        old, new = load(edited.value)
        return Edit(edited.table, edited.id, {"": old}, {"": new})
    fields = changed_fields(edited)
    before = {name: load(old[0]) for name, (old, _) in fields.items() if old}
    after = {name: load(new[0]) for name, (_, new) in fields.items() if new}
    return Edit(edited.table, edited.id, before, after)
