"""Who a Russian phrase means: names brought to the nominative, roles and "the diplomat" to who was spoken of.

Works on the people of one document; knows nothing of cues.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefing.finding.inflection import nominative, of_whom
from briefing.finding.morphology import given_gender, in_case, is_known, is_noun, parses, readings
from briefing.finding.names import WORD, fuller, last, plain
from briefing.finding.persons import Person
from briefing.finding.russian_names import by_father, fold_case, gender_of, may_stand, name_as_printed, personal_name
from briefing.finding.russian_roles import bases, in_nominative, nobodys, role_before
from briefing.finding.russian_words import fold, words
from briefing.finding.spelling import other_middle

if TYPE_CHECKING:
    from briefing.finding.people import People
    from briefing.records import Span

_FATHER = r"[А-ЯЁ][а-яё]*(?:вич|вн)[а-яё]{0,3}"
_PAIR = re.compile(rf"(?<![\w-])(?!{_FATHER}\b)([А-ЯЁ][а-яё]+)(?= (?:{_FATHER} )?([А-ЯЁ][а-яё-]+))")
"""A given name and a surname, over the patronymic between them."""
_MARKED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”“]")
_INITIALLED = re.compile(r"([А-ЯЁ])\. ?([А-ЯЁ][\w-]+)")
_STEM = 5


def _case(text: str, at: int) -> str:
    """The case that the word before ``at`` asks for: "gent" behind "словам" or "слова", "loct" behind "в" and "на", ""
    behind other prepositions, else "nomn"."""
    before = text[max(0, at - 40) : at].removesuffix(" же ").split()
    word = fold(before[-1].strip('«"(')) if before else ""
    if word in words()["before"] or word in ("слова", "слов"):
        return "gent"
    return "nomn" if word not in words()["prepositions"] else "loct" if word in ("в", "во", "на") else ""


def _of_somebody(raw: str, seen: frozenset[str]) -> bool:
    """Whether a phrase names somebody by whose they are: "представитель Обамы"."""
    parts = raw.split()
    k = next((n for n, part in enumerate(parts) if fold(part) in words()["of"]), len(parts))
    tail = parts[k + 1 :]
    if not tail or not all(part[0].isupper() for part in tail):
        return False
    own = not all(may_stand(part) for part in tail)
    kin = fold(parts[k]) in words()["kin"]
    return own or (len(tail) == 1 and tail[0].endswith("а") and (kin or tail[0][:-1] in seen))


def stems(phrase: str) -> set[str]:
    """The beginnings of the words that tell in a phrase, for comparing them in any case."""
    return {fold(w)[:_STEM] for w in WORD.findall(phrase) if len(w) > 2}


def resolve(people: People, raw: str, at: int = 0, label: bool = False) -> Person | None:
    """The person or body that a Russian phrase means; None where it names none.

    ``at`` is where the phrase stands; a ``label`` stands in the nominative.
    """
    if people.printed is None:
        people.printed = frozenset(WORD.findall(people.text[:400_000]))
    case = _case(people.text, at)
    subject = case == "nomn"
    if not label and (both := _both(people, raw, case)):
        joint = people.by_alias.get(plain(both)) or Person(both, plural=True)
        if joint not in people.people:
            people.add(joint)
        return joint
    name = ""
    if label:
        initialled = _INITIALLED.fullmatch(raw)
        name = f"{initialled.group(1)}. {initialled.group(2)}" if initialled else name_as_printed(raw)[0]
        if _of_somebody(raw, people.printed):
            name = ""
    elif not (subject and _of_somebody(raw, people.printed)):
        name = personal_name(raw, people.printed, subject)
        if case == "gent" and name and name == raw.split()[-1]:
            name = of_whom(name)
    heads = [fold(w) for w in WORD.findall(raw)]
    if not name:
        return _nameless(people, raw, heads, case)
    addressed = _addressed(people, name)
    if addressed is not None:
        return addressed
    for person in reversed(people.by_last.get(last(name), [])):
        if _one_person(name, person.name):
            if person.known is None:
                person.name = max(person.name, name, key=len)
            elif fuller(name, person.name) and name not in person.aliases and not person.is_not(name):
                person.aliases.append(person.name)
                person.name = name
            break
    else:
        options = people.names.full.get(last(name))
        if len(name.split()[0].rstrip(".")) == 1:
            name = _spelled(people, name)
        elif " " not in name and options:
            name = _fullest(people, options, name)
        person = Person(name, gender=gender_of(name))
        people.add(person)
    person.gender = person.gender or gender_of(person.name)
    if not person.role:
        person.role = role_before(" ".join(name_as_printed(raw)[1]), case)
    return person


def _one_person(name: str, other: str) -> bool:
    """Whether two names of one surname may be one person's: the same given name, its initial, or none.

    A given name that no dictionary has may have kept an ending: "Сиссок" and "Сиссоку".
    """
    mine, theirs = name.split(), other.split()
    if len(mine) == 1 or len(theirs) == 1:
        return True
    if other_middle(name, other):
        return False
    one, two = sorted((fold_case(mine[0]), fold_case(theirs[0])), key=len)
    ending = not (given_gender(one) or given_gender(two)) and len(one) > 2 and len(two) - len(one) < 3
    return one == two or two.startswith(one) if len(one) == 1 or ending else one == two


def _addressed(people: People, name: str) -> Person | None:
    """Who in the text is meant by given name and patronymic alone: the one whom it fits.

    Only where the patronymic is printed with the surname, or somebody in a talk is called so: another may have the
    same given name.
    """
    if not by_father(name):
        return None
    given = name.split()[0]
    gender = gender_of(name)
    called = bool(people.labels) and re.search(rf"\b{name}[,!]", people.text) is not None
    fitting = [
        person
        for person in people.people
        if person.seen
        and not person.body
        and " " in person.name
        and fold_case(person.name.split()[0]) in (fold_case(given), fold_case(given[0]))
        and person.gender in ("", gender)
        and (called or _fathered(people.text, name, person))
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fathered(text: str, name: str, person: Person) -> bool:
    """Whether given name and patronymic stand beside the surname of somebody, in any case."""
    given, father = name.split()
    both = rf"{given[:-1]}\w* {father[:-2]}\w*"
    surname = rf"{re.escape(person.name.split()[-1][:_STEM])}\w*"
    pattern = re.compile(rf"\b(?:{both} {surname}|{surname} {both})", re.IGNORECASE)
    return any(pattern.search(where) for where in (person.name, *person.aliases, text[:400_000]))


def _both(people: People, raw: str, case: str) -> str:
    """The names of two who speak together: "министр Лавров и глава ЦБ Набиуллина"; "" where one or none is named."""
    one, _, other = raw.partition(" и ")
    if not other or " и " in other:
        return ""
    seen = people.printed or frozenset()
    first, second = (personal_name(part, seen, case == "nomn") for part in (one, other))
    ending = one.split()[-1]
    if not first and case == "nomn" and ending[0].isupper() and not ending.isupper() and may_stand(ending):
        first = ending
    alone = len(first.split()) == len(one.split())
    if not first or not second or not (alone or any(r.name for r in readings(fold_case(first.split()[-1])))):
        return ""
    if case == "gent":
        first, second = (of_whom(n) if n == part.split()[-1] else n for n, part in ((first, one), (second, other)))
    return f"{first} и {second}"


def _fullest(people: People, options: Counter[str], name: str) -> str:
    """The full name that the text prints for a surname, without what else stands with a capital before it."""
    for full, _ in options.most_common(3):
        made = personal_name(full, people.printed or frozenset())
        if made.split()[-1:] == [name] and " " in made:
            return made
    return name


def notice(people: People, span: Span) -> None:
    """Takes up somebody the text speaks about without a statement of theirs: a later pronoun or role may mean them."""
    raw = people.text[slice(*span)]
    if len(raw) > 160 or fold(raw) in words()["pronouns"]:
        return
    if people.printed is None:
        people.printed = frozenset(WORD.findall(people.text[:400_000]))
    heads = [fold(w) for w in WORD.findall(raw)]
    name = personal_name(raw, people.printed, True)
    last_word = fold_case(name.split()[-1]) if name else ""
    named = bool(name) and (not is_known(last_word) or any(r.name for r in readings(last_word)))
    telling = named or {b for h in heads[:3] for b in bases(h)} & (words()["bodies"] | words()["generic"])
    first = next(iter(WORD.findall(raw)), "")
    if telling or (first.isupper() and len(first) > 1) or _organisation(heads):
        person = resolve(people, raw, span[0])
        if person is not None:
            people.prefer(person)


def _headed(heads: list[str]) -> list[str]:
    """The words of a phrase up to its first noun, which may be a body's: not "суда" in "проводки судов"."""
    n = next((n for n, h in enumerate(heads[:3]) if is_noun(h)), 2)
    return heads[: n + 1]


