"""How far the reported words reach: where the content behind a cue begins and ends.

Works on the tokens and tags of one sentence.
"""

from __future__ import annotations

from briefing.finding.document import Tok
from briefing.finding.lexicon import Lexicon
from briefing.finding.phrases import DASHES, Phrases, Range

LISTENERS = frozenset({"tell", "remind", "inform", "assure", "warn", "advise", "notify", "ask", "reassure", "teach"})
QUESTION = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})
STRONG = frozenset({"say", "tell", "argue", "insist", "contend", "maintain", "assert", "testify", "reply"})
LATER = frozenset(
    {"after", "before", "when", "while", "as", "because", "since", "until", "during", "following", "upon"}
)
TIMES = frozenset(
    {"seconds", "minutes", "hours", "days", "weeks", "months", "years", "moments", "day", "week", "month", "year"}
)
SPEECH = frozenset({"say", "that", "ask", "object"})
COMMISSIVE = frozenset({"pledge", "vow", "promise", "threaten", "offer", "swear", "propose"})
MENTIONS = frozenset(
    {"cite", "mention", "describe", "detail", "dispute", "blame", "criticize", "question", "propose", "portray"}
)
SILENT = frozenset(
    {
        "comment",
        "say",
        "answer",
        "discuss",
        "confirm",
        "give",
        "provide",
        "elaborate",
        "speculate",
        "disclose",
        "respond",
    }
)
DIRECTIVE = frozenset({"urge", "warn", "implore", "beg", "exhort"})
KEEPING = frozenset(
    {
        "order",
        "rule",
        "read",
        "find",
        "show",
        "request",
        "teach",
        "put",
        "post",
        "submit",
        "continue",
        "repeat",
        "charge",
    }
    | {"volunteer", "offer", "refuse", "decline", "demand", "request", "threaten", "promise", "pledge", "vow", "agree"}
)
FAR = 40


def full(tok: Tok, text: str) -> bool:
    """Whether a quotation is a statement by itself: begins with a capital and is no mere word or two."""
    assert tok.region is not None
    inner = text[tok.region.inner : tok.region.inner_end].strip(" [(….")
    first = next((c for c in inner if c.isalnum()), "a")
    if first.islower():
        return False
    return inner.count(" ") >= 3 or inner[-1:] in ".,?!—-" or text[tok.region.inner_end - 1] in ".,?!—-"


