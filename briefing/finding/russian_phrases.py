"""Noun phrases of one Russian sentence: who stands as subject beside a verb, whose words "по словам" gives.

Reads cases off the words with pymorphy3; knows nothing of cues but their agreement.
"""

from __future__ import annotations

from briefing.finding.document import Tok
from briefing.finding.morphology import in_case, is_adverb, is_finite, is_known, is_noun, parses, readings
from briefing.finding.russian_words import Words, fold

Range = tuple[int, int]
DASHES = ("—", "–", "-", "--", "―")
_BODILY = ("ство", "ция", "ие", "ба", "ет", "ат")
"""Endings of words for bodies: министерство, комиссия, управление, служба, комитет, секретариат."""
_OBLIQUE = ("ого", "ому", "ыми", "ими")
"""Endings of adjectives that no name has in the nominative."""
_ALONE = frozenset("один одна последний последняя первый первая оба многие некоторые".split())  # noqa: SIM905
"""Adjectives that need no noun."""
LONGEST = 24
"""A phrase that names a speaker has at most so many words."""


class Phrases:
    """The tokens of a sentence, looked at as noun phrases."""

    def __init__(self, toks: list[Tok], words: Words) -> None:
        self.toks = toks
        self.words = words
        self.low = [fold(t.low) for t in toks]
        for k, tok in enumerate(toks[:-2]):
            if len(tok.text) == 1 and tok.text.isupper() and toks[k + 1].text == "." and toks[k + 2].capital:
                self.low[k] += "."  # an initial, which is no preposition: "В. Путин"

    def separator(self, k: int) -> bool:
        """Whether the token ends a stretch: punctuation other than a hyphen, quotes' dots and brackets."""
        tok = self.toks[k]
        return (
            tok.kind == "p"
            and tok.text not in ("-", "/", "№", "%", "(", ")", "“", "”", '"', "&", "+")
            and not (tok.text == "." and k > 0 and len(self.toks[k - 1].text) <= 2 and self.toks[k - 1].kind == "w")
        )

    def nominative(self, k: int) -> bool:
        """Whether the word can stand as subject; a capital inside the sentence that no dictionary knows can."""
        tok, low = self.toks[k], self.low[k]
        if tok.kind != "w" or low in self.words["prepositions"] or low in self.words["conjunctions"]:
            return False
        if low in self.words["asked"] or low in self.words["theirs"] or low in self.words["reflexive"]:
            return False
        if low in self.words["pronouns"] or low in self.words["own"]:
            return True
        found = readings(low)
        if found and found[0].pos == "VERB" and not tok.text[0].isupper():
            return False
        if any(r.pos in ("LATN", "") for r in found):
            return not tok.text[0].isdigit() and not self._behind_oblique(k)
        if tok.text.isupper() and len(tok.text) > 1 and k and is_noun(self.low[k - 1]):
            return False  # what the noun is of: "коллегии ФСБ"
        if (
            tok.text[0].isupper()
            and (k or tok.text.isupper() or self._opens(k))
            and (not any(r.case for r in found) or not is_known(low))
        ):
            return not low.endswith(_OBLIQUE)
        return bool(in_case(low, "nomn"))

    def _opens(self, k: int) -> bool:
        """Whether a word with a capital is one that no dictionary has, right before a verb: "Хаменеи считает"."""
        return (
            self.toks[k].text[0].isupper()
            and not is_known(self.low[k])
            and k + 1 < len(self.low)
            and is_finite(self.low[k + 1])
        )

    def _behind_oblique(self, k: int) -> bool:
        """Whether a noun that is no subject stands right before the word."""
        before = self.low[k - 1] if k else ""
        return bool(before) and self.toks[k - 1].kind == "w" and is_noun(before) and not in_case(before, "nomn")

    def agrees(self, k: int, agrees: str) -> bool:
        """Whether the word can be the subject of a form that agrees so; names and roles go with either gender."""
        if agrees in ("", "s"):
            plural = False
        elif agrees == "p":
            plural = True
        else:
            plural = False
        if self.low[k] in self.words["pronouns"]:
            return {"m": "он", "f": "она", "n": "оно", "p": "они"}.get(agrees, self.low[k]) == self.low[k]
        found = in_case(self.low[k], "nomn")
        if not found or agrees == "":
            return True
        fitting = [r for r in found if r.plural == plural or r.pos == "NUMR"]
        if agrees in "mfn":
            fitting = [
                r for r in fitting if not r.gender or r.gender == agrees or r.name or (r.animate and r.gender == "m")
            ]
            if agrees == "m" and self._of_him(k):
                return False
        if not fitting and self.toks[k].text[0].isupper() and not plural and (k or self._opens(k)):
            return True
        return bool(fitting)

    def _of_him(self, k: int) -> bool:
        """Whether a woman's given name behind a noun in the genitive is a man's in the genitive: "министра Валерия"."""
        found = [r for r in readings(self.low[k]) if r.name]
        woman = all(r.gender == "f" for r in found if r.case == "nomn")
        behind = readings(self.low[k - 1])[:1] if k else ()
        genitive = any(r.pos == "NOUN" and r.case == "gent" for r in behind)
        return genitive and woman and any(r.gender == "m" and r.case == "gent" for r in found)

    def after(self, k: int, end: int, agrees: str) -> Range | None:
        """The subject behind a verb: the first phrase in the nominative from ``k`` on."""
        j, governed = k, False
        participle: Range | None = None
        while j < end:
            low = self.low[j]
            if self.toks[j].kind == "q":
                governed = False
                j += 1
                continue
            if low in self.words["prepositions"]:
                governed = True
            elif low in self.words["conjunctions"] and j + 1 < end and is_finite(self.low[j + 1]):
                break
            elif self.toks[j].kind == "w":
                if governed:
                    governed = not self._noun(j)
                elif (
                    self.nominative(j)
                    and (self.agrees(j, agrees) or (agrees == "p" and self._and_another(j, end)))
                    and not (self._oblique(j) or (j > k and self._goes_on(j)))
                ):
                    if not self._participle(j):
                        return j, self._extent(j, end)
                    participle = participle or (j, self._extent(j, end))
            j += 1
        if participle:
            return participle
        return (k, k + 1) if k < end and (self.toks[k].kind == "q" or self._unread(k)) else None

    def _goes_on(self, j: int) -> bool:
        """Whether a capitalised word is the name of whom the word before tells: "у министра Карпова"."""
        return self.toks[j].text[0].isupper() and bool(in_case(self.low[j], "gent")) and self._of_person(j - 1)

    def _of_person(self, k: int) -> bool:
        """Whether a word is somebody's role in the genitive, or the name behind one."""
        found = readings(self.low[k])[:1]
        if not found or self.toks[k].kind != "w" or found[0].plural:
            return False
        if self.toks[k].text[0].isupper():
            return k > 0 and bool(in_case(self.low[k], "gent")) and self._of_person(k - 1)
        return found[0].animate and found[0].case == "gent"

    def _unread(self, k: int) -> bool:
        """Whether a capitalised word is no name the dictionary has, and so may be one that it has not: "Глин"."""
        return self.toks[k].text[:1].isupper() and not any(r.name or r.place for r in readings(self.low[k]))

    def before(self, start: int, end: int, agrees: str) -> Range | None:
        """The subject in front of a verb: the first phrase in the nominative that stands under no preposition."""
        j, governed = start, False
        while j < end:
            low = self.low[j]
            if low in self.words["prepositions"]:
                governed = True
            elif self.toks[j].kind == "w":
                if governed:
                    governed = not (self._noun(j) or low.startswith("котор"))
                elif (
                    self.nominative(j)
                    and (self.agrees(j, agrees) or (agrees == "p" and self._and_another(j, end)))
                    and (not is_adverb(low) or self._opens(j))
                    and not (j > start and (self._of_noun(j) or self._goes_on(j)))
                    and self._headed(j, end, agrees)
                ):
                    return j, self._extent(j, end)
            elif self.toks[j].kind == "q" and not governed and j + 1 == end:
                return j, j + 1
            j += 1
        return None

    def _and_another(self, j: int, end: int) -> bool:
        """Whether a phrase in the singular is joined with another: "министр и его заместитель" said."""
        if not self.agrees(j, "s"):
            return False
        stop = self._extent(j, end)
        at = next((k for k in range(j + 1, stop - 1) if self.low[k] == "и"), -1)
        return at > 0 and any(self.nominative(k) for k in range(at + 1, stop))

    def antecedent(self, comma: int, agrees: str) -> Range | None:
        """What "который" or "заявивший" behind the comma goes back to: the last noun before it that agrees, in any
        case, with the capitalised words in front of it."""
        for j in range(comma - 1, max(-1, comma - 12), -1):
            if self.toks[j].kind != "w":
                if self.separator(j):
                    break
                continue
            nouns = [r for r in readings(self.low[j]) if r.pos in ("NOUN", "NPRO", "LATN", "")]
            if not nouns or (not self.toks[j].text[0].isupper() and not is_noun(self.low[j])):
                continue
            if any(r.plural == (agrees == "p") and (agrees not in "mfn" or r.gender in ("", agrees)) for r in nouns):
                k = j
                while k and self.toks[k - 1].kind == "w" and self.toks[k].text[0].isupper() and self._named(k - 1):
                    k -= 1
                return k, comma
        return None

    def _named(self, k: int) -> bool:
        return self.toks[k].text[0].isupper() or self.low[k] in self.words["roles"]

    def apposed(self, who: Range | None, end: int) -> Range | None:
        """The phrase with what stands between commas behind it: "его представитель, адвокат Иванова"."""
        if who is None:
            return None
        k = who[1]
        for _ in range(3):
            if k >= end or self.toks[k].text != ",":
                break
            j = k + 1
            while j < end and not self.separator(j):
                j += 1
            inside = range(k + 1, j)
            if j >= end and j + 1 != end and self.toks[j - 1].text == ",":
                break
            if any(
                self.toks[x].kind == "w"
                and (
                    self.low[x] in self.words["conjunctions"]
                    or any(r.pos == "GRND" for r in readings(self.low[x])[:1])
                    or (is_finite(self.low[x]) and not self.toks[x].text[0].isupper())
                )
                for x in inside
            ):
                break
            if any(self.nominative(x) and self._proper(x) for x in inside):
                who = (who[0], self._extent(next(x for x in inside if self.nominative(x)), j))
            k = j
        return who

    def _headed(self, j: int, end: int, agrees: str) -> bool:
        """Whether an adjective at ``j`` is followed by its noun."""
        found = in_case(self.low[j], "nomn")
        if not found or any(r.pos in ("NOUN", "NPRO") for r in found) or self.toks[j].text[0].isupper():
            return True
        for k in range(j + 1, min(end, j + 5)):
            if self.toks[k].kind != "w":
                return self.toks[k].text == "-"
            if any(r.pos == "NOUN" for r in in_case(self.low[k], "nomn")):
                return True
            if is_finite(self.low[k]):
                break
        return self.low[j] in _ALONE

    def _participle(self, j: int) -> bool:
        """Whether a word in small letters is a participle, whose noun stands further on: "отдавший жизнь ... царь"."""
        found = readings(self.low[j])
        return self.toks[j].text[0].islower() and found[0].pos == "PRTF" and not any(r.pos == "NOUN" for r in found)

    def _oblique(self, j: int) -> bool:
        """Whether a word is likelier no subject: an adverb, or an object whose likeliest case is another."""
        if self.toks[j].text[0].isupper():
            return False
        found = readings(self.low[j])
        return is_adverb(self.low[j]) or (bool(found) and found[0].case in ("datv", "ablt", "loct"))

    def _noun(self, j: int) -> bool:
        return self.toks[j].text[0].isupper() or is_noun(self.low[j])

    def _extent(self, j: int, end: int) -> int:
        """Where the phrase that begins at ``j`` ends: over genitives, names, titles in marks and "по .. вопросам", up
        to a verb, an adverb, or what follows a name."""
        k, named = j + 1, self._proper(j)
        if self.low[j] in self.words["pronouns"]:
            return k
        while k < min(end, j + LONGEST):
            tok, low = self.toks[k], self.low[k]
            if tok.kind == "p":
                if tok.text in ("(", ")"):
                    named = True
                if self.separator(k):
                    break
            elif tok.kind == "w":
                if low in self.words["prepositions"]:
                    body = self.toks[k - 1].text.isupper() and len(self.toks[k - 1].text) > 2
                    if named or body or low in ("после", "до", "перед", "во", "у"):
                        break
                elif low in self.words["conjunctions"]:
                    cases = ("gent", "datv") if "по" in self.low[j:k] else ("gent",)
                    joined = k + 1 < end and (
                        self.nominative(k + 1) or any(in_case(self.low[k + 1], case) for case in cases)
                    )
                    if low != "и" or not joined:
                        break
                    named = False
                elif (
                    self._told(j, k)
                    or (not tok.text[0].isupper() and (is_adverb(low) or (is_finite(low) and not in_case(low, "gent"))))
                    or (named and not tok.text[0].isupper() and tok.text[0].isalpha() and not self._of(k))
                ):
                    break
                if self._proper(k):
                    named = True
            k += 1
        while k > j + 1 and (self.low[k - 1] in self.words["prepositions"] or self.toks[k - 1].kind == "p"):
            if self.toks[k - 1].text in (".", ")"):
                break
            k -= 1
        return k

    def _told(self, j: int, k: int) -> bool:
        """Whether the word at ``k`` is to whom the one that the phrase from ``j`` on names says it, in the dative."""
        found = readings(self.low[k])
        return (
            bool(found)
            and self.toks[k].text[0].islower()
            and found[0].case == "datv"
            and (found[0].pos == "NPRO" or (found[0].pos == "NOUN" and "по" not in self.low[j:k]))
            and not in_case(self.low[k], "gent")
        )

    def _proper(self, k: int) -> bool:
        """Whether a capitalised word is somebody's name, or Latin."""
        tok = self.toks[k]
        if tok.kind != "w" or not tok.text[0].isupper():
            return False
        found = readings(self.low[k])
        return not found or any(r.name and r.case == "nomn" for r in found) or not any(r.case for r in found)

    def _of_noun(self, j: int) -> bool:
        """Whether a word in small letters is what the noun before it is of: "в министерстве юстиции"."""
        behind = self.low[j - 1]
        return (
            not self.toks[j].text[0].isupper()
            and self.toks[j - 1].kind == "w"
            and is_noun(behind)
            and not in_case(behind, "nomn")
            and bool(in_case(self.low[j], "gent"))
        )

    def _of(self, k: int) -> bool:
        """Whether a small word behind a name goes with what follows: "Союза промышленников", a particle of a name."""
        return (
            bool(in_case(self.low[k], "gent"))
            and not in_case(self.low[k], "nomn")
            and self.low[k] not in ("журналистам",)
        )

    def genitive(self, k: int, end: int) -> Range | None:
        """The phrase that begins at ``k`` in whatever case, up to the next separator or verb."""
        j = k
        named = False
        while j < min(end, k + LONGEST):
            tok, low = self.toks[j], self.low[j]
            if tok.kind == "p" and self.separator(j):
                break
            if tok.kind == "w" and j > k:
                if tok.text[0].isdigit() and tok.text.isdigit():
                    break
                if (
                    is_finite(low)
                    and not in_case(low, "gent")
                    and not tok.text[0].isupper()
                    and not in_case(low, "loct")
                ):
                    break
                if named and low in self.words["prepositions"]:
                    break
                behind = self.toks[k].kind == "q" or (not tok.text[0].isupper() and is_noun(self.low[j - 1]))
                if behind and in_case(low, "nomn") and not in_case(low, "gent"):
                    break
            named = named or (tok.kind == "w" and any(r.name for r in readings(low)) and tok.text[0].isupper())
            j += 1
        return (k, j) if j > k else None

    def place(self, start: int, end: int, anything: bool = False) -> Range | None:
        """The body in "в министерстве сообщили": a phrase under "в" or "на" in the locative; with ``anything`` a thing
        will do ("в ордере говорится")."""
        for k in range(start, end - 1):
            if self.low[k] in ("в", "во", "на") and self.toks[k + 1].kind in "wq":
                j = k + 1
                body = False
                while j < end and (self.toks[j].kind == "q" or (self.toks[j].kind == "w" and not self._stops(j))):
                    body = body or self._body(j, anything)
                    j += 1
                if body and j > k + 1:
                    return k + 1, j
        return next(((k, k + 1) for k in range(start, end) if self.low[k] in ("там", "здесь")), None)

    def _stops(self, j: int) -> bool:
        low = self.low[j]
        upper = self.toks[j].text[0].isupper()
        return (
            low in self.words["prepositions"] - {"по"}
            or low in self.words["conjunctions"]
            or (
                not upper
                and (is_adverb(low) or (is_finite(low) and not in_case(low, "loct") and not in_case(low, "gent")))
            )
        )

    def _body(self, j: int, anything: bool) -> bool:
        tok = self.toks[j]
        if tok.kind == "q" or (tok.text.isupper() and len(tok.text) > 1):
            return True
        if not any(r.case == "loct" and not r.place for r in readings(self.low[j])):
            return False
        bases = {fold(p.normal_form) for p in parses(self.low[j])}
        if bases & (self.words["bodies"] | self.words["documents"] | self.words["generic"]):
            return True
        if anything and bases & self.words["circumstances"]:
            return False
        return (
            anything or tok.text[0].isupper() or any(b.endswith(_BODILY) for b in bases - self.words["circumstances"])
        )
