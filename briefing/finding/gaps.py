"""Reports with a gap, in which a relative word is a part of what is said: "the reply, which he said was late"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.forms import BE
from briefing.finding.phrases import Range

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder

GAPS = frozenset({"which", "what", "that", "how", "where"})


def gap_before(f: SentenceFinder, i: int, start: int, who: Range) -> Range | None:
    """The relative word before ``who``, subject of the cue at ``i`` whose verb group begins at ``start``."""
    w = who[0] - 1
    if w > 0 and f.toks[w].low == "even":
        w -= 1
    if w < 0 or who[1] > start:
        return None
    low = f.toks[w].low
    return (w, w + 1) if low in GAPS or (low == "who" and f.tags[_behind(f, i)] in "AMV") else None


def filled(f: SentenceFinder, i: int, who: Range, gap: Range, cue: tuple[str, str]) -> bool:
    """Takes up what the cue (lemma and group) at ``i`` reports with a verb right behind it; False where none is."""
    lemma, group = cue
    verb = _behind(f, i)
    if f.tags[verb] not in "AMVBU" or (verb > i + 1 and (group != "say" or f.tags[verb] not in "AMV")):
        return False
    told = verb + 1 if f.toks[verb].low in BE and verb + 2 < f.end and f.toks[verb + 1].low == "that" else 0
    if told and f.tags[gap[0] - 1 : gap[0]] in ("", "N", "X", "Z"):
        f.add([(told, f.look.reach(told))], who, (i, i + 1), "gap: " + lemma)
    elif group == "say" and f.tags[verb] in "AMV" and (gap[0] or f.toks[0].low != "what"):
        f.add([gap, (i + 1, f.look.reach(verb))], who, (i, i + 1), "gap: " + lemma)
    return True


def _behind(f: SentenceFinder, i: int) -> int:
    """Index of the token behind the cue at ``i`` and an adverb; of the last one at the sentence's end."""
    x = i + 1
    if x + 1 < f.end and f.tags[x] == "R":
        x += 1
    return x if x < f.end else len(f.toks) - 1
