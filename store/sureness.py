"""How sure each found quote is, with what was judged in this workspace counted in; kept in line with every change.

Nothing of it is stored: it follows from the quotes and reviews as they are, so that undo takes it back too. Judgements
of all analysts count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefing.finding.certainty import learned
from briefing.records import Review
from store.entries import Op

if TYPE_CHECKING:
    from store.workspace import Workspace


class _Found(msgspec.Struct):
    id: str
    kind: str = "direct"
    rule: str = ""
    certainty: float | None = None


class How(NamedTuple):
    """How a quote was found: by which rule, and how often quotes of its kind and rule are right as shipped."""

    kind: str
    rule: str
    certainty: float


class Why(NamedTuple):
    """How sure a quote is, ``shipped`` as measured beforehand, and the judgements here that moved it."""

    now: float
    shipped: float
    accepted: int
    judged: int


_found = msgspec.json.Decoder(_Found)
_review = msgspec.json.Decoder(Review)
_STEP = 500
_JUDGED = {"accepted": 1, "rejected": 0}


class Sureness:
    """Of the found quotes of one workspace; made when it is first asked for.

    How a quote was found is read when somebody asks for it; of those that were judged, at once.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._ws = workspace
        self._how: dict[str, How] = {}
        self._whole = False
        self._same: dict[How, How] = {}
        self._counts: dict[tuple[str, str], list[int]] = {}
        self._load()

    def of(self, quote: str) -> float | None:
        """How sure a quote (id) is, 0 to 1; None for one that an analyst made."""
        how = self._found(quote)
        return None if how is None else self._sure(how).now

    def why(self, quote: str) -> Why | None:
        """The same with its reasons."""
        how = self._found(quote)
        return None if how is None else self._sure(how)

    def doubtful_first(self, quotes: Iterable[str]) -> list[str]:
        """The quotes with the least sure one first, those an analyst made last; else in the order given."""
        return sorted(quotes, key=lambda quote: 2.0 if (sure := self.of(quote)) is None else sure)

    def between(self, low: float, high: float) -> Iterator[str]:
        """The found quotes that are at least ``low`` and at most ``high`` sure."""
        self._read_all()
        return self._of(how for how in self._same if low <= self._sure(how).now <= high)

    def found_by(self, words: Iterable[str]) -> Iterator[str]:
        """The found quotes whose rule has one of ``words`` in its name."""
        wanted = [word.casefold() for word in words]
        self._read_all()
        return self._of(how for how in self._same if any(word in how.rule.casefold() for word in wanted))

    def _of(self, passing: Iterable[How]) -> Iterator[str]:
        same = {id(self._same[how]) for how in passing}
        return (quote for quote, how in self._how.items() if id(how) in same)

    def _sure(self, how: How) -> Why:
        accepted, judged = self._counts.get(how[:2], (0, 0))
        return Why(learned(how.certainty, accepted, judged), how.certainty, accepted, judged)

    # what is there ---------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._how = {}
        self._counts.clear()
        self._whole = False
        for status, right in _JUDGED.items():
            for ident in self._ws.reviews.ids_where(status=status):
                self._count(ident.partition("/")[0], right, 1)

    def fill(self) -> Iterator[None]:
        """Read how all the others were found, some hundreds a step."""
        if not self._whole:
            how = self._how
            for n, ident in enumerate(self._ws.quotes.ids(), 1):
                self._found(ident)
                if n % _STEP == 0:
                    yield
            self._whole = how is self._how

    def _read_all(self) -> None:
        for _ in self.fill():
            pass

    def _found(self, quote: str) -> How | None:
        """How a quote was found."""
        how = self._how.get(quote)
        if how is None and not self._whole and (raw := self._ws.quotes.raw(quote)) is not None:
            self._note(_found.decode(raw))
            how = self._how.get(quote)
        return how

    def take(self, ops: Iterable[Op]) -> None:
        """Bring it in line with changes that were made."""
        gone: list[str] = []
        reviews: list[Op] = []
        for op in ops:
            if op.table not in ("quotes", "reviews"):
                continue
            if not op.key:
                self._load()
                return
            if op.table == "reviews":
                reviews.append(op)
            elif op.new is not None:
                self._note(_found.decode(op.new))
            elif op.old is not None:
                gone.append(_found.decode(op.old).id)
        for op in reviews:
            for doc, by in ((op.old, -1), (op.new, 1)):
                review = _review.decode(doc) if doc is not None else None
                if review is not None and review.status in _JUDGED:
                    self._count(review.quote, _JUDGED[review.status], by)
        for ident in gone:
            self._how.pop(ident, None)

    def _note(self, found: _Found) -> None:
        if found.certainty is not None:
            how = How(found.kind, found.rule, found.certainty)
            self._how[found.id] = self._same.setdefault(how, how)

    def _count(self, quote: str, right: int, by: int) -> None:
        how = self._found(quote)
        if how is not None:
            counts = self._counts.setdefault(how[:2], [0, 0])
            counts[0] += right * by
            counts[1] += by
