"""Noun phrases beside a cue: who is the subject to its left, who stands after an inverted verb.

Works on the tokens of one sentence; knows words, no names. Index pairs are (first, past the last) token.
"""

from __future__ import annotations

from briefing.finding.document import Tok
from briefing.finding.lexicon import Lexicon

Range = tuple[int, int]
SUBJECTS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who"])
LINKS = frozenset(["of", "for", "in", "at", "from", "to", "on", "with", "the", "a", "an", "and", "&", "'s", "’"])
STOPS = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "because",
        "while",
        "although",
        "though",
        "if",
        "when",
        "where",
        "whereas",
        "unless",
        "since",
        "so",
        "yet",
        "whether",
        "but",
        "or",
        "as",
        "after",
        "before",
        "until",
        "than",
        "then",
    ]
)


def verb_start(toks: list[Tok], i: int, words: Lexicon) -> int:
    """Index of the first token of the verb group that ends with token ``i`` (auxiliaries and adverbs included)."""
    j = i
    while j > 0:
        low = toks[j - 1].low
        if toks[j - 1].kind == "w" and (
            low in words.auxiliaries or low in words.adverbs or (low.endswith("ly") and not toks[j - 1].capital)
        ):
            j -= 1
        elif low == "to" and j > 1 and toks[j - 2].low in ("on", "continued", "sought", "refused", "declined", "tried"):
            j -= 3 if toks[j - 2].low == "on" and j > 2 else 2
        elif low == "and" and j > 1 and toks[j - 2].low in words.cues:
            return verb_start(toks, j - 2, words)
        else:
            break
    return j


def _closing(toks: list[Tok], j: int) -> int:
    """Index of the ``(`` that matches the ``)`` at ``j``, or ``j``."""
    depth = 0
    for k in range(j, max(-1, j - 40), -1):
        if toks[k].text in ")]":
            depth += 1
        elif toks[k].text in "([":
            depth -= 1
            if depth == 0:
                return k
    return j


def phrase_back(toks: list[Tok], end: int, words: Lexicon) -> Range | None:
    """The noun phrase that ends before token ``end``."""
    j = end
    if j > 0 and toks[j - 1].low in SUBJECTS:
        return j - 1, j
    while j > 0:
        tok = toks[j - 1]
        low = tok.low
        if tok.kind == "q":
            break
        if tok.kind == "p":
            if tok.text == ")" and j < end + 1 and _closing(toks, j - 1) != j - 1:
                j = _closing(toks, j - 1)
                continue
            if tok.text in "&-/'’.%$#@":
                j -= 1
                continue
            break
        if low in STOPS and not tok.capital:
            break
        if low in words.auxiliaries and not tok.capital:
            break
        if low == "and" and not _joins(toks, j - 1, end, words):
            break
        if low in SUBJECTS and j < end:
            break
        cue = words.cues.get(low)
        if (
            cue
            and cue[2] in ("past", "third")
            and cue[1] in ("say", "that")
            and not tok.capital
            and low
            not in (
                "reports",
                "claims",
                "comments",
                "states",
                "notes",
                "demands",
                "remarks",
                "orders",
                "points",
                "charges",
                "shows",
                "reported",
                "proposed",
                "posts",
                "reads",
                "signals",
                "rules",
            )
        ):
            break
        j -= 1
    while j < end and (toks[j].kind == "p" and toks[j].text not in "([$#@"):
        j += 1
    if j >= end:
        return None
    if toks[j].low in words.prepositions or toks[j].low == "and":
        j = _after_adjunct(toks, j, end, words)
    return (j, end) if j < end else None


def _joins(toks: list[Tok], k: int, end: int, words: Lexicon) -> bool:
    """Whether the "and" at ``k`` joins two phrases rather than two clauses."""
    if k == 0 or k + 1 >= end:
        return False
    before, after = toks[k - 1], toks[k + 1]
    if after.low in SUBJECTS or before.kind != "w":
        return False
    m = k - 1
    while m >= 0 and toks[m].kind == "w" and toks[m].low not in STOPS:
        if toks[m].low in words.auxiliaries or (toks[m].low in words.cues and words.cues[toks[m].low][2] == "past"):
            return False
        if toks[m].low.endswith("ed") and not toks[m].capital:
            return False
        m -= 1
    return True


