"""Speakers who may be one: the same name in another script or spelling, a surname beside the full name.

Proposes only; who decides is the analyst, and what they refused (``Speaker.never``) is not proposed again.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz

from briefing.finding.known import refused, roles_fit
from briefing.finding.lexicon import data
from briefing.finding.names import same_name
from briefing.finding.spelling import CYRILLIC, called, other_script, skeleton, sound
from briefing.records import Speaker

MOST = 40
"""A surname that more speakers than this have is nobody's in particular."""
SURNAME = 0.5
"""So sure and less is what a surname alone tells."""
LIKE = 80
"""From this share of common letters on two given names may be one (``rapidfuzz.fuzz.ratio``)."""


class Pair(NamedTuple):
    """Two speakers who may be one, by id, and how sure that is: 1 for the same full name, less for a surname."""

    one: str
    other: str
    sure: float


class _Name(NamedTuple):
    """A personal name taken apart: whether in Cyrillic letters, and how given name and surname sound ("" for none)."""

    cyrillic: bool
    given: str
    surname: str
    given_bones: str
    bones: str


class _Look(NamedTuple):
    """What of a speaker is compared: personal names, the lines of the table they are in, and a body's name."""

    names: tuple[_Name, ...]
    groups: frozenset[int]
    body: str


def look_alikes(speakers: Iterable[Speaker]) -> list[Pair]:
    """The pairs of speakers who may be one, the surest first; each pair once, a surname only where one alone fits.

    Time grows with the number of speakers and of pairs of one surname.
    """
    groups: dict[str, dict[str, Speaker]] = {}
    for speaker in speakers:
        for shared in _keys(_look(speaker)):
            groups.setdefault(shared, {})[speaker.id] = speaker
    found: dict[tuple[str, str], float] = {}
    for group in groups.values():
        if 1 < len(group) <= MOST:
            for one, other in combinations(group.values(), 2):
                sure = likeness(one, other)
                if sure:
                    found[min(one.id, other.id), max(one.id, other.id)] = sure
    near: dict[str, set[str]] = {}
    for a, b in found:
        near.setdefault(a, {a}).add(b)
        near.setdefault(b, {b}).add(a)
    pairs = [Pair(*of, sure) for of, sure in found.items() if sure > SURNAME or _plain(near[of[0]] | near[of[1]], near)]
    return sorted(pairs, key=lambda pair: (-pair.sure, pair.one, pair.other))


def likeness(one: Speaker, other: Speaker) -> float:
    """How sure it is that two speakers are one, 0 to 1; the same whichever comes first, and 0 for one and the same."""
    if one.id == other.id or refused(one, other.name) or refused(other, one.name):
        return 0.0
    mine, theirs = _look(one), _look(other)
    if mine.groups & theirs.groups:
        return 0.9
    if mine.body or theirs.body:
        return 0.8 if mine.body == theirs.body else 0.0
    sure = max((_alike(a, b) for a in mine.names for b in theirs.names), default=0.0)
    if (
        sure
        and not other_script(one.name, other.name)
        and same_name(one.name, other.name)
        and not roles_fit(one, other)
    ):
        return 0.0
    return sure


def _alike(one: _Name, other: _Name) -> float:
    across = one.cyrillic != other.cyrillic
    heard = one.surname == other.surname
    if not heard and not (across and _by_ear(one, other)):
        return 0.0
    first, second = one.given, other.given
    if not first or not second:
        return SURNAME if heard else 0.3
    if first == second and len(first) > 1:
        return 1.0 if heard else 0.7
    if min(len(first), len(second)) == 1:
        return 0.6 if first[0] == second[0] else 0.0
    near = fuzz.ratio(first, second) >= LIKE or (across and one.given_bones == other.given_bones != "")
    return 0.7 if near and heard else 0.4 if near else 0.0


def _by_ear(one: _Name, other: _Name) -> bool:
    """Whether two surnames have the same consonants, three at least, and both or neither a woman's ending."""
    return len(one.bones) > 2 and one.bones == other.bones and one.surname.endswith("a") == other.surname.endswith("a")


def _plain(may_be: set[str], near: dict[str, set[str]]) -> bool:
    """Whether a surname alone means no two people: all whom it may mean may be one another as well."""
    return len(may_be) <= MOST and all(other in near[one] for one, other in combinations(may_be, 2))


@lru_cache(maxsize=1 << 15)
def _look(speaker: Speaker) -> _Look:
    table = _table()
    all_names = (speaker.name, *speaker.aliases)
    groups = frozenset(table[low] for name in all_names if (low := name.casefold().replace("ё", "е")) in table)
    if speaker.is_body:
        bare = speaker.name.casefold().replace("«", "").replace("»", "")
        return _Look((), groups, " ".join(sound(word) for word in bare.split()))
    return _Look(tuple(_names(speaker)), groups, "")


def _names(speaker: Speaker) -> Iterator[_Name]:
    """The personal names of a speaker: their name, and the first aliases that are full names."""
    for name in (speaker.name, *speaker.aliases[:20]):
        of = called(name)
        if of is not None and (of.given or name == speaker.name):
            sounds = sound(of.given), sound(of.surname), skeleton(of.given), skeleton(of.surname)
            yield _Name(bool(CYRILLIC.search(name)), *sounds)


def _keys(look: _Look) -> set[str]:
    """What a speaker shares with everybody they may be the same as."""
    people = {f"person {key}" for name in look.names for key in (name.surname, name.bones)}
    return people | {f"line {n}" for n in look.groups} | ({f"body {look.body}"} if look.body else set())


@cache
def _table() -> dict[str, int]:
    return {name: n for n, line in enumerate(tomllib.loads(data("bodies.toml"))["same"]) for name in line.split("|")}
