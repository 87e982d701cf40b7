"""What filters look at of every quote: its words, kind and day by id, and all of them side by side in reading order.

A set of quotes is a whole number with one byte for each place (0 or 1), so that terms are cut with each other at once
however many quotes there are. Filled in small steps, so that an app can do it between two keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

import msgspec

from briefing.records import Quote, Source
from store.entries import Op
from store.tables import Records
from store.texts import folded

_STEP, _FEW, _MANY = 250, 20, 2_000
"""So many quotes, or sources, are read in one step of the filling, or set side by side: about a millisecond."""

Marks = int
"""A set of places: little-endian, one byte each."""


class _Facts(msgspec.Struct):
    id: str
    text: str = ""
    kind: str = "direct"
    spoken: str | None = None


class SourceFacts(msgspec.Struct):
    """What filters look at of a source."""

    id: str
    title: str = ""
    outlet: str = ""
    published: str | None = None


_facts = msgspec.json.Decoder(_Facts)
_source_facts = msgspec.json.Decoder(SourceFacts)


class Facts:
    """Words (folded), kind and day of every quote by its id, and what is asked of sources.

    ``fill`` makes them, ``take`` follows changes.
    """

    def __init__(self, quotes: Records[Quote], sources: Records[Source]) -> None:
        self._quotes = quotes
        self._sources = sources
        self._filling: Iterator[None] | None = None
        self.sources: dict[str, SourceFacts] = {}
        self.full = False
        self.texts: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.spoken: dict[str, str] = {}

    def fill(self) -> Iterator[None]:
        """Read what is not read yet, a few hundred quotes a step."""
        while not self.full:
            if self._filling is None:
                self._filling = self._fill()
            next(self._filling, None)
            yield

    def _fill(self) -> Iterator[None]:
        raw = self._sources.raw
        for n, ident in enumerate(self._sources.ids()):
            doc = raw(ident)
            if doc is not None:
                self.sources[ident] = _source_facts.decode(doc)
            if n % _FEW == _FEW - 1:
                yield
        ids = self._quotes.ids()
        for low in range(0, len(ids), _STEP):
            self.read(ids[low : low + _STEP])
            yield
        self.full = True

    def read(self, ids: Iterable[str]) -> Mapping[str, str]:
        """The words by id, with those of ``ids``, as far as they are there, also while not all are read."""
        if not self.full:
            raw, texts = self._quotes.raw, self.texts
            for ident in ids:
                if ident not in texts and (doc := raw(ident)) is not None:
                    self._note(_facts.decode(doc))
        return self.texts

    def _note(self, facts: _Facts) -> None:
        self.texts[facts.id] = folded(facts.text)
        self.kinds[facts.id] = facts.kind
        if facts.spoken:
            self.spoken[facts.id] = facts.spoken
        else:
            self.spoken.pop(facts.id, None)

    def take_source(self, op: Op) -> None:
        """Follow a change of a source."""
        if op.new is not None:
            facts = _source_facts.decode(op.new)
            self.sources[facts.id] = facts
        elif op.old is not None:
            self.sources.pop(_source_facts.decode(op.old).id, None)

    def take(self, op: Op) -> str:
        """Follow a change of a quote; the id of one that is there after it, else empty."""
        if op.new is not None:
            facts = _facts.decode(op.new)
            self._note(facts)
            return facts.id
        if op.old is not None:
            gone = _facts.decode(op.old).id
            for table in (self.texts, self.kinds, self.spoken):
                table.pop(gone, None)
        return ""


class Columns:
    """All quotes in one reading order ``ids``, of which those from ``many`` on have no place in it: lost or folded.

    ``spans`` says from which place to which the quotes of a source stand. ``fill`` makes them.
    """

    def __init__(self, order: Sequence[str], left: Sequence[str], spans: Mapping[str, tuple[int, int]]) -> None:
        self.order = order
        self.ids = (*order, *left) if left else order
        self.many = len(order)
        self.place: dict[str, int] = {}
        self.spans = spans
        self.everything: Marks = self.marks(b"\1" * len(self.ids))
        self.texts: list[str] = []
        """The folded words of each quote."""
        self._kinds: list[str] = []

    @property
    def full(self) -> bool:
        """Whether all quotes are set side by side."""
        return len(self.texts) == len(self.ids)

    def fill(self, facts: Facts) -> Iterator[None]:
        """Set side by side what is not yet, some thousand quotes a step."""
        while not self.full:
            low = len(self.texts)
            some = self.ids[low : low + _MANY]
            self.place.update(zip(some, range(low, low + len(some)), strict=True))
            self.texts += [facts.texts.get(ident, "") for ident in some]
            yield

    def kinds(self, facts: Facts) -> Sequence[str]:
        """The kind of each quote."""
        if not self._kinds:
            self._kinds = [facts.kinds[ident] for ident in self.ids]
        return self._kinds

    def take(self, ident: str, facts: Facts) -> None:
        """Follow a change of a quote that stands where it stood."""
        at = self.place.get(ident)
        if at is not None:
            self.texts[at] = facts.texts[ident]
        if at is not None and self._kinds:
            self._kinds[at] = facts.kinds[ident]

    def marks(self, flags: bytes | bytearray) -> Marks:
        """The set with one flag for each place."""
        return int.from_bytes(flags, "little")

    def of_ids(self, ids: Iterable[str]) -> Marks:
        """The set of those of ``ids`` that have a place."""
        flags = bytearray(len(self.ids))
        place = self.place
        for ident in ids:
            at = place.get(ident)
            if at is not None:
                flags[at] = 1
        return self.marks(flags)

    def of_places(self, places: Iterable[int]) -> Marks:
        """The set of these places."""
        flags = bytearray(len(self.ids))
        for at in places:
            flags[at] = 1
        return self.marks(flags)

    def flags(self, marks: Marks) -> bytes:
        """A set as one flag for each place."""
        return marks.to_bytes(len(self.ids), "little")

    def places(self, marks: Marks) -> Iterator[int]:
        """The places of a set."""
        return compress(range(len(self.ids)), self.flags(marks))

    def named(self, marks: Marks, *, left: bool = False) -> list[str]:
        """The ids of a set in reading order, with those that were ``left`` behind or without."""
        flags = self.flags(marks)
        return list(compress(self.ids, flags if left else flags[: self.many]))
