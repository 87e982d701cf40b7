"""The quotes of a workspace in reading order: sources by date and time of import, in each by where the quote starts.
Sources that were revised, and the quotes that are left on them, are not in it; nor are quotes that are folded under
those of a report's first print.

Kept source by source, so that a change costs as much as the source it touches has quotes.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence

import msgspec

from briefing.records import Quote, Source
from store.documents import Doc, settle
from store.entries import Op
from store.tables import Records
from store.windows import in_turn

_LAST = "\U0010ffff"
_LONG = 20_000
"""A tuple of so many ids is kept from the garbage collector, whose first look at it would take longer than a frame."""


class _Start(msgspec.Struct):
    id: str
    source: str
    spans: tuple[tuple[int, int], ...]
    same_as: str = ""


class _Day(msgspec.Struct):
    id: str
    published: str | None = None
    added: str = ""
    revised_by: str = ""


_start = msgspec.json.Decoder(_Start)
_day = msgspec.json.Decoder(_Day)

_Key = tuple[str, str, str]


def _source_key(doc: Doc) -> _Key | None:
    """Where a source stands; None for one that was revised, which has no place in the order."""
    day = _day.decode(doc)
    return None if day.revised_by else (day.published or _LAST, day.added, day.id)


class Order:
    """The reading order, made when it is first asked for and kept up to date from then on."""

    def __init__(self, sources: Records[Source], quotes: Records[Quote]) -> None:
        self._sources = sources
        self._quotes = quotes
        self._made = False
        self._keys: list[_Key] = []
        self._of: dict[str, list[tuple[int, int, str]]] = {}
        self._flat: tuple[str, ...] | None = None
        self._flat_sources: tuple[str, ...] | None = None
        self._spans: tuple[Sequence[str], dict[str, tuple[int, int]]] = ((), {})

    def _make(self) -> None:
        keys = (_source_key(self._sources.raw(s) or b"") for s in in_turn(self._sources.ids()))
        self._keys = sorted(key for key in keys if key is not None)
        of = self._of = {}
        for ident in in_turn(self._quotes.ids()):
            start = _start.decode(self._quotes.raw(ident) or b"")
            if start.same_as:
                continue
            of.setdefault(start.source, []).append((start.spans[0][0], start.spans[-1][1], ident))
        for found in of.values():
            found.sort()
        self._made = True
        settle(len(self._quotes))

    def quotes(self) -> Sequence[str]:
        """Every quote's id in reading order; quotes whose source is gone come last."""
        if not self._made:
            self._make()
        if self._flat is None:
            flat: list[str] = []
            of = self._of
            for key in self._keys:
                found = of.get(key[2])
                if found:
                    flat.extend([ident for _, _, ident in found])
            if len(flat) < len(self._quotes):
                for source, found in of.items():
                    if source not in self._sources:
                        flat.extend(ident for _, _, ident in found)
            self._flat = tuple(flat)
            if len(flat) > _LONG:
                settle(len(flat))
        return self._flat

    def place(self, quote: Quote) -> int | None:
        """Where a quote stands in the reading order, from 0 on; None where it or its source has no place in it."""
        span, found = self.spans().get(quote.source), self._of.get(quote.source, [])
        entry = (quote.spans[0][0], quote.spans[-1][1], quote.id)
        at = bisect_left(found, entry)
        return span[0] + at if span is not None and found[at : at + 1] == [entry] else None

    def spans(self) -> dict[str, tuple[int, int]]:
        """From which place to which the quotes of each source stand."""
        flat = self.quotes()
        if self._spans[0] is not flat:
            spans: dict[str, tuple[int, int]] = {}
            at = 0
            for key in self._keys:
                many = len(self._of.get(key[2], ()))
                spans[key[2]] = (at, at + many)
                at += many
            self._spans = (flat, spans)
        return self._spans[1]

    def sources(self) -> Sequence[str]:
        """Every source's id by date and time of import."""
        if not self._made:
            self._make()
        if self._flat_sources is None:
            self._flat_sources = tuple(key[2] for key in self._keys)
        return self._flat_sources

    def of(self, source: str) -> list[str]:
        """The ids of one source's quotes in the order of the text."""
        if not self._made:
            self._make()
        return [ident for _, _, ident in self._of.get(source, ())]

    def take(self, op: Op) -> None:
        """Bring the order in line with a change that was made."""
        if not self._made or op.table not in ("sources", "quotes"):
            return
        if not op.key:
            self._made, self._flat, self._flat_sources = False, None, None
        elif op.table == "sources":
            self._take_source(op)
        else:
            self._take_quote(op)

    def _take_source(self, op: Op) -> None:
        old = None if op.old is None else _source_key(op.old)
        new = None if op.new is None else _source_key(op.new)
        if old == new:
            return
        if old is not None:
            at = bisect_left(self._keys, old)
            if at < len(self._keys) and self._keys[at] == old:
                del self._keys[at]
        if new is not None:
            insort(self._keys, new)
        self._flat = self._flat_sources = None

    def _take_quote(self, op: Op) -> None:
        old = None if op.old is None else _start.decode(op.old)
        new = None if op.new is None else _start.decode(op.new)
        if old == new:
            return
        if old is not None and old.same_as:
            old = None
        if new is not None and new.same_as:
            new = None
        if old is not None:
            found = self._of[old.source]
            found.remove((old.spans[0][0], old.spans[-1][1], old.id))
            if not found:
                del self._of[old.source]
        if new is not None:
            insort(self._of.setdefault(new.source, []), (new.spans[0][0], new.spans[-1][1], new.id))
        self._flat = None
