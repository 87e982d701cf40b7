"""Statements of one sentence: each cue with its subject and the stretches it reports.

Takes tokens, gives ``Statement`` candidates; knows nothing of who the speakers are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.finding.document import Tok
from briefing.finding.lexicon import Lexicon
from briefing.finding.phrases import Range, phrase_after, subject_left, verb_start
from briefing.records import Span


@dataclass
class Statement:
    """A candidate: spans of the text, mention of the speaker, cue, and the rule that found it."""

    spans: list[Span]
    mention: Span | None
    cue: Span | None
    rule: str
    report: str = ""
    addressee: str = ""
    carried: bool = False
    speaker: str | None = None
    name: str = ""
    extra: dict[str, str] = field(default_factory=dict)


def span_of(toks: list[Tok], r: Range) -> Span:
    """The text span of a token range."""
    return toks[r[0]].start, toks[r[1] - 1].end


def fragment(tok: Tok, text: str, words: int = 4) -> bool:
    """Whether a quotation is a fragment: begins with a small letter or is short without a stop inside."""
    assert tok.region is not None
    inner = text[tok.region.inner : tok.region.inner_end].strip()
    if not inner:
        return True
    first = next((c for c in inner if c.isalnum()), "a")
    count = inner.count(" ") + 1
    return first.islower() or (count < words and inner[-1] not in ".,?!")


def finite(toks: list[Tok], a: int, b: int, words: Lexicon) -> bool:
    """Whether the tokens hold what looks like a finite verb."""
    for k in range(a, b):
        low = toks[k].low
        if low in words.auxiliaries and low not in ("be", "been", "being", "having"):
            return True
        if k > a and low.endswith("ed") and not toks[k].capital and toks[k - 1].low not in words.determiners:
            return True
        if k > a and low in words.cues and words.cues[low][2] == "past":
            return True
    return False


class SentenceFinder:
    """Finds the statements of one sentence."""

    def __init__(self, text: str, toks: list[Tok], words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.words = words
        self.statements: list[Statement] = []
        self.used: set[int] = set()
        self.last_subject: Range | None = None

    def find(self) -> list[Statement]:
        """All statements under a cue, in order."""
        self._according()
        for i, tok in enumerate(self.toks):
            if tok.kind == "w" and tok.low in self.words.cues and i not in self.used:
                self._verb(i)
        return self.statements

    def _end(self) -> int:
        """Past the last token, without the closing stop."""
        n = len(self.toks)
        while n > 0 and self.toks[n - 1].kind == "p" and self.toks[n - 1].text in ".!?…":
            n -= 1
        return n

    def _add(self, ranges: list[Range], mention: Range | None, cue: Range, rule: str, report: str = "") -> None:
        spans = []
        for r in ranges:
            a, b = r
            while a < b and self.toks[a].kind == "p" and self.toks[a].text not in "[($":
                a += 1
            while b > a and self.toks[b - 1].kind == "p" and self.toks[b - 1].text in ",.;:-–—":
                b -= 1
            if a < b:
                spans.append(span_of(self.toks, (a, b)))
                self.used.update(k for k in range(a, b) if self.toks[k].kind == "q")
        if spans:
            who = span_of(self.toks, mention) if mention else None
            self.statements.append(Statement(spans, who, span_of(self.toks, cue), rule, report))

    def _according(self) -> None:
        toks = self.toks
        for i in range(len(toks) - 1):
            if toks[i].low == "according" and toks[i + 1].low == "to":
                who = phrase_after(toks, i + 2, self.words)
                if who is None:
                    continue
                end = self._end()
                if i == 0 or toks[i - 1].low in ("and", "but", "that"):
                    k = who[1]
                    while k < end and toks[k].text != ",":
                        k += 1
                    if k < end:
                        self._add([(k + 1, end)], who, (i, i + 2), "according to, in front")
                else:
                    a = i
                    b = who[1]
                    if b < end and toks[b].text == "," and i > 0 and toks[i - 1].text == ",":
                        self._add([(0, a), (b + 1, end)], who, (i, i + 2), "according to, between")
                    else:
                        self._add([(0, a)], who, (i, i + 2), "according to, behind")

    def _verb(self, i: int) -> None:
        toks, words = self.toks, self.words
        lemma, group, tense = words.cues[toks[i].low]
        if tense == "base" and lemma not in ("say", "note") and toks[i].capital:
            return
        if (
            tense in ("base", "third")
            and i
            and (
                toks[i - 1].low.endswith(("'s", "s'", "’s", "s’"))
                or toks[i - 1].text in "'’"
                or toks[i - 1].low in words.determiners
            )
        ):
            return
        start = verb_start(toks, i, words)
        end = self._end()
        nxt = toks[i + 1] if i + 1 < len(toks) else None
        prev = toks[start - 1] if start else None
        after_break = prev is not None and (prev.kind == "q" or prev.text in ",?!")
        # inversion: "...," said Peskov
        if (
            after_break
            and nxt is not None
            and group in ("say", "that", "ask")
            and (nxt.capital or nxt.low in words.determiners or nxt.low in SUBJECT_WORDS)
            and tense in ("past", "third")
        ):
            who = phrase_after(toks, i + 1, words)
            if (
                who is not None
                and (who[1] >= end or toks[who[1]].kind != "w" or toks[who[1]].low not in words.auxiliaries)
                and ((prev is not None and prev.kind == "q") or subject_left(toks, i, words) is None)
            ):
                self._around(start, who[1], who, (i, i + 1), "inverted " + lemma)
                return
        who = subject_left(toks, i, words)
        if prev is not None and prev.low in ("and", "but", ";") and self.last_subject is not None:
            who = self.last_subject
        if who is None:
            return
        if prev is not None and (prev.kind != "p" or who is not None) and tense != "ing":
            self.last_subject = who
        if lemma in ("ask",) and group == "ask" and tense == "past" and start < i:
            return
        subject_first = self._break_before(who[0])
        right = self._right(i, lemma, group)
        if right is not None:
            self._add([right], who, (i, i + 1), "cue: " + lemma)
        elif subject_first and who[1] <= start and group in ("say", "that", "ask"):
            self._around(who[0], self._adjunct_end(i), who, (i, i + 1), "after: " + lemma)

    def _break_before(self, a: int) -> bool:
        return a > 0 and (self.toks[a - 1].kind == "q" or self.toks[a - 1].text in (",", "?", "!", "—", "--", "–"))

    def _adjunct_end(self, i: int) -> int:
        k = i + 1
        while k < len(self.toks) and not (self.toks[k].text in (",", ":", ";", ".") or self.toks[k].kind == "q"):
            k += 1
        return k

    def _around(self, left_end: int, right_start: int, who: Range, cue: Range, rule: str) -> None:
        """Content before the attribution, and behind it when the sentence goes on after a comma."""
        toks, end = self.toks, self._end()
        k = right_start
        while k < end and not (toks[k].text in (",", ";", ":", "--", "—") or toks[k].kind == "q"):
            k += 1
        left = (0, left_end)
        a = 0
        for m in range(left_end - 1, -1, -1):
            if toks[m].kind == "q" and m in self.used:
                a = m + 1
                break
        left = (a, left_end)
        q = [m for m in range(a, left_end) if toks[m].kind == "q"]
        if q and q[-1] >= left_end - 2 and not fragment(toks[q[-1]], self.text):
            left = (q[-1], left_end)
        ranges = [left]
        if k < end and (toks[k].kind == "q" or (toks[k].text == "," and k + 1 < end)):
            rest = k if toks[k].kind == "q" else k + 1
            left_quoted = bool(q) and left[0] == q[-1]
            if left_quoted:
                right_q = [m for m in range(rest, end) if toks[m].kind == "q"]
                if right_q and right_q[0] == rest:
                    ranges.append((rest, rest + 1))
            elif finite(toks, rest, end, self.words) and toks[rest].low not in ("who", "which", "after", "while", "as"):
                if not toks[rest].low.endswith("ing"):
                    ranges.append((rest, end))
        self._add(ranges, who, cue, rule)

    def _right(self, i: int, lemma: str, group: str) -> Range | None:
        toks, words = self.toks, self.words
        end = self._end()
        k = i + 1
        that = False
        if lemma in ("tell", "remind", "inform", "assure", "warn", "advise", "notify", "ask"):
            while k < end and not (
                toks[k].kind in "qp" or toks[k].low in ("that", "if", "whether", "how", "why", "what")
            ):
                if lemma == "tell" and k > i + 1 and (toks[k].low in SUBJECT_WORDS or toks[k].low in ("there",)):
                    break
                k += 1
        m = k
        while m < end and m - k < 14 and toks[m].kind == "w" and toks[m].low not in ("that", "if", "whether"):
            m += 1
        if (
            m < end
            and toks[m].low == "that"
            and (m == k or toks[k].low in words.prepositions | words.adverbs | words.days)
        ):
            that, k = True, m + 1
        elif m < end and toks[m].kind == "p" and toks[m].text == ":":
            return (m + 1, end) if m + 1 < end else None
        elif (
            m < end
            and toks[m].kind == "q"
            and (m == k or toks[k].low in words.prepositions | words.adverbs | words.days | words.determiners)
            and not fragment(toks[m], self.text)
        ):
            return (m, m + 1)
        elif k < end and toks[k].text == "," and k + 1 < end:
            j = k + 1
            if toks[j].kind == "q":
                return (j, j + 1)
            while j < end and toks[j].text not in (",",):
                j += 1
            if j + 1 < end and toks[j + 1].kind == "q" and not fragment(toks[j + 1], self.text):
                return (j + 1, j + 2)
            if j + 1 < end and toks[j + 1].low == "that":
                return (j + 2, end)
            return None
        if k >= end or (toks[k].kind == "p" and toks[k].text not in "[($"):
            return None
        quoted = any(toks[x].kind == "q" for x in range(k, end))
        if that:
            return (k, end)
        if group == "object":
            first = next((x for x in range(k, end) if toks[x].kind == "q"), end)
            if first < end and (first == k or toks[first - 1].low == "where"):
                return (first, first + 1)
            return (k, end) if quoted else None
        if group == "ask":
            return None
        if group == "say" and lemma in ("say", "tell", "add", "note"):
            return (k, end) if toks[k].low not in words.prepositions or quoted or finite(toks, k, end, words) else None
        if toks[k].low in words.prepositions and not quoted:
            return None
        if quoted or (group == "say" and finite(toks, k, min(end, k + 14), words)):
            return (k, end)
        return None


SUBJECT_WORDS = frozenset(["he", "she", "they", "it", "i", "we", "you"])
