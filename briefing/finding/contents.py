"""What a cue reports behind it: the clause, quotation, promise or demand that follows, and where it begins.

Works on the tokens and tags of one sentence.
"""

from __future__ import annotations

from briefing.finding.document import Tok
from briefing.finding.lexicon import Lexicon
from briefing.finding.phrases import DASHES, Range, contracted
from briefing.finding.quotation import full, titled
from briefing.finding.reach import FAR, Reach

QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
SUBJECTS = frozenset({"how", "why", "whether", "what"})
"""Words that open a question which is told rather than asked: "spoke about how ..."."""
CONDITIONS = frozenset({"if", "unless", "despite", "once", "when", "while", "although", "though", "because"})
"""Words that open a clause before the reported one: "she said, if elected, she would"."""
LATER = frozenset(
    {"after", "before", "when", "while", "as", "because", "since", "until", "during", "following", "upon"}
)
TIMES = frozenset(
    {"seconds", "minutes", "hours", "days", "weeks", "months", "years", "moments", "day", "week", "month", "year"}
)
INNER = frozenset({"of", "for", "with", "between", "despite", "against", "without", "until", "from", "over", "under"})
"""Words that go on with what a quotation says; "in", "at" and "on" may tell where it was said."""
TIMES_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "spring", "summer", "fall", "winter"})


