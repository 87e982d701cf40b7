"""How far reported words reach: finite verbs, clauses, and where a new attribution begins.

Works on the tokens and tags of one sentence.
"""

from __future__ import annotations

from briefing.finding.document import Tok
from briefing.finding.forms import BE
from briefing.finding.lexicon import Lexicon
from briefing.finding.phrases import DASHES, contracted

CLOSING = frozenset(
    {
        "reflecting",
        "referring",
        "echoing",
        "prompting",
        "underscoring",
        "drawing",
        "alluding",
        "speaking",
        "raising",
        "sparking",
        "highlighting",
    }
)
DOUBTING = frozenset({"although", "though", "even", "while"})
"""Words with which a reporter takes back what was said, behind a dash."""
FAR = 40
"""How many tokens ahead a verb is looked for."""


class Reach:
    """Looks ahead in one tagged sentence; ``end`` is past its last token but the closing stop."""

    def __init__(self, text: str, toks: list[Tok], tags: str, words: Lexicon) -> None:
        self.text = text
        self.toks = toks
        self.tags = tags
        self.words = words
        self.bounded = ""
        """How the clause of the cue is bounded: "clause" (a subordinate clause in front), "relative", "share" (many
        say it), "name" ("what they call ..."), or not."""
        n = len(toks)
        while n > 0 and tags[n - 1] == "Z" and toks[n - 1].text in ".!?…":
            n -= 1
        self.end = n

    def reach(self, k: int, tense: str = "") -> int:
        """Past the last token of a content that begins at ``k``."""
        stop = self._trimmed(k, self.span(k, tense))
        if self.bounded == "clause":
            for x in range(k, stop):
                if self.comma(x) and self.new_clause(x + 1) and x > k + (self.tags[x] == "Z"):
                    return x + (self.tags[x] == "Q")
                if self.toks[x].text in DASHES and x > k + 3:
                    return x
        elif self.bounded == "name":
            for x in range(k, stop - 1):
                y = x + 1 + (self.tags[x + 1] == "C")
                if self.tags[x] == "Q" and (self.comma(x) or (y < stop and self.tags[y] in "AMV")):
                    return x + 1
        elif self.bounded == "share":
            first = k + (self.toks[k].low == "that")
            for x in range(k + 3, stop):
                coordinated = x + 1 < len(self.tags) and self.tags[x + 1] == "C"
                if self.toks[x].text == "," and not coordinated and self.main_clause(first, x):
                    return x
        elif self.bounded == "relative":
            for x in range(k + 2, stop):
                text = self.toks[x].text
                if text in DASHES or (text == "," and x + 1 < stop and self.tags[x + 1] in "AMV"):
                    return x
        return stop

    def _trimmed(self, k: int, stop: int) -> int:
        """``stop`` moved before what the reporter hangs on at the end: ", who ...", ", a ...", "-- though ..."."""
        last = True
        for x in range(stop - 2, k + 2, -1):
            dash = self.toks[x].text in DASHES
            if self.tags[x] == "Q":
                last = False
            if dash or self.toks[x].text == ",":
                if self._aside(k, x, stop, last) and self.finite(k, x):
                    return x
                if dash or not (self.tags[x + 1] == "W" or self.tags[x - 1] == self.tags[x + 1] == "P"):
                    break
                last = False
        return stop

    def _aside(self, k: int, x: int, stop: int, last: bool) -> bool:
        """Whether what stands behind the comma or dash at ``x`` is the reporter's own word on what was said.

        The content begins at ``k``; ``last`` is whether no other comma and no quotation stands behind it.
        """
        low = self.toks[x + 1].low
        dash = self.toks[x].text in DASHES
        if low == "who":
            return last and not dash
        if low == "which":
            return not dash and "Q" in self.tags[k:x]
        if dash and low in DOUBTING:
            return True
        named = low in ("a", "an") and self.tags[x - 1] != "R"
        return named and (self._apposed(x + 1, stop) or not self.new_clause(x + 1))

    def _apposed(self, y: int, stop: int) -> bool:
        """Whether a noun with a relative clause that has no "that" begins at ``y``: "a point Petrov also made"."""
        for z in range(y + 1, min(stop, y + 7)):
            if self.tags[z - 1] in "NX" and self.tags[z] in "DOP":
                return True
            if self.tags[z] not in "NX":
                return False
        return False

    def comma(self, x: int) -> bool:
        """Whether token ``x`` is a comma, or a quotation that ends in one."""
        region = self.toks[x].region
        return self.toks[x].text == "," or (region is not None and self.text[region.inner_end - 1] == ",")

    def new_clause(self, y: int) -> bool:
        """Whether a main clause (noun phrase and finite verb) begins at ``y``."""
        if y < self.end and (contracted(self.toks[y].low) or self.toks[y].low in ("there", "there's")):
            return True
        if y >= self.end or self.tags[y] not in "ODPNX":
            return False
        for z in range(y, min(self.end, y + 9)):
            if self.tags[z] in "AMV":
                return z > y
            if self.tags[z] in "WGBTQ" or (self.tags[z] == "Z" and self.toks[z].text not in (".", "'", "’", "-")):
                return False
        return False

    def span(self, k: int, tense: str = "") -> int:
        """As ``reach``, with all that hangs on at the end."""
        toks, tags, end = self.toks, self.tags, self.end
        x = k
        while x < end:
            tok, t = toks[x], tags[x]
            nxt = toks[x + 1] if x + 1 < end else None
            if nxt is None:
                break
            if tok.text == ";" and x > k:
                return x
            if tok.text == ":" and x > k and tags[x + 1] == "Q" and self.next_cue(x + 2):
                return x
            comma_inside = t == "Q" and tok.region is not None and self.text[tok.region.inner_end - 1] == ","
            joined = tok.text == "," or tok.text in DASHES or comma_inside
            if joined and comma_inside and x >= k:
                y = x + 2 if nxt.low in ("and", "but", "while", "though", "although") else x + 1
                new = nxt.low in ("and", "but") and y < end and (tags[y] == "V" or toks[y].low in ("he", "she"))
                if new or (tags[x + 1] in "OWC" and self.next_cue(y)):
                    return x + 1
                if tags[x + 1] == "G" and nxt.low in self.words.cues:
                    return x + 1
            elif joined and x > k:
                y = x + 1
                word = nxt.low
                if tags[y] == "G" and word in CLOSING:
                    return x
                if word in ("according", "compared", "despite") or (word in ("said", "says") and tags[y] == "V"):
                    return x
                if (
                    tags[y] == "G"
                    and word in self.words.cues
                    and (self.words.cues[word][1] in ("say", "that") or word in ("citing", "calling", "describing"))
                ):
                    return x
                if word == "before" and self._says_next(y + 1):
                    return x
                if word == "which" and self.next_cue(y + 1):
                    return x
                if word in ("and", "but", "while", "though", "although", "whereas", "as", "when"):
                    y += 1
                elif tok.text == "," and tags[y] not in "O":
                    if self._trailing(y):
                        return x
                    x += 1
                    continue
                if y >= end:
                    break
                if word in ("and", "but") and toks[y].low == "when" and x > k + 3:
                    return x
                if word in ("and", "but") and tags[y] in "GRV" and self._again(y, tense):
                    return x
                if word == "and" and tok.text == "," and tags[k] in "WT" and tags[y] != "O" and self.new_clause(y):
                    return x
                if tags[y] == "O" and word in ("and", "but") and toks[y].low in ("he", "she"):
                    return x
                if self.next_cue(y) and (y > x + 1 or self.finite(k, x)):
                    return x
            elif tok.low in ("and", "but") and x > k:
                then = nxt.low == "then" and x + 2 < end and tags[x + 2] == "V"
                told = tags[x + 1] in "OPDN" and self.next_cue(x + 1, 6)
                if self._again(x + 1, tense) or (x > k + 3 and (then or told)):
                    return x
            x += 1
        return end

    def _says_next(self, y: int) -> bool:
        """Whether a participle of saying stands at ``y``: "before adding", "before going on to say"."""
        going = y < self.end and self.toks[y].low == "going"
        z = y + 3 if going else y
        return z < self.end and (going or self.tags[y] == "G") and self.toks[z].low in self.words.cues

    def _trailing(self, y: int) -> bool:
        """Whether an attribution of all before it closes the sentence at ``y``: "..., a minister said on Friday"."""
        if self.tags[y] not in "DPN":
            return False
        for z in range(y + 1, min(self.end, y + 10)):
            if self.cue(z):
                closes = z + 1 >= self.end or (self.end - z < 8 and self.tags[z + 1] in "IP")
                return closes and self.words.cues[self.toks[z].low][1] == "say"
            if self.tags[z] not in "NPDXI" and self.toks[z].low not in (".", "and"):
                return False
        return False

    def _again(self, x: int, tense: str) -> bool:
        """Whether a second deed of the reporter's speech begins at token ``x``: "said", "did not say", "vowed"."""
        x += x + 1 < self.end and self.tags[x] == "R" and self.tags[x + 1] == "G"
        if self.tags[x] == "G":
            return tense == "ing" and self.toks[x].low in self.words.cues
        if self.tags[x] == "V":
            return self.cue(x) or self._resumes(x, tense)
        y = x + 1 + (x + 1 < self.end and self.toks[x + 1].low == "not")
        denied = self.tags[x] == "A" and self.toks[x - 1].low == "but"
        return denied and y < self.end and self.tags[y] in "BU" and self.toks[y].low in self.words.cues

    def _resumes(self, x: int, tense: str) -> bool:
        """Whether the verb at ``x`` promises or declines in the tense of the cue."""
        lemma, _, same = self.words.cues.get(self.toks[x].low, ("", "", ""))
        return same == tense and lemma in self.words.traits["resuming"]

    def finite(self, a: int, b: int) -> bool:
        """Whether a finite verb stands there that is not of a relative clause."""
        for x in range(a, min(b, a + FAR)):
            relative = x > a and self.tags[x - 1] == "W" and self.toks[x - 1].low != "what"
            if self.tags[x] in "AMV" and not (relative and not self._alone(a, x - 1)):
                return True
        return False

    def _alone(self, a: int, w: int) -> bool:
        """Whether the "that" at ``w`` is a subject by itself: "But that is late"."""
        return self.toks[w].low == "that" and (w == a or self.tags[w - 1] in "CZ")

    def main_clause(self, a: int, b: int) -> bool:
        """Whether the stretch holds a main clause, not a fronted adjunct or subordinate clause alone."""
        if a >= b:
            return False
        if self.tags[a] in "IWGU" and not (self._alone(a, a) and self.finite(a, min(a + 2, b))):
            last = b - (self.tags[a] == "I")
            for x in range(a, last):
                if self.toks[x].text == "," and self.new_clause(x + 1):
                    return True
                if self.tags[a] not in "WU" and self.tags[x] in "AMV":
                    return True
                if self.tags[x] == "W" and x > a:
                    break
            return any(self.toks[x].text == "," and self.new_clause(x + 1) for x in range(a, last))
        return self.finite(a, b)

    def clause(self, a: int, b: int) -> bool:
        """Whether a finite verb comes soon, before any comma or relative word."""
        for x in range(a, min(b, a + 14)):
            if self.tags[x] in "AMV":
                return x > a or contracted(self.toks[x].low) != ""
            if (self.tags[x] == "W" and x > a) or self.toks[x].text in (",", ";") or self.toks[x].text in DASHES:
                return False
        return False

    def quoted(self, a: int, b: int) -> int:
        """Index of the first quotation there, or -1."""
        return self.tags.find("Q", a, b)

    def cue(self, x: int) -> bool:
        """Whether token ``x`` is a finite verb of saying."""
        return self.tags[x] == "V" and self.says(x)

    def says(self, x: int) -> bool:
        """Whether token ``x`` is a form of a verb of saying."""
        low = self.toks[x].low
        if low not in self.words.cues:
            return False
        lemma, group, _ = self.words.cues[low]
        if lemma in self.words.traits["keeping"]:
            return False
        return group in ("say", "that", "ask") or lemma in ("accuse", "blame", "criticize", "call", "describe")

    def next_cue(self, y: int, within: int = 12) -> bool:
        """Whether a new attribution (noun phrase and verb of saying) begins at ``y``."""
        for z in range(y, min(self.end, y + within)):
            if self.cue(z):
                return z > y or self.tags[y] == "V"
            if self.tags[z] in "AMVWGBT" or self.toks[z].text in (",", ";", ":"):
                w = next((w for w in range(z + 1, self.end) if self.tags[w] != "R"), z)
                return (
                    self.tags[z] == "A"
                    and self.tags[w] in "UG"
                    and self.says(w)
                    and not (self.tags[w] == "U" and self.toks[z].low in BE)
                )
        return False
