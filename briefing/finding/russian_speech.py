"""Russian words between marks or behind a dash: attributions inside them, dialogues, quotations that stand alone.

Functions of one sentence's finder.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefing.finding.document import Tok, tokens_of
from briefing.finding.morphology import is_finite, readings
from briefing.finding.russian_phrases import Phrases
from briefing.finding.russian_roles import is_person, nobodys
from briefing.finding.russian_words import fold, words
from briefing.finding.statement import Statement
from briefing.records import Span

if TYPE_CHECKING:
    from briefing.finding.russian import RussianFinder

_DASH = r"(?:[—–]|(?<=\s)-(?=\s))"
_INSIDE = re.compile(rf"[,!?…]\s*{_DASH}\s+([^—–«»\n]{{3,160}}?)(?=[.,:]\s*{_DASH}\s|[.,]?\s*\Z)")
_WORD = re.compile(r"[^\W\d_]+")


def is_speech(text: str, tok: Tok) -> bool:
    """Whether a quotation is somebody's words, no title or name: it has a verb, or ends as a sentence does."""
    assert tok.region is not None
    inner = text[tok.region.inner : tok.region.inner_end].strip()
    if inner[-1:] in "?!…" or inner.count(" ") >= 8:
        return True
    found = [fold(w) for w in _WORD.findall(inner[:120])]
    return len(found) > 1 and any(is_finite(w) or any(r.pos == "INFN" for r in readings(w)[:1]) for w in found)


def split(f: RussianFinder, k: int) -> None:
    """An attribution inside the marks: ``«Да, — сказал Песков. — Это так»``."""
    tok = f.toks[k]
    found = attributed(f, tok.start, tok.end)
    if found is not None:
        f.used.add(k)
        f.out.append(found)


def attributed(f: RussianFinder, start: int, end: int) -> Statement | None:
    """What is spoken between ``start`` and ``end`` without the attributions between dashes; None without any."""
    spans: list[Span] = []
    at, mention, cue_span = start, None, None
    for m in _INSIDE.finditer(f.text, start, end):
        toks = tokens_of(f.text, m.start(1), m.end(1))
        low = [fold(t.low) for t in toks]
        i = next((n for n, w in enumerate(low) if w in f.words.cues and not f.words.cues[w].sort), -1)
        if i < 0:
            continue
        look, cue = Phrases(toks, f.words), f.words.cues[low[i]]
        who = look.after(i + 1, len(toks), cue.agrees) or look.before(0, i, cue.agrees)
        if who is None:
            continue
        spans.append((at, m.start() + 1))
        at = m.end()
        if mention is None:
            mention = toks[who[0]].start, toks[who[1] - 1].end
            cue_span = toks[i].start, toks[i].end
    if not spans:
        return None
    while at < end and not f.text[at].isalnum() and f.text[at] not in '«"“(':
        at += 1
    if at < end and any(c.isalnum() for c in f.text[at:end]):
        spans.append((at, end))
    return Statement(spans, mention, cue_span, "ru inside")


def dialogue(f: RussianFinder) -> list[Statement]:
    """A paragraph that a dash opens is somebody's speech: with its attribution, or the next turn of the talk."""
    start, end = f.toks[1].start if len(f.toks) > 1 else f.toks[0].end, f.toks[-1].end
    if start >= end:
        return []
    found = attributed(f, start, end)
    if found is not None:
        found.rule = "dialogue attributed"
        return [found]
    asked = f.text[end - 1] == "?"
    rule = "dialogue question" if asked else "dialogue answer"
    return [Statement([(start, end)], None, None, rule, "questioned" if asked else "")]


def alone(f: RussianFinder) -> None:
    """A quotation that is a sentence by itf goes to the speaker before."""
    others = [k for k, t in enumerate(f.toks) if t.kind == "w" and f.low[k] not in f.words["links"]]
    for k, tok in enumerate(f.toks):
        if tok.kind == "q" and k not in f.used and not others and f.speech(k):
            f.out.append(Statement([(tok.start, tok.end)], None, None, "ru alone"))


_SURE = ("ru say clause", "ru say colon", "ru sure clause", "ru bid clause", "ru as said", "ru according to")


def of_others(statement: Statement, text: str) -> bool:
    """Whether a statement inside somebody's turn reports others, in a shape that is seldom wrong in speech."""
    assert statement.mention is not None
    lows = [fold(w) for w in _WORD.findall(text[slice(*statement.mention)])]
    if statement.rule not in _SURE or not lows or lows[0] in words()["own"]:
        return False
    return not nobodys(lows[0]) or any(map(is_person, lows)) or any(r.name for w in lows for r in readings(w)[:1])
