"""Whose a role is: the country, portfolio, body and person in "the Ukrainian foreign minister" and "Holt's lawyer".

Knows phrases only; ``people`` asks whether two of them may be said of one person.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from typing import NamedTuple

from briefing.finding.lexicon import Lexicon, data

STEM = 5
"""Letters by which a body and what is of it are alike: "Israel", "Israeli"."""
HEADS = frozenset({"president", "leader", "premier", "chancellor", "king", "queen", "minister"})
MINISTERS = frozenset({"minister", "ministers", "secretary", "undersecretary", "ministry"})
_WORD = re.compile(r"[^\W_]++(?:\.[^\W_]++)*+")
_PARTY = re.compile(r"\b[RDI]-(?=[A-Z])")
_OWNER = re.compile(r"([^\W_][\w.-]*)['’]s? (?=\S)|([^\W_]*s)['’] (?=\S)")
_FOR = re.compile(
    r"\b(?:lawyer|attorney|wife|husband|aide|assistant|agent|widow)s? (?:for|of|to) (?:[A-Z][\w-]* ){0,3}([A-Z][\w-]*)"
)


class Scope(NamedTuple):
    """What a phrase says of whose its role is; each empty where it says nothing."""

    countries: frozenset[str]
    portfolios: frozenset[str]
    bodies: frozenset[str]
    owner: str
    """The last word before the apostrophe, in small letters: "holt" in "Anna Holt's lawyer"."""
    sorts: frozenset[str]
    """The bodies' words that are their sort's: "commission" in "the European Commission president"."""

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return any(self)


class _Tables(NamedTuple):
    country: re.Pattern[str]
    countries: dict[str, str]
    seat: re.Pattern[str]
    seats: dict[str, str]
    portfolios: frozenset[str]
    idle: frozenset[str]
    short: dict[str, frozenset[str]]


def _any(names: dict[str, str]) -> re.Pattern[str]:
    """A pattern of all the names, the longest first."""
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.I)


@cache
def _tables() -> _Tables:
    read = tomllib.loads(data("holders.toml"))
    lines = [line.split() for line in read["countries"].split("\n") if line]
    countries = {name.replace("_", " "): line[0] for line in lines for name in line}
    seats = {line.split()[0].replace("_", " "): line.split()[1] for line in read["seats"].split("\n") if line}
    short = {line.split()[0]: frozenset(line.split()[1:]) for line in read["short"].split("\n") if line}
    portfolios, idle = (frozenset(read[name].split()) for name in ("portfolios", "idle"))
    return _Tables(_any(countries), countries, _any(seats), seats, portfolios, idle, short)


def short_roles(title: str) -> frozenset[str]:
    """The roles a short title in small letters stands for: "sen" is a senator."""
    return _tables().short.get(title.rstrip("."), frozenset())


def is_country(name: str) -> bool:
    """Whether a name is a country's or its seat's, and nobody's who is "he" or "she"."""
    return any(table.fullmatch(name.removeprefix("the ")) for table in (_tables().country, _tables().seat))


@lru_cache(maxsize=1 << 12)
def scope(phrase: str, words: Lexicon) -> Scope:
    """What ``phrase``, a role as printed, says of whose it is."""
    tables = _tables()
    named = [tables.countries[m.group().lower()] for m in tables.country.finditer(phrase)]
    named += [tables.seats[m.group().lower()] for m in tables.seat.finditer(phrase)]
    rest = _WORD.findall(tables.country.sub(" ", _PARTY.sub("", phrase)).replace("'s", "").replace("’s", ""))
    lows = {word.lower() for word in rest}
    of: set[str] = set()
    if not MINISTERS.isdisjoint(lows):
        of = lows & (words.portfolios | tables.portfolios)
    bodies = {w.lower() for w in rest if w[0].isupper() and words.says_who(w.lower())} - tables.idle - of
    bodies = {w.replace(".", "") for w in bodies}
    owner = _owner(phrase, words)
    return Scope(
        frozenset(named),
        frozenset(w.replace("defence", "defense").replace("labour", "labor") for w in of),
        frozenset(bodies - words.bodies or bodies) - {owner},
        owner,
        frozenset(bodies & words.bodies),
    )


def _owner(phrase: str, words: Lexicon) -> str:
    """Whose wife, lawyer or aide a phrase names; "" where that is a country or nobody."""
    owned = _OWNER.search(phrase) or _FOR.search(phrase)
    printed = next((w for w in owned.groups() if w), "") if owned else ""
    owner = printed.lower()
    if owner in words.joining or _tables().country.fullmatch(owner):
        return ""
    person = printed[:1].isupper() or owner in words.roles - words.bodies
    return owner if person else ""  # "the company's chief" is the chief of the one spoken of


def another(mention: Scope, role: Scope) -> bool:
    """Whether who has ``role`` is not whom ``mention`` means: another country, portfolio, body or employer."""
    heads = mention.owner in HEADS and bool(role.countries)  # "the Russian leader's spokesman" is the Kremlin's
    if mention.owner and mention.owner != role.owner and not heads and not _alike({mention.owner}, role.bodies):
        return True
    if (mention.bodies and mention.bodies <= role.sorts) or (role.bodies and role.bodies <= mention.sorts):
        role = role._replace(bodies=frozenset())
    return any(ours and theirs and not _alike(ours, theirs) for ours, theirs in zip(mention[:3], role[:3], strict=True))


def _alike(ours: frozenset[str] | set[str], theirs: frozenset[str] | set[str]) -> bool:
    """Whether two sets have a word in common, or the beginnings of two: "Fed", "Federal"; or letters for words."""
    letters = {"".join(sorted(w[0] for w in one)) for one in (ours, theirs)}
    return any(a[:STEM].startswith(b[:STEM]) or b[:STEM].startswith(a[:STEM]) for a in ours for b in theirs) or any(
        "".join(sorted(w.replace(".", ""))) in letters for one in (ours, theirs) for w in one
    )
