"""Adjusting the spans of a quote by words and sentences: which offsets the ends can move to. Pure, over one text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from briefing.records import Span

_WORD = re.compile(r"\w[\w'’.-]*\w|\w|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+[\"'”’»)\]]*|$|(?=\n))|\n")
REACH = 20_000


@dataclass
class Adjusting:
    """The spans as they are moved: ``at`` is the span in hand, ``end`` whether its end (else its start) is."""

    text: str
    spans: list[Span]
    at: int = 0
    end: bool = True
    before: tuple[Span, ...] = field(default=())
    quote: str = ""
    """The id of the quote they are of."""
    lost: bool = False
    """Whether the text is the new one of a quote that is lost there."""

    def __post_init__(self) -> None:
        self.before = tuple(self.spans)
        self._reach()

    def _reach(self) -> None:
        """Find the words and sentences around the spans."""
        low = max(0, self.spans[0][0] - REACH)
        high = min(len(self.text), self.spans[-1][1] + REACH)
        self.words = [match.span() for match in _WORD.finditer(self.text, low, high)]
        self.sentences = [
            (match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
            for match in _SENTENCE.finditer(self.text, low, high)
            if match[0].strip()
        ]

    def move(self, by: int, sentences: bool = False) -> bool:
        """Move the end in hand by words (or sentences); false when there is no room."""
        units = self.sentences if sentences else self.words
        start, end = self.spans[self.at]
        low = self.spans[self.at - 1][1] if self.at else 0
        high = self.spans[self.at + 1][0] if self.at + 1 < len(self.spans) else len(self.text)
        stops = sorted({unit[1] if self.end else unit[0] for unit in units})
        here = end if self.end else start
        place = bisect_right(stops, here) + by - 1 if by > 0 else bisect_left(stops, here) + by
        if not 0 <= place < len(stops):
            return False
        to = stops[place]
        span = (start, to) if self.end else (to, end)
        if span[0] >= span[1] or span[0] < low or span[1] > high:
            return False
        self.spans[self.at] = span
        return True

    def find(self, text: str) -> bool:
        """Put the span in hand on the next place that has ``text``, whatever the case; false when there is none."""
        words = re.compile(r"\s+".join(map(re.escape, text.split())), re.IGNORECASE)
        low = self.spans[self.at - 1][1] if self.at else 0
        high = self.spans[self.at + 1][0] if self.at + 1 < len(self.spans) else len(self.text)
        found = words.search(self.text, self.spans[self.at][1], high) or words.search(self.text, low, high)
        if not text.strip() or found is None:
            return False
        self.spans[self.at] = found.span()
        self._reach()
        return True

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
        words = [word for word in self.words if word[0] > low and word[1] < high and word[1] - word[0] > 1]
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
