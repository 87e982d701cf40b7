"""Noun phrases beside a cue: who is the subject to its left, who stands after an inverted verb.

Works on the tokens and tags of one sentence; knows no names. Index pairs are (first, past the last) token.
"""

from __future__ import annotations

import re

from briefing.finding.apposed import one_named, past_participle, with_name
from briefing.finding.document import Tok
from briefing.finding.lexicon import Lexicon
from briefing.finding.marks import Region

Range = tuple[int, int]
RAISING = frozenset(
    "likely quick poised ready on continued sought tried used began appeared hastened went had goes".split()  # noqa: SIM905
)
PARTY = re.compile(r"[RDI]-[A-Z]")
DOTTED = re.compile(r"\w(?:\.[A-Z])*")  # "F.B.I" before its last stop
YEAR = re.compile(r"(?:1[89]|20)\d\d")
POINTS = frozenset({"point", "time", "moment"})
RELATIVE = frozenset({"who", "which", "that"})
BETWEEN = frozenset({"since", "all", "both", "each"})  # between an auxiliary and its verb
DASHES = ("--", "—", "–", "―")
TIMES = frozenset("day week weekend month year morning afternoon evening night spring summer fall winter".split())  # noqa: SIM905
PASTS = frozenset({("at", "time"), ("in", "past")})
EARLIER = frozenset({"late", "early", "later", "earlier", "less", "more", "than"})
GROUPS = frozenset("people everybody anybody staff management counsel media women men children half".split())  # noqa: SIM905
LONGEST = 60
"""No noun phrase is looked for over more tokens than this."""


def contracted(low: str) -> str:
    """The pronoun of "he's", "they've"; "" where the word is none."""
    pronoun, mark, _ = low.partition("'")
    return pronoun if mark and pronoun in ("he", "she", "they", "we", "i", "you", "it", "who") else ""


