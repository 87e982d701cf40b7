"""Who a mention is: surnames, roles and pronouns brought to one person or body.

Works on one document in reading order, starting from the workspace's known speakers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.finding.lexicon import Lexicon
from briefing.records import IdFactory, Span, Speaker

_NAME = re.compile(
    r"[A-ZÀ-ÞА-ЯЁ][\w’'.-]*(?:[ \u00a0](?:(?:de|la|van|von|der|bin|al|el|di|da|du)[ \u00a0])*[A-ZÀ-ÞА-ЯЁ][\w’'.-]*)+"
)
_WORD = re.compile(r"[^\W_](?:[^\W_]|['’.\-](?=[^\W_]))*")


@dataclass
class Person:
    """Someone met in the document."""

    name: str
    known: Speaker | None = None
    aliases: list[str] = field(default_factory=list)
    role: str = ""
    body: bool = False
    gender: str = ""
    seen: int = -1
    mention: Span | None = None
    id: str = ""


def last(name: str) -> str:
    """The word a name is known by, in small letters."""
    parts = [p for p in _WORD.findall(name) if p.lower().rstrip(".") not in ("jr", "sr", "iii", "ii")]
    word = parts[-1] if parts else name
    return word.lower().removesuffix("'s").removesuffix("’s")


class People:
    """All persons and bodies of one document."""

    def __init__(self, text: str, speakers: Sequence[Speaker], words: Lexicon) -> None:
        self.text = text
        self.words = words
        self.people: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.by_alias: dict[str, Person] = {}
        self.full: dict[str, list[str]] = {}
        for s in speakers:
            person = Person(s.name, s, list(s.aliases), s.role, s.is_body, id=s.id)
            self._index(person)
        for m in _NAME.finditer(text):
            self._note_full(m.group())
        self.recent: list[Person] = []

    def _index(self, person: Person) -> None:
        self.people.append(person)
        self.by_last.setdefault(last(person.name), []).append(person)
        for alias in (person.name, *person.aliases):
            self.by_alias.setdefault(alias.lower(), person)

    def _note_full(self, run: str) -> None:
        parts = run.replace("\u00a0", " ").split()
        while parts and parts[0].lower().rstrip(".") in self.words.titles | self.words.determiners | self.words.days:
            parts.pop(0)
        while parts and parts[-1].endswith(("'s", "’s")) and len(parts[-1]) > 2:
            parts[-1] = parts[-1][:-2]
        parts = [p.rstrip(".") if len(p) > 3 else p for p in parts]
        if 2 <= len(parts) <= 4:
            self.full.setdefault(last(parts[-1]), []).append(" ".join(parts))

    def resolve(self, span: Span) -> Person | None:
        """The person a mention means; None when nothing tells."""
        raw = self.text[span[0] : span[1]].strip()
        low = raw.lower()
        if low in ("he", "she", "they", "it", "who", "i", "we", "you"):
            person = self._pronoun(low)
        elif low in self.by_alias and not low.startswith(("the spokes", "a spokes")):
            person = self.by_alias[low]
        else:
            person = self._phrase(raw)
        if person is not None:
            person.seen = span[0]
            person.mention = span
            if raw.lower() not in ("he", "she", "they", "it", "who", "i", "we", "you"):
                if raw != person.name and raw not in person.aliases and len(raw) < 120:
                    person.aliases.append(raw)
            if person in self.recent:
                self.recent.remove(person)
            self.recent.append(person)
        return person

    def notice(self, span: Span) -> None:
        """A person the text speaks about without quoting them: later pronouns may mean them."""
        raw = self.text[span[0] : span[1]]
        name = self._proper(raw.split(",")[0])
        for person in reversed(self.by_last.get(last(name), [])) if name else ():
            self.prefer(person)
            return

    def prefer(self, person: Person) -> None:
        """Makes a person the one that was spoken of last."""
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)

    def _pronoun(self, low: str) -> Person | None:
        for person in reversed(self.recent):
            if low in ("he", "she") and (person.body or (person.gender and person.gender != low)):
                continue
            if low == "it" and not person.body:
                continue
            if low in ("he", "she") and not person.gender:
                person.gender = low
            return person
        return None

    def _phrase(self, raw: str) -> Person | None:
        words = _WORD.findall(raw.replace("’s", "'s"))
        if not words:
            return None
        head = raw.split(",")[0]
        name = self._proper(head) or self._proper(raw)
        lows = [w.lower() for w in words]
        gender = (
            "he"
            if any(w in self.words.male for w in lows)
            else "she"
            if any(w in self.words.female for w in lows)
            else ""
        )
        roles = [w for w in lows if w in self.words.roles]
        if name:
            return self._named(name, raw, gender, roles)
        if roles or lows[-1] in self.words.bodies:
            return self._by_role(raw, lows, roles, gender)
        return self._new(raw, not roles and (words[-1][0].isupper() or lows[-1] in self.words.bodies), gender)

    def _proper(self, phrase: str) -> str:
        """The personal name at the end of a phrase, without titles and roles."""
        parts = phrase.replace("\u00a0", " ").split()
        tail: list[str] = []
        for part in reversed(parts):
            bare = part.strip("()[],.'’\"“”")
            if not bare or not bare[0].isupper() or part.endswith(("'s", "’s")):
                break
            if bare.lower() in self.words.titles | self.words.determiners | self.words.roles | self.words.bodies:
                break
            tail.insert(0, bare)
        return " ".join(tail)

    def _named(self, name: str, raw: str, gender: str, roles: list[str]) -> Person:
        key = last(name)
        parts = name.split()
        for person in reversed(self.by_last.get(key, [])):
            if len(parts) == 1 or person.name.split()[0] == parts[0] or len(person.name.split()) == 1:
                if gender and not person.gender:
                    person.gender = gender
                if len(parts) > len(person.name.split()) and len(person.name.split()) == 1 and person.known is None:
                    person.name = name
                self._learn(person, raw, name, roles)
                return person
        options = self.full.get(key, [])
        if len(parts) == 1 and options:
            name = max(set(options), key=lambda o: (options.count(o), len(o)))
        elif len(parts) > 3 and options:
            name = min((o for o in options if name.endswith(o)), key=len, default=name)
        body = not roles and parts[-1].isupper() and len(parts) == 1
        person = Person(name, gender=gender, body=body)
        self._learn(person, raw, name, roles)
        self._index(person)
        return person

    def _learn(self, person: Person, raw: str, name: str, roles: list[str]) -> None:
        if roles and not person.role:
            before = raw.split(name.split()[-1])[0].replace(name.split()[0], "").strip(" ,")
            person.role = before or roles[0]

    def _by_role(self, raw: str, lows: list[str], roles: list[str], gender: str) -> Person:
        head = lows[-1] if lows[-1] in self.words.roles | self.words.bodies else (roles or lows)[-1]
        plural = head.endswith("s") and head != "press"
        if not plural and lows[0] not in ("a", "an", "one", "another") and head in self.words.roles:
            for person in reversed(self.recent):
                if not person.body and head in person.role.lower().split():
                    return person
            for person in reversed(self.recent):
                if not person.body and not person.role and person.name[0].isupper():
                    return person
        return self._new(raw, head in self.words.bodies, gender)

    def _new(self, raw: str, body: bool, gender: str) -> Person:
        name = raw[4:] if raw.lower().startswith("the ") else raw
        known = self.by_alias.get(raw.lower()) or self.by_alias.get(name.lower())
        if known:
            return known
        person = Person(name, body=body, gender=gender)
        self._index(person)
        return person

    def changed(self, ids: IdFactory) -> list[Speaker]:
        """New speakers, and known ones with new aliases."""
        out = []
        for person in self.people:
            if person.seen < 0:
                continue
            if person.known is None:
                person.id = person.id or ids()
                out.append(
                    Speaker(
                        id=person.id,
                        name=person.name,
                        aliases=tuple(person.aliases),
                        role=person.role,
                        is_body=person.body,
                    )
                )
            elif set(person.aliases) - set(person.known.aliases):
                out.append(
                    Speaker(
                        id=person.id,
                        name=person.known.name,
                        aliases=tuple(person.aliases),
                        organisation=person.known.organisation,
                        role=person.known.role or person.role,
                        is_body=person.known.is_body,
                    )
                )
        return out
