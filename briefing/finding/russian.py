"""Statements of one Russian sentence: the same design with Russian cues, marks, dashes and word order.

Gives the same ``Statement`` candidates as the English finder; the names are brought together elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from briefing.finding.document import MOST_CUES, Tok
from briefing.finding.inflection import nominative
from briefing.finding.statement import Statement
from briefing.records import Span

Range = tuple[int, int]
DASHES = ("—", "–", "-", "--")
_CYRILLIC = re.compile(r"[а-яёА-ЯЁ]")
_LETTER = re.compile(r"[^\W\d_]")
_INSIDE = re.compile(r"[,!?…]\s*[—–]\s+([^—–.,«»\n]{3,90})[.,]\s*[—–]\s+")
_WORDS = re.compile(r"[^\W_][\w.-]*")


@cache
def words() -> dict[str, frozenset[str]]:
    """The Russian word lists by name; cues are whole forms."""
    data = tomllib.loads(resources.files("briefing.finding.data").joinpath("russian.toml").read_text(encoding="utf-8"))
    past = {stem + end for stem in data["cues"]["past"].split() for end in ("", "а", "о", "и")}
    past |= {stem.removesuffix("ёс") + "есл" + e for stem in ("произнёс",) for e in ("а", "о", "и")}
    return {
        "cues": frozenset(past | set(data["cues"]["present"].split())),
        "before": frozenset(data["cues"]["before"].split()),
        **{k: frozenset(v.split()) for part in ("people", "closed") for k, v in data[part].items()},
    }


def is_russian(text: str) -> bool:
    """Whether the letters at the text's beginning, middle and end are mostly Cyrillic."""
    sample = text[:2000] + text[len(text) // 2 : len(text) // 2 + 1000] + text[-1000:]
    return 2 * len(_CYRILLIC.findall(sample)) > len(_LETTER.findall(sample))


def russian_name(phrase: str, seen: frozenset[str]) -> str:
    """The personal name in a Russian phrase, in the nominative; "" when it names none."""
    parts = re.sub(r"(?<=\.)(?=[А-ЯЁ])", " ", phrase.strip(" ,.«»")).split()
    tail: list[str] = []
    for part in reversed(parts):
        if not part[:1].isupper() or (part.isupper() and len(part.strip(".")) > 1):
            break
        tail.insert(0, part)
    lows = {part.lower() for part in tail}
    if not tail or lows & words()["bodies"] or lows & words()["roles"]:
        return ""
    return nominative(" ".join(tail), seen)


def _full(tok: Tok, text: str) -> bool:
    assert tok.region is not None
    inner = text[tok.region.inner : tok.region.inner_end].strip()
    first = next((c for c in inner if c.isalnum()), "а")
    return (not first.islower() and inner.count(" ") >= 2) or inner[-1:] in "?!…" or inner.count(" ") >= 6


class RussianFinder:
    """Finds the statements of one Russian sentence."""

    def __init__(self, text: str, toks: list[Tok]) -> None:
        self.text = text
        self.toks = toks
        self.words = words()
        self.used: set[int] = set()
        self.out: list[Statement] = []
        n = len(toks)
        while n > 0 and toks[n - 1].text in (".", "!", "?", "…", "..."):
            n -= 1
        self.end = n

    def span(self, r: Range) -> Span:
        """The text span of a token range."""
        return self.toks[r[0]].start, self.toks[r[1] - 1].end

    def main_subject(self, before: int) -> Range | None:
        """The first name of the sentence."""
        for k in range(min(before, len(self.toks))):
            if self._name(k):
                j = k
                while j < len(self.toks) and self._name(j):
                    j += 1
                return k, j
        return None

    def find(self) -> list[Statement]:
        """All statements of the sentence."""
        toks = self.toks
        seen = 0
        for i, tok in enumerate(toks):
            seen += tok.low in self.words["cues"] or tok.low == "по"
            if seen > MOST_CUES:
                break
            if tok.low == "по" and i + 1 < self.end and toks[i + 1].low in self.words["before"]:
                self._by_words(i)
            elif tok.kind == "w" and tok.low in self.words["cues"]:
                self._cue(i)
        for k, tok in enumerate(toks):
            if tok.kind == "q" and k not in self.used:
                self._split_inside(k)
        self._alone()
        return self.out

    def _split_inside(self, k: int) -> None:
        """An attribution inside the marks: ``«Да, — сказал Песков. — Это так»``."""
        tok = self.toks[k]
        for m in _INSIDE.finditer(self.text, tok.start, tok.end):
            found = list(_WORDS.finditer(self.text, m.start(1), m.end(1)))
            cue = next((w for w in found if w.group().lower() in self.words["cues"]), None)
            if cue is None:
                continue
            rest = [w for w in found if w is not cue]
            who = (rest[0].start(), rest[-1].end()) if rest else None
            spans = [(tok.start, m.start() + 1), (m.end(), tok.end)]
            self.used.add(k)
            self.out.append(Statement(spans, who, cue.span(), "inside: " + cue.group().lower()))
            return

    def _name(self, k: int) -> bool:
        return (
            self.toks[k].kind == "w"
            and self.toks[k].text[0].isupper()
            and (k > 0 or self.toks[k].low not in self.words["prepositions"])
        )

    def _add(self, ranges: list[Range], who: Range | None, cue: Range, rule: str) -> None:
        spans = []
        for a, b in ranges:
            while a < b and self.toks[a].kind == "p" and self.toks[a].text not in ("(", "["):
                a += 1
            while b > a and self.toks[b - 1].kind == "p" and self.toks[b - 1].text not in (")", "]", "%"):
                b -= 1
            if a < b:
                spans.append(self.span((a, b)))
                self.used.update(x for x in range(a, b) if self.toks[x].kind == "q")
        if spans and not any(s.spans == spans for s in self.out):
            self.out.append(Statement(spans, self.span(who) if who else None, self.span(cue), rule))

    def after(self, i: int) -> Range | None:
        """The phrase that names a speaker from token ``i`` on: roles and names, to the last capital or role."""
        toks, last, j = self.toks, -1, i
        if i < len(toks) and toks[i].low in self.words["pronouns"]:
            return i, i + 1
        while j < min(self.end, i + 14):
            tok = toks[j]
            if tok.kind != "w" and tok.text != "." and tok.text != "-":
                break
            if tok.kind == "w":
                if tok.low in self.words["prepositions"] or tok.low in self.words["conjunctions"]:
                    break
                if tok.text[0].isupper() or tok.low in self.words["roles"] or tok.low in self.words["bodies"]:
                    last = j
                elif last >= 0 and last < j - 3:
                    break
            elif tok.text == "." and not (j and len(toks[j - 1].text) == 1):
                break
            j += 1
        return (i, last + 1) if last >= 0 else None

    def before(self, i: int) -> Range | None:
        """The speaker's phrase that ends before the cue at ``i``."""
        toks, j = self.toks, i
        while (
            j > 0
            and toks[j - 1].kind == "w"
            and toks[j - 1].low in ("также", "ранее", "уже", "не", "в", "свою", "очередь", "ещё", "затем")
        ):
            j -= 1
        end = j
        if j > 0 and toks[j - 1].low in self.words["pronouns"]:
            return j - 1, j
        while j > 0 and i - j < 14:
            tok = toks[j - 1]
            if tok.kind != "w" and tok.text not in (".", "-"):
                break
            if (
                tok.low in self.words["prepositions"]
                or tok.low in self.words["conjunctions"]
                or tok.low in self.words["cues"]
            ):
                break
            j -= 1
        if not any(
            toks[x].kind == "w" and (toks[x].text[0].isupper() or toks[x].low in self.words["roles"])
            for x in range(j, end)
        ):
            return None
        return (j, end) if j < end else None

    def _by_words(self, i: int) -> None:
        """``По словам Пескова, ...`` and ``..., по словам Пескова``."""
        who = self.after(i + 2)
        if who is None:
            return
        k = who[1]
        while k < self.end and self.toks[k].text != ",":
            k += 1
        if i == 0 or (self.toks[i - 1].kind == "w" and i < 3):
            if k < self.end:
                self._add([(k + 1, self.end)], who, (i, i + 2), "по словам, in front")
        elif k >= self.end:
            self._add([(0, i)], who, (i, i + 2), "по словам, behind")
        else:
            self._add([(0, i), (k + 1, self.end)], who, (i, i + 2), "по словам, between")

    def _cue(self, i: int) -> None:
        toks = self.toks
        rule = "cue: " + toks[i].low
        if any(self.span((i, i + 1)) == s.cue for s in self.out):
            return
        quoted_left = next((x for x in range(i - 1, max(-1, i - 4), -1) if toks[x].kind == "q"), -1)
        dash = i > 0 and toks[i - 1].text in DASHES
        comma_dash = dash and i > 1 and (toks[i - 2].text in (",", "?", "!", "…", "...") or toks[i - 2].kind == "q")
        if comma_dash or (quoted_left >= 0 and toks[i - 1].kind != "w"):
            who = self.after(i + 1)
            self._around(i - 1, who[1] if who else i + 1, who, i, "inverted " + toks[i].low)
            return
        if i and toks[i - 1].low == "как":
            who = self.after(i + 1)
            k = who[1] if who else i + 1
            while k < self.end and toks[k].text != ",":
                k += 1
            if who and k < self.end:
                self._add([(k + 1, self.end)], who, (i, i + 1), "as: " + toks[i].low)
            return
        who = self.before(i) or self.after(i + 1)
        if who is None:
            return
        for k in range(i + 1, min(self.end, i + 22)):
            if toks[k].low == "что" and toks[k - 1].text == ",":
                self._add([(k, self.end)], who, (i, i + 1), rule)
                return
            if toks[k].text == ":" and k + 1 < self.end:
                self._add(
                    [(k + 1, k + 2 if toks[k + 1].kind == "q" and _full(toks[k + 1], self.text) else self.end)],
                    who,
                    (i, i + 1),
                    rule,
                )
                return
            if toks[k].kind == "q":
                self._add([(k, k + 1)] if _full(toks[k], self.text) else [(i + 1, self.end)], who, (i, i + 1), rule)
                return
            if toks[k].text == "," and k + 1 < self.end and toks[k + 1].low == "что":
                continue
            if toks[k].text in (",", ";") or (toks[k].low in self.words["cues"]):
                break
        if who[0] > 1 and toks[who[0] - 1].text in (",", *DASHES) and i + 1 >= self.end:
            self._around(who[0] - 1, i + 1, who, i, "after: " + toks[i].low)

    def _around(self, left: int, right: int, who: Range | None, i: int, rule: str) -> None:
        """What stands before ``left``, and goes on behind the attribution after a comma or stop and a dash."""
        toks = self.toks
        q = next((x for x in range(left - 1, max(-1, left - 4), -1) if toks[x].kind == "q"), -1)
        start = q if q >= 0 and _full(toks[q], self.text) and (q == 0 or toks[q - 1].kind == "p") else 0
        if q < 0 and any(toks[x].kind == "q" and x in self.used for x in range(left)):
            start = max(x for x in range(left) if x in self.used) + 1
        ranges = [(start, left)]
        for k in range(right, min(self.end, right + 20)):
            if toks[k].text in (",", ".", "...") and k + 1 < self.end and toks[k + 1].text in DASHES:
                ranges.append((k + 2, self.end))
                break
            if toks[k].kind == "q":
                ranges.append((k, k + 1))
                break
        self._add(ranges, who, (i, i + 1), rule)

    def _alone(self) -> None:
        """A quotation that is a sentence by itself goes to the speaker before."""
        others = [t for t in self.toks if t.kind == "w"]
        for k, tok in enumerate(self.toks):
            if tok.kind == "q" and k not in self.used and not others and _full(tok, self.text):
                self.out.append(Statement([(tok.start, tok.end)], None, None, "quotation on its own"))
