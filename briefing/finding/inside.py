"""What lies in reported words and is a part of them rather than a report by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.bounds import SHARES
from briefing.finding.statement import Statement
from briefing.records import Span

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder


def within(f: SentenceFinder, s: Statement) -> bool:
    """Whether a statement lies in another one and is a part of it.

    So is what its speaker says of themselves ("she said she found that .."), what a poll says that people said, and
    what is only named or supposed: "their claim that ..", "to show that ..", "he could promise", "for suggesting ..".
    """
    kind = s.rule.partition(":")[0]
    if kind not in ("cue", "to", "noun") or s.mention is None or s.cue is None:
        return False
    named = kind != "cue" or _supposed(f, s.cue)
    a, b = s.cue if named else s.mention
    if not any(o is not s and any(c <= a and s.spans[-1][1] <= d for c, d in o.spans) for o in f.statements):
        return False
    who = f.text[a:b].lower()
    counted = any(c.isdigit() for c in who) or not SHARES.isdisjoint(who.split())
    return named or who in f.words.pronouns or counted or s.rule in ("cue: show", "cue: find")


def _supposed(f: SentenceFinder, cue: Span) -> bool:
    """Whether a verb of saying stands behind a modal or, as a participle, behind a preposition but "by"."""
    i = next(k for k, tok in enumerate(f.toks) if tok.start == cue[0])
    before = f.phrases.verb_start(i)
    if f.tags[i] == "G":
        return before > 0 and f.tags[before - 1] == "I" and f.toks[before - 1].low != "by"
    return "M" in f.tags[before:i]
