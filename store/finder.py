"""Putting a filter to work on an open workspace: each term becomes a set of quotes, and these are cut with each other.

Terms that an index answers come first, so that words are looked for in what is left. Status, codes, stance, level and
confidence are those of the analyst who has the workspace open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from briefing.records import Review
from store.entries import Op
from store.texts import Texts, folded, pattern_of
from store.words import Words

if TYPE_CHECKING:
    from store.search import Filter, Term
    from store.workspace import Workspace

_FIRST = ("id", "source", "speaker", "outlet", "is", "has", "link", "status", "code", "stance", "level", "confidence")


_LONG_ENOUGH = 8
_FEW = 100
"""So few quotes are looked at one by one instead of through sets of all."""


class _QuoteFacts(msgspec.Struct):
    id: str
    kind: str = "direct"
    spoken: str | None = None


class _SourceFacts(msgspec.Struct):
    id: str
    title: str = ""
    outlet: str = ""
    published: str | None = None


_quote_facts = msgspec.json.Decoder(_QuoteFacts)
_source_facts = msgspec.json.Decoder(_SourceFacts)


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
        self._texts: Texts | None = None
        self._words: Words | None = None
        self._kinds: dict[str, set[str]] | None = None
        self._spoken: dict[str, str] = {}
        self._facts: dict[str, _SourceFacts] | None = None
        self._answer: dict[str, Callable[[Term, set[str]], set[str]]] = {
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
            "kind": self._by_kind,
            "since": self._by_day,
            "until": self._by_day,
            "note": self._by_note,
            "text": self._by_text,
        }

    @property
    def texts(self) -> Texts:
        """The words of all quotes, made when they are first searched."""
        if self._texts is None:
            self._texts = Texts(self._ws.quotes)
        return self._texts

    def take(self, ops: Iterable[Op]) -> None:
        """Bring what is kept here in line with changes that were made."""
        for op in ops:
            if op.table == "sources":
                self._facts = None
                if self._words is not None:
                    self._words.take(op)
            elif op.table == "quotes":
                self._take_quote(op)

    def _take_quote(self, op: Op) -> None:
        if self._texts is not None:
            self._texts.take(op)
        if self._kinds is None:
            return
        if not op.key:
            self._kinds = None
            return
        if op.old is not None:
            self._forget(_quote_facts.decode(op.old))
        if op.new is not None:
            self._note(_quote_facts.decode(op.new))

    def _note(self, facts: _QuoteFacts) -> None:
        assert self._kinds is not None
        self._kinds.setdefault(facts.kind, set()).add(facts.id)
        if facts.spoken:
            self._spoken[facts.id] = facts.spoken

    def _forget(self, facts: _QuoteFacts) -> None:
        assert self._kinds is not None
        self._kinds[facts.kind].discard(facts.id)
        self._spoken.pop(facts.id, None)

    def _known_quotes(self) -> dict[str, set[str]]:
        """The quotes of each kind, and beside it those that say when they were spoken."""
        if self._kinds is None:
            self._kinds, self._spoken = {}, {}
            raw = self._ws.quotes.raw
            for ident in self._ws.quotes.ids():
                self._note(_quote_facts.decode(raw(ident) or b""))
        return self._kinds

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
            for ident in self.texts.containing(text):
                quote = ws.quotes.get(ident)
                if quote is not None:
                    yield from (Hit("quotes", ident, *match.span()) for match in pattern.finditer(quote.text))
        if "notes" in tables:
            for note in ws.notes:
                yield from (Hit("notes", note.id, *match.span()) for match in pattern.finditer(note.text))
        if "sources" in tables:
            for ident in self.words.candidates(text):
                source = ws.sources.get(ident)
                if source is not None:
                    yield from (Hit("sources", ident, *match.span()) for match in pattern.finditer(source.text))

    def find(self, filter: Filter) -> list[str]:
        """The ids of the quotes a filter lets through, in reading order; lost ones only where it asks for them."""
        order = self._ws.order()
        if any(
            term.field == "is" and {"lost", "withdrawn"} & {*term.values} and not term.negated for term in filter.terms
        ):
            order = (*order, *left_behind(self._ws))
        if not filter.terms:
            return list(order)
        left = self.among(filter, set(order))
        return [ident for ident in order if ident in left] if left else []

    def among(self, filter: Filter, quotes: set[str]) -> set[str]:
        """Those of ``quotes`` that a filter lets through."""
        left = quotes
        terms = list(filter.terms)
        codes = [term for term in terms if term.field == "code"]
        stances = [term for term in terms if term.field == "stance"]
        for term in (*codes, *stances):
            terms.remove(term)
        for term in sorted(terms, key=lambda t: (t.field not in _FIRST, t.field == "text")):
            found = self._answer[term.field](term, left)
            left = left - found if term.negated else left & found
        return self._by_codes(codes, stances, left) if codes or stances else left

    # terms -----------------------------------------------------------------------------------------------------------

    def _by_id(self, term: Term, left: set[str]) -> set[str]:
        return {ident for ident in left if ident.startswith(term.values)}

    def _by_speaker(self, term: Term, left: set[str]) -> set[str]:
        found: set[str] = set()
        quotes = self._ws.quotes
        for value in term.values:
            if value.casefold() == "none":
                found.update(quotes.ids_where(speaker=None))
        for speaker in self._ws.speakers:
            names = [name.casefold() for name in (speaker.name, *speaker.aliases)]
            named = any(value.casefold() in name for value in term.values for name in names)
            if named or any(_names(value, speaker.id) for value in term.values):
                found.update(quotes.ids_where(speaker=speaker.id))
        return found

    def _sources(self) -> dict[str, _SourceFacts]:
        if self._facts is None:
            sources = self._ws.sources
            self._facts = {s: _source_facts.decode(sources.raw(s) or b"") for s in sources.ids()}
        return self._facts

    def _of_sources(self, wanted: Callable[[_SourceFacts], bool]) -> set[str]:
        quotes = self._ws.quotes
        return {q for facts in self._sources().values() if wanted(facts) for q in quotes.ids_where(source=facts.id)}

    def _by_source(self, term: Term, left: set[str]) -> set[str]:
        values = [value.casefold() for value in term.values]
        return self._of_sources(lambda s: any(v in s.title.casefold() or _names(v, s.id) for v in values))

    def _by_outlet(self, term: Term, left: set[str]) -> set[str]:
        values = [value.casefold() for value in term.values]
        return self._of_sources(lambda s: any(v in s.outlet.casefold() for v in values))

    def _by_possession(self, term: Term, left: set[str]) -> set[str]:
        ws = self._ws
        found: set[str] = set()
        if "note" in term.values:
            found.update(note.target_id for note in ws.notes.where(target="quote"))
        if "link" in term.values:
            found.update(ws.links.values("from_quote"), ws.links.values("to_quote"))
        if "speaker" in term.values:
            found.update(left.difference(ws.quotes.ids_where(speaker=None)))
        if "code" in term.values:
            found.update(review.quote for review in self._reviews() if review.codes)
        return found

    def _by_being(self, term: Term, left: set[str]) -> set[str]:
        found = set(lost(self._ws)) if "lost" in term.values else set()
        if "withdrawn" in term.values:
            found.update(lost(self._ws, withdrawn=True))
        if "reprint" in term.values:
            of = self._ws.sources.values("reprint_of")
            found.update(q for first in of if first for q in self._quotes_under("reprint_of", first))
        return found

    def _quotes_under(self, field: str, value: str) -> Iterator[str]:
        for source in self._ws.sources.ids_where(**{field: value}):
            yield from self._ws.quotes.ids_where(source=source)

    def _by_link(self, term: Term, left: set[str]) -> set[str]:
        links = [link for link in self._ws.links if link.type in term.values]
        return {quote for link in links for quote in (link.from_quote, link.to_quote)}

    def _reviews(self) -> Iterable[Review]:
        return self._ws.reviews.where(analyst=self._ws.analyst)

    def _by_status(self, term: Term, left: set[str]) -> set[str]:
        reviews, analyst = self._ws.reviews, self._ws.analyst
        if len(left) < _FEW:
            judged_as = {ident: review.status if (review := self._ws.review(ident)) else "new" for ident in left}
            return {ident for ident, status in judged_as.items() if status in term.values}
        end = -len(analyst) - 1
        found: set[str] = set()
        for status in term.values:
            if status != "new":
                found.update(ident[:end] for ident in reviews.ids_where(analyst=analyst, status=status))
        if "new" in term.values:
            judged = {
                ident[:end]
                for status in reviews.values("status")
                if status != "new"
                for ident in reviews.ids_where(analyst=analyst, status=status)
            }
            found.update(left - judged)
        return found

    def _by_level(self, term: Term, left: set[str]) -> set[str]:
        return {review.quote for review in self._reviews() if review.level in term.values}

    def _by_confidence(self, term: Term, left: set[str]) -> set[str]:
        return {r.quote for r in self._reviews() if r.confidence is not None and str(r.confidence) in term.values[0]}

    def _by_codes(self, codes: Sequence[Term], stances: Sequence[Term], left: set[str]) -> set[str]:
        """Codes and stances together, because a stance belongs to one code on the quote."""
        wanted = [(term, self._codes(term.values)) for term in codes]
        positive = [ids for term, ids in wanted if not term.negated]
        reviews = {review.quote: review for review in self._reviews() if review.codes}
        for term, ids in wanted:
            has = {quote for quote, review in reviews.items() if any(c.code in ids for c in review.codes)}
            left = left - has if term.negated else left & has
        for term in stances:
            has = {
                quote
                for quote, review in reviews.items()
                if any(
                    (coding.stance or "unset") in term.values and all(coding.code in ids for ids in positive)
                    for coding in review.codes
                )
            }
            left = left - has if term.negated else left & has
        return left

    def _codes(self, names: Sequence[str]) -> set[str]:
        """Codes with one of these in their name, and all below them."""
        codes = list(self._ws.codes)
        exact = {code.id for code in codes if any(code.name.casefold() == name.casefold() for name in names)}
        found = exact or {code.id for code in codes if any(name.casefold() in code.name.casefold() for name in names)}
        while True:
            below = {code.id for code in codes if code.parent in found} - found
            if not below:
                return found
            found |= below

    def _by_kind(self, term: Term, left: set[str]) -> set[str]:
        kinds = self._known_quotes()
        if len(term.values) == 1:
            return kinds.get(term.values[0], set())
        return set().union(*(kinds.get(kind, set()) for kind in term.values))

    def _by_day(self, term: Term, left: set[str]) -> set[str]:
        day = term.values[0]

        def passes(when: str | None) -> bool:
            start = (when or "")[: len(day)]
            return bool(start) and (start >= day if term.field == "since" else start <= day)

        self._known_quotes()
        found = self._of_sources(lambda source: passes(source.published))
        spoken = self._spoken
        return (found - spoken.keys()) | {ident for ident, when in spoken.items() if passes(when)}

    def _by_note(self, term: Term, left: set[str]) -> set[str]:
        words = term.values[0].casefold()
        return {note.target_id for note in self._ws.notes.where(target="quote") if words in note.text.casefold()}

    def _by_text(self, term: Term, left: set[str]) -> set[str]:
        if len(left) < _FEW:
            wanted, quotes = folded(term.values[0]), self._ws.quotes
            return {ident for ident in left if wanted in folded(quotes[ident].text)}
        return set(self.texts.containing(term.values[0]))
