"""Inflected Russian names brought to the form they are listed under ("Пескова", "Песковым": "Песков").

pymorphy3 knows most names; of others the form is taken that the text prints elsewhere, or endings are read off by rule.
"""

from __future__ import annotations

import re
from functools import cache

from briefing.finding.morphology import is_known, parses

_ENDINGS = (
    ("ой", ("а",)),
    ("ей", ("я",)),
    ("ом", ("",)),
    ("ем", ("ь", "й", "")),
    ("ым", ("",)),
    ("и", ("а", "я")),
    ("ы", ("а",)),
    ("у", ("", "а")),
    ("ю", ("ь", "й", "я")),
    ("е", ("", "а", "я")),
    ("а", ("",)),
    ("я", ("ь", "й")),
)
_SURNAME = re.compile(r"(.+(?:ов|ев|ёв|ин|ын))(?:а|у|ым|е)\Z")
_CONSONANT = re.compile(r"(.*[бвгджзклмнпрстфхцчшщ])(?:а|у|ом|ем|е)\Z")
_ADJECTIVE = re.compile(r"(.+[сц]к)(?:ого|ому|им|ом)\Z")


@cache
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """(nominative, gender) readings of one name word as a surname, given name or patronymic."""
    out = []
    for p in parses(word):
        tag = p.tag
        if "plur" in tag or not ({"Name", "Surn", "Patr"} & set(tag.grammemes)):
            continue
        base = p.inflect({"nomn", "sing"})
        out.append((base.word if base else p.normal_form, "f" if "femn" in tag else "m"))
    return tuple(dict.fromkeys(out))


def _by_rule(word: str) -> str:
    m = _SURNAME.match(word)
    if m:
        return m.group(1)
    m = _ADJECTIVE.match(word)
    return m.group(1) + "ий" if m else word


def _masculine(word: str) -> str:
    """A man's surname that no dictionary has, behind his given name in another case: "Томаса Берга" is a Berg."""
    made = _by_rule(word)
    m = _CONSONANT.match(word) if made == word else None
    return m.group(1) if m else made


_HIS = re.compile(r"(.+(?:[оеё]в|[иы]н))а\Z")
"""A man's surname in the genitive: a woman's ends in -ой there."""


def of_whom(word: str) -> str:
    """A surname known to stand in the genitive, in the nominative: "Виткоффа" is Виткофф, "Лаврова" Лавров."""
    unread = word.endswith("а") and not is_known(word.lower())
    m = _HIS.match(word) or (_CONSONANT.match(word) if unread else None)
    return m.group(1) if m else word


def _cased(base: str, like: str) -> str:
    return "-".join(p[:1].upper() + p[1:] for p in base.split("-")) if like[:1].isupper() else base


def _as_printed(word: str, seen: frozenset[str]) -> str:
    """A name no dictionary has in the form that the text prints elsewhere and that looks like its nominative: "Ортеги"
    as "Ортега", "Бёма" as "Бём".
    """
    if is_known(word.lower()):
        return word
    for ending, bases in _ENDINGS:
        if word.endswith(ending):
            for base in bases:
                if word[: len(word) - len(ending)] + base in seen and len(word) > len(ending) + 1:
                    return word[: len(word) - len(ending)] + base
    return word


def nominative(name: str, seen: frozenset[str] = frozenset()) -> str:
    """``name`` with each word in the nominative; all its words get one gender. ``seen`` are words the text prints
    as they are: between two readings the one that was seen wins.
    """
    words = [_as_printed(w, seen) for w in name.split()]
    options = [_readings(w.lower()) for w in words]
    if not any(options):
        return " ".join(_by_rule(w) for w in words) if len(words) == 1 else name
    genders = _genders(words, options, seen)
    for gender in genders:
        made = []
        for word, readings in zip(words, options, strict=True):
            bases = [b for b, g in readings if g == gender]
            if not bases and readings and len(genders) > 1:
                break
            made.append(_cased(bases[0], word) if bases else word)
        else:
            if gender == "m" and made[0] != words[0]:
                made = [made[0]] + [m if options[n + 1] else _masculine(m) for n, m in enumerate(made[1:])]
            return " ".join(made)
    return name


def _genders(words: list[str], options: list[tuple[tuple[str, str], ...]], seen: frozenset[str]) -> str:
    """The genders to try, the likelier first."""
    if len(words) > 1:
        first = {g for _, g in options[0]}
        if first == {"f"}:
            return "f"
        if first == {"m"}:
            return "m"
        return "mf"
    for base, gender in options[0]:
        if _cased(base, words[0]) in seen and _cased(base, words[0]) != words[0]:
            return gender + "mf"
    return (
        "fm"
        if any(g == "f" and _cased(b, words[0]) == words[0] for b, g in options[0]) and _female(words[0], seen)
        else "mf"
    )


def _female(word: str, seen: frozenset[str]) -> bool:
    """Whether a surname in -а is a woman's: no masculine form of it stands in the text."""
    return word.endswith(("ова", "ева", "ина", "ая")) and word[:-1] not in seen
