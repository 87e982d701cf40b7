"""What is handed on: records picked from a workspace, in the order in which they are to be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

import msgspec

from briefing.records import LINKED_BACK, Code, Link, Note, Quote, Record, Review, Source, Span, Speaker, Words

R = TypeVar("R", bound=Record)


class Selection(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The records of one export.

    ``loose`` are links between a quote of these and one of ``beyond``, which are no part of it. ``numbers`` are those
    of the workspace's quotes by id.

    ``prints`` are what other outlets printed of these quotes again, folded under them; ``printers`` their sources.

    ``rest`` is what else a whole workspace holds and no report shows: earlier texts, the quotes left on them, and what
    hangs on those.

    ``quotes`` stand in reading order; ``sources`` holds each source they come from, in the order of its first quote,
    and may hold more. ``workspace`` (a name), ``analyst``, ``where`` (the filter as typed) and ``made`` (ISO 8601) tell
    the reader where it comes from.
    """

    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    reviews: tuple[Review, ...] = ()
    notes: tuple[Note, ...] = ()
    codes: tuple[Code, ...] = ()
    links: tuple[Link, ...] = ()
    words: tuple[Words, ...] = ()
    loose: tuple[Link, ...] = ()
    beyond: tuple[Quote, ...] = ()
    prints: tuple[Quote, ...] = ()
    printers: tuple[Source, ...] = ()
    rest: tuple[Record, ...] = ()
    numbers: dict[str, int] = {}
    workspace: str = ""
    analyst: str = ""
    where: str = ""
    made: str = ""

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """The sources by id."""
        return by_id(self.sources)

    @cached_property
    def speaker(self) -> Mapping[str, Speaker]:
        """The speakers by id."""
        return by_id(self.speakers)

    @cached_property
    def code(self) -> Mapping[str, Code]:
        """The codes by id."""
        return by_id(self.codes)

    @cached_property
    def reviews_of(self) -> Mapping[str, list[Review]]:
        """The reviews of each quote by its id."""
        found: dict[str, list[Review]] = {}
        for review in self.reviews:
            found.setdefault(review.quote, []).append(review)
        return found

    @cached_property
    def notes_on(self) -> Mapping[tuple[str, str], list[Note]]:
        """The notes by what they are on: (kind of record, id); the workspace's own under ``("workspace", "")``."""
        found: dict[tuple[str, str], list[Note]] = {}
        for note in self.notes:
            found.setdefault((note.target, note.target_id), []).append(note)
        return found

    @cached_property
    def links_of(self) -> Mapping[str, list[tuple[str, str]]]:
        """What ties each quote (by its id) to others, seen from it: words like ``softened by``, and the other's id."""
        found: dict[str, list[tuple[str, str]]] = {}
        for link in (*self.links, *self.loose):
            found.setdefault(link.from_quote, []).append((link.type, link.to_quote))
            if link.to_quote != link.from_quote:
                found.setdefault(link.to_quote, []).append((LINKED_BACK[link.type], link.from_quote))
        return found

    @cached_property
    def prints_of(self) -> Mapping[str, list[tuple[Source, Quote]]]:
        """The other prints of each quote by its id, each with its source."""
        sources = by_id(self.printers)
        found: dict[str, list[tuple[Source, Quote]]] = {}
        for quote in self.prints:
            if quote.source in sources:
                found.setdefault(quote.same_as, []).append((sources[quote.source], quote))
        return found

    def status_of(self, quote: Quote) -> str:
        """The analyst's own judgement, else what all others agree on, else ``disputed``; ``new`` without any."""
        found = {review.analyst: review.status for review in self.reviews_of.get(quote.id, [])}
        if self.analyst in found:
            return found[self.analyst]
        return "new" if not found else next(iter(found.values())) if len(set(found.values())) == 1 else "disputed"

    def speaker_name(self, quote: Quote) -> str:
        """The name of the quote's speaker, or nothing."""
        speaker = self.speaker.get(quote.speaker or "")
        return speaker.name if speaker else ""

    def printed(self, quote: Quote, span: Span | None) -> str:
        """The words of the quote's source at ``span`` on one line, such as its cue; "" where there is none."""
        source = self.source.get(quote.source)
        return " ".join(source.text[slice(*span)].split()) if source and span else ""

    def code_name(self, code: str) -> str:
        """A code's name with those above it, ``Security > INF``; the id itself where the code is not there."""
        names: list[str] = []
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at not in seen and (entry := self.code.get(at)) is not None:
            seen.add(at)
            names.append(entry.name)
            at = entry.parent
        return " > ".join(reversed(names)) or code

    def by_source(self) -> Iterator[tuple[Source, list[Quote]]]:
        """Each source with its quotes; sources without a quote come last, with an empty list."""
        groups: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            groups.setdefault(quote.source, []).append(quote)
        for identity, quotes in groups.items():
            yield self.source.get(identity, Source(id=identity)), quotes
        for source in self.sources:
            if source.id not in groups:
                yield source, []


def by_id(records: Iterable[R]) -> dict[str, R]:
    """The records by their id."""
    return {record.id: record for record in records}
