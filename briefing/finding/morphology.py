"""What the endings of a Russian word tell: its part of speech, cases, number and gender, and its nominative.

pymorphy3's dictionary, imported only for Russian text. Knows words one at a time, nothing of sentences.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

NAMES = frozenset(("Name", "Surn", "Patr"))
_NOUNS = frozenset(("NOUN", "NPRO"))
_BEFORE = frozenset(("ADJF", "PRTF", "NUMR"))
_FINITE = frozenset(("VERB", "ADJS", "PRTS", "PRED"))


class Reading(NamedTuple):
    """One way to read a word: ``pos`` as pymorphy3 names it, ``case``, ``plural``, ``gender`` (m f n or ""), whether it
    is a personal name and whether a place's."""

    pos: str
    case: str
    plural: bool
    gender: str
    animate: bool
    name: bool
    place: bool


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    import pymorphy3  # noqa: PLC0415 - a dictionary of 8 MB, needed for Russian text alone

    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=1 << 15)
def parses(word: str) -> tuple[Any, ...]:
    """pymorphy3's readings of a word in small letters, the likeliest first."""
    return tuple(_analyzer().parse(word)[:12])


@lru_cache(maxsize=1 << 15)
def readings(word: str) -> tuple[Reading, ...]:
    """The readings of a word in small letters."""
    out = []
    for p in parses(word):
        tag = p.tag
        grammemes = tag.grammemes
        out.append(
            Reading(
                str(tag.POS or ("LATN" if "LATN" in tag or "UNKN" in tag else "")),
                str(tag.case or ""),
                tag.number == "plur",
                {"masc": "m", "femn": "f", "neut": "n"}.get(str(tag.gender), ""),
                tag.animacy == "anim",
                bool(NAMES & grammemes),
                "Geox" in grammemes,
            )
        )
    return tuple(out)


@lru_cache(maxsize=1 << 15)
def in_case(word: str, case: str) -> tuple[Reading, ...]:
    """The readings of a word as a noun, pronoun, adjective or numeral in ``case``; empty where it can't be one."""
    return tuple(
        r for r in readings(word) if r.case in (case, case.replace("gent", "gen2")) and r.pos in _NOUNS | _BEFORE
    )


@lru_cache(maxsize=1 << 15)
def is_noun(word: str) -> bool:
    """Whether the likeliest reading is a noun or pronoun."""
    return bool(readings(word)) and readings(word)[0].pos in _NOUNS


@lru_cache(maxsize=1 << 15)
def is_finite(word: str) -> bool:
    """Whether a word can be what a clause is about: a verb, a short adjective or participle, "нужно"."""
    found = readings(word)[:2]
    return any(r.pos in _FINITE for r in found) and (found[0].pos in _FINITE or not any(r.pos == "NOUN" for r in found))


@lru_cache(maxsize=1 << 15)
def is_adverb(word: str) -> bool:
    """Whether a word only modifies: an adverb, particle or adverbial participle."""
    return bool(readings(word)) and readings(word)[0].pos in ("ADVB", "PRCL", "GRND", "CONJ", "COMP")


@lru_cache(maxsize=1 << 15)
def given_gender(word: str) -> str:
    """ "he" or "she" where a word is a given name of one gender."""
    found = {"f" if "femn" in p.tag else "m" for p in parses(word) if "Name" in p.tag and p.tag.case == "nomn"}
    return {"f": "she", "m": "he"}[found.pop()] if len(found) == 1 else ""


@lru_cache(maxsize=1 << 15)
def is_known(word: str) -> bool:
    """Whether the dictionary has a word in small letters."""
    return any(p.is_known for p in parses(word)[:1])


@lru_cache(maxsize=1 << 14)
def inflected(word: str, case: str = "") -> str:
    """A word in small letters in the nominative of its likeliest reading that has a case, if it can be in ``case`` of
    that one."""
    found = [p for p in parses(word) if p.tag.case]
    for p in [p for p in found if str(p.tag.case) == case] or found:
        base = p.inflect({"nomn"})
        return str(base.word) if base else word
    return word
