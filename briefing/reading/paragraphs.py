"""Where the paragraphs of a plain text are, however its lines are wrapped."""

from __future__ import annotations

import re

from briefing.reading.dates import is_time, read_date
from briefing.reading.labels import candidate, strength
from briefing.records import Span

_LINE = re.compile(r"[^\n]+")
_WIDE = 120
_ITEM = re.compile(r"(?:[-–—•*▪‣]|\(?\d{1,3}[.)]|\(?[a-zа-я]\))\s")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)")
_BARE_Q = re.compile(r"Q\d?\s{2,}\S")


def is_address(line: str) -> bool:
    """Whether ``line`` is nothing but a web address."""
    return bool(_ADDRESS.match(line.strip()))


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of ``text`` (clean), blanks at both ends left out, in order.

    Paragraphs are parted by blank lines; inside a stretch without one, a line starts a new paragraph when it is
    indented, a list item, begins with a speaker's label, or when the line before was broken with room to spare.
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    if not lines:
        return []
    width = _width(text, lines)
    found: list[list[int]] = []
    before: tuple[int, int] | None = None
    for start, end in lines:
        joins = (
            before is not None
            and text.count("\n", before[1], start) == 1
            and _continues(text[before[0] : before[1]], text[start:end], width)
        )
        if joins:
            found[-1][1] = end
        else:
            found.append([start, end])
        before = (start, end)
    return [trimmed(text, start, end) for start, end in found]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def is_centred(text: str, span: Span) -> bool:
    """Whether the first line of ``span`` is set in from the margin as headings of typewritten papers are."""
    line = text.rfind("\n", 0, span[0]) + 1
    return 6 <= span[0] - line <= 40 and text[line : span[0]].isspace()


def unspaced(words: str) -> str:
    """Letters set apart (``D E C R E E``) as a word; other words on one line."""
    return _SPACED.sub(lambda m: m.group().replace(" ", ""), " ".join(words.split()))


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The column at which lines are wrapped, 0 when each line is a paragraph of its own."""
    lengths = sorted(len(text[start:end].rstrip()) for start, end in lines)
    widest = lengths[-1] if len(lengths) < 50 else lengths[int(len(lengths) * 0.98)]
    full = sum(length >= 0.8 * widest for length in lengths)
    return widest if widest <= _WIDE and len(lengths) >= 2 and full >= max(1, len(lengths) * 0.25) else 0


def _continues(line: str, following: str, width: int) -> bool:
    """Whether ``following`` is the rest of the paragraph that ``line`` is in."""
    words, rest = line.strip(), following.strip()
    if is_address(words) or is_address(rest) or read_date(words) or read_date(rest) or is_time(rest) or is_time(words):
        return False
    if _ITEM.match(rest) or _BARE_Q.match(rest):
        return False
    name = candidate(rest)
    if name and strength(name) == 2:
        return False
    if rest[0].islower() and words[-1] not in ".!?…":
        return True
    if not width:
        return False
    indent = len(following) - len(following.lstrip())
    if indent >= 2 and indent > len(line) - len(line.lstrip()):
        return False
    first_word = rest.split(None, 1)[0]
    return len(line.rstrip()) + 1 + len(first_word) > width * 0.9
