"""What a quotation looks like by itself: a statement, or a name."""

from __future__ import annotations

from briefing.finding.document import Tok


def full(tok: Tok, text: str) -> bool:
    """Whether a quotation is a statement by itself: begins with a capital and is no mere word or two."""
    assert tok.region is not None
    inner = text[tok.region.inner : tok.region.inner_end].strip(" [(….")
    first = next((c for c in inner if c.isalnum()), "a")
    if first.islower():
        return False
    return inner.count(" ") >= 3 or inner[-1:] in ".,?!—-" or text[tok.region.inner_end - 1] in ".,?!—-"


def titled(text: str, tok: Tok) -> bool:
    """Whether a quotation is a name: each longer word begins with a capital."""
    inner = text[tok.region.inner : tok.region.inner_end].split() if tok.region else []
    return bool(inner) and all(w[0].isupper() or len(w) < 4 for w in inner)
