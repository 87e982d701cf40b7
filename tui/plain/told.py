"""What is told in lines: a quote and what hangs on it, a source, the words in hand."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.records import LINKED_BACK
from store.prints import prints_of
from tui.desk import Desk
from tui.show import day
from tui.spans import Adjusting

AROUND = 240
"""Characters of the text told on either side of a quote."""


def known_as(desk: Desk, key: str) -> str:
    """Another quote by its row, where it is shown, and its words."""
    row, quote = desk.row(key), desk.ws.quotes.get(key)
    words = quote.told if quote is not None else "a quote that is gone"
    return words if row is None else f"{row + 1}: {words}"


def quote(desk: Desk) -> Iterator[str]:
    """The quote in hand: which it is, its words, what was judged."""
    found = desk.quote
    if found is None:
        yield "no quote is shown: f alone shows all, gi brings files in"
        return
    source, review = desk.ws.sources.get(found.source), desk.review(desk.first(found.id))
    where = f"{day(source.published)}, {source.title or source.origin}" if source is not None else ""
    who = desk.speaker_name(found.speaker) or "no speaker"
    marked = ", marked" if found.id in desk.marks else ""
    yield f"{desk.at + 1} of {len(desk.shown)}: {who}, {found.kind}, {where}{marked}"
    yield found.told
    if review is not None:
        codes = [desk.code_name(c.code) + (f" ({c.stance})" if c.stance else "") for c in review.codes]
        sure = [f"confidence {review.confidence}"] if review.confidence else []
        level = [review.level] if review.level else []
        confirmed = ["speaker confirmed"] if review.speaker_confirmed else []
        yield ", ".join([review.status, *codes, *sure, *level, *confirmed])
    _, notes, links = desk.hangs_on(found.id)
    if notes or links:
        yield f"notes: {notes}, links: {links} (notes tells them)"


def hanging(desk: Desk) -> Iterator[str]:
    """All that hangs on the quote in hand."""
    found = desk.quote
    if found is None:
        return
    ws = desk.ws
    why = ws.sureness.why(found.id)
    yield f"found by {found.rule or 'hand'}" + (f", {why.now:.0%} sure" if why is not None else "")
    for link in ws.links.where(from_quote=found.id):
        yield f"{link.type} {known_as(desk, link.to_quote)}"
    for link in ws.links.where(to_quote=found.id):
        yield f"{LINKED_BACK[link.type]} {known_as(desk, link.from_quote)}"
    for review in ws.reviews.where(quote=found.id):
        if review.analyst != ws.analyst:
            names = ", ".join(desk.code_name(coding.code) for coding in review.codes)
            yield f"{review.analyst}: {review.status} {names}".rstrip()
    for one in prints_of(ws, found.id):
        if (source := ws.sources.get(one.source)) is not None:
            yield f"also printed by {source.outlet or source.title or source.origin}, {day(source.published)}"
    for note in (*ws.notes.where(target_id=found.id), *ws.notes.where(target_id=found.source)):
        yield f"note on the {note.target} by {note.analyst}: {note.text}"
    if draft := desk.drafts.get(found.id):
        yield f"draft of a note, not kept yet: {draft}"


def source(desk: Desk) -> Iterator[str]:
    """The source in hand: what it is, how far it is judged, the notes on it."""
    found = desk.ws.sources.get(desk.source)
    if found is None:
        yield "no source: gi brings files in"
        return
    done, total = desk.progress(found.id)
    at = desk.at_source(found.id) + 1
    about = ", ".join(part for part in (day(found.published), found.outlet, found.title or found.origin) if part)
    yield f"source {at} of {len(desk.sources)}: {about}, {done} of {total} judged"
    for note in desk.ws.notes.where(target_id=found.id):
        yield f"note by {note.analyst}: {note.text}"


def hand(state: Adjusting) -> str:
    """What stands before and behind the end in hand, so that one knows where it would go."""
    start, end = state.spans[state.at]
    edge = end if state.end else start
    after = " ".join(state.text[edge : edge + 80].split()[:6])
    before = " ".join(state.text[max(0, edge - 80) : edge].split()[-6:])
    return f"before it: {before} | after it: {after}"


def words(state: Adjusting) -> str:
    """All words in hand."""
    return " … ".join(" ".join(state.text[start:end].split()) for start, end in state.spans)
