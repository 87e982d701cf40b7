"""The quotes of a source brought over to a changed text of it, beside what was newly found there.

Pure functions of records: what a quote was judged to be hangs on its id, and the ids stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from briefing.comparing.anchoring import Anchor, Finder, State
from briefing.records import Link, Quote, Source, Span, anchor


@dataclass(frozen=True)
class Carried:
    """What became of each old quote (``fates``: state, as it was, as it is), and what is new in the text.

    A lost quote is the same before and after: it stays where it was. ``links`` tie the ``fresh`` quotes.
    """

    fates: tuple[tuple[State, Quote, Quote], ...] = ()
    fresh: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()

    def count(self, state: State) -> int:
        """How many quotes are in one state."""
        return sum(1 for fate in self.fates if fate[0] == state)

    @property
    def standing(self) -> list[Quote]:
        """The old quotes that stand in the new text, as they are there."""
        return [now for state, _, now in self.fates if state != "lost"]


def carry(quotes: Sequence[Quote], old: Source, new: Source, found: Sequence[Quote], links: Iterable[Link]) -> Carried:
    """Bring ``quotes`` of ``old`` over to ``new``, in whose text ``found`` with its ``links`` was found."""
    finder = Finder(old.text, new.text)
    anchors = _each_its_own([finder.find(quote) for quote in quotes])
    twins = {quote.spans: quote for quote in found}
    fates: list[tuple[State, Quote, Quote]] = []
    for quote, place in zip(quotes, anchors, strict=True):
        now = quote if place.state == "lost" else _placed(quote, place, new, twins.get(place.spans), finder)
        fates.append((place.state, quote, now))
    return Carried(tuple(fates), *_fresh(fates, old, found, links))


def _each_its_own(anchors: list[Anchor]) -> list[Anchor]:
    """Where two quotes came to the same words, the surer one has them and the other is lost."""
    best: dict[tuple[Span, ...], Anchor] = {}
    for one in anchors:
        if one.spans and (one.spans not in best or one.score > best[one.spans].score):
            best[one.spans] = one
    return [one if not one.spans or best[one.spans] is one else Anchor(one.quote, "lost") for one in anchors]


def _placed(quote: Quote, place: Anchor, new: Source, twin: Quote | None, finder: Finder) -> Quote:
    """The quote where it stands in the new text, with who and how as the text has them there."""
    text, prefix, suffix = anchor(new.text, place.spans)
    mention, cue = (twin.mention, twin.cue) if twin else (moved(quote.mention, finder), moved(quote.cue, finder))
    return msgspec.structs.replace(
        quote,
        source=new.id,
        spans=place.spans,
        text=text,
        prefix=prefix,
        suffix=suffix,
        mention=mention,
        cue=cue,
        was="",
    )


def moved(span: Span | None, finder: Finder) -> Span | None:
    """Where a mention or a cue stands in the new text; None when that is not sure."""
    if span is None:
        return None
    found = finder.find(Quote(id="", source="", spans=(span,), text=""))
    return found.spans[0] if found.spans else None


def _fresh(
    fates: Sequence[tuple[State, Quote, Quote]], old: Source, found: Sequence[Quote], links: Iterable[Link]
) -> tuple[tuple[Quote, ...], tuple[Link, ...]]:
    """What was found in the new text and is none of the old quotes.

    Words that stood in the old text and were no quote there any more were put away by somebody: they stay away.
    """
    taken = sorted((now.start, now.end, now.id) for state, _, now in fates if state != "lost")
    missed = {was.text for state, was, _ in fates if state == "lost"}
    instead: dict[str, str] = {}
    fresh: list[Quote] = []
    for quote in found:
        over = next((key for start, end, key in taken if start < quote.end and quote.start < end), None)
        if over is not None:
            instead[quote.id] = over
        elif quote.text in missed or not all(old.text.find(part) >= 0 for part in quote.text.split(" … ")):
            fresh.append(quote)
    kept = {quote.id for quote in fresh}
    names = instead | {key: key for key in kept}
    tied = tuple(
        msgspec.structs.replace(link, from_quote=names[link.from_quote], to_quote=names[link.to_quote])
        for link in links
        if link.from_quote in names and link.to_quote in names and kept & {link.from_quote, link.to_quote}
    )
    return tuple(msgspec.structs.replace(q, parent=names.get(q.parent or "")) for q in fresh), tied
