"""Taking words of a text in hand: the spans of a quote as their ends move by words, sentences or characters, and the
caret that looks for words of a new one. Pure, over one text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from briefing.records import Kind, Span

_WORD = re.compile(r"\w(?:[\w'’.-]*\w)?")
_END = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bGen)(?<!\bSen)(?<![A-ZА-ЯЁ])[.!?…]+[\"'”’»)\]]*"
    r"(?=\s+[\"“«„‘(\[]?(?:[^\W_a-zа-яё]|[—–-])|\s*\n|\s*\Z)|\n+"
)
"""Where a sentence ends: not after the initials and titles that are written with a full stop."""
_OPEN, _CLOSE = "\"“«„‘'", "\"”»“’'"
REACH = 20_000
GAP = 4_000
"""So many characters may be left out in the middle of words that are looked for."""


@dataclass
class Adjusting:
    """The spans as they are moved: ``at`` is the span in hand, ``end`` whether its end (else its start) is.

    With ``fresh`` they become a quote of their own: a caret of one word goes about until it is ``held``, then its ends
    move as those of a quote do.
    """

    text: str
    spans: list[Span]
    at: int = 0
    end: bool = True
    before: tuple[Span, ...] = field(default=())
    quote: str = ""
    """The id of the quote they are of."""
    source: str = ""
    """The id of the source whose text it is."""
    lost: bool = False
    """Whether the text is the new one of a quote that is lost there."""
    fresh: bool = False
    held: bool = False

    def __post_init__(self) -> None:
        self.before = tuple(self.spans)

    @cached_property
    def _low(self) -> int:
        return 0 if self.fresh else max(0, self.spans[0][0] - REACH)

    @cached_property
    def _high(self) -> int:
        return len(self.text) if self.fresh else min(len(self.text), self.spans[-1][1] + REACH)

    @cached_property
    def words(self) -> list[Span]:
        """The words around, without the punctuation between them."""
        return [match.span() for match in _WORD.finditer(self.text, self._low, self._high)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.words]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences around, from their first sign to their last."""
        found, start = [], self._low
        cuts = [match.end() for match in _END.finditer(self.text, self._low, self._high)]
        for end in (*cuts, self._high):
            piece = self.text[start:end]
            if piece.strip():
                found.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
            start = end
        return found

    @property
    def hand(self) -> int:
        """The offset of the character at the end in hand."""
        start, end = self.spans[self.at]
        return max(start, end - 1) if self.end else start

    @property
    def roams(self) -> bool:
        """Whether a caret goes about that has no words in hand yet."""
        return self.fresh and not self.held

    def move(self, by: int, sentences: bool = False) -> bool:
        """Move the end in hand (or the caret) by words or sentences; false when there is no room."""
        if self.roams:
            return self._roam(by, sentences)
        units = self.sentences if sentences else self.words
        start, end = self.spans[self.at]
        stops = sorted({unit[1] if self.end else unit[0] for unit in units})
        here = end if self.end else start
        place = bisect_right(stops, here) + by - 1 if by > 0 else bisect_left(stops, here) + by
        return 0 <= place < len(stops) and self._end_to(stops[place])

    def nudge(self, by: int) -> bool:
        """Move the end in hand by characters; false when there is no room."""
        start, end = self.spans[self.at]
        return not self.roams and self._end_to((end if self.end else start) + by)

    def go_to(self, offset: int) -> bool:
        """Move the end in hand (or the caret) to the word at an offset of the text or before it; false when there is no
        room.
        """
        if not self.words:
            return False
        word = self.words[max(0, bisect_right(self._starts, offset) - 1)]
        if self.roams:
            self.spans[0] = word
            return True
        return self._end_to(word[1] if self.end else word[0])

    def _end_to(self, to: int) -> bool:
        start, end = self.spans[self.at]
        low = self.spans[self.at - 1][1] if self.at else 0
        high = self.spans[self.at + 1][0] if self.at + 1 < len(self.spans) else len(self.text)
        span = (start, to) if self.end else (to, end)
        if span[0] >= span[1] or span[0] < low or span[1] > high:
            return False
        self.spans[self.at] = span
        return True

    def find(self, text: str) -> bool:
        """Put the span in hand on the next place that has ``text``, whatever the case; false when there is none. Words
        left out in the middle are written as ``...`` or ``…``.
        """
        first, gap, last = re.sub(r"\s*(?:\.\.\.|…)\s*", "…", text.strip()).partition("…")
        parts = [r"\s+".join(map(re.escape, part.split())) for part in (first, last)]
        pattern = parts[0] + f"(?s:.{{0,{GAP}}}?)" * (gap != "") + parts[1]
        low = self.spans[self.at - 1][1] if self.at else 0
        high = self.spans[self.at + 1][0] if self.at + 1 < len(self.spans) else len(self.text)
        words = re.compile(pattern, re.IGNORECASE)
        found = words.search(self.text, self.spans[self.at][1], high) or words.search(self.text, low, high)
        if not first or (gap and not last) or found is None:
            return False
        self.spans[self.at] = found.span()
        self.held = self.end = True
        for known in ("_low", "_high", "words", "_starts", "sentences"):
            self.__dict__.pop(known, None)
        return True

    def _roam(self, by: int, sentences: bool) -> bool:
        words, here = self.words, self.spans[0][0]
        at = bisect_right(self._starts, here) - 1
        if sentences:  # a sentence may open with a mark, so it is known by its first word
            starts = [bisect_left(self._starts, start) for start, _ in self.sentences]
            place = bisect_right(starts, at) + by - 1 if by > 0 else bisect_left(starts, at) + by
            if not 0 <= place < len(starts):
                return False
            place = starts[place]
        else:
            place = at + by
        if not 0 <= place < len(words):
            return False
        self.spans[0] = words[place]
        return True

    def hold(self) -> None:
        """Take the word at the caret in hand: from now on its ends move."""
        self.held = self.end = True

    def take_sentence(self) -> None:
        """Take the whole sentence in hand in which the end in hand (or the caret) stands."""
        here = self.hand
        span = next((unit for unit in self.sentences if unit[0] <= here < unit[1]), None)
        low = self.spans[self.at - 1][1] if self.at else 0
        high = self.spans[self.at + 1][0] if self.at + 1 < len(self.spans) else len(self.text)
        if span is not None:
            self.spans[self.at] = (max(low, span[0]), min(high, span[1]))
            self.hold()

    def drag(self, one: int, other: int) -> None:
        """Take the whole words between two offsets in hand, in whatever order these are."""
        low, high = min(one, other), max(one, other)
        words = [word for word in self.words if word[0] <= high and word[1] > low]
        if words:
            self.spans[self.at] = (words[0][0], words[-1][1])
            self.held, self.end = True, other >= one

    def other_end(self) -> None:
        """Take the other end in hand."""
        self.end = not self.end

    def next_span(self) -> None:
        """Take the next span in hand."""
        self.at = (self.at + 1) % len(self.spans)

    def add(self) -> bool:
        """Add a span of one word after the one in hand; false when there is no room."""
        low = self.spans[self.at][1]
        high = self.spans[self.at + 1][0] if self.at + 1 < len(self.spans) else len(self.text)
        words = [word for word in self.words if word[0] > low and word[1] < high]
        found = words[1] if len(words) > 1 else words[0] if words else None
        if found is None:
            return False
        self.at += 1
        self.spans.insert(self.at, found)
        self.end = True
        return True

    def remove(self) -> bool:
        """Take the span in hand away; false when it is the only one."""
        if len(self.spans) == 1:
            return False
        del self.spans[self.at]
        self.at = min(self.at, len(self.spans) - 1)
        return True

    @property
    def result(self) -> tuple[Span, ...]:
        """The spans as they are now; those that touch are one."""
        joined: list[Span] = []
        for start, end in sorted(self.spans):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    @property
    def kind(self) -> Kind:
        """What kind of quote the words are, by the quotation marks in and around them."""
        start, end = self.result[0][0], self.result[-1][1]
        inner = self.text[start:end].rstrip(",.;")
        opened = self.text[start] in _OPEN or (start > 0 and self.text[start - 1] in _OPEN)
        closed = inner[-1:] in _CLOSE or self.text[end : end + 3].lstrip(",.;!?")[:1] in tuple(_CLOSE)
        if opened and closed:
            return "direct"
        return "mixed" if any(sign in inner for sign in '"“«„') else "indirect"


def first_word(text: str, at: int) -> Span | None:
    """The first word at the offset ``at`` or after it, else the last one before; None in a text without words."""
    match = _WORD.search(text, at)
    if match is None:
        match = next(iter(reversed(list(_WORD.finditer(text, max(0, at - REACH), at)))), None)
    return match.span() if match else None
