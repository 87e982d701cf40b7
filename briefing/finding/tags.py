"""What part each word of a sentence plays: noun, finite verb, participle and the like.

A lexicon of verb forms and the neighbours settle it; no model. One letter a token:
N noun or adjective, P capitalised word, D determiner or possessive, O subject pronoun, I preposition, C and/or/but,
W relative or subordinating word, R adverb, A finite be/have/do, M modal, V finite verb, G -ing form, U past participle,
B infinitive, T the word "to", X number, Q quotation, Z punctuation.
"""

from __future__ import annotations

from briefing.finding.document import Tok
from briefing.finding.forms import BE, DO, verb_forms
from briefing.finding.lexicon import Lexicon
from briefing.finding.phrases import contracted

OBJECTS = frozenset("that the a an his her its their how why whether what if to he she they it we".split())  # noqa: SIM905
ABOUT = frozenset({"about", "around", "over", "under", "nearly"})
NUMBERS = frozenset("a half two three four five six seven eight nine ten one twenty thirty forty fifty".split())  # noqa: SIM905
SUBJECTLESS = frozenset({"as", "when", "if", "than", "though", "although", "unless", "once", "while"})
"""Words a participle may follow: "when asked"."""
ALONE = frozenset("all both many some most others few several each another one this these".split())  # noqa: SIM905
SEVERAL = frozenset({"all", "both", "many", "most", "some", "few", "others", "several"})
UNSETTLED = frozenset("eEsSbBg")
"""Letters of forms that may be something else beside other words, and .."""
TURNING = frozenset({"long", "to", "that", "her", "his"})
""".. words that are for themselves."""
FINDINGS = frozenset("polls surveys studies records documents reports results figures data".split())  # noqa: SIM905
"""What shows something rather than being a show."""
POLES = frozenset({"north", "south", "east", "west"})
"""Words that belong to the name behind them: "North Korea"."""
POSSESSIVE = ("'s", "’s", "s'", "s’")


def tag(toks: list[Tok], words: Lexicon) -> str:
    """One letter for each token, see the module's docstring."""
    forms = verb_forms(words)
    out: list[str] = []
    n = len(toks)
    titled = headline(toks)
    cues = words.cues
    for i, tok in enumerate(toks):
        if tok.kind != "w":
            out.append("Q" if tok.kind == "q" else "Z")
            continue
        low = tok.low
        letter = forms.get(low, "")
        first = tok.text[0]
        if first.isdigit():
            out.append("X")
            continue
        if titled and i > 0 and low in cues and letter in ("S", "s", "E") and out[i - 1] in "PN":
            out.append("V")
            continue
        capital = first.isupper()
        if capital and len(low) > 1 and tok.text.isupper() and letter in ("O", "W", "M"):
            out.append("P" if i == 0 or not toks[i - 1].text.isupper() else letter)
            continue
        if capital and low in POLES and i + 1 < n and toks[i + 1].capital:
            out.append("P")
            continue
        if capital and (i > 0 or letter not in "DOICWRAMTGU" or not letter):
            previous = out[i - 1] if i else "Z"
            if (letter in ("O", "A", "M") and low not in ("may", "will")) or (
                letter in "DICWRT" and letter and previous in "ZQ"
            ):
                out.append(letter)
            elif letter == "E" and previous in "ZQ" and i + 1 < n and (toks[i + 1].capital or toks[i + 1].low == "the"):
                out.append("V")
            elif i == 0 and low in cues and cues[low][2] == "ing":
                out.append("G")
            elif letter == "E" and i == 0 and n > 1 and forms.get(toks[1].low, "N") in "WI":
                out.append("U")
            else:
                out.append("D" if low.endswith(POSSESSIVE) and previous not in "P" else "P")
            continue
        if not letter:
            letter = _shape(low)
        if letter in UNSETTLED or low in TURNING or (letter == "I" and low in ABOUT):
            letter = _settle(toks, out, i, low, letter, words)
        out.append(letter)
    _reduce(toks, out, words)
    return "".join(out)


def headline(toks: list[Tok]) -> bool:
    """Whether nearly every longer word begins with a capital, as headlines are printed."""
    longer = [t.text[0] for t in toks if t.kind == "w" and len(t.text) > 3]
    return len(longer) >= 3 and sum(map(str.isupper, longer)) >= 0.8 * len(longer)


