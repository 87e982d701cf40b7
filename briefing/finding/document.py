"""A text as the finder sees it: paragraphs, sentences, tokens, with each quotation one opaque token.

Knows marks and words, nothing of cues or speakers.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefing.finding.lexicon import Lexicon
from briefing.finding.marks import Region, regions
from briefing.finding.opening import parted
from briefing.records import Source, Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]++")
_BLOCK = re.compile(r"[^\s](?:[^\n]|\n(?![ \t]*\n))*")
FIGURED = frozenset("no jan feb mar apr jun jul aug sep sept oct nov dec".split())  # noqa: SIM905
"""Abbreviations that a figure follows."""
_TOKEN = re.compile(
    r"(?=\S)(?:\.{3}|--|[RDI]-[A-Z][a-z]*(?:\.[A-Z])*\.?(?=[,)])|\d+(?:[.,:]\d+)+"
    r"|[^\W_]++(?:['’.\-&/][^\W_]++)*+|[^\w\s]|_)"
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]»]*+(?=\s)")
_NAMED = r"(?:[A-Z][\w.'’-]*|the|a|of|[a-z]+ (?=spokes))"
_OPENER = re.compile(r"[“\"]?([A-Z][a-z]*)\s")
_ATTRIBUTION = re.compile(
    rf"\s+{_NAMED}(?:\s+{_NAMED}){{0,4}}(?:,[^,.!?]{{3,80}},)?\s+(?:later |then |also )?(?P<cue>[a-z]+)\b"
)


MOST_CUES = 12
"""No sentence is looked at for more words of saying than this: real ones have a few."""
FOLLOWED = frozenset({"mr", "mrs", "ms", "dr", "st", "vs", "no"})
"""Abbreviations that never end a sentence."""
LONGEST = 1600
"""No sentence is taken to be longer, in characters and not counting a quotation: this keeps time linear."""

NICKNAME = 25
"""A quotation behind an abbreviation that is no longer than this, in characters, may be a part of a name."""
ACRONYMS = frozenset({"WHO", "IT", "US"})
"""Acronyms that would read as pronouns in small letters."""


_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_LETTER = re.compile(r"[^\W\d_]")


def is_russian(text: str) -> bool:
    """Whether the letters at the text's beginning, middle and end are mostly Cyrillic."""
    sample = text[:2000] + text[len(text) // 2 : len(text) // 2 + 1000] + text[-1000:]
    return 2 * len(_CYRILLIC.findall(sample)) > len(_LETTER.findall(sample))


class Tok(NamedTuple):
    """A word (``w``), punctuation (``p``) or whole quotation (``q``) with its place in the text.

    ``low`` is the word in small letters and with straight apostrophes, for looking it up; a hyphen between blanks is
    the dash it stands for.
    """

    start: int
    end: int
    text: str
    low: str
    kind: str
    region: Region | None = None

    @property
    def capital(self) -> bool:
        """Whether it is a word beginning with a capital."""
        return self.kind == "w" and self.text[0].isupper()


class Sentence(NamedTuple):
    """A stretch of one paragraph that ends where a sentence does; quotations never end it inside themselves."""

    start: int
    end: int
    paragraph: int
    regions: tuple[Region, ...]


class Document:
    """A source's text cut up: ``paragraphs`` (start, end), ``roles`` of them, ``regions`` and ``sentences``.

    ``opened`` are the paragraphs that begin with a label printed inside one: number: (label, where the words begin).
    """

    def __init__(self, source: Source, words: Lexicon) -> None:
        self.text = source.text
        self.source = source
        self.words = words
        self.paragraphs, self.roles, self.opened = _paragraphs(source)
        self.regions = regions(self.text, self.paragraphs)
        self.region_starts = [r.start for r in self.regions]

    def sentences(self, skip: set[int]) -> list[Sentence]:
        """The sentences of every paragraph whose number is not in ``skip``."""
        out: list[Sentence] = []
        at = 0
        for n, (s, e) in enumerate(self.paragraphs):
            inside: list[Region] = []
            while at < len(self.regions) and self.regions[at].start < e:
                inside.append(self.regions[at])
                at += 1
            if n not in skip:
                out.extend(self._split(n, s, e, inside))
        return out

    def _split(self, n: int, s: int, e: int, inside: list[Region]) -> list[Sentence]:
        text, cuts = self.text, []
        k = 0
        for m in _STOP.finditer(text, s, e):
            while k < len(inside) and inside[k].end < m.end():
                k += 1
            if k < len(inside) and inside[k].start <= m.start() and m.end() < inside[k].end:
                continue
            end = m.end()
            j = end
            while j < e and text[j].isspace():
                j += 1
            if j >= e:
                break
            nxt = text[j]
            if nxt.islower() or nxt in ",;:)-–—―&":
                continue
            closes = k < len(inside) and inside[k].end == end
            if closes:
                if m.group()[0] in "!?" and nxt.isupper() and self._attributed(end, e):
                    continue
            elif m.group() == "." and not _opens(inside, k, j) and self._abbreviation(s, m.start(), j):
                continue
            cuts.append((end, j))
        cuts = self._shortened(s, e, cuts, inside)
        out, start = [], s
        k = 0
        for end, nxt_start in [*cuts, (e, e)]:
            mine = []
            while k < len(inside) and inside[k].start < end:
                mine.append(inside[k])
                k += 1
            out.append(Sentence(start, end, n, tuple(mine)))
            start = nxt_start
        return out

    def _attributed(self, end: int, stop: int) -> bool:
        """Whether a quotation that ends at ``end`` in "!" or "?" goes on with its attribution: "... Peskov asked"."""
        m = _ATTRIBUTION.match(self.text, end, min(stop, end + 200))
        _, group, tense = self.words.cues.get(m.group("cue"), ("", "", "")) if m else ("", "", "")
        return group in ("say", "that", "ask") and tense in ("past", "third")

    def _shortened(self, s: int, e: int, cuts: list[Span], inside: list[Region]) -> list[Span]:
        """More cuts where a sentence would be longer than any real one, at a blank outside quotations."""
        if e - s <= LONGEST:
            return cuts
        out: list[Span] = []
        start, k = s, 0
        for end, following in [*cuts, (e, e)]:
            while end - start > LONGEST:
                at = start + LONGEST
                while k < len(inside) and inside[k].end <= at:
                    k += 1
                if k < len(inside) and inside[k].start < at:
                    at = inside[k].end
                blank = self.text.find(" ", at, min(end, at + 200))
                at = blank if blank >= 0 else at
                if at >= end:
                    break
                out.append((at, at))
                start = at
            if end < e:
                out.append((end, following))
                start = following
        return out

    def _abbreviation(self, s: int, dot: int, following: int) -> bool:
        """Whether the stop at ``dot`` is that of an abbreviation and no sentence's end: "Ill.", "no. 5", not "no".

        What a word of a closed class follows with a capital ("the U.S. But ..") ends one.
        """
        i = dot
        while i > s and not self.text[i - 1].isspace() and dot - i < 12:
            i -= 1
        word = self.text[i:dot].lstrip("(\"“'‘[").rpartition("-")[2]
        low = word.lower()
        opener = _OPENER.match(self.text, following) if len(word) > 1 else None
        if opener and opener[1].lower() in self.words.joining and low not in self.words.called | FOLLOWED:
            return False
        if low not in self.words.abbreviations:
            return all(len(letter) == 1 and letter.isupper() for letter in word.split("."))
        if self.text[dot + 1 : dot + 3].strip().isdigit() or low in self.words.small_abbreviations:
            return True
        return word[0].isupper() and low not in FIGURED

    def tokens(self, sentence: Sentence) -> list[Tok]:
        """The sentence's tokens, each quotation as one."""
        out: list[Tok] = []
        at = sentence.start
        for region in sentence.regions:
            out.extend(tokens_of(self.text, at, region.start))
            start, end = max(region.start, sentence.start), min(region.end, sentence.end)
            out.append(Tok(start, end, "", "", "q", region))
            at = end
        out.extend(tokens_of(self.text, at, sentence.end))
        return out


def tokens_of(text: str, start: int, end: int) -> list[Tok]:
    """The words and punctuation between two places."""
    out: list[Tok] = []
    new = tuple.__new__  # without the call that a NamedTuple's own makes first, which costs a fifth of the time here
    for m in _TOKEN.finditer(text, start, end):
        s, e = m.span()
        word = text[s:e]
        if word[0].isalnum():
            low = word if word in ACRONYMS else word.lower().replace("’", "'")
            out.append(new(Tok, (s, e, word, low, "w", None)))
            continue
        if word == "-" and text[s - 1 : e + 1] == " - ":
            word = "–"
        out.append(new(Tok, (s, e, word, word.replace("’", "'"), "p", None)))
    return out


def _opens(inside: list[Region], k: int, at: int) -> bool:
    """Whether a quotation of some length begins at ``at``; ``k`` is the number of the first that ends later."""
    return k < len(inside) and inside[k].start == at and inside[k].end - at > NICKNAME


def _paragraphs(source: Source) -> tuple[list[Span], list[str], dict[int, tuple[Span, int]]]:
    """Where each paragraph is and the role it plays: from the blocks, else lines (or stretches of wrapped lines)."""
    if source.blocks:
        spans: list[Span] = [(b.start, b.end) for b in source.blocks]
        roles: list[str] = [b.role for b in source.blocks]
        return parted(source.text, spans, roles) if is_russian(source.text) else (spans, roles, {})
    lines = [m.span() for m in _LINE.finditer(source.text) if not m.group().isspace()]
    if len(lines) > 8 and "\n\n" in source.text and _wrapped(source.text, lines):
        lines = [m.span() for m in _BLOCK.finditer(source.text)]
    return lines, ["paragraph"] * len(lines), {}


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines were broken at a fixed width."""
    long = sorted(e - s for s, e in lines)[len(lines) * 3 // 4]
    if not 50 <= long <= 90 or max(e - s for s, e in lines) > 110:
        return False
    broken = sum(text[e - 1].isalnum() or text[e - 1] == "," for _, e in lines)
    return broken >= 0.5 * len(lines)
