"""The role in front of a Russian name: "Встреча с главой «Леса» Иваном Петровым" makes him "глава «Леса»".

Reads a phrase; knows nothing of who was spoken of before.
"""

from __future__ import annotations

from briefing.finding.morphology import Reading, in_case, inflected, parses, readings
from briefing.finding.names import WORD
from briefing.finding.russian_words import fold, words

_LONGEST = 80
_POINTING = frozenset("я мы ты вы мой твой наш ваш свой сам который".split())  # noqa: SIM905
_ACTING = frozenset(("врио", "ио", "и.о", "экс", "первый"))


def role_before(phrase: str, case: str) -> str:
    """The role that the words in front of a name tell, its head in the nominative; "" where they name no person.

    ``case`` is the one the phrase stands in, where that is known. What a person does or has ("мнение", "Встреча с") is
    no role of theirs.
    """
    found = list(WORD.finditer(phrase))
    lows = [fold(m.group()) for m in found]
    at = next((n for n, low in enumerate(lows) if is_person(low)), -1)
    if at < 0 or any(m.group()[0].isupper() and _called(low) for m, low in zip(found, lows, strict=True)):
        return ""
    if lows[0] in ("один", "одна"):
        return _short(phrase)
    if readings(lows[at])[0].plural:
        return ""
    while at and (lows[at - 1] in _ACTING or any(r.pos in ("ADJF", "PRTF") for r in readings(lows[at - 1])[:1])):
        at -= 1
    while lows[at] in words()["reflexive"] or any("Apro" in p.tag for p in parses(lows[at])[:1]):
        at += 1
    return _short(in_nominative(phrase[found[at].start() :], "" if at else case))


def _short(role: str) -> str:
    bare = role.strip(" ,")
    return bare if len(bare) <= _LONGEST else bare[:_LONGEST].rsplit(" ", 1)[0]


def _called(low: str) -> bool:
    """Whether a capitalised word is of somebody's name."""
    return readings(low)[0].name and low not in words()["roles"]


def is_person(low: str) -> bool:
    """Whether a word in small letters is one for a role, or for somebody who is not called by name."""
    lists = words()
    if low in lists["roles"] or low in lists["again"]:
        return True
    found = readings(low)[:1]
    if not found or found[0].name or found[0].pos != "NOUN":
        return False
    return found[0].animate or any(fold(p.normal_form) in lists["roles"] | lists["again"] for p in parses(low)[:2])


def bases(low: str) -> set[str]:
    """The forms under which the dictionary may list a word in small letters."""
    return {fold(p.normal_form) for p in parses(low)[:4]}


def nobodys(low: str) -> bool:
    """Whether a word in small letters points to who speaks or is spoken to, or stands for a noun: "ваша", "сами"."""
    return bool(bases(low) & _POINTING)


def in_nominative(phrase: str, case: str = "") -> str:
    """A phrase with its adjectives and head noun in the nominative, the rest as it stands; marks around it dropped.

    ``case`` is the one it stands in, where that is known. What begins with a number stays as it is.
    """
    bare = phrase.strip(" ,.")
    if bare[:1] in '«"“' and bare[-1:] in '»"”':
        bare = bare[1:-1]
    parts = bare.split(" ")
    first = readings(parts[0].lower())
    if (case == "nomn" and in_case(parts[0].lower(), "nomn")) or (first and first[0].pos == "NUMR"):
        return bare
    adjective = bool(first) and first[0].pos in ("ADJF", "PRTF") and bool(in_case(parts[0].lower(), "nomn"))
    if adjective and len(parts) > 1 and not in_case(parts[1].lower(), "nomn"):
        return bare
    out: list[str] = []
    stood: Reading | None = None
    for n, part in enumerate(parts):
        low = part.lower()
        found = parses(low)
        if (not low.isalpha() and "-" not in low) or not found or not any(p.tag.case for p in found):
            out.extend(parts[n:])
            break
        noun = found[0].tag.POS in ("NOUN", "NPRO")
        if stood and not any(
            r.pos in ("ADJF", "PRTF") and (r.case, r.plural, r.gender or stood.gender) == stood[1:4]
            for r in readings(low)[:4]
        ):
            out.extend(parts[n:])
            break
        made = low if low in words()["theirs"] else inflected(low, stood.case if stood else case)
        out.append(part if part.isupper() else made[:1].upper() + made[1:] if part[0].isupper() else made)
        if part.isupper():
            out.extend(parts[n + 1 :])
            break
        if noun:
            stood = readings(low)[0]
            if stood.case == "nomn" or stood.plural:
                out.extend(parts[n + 1 :])
                break
    return " ".join(out)
