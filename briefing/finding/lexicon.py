"""The words the finder knows: cues, titles, roles and closed classes, read once from the data files.

Knows nothing of documents. The files are TOML, so that people can read and extend them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pkgutil import get_data
from typing import Any

VOWELS = "aeiou"


def data(name: str) -> str:
    """The text of the data file ``name``."""
    return (get_data("briefing.finding", f"data/{name}") or b"").decode("utf-8")


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(data(name))


def shipped() -> dict[str, dict[str, str]]:
    """Every list by section, as the data files have them."""
    return {**_load("cues.toml"), **_load("words.toml"), **_load("people.toml")}


def forms(lemma: str) -> list[str]:
    """The regular forms of an English verb: third person, past, -ing."""
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return [lemma, third, lemma + "ed", lemma + "ing"]


QUESTIONS = frozenset("what which who whom whose how why where".split())  # noqa: SIM905


class Lexicon:
    """All word lists as sets, and the cue verbs by form."""

    def __init__(self, own: Mapping[str, Mapping[str, str]] | None = None) -> None:
        cues, words, people = _load("cues.toml"), _load("words.toml"), _load("people.toml")
        self.forms: dict[str, str] = {}
        """Letter of each known form, filled by ``forms.verb_forms``."""
        for section, lists in (own or {}).items():
            part = next(p for p in (cues, words, people) if section in p)
            for name, listed in lists.items():
                part[section][name] = f"{listed} {part[section].get(name, '')}"
        irregular = {k: v.split() for k, v in cues["irregular"].items()}
        self.cues: dict[str, tuple[str, str, str]] = {}
        """Form of a cue verb: (lemma, class, tense), tense one of base, third, past, ing."""
        for group, text in cues["verbs"].items():
            for lemma in text.split():
                if "-" in lemma:
                    continue
                for form in dict.fromkeys(forms(lemma) if lemma not in irregular else [lemma, *irregular[lemma]]):
                    if form in self.cues:
                        continue
                    tense = "base" if form == lemma else "ing" if form.endswith("ing") else "third"
                    if tense == "third" and not (form.endswith("s") and form != "was"):
                        tense = "past"
                    self.cues[form] = (lemma, group, tense)
        self.traits = {k: frozenset(v.split()) for k, v in cues["traits"].items()}
        self.speech_nouns = frozenset(cues["nouns"]["words"].split())
        self.voiced_nouns = frozenset(cues["nouns"]["voiced"].split())
        closed = {k: frozenset(v.split()) for k, v in words["closed"].items()}
        self.determiners = closed["determiners"]
        self.pronouns = closed["pronouns"]
        self.prepositions = closed["prepositions"]
        self.auxiliaries = closed["auxiliaries"]
        self.conjunctions = closed["conjunctions"]
        self.adverbs = closed["adverbs"]
        self.days = closed["days"]
        self.small_abbreviations = frozenset(words["abbreviations"]["small"].split())
        """Those printed in small letters; the others begin with a capital or are words."""
        self.abbreviations = self.small_abbreviations | frozenset(words["abbreviations"]["words"].split())
        people_sets = {k: frozenset(v.split()) for k, v in people["people"].items()}
        self.roles = people_sets["roles"]
        self.titles = people_sets["titles"]
        self.bodies = people_sets["bodies"]
        self.documents = people_sets["documents"]
        self.portfolios = people_sets["portfolios"]
        self.issued = people_sets["issued"]
        self.male = people_sets["male"]
        self.female = people_sets["female"]
        self.given_male = people_sets["given_male"]
        self.given_female = people_sets["given_female"]
        self.given = self.given_male | self.given_female
        self.able = self.roles | self.bodies
        """Who can promise or demand."""
        self.called = self.roles | self.titles
        self.joining = self.determiners | self.prepositions | self.conjunctions | self.pronouns
        joined_to_names = self.determiners | self.prepositions | self.conjunctions
        self.before_names = self.called | joined_to_names | self.adverbs | self.days | QUESTIONS
        """What a run of capitalised words may begin with that is no name."""
        self.reporting = self.speech_nouns | self.voiced_nouns | self.cues.keys() | {"according"}
        """Words without one of which a sentence reports nothing outside quotations."""

    def says_who(self, low: str) -> bool:
        """Whether a word in small letters is more than a role, a title or a word that only joins."""
        return low not in self.joining and low not in self.called


@cache
def lexicon() -> Lexicon:
    """The lexicon, read at the first call."""
    return Lexicon()
