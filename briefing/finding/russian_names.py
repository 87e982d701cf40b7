"""The personal name in a Russian phrase: which of its capitalised words are one's, and the form they are listed under.

Looks at the phrase alone; knows nobody.
"""

from __future__ import annotations

import re

from briefing.finding.inflection import nominative
from briefing.finding.morphology import given_gender, in_case, is_known, is_noun, parses, readings
from briefing.finding.russian_roles import bases
from briefing.finding.russian_words import fold, words


def personal_name(phrase: str, seen: frozenset[str], subject: bool = False) -> str:
    """The personal name at the end of a Russian phrase, in the nominative; "" when it names none.

    A ``subject`` stands in the nominative already, if its words can.
    """
    name, head = name_as_printed(phrase)
    subject = subject and not _thing(head)
    return name if subject and all(map(may_stand, name.split())) else nominative(name, seen) if name else ""


def name_as_printed(phrase: str) -> tuple[str, list[str]]:
    """The personal name at the end of a Russian phrase as it stands there, "" for none; and the words before it."""
    bare = re.sub(r"[(\[][^()\[\]]*[)\]]", " ", phrase)
    parts = re.sub(r"(?<=\.)(?=[А-ЯЁ])", " ", bare.strip(" ,.«»")).split()
    tail: list[str] = []
    for part in reversed(parts):
        if (
            not part[:1].isupper()
            or part.isascii()
            or (part.isupper() and len(part.strip(".")) > 1)
            or "»" in part
            or "«" in part
        ):
            break
        tail.insert(0, part)
    capitals = len(tail)
    small = capitals == len(parts)
    lists = words()
    tail = tail[next((n for n in range(len(tail) - 1, 0, -1) if _to_somebody(*tail[n - 1 : n + 1])), 0) :]
    given = next((n for n, p in enumerate(tail) if n and _given(p) and not _patronymic(p)), 0)
    if given and given < len(tail) - 1:
        tail = tail[given:]
    while len(tail) > 1 and (
        fold(tail[0]) in lists["roles"] | lists["bodies"] | lists["again"]
        or _ordinary(tail[0], len(tail))
        or _patronymic(tail[0])
    ):
        tail.pop(0)
    lows = {fold(part) for part in tail}
    whole = (fold_case(part) for part in tail if len(part.rstrip(".")) > 1)
    if any(r.pos in ("NPRO", "INTJ", "PREP", "CONJ") for part in whole for r in readings(part)[:1]):
        return "", parts
    if not tail or lows & lists["bodies"] or lows & lists["roles"] or lows & lists["documents"]:
        return "", parts
    if len(tail) == 1 and (
        bases(fold_case(tail[0])) & lists["bodies"]
        or (capitals > 1 and _office(*map(fold_case, parts[-2:])))
        or not _surname(tail[0], small and len(parts) == 1)
    ):
        return "", parts
    last_word = readings(fold_case(tail[-1]))
    place = last_word and all(r.place for r in last_word) and not in_case(fold_case(tail[-1]), "nomn")
    if place and not any(_given(part) or may_stand(part) for part in tail[:-1]):
        return "", parts
    return " ".join(tail), parts[: len(parts) - len(tail)]


def _office(before: str, low: str) -> bool:
    """Whether an ordinary word for somebody ends a title and is no surname: "Верховный Главнокомандующий"."""
    found = readings(low)[:1]
    titled = any(r.pos in ("ADJF", "PRTF") for r in readings(before)[:1])
    return titled and is_known(low) and bool(found) and found[0].animate and not found[0].name


def _patronymic(word: str) -> bool:
    """Whether a word is a father's name alone, with which no name begins."""
    return any("Patr" in p.tag for p in parses(fold_case(word))[:1])


def by_father(name: str) -> bool:
    """Whether a name is given name and patronymic alone, as people are spoken to."""
    parts = name.split()
    return len(parts) == 2 and _patronymic(parts[1])


def _to_somebody(word: str, following: str) -> bool:
    """Whether a word is in the dative alone and no word of a name that stands in another case: "Блинкену Лавров"."""
    cases = {r.case for r in readings(fold_case(word)) if r.pos == "NOUN"}
    after = {r.case for r in readings(fold_case(following)) if r.pos == "NOUN"}
    return cases == {"datv"} and "nomn" in after and "datv" not in after


def _thing(head: list[str]) -> bool:
    """Whether the words in front of a name begin with a thing, whose owner's name follows in the genitive: "рекорд"."""
    first = next((fold(w) for w in head if is_noun(fold_case(w))), "")
    return bool(first) and first not in words()["roles"] | words()["again"] and not readings(first)[0].animate


def may_stand(word: str) -> bool:
    """Whether one word of a name can be in the nominative as it is."""
    found = readings(fold_case(word))
    return len(word.rstrip(".")) == 1 or not found or any(r.case in ("nomn", "") and not r.plural for r in found)


def _given(word: str) -> bool:
    return any(r.name for r in readings(fold_case(word))[:3]) and not any(
        "Surn" in p.tag for p in parses(fold_case(word))[:1]
    )


def fold_case(word: str) -> str:
    """A word in small letters, as the dictionary looks it up."""
    return word.lower().strip(".,")


def _ordinary(word: str, length: int) -> bool:
    """Whether a capitalised word in front of a name is a place's or an ordinary one."""
    found = readings(fold_case(word))
    if not found or len(word.rstrip(".")) < 2:
        return False
    return found[0].place or (length > 2 and not any(r.name for r in found)) or found[0].pos in ("ADJF", "ADVB", "PREP")


def _surname(word: str, alone: bool) -> bool:
    """Whether one capitalised word can be a person's: no place, no body, and not the capital of a sentence alone."""
    low = fold_case(word)
    found = readings(low)
    if not found or any(r.name for r in found):
        return True
    if is_known(low) and not any(r.pos == "NOUN" and not r.plural for r in in_case(low, "nomn")):
        return False
    if found[0].place or any("Orgn" in p.tag for p in parses(low)):
        return False
    return not alone or not is_known(low)


def gender_of(name: str) -> str:
    """ "he" or "she" by the given name, else by the ending of the surname."""
    parts = name.split()
    told = given_gender(fold_case(parts[0])) if len(parts) > 1 else ""
    return told or (
        "she" if parts[-1].endswith(("ова", "ева", "ёва", "ина", "ая", "ына")) else "he" if len(parts) == 1 else ""
    )
