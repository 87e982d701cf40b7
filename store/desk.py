"""Each analyst's place in a workspace (cursor, filter, drafts): kept in the file, outside history and undo."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from store.documents import Doc, load
from store.entries import Op

DESK = "_desk"


class Desk:
    """The place of one analyst. ``new`` says whether something was remembered that is not on the disk yet."""

    def __init__(self, analyst: str, table: Mapping[str, Doc]) -> None:
        self._analyst = analyst
        self.place: dict[str, Any] = {}
        self.new = False
        row = self._row(table)
        if row is not None and isinstance(place := load(table[row]).get("place"), dict):
            self.place = place

    def _row(self, table: Mapping[str, Doc]) -> str | None:
        for row, doc in table.items():
            found = load(doc)
            if isinstance(found, dict) and found.get("analyst") == self._analyst:
                return row
        return None

    def remember(self, values: Mapping[str, Any]) -> None:
        """Take note of values of the place."""
        for name, value in values.items():
            if self.place.get(name, self) != value:
                self.place[name] = value
                self.new = True

    def ops(self, table: Mapping[str, Doc]) -> list[Op]:
        """The change that keeps the place in the table of desks, when there is something new."""
        if not self.new:
            return []
        document = msgspec.json.encode({"analyst": self._analyst, "place": self.place})
        row = self._row(table)
        if row is not None:
            return [Op(DESK, row, table[row], document)]
        return [Op(DESK, str(max((int(row) for row in table), default=0) + 1), None, document)]
