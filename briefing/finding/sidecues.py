"""Cues that are no verbs of saying with their subject: "according to", nouns, "as X said", verbs beside a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.around import TRAILING, adjunct_end, around, left_start
from briefing.finding.forms import BE
from briefing.finding.phrases import DASHES, RELATIVE, Range
from briefing.finding.quotation import full
from briefing.finding.statement import Statement

if TYPE_CHECKING:
    from briefing.finding.attribution import SentenceFinder


VOICING = frozenset("raise raises raised raising voice voices voiced voicing made make makes making".split())  # noqa: SIM905
SOONER = frozenset({"earlier", "previous", "repeated", "recent", "own", "oft-repeated", "long-standing"})


def according(f: SentenceFinder, i: int) -> None:
    """``According to X, ...``, ``..., according to X`` and ``..., according to X, ...``."""
    toks, end = f.toks, f.end
    who = f.phrases.after(i + 2)
    if who is None:
        return
    if who[1] + 1 < end and toks[who[1]].low == "by" and toks[who[1] - 1].low == "expressed":
        who = f.phrases.after(who[1] + 1) or who
    cue = (i, i + 2)
    before = toks[i - 1] if i else None
    joined = i == 2 and toks[1].text == "," and toks[0].low in ("but", "and", "however", "still", "yet")
    opens = before is not None and before.text in (*DASHES, ":") and f.look.finite(who[1], f.end)
    if (
        joined
        or before is None
        or before.low in ("and", "but", "that", "which", "while")
        or before.text == ";"
        or opens
    ):
        k = who[1]
        while k < end and toks[k].text not in (",", ":"):
            k += 1
        if k + 1 < end and toks[k + 1].low in ("which", "who"):
            k = next((x for x in range(k + 2, end) if toks[x].text == "," and f.look.finite(x, end)), k)
        if k + 1 < end and f.tags[k + 1] == "Q" and full(toks[k + 1], f.text):
            f.add([(k + 1, k + 2)], who, cue, "according to, in front")
            return
        if who[1] < end and f.tags[who[1]] in "DO":
            k = who[1] - 1
        if k < end and (f.look.finite(k, end) or f.look.quoted(k, end) >= 0):
            stop = f.look.span(k + 1)
            f.add([(k + 1, stop)], who, cue, "according to, in front")
        return
    if before.text == "," and i > 1 and toks[i - 2].low in ("which", "who", "that", "and", "but"):
        return
    start = left_start(f, i)
    if i - start == 1 and before.low == "that's":
        that = before.start, before.start + len("that")
        f.statements.append(Statement([that], f.span(who), f.span(cue), "according to, behind"))
        return
    if start and f.tags[start - 1] == "Q" and any(f.look.cue(x) for x in range(start, i)):
        start -= 1
    rest = who[1]
    between = rest < end and toks[rest].text == "," and before.text == ","
    if between and (f.look.finite(rest, end) or f.look.quoted(rest, end) >= 0) and toks[rest + 1].low not in TRAILING:
        f.add([(start, i), (rest + 1, f.look.reach(rest + 1))], who, cue, "according to, between")
    elif f.look.finite(start, i) or any(f.tags[x] == "Q" for x in range(start, i)):
        f.add([(start, i)], who, cue, "according to, behind")


def voiced(f: SentenceFinder, i: int) -> bool:
    """Whether the noun at ``i`` is what a verb voices: "expressed concern that", "rejected the notion that"."""
    if f.toks[i].low not in f.words.voiced_nouns:
        return False
    j = i - 1
    while j > 0 and f.tags[j] in "NDG" and f.toks[j].low not in f.words.cues:
        j -= 1
    return f.tags[j] in "VGBU" and (f.toks[j].low in f.words.cues or f.toks[j].low in VOICING)


def noun(f: SentenceFinder, i: int) -> None:
    """A noun of saying: "his claim that ..", "warnings from his lawyer that ..", "contrary to his claim that .."."""
    toks, tags = f.toks, f.tags
    k, who = i + 1, None
    if k < f.end and toks[k].low in ("by", "from", "of") and tags[k] == "I":
        who = f.phrases.after(k + 1)
        k = who[1] if who is not None else k
    if k + 1 < f.end and tags[k] == "A" and toks[k].low in BE and toks[k + 1].low == "that" and who is None:
        who = _owner(f, i)
        k += who is not None
    if k + 2 >= f.end or toks[k].low != "that" or tags[k + 1] in "AMV":
        return
    if not f.look.finite(k + 1, f.end):
        return
    who = _owner(f, i) or who or f.main_subject(i)
    if who is not None:
        f.look.bounded = "clause" if tags[0] in "IW" or toks[0].low == "contrary" else ""
        f.add([(k, f.look.reach(k))], who, (i, i + 1), "noun: " + toks[i].low)
        f.look.bounded = ""


def _owner(f: SentenceFinder, i: int) -> Range | None:
    """Whose the noun at ``i`` is said to be: "his" or "Petrov's" before it."""
    j = i
    while (
        j > 0
        and (f.tags[j - 1] in "NG" or f.toks[j - 1].low in SOONER)
        and not f.toks[j - 1].low.endswith(("'s", "’s", "s'", "s’"))
    ):
        j -= 1
    owner = f.toks[j - 1].low if j else ""
    if owner in ("his", "her", "their", "its"):
        return j - 1, j
    return f.phrases.back(j) if owner.endswith(("'s", "’s", "s'", "s’")) else None


def other_verb(f: SentenceFinder, i: int) -> None:
    """A verb that is no cue, right beside a quotation: ``"...," she laughed``, ``he put it: "..."``."""
    toks, tags = f.toks, f.tags
    start = f.phrases.verb_start(i)
    if toks[i].low == "went" and i + 1 < f.end and toks[i + 1].low == "on":
        return
    prev = start - 1
    if prev >= 0 and tags[prev] == "Q" and prev not in f.used and i + 1 < f.end and tags[i + 1] in "PDO":
        region = toks[prev].region
        if region is not None and f.text[region.inner_end - 1] in ",?!" and full(toks[prev], f.text):
            who = f.phrases.after(i + 1)
            if who is not None:
                around(f, start, who[1], who, (i, i + 1), "verb beside a quotation")
            return
    who = f.phrases.subject(i)
    if who is None or who[0] == 0:
        if who is not None:
            f.last_subject = who
        return
    q = who[0] - 1
    if tags[q] == "Q" and q not in f.used and who[1] <= start:
        region = toks[q].region
        if region is not None and f.text[region.inner_end - 1] in ",?!" and full(toks[q], f.text):
            f.last_subject = who
            f.add([(q, q + 1)], who, (i, i + 1), "verb beside a quotation")
            return
    if tags[i] == "V" and (start == 0 or toks[start - 1].low not in RELATIVE) and not f.reported(i):
        f.last_subject = who


def as_reported(f: SentenceFinder, i: int, lemma: str) -> None:
    """``As reported by the agency, ...``."""
    by = i + 1 < f.end and f.toks[i + 1].low == "by"
    who = f.phrases.after(i + 2) if by else None
    if who is not None and who[1] + 1 < f.end and f.toks[who[1]].text == ",":
        f.add([(who[1] + 1, f.look.reach(who[1] + 1))], who, (i, i + 1), "as: " + lemma)


def as_said(f: SentenceFinder, i: int, who: Range, lemma: str) -> None:
    """``As Peskov said, ...`` and ``..., as Peskov said``."""
    k = adjunct_end(f, i)
    if (who[0] == 1 or f.tags[0] == "C") and who[0] < 3 and k < f.end and f.toks[k].text == "," and k + 1 < f.end:
        q = f.tags[k + 1] == "Q" and full(f.toks[k + 1], f.text)
        f.add([(k + 1, k + 2 if q else f.look.reach(k + 1))], who, (i, i + 1), "as: " + lemma)
    elif who[0] > 1 and f.look.finite(0, who[0] - 2) and k >= f.end:
        f.add([(left_start(f, who[0] - 1), who[0] - 1)], who, (i, i + 1), "as: " + lemma)


def quoted_as(f: SentenceFinder, i: int, start: int) -> bool:
    """``A quoted B as saying ...`` and ``B was quoted by A as saying ...``: the words are B's."""
    toks, tags = f.toks, f.tags
    told = next((x for x in range(i + 1, min(f.end - 1, i + 14)) if toks[x].low == "as" and tags[x + 1] == "G"), 0)
    lemma, group, _ = f.words.cues.get(toks[told + 1].low, ("", "", "")) if told else ("", "", "")
    if group != "say":
        return False
    who = f.phrases.subject(start) if f.passive(start, i) else f.phrases.after(i + 1)
    right = f.contents.right(told + 1, lemma, group)
    if who is None or right is None or (who[0] > i and who[1] > told):
        return False
    f.add([right], who, (told + 1, told + 2), "cue: " + lemma)
    return True
