"""Where a reported Russian clause begins and ends, and what stands around its attribution.

Functions of one sentence's finder; they add nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.document import MOST_CUES
from briefing.finding.morphology import is_adverb, is_finite
from briefing.finding.russian_phrases import DASHES, Range
from briefing.finding.russian_words import Cue

if TYPE_CHECKING:
    from briefing.finding.russian import RussianFinder


def left_start(f: RussianFinder, stop: int) -> int:
    """Where a content in front of its attribution begins: behind what is used, "о том" and linking words."""
    a = 0
    for x in range(stop - 1, -1, -1):
        if (f.toks[x].kind == "q" and x in f.used) or f.toks[x].text in (";", ":"):
            a = x + 1
            break
    while a < stop and (f.toks[a].kind == "p" and f.toks[a].text not in ("(", "[")):
        a += 1
    if f.low[a : a + 2] in (["о", "том"], ["об", "этом"]):
        return a + 2
    j = a
    while j < stop and (f.low[j] in f.words["links"]):
        j += 1
    return j if j > a and j < stop and f.toks[j].text == "," else a


def behind_conjunction(f: RussianFinder, start: int, stop: int) -> int:
    """Where the clause that an attribution at ``stop`` stands in begins: behind "однако," or "но" right in front of it,
    else at ``start``."""
    k = stop - 1
    while k > start and f.toks[k].kind == "p":
        k -= 1
    joined = k > start and f.low[k] in ("однако", "но", "а", "что", "причем", "зато") and f.toks[k - 1].text == ","
    return stop if joined else start


def only_links(f: RussianFinder, a: int, b: int) -> bool:
    """Whether nothing but linking words ("между тем") stands between two tokens."""
    return all(f.toks[k].kind == "p" or f.low[k] in f.words["links"] for k in range(a, b))


def until(f: RussianFinder, k: int) -> int:
    """Where a reported clause from ``k`` on ends: before a source at the end of the sentence, and before a second
    attribution that is joined to the first."""
    seen = 0
    for c in range(k, f.end):
        if f.low[c] in ("выяснилось", "оказалось"):
            turn = next((j for j in range(c - 1, max(k, c - 4), -1) if f.low[j] in ("однако", "но", "а")), -1)
            if turn > k:
                return turn
        cue = f.cue_at(c)
        if cue is None or cue.sort == "infinitive":
            continue
        seen += 1
        if seen > MOST_CUES:
            break
        s, e = f.segment(c)
        if s <= k:
            s = k
        if e >= f.end or f.toks[e].text in DASHES:
            if s > k and f.toks[s - 1].text in (",", *DASHES) and opens(f, s, c) and subject_here(f, c, e, cue):
                return s - 1
            continue
        clause = f.toks[e].text == "," and e + 1 < f.end and f.low[e + 1] in f.words["openers"]
        if clause or f.toks[e].text == ":" or f.toks[e].kind == "q":
            for j in range(c - 1, s - 2, -1):
                if j >= k and f.low[j] in ("и", "а", "но", "однако"):
                    return j
            if s > k and (cue.sort == "participle" or _other_speaker(f, s, c, cue)):
                return s - 1
    return f.end


def _other_speaker(f: RussianFinder, s: int, c: int, cue: Cue) -> bool:
    """Whether the stretch from ``s`` on is somebody else's saying beside the first: "..., сторонники пишут, что"."""
    if f.toks[s - 1].text not in (",", ";") or f.low[s] in f.words["conjunctions"] | f.words["asked"]:
        return False
    return not cue.sort and f.look.before(s, c, cue.agrees) is not None


def opens(f: RussianFinder, s: int, c: int) -> bool:
    """Whether the cue at ``c`` is the first word of its stretch that counts."""
    return all(is_adverb(f.low[j]) or f.low[j] in ("об", "этом", "как") for j in range(s, c))


def subject_here(f: RussianFinder, c: int, e: int, cue: Cue) -> Range | None:
    """Who stands as subject behind the cue at ``c``, or "в министерстве" there."""
    who = f.look.after(c + 1, e, cue.agrees)
    if who is None and cue.agrees == "p":
        who = f.look.place(c + 1, e)
    return who


def has_verb(f: RussianFinder, a: int, b: int) -> bool:
    """Whether a verb stands between two tokens."""
    return any(finite(f, x) for x in range(a, b))


def finite(f: RussianFinder, x: int) -> bool:
    """Whether the token is a verb, or "нет"."""
    return f.toks[x].kind == "w" and (is_finite(f.low[x]) or f.low[x] == "нет")