def _reduce(toks: list[Tok], out: list[str], words: Lexicon) -> None:
    """Turns a past form into a participle where the clause's real verb follows: "a study published in May showed"."""
    cues = words.cues
    for i in range(1, len(toks) - 2):
        if out[i] != "V" or out[i - 1] not in "NP" or out[i + 1] not in "IR" or toks[i].low in cues:
            continue
        if verb_forms(words).get(toks[i].low, "E") not in "Ee":
            continue
        for x in range(i + 1, min(len(toks), i + 20)):
            if out[x] in "AMV":
                out[i] = "U"
                break
            if out[x] in "WCQBT" or (
                out[x] == "Z" and not (toks[x].text == "," and x + 1 < len(toks) and out[x + 1] in "AMV")
            ):
                break


def _shape(low: str) -> str:
    """The class of an unknown word by its ending."""
    if low.endswith(POSSESSIVE):
        return "N"
    if low.endswith("n't"):
        return "A"
    if low.endswith("ly"):
        return "R"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    if low.endswith("ed") and len(low) > 4 and "-" not in low:
        return "E"
    return "N"


def _back(out: list[str], i: int) -> int:
    """Index of the last tag before ``i`` that is no adverb."""
    j = i - 1
    while j >= 0 and out[j] == "R":
        j -= 1
    return j


def _settle(toks: list[Tok], out: list[str], i: int, low: str, letter: str, words: Lexicon) -> str:
    forms = verb_forms(words)
    j = _back(out, i)
    before = out[j] if j >= 0 else "Z"
    word = toks[j].low if j >= 0 else ""
    nxt = toks[i + 1] if i + 1 < len(toks) else None
    if letter == "e":
        verb = before in "NPOQTM" and word not in BE and word not in ("less", "more") and not low.endswith("ous")
        letter = "E" if verb else "N"
    if letter == "E":
        if before in "TM" or word in DO:
            return "B"
        if before == "A" or (before == "W" and word in SUBJECTLESS):
            return "U"
        if before == "G" and low in words.cues and nxt is not None and (nxt.text in (",", ":") or nxt.low in OBJECTS):
            return "V"
        most = word == "most" and j and (out[j - 1] == "D" or toks[j - 1].low.endswith(POSSESSIVE))
        if (
            (before == "D" and (word not in ALONE or most))
            or (before == "I" and word != "than")
            or word.endswith(POSSESSIVE)
        ):
            return "U" if nxt is not None and nxt.low in ("by", "in", "of") and before != "D" else "N"
        if nxt is not None and nxt.low == "by" and before in "NP":
            return "U"
        if (before in "U" and word in ("be", "been")) or before == "G":
            return "U"
        if before == "Z" and i + 1 < len(toks) and (j < 0):
            return "U"
        return "V"
    participle = forms.get(word) in ("U", "E") or word == "own"
    if letter in ("S", "s") and j > 0 and out[j - 1] == "D" and participle and low != "says":
        return "N"
    if letter == "S":
        return "N" if before in "DT" and word not in ALONE else "V"
    if letter == "s":
        if before == "O" or word in ("who", "which", "that", "this", "he", "she", "it"):
            return "V"
        if before in "DXIAG" or word.endswith(POSSESSIVE) or j < 0:
            return "N"
        if word in NUMBERS:
            return "N"
        if nxt is not None and nxt.low == "that" and i + 2 < len(toks):
            behind = forms.get(toks[i + 2].low, "N")
            if behind in "MAES" or (behind in "Bb" and low == "states"):
                return "N"
        if nxt is not None and nxt.low == "to" and before == "N" and low not in words.cues:
            return "N"
        follows = nxt is not None and (
            nxt.kind == "q"
            or nxt.text == ":"
            or _comma_quote(toks, i)
            or _object(nxt)
            or (nxt.capital and before in "PN")
        )
        if before == "Q" and low in words.cues and nxt is not None and (nxt.capital or nxt.low in words.determiners):
            return "V"
        if low in words.cues and before in "PN" and (_closes(toks, out, i) or (nxt is not None and nxt.low == "out")):
            return "V"
        singular = before == "P" or (before == "N" and not word.endswith("s")) or word == ")" or word == ","
        return "V" if follows and singular else "N"
    if letter in ("b", "B"):
        if before in "TM" or (before == "A" and word in DO) or word in ("help", "let", "n't"):
            return "B"
        if (before == "O" and (word not in ("he", "she", "it") or low in ("read", "put"))) or word == "who":
            return "V"
        if before == "D" and word in SEVERAL and low in words.cues and nxt and (_object(nxt) or nxt.text == ","):
            return "V"
        if before == "C" and letter == "B":
            return "V" if next((t for t in reversed(out[:j]) if t in "BMVA"), "B") in "VA" else "B"
        if letter == "B":
            several = before == "D" and word in ALONE and nxt is not None and (nxt.low == "to" or _object(nxt))
            if several and low in words.cues:
                return "V"
            if (before in "DI" and not several) or word.endswith(POSSESSIVE):
                return "N"
            if low == "say" and nxt is not None and (forms.get(nxt.low) == "O" or contracted(nxt.low)):
                return "V"
            bare = low not in words.cues or (nxt is not None and nxt.low in words.prepositions and low != "say")
            bare = (
                bare or (nxt is not None and forms.get(nxt.low, "N") in "AMS" and before == "N") or _owned(toks, out, j)
            )
            if before in "NP" and not word.endswith("s") and bare and word not in ("people", "police"):
                return "N"
            return "V" if (before in "NPCWZQX" or (before in "UG" and low in words.cues)) and i > 0 else "B"
        plural = before in "NP" and (_plural(word) or (low in words.cues and _plural(_head(toks, out, i))))
        follows = nxt is not None and (nxt.kind == "q" or _object(nxt) or nxt.text == ":" or nxt.capital)
        if plural and low in words.cues and (_closes(toks, out, i) or (nxt is not None and nxt.low == "out")):
            return "V"
        if nxt is not None and nxt.low == "that" and low in words.cues and (plural or before == "P"):
            return "V" if i + 2 >= len(toks) or forms.get(toks[i + 2].low) not in ("A", "M") else "N"
        if (plural or word in ("who", "people", "police", "they", "we", "you", "i")) and follows:
            return "V"
        if low == "show" and word in FINDINGS:
            return "V"
        return "N"
    if letter == "g":
        return "G" if before in "AZCW" and j >= 0 else "N"
    if low == "long" and before == "A" and nxt is not None and forms.get(nxt.low, "") in ("E", "U"):
        return "R"
    if low == "to" and word == "according":
        return "I"
    if low == "to" and nxt is not None and nxt.kind == "w" and i:
        kind = forms.get(nxt.low, "N")
        if kind in "DXN" or nxt.low in ("him", "them", "me", "us") or (nxt.capital and kind not in "Bb"):
            return "I"
    if low == "that" and nxt is not None and (before in "I" or (before == "Z" and j < 0 and _nounlike(nxt, words))):
        return "D"
    if letter == "I" and nxt is not None and (nxt.text[:1].isdigit() or nxt.low in NUMBERS) and low in ABOUT:
        return "R"
    if low == "her" or low == "his":
        return "D"
    return letter


