"""``onrecord list``: what a workspace holds, as rows."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from briefing.records import Quote, Source, review_id
from store import Workspace
from store.finder import left_behind
from store.prints import printed_again
from tui.commands import out
from tui.commands.fields import FIELDS
from tui.commands.session import workspace
from tui.commands.which import short_ids

Row = dict[str, Any]


def run(arguments: argparse.Namespace) -> int:
    """Print the table asked for, all of it or what belongs to quotes that match."""
    form = out.chosen(arguments.format)
    rows, columns = TABLES[arguments.what]
    with workspace(arguments) as opened:
        out.show(rows(opened, matching(opened, arguments.where)), columns, form, FIELDS[arguments.what])
    return 0


def matching(opened: Workspace, where: str) -> Sequence[str] | None:
    """The ids of the quotes that pass a filter, in reading order; None for no filter. Raises FilterError."""
    if not where.strip():
        return None
    from store.search import parse_filter  # noqa: PLC0415 - only filters need the search

    return opened.find(parse_filter(where))


class Names:
    """Names of speakers and codes, titles of sources, looked up once each: a source's text is not decoded per quote."""

    def __init__(self, opened: Workspace) -> None:
        self.opened = opened
        self._sources: dict[str, Source] = {}
        self._speakers: dict[str, str] = {}
        self._codes: dict[str, str] = {}

    def source(self, key: str) -> Source:
        """A source without its text."""
        if key not in self._sources:
            found = self.opened.sources.get(key)
            self._sources[key] = Source(
                id=key,
                title=found.title if found else "",
                origin=found.origin if found else "",
                published=found.published if found else None,
                outlet=found.outlet if found else "",
                revised_by=found.revised_by if found else "",
            )
        return self._sources[key]

    def speaker(self, key: str | None) -> str | None:
        """A speaker's name; None where there is none."""
        if key is None:
            return None
        if key not in self._speakers:
            found = self.opened.speakers.get(key)
            self._speakers[key] = found.name if found else key
        return self._speakers[key]

    def code(self, key: str) -> str:
        """A code's name."""
        if key not in self._codes:
            found = self.opened.codes.get(key)
            self._codes[key] = found.name if found else key
        return self._codes[key]


def quotes(opened: Workspace, only: Sequence[str] | None) -> Iterator[Row]:
    """Quotes in reading order, with what this analyst judged; ``number`` is what `review` takes (lost ones: none)."""
    names = Names(opened)
    wanted = None if only is None else set(only)
    short = short_ids(opened)
    for number, key in enumerate(opened.order(), 1):
        if wanted is not None and key not in wanted:
            continue
        quote = opened.quotes.get(key)
        if quote is not None:
            yield _quote(opened, names, quote, number, short[key])
    for key in (*left_behind(opened), *printed_again(opened)) if wanted else ():
        if key in wanted:  # type: ignore[operator]
            yield _quote(opened, names, opened.quotes[key], None, short[key])


def _quote(opened: Workspace, names: Names, quote: Quote, number: int | None, short: str) -> Row:
    review = opened.reviews.get(review_id(quote.id, opened.analyst))
    source = names.source(quote.source)
    sure = opened.sureness.of(quote.id)
    codes = [{"code": names.code(coding.code), "stance": coding.stance} for coding in review.codes] if review else []
    return {
        "number": number,
        "id": quote.id,
        "short": short,
        "status": review.status if review else "new",
        "speaker": names.speaker(quote.speaker),
        "kind": quote.kind,
        "text": quote.text,
        "codes": codes,
        "confidence": review.confidence if review else None,
        "level": review.level if review else None,
        "speaker_confirmed": review.speaker_confirmed if review else False,
        "notes": len(opened.notes.where(target_id=quote.id)),
        "certainty": quote.certainty,
        "sure": None if sure is None else round(sure, 3),
        "rule": quote.rule,
        "report": quote.report or None,
        "lost": bool(source.revised_by),
        "withdrawn": quote.withdrawn,
        "same_as": quote.same_as or None,
        "source": quote.source,
        "source_title": source.title,
        "published": source.published,
        "outlet": source.outlet,
        "origin": source.origin,
        "spans": quote.spans,
    }


def _of(opened: Workspace, only: Sequence[str] | None, what: Callable[[Quote], str | None]) -> set[str] | None:
    """What the matching quotes have as ``what``; None for no filter."""
    if only is None:
        return None
    return {found for key in only if (quote := opened.quotes.get(key)) is not None and (found := what(quote))}


def sources(opened: Workspace, only: Sequence[str] | None) -> Iterator[Row]:
    """Sources by date, each followed by the texts it had before, with how much of each is judged."""
    wanted = _of(opened, only, lambda quote: quote.source)
    names = Names(opened)
    for key in _with_earlier(opened):
        source = opened.sources.get(key) if wanted is None or key in wanted else None
        if source is None:
            continue
        of = opened.quotes_of(key)
        judged = sum(1 for quote in of if (found := opened.review(quote)) is not None and found.status != "new")
        yield {
            "id": key,
            "title": source.title,
            "published": source.published,
            "published_from": source.published_from or None,
            "outlet": source.outlet,
            "author": source.author,
            "agency": source.agency,
            "language": source.language,
            "kind": source.kind,
            "place": source.place,
            "address": source.address,
            "licence": source.licence,
            "origin": source.origin,
            "sha256": source.sha256,
            "container": source.container or None,
            "revised_by": source.revised_by or None,
            "reprint_of": source.reprint_of or None,
            "reprint_of_title": names.source(source.reprint_of).title if source.reprint_of else None,
            "reprint_share": source.reprint_share or None,
            "same": _sameness(names, source),
            "added": source.added,
            "quotes": len(of),
            "judged": judged,
        }


