"""Content that stands before its attribution, and goes on behind it: ``X, he said, Y``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.phrases import DASHES, Range
from briefing.finding.quotation import full

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder

TRAILING = frozenset(
    {"who", "which", "after", "while", "when", "whose", "where", "as", "because", "during", "following"}
)


def left_start(f: SentenceFinder, left_end: int) -> int:
    """Where a content in front of its attribution begins."""
    a = f.asked if f.asked < left_end else 0
    for m in range(left_end - 1, a - 1, -1):
        if f.tags[m] == "Q" and m in f.used:
            a = m + 1
            break
        if f.toks[m].text == ";":
            a = m + 1
            break
    while a < left_end and (f.tags[a] == "Z" or f.toks[a].low in ("and", "but", "yet")):
        if f.toks[a].text in ("(", "[", "$"):
            break
        a += 1
    return a


def around(f: SentenceFinder, left_end: int, right_start: int, who: Range, cue: Range, rule: str) -> None:
    """Content before the attribution, and behind it when the sentence goes on after a comma."""
    toks, tags, end = f.toks, f.tags, f.end
    k = right_start
    while k < end and not (toks[k].text in (",", ";", ":", *DASHES) or tags[k] == "Q"):
        k += 1
    start = left_start(f, left_end)
    last = next((m for m in range(left_end - 1, max(start, left_end - 3) - 1, -1) if tags[m] == "Q"), -1)
    quoted = last >= 0 and full(toks[last], f.text) and last >= start
    left = (last, left_end) if quoted and (last == start or toks[last - 1].kind == "p") else (start, left_end)
    ranges = [left] if left[0] < left[1] else []
    close = left_end < k <= left_end + 4 and not rule.startswith("inverted") and not _apart(f, k + 1)
    finite_left = quoted or f.look.main_clause(*left) or any(tags[m] == "Q" for m in range(*left))
    if k < end and (tags[k] == "Q" or (toks[k].text in (",", ";", ":", *DASHES) and k + 1 < end)):
        rest = k if tags[k] == "Q" else k + 1
        if quoted or (tags[rest] == "Q" and last >= 0):
            if tags[rest] == "Q":
                ranges.append((rest, rest + 1))
            elif (
                toks[rest].low in ("and", "but", "adding")
                and rest + 1 < end
                and tags[rest + 1] == "Q"
                and toks[k].text == ","
            ):
                ranges.append((rest + 1, rest + 2))
        elif (toks[k].text == "," and tags[rest] == "Q" and not finite_left) or (
            toks[k].text == ";" and rest < end and f.look.new_clause(rest) and not f.look.next_cue(rest)
        ):
            ranges.append((rest, f.look.reach(rest)))
        elif toks[k].text == "," and tags[rest] != "G" and (close or _goes_on(f, rest)):
            if rule.startswith("inverted") and tags[rest] in "DN":
                f.add(ranges, who, cue, rule)
                return
            stop = f.look.reach(rest)
            new = toks[rest].low in ("and", "but") and finite_left and f.look.next_cue(rest + 1)
            if not new:
                ranges.append((rest, stop))
    if len(ranges) == 1 and ranges[0] == left and not finite_left:
        return
    f.add(ranges, who, cue, rule)


def _goes_on(f: SentenceFinder, rest: int) -> bool:
    """Whether what stands behind the attribution's comma is a clause, no apposition to the speaker."""
    return f.look.finite(rest, f.end) and f.toks[rest].low not in TRAILING


def _apart(f: SentenceFinder, x: int) -> bool:
    """Whether what begins at token ``x`` is not reported: another attribution ("adding") or an aside ("a ...")."""
    return x < f.end and (f.toks[x].low in f.words.cues or f.toks[x].low in ("according", "a", "an"))


def adjunct_end(f: SentenceFinder, i: int) -> int:
    """Index of the comma, dash, stop or quotation that ends what belongs to the verb at ``i``."""
    k = i + 1
    while k < f.end and not (f.toks[k].text in (",", ":", ";", *DASHES) or f.tags[k] == "Q"):
        k += 1
    return k


def object_follows(f: SentenceFinder, i: int, lemma: str) -> bool:
    """Whether the verb at ``i`` takes a thing behind it ("acknowledged the appeal of .."), so that nothing before it
    is reported."""
    if i + 1 >= f.end or lemma in f.words.traits["listeners"]:
        return False
    nxt = f.toks[i + 1]
    if lemma == "point":
        return nxt.low != "out"
    if f.tags[i - 1] == "Q":
        return False
    thing = f.tags[i + 1] in "DNXPO" and nxt.low not in f.words.days and nxt.low not in ("last", "this", "late")
    return thing and lemma != "say"
