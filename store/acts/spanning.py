"""The words of quotes: which stretch of the source they are, splitting, joining, making and deleting them by hand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefing.records import Kind, Quote, Record, Review, Source, Span, anchor, new_id, review_id
from store.acts.wording import all_known, known, short
from store.changes import Change
from store.errors import WrongAct
from store.prints import freed, unfolded
from store.versions import texts_of
from store.workspace import Workspace


def set_spans(ws: Workspace, quote: str, spans: Sequence[Span]) -> Change | None:
    """Make a quote other words of its source; its kind goes with the quotation marks where it did before."""
    from briefing.finding.marks import kind_of  # noqa: PLC0415 - only words moved by hand are looked at

    old = known(ws.quotes, quote)
    source = known(ws.sources, old.source)
    new = _placed(old, source, spans)
    if kind_of(source.text, old.spans) == old.kind:
        new = msgspec.structs.replace(new, kind=kind_of(source.text, new.spans))
    if any(other != quote and ws.quotes[other].spans == new.spans for other in ws.quotes_of(old.source)):
        raise WrongAct("these words are a quote already")
    return ws.change(f"changed the words of a quote: {short(new.text, 40)}", [new])


def new_quote(
    ws: Workspace, source: str, spans: Sequence[Span], *, speaker: str | None = None, kind: Kind = "direct"
) -> Change | None:
    """Make a quote of words of a source. Its id is in the change's first edit."""
    where = known(ws.sources, source)
    if speaker is not None:
        known(ws.speakers, speaker)
    blank = Quote(id=new_id(), source=source, spans=((0, 0),), text="", speaker=speaker, kind=kind)
    new = _placed(blank, where, spans)
    if any(ws.quotes[other].spans == new.spans for other in ws.quotes_of(source)):
        raise WrongAct("these words are a quote already")
    return ws.change(f"made a quote: {short(new.text, 40)}", [new])


def place_again(ws: Workspace, quote: str, spans: Sequence[Span]) -> Change | None:
    """Put a lost quote on words of the newest text of its source, with all that was said about it."""
    from briefing.comparing.anchoring import Finder  # noqa: PLC0415 - only a changed text is compared
    from briefing.comparing.carrying import moved  # noqa: PLC0415

    old = known(ws.quotes, quote)
    was = known(ws.sources, old.source)
    where = texts_of(ws, was)[-1]
    if where.id == was.id:
        raise WrongAct("this quote is not lost: its source has no newer text")
    finder = Finder(was.text, where.text)
    there = msgspec.structs.replace(
        old,
        source=where.id,
        mention=moved(old.mention, finder),
        cue=moved(old.cue, finder),
        withdrawn=False,
        was=old.text,
    )
    new = _placed(there, where, spans)
    if any(ws.quotes[other].spans == new.spans for other in ws.quotes_of(where.id)):
        raise WrongAct("these words are a quote already")
    return ws.change(f"placed a lost quote again: {short(new.text, 40)}", [new])


