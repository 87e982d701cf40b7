"""What lies on the desk: what is shown of the workspace, kept up to date by `Workspace.watch`, whoever made a change,
and kept from one day to the next.

Plain state with no widget in it: screens read it and paint, acts change it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store import Change, Workspace
from tui.showing import Showing

FEW = 20
"""When the quotes of more sources than this come or go at once, the desk is read anew as a whole."""


class Desk(Showing):
    """The analyst's place in the workspace ``ws``."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws)
        self.touched: set[str] = set()
        self.revision = 0
        self._stale = False
        self.closed = False
        self._restore()
        self._unwatch = ws.watch(self._changed)

    # -- changes -----------------------------------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        """Bring the desk up to date with a change of the workspace, whoever made it."""
        self.revision += 1
        for table, key in change.touched:
            if table.startswith("_"):
                continue
            if table == "reviews":
                quote, _, analyst = key.partition("/")
                told = "*" if self.unfolded else quote
                self.touched.update((told, self.key))  # how sure the one in hand is moves with any judgement
                if analyst == self.ws.analyst:
                    self._judged(quote)
            elif table == "quotes":
                self.touched.add(key)
            elif table == "notes":
                note = self.ws.notes.get(key)
                self.touched.add(note.target_id if note and note.target == "quote" else "*")
            else:
                self.touched.add("*")
                self._stale = self._stale or table == "sources"
        if self._stale:
            self._reload()
        elif (order := self.ws.order()) is not self.everything:
            self._reordered(order, change)

    def _reordered(self, order: Sequence[str], change: Change) -> None:
        """Take in a new reading order: read anew are only the sources whose quotes came, went or moved."""
        if order == self.everything:  # at most quotes without a place of their own came or went
            whole, self.everything = self.shown is self.everything, order
            self.shown = order if whole else [key for key in self.shown if key in self.ws.quotes]
            self.go(self.at)
            return
        sources = set()
        for edit in change.edits:
            if edit.table == "quotes":
                quote = self.ws.quotes.get(edit.id)
                sources.add(quote.source if quote is not None else str((edit.before or {}).get("source", "")))
        if len(sources) > FEW or not sources <= self.of_source.keys():
            self._reload()
            return
        here, at = self.key, self.at
        self.everything = order
        for source in sources:
            self._recount(source)
        self._stand_again(here, at)

    def _reload(self) -> None:
        here, at = self.key, self.at
        self._stale = False
        self.load()
        self._stand_again(here, at)

    def _stand_again(self, here: str, at: int) -> None:
        """Show what is there now, on the quote where one stood or, if that is gone, on the row."""
        self.touched.add("*")
        if self.marks:
            self.marks = {key for key in self.marks if key in self.ws.quotes}
        if self.source not in self.of_source and self.sources and self.ws.sources.get(self.source) is None:
            self.source = self.sources[0]
        if self.filter_text:
            self.shown = self._ordered(self.ws.find(self.filter_text))
        else:
            self.shown = self._unfiltered()
        index = self._index(self.shown, here) if here else None
        self.go(at if index is None else index)

    # -- what is remembered ------------------------------------------------------------------------------------------

    def _restore(self) -> None:
        kept = self.ws.desk
        if self.order_by != "date":
            self.sort_sources(self.order_by)
        self.source = self.sources[0] if self.sources else ""
        self.everywhere = bool(kept.get("everywhere", False))
        self.doubtful = bool(kept.get("doubtful", False))
        try:
            self.set_filter(str(kept.get("filter", "")))
        except Exception:
            self.filter_text = ""
            self.shown = self._unfiltered()
        quote = str(kept.get("quote", ""))
        if quote:
            self.to(quote, jump=False)
        elif self.everything and not self.filter_text:
            first = next((key for source in self.sources for key in self.of_source.get(source, ())), "")
            if first:
                self.to(first, jump=False)

    def values(self) -> dict[str, object]:
        """What is remembered, with where the analyst stands."""
        here = {"quote": self.key, "filter": self.filter_text, "everywhere": self.everywhere}
        here["doubtful"] = self.doubtful
        return {**super().values(), **here}

    def saved_at(self) -> datetime:
        """When the last change became durable."""
        return self.ws.saved_at

    def close(self) -> None:
        """Stop listening, with the place remembered."""
        if not self.closed:
            self.closed = True
            self._unwatch()
            self.remember()