def _after_adjunct(toks: list[Tok], j: int, end: int, words: Lexicon) -> int:
    """Start of the noun phrase behind a fronted adjunct ("On Thursday Peskov", "In a statement the ministry")."""
    best = end
    k = j + 1
    while k < end:
        tok, prev = toks[k], toks[k - 1]
        starts = tok.low in words.determiners or (tok.capital and not prev.capital)
        if starts and prev.low not in words.prepositions and prev.low not in words.determiners and prev.low != "and":
            if not (tok.capital and prev.kind == "w" and prev.low in words.titles | words.roles):
                best = k
                break
        if prev.low in words.days and tok.kind == "w" and tok.low not in words.prepositions:
            best = k
            break
        k += 1
    return best


def subject_left(toks: list[Tok], i: int, words: Lexicon) -> Range | None:
    """The subject of the verb at token ``i``, looked for to its left; None when there is none."""
    j = verb_start(toks, i, words)
    if j == 0:
        return None
    prev = toks[j - 1]
    if prev.kind == "q":
        return None
    if prev.low in ("who", "which", "that") and j > 1:
        k = j - 1
        if toks[k - 1].text == ",":
            k -= 1
        return phrase_back(toks, k, words)
    if prev.text == ",":
        return _before_comma(toks, j - 1, words)
    if prev.text == ")":
        k = _closing(toks, j - 1)
        if k != j - 1:
            return phrase_back(toks, k, words)
    if prev.kind == "p" and prev.text not in "'’.%":
        return None
    return phrase_back(toks, j, words)


def _before_comma(toks: list[Tok], comma: int, words: Lexicon) -> Range | None:
    """The subject before an apposition or relative clause that ends at ``comma``."""
    j = comma
    found: Range | None = None
    while j > 0:
        k = j - 1
        while k >= 0 and not (toks[k].text in (",", ";", ":", "--", "—") or toks[k].kind == "q"):
            k -= 1
        segment = (k + 1, j)
        first = toks[k + 1] if k + 1 < j else None
        if first is None:
            return found
        appositive = (
            first.low in words.determiners
            or first.low in ("who", "which", "whose", "where", "now", "then", "himself", "herself", "jr", "himself")
            or first.text[0].isdigit()
            or first.low.endswith(("ing", "ed"))
            or first.low in words.roles
            or first.low in words.titles
            or first.low in words.prepositions
            or first.capital
            or (segment[1] - segment[0] <= 5)
        )
        phrase = phrase_back(toks, j, words)
        pure = phrase is not None and phrase[0] == k + 1
        if pure and first.low not in ("who", "which", "whose", "where"):
            found = phrase
            if first.capital and j != comma and first.low not in words.determiners:
                return found
        elif phrase is not None and j != comma and (found is None or first.low not in words.prepositions):
            return phrase
        elif phrase is not None and j != comma:
            return found or phrase
        if not appositive or k < 0 or toks[k].text != ",":
            return found or phrase
        j = k
    return found


def phrase_after(toks: list[Tok], i: int, words: Lexicon) -> Range | None:
    """The noun phrase that begins at token ``i`` (an inverted subject): up to a comma, stop, preposition or verb."""
    j, n = i, len(toks)
    if j < n and toks[j].low in SUBJECTS:
        return j, j + 1
    while j < n:
        tok = toks[j]
        low = tok.low
        if tok.kind == "q":
            break
        if tok.kind == "p":
            if tok.text in "&-/'’" or (tok.text == "." and j > i and toks[j - 1].low in words.abbreviations):
                j += 1
                continue
            break
        if j > i and not tok.capital:
            if low in STOPS or low in words.auxiliaries or low in words.days or low in words.adverbs:
                break
            if low in words.prepositions and low not in ("of", "for"):
                break
            if low.endswith("ing") or (low in words.determiners and toks[j - 1].low not in ("of", "for", "and")):
                break
            if low in ("and",) and j + 1 < n and not (toks[j + 1].capital or toks[j + 1].low in words.determiners):
                break
        elif j > i and low in words.days:
            break
        j += 1
    return (i, j) if j > i and any(t.kind == "w" for t in toks[i:j]) else None
