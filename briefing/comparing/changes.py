"""What a publisher changed in a text: both texts run together word by word, and what became of the quotes in them.

Pure functions of texts and records. ``merged`` is for reading, ``fates`` for the list beside it, ``proposed`` for the
quote whose words are gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from briefing.comparing.anchoring import Finder
from briefing.comparing.wording import Piece, word_diff
from briefing.records import Quote, Span

Fated = Literal["lost", "placed", "changed", "new", "moved", "kept"]
ORDER: tuple[Fated, ...] = ("lost", "placed", "changed", "new", "moved", "kept")
"""What an analyst has to look at first."""


class Fate(NamedTuple):
    """What became of a quote; ``was`` are its words before where they were others."""

    state: Fated
    quote: Quote
    was: str = ""


class Mark(NamedTuple):
    """A stretch of a merged text (code points): words that were cut, or added."""

    start: int
    end: int
    what: Literal["cut", "added"]


@dataclass(frozen=True)
class Merged:
    """Both texts as one: what stayed, with what was cut before what was put in its place."""

    text: str
    marks: tuple[Mark, ...]
    _pieces: tuple[Piece, ...]
    _old: tuple[int, ...]
    _new: tuple[int, ...]

    def of_new(self, span: Span) -> Span:
        """Where a stretch of the new text stands."""
        return self._at(span, self._new, [piece.new for piece in self._pieces])

    def of_old(self, span: Span) -> Span:
        """Where a stretch of the old text stands; one that stayed with other typography, as near as words go."""
        return self._at(span, self._old, [piece.old for piece in self._pieces])

    def _at(self, span: Span, starts: Sequence[int], spans: Sequence[Span]) -> Span:
        begins = [start for start, _ in spans]

        def place(offset: int) -> int:
            n = max(0, bisect_right(begins, offset) - 1)
            while n and spans[n][0] == spans[n][1]:
                n -= 1
            return starts[n] + offset - begins[n]

        low, high = place(span[0]), place(max(span[0], span[1] - 1)) + (span[1] > span[0])
        low = min(low, len(self.text))
        return low, max(low, min(high, len(self.text)))


def merged(old: str, new: str) -> Merged:
    """The texts ``old`` and ``new`` run together."""
    pieces = word_diff(old, new)
    if not pieces or pieces[-1].old[1] < len(old) or pieces[-1].new[1] < len(new):  # one of them has no words
        pieces = (Piece("changed", (0, len(old)), (0, len(new))),)
    parts: list[str] = []
    marks: list[Mark] = []
    olds: list[int] = []
    news: list[int] = []
    at = 0

    def gap(part: str) -> int:
        """Put a blank before words that would run into those before them."""
        glued = bool(parts and part and parts[-1][-1:].isalnum() and part[0].isalnum())
        parts.extend(" " * glued)
        return int(glued)

    for piece in pieces:
        before, after = old[slice(*piece.old)], new[slice(*piece.new)]
        at += gap(before if piece.act in ("cut", "changed") else after)
        olds.append(at)
        if piece.act in ("cut", "changed") and before:
            marks.append(Mark(at, at + len(before.rstrip()), "cut"))
            if piece.act == "changed":
                before = before.rstrip() + " "
            parts.append(before)
            at += len(before)
        news.append(at)
        if piece.act != "cut":
            if piece.act != "same" and after.strip():
                marks.append(Mark(at, at + len(after.rstrip()), "added"))
            parts.append(after)
            at += len(after)
    shown = tuple(mark for mark in marks if mark.end > mark.start)
    return Merged("".join(parts), shown, pieces, tuple(olds), tuple(news))


def fates(old: str, new: str, lost: Sequence[Quote], standing: Sequence[Quote]) -> list[Fate]:
    """What became of the quotes: those ``lost`` are left on ``old``, those ``standing`` are on ``new``.

    A standing quote whose words the old text has nowhere is new, unless it was lost and placed on them by hand. In the
    order of `ORDER`, then of the text.
    """
    finder = Finder(new, old)
    found = [Fate("lost", quote) for quote in lost]
    for quote in standing:
        if quote.was:
            found.append(Fate("placed", quote, quote.was))
            continue
        place = finder.find(quote)
        if place.state == "lost":
            found.append(Fate("new", quote))
        else:
            was = " … ".join(old[start:end] for start, end in place.spans) if place.state == "changed" else ""
            found.append(Fate(place.state, quote, was))
    return sorted(found, key=lambda fate: (ORDER.index(fate.state), fate.quote.spans))


def proposed(quote: Quote, old: str, new: str, standing: Sequence[Quote] = ()) -> Span | None:
    """Where ``quote`` of ``old`` may stand in ``new``: the words most like it that are none of the ``standing`` quotes.

    A proposal, not a finding: an analyst looks at it. None when nothing in the text is like it.
    """
    taken = [span for other in standing for span in other.spans]
    return Finder(old, new).nearest((quote.start, quote.end), taken)