def put_away(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Leave lost quotes with the old text, as withdrawn by its publisher; what was said about them stays."""
    found = all_known(ws.quotes, quotes)
    if any(not known(ws.sources, quote.source).revised_by for quote in found):
        raise WrongAct("only a lost quote is put away: this one stands in its text")
    act = (
        f"put away a lost quote: {short(found[0].text, 40)}"
        if len(found) == 1
        else f"put away {len(found)} lost quotes"
    )
    return ws.change(act, [msgspec.structs.replace(quote, withdrawn=True) for quote in found])


def set_apart(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Take quotes out from under those of the first print, with whose they are there: they are statements of their own
    from now on.
    """
    found = [quote for quote in all_known(ws.quotes, quotes) if quote.same_as]
    if not found:
        raise WrongAct("only what is folded under another print can be taken out from under it")
    what = short(found[0].text, 40) if len(found) == 1 else f"{len(found)} quotes"
    return ws.change(f"set apart from the first print: {what}", [unfolded(q, ws.quotes.get(q.same_as)) for q in found])


def split(ws: Workspace, quote: str, at: int) -> Change | None:
    """Make two quotes of one at an offset of the source's text; both keep speaker, kind and judgements."""
    old = known(ws.quotes, quote)
    source = known(ws.sources, old.source)
    left = [(s, min(e, at)) for s, e in old.spans if s < at]
    right = [(max(s, at), e) for s, e in old.spans if e > at]
    left, right = _trimmed(source.text, left), _trimmed(source.text, right)
    if not left or not right:
        raise WrongAct("there are no words on one side: put the cut inside the quote")
    one = _placed(old, source, left)
    two = _placed(msgspec.structs.replace(old, id=new_id()), source, right)
    reviews = [
        msgspec.structs.replace(review, id=review_id(two.id, review.analyst), quote=two.id)
        for review in ws.reviews.where(quote=quote)
    ]
    return ws.change(f"split a quote: {short(one.text, 40)}", [one, two, *reviews])


def join(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Make one quote of several of one source. The first in the text stays and gets judgements, notes and links of all.

    Spans with nothing but blanks between them become one.
    Where the first is nobody's, it gets the speaker of the next that has one.
    An analyst's own judgement of the first stays as it is and takes the codes of the others, but none of what was
    rejected; where one was judged otherwise than another, the whole is new. Raises WrongAct for quotes of two speakers.
    """
    found = sorted(all_known(ws.quotes, quotes), key=lambda quote: quote.spans)
    if len(found) < 2:
        raise WrongAct("joining needs two quotes")
    if len({quote.source for quote in found}) > 1:
        raise WrongAct("quotes of different sources cannot be joined")
    if len({quote.speaker for quote in found if quote.speaker}) > 1:
        raise WrongAct("these are quotes of different speakers: give them one speaker first, then join them")
    first, rest = found[0], found[1:]
    named = next((quote for quote in found if quote.speaker), first)
    if not first.speaker:
        first = msgspec.structs.replace(first, speaker=named.speaker, mention=named.mention, cue=named.cue or first.cue)
    source = known(ws.sources, first.source)
    spans = _merged([span for quote in found for span in quote.spans], source.text)
    save: list[Record] = [_placed(first, source, spans)]
    delete: list[Record] = list(rest)
    judged: dict[str, list[Review]] = {}
    for quote in found:
        for review in ws.reviews.where(quote=quote.id):
            judged.setdefault(review.analyst, []).append(review)
            if quote.id != first.id:
                delete.append(review)
    save += [_united(reviews, first.id) for reviews in judged.values()]
    differ = any(len({review.status for review in reviews}) > 1 for reviews in judged.values())
    for quote in rest:
        save += [msgspec.structs.replace(n, target_id=first.id) for n in ws.notes.where(target_id=quote.id)]
        links = {k.id: k for k in (*ws.links.where(from_quote=quote.id), *ws.links.where(to_quote=quote.id))}
        going = {other.id for other in rest}
        for link in links.values():
            start = first.id if link.from_quote in going else link.from_quote
            end = first.id if link.to_quote in going else link.to_quote
            if start == end:
                delete.append(link)
            else:
                save.append(msgspec.structs.replace(link, from_quote=start, to_quote=end))
    save += [
        msgspec.structs.replace(child, parent=first.id)
        for child in _children(ws, rest)
        if child.id not in {quote.id for quote in found}
    ]
    save += [msgspec.structs.replace(one, same_as=first.id) for one in freed(ws, rest)]
    if first.parent in {quote.id for quote in rest}:
        save[0] = msgspec.structs.replace(_placed(first, source, spans), parent=None)
    again = ", new again as they were judged differently" if differ else ""
    return ws.change(f"joined {len(found)} quotes{again}: {short(first.text, 40)}", save, delete)


def delete(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Delete quotes with everything said about them."""
    going = all_known(ws.quotes, quotes)
    found: dict[str, Record] = {quote.id: quote for quote in going}
    for quote in going:
        found.update((r.id, r) for r in ws.reviews.where(quote=quote.id))
        found.update((n.id, n) for n in ws.notes.where(target_id=quote.id))
        found.update((k.id, k) for k in ws.links.where(from_quote=quote.id))
        found.update((k.id, k) for k in ws.links.where(to_quote=quote.id))
    changed = {one.id: one for one in freed(ws, going) if one.id not in found}
    for child in _children(ws, going):
        if child.id not in found:
            changed[child.id] = msgspec.structs.replace(changed.get(child.id, child), parent=None)
    words = short(going[0].text, 40) if len(going) == 1 else f"{len(going)} quotes"
    act = f"deleted a quote: {words}" if len(going) == 1 else f"deleted {words}"
    return ws.change(act, changed.values(), delete=found.values())


def _children(ws: Workspace, quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes that lie within these."""
    return [child for quote in quotes for child in ws.quotes.where(parent=quote.id)]


def _united(reviews: Sequence[Review], quote: str) -> Review:
    """What an analyst's judgements of quotes are for the one made of them."""
    first = reviews[0]
    codes = {c.code: c for review in reversed(reviews) if review.status != "rejected" for c in review.codes}
    if all(review.status == "rejected" for review in reviews):
        codes = {c.code: c for c in first.codes}
    status = first.status if all(review.status == first.status for review in reviews) else "new"
    return msgspec.structs.replace(
        first, id=review_id(quote, first.analyst), quote=quote, status=status, codes=tuple(codes.values())
    )


def _placed(quote: Quote, source: Source, spans: Sequence[Span]) -> Quote:
    """The quote at these spans, with the words there and around. Raises WrongAct for spans outside the text."""
    tidy = _merged(spans)
    if not tidy or tidy[0][0] < 0 or tidy[-1][1] > len(source.text):
        raise WrongAct(f"the words lie outside the text, which has {len(source.text)} characters")
    text, prefix, suffix = anchor(source.text, tidy)
    if not text.strip(" …\n"):
        raise WrongAct("there are no words there")
    return msgspec.structs.replace(quote, spans=tidy, text=text, prefix=prefix, suffix=suffix)


def _merged(spans: Sequence[Span], text: str = "") -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one, empty ones left out.

    With the ``text`` also those with only blanks between them.
    """
    tidy: list[Span] = []
    for start, end in sorted((s, e) for s, e in spans if e > s):
        if tidy and (start <= tidy[-1][1] or (text and not text[tidy[-1][1] : start].strip())):
            tidy[-1] = (tidy[-1][0], max(end, tidy[-1][1]))
        else:
            tidy.append((start, end))
    return tuple(tidy)


def _trimmed(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans without blanks at their ends."""
    found = []
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if end > start:
            found.append((start, end))
    return found
