"""What part a word may play, by its form alone: read from the data files, settled in a sentence by ``tags``.

One letter a form: E past, U participle, B base, S third person, b and s also nouns, g -ing nouns, e -ed adjectives, and
the letters of ``tags`` for words of closed classes.
"""

from __future__ import annotations

from functools import cache

from briefing.finding.lexicon import Lexicon, data

MODALS = frozenset(
    [
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "shall",
        "cannot",
        "won't",
        "wouldn't",
        "can't",
        "couldn't",
        "shouldn't",
        "mustn't",
        "wont",
        "i'll",
        "we'll",
        "he'll",
        "she'll",
        "they'll",
        "it'll",
        "i'd",
        "we'd",
        "he'd",
        "she'd",
        "they'd",
    ]
)
BE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "'s",
        "'re",
        "it's",
        "he's",
        "she's",
        "they're",
        "we're",
        "i'm",
        "you're",
        "that's",
        "there's",
        "who's",
        "what's",
    ]
)
HAVE = frozenset("has have had having hasn't haven't hadn't i've we've they've you've 've".split())  # noqa: SIM905
DO = frozenset("do does did don't doesn't didn't".split())  # noqa: SIM905


@cache
def _listed() -> dict[str, list[str]]:
    lines = [line.split() for line in data("verbs.txt").splitlines() if not line.startswith("#")]
    return {name: words for name, *words in lines}


def verb_forms(words: Lexicon) -> dict[str, str]:
    """Each known form with its letter; kept with the lexicon it was made for."""
    if words.forms:
        return words.forms
    forms: dict[str, str] = {}
    kinds = _listed()
    for name, letter in (
        ("ing_noun", "g"), ("ed_adjective", "e"), ("ly_other", "N"), ("s_singular", "N"), ("adverb", "R"),
        ("base", "B"), ("participle", "U"), ("past", "E"), ("third", "S"), ("either", "b"),
    ):  # fmt: skip
        for word in kinds[name]:
            forms[word] = letter
    for word in kinds["either"]:
        third = word[:-1] + "ies" if word.endswith("y") and word[-2:-1] not in "aeiou" else word + "s"
        if word.endswith(("s", "sh", "ch", "x", "z")):
            third = word + "es"
        if forms.get(third) != "S" or third in ("states", "notes"):
            forms[third] = "s"
    forms.update(dict.fromkeys(("say", "tell", "think", "believe", "write", "argue", "insist"), "B"))
    forms.update(dict.fromkeys(("beat", "let", "quit", "shed", "thrust", "bet"), "E"))
    forms.update(dict.fromkeys(("shot", "cast", "cut", "split", "spread", "cost", "lost"), "e"))
    forms["close"] = "N"
    for form, (_, _group, tense) in words.cues.items():
        known = forms.get(form)
        if tense == "past" and known not in ("E",):
            forms[form] = "E"
        elif tense == "third" and known is None:
            forms[form] = "s"
        elif tense == "base" and known is None:
            forms[form] = "b"
    closed = [
        (words.adverbs, "R"), (words.prepositions, "I"), (words.conjunctions, "W"), (words.pronouns, "O"),
        (words.determiners, "D"), (MODALS, "M"), (BE | HAVE | DO, "A"),
    ]  # fmt: skip
    for group_words, letter in closed:
        for word in group_words:
            forms[word] = letter
    forms.update(dict.fromkeys(("and", "or", "but", "nor"), "C"))
    forms.update({"to": "T", "be": "U", "been": "U", "being": "G", "having": "G", "that": "W", "not": "R", "as": "W"})
    forms.update(dict.fromkeys(("who", "which", "whom", "whose", "what", "how", "why", "where", "when"), "W"))
    words.forms = forms
    return forms
