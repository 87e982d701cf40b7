"""Statements of one Russian sentence: the same design with Russian cues, marks, dashes and word order.

Gives the same ``Statement`` candidates as the English finder; the names are brought together elsewhere.
"""

from __future__ import annotations

from briefing.finding.document import MOST_CUES, Tok
from briefing.finding.morphology import is_adverb, parses, readings
from briefing.finding.russian_phrases import DASHES, Phrases, Range
from briefing.finding.russian_reach import (
    behind_conjunction,
    finite,
    has_verb,
    left_start,
    only_links,
    opens,
    subject_here,
    until,
)
from briefing.finding.russian_sides import about_that, brought, by_words, called, colon, headline
from briefing.finding.russian_speech import alone, dialogue, is_speech, split
from briefing.finding.russian_words import Cue, fold, words
from briefing.finding.statement import Statement
from briefing.records import Span

_DENIED = ("исключ", "отриц", "отверг", "опроверг")
_STOPS = (".", "!", "?", "…", "...")


class RussianFinder:
    """Finds the statements of one Russian sentence.

    ``before`` is the sentence before ("Об этом сообщил ..." reports that one), ``first`` whether it opens the document.
    """

    def __init__(self, text: str, toks: list[Tok], before: Span | None = None, first: bool = False) -> None:
        self.text = text
        self.toks = toks
        self.words = words()
        self.look = Phrases(toks, self.words)
        self.low = self.look.low
        self.before = before
        self.first = first
        self.used: set[int] = set()
        self._spoken: dict[int, bool] = {}
        self.out: list[Statement] = []
        n = len(toks)
        while n > 0 and toks[n - 1].text in _STOPS:
            n -= 1
        self.end = n

    def span(self, r: Range) -> Span:
        """The text span of a token range."""
        return self.toks[r[0]].start, self.toks[r[1] - 1].end

    def main_subject(self, before: int) -> Range | None:
        """The first phrase of the sentence that can be its subject."""
        return self.look.before(0, min(before, self.end), "")

    def find(self) -> list[Statement]:
        """All statements of the sentence."""
        if not self.toks:
            return []
        if self.toks[0].text in DASHES:
            return dialogue(self)
        if self.first:
            headline(self)
        seen = 0
        for i, tok in enumerate(self.toks[: self.end]):
            if tok.kind != "w":
                continue
            low = self.low[i]
            cue = self.words.cues.get(low) or (
                self.words.phrases.get((low, self.low[i + 1])) if i + 1 < self.end else None
            )
            by = low in ("по", "согласно") or self.low[i : i + 2] == ["со", "слов"]
            if cue is None and not by and low != "следует" and low not in self.words["brought"] | self.words["cited"]:
                continue
            seen += 1
            if seen > MOST_CUES:
                break
            if by:
                by_words(self, i)
            elif cue is None:
                brought(self, i)
            else:
                self._cue(i, cue)
        for k, tok in enumerate(self.toks):
            if tok.kind == "q" and k not in self.used:
                split(self, k)
        colon(self)
        alone(self)
        return self.out

    # what stands where

    def segment(self, i: int) -> Range:
        """The stretch around a word between punctuation and spoken quotations."""
        s = i
        while s > 0 and not self.edge(s - 1):
            s -= 1
        e = i + 1
        while e < self.end and not self.edge(e):
            e += 1
        return s, e

    def edge(self, k: int) -> bool:
        """Whether the token ends a stretch: punctuation, or a quotation of words."""
        return self.speech(k) if self.toks[k].kind == "q" else self.look.separator(k)

    def speech(self, k: int) -> bool:
        """Whether the token is a quotation of somebody's words."""
        if k not in self._spoken:
            self._spoken[k] = self.toks[k].kind == "q" and not self._title(k) and is_speech(self.text, self.toks[k])
        return self._spoken[k]

    def _title(self, k: int) -> bool:
        """Whether a quotation is what a thing is called: "в программе «Встретились и поговорили»"."""
        if not k or self.toks[k - 1].kind != "w":
            return False
        return any(fold(p.normal_form) in self.words["titled"] for p in parses(self.low[k - 1])[:3])

    def _no_part(self, k: int) -> bool:
        """Whether what stands behind an attribution goes on about its speaker: "который ...", "добавив, что"."""
        cue = self.cue_at(k)
        return self.low[k].startswith("котор") or (cue is not None and cue.sort == "participle")

    def cue_at(self, k: int) -> Cue | None:
        """The cue that the token is, if any."""
        return self.words.cues.get(self.low[k]) if self.toks[k].kind == "w" else None

    def subject(self, i: int, s: int, e: int, cue: Cue) -> Range | None:
        """Who stands as subject of the cue at ``i`` in its stretch, else before it in the sentence."""
        if cue.sort == "impersonal":
            return self.look.place(s, e, True) or self.look.place(0, s, True)
        if cue.sort not in ("participle", "relative"):
            if self._relative(s):
                return self.look.antecedent(s - 1, cue.agrees)
            joined = next((k for k in range(i - 1, s - 1, -1) if self.low[k] in ("и", "а", "но")), -1)
            if joined >= 0 and all(is_adverb(self.low[k]) for k in range(joined + 1, i)):
                earlier = [m for m in self.out if m.mention and m.mention[0] < self.toks[i].start and m.cue]
                if earlier:
                    return self.tokens_in(earlier[-1].mention)
            who = self.look.before(s, i, cue.agrees)
            if who is None and cue.agrees == "p":
                who = self.look.place(s, e) or self._place_before(s)
            if who is None and s:
                who = self.look.apposed(self.look.before(0, s, cue.agrees), s)
            return who or self.look.after(i + 1, e, cue.agrees)
        if cue.sort == "relative":
            return self.look.antecedent(s - 1, cue.agrees) if s else None
        said = next((m for m in reversed(self.out) if m.mention and m.mention[1] <= self.toks[s].start), None)
        if said is not None and not any(finite(self, x) for x in range(self._at(said.mention) + 1, s)):
            return self.tokens_in(said.mention)
        return (self.look.apposed(self.look.before(0, s, cue.agrees), s) or self.look.place(0, s)) if s else None

    def _relative(self, s: int) -> bool:
        """Whether the stretch from ``s`` on begins with "который" as subject."""
        return s > 0 and self.low[s] in ("который", "которая", "которое", "которые")

    def _place_before(self, s: int) -> Range | None:
        """The body in front of a relative clause: "в больнице, где он лежит, рассказали"."""
        c = next((k for k in range(s) if self.toks[k].text == ","), s)
        relative = c + 1 < s and any(self.low[k] == "где" or self.low[k].startswith("котор") for k in (c + 1, c + 2))
        return self.look.place(0, c, True) if relative and self.toks[s - 1].text == "," else None

    def _at(self, span: Span | None) -> int:
        inside = self.tokens_in(span)
        return inside[0] if inside else 0

    def tokens_in(self, span: Span | None) -> Range | None:
        """The tokens of a text span."""
        if span is None:
            return None
        inside = [k for k, t in enumerate(self.toks) if span[0] <= t.start and t.end <= span[1]]
        return (inside[0], inside[-1] + 1) if inside else None

    # what is added

    def add(self, ranges: list[Range], who: Range | None, cue: Range, rule: str, report: str = "") -> bool:
        """Adds a statement of token ranges; whether there was one that is new."""
        spans = []
        for a, b in ranges:
            a, b = self._trimmed(a, b)
            if a < b:
                spans.append(self.span((a, b)))
                self.used.update(x for x in range(a, b) if self.toks[x].kind == "q")
        if not spans or any(s.spans == spans for s in self.out):
            return False
        mention = self.span(who) if who else None
        self.out.append(Statement(spans, mention, self.span(cue), rule, report, self._addressee(cue)))
        return True

    def _trimmed(self, a: int, b: int) -> Range:
        while a < b and self.toks[a].kind == "p" and self.toks[a].text not in ("(", "["):
            a += 1
        while b > a and self.toks[b - 1].kind == "p" and self.toks[b - 1].text not in (")", "]", "%"):
            b -= 1
        return a, b

    def _addressee(self, cue: Range) -> str:
        """To whom it was said: a noun in the dative right behind the cue ("заявил журналистам")."""
        for k in range(cue[1], min(self.end, cue[1] + 3)):
            if self.toks[k].kind != "w" or self.low[k] in self.words["prepositions"]:
                break
            found = readings(self.low[k])
            if found and found[0].case == "datv" and found[0].pos in ("NOUN", "NPRO"):
                e = k + 1
                while e < min(self.end, k + 4) and (self.toks[e].kind == "q" or self.toks[e].text[0].isupper()):
                    e += 1
                return self.text[slice(*self.span((k, e)))]
        return ""

    # where a content begins and ends

    # the patterns

    def _cue(self, i: int, cue: Cue) -> None:
        width = 1 if self.low[i] in self.words.cues else 2
        here = (i, i + width)
        if any(self.span(here) == s.cue for s in self.out):
            return
        s, e = self.segment(i)
        rule = "ru " + ("passive" if cue.sort == "impersonal" else cue.kind)
        negated = "negated" if i and self.low[i - 1] == "не" and not self.low[i].startswith(_DENIED) else ""
        if cue.sort == "infinitive":
            if not any(self.low[j] in self.words["refused"] for j in range(max(s, i - 3), i)):
                return
            negated = "negated"
        if self.low[s : s + 2] in (["об", "этом"], ["о", "чем"]) or "об этом" in " ".join(self.low[s:i]):
            about_that(self, here, s, e, cue)
            return
        if e < self.end and self._reported(here, s, e, cue, rule, negated):
            return
        if cue.kind == "name" or cue.sort == "infinitive" or negated:
            if cue.kind == "name":
                called(self, i, s, e, cue)
            return
        self._beside(here, s, e, cue)

    def _reported(self, here: Range, s: int, e: int, cue: Cue, rule: str, negated: str) -> bool:
        """What follows: a clause with its conjunction, a colon, a quotation."""
        e = self._past_relative(e)
        follows = self.toks[e]
        clause = follows.text == "," and e + 1 < self.end and self.low[e + 1] in self.words["openers"]
        question = (
            follows.text == ","
            and e + 1 < self.end
            and (self.low[e + 1] in self.words["asked"] or "ли" in self.low[e + 2 : e + 4])
            and bool(negated or cue.kind == "ask")
        )
        if not (clause or question or follows.text == ":" or follows.kind == "q"):
            return False
        if cue.kind == "name" and not clause:
            return False
        if follows.text == ":" and (cue.sort == "participle" or self._by_words(e + 1)):
            return False
        if clause and cue.sort == "participle" and self._another_s(here[1], e):
            return True
        who = self.subject(here[0], s, e, cue)
        if any(self.low[k] in self.words["nothing"] for k in range(s, here[0])) and (
            who is None or who[1] == who[0] + 1
        ):
            return True
        if who is None and cue.sort == "impersonal":
            return True
        report = negated or ("questioned" if cue.kind == "ask" else "")
        if clause or question:
            start = e + 1
            stop = until(self, start)
            if cue.sort == "relative":
                stop = next(
                    (k for k in range(start, stop - 1) if self.toks[k].text == "," and finite(self, k + 1)), stop
                )
            if s == 0 and self.low[0] in self.words["given"]:
                stop = next((k for k in range(start, stop) if self.toks[k].text == ","), stop)
            opens = self.low[start] in self.words["openers"] and start + 1 < stop and self.toks[start + 1].kind == "q"
            if opens and not any(t.kind == "w" for t in self.toks[start + 2 : stop]):
                start += 1
            return self.add([(start, stop)], who, here, rule + (" clause" if clause else " question"), report)
        if follows.text == ":":
            start = e + 1
            if start < self.end and self.toks[start].kind == "q":
                stop = start + 1
                if not self.speech(start) and stop < self.end:
                    stop = until(self, start)
                return self.add([(start, stop)], who, here, rule + " colon", report)
            return self.add([(start, until(self, start))], who, here, rule + " colon", report)
        if self._preposed(e):
            return False
        return self.add([(e, e + 1)], who, here, rule + " quotation", report)

    def _by_words(self, k: int) -> bool:
        """Whether what follows has its own "по его словам"."""
        return self.low[k : k + 1] == ["по"] and any(w in self.words["before"] for w in self.low[k + 1 : k + 3])

    def _another_s(self, a: int, b: int) -> bool:
        """Whether what follows is what somebody else said: "комментируя слова Байдена, что"."""
        return any(parses(self.low[k])[0].normal_form in self.words["uttered"] for k in range(a, b))

    def _past_relative(self, e: int) -> int:
        """The comma before "что" behind a relative clause: "рассказал о встрече, которую провёл, что"."""
        if self.toks[e].text != "," or not any(w.startswith("котор") for w in self.low[e + 1 : min(self.end, e + 5)]):
            return e
        stop = self.segment(e + 1)[1]
        told = any(self.cue_at(k) for k in range(e + 1, stop))
        return stop if self.low[stop + 1 : stop + 2] == ["что"] and stop < self.end and not told else e

    def _preposed(self, k: int) -> bool:
        """Whether the quotation at ``k`` has an attribution of its own behind it."""
        return (
            k + 2 < self.end
            and self.toks[k + 1].text in (",", *DASHES)
            and (self.toks[k + 1].text in DASHES or self.toks[k + 2].text in DASHES)
        )

    def _beside(self, here: Range, s: int, e: int, cue: Cue) -> None:
        """An attribution with what is said in front of it, around it, or (``как сообщил X, ...``) behind it."""
        i = here[0]
        left = s - 1
        as_said = self.low[s] == "как" and opens(self, s, i)
        dash = left >= 0 and self.toks[left].text in DASHES
        quoted = left >= 0 and (
            self.toks[left].kind == "q" or (self.toks[left].text == "," and left and self.toks[left - 1].kind == "q")
        )
        if (
            dash
            and left
            and (self.toks[left - 1].text in (",", "?", "!", "…", "...") or self.toks[left - 1].kind == "q")
        ):
            who = subject_here(self, i, e, cue) or self.look.before(s, i, cue.agrees) or self.look.place(s, e)
            self._around(left, e, who, here, "ru inverted", True)
            return
        if cue.sort or cue.kind not in ("say", "sure") or not opens(self, s, i):
            return
        who = subject_here(self, here[1] - 1, e, cue)
        if who is None:
            return
        if as_said and (only_links(self, 0, s) or behind_conjunction(self, 0, s) == s):
            if e < self.end:
                self.add([(e + 1, until(self, e + 1))], who, here, "ru as said")
            return
        if (
            left > 0
            and (self.toks[left].text in (",", *DASHES) or quoted)
            and (e >= self.end or self.toks[e].text in (",", *DASHES))
        ):
            self._around(left, e, who, here, "ru as said" if as_said else "ru behind", False)

    def _around(self, left: int, right: int, who: Range | None, here: Range, rule: str, dash: bool) -> None:
        """What stands before ``left``, and goes on behind the attribution."""
        toks = self.toks
        q = left - 1 if toks[left].kind == "p" else left
        while q >= 0 and toks[q].kind == "p" and toks[q].text in (",", "?", "!", "…", "...", *DASHES):
            q -= 1
        start = left_start(self, left)
        quoted = q >= 0 and toks[q].kind == "q"
        if quoted and (q == start or toks[q - 1].kind == "p" or not has_verb(self, start, q)):
            start = q if q == start or self.speech(q) else start
        ranges = [] if only_links(self, start, left) else [(start, left + (toks[left].kind == "q"))]
        k = right
        if k < self.end and toks[k].text in (",", ".", "...", *DASHES):
            goes_on = k + 1 < self.end and (toks[k + 1].text in DASHES or toks[k].text in DASHES)
            if goes_on:
                rest = k + 2 if toks[k + 1].text in DASHES else k + 1
                ranges.append((rest, until(self, rest)))
            elif not dash and k + 1 < self.end and not self._no_part(k + 1):
                stop = until(self, k + 1)
                going = any(finite(self, x) or toks[x].kind == "q" for x in range(k + 1, stop))
                if going or not ranges:
                    ranges.append((k + 1, stop))
        if who is None and dash and not quoted:
            return
        if (
            not dash
            and ranges
            and not any(finite(self, x) or toks[x].kind == "q" for a, b in ranges for x in range(a, b))
        ):
            return
        self.add(ranges, who, here, rule)
