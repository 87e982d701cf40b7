"""Putting a filter to work on an open workspace: each term becomes a set of quotes, and these are cut with each other.

Words are looked for last, in what is left (see ``columns``). Status, codes, stance, level and confidence are those of
the analyst who has the workspace open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from briefing.records import Coding
from store.columns import Columns, Facts, Marks, SourceFacts
from store.documents import settle
from store.entries import Op
from store.prints import printed_again
from store.texts import folded, pattern_of
from store.words import Words

if TYPE_CHECKING:
    from store.search import Filter, Term
    from store.workspace import Workspace

_LONG_ENOUGH = 8
_SLICE = 500
"""So many quotes are looked through in one step of a scan: a millisecond at most, when they were not read yet."""


class _Judged(msgspec.Struct):
    quote: str
    codes: tuple[Coding, ...] = ()
    confidence: int | None = None
    level: str | None = None


_judged = msgspec.json.Decoder(_Judged)


@dataclass(frozen=True)
class Hit:
    """A place where words were found: ``start`` and ``end`` are offsets into the text of the quote, note or source."""

    table: str
    id: str
    start: int
    end: int


def _names(value: str, ident: str) -> bool:
    """Whether a word is meant as an id: all of it, or a beginning too long to be a word."""
    return value == ident or (len(value) >= _LONG_ENOUGH and ident.startswith(value))


SHORT = 6
"""So many characters of the end of an id are enough to name it; lists show no fewer."""


def left_behind(workspace: Workspace) -> list[str]:
    """The ids of the quotes that were left on sources that were revised, source by source."""
    sources = workspace.sources
    revised = (s for by in sources.values("revised_by") if by for s in sources.ids_where(revised_by=by))
    return [quote for source in revised for quote in workspace.quotes_of(source)]


def lost(workspace: Workspace, *, withdrawn: bool = False) -> list[str]:
    """Those of them that wait to be placed again or put away; or else those that were put away as ``withdrawn``."""
    return [key for key in left_behind(workspace) if workspace.quotes[key].withdrawn is withdrawn]


class Searcher:
    """Finds quotes in one workspace, and is told of its changes."""

    def __init__(self, workspace: Workspace) -> None:
        self._ws = workspace
        self._facts = Facts(workspace.quotes, workspace.sources)
        self._columns: Columns | None = None
        self._words: Words | None = None
        self._answer: dict[str, Callable[[Term, Columns], Marks]] = {
            "id": self._by_id,
            "speaker": self._by_speaker,
            "source": self._by_source,
            "outlet": self._by_outlet,
            "has": self._by_possession,
            "is": self._by_being,
            "link": self._by_link,
            "status": self._by_status,
            "level": self._by_level,
            "confidence": self._by_confidence,
            "sure": self._by_sure,
            "rule": self._by_rule,
            "kind": self._by_kind,
            "since": self._by_day,
            "until": self._by_day,
            "note": self._by_note,
        }

    def take(self, ops: Iterable[Op]) -> None:
        """Bring what is kept here in line with changes that were made."""
        for op in ops:
            if op.table not in ("sources", "quotes"):
                continue
            if not op.key:  # a whole table came or went
                self._facts, self._columns = Facts(self._ws.quotes, self._ws.sources), None
            elif op.table == "sources":
                self._facts.take_source(op)
            else:
                ident = self._facts.take(op)
                if self._columns is not None and ident:
                    self._columns.take(ident, self._facts)
            if op.table == "sources" and self._words is not None:
                self._words.take(op)

    def warm(self) -> Iterator[None]:
        """Make ready what filters and searches look at, in steps of about a millisecond."""
        yield from self._facts.fill()
        ws, order = self._ws, self._ws.order()
        now = self._columns
        if now is None or now.order is not order:
            now = self._columns = Columns(order, (*left_behind(ws), *printed_again(ws)), ws.spans())
        if not now.full:
            yield from now.fill(self._facts)
            settle(len(now.ids))

    def _now(self) -> Columns:
        """The quotes in the reading order there is now."""
        for _ in self.warm():
            pass
        assert self._columns is not None
        return self._columns

    @property
    def words(self) -> Words:
        """The words of all sources; made in the background from the first time on."""
        if self._words is None:
            self._words = Words(self._ws.sources)
            self._words.start()
        return self._words

    def close(self) -> None:
        """End the work in the background."""
        if self._words is not None:
            self._words.stop()

    def hits(self, text: str, tables: Sequence[str] = ("quotes", "notes", "sources")) -> Iterator[Hit]:
        """Where ``text`` stands, as it is found; case and typographic signs do not matter."""
        if not text.strip():
            return
        pattern = pattern_of(text)
        ws = self._ws
        if "quotes" in tables:
            now, wanted = self._now(), folded(text)
            ids, texts = now.ids, now.texts
            for low in range(0, len(ids), _SLICE):
                for n in [n for n, words in enumerate(texts[low : low + _SLICE], low) if wanted in words]:
                    if (quote := ws.quotes.get(ids[n])) is not None:
                        yield from (Hit("quotes", ids[n], *match.span()) for match in pattern.finditer(quote.text))
        if "notes" in tables:
            for note in ws.notes:
                yield from (Hit("notes", note.id, *match.span()) for match in pattern.finditer(note.text))
        if "sources" in tables:
            for ident in self.words.candidates(text):
                source = ws.sources.get(ident)
                if source is not None:
                    yield from (Hit("sources", ident, *match.span()) for match in pattern.finditer(source.text))

    def find(self, filter: Filter) -> list[str]:
        """The ids of the quotes a filter lets through, in reading order; lost and folded ones if it asks for them."""
        if not filter.terms:
            return list(self._ws.order())
        now = self._now()
        asked = any(
            term.field == "is" and not term.negated  # and so for quotes that have no place in the order
            for term in filter.terms
        )
        return now.named(self._passing(filter.terms, now), left=asked)

    def scan(self, filter: Filter, keys: Sequence[str], start: int = 0) -> Iterator[list[int]]:
        """Go through ``keys`` (ids of quotes) from ``start`` on and round, and give the places in ``keys`` of those
        that pass, a millisecond at a time at most.
        """
        words = [(folded(term.values[0]), term.negated) for term in filter.terms if term.field == "text"]
        others = [term for term in filter.terms if term.field != "text"]
        passing = None
        if others:
            yield from ([] for _ in self.warm())
            passing = set(self._now().named(self._passing(others, self._now()), left=True))
        for begin, end in ((start, len(keys)), (0, start)):
            for low in range(begin, end, _SLICE):
                high = min(low + _SLICE, end)
                found: Sequence[int] = range(low, high)
                texts = self._texts(keys, low, high) if words else ()
                for wanted, negated in words:
                    found = [n for n in found if (wanted in texts[n - low]) is not negated]
                yield [n for n in found if passing is None or keys[n] in passing]

    def _texts(self, keys: Sequence[str], low: int, high: int) -> Sequence[str]:
        """The folded words of the quotes from ``low`` to ``high`` of ``keys``, empty for one that is gone."""
        now, some = self._columns, keys[low:high]
        if now is not None and now.full and now.order is keys:
            return now.texts[low:high]
        texts = self._facts.read(some)
        return [texts.get(key, "") for key in some]

    def _passing(self, terms: Sequence[Term], now: Columns) -> Marks:
        """The set that all terms let through."""
        left = now.everything
        codes = [term for term in terms if term.field == "code"]
        stances = [term for term in terms if term.field == "stance"]
        indexed = [term for term in terms if term.field not in ("code", "stance", "text")]
        for term in indexed:
            found = self._answer[term.field](term, now)
            left &= now.everything ^ found if term.negated else found
        if codes or stances:
            left = self._by_codes(codes, stances, now, left)
        for term in terms:
            if term.field == "text" and left:
                found = self._by_text(term, now, left)
                left &= now.everything ^ found if term.negated else found
        return left

    # terms -----------------------------------------------------------------------------------------------------------

    def _by_id(self, term: Term, now: Columns) -> Marks:
        ends = tuple(value for value in term.values if len(value) >= SHORT)
        return now.of_ids(ident for ident in now.ids if ident.startswith(term.values) or ident.endswith(ends))

    def _by_speaker(self, term: Term, now: Columns) -> Marks:
        found: list[str] = []
        quotes = self._ws.quotes
        for value in term.values:
            if value.casefold() == "none" and not term.whole:
                found += quotes.ids_where(speaker=None)
        for speaker in self._ws.speakers:
            named = any(term.means(name) for name in (speaker.name, *speaker.aliases))
            if named or any(_names(value, speaker.id) for value in term.values):
                found += quotes.ids_where(speaker=speaker.id)
        return now.of_ids(found)

    def _of_sources(self, now: Columns, wanted: Callable[[SourceFacts], bool]) -> Marks:
        flags = bytearray(len(now.ids))
        loose: list[str] = []
        again = set(self._reprints())
        for facts in self._facts.sources.values():
            if wanted(facts):
                if facts.id in now.spans:
                    first, end = now.spans[facts.id]
                    flags[first:end] = b"\1" * (end - first)
                if facts.id in again or facts.id not in now.spans:
                    loose += self._ws.quotes.ids_where(source=facts.id)
        return now.marks(flags) | (now.of_ids(loose) if loose else 0)

    def _by_source(self, term: Term, now: Columns) -> Marks:
        values = [value.casefold() for value in term.values]
        return self._of_sources(now, lambda s: any(v in s.title.casefold() or _names(v, s.id) for v in values))

    def _by_outlet(self, term: Term, now: Columns) -> Marks:
        return self._of_sources(now, lambda source: term.means(source.outlet))

    def _by_possession(self, term: Term, now: Columns) -> Marks:
        ws = self._ws
        found: list[str] = []
        if "note" in term.values:
            found += [note.target_id for note in ws.notes.where(target="quote")]
        if "link" in term.values:
            found += [*ws.links.values("from_quote"), *ws.links.values("to_quote")]
        if "code" in term.values:
            found += [review.quote for review in self._coded(ws.reviews.values("code"))]
        marks = now.of_ids(found)
        if "speaker" in term.values:
            marks |= now.everything ^ now.of_ids(ws.quotes.ids_where(speaker=None))
        return marks

    def _by_being(self, term: Term, now: Columns) -> Marks:
        found = lost(self._ws) if "lost" in term.values else []
        if "withdrawn" in term.values:
            found += lost(self._ws, withdrawn=True)
        if "reprint" in term.values:
            found += [quote for source in self._reprints() for quote in self._ws.quotes.ids_where(source=source)]
        return now.of_ids(found)

    def _reprints(self) -> Iterator[str]:
        """The sources that print another one again."""
        sources = self._ws.sources
        return (s for first in sources.values("reprint_of") if first for s in sources.ids_where(reprint_of=first))

    def _by_link(self, term: Term, now: Columns) -> Marks:
        links = [link for link in self._ws.links if link.type in term.values]
        return now.of_ids(quote for link in links for quote in (link.from_quote, link.to_quote))

    def _reviews(self, ids: Iterable[str] | None = None) -> Iterator[_Judged]:
        """This analyst's judgements, of these ``ids`` or all."""
        reviews = self._ws.reviews
        for ident in reviews.ids_where(analyst=self._ws.analyst) if ids is None else ids:
            yield _judged.decode(reviews.raw(ident) or b"")

    def _coded(self, codes: Iterable[str]) -> Iterator[_Judged]:
        """This analyst's judgements that have one of these codes."""
        reviews, analyst = self._ws.reviews, self._ws.analyst
        ids = (ident for code in codes for ident in reviews.ids_where(analyst=analyst, code=code))
        return self._reviews(dict.fromkeys(ids))

    def _by_status(self, term: Term, now: Columns) -> Marks:
        reviews, analyst = self._ws.reviews, self._ws.analyst
        end = -len(analyst) - 1

        def of(status: str) -> Marks:
            return now.of_ids(ident[:end] for ident in reviews.ids_where(analyst=analyst, status=status))

        found = 0
        for status in term.values:
            if status != "new":
                found |= of(status)
        if "new" in term.values:
            judged = 0
            for status in reviews.values("status"):
                judged |= of(status) if status != "new" else 0
            found |= now.everything ^ judged
        return found

    def _by_level(self, term: Term, now: Columns) -> Marks:
        return now.of_ids(review.quote for review in self._reviews() if review.level in term.values)

    def _by_confidence(self, term: Term, now: Columns) -> Marks:
        sure = (r.quote for r in self._reviews() if r.confidence is not None and str(r.confidence) in term.values[0])
        return now.of_ids(sure)

    def _by_sure(self, term: Term, now: Columns) -> Marks:
        low, high = map(float, term.values)
        return now.of_ids(self._ws.sureness.between(low, high))

    def _by_rule(self, term: Term, now: Columns) -> Marks:
        return now.of_ids(self._ws.sureness.found_by(term.values))

    def _by_codes(self, codes: Sequence[Term], stances: Sequence[Term], now: Columns, left: Marks) -> Marks:
        """Codes and stances together, because a stance belongs to one code on the quote."""
        wanted = [(term, self._codes(term)) for term in codes]
        positive = [ids for term, ids in wanted if not term.negated]
        for term, ids in wanted:
            found = now.of_ids(review.quote for review in self._coded(ids))
            left &= now.everything ^ found if term.negated else found
        for term in stances:
            found = now.of_ids(
                review.quote
                for review in self._coded(positive[0] if positive else self._ws.reviews.values("code"))
                if any(
                    (coding.stance or "unset") in term.values and all(coding.code in ids for ids in positive)
                    for coding in review.codes
                )
            )
            left &= now.everything ^ found if term.negated else found
        return left

    def _codes(self, term: Term) -> set[str]:
        """Codes that a term means, and all below them."""
        codes = list(self._ws.codes)
        found = {code.id for code in codes if term.means(code.name)}
        while True:
            below = {code.id for code in codes if code.parent in found} - found
            if not below:
                return found
            found |= below

    def _by_kind(self, term: Term, now: Columns) -> Marks:
        return now.marks(bytes([kind in term.values for kind in now.kinds(self._facts)]))

    def _by_day(self, term: Term, now: Columns) -> Marks:
        day = term.values[0]

        def passes(when: str | None) -> bool:
            start = (when or "")[: len(day)]
            return bool(start) and (start >= day if term.field == "since" else start <= day)

        found = self._of_sources(now, lambda source: passes(source.published))
        spoken = self._facts.spoken
        found &= now.everything ^ now.of_ids(spoken)
        return found | now.of_ids(ident for ident, when in spoken.items() if passes(when))

    def _by_note(self, term: Term, now: Columns) -> Marks:
        words = term.values[0].casefold()
        notes = self._ws.notes.where(target="quote")
        return now.of_ids(note.target_id for note in notes if words in note.text.casefold())

    def _by_text(self, term: Term, now: Columns, left: Marks) -> Marks:
        """Where the words stand, looked for only in what is ``left``."""
        wanted, texts = folded(term.values[0]), now.texts
        if 4 * left.bit_count() > len(now.ids):
            return now.marks(bytes([wanted in text for text in texts]))
        return now.of_places(at for at in now.places(left) if wanted in texts[at])
