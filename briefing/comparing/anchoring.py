"""Quotes found again in a changed text.

Each span is looked for at its exact place, by its exact words, then approximately; candidates are weighed as 50 parts
the words, 20 the words before, 20 the words after, 2 the place. What is not found well enough is lost, and says so:
nothing is put on words that may be others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from briefing.comparing.tokens import Tokens, tokens
from briefing.records import Quote, Span

State = Literal["kept", "moved", "changed", "lost"]
NEAR = 6
"""How many words on either side are its context."""
_CANDIDATES = 4
_COMMON = 40
_EVERYWHERE = 250
_FEW = 3
_SOMETHING = 60
"""How like a stretch has to be to be proposed to somebody who looks at it."""
_PUNCTUATION = frozenset("“”\"«»„‘’'…—–-.,!?;:()[]")


@dataclass(frozen=True)
class Anchor:
    """Where a quote is in the new text: ``spans`` (empty when lost), and how sure that is (0 to 100)."""

    quote: str
    state: State
    spans: tuple[Span, ...] = ()
    score: float = 0.0


@dataclass
class _Place:
    """One candidate: words ``first`` to ``last`` (exclusive) of the new text, and its weights (0 to 100)."""

    first: int
    last: int
    words: float
    before: float
    after: float
    place: float = field(default=0.0)

    @property
    def score(self) -> float:
        return (50 * self.words + 20 * self.before + 20 * self.after + 2 * self.place) / 92


class Finder:
    """Two texts made ready, so that each quote costs little."""

    def __init__(self, old: str, new: str) -> None:
        """Index the words of both texts once."""
        self.old, self.new = old, new
        self.before, self.after = tokens(old), tokens(new)
        self.single: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.after.words):
            self.single[word].append(i)

    def _pair(self, one: str, two: str) -> list[int]:
        """Every place in the new text where ``one`` is followed by ``two``; none when both are everywhere."""
        firsts, seconds = self.single.get(one, ()), self.single.get(two, ())
        text = self.after.words
        if len(firsts) > _EVERYWHERE and len(seconds) > _EVERYWHERE:
            return []
        if len(firsts) <= len(seconds):
            return [p for p in firsts if p + 1 < len(text) and text[p + 1] == two]
        return [p - 1 for p in seconds if p and text[p - 1] == one]

    def find(self, quote: Quote) -> Anchor:
        """Where ``quote`` is now."""
        if all(self.new[s:e] == self.old[s:e] for s, e in quote.spans) and self._same_around(quote):
            return Anchor(quote.id, "kept", quote.spans, 100.0)
        found: list[tuple[Span, _Place, bool]] = []
        for span in quote.spans:
            one = self._span(span, found[-1][1].last if found else None)
            if one is None:
                return Anchor(quote.id, "lost")
            found.append(one)
        spans = tuple(span for span, _, _ in found)
        if any(a[1] > b[0] for a, b in pairwise(spans)):
            return Anchor(quote.id, "lost")
        score = min(place.score for _, place, _ in found)
        if not all(same for _, _, same in found):
            return Anchor(quote.id, "changed", spans, score)
        stayed = all(max(place.before, place.after) >= 60 for _, place, _ in found)
        return Anchor(quote.id, "kept" if stayed else "moved", spans, score)

    def _same_around(self, quote: Quote) -> bool:
        """Whether the text right around the quote is the same, so that an unchanged place can be trusted."""
        start, end = quote.start, quote.end
        lead = self.old[max(0, start - 32) : start] == self.new[max(0, start - 32) : start]
        return lead or self.old[end : end + 32] == self.new[end : end + 32]

    def _span(self, span: Span, after: int | None) -> tuple[Span, _Place, bool] | None:
        """One span in the new text, with its weights and whether its words are the same; None when lost."""
        first, last = _inside(self.before, span)
        words = self.before.words[first:last]
        if not words:
            return None
        lead = self.before.words[max(0, first - NEAR) : first]
        tail = self.before.words[last : last + NEAR]
        places = [self._weighed(place, words, lead, tail, first) for place in self._exact(words)]
        if not places:
            places = [
                weighed
                for at in self._likely(words, lead, tail)
                if (weighed := self._approximate(at, words, lead, tail, first)) is not None
            ]
        if after is not None:
            places = [place for place in places if place.first >= after]
        if not places:
            return None
        best = max(places, key=lambda place: place.score)
        same = self.after.words[best.first : best.last] == words
        if not self._good(best, words, same=same):
            return None
        return self._edges(span, first, last, best), best, same

    def nearest(self, span: Span, taken: Sequence[Span] = ()) -> Span | None:
        """The stretch of the new text most like ``span`` of the old, sure or not, that shares nothing with ``taken``.

        None when nothing is like it.
        """
        first, last = _inside(self.before, span)
        words = self.before.words[first:last]
        lead, tail = self.before.words[max(0, first - NEAR) : first], self.before.words[last : last + NEAR]
        tried = (self._approximate(at, words, lead, tail, first) for at in self._likely(words, lead, tail))
        alike = [place for place in tried if place is not None and place.words >= _SOMETHING]
        for place in sorted(alike, key=lambda place: place.score, reverse=True):
            start, end = self._edges(span, first, last, place)
            if not any(low < end and start < high for low, high in taken):
                return start, end
        return None

    def _good(self, place: _Place, words: list[str], *, same: bool) -> bool:
        """Whether a place is sure enough. Words that stand twice in the old text need their neighbours."""
        around = max(place.before, place.after)
        if same:
            short = len(words) < 6
            return around >= 50 or not (self._often(words) or (short and len(words) < 3))
        letters = sum(map(len, words))
        if len(words) < 4 or letters < 15:
            return place.words >= 60 and place.before >= 60 and place.after >= 60
        if around >= 65:
            return place.words >= 55
        return place.words >= 78

    def _often(self, words: list[str]) -> bool:
        """Whether the same words stand more than once in the old text."""
        text, count, n = self.before.words, 0, len(words)
        for i in range(len(text) - n + 1):
            if text[i] == words[0] and text[i : i + n] == words:
                count += 1
                if count > 1:
                    return True
        return False

    def _exact(self, words: list[str]) -> list[tuple[int, int]]:
        """Every place where the same words stand in the new text."""
        n = len(words)
        if n == 1:
            starts: Sequence[int] = self.single.get(words[0], ())
        else:
            rarest = min(range(n), key=lambda i: len(self.single.get(words[i], ())))
            starts = [p - rarest for p in self.single.get(words[rarest], ())]
        text = self.after.words
        return [(p, p + n) for p in starts if p >= 0 and text[p : p + n] == words]

    def _weighed(
        self, place: tuple[int, int], words: list[str], lead: list[str], tail: list[str], was: int, share: float = 100.0
    ) -> _Place:
        first, last = place
        text = self.after.words
        return _Place(
            first,
            last,
            share,
            _likeness(lead, text[max(0, first - NEAR) : first]),
            _likeness(tail, text[last : last + NEAR]),
            100.0 * (1 - abs(first / max(1, len(text)) - was / max(1, len(self.before)))),
        )

    def _likely(self, words: list[str], lead: list[str], tail: list[str]) -> list[int]:
        """Where the quote may begin in the new text: the shifts for which most of its pairs of words vote."""
        votes: Counter[int] = Counter()
        run = lead + words + tail
        for i in range(len(run) - 1):
            places = self._pair(run[i], run[i + 1])
            if not places or len(places) > _COMMON:
                continue
            inside = len(lead) <= i < len(lead) + len(words)
            weight = (1.0 if inside else 0.6) / len(places)
            for p in places:
                votes[p - (i - len(lead))] += weight  # type: ignore[assignment]
        if not votes:
            for i, word in enumerate(words):
                places = self.single.get(word, [])
                if len(places) <= 5:
                    for p in places:
                        votes[p - i] += 1 / len(places)  # type: ignore[assignment]
        reach = max(3, len(words) // 4)
        found: list[int] = []
        around = {at: sum(votes.get(at + d, 0) for d in range(-reach, reach + 1)) for at in votes}
        for at, _ in sorted(around.items(), key=lambda item: (-item[1], -votes[item[0]])):
            if all(abs(at - other) > reach for other in found):
                found.append(at)
                if len(found) == _CANDIDATES:
                    break
        return found

    def _approximate(self, at: int, words: list[str], lead: list[str], tail: list[str], was: int) -> _Place | None:
        """The stretch near word ``at`` that is most like the quote, None when nothing there is like it."""
        text = self.after.words
        slack = max(4, len(words) // 3)
        low = max(0, at - slack)
        window = text[low : at + len(words) + slack]
        run = lead + words + tail
        pairs = [
            (a.src_start + k, a.dest_start + k)
            for a in Indel.opcodes(
                run, text[max(0, low - NEAR) : low] + window + text[at + len(words) + slack :][:NEAR]
            )
            if a.tag == "equal"
            for k in range(a.src_end - a.src_start)
        ]
        shift = max(0, low - NEAR)
        matched = [(i - len(lead), j + shift) for i, j in pairs]
        inner = [(i, j) for i, j in matched if 0 <= i < len(words)]
        if not inner:
            return None
        first, last = _bounds(matched, _core(inner), len(words))
        first, last = max(0, first), min(len(text), last)
        if first >= last:
            return None
        share = fuzz.ratio(" ".join(words), " ".join(text[first:last]))
        return self._weighed((first, last), words, lead, tail, was, share)

    def _edges(self, span: Span, first: int, last: int, place: _Place) -> Span:
        """The span in the new text, with the punctuation at its ends that the old one had."""
        start, end = self.after.starts[place.first], self.after.ends[place.last - 1]
        opening = self.old[span[0] : self.before.starts[first]]
        closing = self.old[self.before.ends[last - 1] : span[1]]
        floor = self.after.ends[place.first - 1] if place.first else 0
        ceiling = self.after.starts[place.last] if place.last < len(self.after) else len(self.new)
        for _ in opening:
            if start > floor and self.new[start - 1] in _PUNCTUATION:
                start -= 1
        for mark in closing:
            if end < ceiling and (self.new[end] in _PUNCTUATION or self.new[end] == mark):
                end += 1
        while end > start and self.new[end - 1].isspace():
            end -= 1
        return start, end


def _inside(text: Tokens, span: Span) -> tuple[int, int]:
    """The words of ``text`` that stand in ``span``, as first and last (exclusive)."""
    return bisect_left(text.starts, span[0]), bisect_right(text.ends, span[1])


def _likeness(one: list[str], other: list[str]) -> float:
    """How like two short runs of words are, 0 to 100."""
    if not one and not other:
        return 100.0
    if not one or not other:
        return 0.0
    return float(fuzz.ratio(" ".join(one), " ".join(other)))


def _core(inner: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The run of matches worth most: one for each word that matches, half of one off for each strange word between."""
    best = here = (0.0, 0, 0)
    for k, (i, j) in enumerate(inner):
        if k:
            a, b = inner[k - 1]
            cost = 0.5 * (j - b - 1) + 0.15 * (i - a - 1)
            here = (here[0] - cost + 1, here[1], k + 1) if here[0] > cost else (1.0, k, k + 1)
        else:
            here = (1.0, 0, 1)
        best = max(best, here, key=lambda run: run[0])
    return inner[best[1] : best[2]]


def _bounds(matched: list[tuple[int, int]], core: list[tuple[int, int]], n: int) -> tuple[int, int]:
    """First and last (exclusive) word of the place, from the words of quote and context that match.

    Where the quote's own edge did not match, its neighbour outside tells where it was; without one, a few words that
    were changed are taken, and many that are missing are not.
    """
    i, j = core[0]
    first = j - i if i <= _FEW else j
    outside = [(a, b) for a, b in matched if a < 0 and b < j]
    if i and outside:
        a, b = outside[-1]
        between = j - b - 1 - (-1 - a)
        first = j - between if 0 <= between <= i + _FEW else j
    i, j = core[-1]
    missing = n - 1 - i
    last = j + 1 + (missing if missing <= _FEW else 0)
    outside = [(a, b) for a, b in matched if a >= n and b > j]
    if missing and outside:
        a, b = outside[0]
        between = b - j - 1 - (a - n)
        last = j + 1 + between if 0 <= between <= missing + _FEW else j + 1
    return first, last
