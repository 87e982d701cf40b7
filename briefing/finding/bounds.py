"""What stands around a cue's clause and ends it before the sentence does: "After he said ..., they left"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.document import Tok
from briefing.finding.phrases import RELATIVE, Range

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder

FRONTED = frozenset({"after", "while", "although", "though", "when", "since", "before", "because", "if", "as", "once"})
BELOW = frozenset({"that", "which", "if", "whether", "why", "how"})
"""Words that open a clause whose subject is not the one the sentence is about, and .."""
ASIDE = FRONTED | BELOW | {"whom", "where", "what", "than", "until"}
""".. those that open a clause which only stands beside the sentence's own."""
SHARES = frozenset({"majority", "majorities", "half", "most", "percent", "third", "thirds", "quarter", "%"})
"""Words of how many people said something."""


def below(toks: list[Tok], who: Range, own: bool = False) -> bool:
    """Whether a subject is that of a reported clause, with ``own`` of any but the sentence's own ("after he left")."""
    return who[0] > 0 and toks[who[0] - 1].low in (ASIDE if own else BELOW)


def bounded(f: SentenceFinder, who: Range, i: int, prev: Tok | None) -> str:
    """How the clause of the cue at ``i`` is bounded on its right, see ``Reach.bounded``.

    ``who`` is its subject, ``prev`` the token before its verb group.
    """
    toks, tags = f.toks, f.tags
    a = min(who[0], i)
    while a > 0 and (toks[a - 1].kind == "w" or toks[a - 1].text == "."):
        a -= 1
    a += a < i and tags[a] == "C"
    now = [t.low for t in toks[a : a + 2]] == ["now", "that"]
    opened = now or any(toks[x].low in FRONTED for x in range(a, who[0]))
    hangs = a < 2 and tags[a] == "I" and (tags[i] == "G" or (prev is not None and prev.low in RELATIVE))
    ahead = tags[a : who[0]] if opened else tags[a:i].rstrip("AMR")
    if (opened or hangs) and not set("AMVGT") & set(ahead):
        return "clause"
    if counted(f, who):
        return "share"
    if who[0] and toks[who[0] - 1].low == "what" and f.words.cues[toks[i].low][1] == "object":
        return "name"
    return "relative" if prev is not None and prev.low in ("who", "which") else ""


def counted(f: SentenceFinder, who: Range) -> bool:
    """Whether a subject tells how many people said something: "60 percent of voters"."""
    a, b = who
    if f.tags[a] == "X" or (f.tags[b - 1] == "X" and f.tags[a] != "P"):
        return True
    return any(f.toks[x].low in SHARES and f.tags[x] != "P" for x in range(a, b))
