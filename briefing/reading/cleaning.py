"""Outside text made safe to keep and to show: NFC, ``\\n`` line ends, nothing invisible that acts.

Knows nothing of files or documents. What goes away: terminal escapes, control characters, bidi controls,
zero-width characters, byte order marks, tags and lone surrogates. Blanks of any width become a plain space, so that
words are found however they were typeset. Everything is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

_KEEP = r"[\u0600-\u0dff]"
_EMOJI = r"[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]"
_LINE = "\r\x0b\x0c\x85\u2028\u2029"
_BLANK = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_JOINER = "\u200c\u200d"
_HARM = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_ODD = re.compile(f"[{_LINE}{_BLANK}{_HARM}]")
_ASCII = bytes(range(32, 127)) + b"\n"
_PLAIN = re.compile(
    "[\xa1-\xac\xae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u2056\u20a0-\u20c0\u2116\u2122"
    "\u2190-\u2328\u232b-\u2adb]*"
)
"""Letters and marks that are neither odd nor ever composed with others: what most texts are made of."""
_LINES = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_BLANKS = re.compile(f"[{_BLANK}]")
_ESCAPES = "\x1b\x90\x98\x9b\x9d\x9e\x9f"
_ESCAPE = re.compile(
    # Each scan stops at the next escape, so that a million openings stay linear.
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]P^_X]|[\x90\x98\x9d\x9e\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]+[0-~]|\x1b[0-Z\\-~]"
)
_JOINS = re.compile(rf"(?<={_KEEP})[\u200c\u200d](?={_KEEP})|(?<={_EMOJI})\u200d(?={_EMOJI})")
MAX_MARKS = 30
"""So many marks on one letter are kept (the Stream-Safe Text Format of UAX #15): composing longer runs is quadratic."""
_LONG_RUN = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
_RUN = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")

Offsets = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Cleaned:
    """A clean text, the way back, and how much harm was taken out.

    ``offsets`` are the places where the shift between clean and given text changes: (clean, given), rising.
    ``changed`` counts what was made harmless (a whole terminal escape counts once); blanks, line ends and the
    composition of letters are not counted.
    """

    text: str
    offsets: Offsets = ()
    changed: int = 0

    def original(self, offset: int) -> int:
        """The code-point offset in the given text for one in the clean text (0 to ``len(text)``, ends included)."""
        at = bisect_right(self.offsets, (offset, 1 << 62)) - 1
        if at < 0:
            return offset
        clean_at, given_at = self.offsets[at]
        return given_at + offset - clean_at


def clean(text: str) -> Cleaned:
    """``text`` without anything that acts on a terminal or hides from the eye; never raises, idempotent."""
    if text.isascii() and text.isprintable():  # Most fields and many paragraphs: nothing to look for.
        return Cleaned(text)
    letters = "".join(letters_of(text))
    if _PLAIN.fullmatch(letters):
        return Cleaned(text)
    safe, offsets, changed = _harmless(text) if _ODD.search(letters) else (text, (), 0)
    if any(map(unicodedata.combining, letters)) and _LONG_RUN.search(safe):
        thin, cuts, more = _thinned(safe)
        offsets = _joined(Cleaned(safe, offsets), cuts, len(thin))
        safe, changed = thin, changed + more
    if unicodedata.is_normalized("NFC", safe):
        return Cleaned(safe, offsets, changed)
    composed, second = _composed(safe)
    return Cleaned(composed, _joined(Cleaned(safe, offsets), second, len(composed)), changed)


def letters_of(text: str) -> set[str]:
    """Every character of ``text`` but line ends and those of printable ASCII, once."""
    return set(text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass"))


def _harmless(text: str) -> tuple[str, Offsets, int]:
    """``text`` with everything odd replaced or taken out, the offset map, and the count of harmful things."""
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    done = length = changed = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        if start < done:
            continue
        char = match.group()
        if char in _LINES:
            new = "\n"
            end += text.startswith("\r\n", start)
        elif _BLANKS.match(char):
            new = " "
        elif char in _JOINER and _JOINS.match(text, start):
            continue
        else:
            new = "\ufffd" if "\ud800" <= char <= "\udfff" else ""
            changed += 1
            if char in _ESCAPES and (escape := _ESCAPE.match(text, start)):
                end = escape.end()
        pieces.append(text[done:start])
        length += start - done + len(new)
        if new:
            pieces.append(new)
        done = end
        if end - start != len(new):
            if offsets and offsets[-1][0] == length:
                offsets.pop()
            offsets.append((length, end))
    pieces.append(text[done:])
    return "".join(pieces), tuple(offsets), changed


def _thinned(text: str) -> tuple[str, Offsets, int]:
    """``text`` with at most ``MAX_MARKS`` combining marks in a row, the offset map, and how many were taken out."""
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    done = length = gone = 0
    for run in _LONG_RUN.finditer(text):
        marks = 0
        for at in range(*run.span()):
            marks = marks + 1 if unicodedata.combining(text[at]) else 0
            if marks <= MAX_MARKS:
                continue
            pieces.append(text[done:at])
            length += at - done
            done = at + 1
            gone += 1
            if offsets and offsets[-1][0] == length:
                offsets.pop()
            offsets.append((length, done))
    pieces.append(text[done:])
    return "".join(pieces), tuple(offsets), gone


def _composed(text: str) -> tuple[str, Offsets]:
    """``text`` in NFC, with the offset map. An ASCII character never joins what stands before it."""
    pieces: list[str] = []
    offsets: list[tuple[int, int]] = []
    done = length = 0
    for run in _RUN.finditer(text):
        words = run.group()
        if unicodedata.is_normalized("NFC", words):
            continue
        pieces.append(text[done : run.start()])
        length += run.start() - done
        for given_at, given_end, new in _clusters(words):
            pieces.append(new)
            if len(new) != given_end - given_at:
                offsets.extend((length + i, run.start() + given_at) for i in range(1, len(new)))
                offsets.append((length + len(new), run.start() + given_end))
            length += len(new)
        done = run.end()
    pieces.append(text[done:])
    return "".join(pieces), tuple(offsets)


def _clusters(words: str) -> list[tuple[int, int, str]]:
    """``words`` cut into a letter with its marks each, composed; as one piece where that would not be exact."""
    cuts = [0]
    for i, letter in enumerate(words):
        if i and not unicodedata.combining(letter) and unicodedata.category(letter)[0] != "M":
            if "\u1160" <= letter <= "\u11ff":
                continue
            cuts.append(i)
    cuts.append(len(words))
    found = [(a, b, unicodedata.normalize("NFC", words[a:b])) for a, b in pairwise(cuts)]
    whole = unicodedata.normalize("NFC", words)
    return found if "".join(new for _, _, new in found) == whole else [(0, len(words), whole)]


def _joined(first: Cleaned, second: Offsets, length: int) -> Offsets:
    """The map through ``second`` and then ``first``, as one."""
    both = Cleaned("", second)
    places = {clean_at for clean_at, _ in second}
    given = [safe_at for _, safe_at in second]
    for safe_at, _ in first.offsets:
        at = bisect_right(given, safe_at) - 1
        places.add(safe_at + (second[at][0] - second[at][1] if at >= 0 else 0))
    return tuple((p, first.original(both.original(p))) for p in sorted(places) if 0 <= p <= length)
