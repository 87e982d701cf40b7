"""Statements of one sentence: each cue with its subject and the stretches it reports.

Takes tokens, gives ``Statement`` candidates; knows nothing of who the speakers are.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.finding.contents import LISTENERS, Contents, full
from briefing.finding.document import Tok
from briefing.finding.lexicon import Lexicon
from briefing.finding.phrases import DASHES, Phrases, Range
from briefing.finding.tags import BE, tag
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
    sentence: Span | None = None


FRONTED = frozenset({"after", "while", "although", "though", "when", "since", "before", "because", "if", "as", "once"})
HARDLY = frozenset(
    [
        "find",
        "show",
        "agree",
        "volunteer",
        "offer",
        "reject",
        "refuse",
        "decline",
        "pledge",
        "vow",
        "promise",
        "threaten",
    ]
    + [
        "declare",
        "indicate",
        "express",
        "discuss",
        "put",
        "read",
        "rule",
        "order",
        "request",
        "tell",
        "submit",
        "imply",
    ]
    + [
        "demand",
        "dispute",
        "question",
        "propose",
        "recommend",
        "urge",
        "detail",
        "mention",
        "assure",
        "notify",
        "signal",
    ]
    + ["verify", "post", "teach", "charge", "repeat", "continue", "announce", "guarantee", "answer", "issue"]
)
NOT_CUES = frozenset({"not", "never", "n't"})
TRAILING = frozenset(
    {"who", "which", "after", "while", "when", "whose", "where", "as", "because", "during", "following"}
)


class SentenceFinder:
    """Finds the statements of one sentence."""

    def __init__(self, text: str, toks: list[Tok], words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.words = words
        self.tags = tag(toks)
        self.phrases = Phrases(text, toks, self.tags, words)
        self.contents = Contents(text, toks, self.tags, self.phrases, words)
        self.end = self.contents.end
        self.statements: list[Statement] = []
        self.used: set[int] = set()
        self.last_subject: Range | None = None

    def span(self, r: Range) -> Span:
        """The text span of a token range."""
        return self.toks[r[0]].start, self.toks[r[1] - 1].end

    def find(self) -> list[Statement]:
        """All statements under a cue, in the order of the cues."""
        for i, tok in enumerate(self.toks):
            if tok.kind != "w":
                continue
            if tok.low == "according" and i + 1 < len(self.toks) and self.toks[i + 1].low == "to":
                self._according(i)
            elif tok.low in self.words.cues and self.tags[i] in "VGBU":
                self._verb(i)
            elif self.tags[i] == "V":
                self._other_verb(i)
            elif self.tags[i] == "N" and tok.low in self.words.speech_nouns:
                self._noun(i)
        return self.statements

    def _add(self, ranges: list[Range], mention: Range | None, cue: Range, rule: str, report: str = "") -> None:
        spans = []
        for a, b in ranges:
            while a < b and self.tags[a] == "Z" and self.toks[a].text not in ("(", "[", "$", "#", "‘", "'"):
                a += 1
            while b > a and self.tags[b - 1] == "Z" and self.toks[b - 1].text in (",", ".", ";", ":", *DASHES):
                b -= 1
            if a < b:
                spans.append(self.span((a, b)))
                self.used.update(k for k in range(a, b) if self.tags[k] == "Q")
        if spans and not any(s.spans == spans for s in self.statements):
            who = self.span(mention) if mention else None
            self.statements.append(Statement(spans, who, self.span(cue), rule, report))

    def _according(self, i: int) -> None:
        toks, end = self.toks, self.end
        who = self.phrases.after(i + 2)
        if who is None:
            return
        cue = (i, i + 2)
        before = toks[i - 1] if i else None
        opens = before is not None and before.text in DASHES and self.contents.finite(who[1], self.end)
        if before is None or before.low in ("and", "but", "that", "which", "while") or before.text == ";" or opens:
            k = who[1]
            while k < end and toks[k].text != ",":
                k += 1
            if who[1] < end and self.tags[who[1]] in "DO":
                k = who[1] - 1
            if k < end and self.contents.finite(k, end):
                stop = self.contents.reach(k + 1)
                self._add([(k + 1, stop)], who, cue, "according to, in front")
            return
        if before.text == "," and i > 1 and toks[i - 2].low in ("which", "who", "that", "and", "but"):
            return
        start = self._left_start(i)
        if start and self.tags[start - 1] == "Q" and any(self.contents.cue(x) for x in range(start, i)):
            return
        rest = who[1]
        between = rest < end and toks[rest].text == "," and before.text == ","
        if between and self.contents.finite(rest, end) and toks[rest + 1].low not in TRAILING:
            self._add([(start, i), (rest + 1, self.contents.reach(rest + 1))], who, cue, "according to, between")
        elif self.contents.finite(start, i) or any(self.tags[x] == "Q" for x in range(start, i)):
            self._add([(start, i)], who, cue, "according to, behind")

    def _left_start(self, left_end: int) -> int:
        """Where a content in front of its attribution begins."""
        a = 0
        for m in range(left_end - 1, -1, -1):
            if self.tags[m] == "Q" and m in self.used:
                a = m + 1
                break
            if self.toks[m].text == ";":
                a = m + 1
                break
        while a < left_end and (self.tags[a] == "Z" or self.toks[a].low in ("and", "but", "yet")):
            if self.toks[a].text in ("(", "[", "$"):
                break
            a += 1
        return a

    def _passive(self, start: int, i: int) -> bool:
        return self.tags[i] == "U" and any(self.toks[x].low in BE for x in range(start, i))

    def _verb(self, i: int) -> None:
        toks, words, tags = self.toks, self.words, self.tags
        lemma, group, _tense = words.cues[toks[i].low]
        t = tags[i]
        start = self.phrases.verb_start(i)
        if t in "BU" and start == i:
            return
        if t == "B" and tags[i - 1] == "T" and start >= i - 1:
            return
        if self._passive(start, i):
            return
        prev = toks[start - 1] if start else None
        after_break = prev is not None and (prev.kind == "q" or prev.text in (",", "?", "!", *DASHES))
        if self._inverted(i, start, lemma, group, after_break):
            return
        who = self._subject(i, start, t)
        if who is None:
            return
        if prev is not None and prev.low == "worth":
            return
        if prev is not None and prev.low in ("which", "what", "that", "how", "who", "where") and prev.low != "who":
            if i + 1 < self.end and tags[i + 1] in "AMV":
                return
        if t != "G":
            self.last_subject = who
        report = (
            "negated" if any(toks[x].low in NOT_CUES or toks[x].low.endswith("n't") for x in range(start, i)) else ""
        )
        gap = who[0] and toks[who[0] - 1].low in ("which", "what", "how", "that") and i + 1 < self.end
        if gap and tags[i + 1] in "AMVBU":
            return
        opener = toks[who[0] - 1] if who[0] else None
        if prev is not None and prev.low in ("who", "which") and prev.kind == "w":
            self.contents.bounded = "relative"
        elif opener is not None and opener.low in FRONTED and (who[0] == 1 or toks[who[0] - 2].kind != "w"):
            self.contents.bounded = "clause"
        split = (
            who[0] > 0
            and self.tags[who[0] - 1] == "Q"
            and who[0] - 1 not in self.used
            and who[1] <= start
            and i + 1 < self.end
            and toks[i + 1].text == ","
        )
        goes_on = (
            i + 2 < self.end
            and toks[i + 1].text == ","
            and tags[i + 2] == "Q"
            and not full(toks[i + 2], self.text)
            and who[1] <= start
            and self._break_before(who[0])
        )
        split = split or (goes_on and who[0] > 1)
        right = None if split else self.contents.right(i, lemma, group)
        self.contents.bounded = ""
        left = (
            self._break_before(who[0])
            and who[1] <= start
            and (prev is None or prev.low not in ("who", "which"))
            and group in ("say", "that", "ask")
            and t != "G"
        )
        first_as = who[0] > 0 and toks[who[0] - 1].low == "as"
        if right is not None:
            self._add([right], who, (i, i + 1), "cue: " + lemma, report)
        elif (
            first_as
            and who[1] <= start
            and (prev is None or prev.low != "who")
            and (who[0] == 1 or toks[who[0] - 2].text == ",")
        ):
            self._as(i, who, lemma)
        elif left and (
            lemma not in HARDLY
            or (lemma in ("show", "find", "announce") and i + 2 >= self.end)
            or any(self.tags[x] == "Q" for x in range(who[0]))
        ):
            self._around(who[0], self._adjunct_end(i), who, (i, i + 1), "after: " + lemma)

    def _object_follows(self, i: int, lemma: str) -> bool:
        """Whether the verb at ``i`` takes a thing behind it ("acknowledged the appeal of .."), so that nothing before it
        is reported."""
        if i + 1 >= self.end or lemma in LISTENERS:
            return False
        nxt = self.toks[i + 1]
        if lemma == "point":
            return nxt.low != "out"
        if self.tags[i - 1] == "Q":
            return False
        thing = (
            self.tags[i + 1] in "DNXPO" and nxt.low not in self.words.days and nxt.low not in ("last", "this", "late")
        )
        return thing and lemma != "say"

    def _inverted(self, i: int, start: int, lemma: str, group: str, after_break: bool) -> bool:
        """The inversion ``"...," said Peskov``; also ``Said Ellis: "..."`` at the sentence's start."""
        tags, toks = self.tags, self.toks
        if group not in ("say", "that", "ask") or tags[i] != "V" or i + 1 >= self.end or tags[i + 1] not in "PDNO":
            return False
        if start == 0 and toks[i].capital:
            who = self.phrases.after(i + 1)
            if who is not None and who[1] < self.end and toks[who[1]].text in (":", ","):
                q = self.contents.quoted(who[1], self.end)
                if q >= 0:
                    self._add([(q, q + 1)], who, (i, i + 1), "inverted " + lemma)
                    return True
            return False
        if not after_break:
            return False
        prev = toks[start - 1]
        if prev.kind != "q" and (lemma not in ("say", "add", "note", "write", "argue") or self.phrases.subject(i)):
            return False
        who = self.phrases.after(i + 1)
        if who is None or (who[1] < self.end and tags[who[1]] in "AMV"):
            return False
        self.last_subject = who
        self._around(start, who[1], who, (i, i + 1), "inverted " + lemma)
        return True

    def _subject(self, i: int, start: int, t: str) -> Range | None:
        prev = self.toks[start - 1] if start else None
        if t == "G" and not any(self.toks[x].low in BE for x in range(start, i)):
            if start and self.tags[start - 1] in "NPX":
                return self.phrases.near(start)
            if start and self.tags[start - 1] in "VBT":
                return None
            return self.main_subject(i)
        if prev is not None and prev.low in ("and", "but", "then", "or") and self.tags[i] in "VU":
            if self.words.cues[self.toks[i].low][2] == "base" and start == i:
                return None
            return self.last_subject or self.main_subject(i)
        return self.phrases.subject(i)

    def main_subject(self, before: int) -> Range | None:
        """The subject of the sentence's nearest earlier finite verb that has one."""
        seen = 0
        for x in range(before - 1, -1, -1):
            if self.tags[x] in "VA" or (self.tags[x] == "M"):
                if x and self.tags[x - 1] in "AMW":
                    continue
                who = self.phrases.subject(x)
                seen += 1
                if (who is not None and self.toks[who[0] - 1].low not in ("that", "which")) or (who and who[0] == 0):
                    return who
                if seen > 8:
                    break
        return None

    def _other_verb(self, i: int) -> None:
        """A verb that is no cue, right beside a quotation: ``"...," she laughed``, ``he put it: "..."``."""
        toks, tags = self.toks, self.tags
        start = self.phrases.verb_start(i)
        if toks[i].low == "went" and i + 1 < self.end and toks[i + 1].low == "on":
            return
        prev = start - 1
        if prev >= 0 and tags[prev] == "Q" and prev not in self.used and i + 1 < self.end and tags[i + 1] in "PDO":
            region = toks[prev].region
            if region is not None and self.text[region.inner_end - 1] in ",?!" and full(toks[prev], self.text):
                who = self.phrases.after(i + 1)
                if who is not None:
                    self._around(start, who[1], who, (i, i + 1), "verb beside a quotation")
                return
        who = self.phrases.subject(i)
        if who is None or who[0] == 0:
            if who is not None:
                self.last_subject = who
            return
        q = who[0] - 1
        if tags[q] == "Q" and q not in self.used and who[1] <= start:
            region = toks[q].region
            if region is not None and self.text[region.inner_end - 1] in ",?!" and full(toks[q], self.text):
                self.last_subject = who
                self._add([(q, q + 1)], who, (i, i + 1), "verb beside a quotation")
                return
        if tags[i] == "V":
            self.last_subject = who

    def _noun(self, i: int) -> None:
        """A noun of saying: "Trump's claim that ..", "warnings from his lawyer that ..", "contrary to his claim that .."."""
        toks, tags = self.toks, self.tags
        k, who = i + 1, None
        if k < self.end and toks[k].low in ("by", "from", "of") and tags[k] == "I":
            who = self.phrases.after(k + 1)
            k = who[1] if who is not None else k
        if k + 2 >= self.end or toks[k].low != "that" or tags[k + 1] in "AMV":
            return
        if not self.contents.finite(k + 1, self.end):
            return
        j = i
        while j > 0 and tags[j - 1] in "NG" and not toks[j - 1].low.endswith(("'s", "’s", "s'", "s’")):
            j -= 1
        owner = toks[j - 1] if j else None
        if owner is not None and owner.low in ("his", "her", "their", "its"):
            who = (j - 1, j)
        elif owner is not None and owner.low.endswith(("'s", "’s", "s'", "s’")):
            who = self.phrases.back(j)
        elif who is None:
            who = self.main_subject(i)
        if who is not None:
            self.contents.bounded = "clause" if tags[0] in "IW" or toks[0].low == "contrary" else ""
            self._add([(k, self.contents.reach(k))], who, (i, i + 1), "noun: " + toks[i].low)
            self.contents.bounded = ""

    def _break_before(self, a: int) -> bool:
        return a > 0 and (self.tags[a - 1] == "Q" or self.toks[a - 1].text in (",", "?", "!", *DASHES))

    def _adjunct_end(self, i: int) -> int:
        k = i + 1
        while k < self.end and not (self.toks[k].text in (",", ":", ";", *DASHES) or self.tags[k] == "Q"):
            k += 1
        return k

    def _as(self, i: int, who: Range, lemma: str) -> None:
        """``As Peskov said, ...`` and ``..., as Peskov said``."""
        k = self._adjunct_end(i)
        if who[0] == 1 and k < self.end and self.toks[k].text == "," and k + 1 < self.end:
            q = self.tags[k + 1] == "Q" and full(self.toks[k + 1], self.text)
            self._add([(k + 1, k + 2 if q else self.contents.reach(k + 1))], who, (i, i + 1), "as: " + lemma)
        elif who[0] > 1 and self.contents.finite(0, who[0] - 2) and k >= self.end:
            self._add([(self._left_start(who[0] - 1), who[0] - 1)], who, (i, i + 1), "as: " + lemma)

    def _around(self, left_end: int, right_start: int, who: Range, cue: Range, rule: str) -> None:
        """Content before the attribution, and behind it when the sentence goes on after a comma."""
        toks, tags, end = self.toks, self.tags, self.end
        k = right_start
        while k < end and not (toks[k].text in (",", ";", ":", *DASHES) or tags[k] == "Q"):
            k += 1
        start = self._left_start(left_end)
        last = next((m for m in range(left_end - 1, max(start, left_end - 3) - 1, -1) if tags[m] == "Q"), -1)
        quoted = last >= 0 and full(toks[last], self.text) and last >= start
        left = (last, left_end) if quoted and (last == start or toks[last - 1].kind == "p") else (start, left_end)
        ranges = [left] if left[0] < left[1] else []
        finite_left = quoted or self.contents.main_clause(*left) or any(tags[m] == "Q" for m in range(*left))
        if k < end and (tags[k] == "Q" or (toks[k].text in (",", ":", *DASHES) and k + 1 < end)):
            rest = k if tags[k] == "Q" else k + 1
            if quoted or (tags[rest] == "Q" and last >= 0):
                if tags[rest] == "Q":
                    ranges.append((rest, rest + 1))
                elif (
                    toks[rest].low in ("and", "but", "adding")
                    and rest + 1 < end
                    and tags[rest + 1] == "Q"
                    and toks[k].text == ","
                ):
                    ranges.append((rest + 1, rest + 2))
            elif (
                toks[k].text == ","
                and self.contents.finite(rest, end)
                and toks[rest].low not in TRAILING
                and tags[rest] != "G"
            ):
                if rule.startswith("inverted") and tags[rest] in "DN":
                    return self._add(ranges, who, cue, rule)
                stop = self.contents.reach(rest)
                new = toks[rest].low in ("and", "but") and finite_left and self.contents._next_cue(rest + 1)
                if not new:
                    ranges.append((rest, stop))
        if len(ranges) == 1 and ranges[0] == left and not finite_left:
            return None
        self._add(ranges, who, cue, rule)
