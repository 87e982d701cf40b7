"""What is reported in Russian without a verb of saying beside it: "по словам", "об этом сообщил", a headline's colon.

Functions of one sentence's finder; each adds the statements of its shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.finding.morphology import in_case, parses, readings
from briefing.finding.russian_phrases import DASHES, Range
from briefing.finding.russian_reach import behind_conjunction, has_verb, left_start, only_links, subject_here, until
from briefing.finding.russian_roles import is_person
from briefing.finding.russian_words import Cue, fold
from briefing.finding.statement import Statement

if TYPE_CHECKING:
    from briefing.finding.russian import RussianFinder
    from briefing.records import Span


def called(f: RussianFinder, i: int, s: int, e: int, cue: Cue) -> None:
    """``назвал сообщения «фантазией»``: the thing and what it is called."""
    q = next((k for k in range(i + 1, min(f.end, i + 14)) if f.toks[k].kind == "q"), -1)
    who = f.subject(i, s, e, cue)
    if q < 0 or who is None or q in f.used:
        return
    start = max(i + 1, who[1]) if who[0] > i else i + 1
    if start <= q:
        f.add([(start, q + 1)], who, (i, i + 1), "ru name")


def about_that(f: RussianFinder, here: Range, s: int, e: int, cue: Cue) -> None:
    """``Об этом сообщил X``: the sentence before is what was said; ``..., о чём сообщил X``: the clause before."""
    who = subject_here(f, here[0], e, cue) or f.look.before(s + 2, here[0], cue.agrees)
    if cue.sort == "impersonal" or (who is None and cue.agrees == "p"):
        who = f.look.place(s, e, cue.sort == "impersonal")
    start = left_start(f, s)
    if who is not None and s > start and f.toks[s - 1].text in (",", *DASHES) and has_verb(f, start, s):
        f.add([(start, s - 1)], who, here, "ru about that")
    elif who is not None and f.before is not None and f.low[s + 1] != "чем":
        f.out.append(Statement([f.before], f.span(who), f.span(here), "ru about that"))


def brought(f: RussianFinder, i: int) -> None:
    """``Такие данные привёл X``; ``Из документа следует, что``; ``«…», — приводит его слова Y``;
    ``«…», — цитирует X Y``."""
    s, e = f.segment(i)
    if f.low[i] == "следует":
        out = next((k for k in range(s, i) if f.low[k] == "из"), -1)
        if 0 <= out < i - 1 and e + 1 < f.end and f.low[e + 1] == "что":
            f.add([(e + 1, until(f, e + 1))], (out + 1, i), (i, i + 1), "ru follows")
        return
    such = next((k for k in range(s, i) if f.low[k][:4] in ("така", "тако", "таку", "таки", "эти", "эту")), -1)
    if such >= 0 and f.low[i - 1] in f.words["carried"] and f.before is not None:
        who = f.look.after(i + 1, e, f.words.cues["сказал"].agrees if f.low[i].endswith("л") else "")
        if who is not None:
            f.out.append(Statement([f.before], f.span(who), f.span((i, i + 1)), "ru about that"))
        return
    q = s - 1
    while q >= 0 and f.toks[q].kind == "p":
        q -= 1
    if q < 0 or f.toks[q].kind != "q":
        return
    if f.low[i] in f.words["cited"]:
        whom = _cited(f, i + 1, e)
        if whom is not None:
            f.add([(q, q + 1)], whom, (i, i + 1), "ru words of")
        return
    said = next((k for k in range(i + 1, e) if f.low[k] == "слова"), -1)
    if said < 0:
        return
    if f.low[said - 1] in f.words["theirs"]:
        who = (said - 1, said)
    else:
        found = f.look.genitive(said + 1, e)
        if found is None:
            return
        who = found
    f.add([(q, q + 1)], who, (said, said + 1), "ru words of")


def _cited(f: RussianFinder, start: int, end: int) -> Range | None:
    """Whom "цитирует" takes: "цитирует министра РИА «Север»", up to who cites them."""
    if start < end and f.low[start] in f.words["theirs"]:
        return start, start + 1
    k = end
    while k > start and (f.toks[k - 1].kind == "q" or f.toks[k - 1].text.isupper()):
        k -= 1
    k = next((x for x in range(start, k) if in_case(f.low[x], "nomn") and _is_body(f, x)), k)
    return (start, k) if k > start and f.toks[start].kind == "w" and not in_case(f.low[start], "nomn") else None


def _is_body(f: RussianFinder, k: int) -> bool:
    return bool({fold(p.normal_form) for p in parses(f.low[k])} & (f.words["bodies"] | f.words["generic"]))


def by_words(f: RussianFinder, i: int) -> None:
    """``По словам Пескова, ...``, ``..., по его словам, ...``, ``X, по мнению которого ...``, ``согласно ...``."""
    toks, low = f.toks, f.low
    n = next((k for k in range(i + 1, min(f.end, i + 4)) if low[k] in f.words["before"]), -1)
    if low[i] == "со":
        n = i + 1
    if n < 0 or any(toks[k].kind != "w" for k in range(i, n)):
        if low[i] == "по" or i + 1 >= f.end or not _source(f, i + 1):
            return
        n = i
    n += low[n + 1 : n + 2] == ["же"]
    theirs = next((k for k in range(i + 1, n) if low[k] in f.words["theirs"]), -1)
    if theirs >= 0:
        who: Range | None = (theirs, theirs + 1)
        k = n + 1
    elif n + 1 < f.end and low[n + 1].startswith("котор"):
        s = i - 2
        while s > 0 and not f.edge(s - 1):
            s -= 1
        if i < 2:
            return
        f.add([(n + 2, until(f, n + 2))], (s, i - 1), (i, n + 1), "ru according to")
        return
    else:
        if (
            n + 1 >= f.end
            or low[n + 1] in f.words["prepositions"]
            or not (toks[n + 1].kind in "wq" or toks[n + 1].text == "(")
            or not _may_be_whose(f, n + 1)
        ):
            return
        who = f.look.genitive(n + 1, f.end)
        if who is None:
            return
        k = _also_whose(f, who[1])
    bare = k < f.end and toks[k].kind == "w"
    while k < f.end and not bare and toks[k].text not in (",", *DASHES):
        k += 1
    if k + 1 < f.end and low[k + 1].startswith("котор"):
        k += 1
        while k < f.end and toks[k].text != ",":
            k += 1
    cue = (i, n + 1)
    s = behind_conjunction(f, left_start(f, i), i)
    opener = next((x for x in range(i - 1, s - 1, -1) if low[x] in f.words["openers"]), -1)
    s = opener + 1 if opener >= 0 else s
    if s >= i or only_links(f, s, i) or (i and toks[i - 1].text not in (",", *DASHES, "(") and not has_verb(f, s, i)):
        if k < f.end:
            f.add([(k + (not bare), until(f, k + 1))], who, cue, "ru according to")
    elif bare:
        return
    elif k >= f.end:
        f.add([(s, i)], who, cue, "ru according to")
    else:
        f.add([(s, i), (k + 1, until(f, k + 1))], who, cue, "ru according to")


def _also_whose(f: RussianFinder, k: int) -> int:
    """Past those who are named in the genitive too: "по мнению министра, начальника штаба, это так"."""
    while k + 2 < f.end and f.toks[k].text == "," and f.toks[k + 1].kind == "w" and is_person(f.low[k + 1]):
        found = f.look.genitive(k + 1, f.end)
        if not in_case(f.low[k + 1], "gent") or found is None or f.toks[min(found[1], f.end - 1)].text != ",":
            break
        k = found[1]
    return k


def _may_be_whose(f: RussianFinder, k: int) -> bool:
    """Whether a word behind "по мнению" can stand in the genitive, and is not "недействительными"."""
    found = readings(f.low[k]) if f.toks[k].text[:1].islower() and f.low[k - 1] in f.words["before"] else ()
    return not found or any(r.case in ("gent", "gen2", "") for r in found)


def _source(f: RussianFinder, k: int) -> bool:
    """Whether "согласно" names somebody or a paper there, and no theory or custom."""
    bases = {fold(p.normal_form) for p in parses(f.low[k])}
    papers = f.words["documents"] | f.words["bodies"] | f.words["generic"]
    return f.toks[k].kind == "q" or f.toks[k].text[0].isupper() or f.toks[k].text.isascii() or bool(bases & papers)


def headline(f: RussianFinder) -> None:
    """``Песков: ответ дан``: a speaker before a colon opens the document."""
    c = next((k for k in range(1, min(f.end, 9)) if f.toks[k].text == ":"), -1)
    if c < 0 or c + 1 >= f.end or len(f.toks) > f.end + 1 or f.toks[-1].text == ".":
        return
    if any(f.toks[k].kind != "w" and f.toks[k].text not in ("-", ".") for k in range(c)):
        return
    who = [k for k in range(c) if _somebody(f, k)]
    if who and not has_verb(f, 0, c):
        f.add([(c + 1, f.end)], (0, c), (c, c + 1), "ru headline")


def _somebody(f: RussianFinder, k: int) -> bool:
    low = f.low[k]
    known = f.words["roles"] | f.words["bodies"] | f.words["again"] | f.words["documents"]
    name = f.toks[k].text[0].isupper() and any(r.name and r.case == "nomn" for r in readings(low))
    return low in known or name or (k > 0 and f.toks[k].text[0].isupper())


def ahead(f: RussianFinder, block: Span, found: list[Statement]) -> Statement | None:
    """``X сказал:`` at the end of a paragraph: the words of the next, ``block``, if it is a text in no marks."""
    opening = f.text[block[0]]
    words = f.text[block[0] : block[1]].split()
    if not opening.isupper() or len(words) < 4 or words[0].rstrip(":.").lower() in f.words["captions"]:
        return None
    said = next((s for s in reversed(found) if s.mention and s.cue), None)
    if said is not None:
        return Statement([block], said.mention, said.cue, "ru block")
    for i in range(f.end):
        cue = f.cue_at(i)
        if cue is None or cue.sort or cue.kind not in ("say", "sure"):
            continue
        who = f.subject(i, *f.segment(i), cue)
        if who is not None:
            return Statement([block], f.span(who), f.span((i, i + 1)), "ru block")
    return None


def colon(f: RussianFinder) -> None:
    """A quotation behind a colon at the end, with no cue that is known: it is the subject's."""
    k = f.end - 1
    if k < 2 or f.toks[k].kind != "q" or k in f.used or f.toks[k - 1].text != ":" or not f.speech(k):
        return
    who = f.look.before(0, k - 1, "")
    if f.out and f.out[-1].mention:
        who = f.tokens_in(f.out[-1].mention) or who
    f.add([(k, k + 1)], who, (k - 1, k), "ru colon")
