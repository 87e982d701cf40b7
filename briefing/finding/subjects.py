"""The subject of a verb of saying that stands far from it: the phrase that opens the sentence.

"Several people I have spoken with said ..", "Another clerk who would not be named said ..",
"Petrov, citing the vote, said ..".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.phrases import RELATIVE, Range, contracted

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder


def leading(f: SentenceFinder, start: int) -> Range | None:
    """The phrase at the sentence's beginning whose relative clause or aside ends where the verb group at ``start``
    begins."""
    a = 0
    while a < start and f.tags[a] in "CR":
        a += 1
    who = f.phrases.after(a)
    if who is None or who[1] + 1 >= start:
        return None
    x = who[1] + (f.toks[who[1]].text == ",")
    if x > who[1] and f.tags[x] in "GRI" and f.break_before(start) and not f.look.new_clause(x + 1):
        return who
    relative = f.toks[x].low in RELATIVE or f.toks[x].low == "whose"
    reduced = f.tags[x] == "O" or contracted(f.toks[x].low) != ""
    return who if (relative or reduced) and any(t in "AMV" for t in f.tags[x:start]) else None