class Contents:
    """The reach of reported words in one tagged sentence."""

    def __init__(self, text: str, toks: list[Tok], tags: list[str], phrases: Phrases, words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.tags = tags
        self.phrases = phrases
        self.words = words
        self.bounded = ""
        """How the clause of the cue is bounded: "clause" (a subordinate clause in front), "relative", or not."""
        n = len(toks)
        while n > 0 and tags[n - 1] == "Z" and toks[n - 1].text in ".!?…":
            n -= 1
        self.end = n

    def finite(self, a: int, b: int) -> bool:
        """Whether a finite verb stands there that is not of a relative clause."""
        for x in range(a, min(b, a + FAR)):
            if self.tags[x] in "AMV" and not (x > a and self.tags[x - 1] == "W" and self.toks[x - 1].low != "what"):
                return True
        return False

    def main_clause(self, a: int, b: int) -> bool:
        """Whether the stretch holds a main clause, not a fronted adjunct or subordinate clause alone."""
        if a >= b:
            return False
        if self.tags[a] in "IWG":
            for x in range(a, b):
                if self.toks[x].text == "," and self._new_clause(x + 1):
                    return True
                if self.tags[a] != "W" and self.tags[x] in "AMV":
                    return True
                if self.tags[x] == "W" and x > a:
                    break
            return any(self.toks[x].text == "," and self._new_clause(x + 1) for x in range(a, b))
        return self.finite(a, b)

    def clause(self, a: int, b: int) -> bool:
        """Whether a finite verb comes soon, before any comma or relative word."""
        for x in range(a, min(b, a + 14)):
            if self.tags[x] in "AMV":
                return x > a
            if (self.tags[x] == "W" and x > a) or self.toks[x].text in (",", ";") or self.toks[x].text in DASHES:
                return False
        return False

    def quoted(self, a: int, b: int) -> int:
        """Index of the first quotation there, or -1."""
        return next((x for x in range(a, b) if self.tags[x] == "Q"), -1)

    def cue(self, x: int) -> bool:
        """Whether token ``x`` is a finite verb of saying."""
        low = self.toks[x].low
        if self.tags[x] != "V" or low not in self.words.cues:
            return False
        lemma, group, _ = self.words.cues[low]
        if lemma in KEEPING:
            return False
        return group in ("say", "that", "ask") or lemma in ("accuse", "blame", "criticize", "call", "describe")

    def reach(self, k: int, tense: str = "") -> int:
        """Past the last token of a content that begins at ``k``."""
        stop = self._reach(k, tense)
        if self.bounded == "clause":
            for x in range(k + 2, stop):
                if self.toks[x].text == "," and self._new_clause(x + 1):
                    return x
                if self.toks[x].text in DASHES and x > k + 3:
                    return x
        elif self.bounded == "relative":
            for x in range(k + 2, stop):
                text = self.toks[x].text
                if text in DASHES or (text == "," and x + 1 < stop and self.tags[x + 1] in "AMV"):
                    return x
        return stop

    def _new_clause(self, y: int) -> bool:
        """Whether a main clause (noun phrase and finite verb) begins at ``y``."""
        if y >= self.end or self.tags[y] not in "ODPNX":
            return False
        for z in range(y, min(self.end, y + 9)):
            if self.tags[z] in "AMV":
                return z > y
            if self.tags[z] in "WGBTQ" or (self.tags[z] == "Z" and self.toks[z].text not in (".", "'", "’", "-")):
                return False
        return False

    def _reach(self, k: int, tense: str) -> int:
        toks, tags, end = self.toks, self.tags, self.end
        x = k
        while x < end:
            tok, t = toks[x], tags[x]
            nxt = toks[x + 1] if x + 1 < end else None
            if nxt is None:
                break
            if tok.text == ";" and x > k:
                return x
            comma_inside = t == "Q" and tok.region is not None and self.text[tok.region.inner_end - 1] == ","
            joined = tok.text == "," or tok.text in DASHES or comma_inside
            if joined and comma_inside and x >= k:
                y = x + 2 if nxt.low in ("and", "but", "while", "though", "although") else x + 1
                new = nxt.low in ("and", "but") and y < end and (tags[y] == "V" or toks[y].low in ("he", "she"))
                if new or (tags[x + 1] in "OWC" and self._next_cue(y)):
                    return x + 1
                if tags[x + 1] == "G" and nxt.low in self.words.cues:
                    return x + 1
            elif joined and x > k:
                y = x + 1
                word = nxt.low
                if word in ("according", "compared", "despite") or (word in ("said", "says") and tags[y] == "V"):
                    return x
                if (
                    tags[y] == "G"
                    and word in self.words.cues
                    and (self.words.cues[word][1] in ("say", "that") or word in ("citing", "calling", "describing"))
                ):
                    return x
                if word in ("and", "but", "while", "though", "although", "whereas", "as", "when"):
                    y += 1
                elif tok.text == "," and tags[y] not in "O":
                    x += 1
                    continue
                if y < end and word in ("and", "but") and toks[y].low == "when" and x > k + 3:
                    return x
                if y < end and word in ("and", "but") and tags[y] == "V" and tok.text == ",":
                    return x
                if y < end and tags[y] == "O" and word in ("and", "but") and toks[y].low in ("he", "she"):
                    return x
                if self._next_cue(y) and (y > x + 1 or self.finite(k, x)):
                    return x
            elif tok.low in ("and", "but") and x > k + 3 and nxt.low == "then" and x + 2 < end and tags[x + 2] == "V":
                return x
            elif tok.low in ("and", "but") and x > k and tags[x + 1] == "V" and self.cue(x + 1):
                return x
            elif tok.low in ("and", "but") and x > k + 3 and tags[x + 1] in "VR" and nxt.low in self.words.cues:
                if self.words.cues[nxt.low][2] == tense and tense == "past":
                    return x
            elif tok.low == "and" and x > k + 3 and tags[x + 1] in "OPD" and self._next_cue(x + 1, 5):
                return x
            x += 1
        return end

    def _next_cue(self, y: int, within: int = 9) -> bool:
        """Whether a new attribution (noun phrase and verb of saying) begins at ``y``."""
        for z in range(y, min(self.end, y + within)):
            if self.cue(z):
                return z > y or self.tags[y] == "V"
            if self.tags[z] in "AMVWGBT" or self.toks[z].text in (",", ";", ":"):
                return (
                    self.tags[z] == "A" and z + 1 < self.end and self.toks[z + 1].low in ("said", "argued", "suggested")
                )
        return False

    def right(self, i: int, lemma: str, group: str) -> Range | None:
        """The content behind the cue at ``i``; None when nothing there is reported."""
        toks, tags, end = self.toks, self.tags, self.end
        tense = self.words.cues[toks[i].low][2]
        k = i + 1
        if k < end and tags[k] == "R" and toks[k].low not in ("not",):
            k += 1
        if k >= end:
            return None
        if lemma in DIRECTIVE and tags[k] in "NPDX":
            demanded = self._infinitive(k, lemma)
            if demanded is not None:
                return demanded
        if lemma in LISTENERS:
            k = self._past_listener(k)
            if k >= end or (tags[k] in "TI" and lemma != "tell"):
                return self._target(k)
        if lemma in ("point", "spell", "lay", "make") and toks[k].low in ("out", "clear"):
            k += 1
        if lemma == "put" and toks[k].low == "it":
            k += 1
        if k >= end:
            return None
        tok, t = toks[k], tags[k]
        if lemma == "call" and tok.low in ("for", "on"):
            if tok.low == "on":
                k = next((x for x in range(k, min(end, k + 12)) if tags[x] == "T"), end) - 1
            return (k + 1, self.reach(k + 1, tense)) if k + 1 < end else None
        if t == "T" or (lemma in DIRECTIVE and t in "NPDX"):
            infinitive = self._infinitive(k, lemma)
            if infinitive is not None:
                return infinitive
        if tok.text == ":":
            return (k + 1, end) if k + 1 < end else None
        if t == "Q":
            return self._from_quotation(k, group, tense)
        if tok.text == ",":
            return self._past_comma(k)
        if t == "Z" and tok.text not in ("(", "[", "$", "#", "'", "’", "‘"):
            return None
        if tok.low == "that":
            if k + 1 >= end or (
                toks[k + 1].text == "," and not any(toks[x].text == "," for x in range(k + 2, min(end, k + 12)))
            ):
                return None
            if self.quoted(k, end) < 0 and not any(x in "AMV" for x in tags[k + 1 : end]):
                return None
            if t == "D" or (k + 1 < end and tags[k + 1] in "AMV"):
                return self._bare(k, group, lemma, tense)
            return (k, self.reach(k, tense))
        if tok.low in QUESTION and t == "W" and group != "object":
            return k, self.reach(k, tense)
        if group == "ask":
            x = next((x for x in range(k, min(end, k + 12)) if toks[x].low in QUESTION or tags[x] in "AMVQ"), end)
            return (x, self.reach(x, tense)) if x < end and toks[x].low in QUESTION else None
        if tok.low in LATER or (
            k + 2 < end and toks[k + 1].low in TIMES and toks[k + 2].low in (*LATER, "ago", "later", "earlier")
        ):
            return self._target(k) if group != "object" else None
        if tok.low in ("about", "over", "under") and k + 1 < end and tags[k + 1] == "X":
            return self._bare(k, group, lemma, tense)
        if t in "IT" or tok.low in self.words.days or tok.low in ("last", "late", "earlier", "early", "again"):
            return self._target(k) if group != "object" else self._object(k, lemma, tense)
        if group == "object":
            return self._object(k, lemma, tense)
        if tense == "ing" and lemma not in STRONG and not self.clause(k, end) and self.quoted(k, end) < 0:
            return None
        return self._bare(k, group, lemma, tense)

    def _infinitive(self, k: int, lemma: str) -> Range | None:
        """What is promised or demanded: "pledged to ..", "urged Moscow to ..."."""
        toks, tags, end = self.toks, self.tags, self.end
        if tags[k] == "T":
            if lemma == "decline":
                return (k, self.reach(k, "past")) if k + 1 < end and toks[k + 1].low in SILENT else None
            if lemma in COMMISSIVE and k + 1 < end and tags[k + 1] in "BNUR":
                return k, self.reach(k, "past")
            return None
        x = k
        while x < end and tags[x] in "NPDXI" and x < k + 10:
            x += 1
        if x < end and tags[x] == "T" and x + 1 < end and tags[x + 1] in "BN":
            return k, self.reach(k, "past")
        return None

    def _past_listener(self, k: int) -> int:
        """Past the person told: ``tell`` reporters on Tuesday that ..."""
        toks, tags, end = self.toks, self.tags, self.end
        if k < end and toks[k].low in ("me", "him", "her", "them", "us", "you", "reporters", "it"):
            return k + 1
        start = k
        while k < end and (tags[k] in "NPDXI" or (tags[k] == "Q" and k > start and not full(toks[k], self.text))):
            if k > start and tags[k] == "D" and tags[k - 1] in "NPX" and not toks[k - 1].low.endswith(("'s", "’s")):
                break
            if k > start and toks[k].low in self.words.days:
                break
            k += 1
        if k < end and tags[k] in "AMV":
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
            if tok.low == "that" and t == "W" and x + 1 < end and tags[x + 1] not in "AMV":
                return x, self.reach(x)
            if t == "Q" and x > k and toks[x - 1].text == ",":
                return self._from_quotation(x, "say", "")
            if t == "Q" and tags[x - 1] not in "DIN" and full(tok, self.text):
                return x, x + 1
            if t in "AMV" or (x > k and t in "WC" and tok.low not in ("of", "and")):
                return self._after_day(k, x)
            if t == "O":
                return (x, self.reach(x)) if (tags[k] != "W" or x > k + 1) and self.finite(x, end) else None
            if tok.text in (";", *DASHES):
                return None
            if tok.text == ",":
                if x + 1 < end and (tags[x + 1] == "Q" or toks[x + 1].low == "that"):
                    continue
                y = next((z for z in range(x + 1, min(end, x + 14)) if toks[z].text == ","), -1)
                if y > 0 and y + 1 < end and (tags[y + 1] == "Q" or toks[y + 1].low == "that"):
                    return (y + 1, self.reach(y + 1)) if tags[y + 1] != "Q" else self._from_quotation(y + 1, "say", "")
                return None
        return None

    def _after_day(self, k: int, verb: int) -> Range | None:
        """Content right behind a day ("said Friday the talks had failed"), given its verb."""
        for x in range(k, verb):
            low = self.toks[x].low
            joined = x > k and self.tags[x] in "PN" and not low.endswith(("'s", "’s", "s'", "s’"))
            if joined and x + 1 < verb and self.tags[x + 1] == "D":
                return x + 1, self.reach(x + 1)
            if low in self.words.days or low in ("week", "month", "year", "night", "interview", "statement"):
                y = x + 1
                if y < verb and (self.tags[y] in "DP" or (self.tags[y] == "N" and low in self.words.days)):
                    if self.toks[y].low not in ("morning", "afternoon", "night", "evening"):
                        return y, self.reach(y)
                    if y + 1 < verb and self.tags[y + 1] in "DPN":
                        return y + 1, self.reach(y + 1)
        return None

    def _from_quotation(self, k: int, group: str, tense: str) -> Range | None:
        """Content that begins with the quotation at ``k``: it alone, or the clause it opens."""
        toks, tags, end = self.toks, self.tags, self.end
        if full(toks[k], self.text):
            return k, k + 1
        if group == "object":
            more = self.quoted(k + 1, end)
            if more < 0 and k + 1 < end and tags[k + 1] == "I":
                return k, k + 1
            return k, self.reach(k, tense)
        nxt = toks[k + 1] if k + 1 < end else None
        inner_end = self.text[toks[k].region.inner_end - 1] if toks[k].region else ""  # type: ignore[union-attr]
        if nxt is None or inner_end in ".?!" or nxt.text in (",", ";", *DASHES) or tags[k + 1] in "IWR":
            return k, k + 1
        return k, self.reach(k, tense)

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
        if x + 1 < end and toks[x + 1].low == "that" and tags[j] in "IGRW":
            return x + 1, self.reach(x + 1)
        return None

    def _object(self, k: int, lemma: str, tense: str) -> Range | None:
        """What a verb like "described" or "criticised" takes: reported only where words of it are quoted."""
        toks, tags = self.toks, self.tags
        stop = self.reach(k, tense)
        q = next((x for x in range(k, stop) if tags[x] == "Q" and not self._titled(x)), -1)
        if q < 0:
            if lemma in MENTIONS and tags[k] in "NDPXG" and any(t in "AMV" for t in tags[k + 1 : stop]):
                return k, stop
            return None
        after = q + 1
        while after < stop and (tags[after] == "Q" or toks[after].low in ("and", "or")):
            after += 1
        if (
            after < stop
            and (tags[after] in "WR" or toks[after].text == "," or self._adjunct(after))
            and self.quoted(after, stop) < 0
        ):
            stop = after
        if lemma == "accuse":
            k = next((x for x in range(k, q + 1) if toks[x].low == "of"), k)
        if self.toks[q - 1].low == "where" or (q - 1 > k and self.toks[q - 1].text == ":"):
            return q, q + 1
        return k, stop

    def _adjunct(self, x: int) -> bool:
        """Whether a day, "on Monday" or "during .." begins at token ``x``."""
        low = self.toks[x].low
        day = x + 1 < self.end and self.toks[x + 1].low in self.words.days
        return low in self.words.days or low in ("during", "amid") or (low == "on" and day)

    def _titled(self, q: int) -> bool:
        """Whether a quotation is a name: each longer word begins with a capital."""
        region = self.toks[q].region
        inner = self.text[region.inner : region.inner_end].split() if region else []
        return bool(inner) and all(w[0].isupper() or len(w) < 4 for w in inner)

    def _bare(self, k: int, group: str, lemma: str, tense: str) -> Range | None:
        """A clause without "that"; None where it is no clause and holds no quoted words."""
        toks = self.toks
        stop = self.reach(k, tense)
        quoted = self.quoted(k, stop) >= 0
        if quoted and (group == "say" or lemma in ("show", "find")):
            return k, stop
        if group == "say" and lemma in STRONG and self.finite(k, stop):
            return k, stop
        if group == "say" and self.clause(k, stop):
            return k, stop
        if group == "that" and lemma in ("show", "find", "agree", "speculate", "joke", "indicate", "reveal", "imply"):
            return (k, stop) if self.clause(k, stop) and not toks[k].low.endswith(("self", "selves")) else None
        return None
