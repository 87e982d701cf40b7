"""Questions put to somebody: "Asked by Anna Smirnova if .." is hers, "Asked if .., Peskov said no" nobody's.

Works on one sentence and its cue "asked".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.bounds import FRONTED
from briefing.finding.contents import QUESTION
from briefing.finding.phrases import DASHES

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder


def was_asked(f: SentenceFinder, i: int, start: int) -> bool:
    """Whether the "asked" at ``i`` tells what somebody was asked; takes up the question of who is named behind "by",
    and sees to it that nobody else's is given to who answers."""
    first = f.tags[i] in "PU" and start == i and (i == 0 or f.toks[i - 1].low in FRONTED)
    if not first and not _aside(f, i) and not f.passive(start, i):
        return False
    who = f.phrases.after(i + 2) if i + 1 < f.end and f.toks[i + 1].low == "by" else None
    found = f.contents.right(who[1] - 1, "ask", "ask") if who else None
    if who is not None and found is not None:
        a, b = found
        commas = (x for x in range(a + 1, b) if f.toks[x].text == ",")
        b = next((x for x in commas if first or f.look.new_clause(x + 1)), b)
        f.add([(a, b)], who, (i, i + 1), "asked by", "questioned")
    elif who is None and not f.passive(start, i):
        _pass_over(f, i)
    return True


def asks(f: SentenceFinder, a: int, b: int) -> bool:
    """Whether the words from ``a`` to ``b`` in front of "he asked" are a question: quoted, or verb before subject."""
    if "Q" in f.tags[a:b]:
        return True
    x = a
    while x < b and (f.tags[x] in "RXN" or (x == a and f.tags[x] == "W")):
        x += 1
    return x + 1 < b and f.tags[x] in "AM" and f.tags[x + 1] in "ODPN" and (x == a or f.tags[a] == "W")


def _aside(f: SentenceFinder, i: int) -> bool:
    """Whether the "asked" at ``i`` opens an aside to the subject before it: "Petrov, asked if .., said no"."""
    mark = f.toks[i - 1].text if i else ""
    if mark not in (",", *DASHES) or f.tags[i] not in "VU":
        return False
    return any(f.toks[x].text == mark and f.tags[x + 1] in "AMV" for x in range(i + 2, f.end - 1))


def _pass_over(f: SentenceFinder, i: int) -> None:
    """Keeps the question behind the "asked" at ``i`` out of the answer's words, which begin behind it."""
    found = f.contents.right(i, "ask", "ask")
    if found is None or f.toks[found[0]].low not in QUESTION:
        return
    a, b = found
    f.asked = next((end for y in range(a + 1, b) if f.tags[y] in "AMV" and (end := _answered(f, i, y))), b)


def _answered(f: SentenceFinder, i: int, verb: int) -> int:
    """Where the question behind the "asked" at ``i`` ends, if the finite verb at token ``verb`` tells the answer."""
    who = f.phrases.subject(verb)
    if who is None:
        return 0
    first = who[0] if who[0] > i else f.phrases.verb_start(verb)
    mark = f.toks[first - 1]
    if mark.text == ",":
        return first - 1
    return first if mark.region is not None and f.text[mark.region.inner_end - 1] == "," else 0
