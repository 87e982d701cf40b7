"""One person or body as the finder knows it while it reads a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from briefing.finding.holders import is_country, short_roles
from briefing.finding.lexicon import Lexicon
from briefing.finding.names import plain, strip_titles, titled_name
from briefing.records import IdFactory, Span, Speaker

RANKED = frozenset("former senior emeritus acting deputy chief federal special".split())  # noqa: SIM905
"""Words before a role that name no body."""
MINISTERS = frozenset({"minister", "secretary", "undersecretary"})
_DEMONYM = re.compile(r"(?:[iey]an|ish|ese|rican|xican|uban|German|French|Dutch|Greek|Iraqi|Israeli|stani)$")
"""A country's adjective, which names no body: "Russian", "British"."""


@dataclass(eq=False)
class Person:
    """Someone met in the document; ``known`` is their record in the workspace."""

    name: str
    known: Speaker | None = None
    aliases: list[str] = field(default_factory=list)
    role: str = ""
    organisation: str = ""
    body: bool = False
    plural: bool = False
    gender: str = ""
    guessed: bool = False
    """Whether nothing but a pronoun told the gender just now."""
    seen: bool = False
    mention: Span | None = None
    id: str = ""
    office: str = ""
    """The role by which alone somebody unnamed is known."""

    def role_words(self) -> set[str]:
        """The words of the role and organisation, in small letters."""
        words = f"{self.role or self.office} {self.organisation}".lower().replace("’s", "").replace("'s", "").split()
        return {w.strip(",.()") for w in words}

    def is_not(self, raw: str) -> bool:
        """Whether an analyst said that these words do not mean them."""
        return self.known is not None and plain(raw) in {plain(name) for name in self.known.never}

    def holds(self, head: str) -> bool:
        """Whether ``head`` names the role itself: an adviser of the president is not the president."""
        own = {w.strip(",.()") for w in (self.role or self.office).lower().split() if not w.endswith(("'s", "’s"))}
        return head in own or any(head in short_roles(w) for w in own)

    def learn(self, raw: str, name: str, words: Lexicon) -> None:
        """Reads role, organisation, gender and sort from a phrase that names the person."""
        lows = [w.strip("(),.").lower() for w in raw.split()]
        if not self.gender:
            given = name.split()[0].lower() if " " in name else ""
            if any(w in words.male for w in lows) or given in words.given_male:
                self.gender = "he"
            elif any(w in words.female for w in lows) or given in words.given_female:
                self.gender = "she"
        titled = titled_name(raw, words)
        if titled is not None and titled.name == name and not self.role:
            self.role = titled.role[:80]
            self.organisation = self.organisation or titled.organisation[:60]
        printed = name if name in raw else name.split()[-1]
        described = strip_titles(raw.replace(printed, " ").replace(" ,", ",").strip(" ,"))
        if not self.role and any(
            w.removesuffix("'s") in words.roles or short_roles(w) for w in described.lower().replace(",", " ").split()
        ):
            self.role = described[:80]
            self.organisation = self.organisation or _organisation(described, words)
        alone = raw in (name, "the " + name, "The " + name)
        if alone and not self.gender and not self.role:
            tail = lows[-1] if lows else ""
            if tail in words.roles:
                return
            if (raw[:4].lower() == "the " and not tail.endswith("s")) or tail in words.bodies or name.isupper():
                self.body = True
            elif tail.endswith("s") and raw[:4].lower() == "the ":
                self.plural = True

    def speaker(self, ids: IdFactory) -> Speaker | None:
        """The record to save: a new speaker, or the known one with more aliases; None when nothing is new."""
        if self.known is None:
            self.id = self.id or ids()
            return Speaker(
                id=self.id,
                name=self.name,
                aliases=tuple(self.aliases),
                organisation=self.organisation,
                role=self.role,
                is_body=self.body,
            )
        if self.name == self.known.name and set(self.aliases) <= set(self.known.aliases):
            return None
        return msgspec.structs.replace(
            self.known,
            name=self.name,
            aliases=tuple(self.aliases),
            organisation=self.known.organisation or self.organisation,
            role=self.known.role or self.role,
        )


def _organisation(role: str, words: Lexicon) -> str:
    """The body a role belongs to: "Kremlin" in "Kremlin spokesman", "NATO" in "secretary general of NATO"."""
    parts = role.replace(",", " ").split()
    for n, part in enumerate(parts):
        if part.lower() in ("of", "for", "at", "from") and n + 1 < len(parts):
            rest = [p for p in parts[n + 1 :] if p.lower() != "the"]
            if rest and rest[0][0].isupper():
                return " ".join(rest)[:60]
    lead: list[str] = []
    for part in parts:
        bare = part.removesuffix("'s").removesuffix("’s")
        if bare.lower() in words.roles or bare.lower() in words.titles:
            if bare.lower() in MINISTERS:
                lead = [word for word in lead if word.lower() not in words.portfolios]
            if bare.lower() == "minister" and not is_country(" ".join(lead)):
                lead = []  # what is not the country's is the portfolio's
            break
        if bare[:1].isupper() and bare.lower() != "the":
            lead.append(bare)
    only = len(lead) == 1 and (_DEMONYM.search(lead[0]) or lead[0].lower() in RANKED)
    return "" if only else " ".join(lead)[:60]
