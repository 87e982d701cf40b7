"""Who a mention is: surnames, roles, acronyms and pronouns brought to one person or body.

Works on one document in reading order, starting from the workspace's known speakers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches

from briefing.finding.aliases import LONGEST_ALIAS, telling
from briefing.finding.authors import owner, sender
from briefing.finding.groups import several, thing
from briefing.finding.holders import Scope, another, is_country, scope
from briefing.finding.labels import calm, shorter
from briefing.finding.lexicon import Lexicon
from briefing.finding.names import WORD, described, fuller, last, name_in, plain, strip_titles
from briefing.finding.persons import Person
from briefing.finding.printed import RANKS, Printed
from briefing.finding.spelling import other_middle
from briefing.records import IdFactory, Span, Speaker

PRONOUNS = frozenset(
    {"he", "she", "they", "it", "who", "i", "we", "you", "his", "her", "their", "its", "him", "them", "there"}
)
NOBODY = frozenset({"i", "we", "you", "let me", "let us", "this", "that", "these", "those", "all this", "one"})
"""What names nobody the text spoke of: its author, its readers, things."""
RUSSIAN_PRONOUNS = {"он": "he", "она": "she", "они": "they", "оно": "it", "его": "his", "её": "her", "ее": "her"}
RUSSIAN_PRONOUNS |= {"их": "their", "там": "there", "здесь": "there"}
GENDER = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
LEADING = ("president", "chancellor", "premier", "king", "queen")
"""Whom "the Russian leader" and "the head of state" may mean."""
PAPERS = frozenset({"newspaper", "paper", "daily", "magazine", "tabloid"})
_OF_NAME = re.compile(r"\b(?:of|from) (?:the |a |an )?((?:[A-Z][\w’'-]* ?){2,7})(?<! )")
_APPOSITION = re.compile(r",\s+((?:the |a |an )?[^,;:.()\n\"“”]{4,90}),")
_ANY = frozenset({"a", "an", "one", "another", "some", "many"})
"""Words before a role that mean nobody named."""


class People:
    """All persons and bodies of one document."""

    def __init__(
        self, text: str, speakers: Sequence[Speaker], words: Lexicon, title: str = "", russian: bool = False
    ) -> None:
        """``title`` is the headline, which ``text`` need not hold; who has a role there has it first."""
        self.text = text
        self.title = title
        self.russian = russian
        self.words = words
        self.people: list[Person] = []
        self.by_last: dict[str, list[Person]] = {}
        self.by_alias: dict[str, Person] = {}
        self.recent: list[Person] = []
        self.labels: frozenset[str] = frozenset()
        """The labels of a transcript's turns."""
        self.printed: frozenset[str] | None = None
        """The words of a Russian text, read when a Russian name is met."""
        self.pairs: dict[tuple[str, str], dict[str, None]] | None = None
        """Two capitalised words side by side in a Russian text, by the first letter and the beginning of the second."""
        for s in speakers:
            self.add(Person(s.name, s, list(s.aliases), s.role, s.organisation, s.is_body, id=s.id))
        self.names = Printed(text, title, words)

    def add(self, person: Person) -> None:
        """Takes up somebody new."""
        self.people.append(person)
        if not person.plural and not described(person.name):
            self.by_last.setdefault(last(person.name), []).append(person)
        for alias in (person.name, *(a for a in person.aliases if telling(a, self.words))):
            self.by_alias.setdefault(plain(alias), person)

    def resolve(self, span: Span, label: bool = False) -> Person | None:
        """The person a mention means, or the ``label`` of a turn; None when nothing tells."""
        raw = " ".join(self.text[span[0] : span[1]].split())
        low = RUSSIAN_PRONOUNS.get(raw.lower(), raw.lower())
        if low in NOBODY or low.endswith(" of whom"):
            return None
        if low in PRONOUNS:
            person = self._pronoun(low)
            if person is None or (GENDER.get(low) == "she" and person.guessed):
                person = self._named_before(low, span[0]) or person
        else:
            person = self._alias(raw) or self._phrase(raw, span[0], label)
        if person is not None:
            person.seen = True
            person.mention = span
            if low not in PRONOUNS:
                self._spell(person)
                self._remember(person, raw)
                m = None if person.body else _APPOSITION.match(self.text, span[1], span[1] + 160)
                if m:
                    if not self.russian and " " in (called := strip_titles(m.group(1))) and telling(called, self.words):
                        self.by_alias.setdefault(plain(called), person)  # "an Oregon Democrat" is who comes again
                    if not person.role:
                        person.learn(f"{person.name}, {m.group(1)}", person.name, self.words)
            self.prefer(person)
        return person

    def _alias(self, raw: str) -> Person | None:
        """The person known by exactly these words; a role may have passed to somebody named in this text."""
        person = self.by_alias.get(plain(raw))
        if person is None or person.known is None or person.seen or name_in(raw, self.words):
            return person
        lows = [w.lower() for w in WORD.findall(raw)]
        holder = self._holder(lows, self._head(lows), scope(raw, self.words))
        return holder if holder is not None and not holder.is_not(raw) else person

    def _spell(self, person: Person) -> None:
        """Gives somebody known by a surname alone the full name that this text prints."""
        if person.known is None or person.body or " " in person.name or self.russian:
            return
        options = self.names.full.get(last(person.name), Counter()).most_common(1)
        for name, _ in options:
            if fuller(name, person.name) and name not in person.aliases and not person.is_not(name):
                person.aliases.append(person.name)
                person.name = name

    def _remember(self, person: Person, raw: str) -> None:
        alias = raw.split(", ")[0] if len(raw) > 60 else raw
        known = (person.name, *person.aliases)
        head = self._head([w.lower() for w in WORD.findall(alias)])
        if head in self.words.issued or head in self.words.speech_nouns:
            return
        if alias in known or len(alias) > LONGEST_ALIAS or not telling(alias, self.words):
            return
        if not person.is_not(alias):
            person.aliases.append(alias)

    def notice(self, span: Span) -> None:
        """A person the text speaks about without quoting them: later pronouns may mean them."""
        raw = " ".join(self.text[span[0] : span[1]].split())
        name = name_in(raw, self.words)
        lows = [w.lower() for w in WORD.findall(raw.split(",")[0])]
        if (
            not name
            and not self.russian
            and lows
            and self._head(lows) in self.words.roles
            and not lows[-1].endswith("s")
        ):
            person = self._phrase(raw, span[0])
            if person is not None:
                self.prefer(person)
            return
        if not name or several(raw, self.names.full, self.words):
            return
        for person in reversed(self.by_last.get(last(name), [])):
            self.prefer(person)
            return
        known = " " in name or raw == name or raw.split()[0].rstrip(".").lower() in self.words.titles
        if last(name) in self.names.inner or (known and last(name) in self.names.full):
            self.prefer(self._named(name, raw))

    def personal(self, span: Span) -> bool:
        """Whether a phrase may be somebody's: it has a name, a pronoun, a role, or an owner."""
        raw = " ".join(self.text[span[0] : span[1]].split())
        lows = [w.lower() for w in WORD.findall(raw.split(",")[0])]
        if self.russian or not lows or lows[0] in PRONOUNS or "'s " in raw or "’s " in raw:
            return True
        return bool(name_in(raw, self.words)) or self._head(lows) in self.words.roles

    def prefer(self, person: Person) -> None:
        """Makes a person the one that was spoken of last."""
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)
        if len(self.recent) > 40:
            self.recent.pop(0)

    def defer(self, person: Person) -> None:
        """Makes a person the last that a pronoun may mean: nobody says "he" of themselves."""
        if person in self.recent:
            self.recent.remove(person)
            self.recent.insert(0, person)

    def _pronoun(self, low: str) -> Person | None:
        gender = GENDER.get(low)
        for person in reversed(self.recent):
            if gender:
                if person.body or person.plural or (person.gender and person.gender != gender):
                    continue
                person.guessed = not person.gender
                person.gender = gender
                return person
            if low in ("it", "its", "there") and not person.body:
                continue
            if low in ("they", "their", "them") and not (person.plural or person.body):
                continue
            return person
        if low == "it" and not self.russian:
            return next((p for p in reversed(self.recent) if self._no_person(p)), None)
        if self.russian and gender:
            return next((p for p in reversed(self.recent) if p.body and p.gender == gender), None)
        return None

    def _no_person(self, person: Person) -> bool:
        """Whether somebody met may be a body after all: no given name, no role and no "he" (Andes Copper)."""
        first = person.name.split()[0]
        named = first[:1].isupper() and first.lower() not in self.words.given
        return named and not person.gender and not person.role and not person.plural

    def _named_before(self, low: str, at: int) -> Person | None:
        """The person named last before a pronoun that nobody met so far fits; given names tell the gender."""
        gender = GENDER.get(low)
        if gender is None:
            return None
        right = self.words.given_male if gender == "he" else self.words.given_female
        name = self.names.given_before(at, right)
        return self._named(name, name) if name else None

    def _phrase(self, raw: str, at: int, label: bool = False) -> Person | None:
        if not WORD.search(raw):
            return None
        if self.russian:
            from briefing.finding import russian_people  # noqa: PLC0415 - only Russian text needs it

            return russian_people.resolve(self, raw, at, label)
        raw = calm(raw, self.text, self.words)
        if " and " in raw and several(raw, self.names.full, self.words):
            return self._new(" and ".join(name_in(one, self.words) for one in raw.split(" and ", 1)), "")
        lows = [w.lower() for w in WORD.findall(raw.split(",")[0])]
        head = self._head(lows)
        name = (shorter(raw, self.labels, self.words) if label else "") or name_in(raw, self.words)
        author = self._author(raw, lows, head, at)
        if author is not None:
            return author
        if head in PAPERS and lows in (["the", head], ["this", head]) and (paper := self.names.paper_before(at)):
            return self._new(paper, "newspaper")
        body = head in self.words.bodies and head not in self.words.documents
        if body and len(lows) > 1 and (not name or last(name) == head):
            return self._body(raw, lows, head, at)
        if name:
            return self._named(name, raw)
        plural = head.endswith("s") and head[:-1] in self.words.roles
        if head in self.words.roles - self.words.bodies and not plural and lows[0] not in _ANY:
            found = self._by_role(lows, head, at, scope(raw.split(",")[0], self.words))
            if found is not None:
                return found
            found = self._new(raw, head)
            if not found.plural and found.known is None:
                found.office, found.body = found.name, False
            return found
        if head in self.words.documents:
            return self._document(raw, lows, head)
        return self._new(raw, head)

    def _author(self, raw: str, lows: list[str], head: str, at: int) -> Person | None:
        """Whose words "his statement" and "Peskov's remarks" are, and who sent "the message"; or None."""
        if head not in self.words.issued and head not in self.words.speech_nouns:
            return None
        if name := owner(raw):
            noun = name.split()[-1]
            return self._phrase(name, at) if noun[0].isupper() or noun in self.words.able else None
        if lows[0] in GENDER or lows[0] in ("its", "their"):
            return self._pronoun(lows[0])
        alone = len(lows) < 3 or lows[2] in ("to", "of")
        if lows[0] not in ("the", "this") or not alone or head not in self.words.issued - self.words.documents:
            return None
        who = sender(self.title, self.text, at, head)
        return self._phrase(who, at) if who else None

    def _body(self, raw: str, lows: list[str], head: str, at: int) -> Person:
        """A body named in full; "the ministry" is the one spoken of last, if its name has all these words."""
        said = {w for w in lows if w not in self.words.determiners}
        for person in reversed(self.recent):
            theirs = [w.lower() for w in WORD.findall(person.name)]
            if person.body and self._head(theirs) == head and said <= set(theirs):
                return person
        return self._new(raw, head)

    def _document(self, raw: str, lows: list[str], head: str) -> Person:
        """A report, study or poll: "the report" is the one spoken of last, "results of the X Study" is the X Study."""
        m = _OF_NAME.search(raw)
        if m and last(m.group(1)) in self.words.documents:
            return self._new(m.group(1), last(m.group(1)))
        if lows[0] in ("the", "this", "that", "its", "their") and len(lows) <= 2:
            for person in reversed(self.recent):
                if person.body and set(person.name.lower().split()) & self.words.documents:
                    return person
        return self._new(raw, head)

    def _head(self, lows: list[str]) -> str:
        for n, low in enumerate(lows):
            if low in self.words.prepositions and n:
                return lows[n - 1]
        return lows[-1] if lows else ""

    def _named(self, name: str, raw: str) -> Person:
        key, parts = last(name), name.split()
        for person in self._namesakes(key, raw):
            theirs = person.name.split()
            alike = theirs[0].rstrip(".") == parts[0].rstrip(".") or bool(set(parts[:-1]) & set(theirs[:-1]))
            if len(parts) == 1 or len(theirs) == 1 or (alike and not other_middle(name, person.name)):
                if fuller(name, person.name) and name not in person.aliases:
                    if person.known is not None:
                        person.aliases.append(person.name)
                    person.name = name
                person.learn(raw, name, self.words)
                return person
        if len(parts) == 1 and key not in self.names.full and key not in self.by_last and key in self.names.inner:
            return self._named(self.names.inner[key], raw)
        if len(parts) == 1 and key not in self.names.full:
            again = self._near(name, raw)
            if again is not None:
                return again
        options = self.names.full.get(key)
        if len(parts) == 1 and options:
            name = options.most_common(1)[0][0]
        elif len(parts) == 1 and name in self.names.long:
            name = self.names.long[name]
        person = Person(name, body=is_country(name))
        person.learn(raw, name, self.words)
        again = self.by_alias.get(plain(name))
        if again is not None:
            return again
        self.add(person)
        return person

    def _near(self, name: str, raw: str) -> Person | None:
        """Who was spoken of before whose first name this is, or whose surname is spelled nearly so."""
        for person in reversed(self.recent):
            if not person.body and not person.plural and " " in person.name and person.name.split()[0] == name:
                return person
        titled = raw.startswith(("Mr", "Ms", "Mrs", "Dr"))
        if not titled and len(name) < 6:
            return None
        near = get_close_matches(last(name), [last(p.name) for p in self.recent], 1, 0.87 if titled else 0.92)
        return self.by_last[near[0]][-1] if near and near[0] in self.by_last else None

    def _namesakes(self, key: str, raw: str) -> list[Person]:
        """Everybody of the last name ``key`` whom the courtesy title allows, the last spoken of first."""
        lows = {w.strip(".,").lower() for w in raw.split()}
        out = "she" if "mr" in lows else "he" if lows & {"mrs", "ms", "miss"} else ""
        order = {id(p): n for n, p in enumerate(self.recent)}
        fitting = [p for p in self.by_last.get(key, []) if not out or p.gender != out]
        return sorted(fitting, key=lambda p: -order.get(id(p), -1))

    def _holder(self, lows: list[str], head: str, of: Scope) -> Person | None:
        """Who was last spoken of with the role, best with the same words around it."""
        best: tuple[int, int] = (0, 0)
        found: Person | None = None
        modifiers = {w.removesuffix("'s").removesuffix("’s") for w in lows} - {head, "the", "of", "for"}
        for n, person in enumerate(self.recent):
            theirs = person.role_words()
            if person.body or person.plural or not person.holds(head) or RANKS.intersection(lows) != RANKS & theirs:
                continue
            if another(of, scope(f"{person.role or person.office}, {person.organisation}", self.words)):
                continue
            score = (1 + len(modifiers & theirs), n + 1)
            if score > best:
                best, found = score, person
        return found

    def _by_role(self, lows: list[str], head: str, at: int, of: Scope) -> Person | None:
        """The person a phrase like "the Kremlin spokesman" means; ``of`` is whose role it is."""
        found = self._holder(lows, head, of)
        if found is not None:
            return found
        name = self.names.holder(lows, head, at, of)
        if name:
            return self._named(name, name)
        for other in LEADING if head == "leader" or lows[-3:] == ["head", "of", "state"] else ():
            name = self.names.holder([w for w in lows if w not in ("leader", "head", "state")], other, at, of)
            if name:
                return self._named(name, name)
        if len(lows) <= 3 and not of and not head.endswith("s") and not self.text[at : at + 9].isupper():
            for person in reversed(self.recent):
                if not person.body and not person.plural and not person.role and person.name[:1].isupper():
                    return person
        return None

    def _new(self, raw: str, head: str) -> Person:
        name = raw.split(", ")[0] if len(raw) > 50 else raw
        name = name[4:] if name.lower().startswith("the ") else name
        known = self.by_alias.get(plain(name))
        if known:
            return known
        person = Person(
            name,
            body=head in self.words.bodies or head in self.words.documents or thing(raw, head, self.words),
            plural=(head.endswith("s") and head not in self.words.bodies) or several(raw, self.names.full, self.words),
        )
        person.learn(raw, name, self.words)
        self.add(person)
        return person

    def changed(self, ids: IdFactory) -> list[Speaker]:
        """New speakers, and known ones with new aliases; gives every one met an id."""
        out = []
        for person in self.people:
            if person.seen:
                speaker = person.speaker(ids)
                if speaker is not None:
                    out.append(speaker)
        return out