class Contents:
    """What stands behind the cues of one tagged sentence."""

    def __init__(self, text: str, toks: list[Tok], tags: str, look: Reach, words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.tags = tags
        self.look = look
        self.words = words
        self.traits = words.traits
        self.end = look.end
        self.listener: Range | None = None
        """Whom the last cue looked at was said to."""

    def right(self, i: int, lemma: str, group: str) -> Range | None:
        """The content behind the cue at ``i``; None when nothing there is reported."""
        toks, tags, end = self.toks, self.tags, self.end
        tense = self.words.cues[toks[i].low][2] if toks[i].low in self.words.cues else ""
        k = i + 1
        if k < end and tags[k] == "R" and toks[k].low not in ("not",):
            k += 1
        if k + 3 < end and toks[k].text == toks[k + 2].text == "," and tags[k + 1] == "R":
            k += 3
        k = self._past_votes(k)
        if k >= end:
            return None
        if lemma in self.traits["directive"] and tags[k] in "NPDX":
            demanded = self._infinitive(k, lemma)
            if demanded is not None:
                return demanded
        if lemma in self.traits["listeners"]:
            first = k
            k = self._past_listener(k)
            inside = range(first, min(k, end))
            stop = next((x for x in inside if tags[x] not in "NPDX" and not self._shortened(x)), min(k, end))
            self.listener = (first, stop) if stop > first else None
            if k >= end or (tags[k] in "TI" and lemma != "tell"):
                return self._target(k)
        if lemma in ("point", "spell", "lay", "make") and toks[k].low in ("out", "clear"):
            k += 1
        if k < end and (
            (lemma == "put" and toks[k].low == "it") or (lemma in ("refer", "point") and toks[k].low == "to")
        ):
            k += 1
        if k >= end:
            return None
        if k + 1 < end and tags[k] == "I" and toks[k].low in ("about", "of", "on") and toks[k + 1].low in SUBJECTS:
            return k + 1, self.look.reach(k + 1, tense)
        if group == "about":
            return (k, self.look.reach(k, tense)) if toks[k].low in SUBJECTS else None
        tok, t = toks[k], tags[k]
        if tok.low == "not" and lemma in self.traits["commissive"] and k + 1 < end and tags[k + 1] == "T":
            return k, self._done(k)
        if lemma == "call" and tok.low in ("for", "on"):
            if k + 1 >= end or (tok.low == "on" and "T" not in tags[k : k + 12]):
                return None
            return k + 1, self.look.reach(k + 1, tense)
        if t == "T" or (lemma in self.traits["directive"] and t in "NPDX"):
            infinitive = self._infinitive(k, lemma)
            if infinitive is not None:
                return infinitive
        if tok.text == ":":
            return (k + 1, self._past_colon(k + 1)) if k + 1 < end else None
        if t == "Q":
            return self._from_quotation(k, group, tense)
        if tok.text == ",":
            return self._past_comma(k)
        if tok.text in DASHES:
            closing = next((x for x in range(k + 2, end - 1) if toks[x].text in DASHES), end)
            return self._target(closing + 1) if closing + 1 < end and toks[closing + 1].low == "that" else None
        if t == "Z" and tok.text not in ("(", "[", "$", "#", "'", "’", "‘"):
            return None
        if tok.low == "that":
            if k + 1 >= end or (
                toks[k + 1].text == "," and not any(toks[x].text == "," for x in range(k + 2, min(end, k + 25)))
            ):
                return None
            if self.look.quoted(k, end) < 0 and k + 6 > end and not any(x in "AMV" for x in tags[k + 1 : end]):
                return None
            if tags[k + 1] == "Q" and full(toks[k + 1], self.text):
                return k + 1, k + 2
            if t == "D" or self._headless(k + 1):
                return self._bare(k, group, lemma, tense)
            return (k, self.look.reach(k, tense))
        asked = tok.low in QUESTION and t == "W" and lemma != "continue"
        if asked and (group != "object" or tok.low in SUBJECTS):
            return k, self.look.reach(k, tense)
        if group == "ask":
            x = next((x for x in range(k, min(end, k + 12)) if toks[x].low in QUESTION or tags[x] in "AMVQ"), end)
            return (x, self.look.reach(x, tense)) if x < end and toks[x].low in QUESTION else None
        if tok.low in LATER or (
            k + 2 < end and toks[k + 1].low in TIMES and toks[k + 2].low in (*LATER, "ago", "later", "earlier")
        ):
            return self._target(k) if group != "object" else None
        if tok.low in ("about", "over", "under") and k + 1 < end and tags[k + 1] == "X":
            return self._bare(k, group, lemma, tense)
        timed = tok.low in ("last", "late", "earlier", "early", "again") or (
            tok.low in ("this", "next") and k + 1 < end and toks[k + 1].low in (*TIMES, *TIMES_OF_DAY)
        )
        if t in "IT" or tok.low in self.words.days or timed:
            return self._target(k) if group != "object" else self._object(k, lemma, tense)
        if group == "object":
            return self._object(k, lemma, tense)
        if (
            tense == "ing"
            and lemma not in self.traits["strong"]
            and not self.look.clause(k, end)
            and self.look.quoted(k, end) < 0
        ):
            return None
        return self._bare(k, group, lemma, tense)

    def _past_colon(self, k: int) -> int:
        """Where what a colon opens ends: with a whole quotation where "and" goes on behind its stop."""
        region = self.toks[k].region
        closed = region is not None and full(self.toks[k], self.text) and self.text[region.inner_end - 1] in ".?!"
        return k + 1 if closed and self.tags[k + 1 : k + 2] == "C" else self.end

    def _headless(self, x: int) -> bool:
        """Whether a finite verb without its subject stands at token ``x``: the "that" before it is relative."""
        return x < self.end and self.tags[x] in "AMV" and not contracted(self.toks[x].low)

    def _infinitive(self, k: int, lemma: str) -> Range | None:
        """What is promised or demanded: "pledged to ..", "urged Moscow to ..."."""
        toks, tags, end = self.toks, self.tags, self.end
        if tags[k] == "T":
            if lemma == "decline":
                return (
                    (k, self.look.reach(k, "past"))
                    if k + 1 < end and toks[k + 1].low in self.traits["silent"]
                    else None
                )
            if lemma in self.traits["commissive"] and k + 1 < end and tags[k + 1] in "BNURQ":
                return k, self._done(k)
            return None
        x = k
        while x < end and (tags[x] in "NPDXI" or self._shortened(x)) and x < k + 10:
            x += 1
        if x < end and tags[x] == "T" and x + 1 < end and tags[x + 1] in "BNQ":
            return k, self.look.reach(k, "past")
        return None

    def _done(self, k: int) -> int:
        """Where the deed that is promised ("to ...", from ``k``) ends and the reporter goes on."""
        stop = self.look.reach(k, "past")
        if self.look.quoted(k, stop) >= 0:
            return stop
        for x in range(k + 2, stop):
            tok = self.toks[x]
            comma = tok.text == "," and x + 1 < stop and self.tags[x + 1] not in "BCQNXW"
            later = tok.low in ("after", "while", "when", "before", "during") or (
                tok.low == "as" and self.look.new_clause(x + 1)
            )
            if comma or later or tok.text in DASHES or tok.low in self.words.days:
                return x - (self.tags[x - 1] == "I")
        return stop

    def _past_votes(self, k: int) -> int:
        """Past how many of a court were for it: "ruled 5-4 that"."""
        x = k
        while x < self.end and x < k + 3 and (self.tags[x] == "X" or self.toks[x].text in DASHES):
            x += 1
        return x if x > k and x < self.end and self.toks[x].low == "that" else k

    def _shortened(self, k: int) -> bool:
        """Whether the stop at ``k`` is that of a name or title inside the sentence: "the U.S.", "Sen. Hill"."""
        return self.toks[k].text == "." and 0 < k < self.end - 1 and self.tags[k - 1] in "NP"

    def _past_listener(self, k: int) -> int:
        """Past the person told: ``tell`` reporters on Tuesday that ..."""
        toks, tags, end = self.toks, self.tags, self.end
        if k < end and toks[k].low in ("me", "him", "her", "them", "us", "you", "reporters", "it"):
            return k + 1
        start = k
        while k < end and (
            tags[k] in "NPDXI"
            or (tags[k] == "Q" and k > start and not full(toks[k], self.text))
            or (k > start and self._shortened(k))
        ):
            if k > start and tags[k] == "D" and tags[k - 1] in "NPX" and not toks[k - 1].low.endswith(("'s", "’s")):
                break
            if k > start and toks[k].low in self.words.days:
                break
            k += 1
            if k + 1 < end and tags[k] == "C" and tags[k - 1] == tags[k + 1] == "P":
                k += 1
        if k < end and tags[k] in "AMV" and not contracted(toks[k].low):
            b = k
            while b > start + 1 and tags[b - 1] in "NXD":
                b -= 1
            if b == start + 1 or b == start:
                b = next((x for x in range(start + 1, k) if tags[x] in "PDO"), start + 1)
            return b
        return k

    def _target(self, k: int) -> Range | None:
        """Content behind an adjunct: "said on Tuesday that ..", "said in a statement: ..", "said Friday the .."."""
        toks, tags, end = self.toks, self.tags, self.end
        for x in range(k, min(end, k + FAR)):
            tok, t = toks[x], tags[x]
            if tok.text == ":":
                return (x + 1, end) if x + 1 < end else None
            if tok.low == "that" and t == "W" and x + 1 < end and not self._headless(x + 1):
                answers = toks[k].low == "to" and toks[x - 1].low in self.words.speech_nouns
                return None if answers else (x, self.look.reach(x))
            if t == "Q" and x > k and toks[x - 1].text == ",":
                return self._from_quotation(x, "say", "")
            closes = x > k + 1 and x + 1 >= end and tags[x - 1] in "NP" and self.text.count(" ", tok.start, tok.end) > 6
            if t == "Q" and (closes or (tags[x - 1] not in "DIN" and full(tok, self.text))):
                return x, x + 1
            if x > k and contracted(tok.low) not in ("", "who"):
                return x, self.look.reach(x)
            if t in "AMV" or (x > k and t in "WC" and tok.low not in ("of", "and")):
                return self._after_day(k, x)
            if t == "O":
                return (x, self.look.reach(x)) if (tags[k] != "W" or x > k + 1) and self.look.finite(x, end) else None
            if tok.text in (";", *DASHES):
                return None
            if tok.text == ",":
                if x + 1 < end and (tags[x + 1] == "Q" or toks[x + 1].low == "that"):
                    continue
                y = next((z for z in range(x + 1, min(end, x + 14)) if toks[z].text == ","), -1)
                if y > 0 and y + 1 < end and (tags[y + 1] == "Q" or toks[y + 1].low == "that"):
                    return (
                        (y + 1, self.look.reach(y + 1))
                        if tags[y + 1] != "Q"
                        else self._from_quotation(y + 1, "say", "")
                    )
                return None
        return None

    def _after_day(self, k: int, verb: int) -> Range | None:
        """Content right behind a day ("said Friday the talks had failed"), given its verb."""
        for x in range(k, verb):
            low = self.toks[x].low
            joined = x > k and self.tags[x] in "PN" and not low.endswith(("'s", "’s", "s'", "s’"))
            if joined and x + 1 < verb and self.tags[x + 1] == "D":
                return x + 1, self.look.reach(x + 1)
            if low in self.words.days or low in ("week", "month", "year", "night", "interview", "statement"):
                y = x + 1
                if y < verb and (self.tags[y] in "DP" or (self.tags[y] == "N" and low in self.words.days)):
                    if self.toks[y].low not in ("morning", "afternoon", "night", "evening"):
                        return y, self.look.reach(y)
                    if y + 1 < verb and self.tags[y + 1] in "DPN":
                        return y + 1, self.look.reach(y + 1)
        return None

    def _from_quotation(self, k: int, group: str, tense: str) -> Range | None:
        """Content that begins with the quotation at ``k``: it alone, or the clause it opens."""
        toks, tags, end = self.toks, self.tags, self.end
        if full(toks[k], self.text):
            return k, k + 1
        if group == "object":
            more = self.look.quoted(k + 1, end)
            if more < 0 and k + 1 < end and tags[k + 1] == "I":
                return k, k + 1
            return k, self.look.reach(k, tense)
        nxt = toks[k + 1] if k + 1 < end else None
        inner_end = self.text[toks[k].region.inner_end - 1] if toks[k].region else ""  # type: ignore[union-attr]
        if (
            nxt is None
            or inner_end in ".?!"
            or nxt.text in (",", ";", *DASHES)
            or tags[k + 1] in "WR"
            or (tags[k + 1] == "I" and nxt.low not in INNER)
        ):
            return k, k + 1
        return k, self.look.reach(k, tense)

    def _past_comma(self, comma: int) -> Range | None:
        toks, tags, end = self.toks, self.tags, self.end
        j = comma + 1
        if j >= end:
            return None
        if tags[j] == "Q":
            return (j, j + 1) if full(toks[j], self.text) else self._from_quotation(j, "say", "")
        x = j
        while x < end and toks[x].text != "," and x < j + 25:
            x += 1
        if x + 1 < end and tags[x + 1] == "Q" and toks[x].text == "," and full(toks[x + 1], self.text):
            return x + 1, x + 2
        conditional = toks[j].low in CONDITIONS
        if conditional and x + 1 < end and toks[x].text == "," and self.look.new_clause(x + 1):
            return j, self.look.reach(x + 1)
        place = x - j < 3 and all(t == "P" for t in tags[j:x])
        if x + 1 < end and toks[x + 1].low == "that" and (tags[j] in "IGRW" or place):
            return x + 1, self.look.reach(x + 1)
        return None

    def _object(self, k: int, lemma: str, tense: str) -> Range | None:
        """What a verb like "described" or "criticised" takes: reported only where words of it are quoted."""
        toks, tags = self.toks, self.tags
        stop = self.look.reach(k, tense)
        names = lemma in self.traits["naming"]
        q = next((x for x in range(k, stop) if tags[x] == "Q" and (names or not titled(self.text, toks[x]))), -1)
        if q >= 0 and any(self._leaves(x) for x in range(k, q)):
            return None
        if q < 0:
            return (k, stop) if lemma in self.traits["mentions"] and self._holds(k, stop) else None
        stop = self._past_quoted(q, stop)
        if lemma == "accuse":
            k = next((x for x in range(k, q + 1) if toks[x].low == "of"), k)
        if self.toks[q - 1].low == "where" or (q - 1 > k and self.toks[q - 1].text == ":"):
            return q, q + 1
        return k, stop

    def _holds(self, k: int, stop: int) -> bool:
        """Whether the thing spoken of from ``k`` holds a clause: "the senators who held it up", no "claim that ..."."""
        words = self.words
        if self.tags[k] not in "NDPXG":
            return False
        for x in range(k + 1, stop):
            tok, noun = self.toks[x], self.toks[x - 1].low
            if self.tags[x] in "AMV":
                return True
            if self.tags[x] == "C" or tok.text in (",", ";", *DASHES):
                return False
            if tok.low == "that" and (noun in words.speech_nouns or noun in words.voiced_nouns):
                return False
        return False

    def _past_quoted(self, q: int, stop: int) -> int:
        """Where the words about a thing end whose first quotation is at ``q``; more may be joined to it."""
        toks, tags = self.toks, self.tags
        x = q
        while x < stop:
            aside = tags[x] in "WR" and toks[x].low != "because"
            if x > q and tags[x - 1] == "Q" and (aside or self._adjunct(x)) and self.look.quoted(x, stop) < 0:
                return x
            comma = self.look.comma(x)
            if comma or toks[x].text in DASHES or (tags[x] == "C" and self._goes_on(x + 1)):
                y = x + 1
                if y < stop and comma and tags[y] == "C":
                    y += 1
                more = self.look.quoted(y, min(stop, y + 4))
                if more < 0 or any(t in "AMVO" for t in tags[y:more]):
                    return x + 1 if tags[x] == "Q" else x
                x = more
            else:
                x += 1
        return stop

    def _leaves(self, x: int) -> bool:
        """Whether what a verb says of a thing ends at token ``x``, as another clause or verb begins behind it."""
        tok, y = self.toks[x], x + 1
        if tok.text != "," and tok.text not in DASHES:
            return self.tags[x] == "C" and self.tags[y] == "V"
        joined = self.tags[y] in "CW"
        return self.tags[y] in "GV" or self.look.next_cue(y + joined) or (joined and self.look.new_clause(y + 1))

    def _goes_on(self, y: int) -> bool:
        """Whether a new clause or a second verb of the reporter begins at token ``y``, behind "and"."""
        y += y < self.end and self.tags[y] == "R"
        return y < self.end and (self.tags[y] in "VAM" or self.look.new_clause(y))

    def _adjunct(self, x: int) -> bool:
        """Whether a day, "on Monday" or "during .." begins at token ``x``."""
        low = self.toks[x].low
        day = x + 1 < self.end and self.toks[x + 1].low in self.words.days
        return low in self.words.days or low in ("during", "amid") or (low == "on" and day)

    def _bare(self, k: int, group: str, lemma: str, tense: str) -> Range | None:
        """A clause without "that"; None where it is no clause and holds no quoted words."""
        toks = self.toks
        stop = self.look.reach(k, tense)
        quoted = self.look.quoted(k, stop) >= 0
        if quoted and (group == "say" or lemma in ("show", "find")):
            return k, stop
        if group == "say" and lemma in self.traits["strong"] and self.look.finite(k, stop):
            return k, stop
        if group == "say" and self.look.clause(k, stop):
            return k, stop
        would = self.tags[k] == "O" or any(tok.low == "would" for tok in toks[k : min(stop, k + 14)])
        if lemma in self.traits["promising"] and would and self.look.clause(k, stop):
            return k, stop
        if group == "that" and lemma in self.traits["loose"]:
            return (k, stop) if self.look.clause(k, stop) and not toks[k].low.endswith(("self", "selves")) else None
        return self._object(k, lemma, tense) if lemma in self.traits["mentions"] else None
