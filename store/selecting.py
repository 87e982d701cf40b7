"""What is handed on of a workspace: one choice of records for the app and for commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from briefing.records import Code, Record, Speaker
from briefing.writing.selection import Selection
from store.prints import prints_of
from store.workspace import Workspace


def select(opened: Workspace, only: Sequence[str] | None = None, where: str = "") -> Selection:
    """The records to hand on: the quotes ``only`` (all: None) with everything that hangs on them.

    ``where`` is the filter as typed, for the reader. Reviews and notes of all analysts come along.
    """
    keys = opened.order() if only is None else only
    quotes = tuple(quote for key in keys if (quote := opened.quotes.get(key)) is not None)
    ids = {quote.id for quote in quotes}
    by_source = dict.fromkeys(quote.source for quote in quotes)
    if only is None:
        by_source.update(dict.fromkeys(opened.source_order()))
    ties = [link for link in opened.links if link.from_quote in ids or link.to_quote in ids]
    loose = tuple(link for link in ties if not (link.from_quote in ids and link.to_quote in ids))
    others = dict.fromkeys(key for link in loose for key in (link.from_quote, link.to_quote) if key not in ids)
    sources = tuple(source for key in by_source if (source := opened.sources.get(key)) is not None)
    reviews = tuple(review for quote in quotes for review in opened.reviews.where(quote=quote.id))
    speakers = _speakers(opened, {quote.speaker for quote in quotes}, everything=only is None)
    codes = _codes(opened, {coding.code for review in reviews for coding in review.codes}, everything=only is None)
    noted = {"quote": ids, "source": set(by_source), "speaker": {s.id for s in speakers}, "code": {c.id for c in codes}}
    prints = tuple(one for quote in quotes for one in prints_of(opened, quote.id))
    printers = dict.fromkeys(one.source for one in prints)
    links = tuple(link for link in ties if link.from_quote in ids and link.to_quote in ids)
    told = (*sources, *quotes, *reviews, *links, *prints, *(opened.sources[key] for key in printers))
    return Selection(
        sources=sources,
        quotes=quotes,
        speakers=speakers,
        reviews=reviews,
        notes=tuple(n for n in opened.notes if only is None or n.target_id in noted.get(n.target, ())),
        codes=codes,
        links=links,
        words=tuple(opened.words) if only is None else (),
        loose=loose,
        beyond=tuple(quote for key in others if (quote := opened.quotes.get(key)) is not None),
        prints=prints,
        printers=tuple(opened.sources[key] for key in printers),
        rest=tuple(_rest(opened, {record.id for record in told})) if only is None else (),
        numbers={key: number for number, key in enumerate(opened.order(), 1)},
        workspace=opened.path.name,
        analyst=opened.analyst,
        where=where,
        made=datetime.now().astimezone().isoformat(timespec="seconds"),
    )


def _rest(opened: Workspace, told: set[str]) -> Iterator[Record]:
    """What is not among the ``told``, of the tables that a selection takes a part of."""
    for table in (opened.sources, opened.quotes, opened.reviews, opened.links):
        for key in table.ids():
            if key not in told:
                yield table[key]


def _speakers(opened: Workspace, wanted: set[str | None], *, everything: bool) -> tuple[Speaker, ...]:
    return tuple(speaker for speaker in opened.speakers if everything or speaker.id in wanted)


def _codes(opened: Workspace, wanted: set[str], *, everything: bool) -> tuple[Code, ...]:
    """The codes wanted, with those above them."""
    found = {code.id: code for code in opened.codes}
    keep: set[str] = set()
    for key in wanted:
        at: str | None = key
        while at is not None and at in found and at not in keep:
            keep.add(at)
            at = found[at].parent
    return tuple(code for code in found.values() if everything or code.id in keep)