class Phrases:
    """The noun phrases of one tagged sentence."""

    def __init__(self, text: str, toks: list[Tok], tags: str, words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.tags = tags
        self.words = words

    def verb_start(self, i: int) -> int:
        """Index of the first token of the verb group that token ``i`` ends (auxiliaries and adverbs included)."""
        j = i
        while j > 0:
            t = self.tags[j - 1]
            if j > 3 and t == "Z" and self.tags[j - 2] == "R" and self.toks[j - 1].text == self.toks[j - 3].text == ",":
                j -= 3
                continue
            between = self.toks[j - 1].low in BETWEEN and j > 1 and self.tags[j - 2] == "A"
            if contracted(self.toks[j - 1].low):
                break
            if t in "AMR" or between or (t == "U" and self.toks[j - 1].low in ("been", "be")):
                j -= 1
            elif t == "T" and j > 1 and self.toks[j - 2].low in RAISING:
                j -= 2
                while j > 1 and (self.toks[j].low == "on" or self.toks[j - 1].low in ("more", "most", "less", "all")):
                    j -= 1
            else:
                break
        return j

    def opening(self, j: int) -> int:
        """Index of the bracket that the one at ``j`` closes, or ``j``."""
        depth = 0
        for k in range(j, max(-1, j - LONGEST), -1):
            text = self.toks[k].text
            if text in (")", "]"):
                depth += 1
            elif text in ("(", "["):
                depth -= 1
                if depth == 0:
                    return k
        return j

    def back(self, end: int) -> Range | None:
        """The noun phrase that ends before token ``end``."""
        toks, tags = self.toks, self.tags
        j = end
        if j > 0 and tags[j - 1] == "O":
            return j - 1, j
        low_limit = max(0, end - LONGEST)
        while j > low_limit:
            t, tok = tags[j - 1], toks[j - 1]
            if t in "NPDX":
                j -= 1
            elif t == "I" and j < end:
                if tok.low in ("despite", "like", "than"):
                    break
                j -= 1
            elif (
                (t == "R" and j < end and tags[j] in "NPRU" and tok.low.endswith("ly"))
                or (t in "GU" and j < end and j > 1 and (tags[j - 2] in "NPD" or t == "U"))
                or (t == "C" and j < end and self._joins(j - 1, end))
                or (t == "O" and j < end and tags[j] == "C")
                or (t == "G" and j == end and j > 1 and toks[j - 2].low.endswith(("'s", "’s")))
                or (t == "Q" and self._inside(j - 1, end))
            ):
                j -= 1
            elif t == "Z" and self._glue(j - 1, end):
                j = self.opening(j - 1) if tok.text in (")", "]") else j - 1
            else:
                break
        while j < end and (tags[j] in "RCZ" or (toks[j].low in ("but", "so", "and", "still"))):
            if toks[j].text in ("(", "[", "$", "#", "@"):
                break
            j += 1
        if j < end and tags[j] in "IGU" and not (toks[j].low.endswith("ed") and tags[j] == "U" and j + 1 < end):
            j = self._after_adjunct(j, end)
        if j < end and tags[j] == "T":
            return None
        return (j, end) if j < end and any(t in "NPDX" for t in tags[j:end]) else None

    def bare(self, r: Range) -> bool:
        """Whether a phrase makes no statements: a time, a year, or one small common word in the singular ("subtle")."""
        tok, final = self.toks[r[0]], self.toks[r[1] - 1]
        if (final.low in TIMES and tok.low in ("this", "last", "that", "one", "next")) or final.low in POINTS:
            return True
        if all(t.low in self.words.days or YEAR.fullmatch(t.text) for t in self.toks[r[0] : r[1]]):
            return final.low != "may"
        if r[1] != r[0] + 1 or self.tags[r[0]] != "N":
            return False
        known = tok.low in self.words.roles or tok.low in self.words.bodies or tok.low in self.words.documents
        return tok.text.islower() and not tok.low.endswith("s") and not known and tok.low not in GROUPS

    def near(self, end: int) -> Range | None:
        """The noun phrase right before token ``end``, without what it hangs on."""
        j = end
        while j > 0 and (self.tags[j - 1] in "NPDX" or (self.toks[j - 1].low == "of" and j < end)):
            j -= 1
        while j < end and self.tags[j] == "I":
            j += 1
        return (j, end) if j < end else None

    def _glue(self, k: int, end: int) -> bool:
        """Whether the punctuation at ``k`` belongs to a noun phrase."""
        text = self.toks[k].text
        if text in (")", "]"):
            return self.opening(k) != k and self.opening(k) > 0
        if text in ("&", "-", "/", "'", "’", "%", "$", "#", "@", "+"):
            return True
        return (
            text == "."
            and k > 0
            and (self.toks[k - 1].low in self.words.abbreviations or bool(DOTTED.fullmatch(self.toks[k - 1].text)))
        )

    def _inside(self, k: int, end: int) -> bool:
        """Whether the quotation at ``k`` is a name or a word inside a noun phrase."""
        region = self.toks[k].region
        if region is None or region.inner_end - region.inner > 40 or k + 1 >= end or k == 0:
            return False
        if self.text[region.inner_end - 1] in ",.?!—-":
            return False
        return self.tags[k + 1] in "NPU" and self.tags[k - 1] in "DNP"

    def _joins(self, k: int, end: int) -> bool:
        """Whether the "and" at ``k`` joins two phrases rather than two clauses."""
        if k == 0 or k + 1 >= end or self.tags[k - 1] not in "NPXQO" or self.tags[k + 1] not in "NPDXQI":
            return False
        if self.toks[k].low == "but":
            return False
        first = k
        while first > 0 and self.tags[first - 1] == "P":
            first -= 1
        if self.tags[k + 1] == "P" and 0 < first < k and self.tags[first - 1] == "D" and self._body_ends(k + 1, end):
            return True
        if self.tags[k - 1] == "O" or (self.tags[k - 1] == "N" and k > 1 and self.toks[k - 2].text == ","):
            return True
        for m in range(k - 1, max(-1, k - 25), -1):
            if self.tags[m] in "AMVGW":
                return False
            if self.tags[m] == "Z" and self.toks[m].text != ".":
                break
        return True

    def _body_ends(self, k: int, end: int) -> bool:
        """Whether the capitalised words from ``k`` on end in a body: "the Labour and Housing Ministry"."""
        while k < end and self.tags[k] == "P":
            k += 1
        return self.toks[k - 1].low in self.words.bodies

    def _after_adjunct(self, j: int, end: int) -> int:
        """Start of the noun phrase behind a fronted adjunct ("On Thursday Peskov", "In a statement the ministry")."""
        for k in range(j + 1, end):
            tok, prev, t, p = self.toks[k], self.toks[k - 1], self.tags[k], self.tags[k - 1]
            if p in "IDTC" and prev.low not in self.words.days:
                continue
            if t == "O" or (t == "D" and p in "NPXR" and not tok.low.endswith(("'s", "’s"))):
                return k
            year = YEAR.fullmatch(prev.text) and self.tags[k - 2] == "I"
            dated = p == "X" and (year or self.toks[k - 2].low in self.words.days)
            if (prev.low in self.words.days or dated) and t in "NPD":
                return k
            if t == "P" and p == "N" and prev.low not in self.words.titles and prev.low not in self.words.roles:
                return k
        return end

    def subject(self, i: int) -> Range | None:
        """The subject of the verb at token ``i``, looked for to its left; None when there is none."""
        toks, tags = self.toks, self.tags
        start = self.verb_start(i)
        j = self.past_time(start)
        if tags[j - 1] in "VU" and j > 1 and (j < start or self._reduced(j - 1)):
            j -= 1
        if j == 0:
            return None
        prev, t = toks[j - 1], tags[j - 1]
        if contracted(prev.low) not in ("", "who"):
            return j - 1, j
        if t == "A" and prev.low != "who's":
            return None
        if (
            j > 2
            and toks[j - 2].low in ("in", "on")
            and (t == "X" or prev.low in self.words.days)
            and tags[j - 3] == "W"
        ):
            j -= 2
            prev, t = toks[j - 1], tags[j - 1]
        if prev.low in ("who", "who's", "which", "that") and j > 1:
            k = self.past_time(j - 1)
            if k < j - 1 and tags[k - 1] in "VU":
                k -= 1
            if toks[k - 1].text in (",", *DASHES):
                k -= 1
                found = self.back(k)
                if found is not None and tags[found[0]] == "D" and found[0] and toks[found[0] - 1].text == ",":
                    return self.before_comma(k)
            return self._antecedent(self.back(k) or self.near(k), prev.low)
        if prev.low == "whom" and j > 2 and toks[j - 2].low == "of" and tags[j - 3] in "NDX":
            return j - 3, j
        if prev.text == ",":
            return self.before_comma(j - 1)
        if t == "Q" and j > 2 and prev.region is not None and self._named_last(prev.region, j - 1):
            return self.before_comma(j)
        if prev.text in DASHES:
            return self._before_dash(j - 1)
        if t == "Z" and prev.text not in (")", "]", "%", ".", "'", "’"):
            return None
        found = with_name(self, self._past_relative(self.back(j), j))
        return past_participle(self, found) if found is not None else None

    def _reduced(self, k: int) -> bool:
        """Whether the verb at ``k`` is a relative clause by itself: "clerks polled"."""
        return self.tags[k - 1] in "NX" and all(tok.low != "whose" for tok in self.toks[max(0, k - 4) : k])

    def past_time(self, j: int) -> int:
        """Where a time before token ``j`` begins ("Peskov late on Thursday said", "the bank this month announced")."""
        k = j
        if k > 1 and self.toks[k - 1].low in self.words.days and self.toks[k - 1].low != "may":
            k -= 1 + (self.toks[k - 2].low in ("on", "in"))
        elif k > 2 and self.toks[k - 1].low in TIMES and self.toks[k - 2].low in ("this", "last"):
            k -= 2
        elif k > 3 and (self.toks[k - 1].low == "ago" or (self.toks[k - 3].low, self.toks[k - 1].low) in PASTS):
            k -= 3
        else:
            return j
        while k > 1 and (self.tags[k - 1] == "R" or self.toks[k - 1].low in EARLIER):
            k -= 1
        return k if self.tags[k - 1] in "NPOVUC" or self.toks[k - 1].low in ("who", "which", ")", ",") else j

    def _antecedent(self, found: Range | None, pronoun: str) -> Range | None:
        """Whom "who" means in a phrase: the Senator in "the endorsement of the Senator, who"."""
        if found is None or pronoun != "who":
            return found
        start, pieces = found[0], []
        for x in range(*found):
            if self.tags[x] == "I" and x > start:
                pieces.append((start, x))
                start = x + 1
        pieces.append((start, found[1]))
        persons = [p for p in pieces if p[0] < p[1] and self.personal(p)]
        if not persons and len(pieces) > 1 and self.toks[pieces[-1][0] - 1].low == "to":
            return pieces[-1][0], found[1]
        return (persons[0][0], found[1]) if persons and persons[0][0] > found[0] else found

    def personal(self, r: Range) -> bool:
        """Whether a phrase ends in a role or in a name that is no body's."""
        low = self.toks[r[1] - 1].low
        named = self.tags[r[1] - 1] == "P" and low not in self.words.bodies and self.tags[r[0]] == "P"
        titled = self.toks[r[0]].low in self.words.titles or self.toks[r[0]].low.rstrip(".") in ("mr", "ms", "mrs")
        return low in self.words.roles or (named and (titled or r[1] - r[0] > 1))

    def _past_relative(self, found: Range | None, end: int) -> Range | None:
        """The noun before "who ..." where the phrase found is only the end of that relative clause."""
        k = found[0] if found is not None else end
        while k > 0 and self.tags[k - 1] in "IGUNDPTBXR":
            k -= 1
        if k > 1 and self.tags[k - 1] in "AMV":
            start = self.verb_start(k - 1)
            while start > 0 and self.tags[start - 1] in "AMR":
                start -= 1
            if start > 1 and self.toks[start - 1].low in ("who", "that", "which"):
                w = start - 1
                if self.toks[w - 1].text == ",":
                    w -= 1
                return self.back(w) or self.near(w) or found
        return found

    def _before_dash(self, dash: int) -> Range | None:
        for k in range(dash - 1, max(0, dash - LONGEST), -1):
            if self.toks[k].text in DASHES:
                return self.back(k)
        return None

    def before_comma(self, comma: int) -> Range | None:
        """The subject before an apposition or relative clause that ends at ``comma``."""
        toks, tags = self.toks, self.tags
        found: Range | None = None
        last: Range | None = None
        j = comma
        for n in range(7):
            k = j - 2 if n == 0 and tags[j - 1] == "Q" else j - 1
            while k >= 0 and not (toks[k].text in (",", ";", ":", *DASHES) or tags[k] == "Q"):
                k -= 1
            if n and k == j - 2 and PARTY.match(toks[j - 1].text) and k > 0:
                j = k
                continue
            if found is not None and last is not None and self._described(found, last):
                break
            phrase = self.back(j)
            start = k + 1
            while start < j and tags[start] in "CR":
                start += 1
            pure = phrase is not None and phrase[0] == start
            if n == 0:
                last = phrase if pure else None
            elif (tags[start] == "G" or toks[start].low in ("of", "from")) and last and not pure and k > 0:
                j = k
                continue
            elif (
                phrase is None
                or phrase[0] >= phrase[1]
                or (
                    tags[start] in "IGUW"
                    and not pure
                    and any(t in "AMV" for t in tags[start : phrase[0]]) is False
                    and last
                )
            ):
                break
            else:
                found = phrase
                first = toks[phrase[0]].low
                if not pure or (tags[phrase[0]] == "P" and first not in self.words.roles) or one_named(self, phrase):
                    break
            if k < 0 or toks[k].text != ",":
                break
            j = k
        if found is None:
            return last
        if last is not None and set(tags[last[0] : last[1]]) == {"P"} and tags[found[0]] == "D":
            return found[0], last[1]
        return found

    def _named_last(self, region: Region, q: int) -> bool:
        """Whether the quotation at ``q`` ends an apposition: "the hacker known as 'Guccifer,'"."""
        closed = self.text[region.inner_end - 1] in ",” " or region.end - region.start < 30
        return closed and self.tags[q - 1] in "DIWN" and any(self.toks[x].text == "," for x in range(max(0, q - 12), q))

    def _described(self, found: Range, last: Range) -> bool:
        """Whether the two phrases are one: "his top aide, Tad Devine"."""
        name = set(self.tags[last[0] : last[1]]) == {"P"}
        return name and self.tags[found[0]] == "D" and "P" not in self.tags[found[1] - 1]

    def after(self, i: int) -> Range | None:
        """The noun phrase that begins at token ``i`` (an inverted subject), to a comma, stop, preposition or verb."""
        toks, tags = self.toks, self.tags
        j, n = i, min(len(toks), i + LONGEST)
        if j < n and tags[j] == "O":
            return j, j + 1
        if j < n and toks[j].low in ("another", "one", "others", "some") and (j + 1 >= len(toks) or tags[j + 1] == "Z"):
            return j, j + 1
        while j < n:
            tok, t = toks[j], tags[j]
            if t == "Z":
                glue = tok.text in ("&", "-", "/", "'", "’", "@")
                if not (glue or (tok.text == "." and j > i and j + 1 < n and self._glue(j, n))):
                    break
            elif t == "Q":
                if not (j > i and tags[j - 1] in "DN" and j + 1 < n and tags[j + 1] in "NP"):
                    break
            elif (
                (tok.low in self.words.days and j > i and tags[j - 1] != "D")
                or (t == "I" and (j == i or tok.low not in ("of", "for", "at", "from", "with")))
                or (t == "C" and not (j > i and j + 1 < n and tags[j + 1] in "NPDX"))
                or (t == "D" and j > i and tags[j - 1] not in "IDCP")
                or (t in "WAMVBTRO" and not (t == "R" and j == i))
                or (t in "GU" and not (j > i and tags[j - 1] in "DNI" and j + 1 < n and tags[j + 1] in "NPI"))
            ):
                break
            j += 1
        while j > i and tags[j - 1] in "IDC" and not toks[j - 1].low.endswith("s"):
            j -= 1
        if (
            j > i
            and tags[i] == "D"
            and "P" not in tags[j - 1]
            and j + 1 < n
            and toks[j].text == ","
            and tags[j + 1] == "P"
        ):
            k = j + 1
            while k < n and tags[k] == "P":
                k += 1
            if 1 < k - j - 1 < 5 and (k >= len(toks) or tags[k] == "Z"):
                j = k
        return (i, j) if j > i and any(t in "NPXD" for t in tags[i:j]) else None