def _inanimate(heads: list[str]) -> bool:
    """Whether a phrase is about a thing, of which nobody says "he" or "they said"."""
    first = next((readings(h)[0] for h in heads[:4] if is_noun(h)), None)
    return first is not None and first.pos == "NOUN" and not first.animate and not first.name


def _organisation(heads: list[str]) -> bool:
    return any("Orgn" in p.tag for h in heads[:1] for p in parses(h)[:1])


def _nameless(people: People, raw: str, heads: list[str], case: str) -> Person | None:
    """A role, a body or a document: one spoken of before, else a new one, its head brought to the nominative.

    None for what names nobody: "мы", "ваша", "вы в прошлом году".
    """
    lists = words()
    if heads[:1] and (heads[0] in lists["own"] or all(nobodys(h) for h in heads)):
        return None
    owner = heads[0] in lists["theirs"] if heads else False
    if owner and {b for h in heads[1:] for b in bases(h)} & lists["documents"]:
        for person in reversed(people.recent):
            if person.body:
                return person
    head = next((h for h in heads if h in lists["again"] or h in lists["roles"]), "") or _base_role(heads)
    if head:
        found = _holder(people, heads, head)
        if found is not None:
            return found
    name = in_nominative(raw, case)
    marked = _MARKED.search(raw)
    if marked and head == "" and len(heads) <= 4:
        known = people.by_alias.get(plain(marked.group(1)))
        if known is not None:
            return known
    known = people.by_alias.get(plain(name))
    if known is not None:
        return known
    headed = {base for h in _headed(heads) for base in bases(h)}
    body = not head and (
        bool(headed & (lists["bodies"] | lists["documents"] | lists["generic"]))
        or marked is not None
        or name.isupper()
        or raw.isascii()
        or _organisation(heads)
    )
    if body and len(heads) == 1:
        for person in reversed(people.recent):
            generic = headed & lists["generic"] and (person.name[:1].isupper() or not headed & lists["named"])
            if person.body and (stems(name) & stems(person.name) or generic):
                return person
    plural = bool(heads) and all(r.plural for r in in_case(heads[0], "nomn")) and bool(in_case(heads[0], "nomn"))
    thing = not body and not head and _inanimate(heads)
    person = Person(name, body=body, plural=plural and not body and not thing)
    if heads:
        gender = next((r.gender for r in in_case(heads[0], "nomn")), "")
        person.gender = "it" if thing else {"f": "she", "m": "he"}.get(gender, "")
    people.add(person)
    return person