def _object(tok: Tok) -> bool:
    """Whether a word can begin what a verb takes: "the", "he", "it's"."""
    return tok.low.partition("'")[0] in OBJECTS


def _owned(toks: list[Tok], out: list[str], j: int) -> bool:
    """Whether only describing words stand from "a" or "his" up to token ``j``: "his vague tough talk"."""
    while j > 0 and out[j] == "N":
        j -= 1
    return j >= 0 and toks[j].low in ("a", "an", "his", "her", "its", "their")


def _plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "'s"))


def _head(toks: list[Tok], out: list[str], i: int) -> str:
    """The noun before the first preposition of the phrase that ends before token ``i``: "records of the race"."""
    k = i
    while k > 0 and out[k - 1] in "NPDXI":
        k -= 1
    head = ""
    for x in range(k, i):
        if out[x] == "I" and head:
            break
        head = toks[x].low if out[x] in "NP" else ""
    return head


def _closes(toks: list[Tok], out: list[str], i: int) -> bool:
    """Whether token ``i`` and the noun phrase before it are a whole clause behind a comma: "..., records show."."""
    if i + 1 < len(toks) and toks[i + 1].text not in (".", ","):
        return False
    k = i - 1
    joins = "" if toks[i].low.endswith("s") else "and"
    while k > 0 and (out[k] in "PNDX" or toks[k].low == joins or (out[k] == "I" and out[k - 1] in "NP")):
        k -= 1
    return out[k] == "Q" or toks[k].text == ","


def _comma_quote(toks: list[Tok], i: int) -> bool:
    """Whether a comma and a quotation follow token ``i``."""
    return i + 2 < len(toks) and toks[i + 1].text == "," and toks[i + 2].kind == "q"


def _nounlike(tok: Tok, words: Lexicon) -> bool:
    """Whether a word after a sentence's first "that" makes it a determiner."""
    return tok.kind == "w" and verb_forms(words).get(tok.low, "N") in ("N", "b", "s", "g")
