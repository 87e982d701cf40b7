"""Verbs of saying that stand before their subject: '"...," said Peskov'.

Works on one sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.around import around
from briefing.finding.phrases import DASHES, Range
from briefing.finding.quotation import titled

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder

INVERTING = frozenset({"say", "add", "note", "write", "argue"})
"""Verbs that stand before their subject also behind words that are not quoted."""


def inverted(f: SentenceFinder, i: int, start: int, lemma: str, group: str, after_break: bool) -> bool:
    """The inversion ``"...," said Peskov``; also ``Said Ellis: "..."`` at the sentence's start."""
    tags, toks = f.tags, f.toks
    if group not in ("say", "that", "ask") or tags[i] != "V" or i + 1 >= f.end or tags[i + 1] not in "PDNO":
        return False
    if toks[i + 1].low in f.words.days:
        return False
    if start == 0 and toks[i].capital:
        who = f.phrases.after(i + 1)
        if who is not None and who[1] < f.end and toks[who[1]].text in (":", ","):
            q = f.look.quoted(who[1], f.end)
            if q >= 0:
                f.add([(q, q + 1)], who, (i, i + 1), "inverted " + lemma)
                return True
        return False
    if not after_break:
        return False
    prev = toks[start - 1]
    if prev.kind == "q" and start > 1 and titled(f.text, prev):
        return False
    who = f.phrases.after(i + 1)
    if who is None or _finite_next(f, who[1]) or toks[who[1] - 1].low.endswith(("'s", "’s")):
        return False
    if prev.kind != "q" and (lemma not in INVERTING or f.phrases.bare(who) or not _closes(f, who, start)):
        return False
    f.last_subject = f.last_speaker = who
    around(f, start, who[1], who, (i, i + 1), "inverted " + lemma)
    return True


def _finite_next(f: SentenceFinder, x: int) -> bool:
    """Whether a finite verb stands at token ``x``, or behind an adverb there."""
    while x < f.end and f.tags[x] == "R":
        x += 1
    return x < f.end and f.tags[x] in "AMV"


def _closes(f: SentenceFinder, who: Range, start: int) -> bool:
    """Whether the words before an inverted attribution and its speaker ``who`` are the reported clause."""
    rest = who[1]
    if rest < f.end and f.toks[rest].text == "," and f.tags[min(rest + 1, f.end - 1)] in "AMV":
        return True
    if not f.look.finite(0, start - 1) and f.look.quoted(0, start - 1) < 0:
        return False
    return rest >= f.end or f.toks[rest].text in (",", ";", ":", *DASHES) or f.tags[rest] in "IRW"
