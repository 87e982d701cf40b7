"""Which stretches of a text stand between quotation marks.

Knows paragraphs and characters only. Time is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from briefing.records import Span

EDGE = " \t\"“”„‟«»‘’'`,.;:!?…()-–—"
_MARK = re.compile(r"``|''|’’|[\"“”„«»]")
_SINGLE = re.compile(r"['‘’]")

Mark = tuple[int, int, str]
"""Place, width and kind of a mark: ``o`` opening, ``c`` closing, ``?`` either."""


class Region(NamedTuple):
    """A quotation: ``start``/``end`` with its marks, ``inner``/``inner_end`` without; ``open_end``: never closed."""

    start: int
    end: int
    inner: int
    inner_end: int
    open_end: bool = False
    single: bool = False


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Each mark in order, one at a time: a hostile text may be nothing else."""
    depth, low = 0, False
    for m in _MARK.finditer(text, start, end):
        i, ch = m.start(), m.group()
        before = text[i - 1] if i > start else " "
        j = m.end()
        after = text[j] if j < end else " "
        if ch == "``":
            kind = "o"
        elif ch in ("''", "’’"):
            kind = "o" if before.isspace() or before in "([—" else "c"
        elif ch == "«":
            depth += 1
            if depth > 1:
                continue
            kind = "o"
        elif ch == "»":
            depth = max(0, depth - 1)
            if depth:
                continue
            kind = "c"
        elif ch == "„":
            low = True
            kind = "o"
        elif ch == "“":
            kind = "c" if low else "o"
        elif ch == "”":
            kind = "c"
        elif before.isspace() or before in "([{—–-":
            kind = "?" if after.isspace() else "o"
        elif after.isspace() or after in ".,;:!?)]}—–":
            kind = "c"
        else:
            kind = "?"
        yield i, len(ch), kind


def _single_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    opened = False
    for m in _SINGLE.finditer(text, start, end):
        i = m.start()
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if before.isalnum() and after.isalnum():
            continue
        if text[i] == "‘" or ((before.isspace() or before in "([{—–-") and after.isalnum() and text[i] != "’"):
            yield i, 1, "o"
            opened = True
        elif opened and (before.isalnum() or before in ".,!?…;:") and not after.isalnum():
            yield i, 1, "c"


def regions(text: str, paragraphs: list[tuple[int, int]]) -> list[Region]:
    """Every quotation of the text in order, never crossing a paragraph's end or each other."""
    out: list[Region] = []
    carried = False
    for n, (s, e) in enumerate(paragraphs):
        marks = _marks(text, s, e)
        first = next(marks, None)
        single = first is None
        if first is None:
            if carried:
                out.append(Region(s, e, s, e, True))
                continue
            marks = _single_marks(text, s, e)
            first = next(marks, None)
        opened: tuple[int, int] | None = (s, s) if carried and first and first[2] == "c" else None
        carried = False
        for place, width, kind in chain([first] if first else [], marks):
            if opened is None:
                if kind in "o?":
                    opened = (place, place + width)
            elif kind in "c?":
                if place > opened[1]:
                    out.append(Region(opened[0], place + width, opened[1], place, False, single))
                opened = None
            elif text[place] == '"' and place > opened[1]:
                opened = (place, place + width)
        if opened is not None and opened[1] < e and not single:
            following = paragraphs[n + 1] if n + 1 < len(paragraphs) else (e, e)
            at_start = not text[s : opened[0]].strip(EDGE)
            nxt = text[following[0] : following[0] + 1]
            carried = _closes_later(text, paragraphs, n)
            if at_start or carried or (nxt and nxt in "\"“«`'‘"):
                out.append(Region(opened[0], e, opened[1], e, True))
    return out


_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")


def kind_of(text: str, spans: Sequence[Span]) -> Literal["direct", "mixed", "indirect"]:
    """What the quotation marks of ``text`` make of words at ``spans``: all in quotations, some of them, or none."""
    quoted = regions(text, [match.span() for match in _PARAGRAPH.finditer(text)])
    whole = part = 0
    for start, end in spans:
        low, high = start, start + len(text[start:end].rstrip(" \n.,;:!?…"))
        whole += any(one.start <= low and high <= one.end for one in quoted)
        part += any(one.inner < high and low < one.inner_end for one in quoted)
    return "direct" if whole == len(spans) else "mixed" if part else "indirect"


def _closes_later(text: str, paragraphs: list[tuple[int, int]], n: int) -> bool:
    """Whether the next mark within two paragraphs is a closing one."""
    for s, e in paragraphs[n + 1 : n + 3]:
        m = _MARK.search(text, s, min(e, s + 5000))
        if m is None:
            continue
        ch, after = m.group(), text[m.end() : m.end() + 1]
        if ch in "”»":
            return True
        if ch in ('"', "''"):
            return not text[m.start() - 1].isspace() and m.start() > s and (not after or after in " \n.,;:!?)")
        return False
    return False