def _with_earlier(opened: Workspace) -> Iterator[str]:
    for key in opened.source_order():
        at: str | None = key
        seen: set[str] = set()
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = next(iter(opened.sources.ids_where(revised_by=at)), None)


def _sameness(names: Names, source: Source) -> str | None:
    """In words, what a source has to do with another one."""
    if source.revised_by:
        return "earlier text"
    if not source.reprint_of:
        return None
    first = names.source(source.reprint_of)
    return f"{source.reprint_share:.0%} as {first.outlet or first.title or first.origin}"


def speakers(opened: Workspace, only: Sequence[str] | None) -> Iterator[Row]:
    """Speakers by how much they said."""
    wanted = _of(opened, only, lambda quote: quote.speaker)
    chosen = set(only) if only is not None else None
    found = []
    for speaker in opened.speakers:
        if wanted is None or speaker.id in wanted:
            said = opened.quotes.where(speaker=speaker.id)
            count = len(said) if chosen is None else sum(1 for quote in said if quote.id in chosen)
            found.append((count, speaker))
    for count, speaker in sorted(found, key=lambda pair: (-pair[0], pair[1].name.casefold())):
        yield {
            "id": speaker.id,
            "name": speaker.name,
            "aliases": speaker.aliases,
            "organisation": speaker.organisation,
            "role": speaker.role,
            "is_body": speaker.is_body,
            "quotes": count,
        }


def codes(opened: Workspace, only: Sequence[str] | None) -> Iterator[Row]:
    """The codebook by name, with how often each code is used by anybody."""
    chosen = set(only) if only is not None else None
    for code in sorted(opened.codes, key=lambda code: code.name.casefold()):
        used = [review for review in opened.reviews.where(code=code.id) if chosen is None or review.quote in chosen]
        if chosen is not None and not used:
            continue
        above = opened.codes.get(code.parent) if code.parent else None
        yield {
            "id": code.id,
            "name": code.name,
            "parent": above.name if above else None,
            "definition": code.definition,
            "colour": code.colour,
            "retired": code.retired,
            "reviews": len(used),
        }


def notes(opened: Workspace, only: Sequence[str] | None) -> Iterator[Row]:
    """Notes in the order they were written, with what each is on."""
    names = Names(opened)
    chosen = set(only) if only is not None else None
    for note in opened.notes:
        if chosen is not None and not (note.target == "quote" and note.target_id in chosen):
            continue
        yield {
            "id": note.id,
            "target": note.target,
            "target_id": note.target_id or None,
            "on": _called(opened, names, note.target, note.target_id),
            "analyst": note.analyst,
            "written": note.written or None,
            "text": note.text,
        }


def _called(opened: Workspace, names: Names, target: str, key: str) -> str | None:
    if target == "quote":
        quote = opened.quotes.get(key)
        return quote.text if quote else None
    if target == "source":
        source = names.source(key)
        return source.title or source.origin
    if target == "speaker":
        return names.speaker(key)
    return names.code(key) if target == "code" else None


Rows = Callable[[Workspace, Sequence[str] | None], Iterator[Row]]

TABLES: dict[str, tuple[Rows, Sequence[out.Column]]] = {
    "sources": (
        sources,
        (
            out.Column("published", "published"),
            out.Column("outlet", "outlet"),
            out.Column("title", "title", share=2),
            out.Column("judged", "judged", right=True),
            out.Column("of", "quotes", right=True),
            out.Column("same", "same"),
            out.Column("file", "origin", share=1),
        ),
    ),
    "quotes": (
        quotes,
        (
            out.Column("#", "number", right=True),
            out.Column("id", "short"),
            out.Column("status", "status"),
            out.Column("speaker", "speaker"),
            out.Column("kind", "kind"),
            out.Column("sure", "sure", right=True),
            out.Column("codes", "codes"),
            out.Column("statement", "text", share=1),
        ),
    ),
    "notes": (
        notes,
        (out.Column("who", "analyst"), out.Column("on", "on", share=1), out.Column("note", "text", share=2)),
    ),
    "speakers": (
        speakers,
        (
            out.Column("name", "name"),
            out.Column("quotes", "quotes", right=True),
            out.Column("organisation", "organisation"),
            out.Column("aliases", "aliases", share=1),
        ),
    ),
    "codes": (
        codes,
        (
            out.Column("name", "name"),
            out.Column("under", "parent"),
            out.Column("reviews", "reviews", right=True),
            out.Column("definition", "definition", share=1),
        ),
    ),
}
