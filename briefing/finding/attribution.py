"""Statements of one sentence: each cue with its subject and the stretches it reports.

Takes tokens, gives ``Statement`` candidates; knows nothing of who the speakers are.
"""

from __future__ import annotations

from briefing.finding.around import adjunct_end, around, left_start, object_follows
from briefing.finding.bounds import below, bounded
from briefing.finding.contents import Contents
from briefing.finding.document import MOST_CUES, Tok
from briefing.finding.forms import BE
from briefing.finding.gaps import GAPS, filled, gap_before
from briefing.finding.inside import within
from briefing.finding.inverted import inverted
from briefing.finding.lexicon import Lexicon
from briefing.finding.names import PARTICLES, REFLEXIVES
from briefing.finding.phrases import DASHES, RELATIVE, Phrases, Range, contracted
from briefing.finding.questions import asks, was_asked
from briefing.finding.quotation import full, titled
from briefing.finding.reach import FAR, Reach
from briefing.finding.sidecues import according, as_reported, as_said, noun, other_verb, quoted_as, voiced
from briefing.finding.statement import Statement
from briefing.finding.subjects import leading
from briefing.finding.tags import tag
from briefing.records import Span

NOT_CUES = frozenset({"not", "never", "n't"})


class SentenceFinder:
    """Finds the statements of one sentence."""

    def __init__(self, text: str, toks: list[Tok], words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.words = words
        self.tags = tag(toks, words)
        self.phrases = Phrases(text, toks, self.tags, words)
        self.look = Reach(text, toks, self.tags, words)
        self.contents = Contents(text, toks, self.tags, self.look, words)
        self.end = self.look.end
        self.statements: list[Statement] = []
        self.used: set[int] = set()
        self.asked = 0
        """Where the last question that nobody asks ends."""
        self.last_subject: Range | None = None
        self.last_speaker: Range | None = None
        """Subject of the last verb of saying that reported something."""

    def span(self, r: Range) -> Span:
        """The text span of a token range."""
        return self.toks[r[0]].start, self.toks[r[1] - 1].end

    def _mention(self, r: Range) -> Span:
        """The text span of a subject; "he" of "he's"."""
        start, end = self.span(r)
        return start, start + len(pronoun) if (pronoun := contracted(self.toks[r[0]].low)) and r[1] == r[0] + 1 else end

    def find(self) -> list[Statement]:
        """All statements under a cue, in the order of the cues."""
        words, cues = self.words, self.words.cues
        if "Q" not in self.tags and words.reporting.isdisjoint([tok.low for tok in self.toks]):
            return []
        seen = 0
        for i, (tok, letter) in enumerate(zip(self.toks, self.tags, strict=True)):
            if letter not in "VGBUN" and tok.low != "according":
                continue
            if i and tok.text[0].isupper() and self.toks[i - 1].text in PARTICLES:
                continue  # "Qaboos bin Said"
            verb = letter in "VGBU" and tok.low in cues
            seen += verb or tok.low == "according"
            if seen > MOST_CUES:
                break
            if tok.low == "according" and i + 1 < len(self.toks) and self.toks[i + 1].low == "to":
                according(self, i)
            elif verb:
                known = len(self.statements)
                self._verb(i)
                if len(self.statements) == known:
                    self._left_over(i)
            elif letter == "V":
                other_verb(self, i)
            elif letter == "N" and tok.low in words.reporting and (tok.low in words.speech_nouns or voiced(self, i)):
                noun(self, i)
        return [s for s in self.statements if not within(self, s)]

    def add(self, ranges: list[Range], mention: Range | None, cue: Range, rule: str, report: str = "") -> None:
        """Adds a statement over token ranges, trimmed of punctuation, unless the same words are taken already."""
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
            who = self._mention(mention) if mention else None
            told = self.contents.listener
            addressee = self.text[slice(*self.span(told))] if told and told[0] == cue[1] else ""
            self.statements.append(Statement(spans, who, self.span(cue), rule, report, addressee))

    def passive(self, start: int, i: int) -> bool:
        """Whether the verb group from ``start`` to ``i`` is in the passive."""
        return self.tags[i] == "U" and any(self.toks[x].low in BE for x in range(start, i))

    def _verb(self, i: int) -> None:
        toks, words, tags = self.toks, self.words, self.tags
        lemma, group, _tense = words.cues[toks[i].low]
        t = tags[i]
        if lemma in words.traits["with_that"] and (i + 1 >= self.end or toks[i + 1].low != "that"):
            return
        start = self.phrases.verb_start(i)
        if lemma == "ask" and toks[i].low == "asked" and was_asked(self, i, start):
            return
        if lemma in ("quote", "cite") and quoted_as(self, i, start):
            return
        if t == "B" and start and tags[start - 1] == "T":
            self._infinitive(i, lemma, group)
            return
        if t == "U" and start == i == 1 and toks[0].low == "as":
            as_reported(self, i, lemma)
            return
        he = contracted(toks[start - 1].low) if start else ""
        if t in "BU" and start == i and not (he and group in ("say", "that")):
            return
        if self.passive(start, i):
            return
        prev = toks[start - 1] if start else None
        after_break = prev is not None and (prev.kind == "q" or prev.text in (",", "?", "!", *DASHES))
        if inverted(self, i, start, lemma, group, after_break):
            return
        if group in ("object", "about") and self.reported(i):
            return
        who = self._subject(i, start, t)
        if who is None or self.phrases.bare(who):
            who = leading(self, start) if group == "say" and t in "VU" else None
        if who is None or (toks[start].low == "had" and who[0] and toks[who[0] - 1].low == "than"):
            return
        if prev is not None and (
            prev.low == "worth" or (prev.low in GAPS and i + 1 < self.end and tags[i + 1] in "AMV")
        ):
            return
        if t != "G" and not self.reported(i):
            self.last_subject = who
        gap = gap_before(self, i, start, who)
        if gap is not None and filled(self, i, who, gap, (lemma, group)):
            return
        self.look.bounded = "clause" if t == "G" and who[0] > i else bounded(self, who, i, prev)
        self.contents.listener = None
        split = self._wrapped(who, start, i)
        right = None if split else self.contents.right(i, lemma, group)
        if right is not None and self.look.quoted(*right) < 0 and self._thing(right[0]):
            right = None
        self.look.bounded = ""
        if right is not None and (q := self._so(i)):
            right = (q, q + 1)
            if tags[start - 1 : start] == "C" and toks[start - 2].text == "," and "V" in tags[:start]:
                who = self.phrases.subject(tags.index("V")) or who
        if right is not None and who[0] > i and tags[right[0]] != "W" and not self.look.new_clause(right[0]):
            return
        deed = lemma in words.traits["commissive"] and not self._speaks(who)
        if right is not None and deed and tags[right[0]] == "T" and self.look.quoted(*right) < 0:
            return
        left = (
            self.break_before(who[0])
            and who[1] <= start
            and (prev is None or prev.low not in ("who", "which"))
            and group in ("say", "that", "ask")
            and t != "G"
            and (group != "ask" or asks(self, left_start(self, who[0]), who[0]))
        )
        first_as = who[0] > 0 and toks[who[0] - 1].low == "as"
        if (right is not None or left) and (prev is None or prev.low not in RELATIVE):
            self.last_speaker = who
        if right is not None:
            ranges = [gap, right] if gap is not None and self._taken(gap[0]) else [right]
            opening = left_start(self, who[0])
            if left and t == "V" and group == "say" and self._condition(opening, who[0]):
                ranges.insert(0, (opening, who[0]))
            self.add(ranges, who, (i, i + 1), "cue: " + lemma, self._report(start, i, group))
            also = right[1] + 1 + (toks[min(right[1] + 1, len(toks) - 1)].low == "that")
            if right[1] == right[0] + 1 and tags[right[0] : also + 1] in ("QCQ", "QCWQ") and self._sentence(also):
                self.add([(also, also + 1)], who, (i, i + 1), "cue: " + lemma)
        elif (
            first_as
            and group in ("say", "that")
            and who[1] <= start
            and (prev is None or prev.low != "who")
            and (who[0] == 1 or toks[who[0] - 2].text == "," or (who[0] == 2 and tags[0] == "C"))
        ):
            as_said(self, i, who, lemma)
        elif (
            left
            and (split or not object_follows(self, i, lemma))
            and (
                lemma not in self.words.traits["fronting_not"]
                or (lemma in ("show", "find", "announce", "indicate", "declare", "agree") and self._object_free(i))
                or any(self.tags[x] == "Q" for x in range(who[0]))
            )
        ):
            around(self, who[0], adjunct_end(self, i), who, (i, i + 1), "after: " + lemma)

    def _sentence(self, q: int) -> bool:
        """Whether the quotation at ``q`` is a statement by itself of some words."""
        region = self.toks[q].region
        return region is not None and full(self.toks[q], self.text) and self.text.count(" ", *region[:2]) > 2

    def _left_over(self, i: int) -> None:
        """A verb of saying with a clause of "that" that no other rule took: "they doubt it and warn that ..."."""
        toks, tags = self.toks, self.tags
        lemma, group, _ = self.words.cues[toks[i].low]
        start = self.phrases.verb_start(i)
        prev = toks[start - 1].low if start else ""
        if group not in ("say", "that") or tags[i] == "G" or self.passive(start, i) or prev in ("so", "being"):
            return
        told = next(
            (x for x in range(i + 1, min(self.end, i + FAR)) if toks[x].low == "that" or tags[x] in "AMVWTQZ"), i
        )
        if toks[told].low != "that" or (tags[i] == "B" and prev == "to" and lemma != "tell") or self.reported(i):
            return
        right = self.contents.right(i, lemma, group)
        if right is None or right[0] != told or tags[told] != "W" or not self.look.finite(told + 1, self.end):
            return
        who = self.last_subject if tags[start - 1] in "CZ" else self.phrases.subject(i)
        if who is None or self.phrases.bare(who):
            who = self.main_subject(i)
        if who is not None:
            self.add([right], who, (i, i + 1), "cue: " + lemma, self._report(start, i, group))

    def _speaks(self, who: Range) -> bool:
        """Whether a subject can promise: a name, a pronoun, people or a body, not "the debate"."""
        able = self.words.able
        return any(
            self.tags[x] in "POQ" or self.toks[x].low in able or self.toks[x].low.removesuffix("s") in able
            for x in range(*who)
        ) or not any(self.tags[x] == "N" for x in range(*who))

    def _object_free(self, i: int) -> bool:
        """Whether nothing the verb at ``i`` could take stands behind it: a comma, a day or the end."""
        days = any(tok.low in self.words.days for tok in self.toks[i + 1 : i + 3])
        return i + 2 >= self.end or self.toks[i + 1].text == "," or days

    def _condition(self, a: int, b: int) -> bool:
        """Whether the clause in front is a condition of what is said: "If it rains, they say they will stay"."""
        return self.toks[a].low in ("if", "unless") and self.look.finite(a, b)

    def _thing(self, k: int) -> bool:
        """Whether what stands behind the verb is its object alone: "said it and left", "called itself neutral"."""
        if self.toks[k].low in REFLEXIVES:
            return True
        after = next((x for x in range(k + 1, self.end) if self.tags[x] != "R"), self.end)
        return self.toks[k].low == "it" and self.tags[after : after + 1] in ("C", "I", "")

    def _so(self, i: int) -> int:
        """The quotation behind "said so on Sunday: "; 0 where there is none."""
        toks = self.toks
        colon = next((x for x in range(i + 2, min(self.end - 1, i + 8)) if toks[x].text == ":"), 0)
        return colon + 1 if colon and toks[i + 1].low == "so" and self.tags[colon + 1] == "Q" else 0

    def _taken(self, w: int) -> bool:
        """Whether the relative word at ``w`` is spoken of: "which he called ..", not "in which he said .."."""
        return self.toks[w].low in ("which", "whom") and not (w and self.tags[w - 1] == "I")

    def _infinitive(self, i: int, lemma: str, group: str) -> None:
        """``is likely to say that ...``: an infinitive of saying with a clause right behind it."""
        told = i + 1 < self.end and (self.toks[i + 1].low == "that")
        if not told or group not in ("say", "that"):
            return
        who = self.main_subject(i)
        right = self.contents.right(i, lemma, group)
        if who is not None and right is not None:
            self.add([right], who, (i, i + 1), "to: " + lemma)

    def reported(self, i: int) -> bool:
        """Whether token ``i`` lies in words that are reported already."""
        at = self.toks[i].start
        return any(a <= at < b for s in self.statements for a, b in s.spans)

    def _wrapped(self, who: Range, start: int, i: int) -> bool:
        """Whether a quotation stands before the attribution or goes on behind it: ``"X," he said, "y"``."""
        if who[1] > start or who[0] == 0:
            return False
        q = who[0] - 1
        if self._ends_open(q):
            return True
        if i + 1 >= self.end or self.toks[i + 1].text != ",":
            return False
        if self.tags[q] == "Q" and q not in self.used:
            return True
        quoted = i + 2 < self.end and self.tags[i + 2] == "Q"
        goes_on = quoted and not full(self.toks[i + 2], self.text)
        if self.toks[q].text == "," and (goes_on or not quoted) and self.look.main_clause(left_start(self, q), q):
            return True
        return goes_on and who[0] > 1 and self.break_before(who[0])

    def _ends_open(self, q: int) -> bool:
        """Whether token ``q`` is a whole quotation ending in a comma or question: what follows attributes it."""
        region = self.toks[q].region
        if region is None or q in self.used or not full(self.toks[q], self.text):
            return False
        alone = q == 0 or self.tags[q - 1] in "ZWC"
        return alone and self.text[region.inner_end - 1] in ",?!—" and not titled(self.text, self.toks[q])

    def _report(self, start: int, i: int, group: str) -> str:
        if any(self.toks[x].low in NOT_CUES or self.toks[x].low.endswith("n't") for x in range(start, i)):
            return "negated"
        if self.words.cues[self.toks[i].low][0] in ("decline", "refuse"):
            return "negated"
        return "questioned" if group == "ask" else ""

    def _subject(self, i: int, start: int, t: str) -> Range | None:
        timed = self.phrases.past_time(start)
        if timed and self.tags[timed - 1] == "C":
            start = timed
        prev = self.toks[start - 1] if start else None
        if prev is not None and contracted(prev.low) not in ("", "who"):
            return start - 1, start
        if self.toks[start].low == "going":
            return self.last_speaker or self.main_subject(start)
        if t == "G" and self._fronted(start):
            return self._following_subject(i)
        if t == "G" and not any(self.toks[x].low in BE for x in range(start, i)):
            if start and self.tags[start - 1] in "NPX":
                near = self._issuer(start) or self.phrases.near(start)
                return self.main_subject(i) if near is None or self.phrases.bare(near) else near
            if start and self.tags[start - 1] in "VBT":
                return None
            if start and self.toks[start - 1].text in (",", ";", *DASHES):
                who = self.last_speaker
                return self.main_subject(i, own=True) or who if who is None or below(self.toks, who, own=True) else who
            return self.main_subject(i)
        if prev is not None and prev.text == "," and self.toks[start].low == "then":
            return self.last_subject or self.main_subject(start)
        if prev is not None and prev.low in ("and", "but", "then", "or") and self.tags[i] in "VUG":
            if self.words.cues[self.toks[i].low][2] == "base" and self.phrases.verb_start(i) == i:
                return None
            return self.last_subject or self.main_subject(i)
        return self.phrases.subject(i)

    def _issuer(self, start: int) -> Range | None:
        """Who issues what says something: "Peskov released a statement saying ..."; None where nobody does."""
        for x in range(start - 1, max(0, start - 9), -1):
            if self.toks[x].low in self.words.issued:
                verb = x
                while verb > 0 and (self.tags[verb] in "NPDGX" or self.toks[verb].low in ("out", "of")):
                    verb -= 1
                who = self.main_subject(x) if self.tags[verb] in "VUGB" else None
                return None if who is None or self.toks[who[0]].low == "there" else who
            if self.tags[x] not in "NPDXIT":
                return None
        return None

    def _fronted(self, start: int) -> bool:
        """Whether a participle at ``start`` opens the sentence: "After arguing ..", "In addition to saying .."."""
        return start < 5 and (start == 0 or self.tags[start - 1] in "IWT") and not set("AMVQZ") & set(self.tags[:start])

    def _following_subject(self, i: int) -> Range | None:
        """The subject of the main clause that follows a fronted participle at ``i``."""
        for x in range(i + 1, self.end):
            if self.look.comma(x) and self.look.new_clause(x + 1):
                verb = next(z for z in range(x + 1, self.end) if self.tags[z] in "AMV")
                return self.phrases.subject(verb)
        return None

    def main_subject(self, before: int, own: bool = False) -> Range | None:
        """The subject of the sentence's nearest earlier finite verb that has one; with ``own`` of its own clause."""
        seen = 0
        for x in range(before - 1, -1, -1):
            if self.tags[x] in "VA" or (self.tags[x] == "M"):
                if (x and self.tags[x - 1] in "AMW") or self.reported(x):
                    continue
                who = self.phrases.subject(x)
                seen += 1
                if who is not None and not below(self.toks, who, own):
                    return who
                if seen > 8:
                    break
        return None

    def break_before(self, a: int) -> bool:
        """Whether a comma, dash or quotation stands before token ``a``."""
        return a > 0 and (self.tags[a - 1] == "Q" or self.toks[a - 1].text in (",", "?", "!", *DASHES))
