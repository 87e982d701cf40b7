"""Quotations that no cue of their own sentence claims.

``"..." - Name``, a quotation as its own sentence, one behind a colon, words quoted inside a clause.
"""

from __future__ import annotations

import re

from briefing.finding.attribution import SentenceFinder
from briefing.finding.contents import QUESTION
from briefing.finding.phrases import DASHES, Range
from briefing.finding.quotation import full
from briefing.finding.statement import Statement
from briefing.records import Span

LABEL = 16
"""More tokens than this before a colon tell no speaker."""


def floating(finder: SentenceFinder) -> list[Statement]:
    """Statements for the quotations of the sentence that are not used yet."""
    out: list[Statement] = []
    toks, tags = finder.toks, finder.tags
    if "Q" not in tags:
        return out
    for k, tok in enumerate(toks):
        if tags[k] != "Q" or k in finder.used or tok.region is None:
            continue
        span = (tok.start, tok.end)
        signed = _signature(finder, k)
        if signed is not None:
            out.append(Statement([span], signed, None, "signed quotation"))
            continue
        if tok.region.single:
            continue
        words = finder.text.count(" ", tok.region.inner, tok.region.inner_end) + 1
        alone = all(t == "Z" or x == k for x, t in enumerate(tags))
        if alone and (words >= 3 or full(tok, finder.text)):
            out.append(Statement([span], None, None, "quotation on its own"))
            continue
        opens = k == 0 or tags[k - 1] == "Z"
        if opens and full(tok, finder.text) and not _title(finder, k):
            who = (
                _before_colon(finder, k)
                or finder.main_subject(k)
                or (finder.main_subject(len(toks)) if k == 0 else None)
            )
            mention = finder.span(who) if who else None
            out.append(Statement([span], mention, None, "quotation in a sentence"))
        elif words >= 3 and k and not full(tok, finder.text) and tags[k - 1] in "VWIUGBT":
            who = finder.main_subject(k)
            if who is not None and tags[k - 1] in "VB":
                out.append(Statement([span], finder.span(who), None, "words quoted in a clause"))
    return out


def _before_colon(finder: SentenceFinder, k: int) -> Range | None:
    """The name in ``Name: "..."`` right before the quotation at ``k``."""
    toks, tags = finder.toks, finder.tags
    if k < 2 or toks[k - 1].text != ":":
        return None
    who = finder.phrases.near(k - 1)
    if tags[0] in "DP" and set("VAM").isdisjoint(tags[: k - 1]) and "PP" in tags[: k - 1] and k < LABEL:
        return 0, k - 1  # "A passenger, Tom Hill, 61, from Cork"
    plain = who is not None and all(t == "P" for t in tags[who[0] : who[1]])
    return who if who and plain and (who[0] == 0 or tags[who[0] - 1] in "ZQ") else None


def headline(finder: SentenceFinder) -> list[Statement]:
    """``Peskov: No date for an answer``: what stands behind a name and a colon in a headline."""
    tags, toks = finder.tags, finder.toks
    k = 0
    while k < len(tags) and tags[k] == "P" and k < 5:
        k += 1
    if k == 0 or k + 2 >= finder.end or toks[k].text != ":" or finder.statements:
        return []
    if toks[k + 1].low in QUESTION or not _known(finder, toks[k - 1].text):
        return []
    return [Statement([finder.span((k + 1, finder.end))], finder.span((0, k)), None, "headline with a colon")]


def _known(finder: SentenceFinder, word: str) -> bool:
    """Whether the text prints the word with its capital inside a sentence, as a name is."""
    return re.search(rf"[a-z,.] (?:[A-Z][\w.]+ )?{re.escape(word)}\b", finder.text[finder.toks[-1].end :]) is not None


def _title(finder: SentenceFinder, k: int) -> bool:
    """Whether a quotation looks like the title of a work: every longer word a capital."""
    region = finder.toks[k].region
    assert region is not None
    inner = finder.text[region.inner : region.inner_end]
    words = [w for w in inner.split() if len(w) > 3]
    return bool(words) and all(w[0].isupper() for w in words) and inner[-1:] not in ".?!"


def _signature(finder: SentenceFinder, k: int) -> Span | None:
    """The name in ``"..." — Name`` where nothing else follows."""
    toks, tags = finder.toks, finder.tags
    j = k + 1
    if j < len(toks) and toks[j].text in (*DASHES, "-") and j + 1 < len(toks) and tags[j + 1] in "PD":
        who = finder.phrases.after(j + 1)
        rest = who[1] if who else 0
        if who is not None and (rest >= finder.end or toks[rest].text in (",", "(")) and rest - j < 14:
            return finder.span(who)
    return None