def _base_role(heads: list[str]) -> str:
    """The role in a phrase that stands in another case ("дипломата")."""
    lists = words()
    for h in heads[:4]:
        if not any(not r.plural for r in readings(h)):
            continue
        for base in bases(h):
            if base in lists["again"] or base in lists["roles"]:
                return base
    return ""


def _holder(people: People, heads: list[str], head: str) -> Person | None:
    """Who was last spoken of with the role ``head``; with nothing else in the phrase, whoever was spoken of last."""
    own = {h[:_STEM] for h in heads if len(h) > 2} - {head[:_STEM]} - _VAGUE
    called = {head[:_STEM]} | {words().heads[h][:_STEM] for h in heads if head == "глава" and h in words().heads}
    if head == "глава" and any(h.startswith("мин") and len(h) > 4 for h in heads):
        called.add("минис")
    if len(called) > 1:
        own = set()
    best: tuple[int, int] = (0, 0)
    found: Person | None = None
    for n, person in enumerate(people.recent):
        theirs = stems(person.role or (person.name if person.name[:1].islower() else ""))
        if person.body or person.plural or not called & theirs:
            continue
        rest = theirs - called
        if own and rest and not own & rest:
            continue
        score = (1 + len(own & rest), n + 1)
        if score > best:
            best, found = score, person
    if found is not None or (own and head not in words()["kinds"]) or head not in words()["again"] | words()["kinds"]:
        return found
    gender = {"f": "she"}.get(next((r.gender for r in in_case(head, "nomn") if r.pos == "NOUN"), ""), "")
    for person in reversed(people.recent):
        if not person.body and not person.plural and (not gender or person.gender in ("", gender)):
            return person
    return None


_VAGUE = frozenset(w[:_STEM] for w in ("сам", "сама", "этот", "наш", "который", "официальный", "бывший", "там"))


def _spelled(people: People, name: str) -> str:
    """A Russian name with an initial as the text spells it elsewhere: "В. Путин" as "Владимир Путин"."""
    key = last(name)
    if people.pairs is None:
        people.pairs = {}
        for m in _PAIR.finditer(people.text[:400_000]):
            people.pairs.setdefault((m.group(1)[0], fold(m.group(2))[:3]), {})[f"{m.group(1)} {m.group(2)}"] = None
    for full in list(people.pairs.get((name[0], fold(key)[:3]), ()))[:20]:
        spelled = nominative(full, people.printed or frozenset())
        if last(spelled) == key:
            return spelled
    return name
