"""Whether a document is in the workspace already: in the same words, in other words of the same report, or elsewhere.

Knows what is there and what is about to come in. Sources are compared without being decoded whole: only a candidate's
text is read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefing.records import Source
from store.documents import Doc
from store.numbers import Numbers

if TYPE_CHECKING:
    from store.workspace import Workspace

SAME_PLACE = 0.2
"""The share of common wording from which a text of the same address or file is a new revision of it."""
SAME_TITLE = 0.4
"""The same for a text with the same title, outlet and date."""
EXCERPT = 0.25
"""A text with less than this share of another's runs, most of them the other's, is an excerpt, never its new text."""
SHORT = 120
"""Texts of fewer characters are not called reprints: a sentence alone is too easily the same."""
_DAYS = 7
_FAR = 100
_MOST = 2_000
"""So many of the latest sources of a week (of all, for one without a day) are compared with what comes in."""
_ALIKE = 20
"""So many of the newest sources that may be meant are compared word by word."""


class _Facts(msgspec.Struct):
    id: str
    title: str = ""
    outlet: str = ""
    address: str = ""
    origin: str = ""
    published: str | None = None
    text_hash: str = ""
    revised_by: str = ""
    reprint_of: str = ""
    metadata_from: dict[str, str] = {}


class _Text(msgspec.Struct):
    text: str = ""


_facts = msgspec.json.Decoder(_Facts)
_text = msgspec.json.Decoder(_Text)


class Reprinted(NamedTuple):
    """The first source of a report (its id), and how much of the wording is common."""

    first: str
    share: float


class _Alike(NamedTuple):
    """A source, by its number, that has wording in common with another: of the shorter one's, and of both together."""

    number: int
    share: float
    likeness: float
    part: bool
    """Whether the other is a small part of it."""


_Place = tuple[str, ...]


class Known:
    """What is known of the sources of a workspace (None: one that is still to be made) and of those coming in.

    Of each source memory holds what finds it again; its facts and its text are read when they are asked for.
    """

    def __init__(self, ws: Workspace | None, document: Callable[[str], Doc | None]) -> None:
        """``document`` gives the JSON of a source as it is now by its id, None when it is there no more."""
        self._document = document
        self.clear()
        for ident in ws.sources.ids() if ws is not None else ():
            facts = self._facts(ident)
            if facts is not None:
                self._unread.setdefault(self._day(facts), []).append(len(self._ids))
                self._keep(ident, facts)

    def clear(self) -> None:
        """Know nothing."""
        from briefing.comparing.reprints import Reprints  # noqa: PLC0415 - only an import compares

        self._ids: list[str] = []
        self._revised = bytearray()
        self._days = array("l")
        self._odd_days: dict[str, int] = {"": 0}
        self._numbers = Numbers()
        self._words = Numbers()
        self._places = Numbers()
        self._reprints = Reprints()
        self._compared = array("L")
        """Which source each text among the reprints is of."""
        self._outlets = array("I")
        """32 bits of the hash of each source's outlet, 0 for none."""
        self._read: dict[int, int] = {}
        """By day how many sources were read to be among the reprints."""
        self._unread: dict[int, list[int]] = {}
        """By day the sources that are not among them yet."""

    def _keep(self, ident: str, facts: _Facts) -> None:
        number = len(self._ids)
        self._ids.append(ident)
        self._numbers.add(ident, number)
        self._revised.append(bool(facts.revised_by))
        self._outlets.append(_sign(facts.outlet))
        self._days.append(self._day(facts))
        if facts.text_hash:
            self._words.add(facts.text_hash, number)
        for place in _places(facts):
            self._places.add(place, number)

    def take(self, source: Source) -> None:
        """Know ``source`` from now on."""
        number = len(self._ids)
        self._keep(source.id, _of(source))
        if not self._compared or self._compared[-1] != number:
            self._unread.setdefault(self._days[number], []).append(number)

    def revised(self, old: str) -> None:
        """Know that ``old`` has given way to a new text."""
        self._revised[next(number for number in self._numbers.of(old) if self._ids[number] == old)] = True

    def same(self, source: Source) -> str | None:
        """The title of the source with the same words, if one is known; another outlet's is another source."""
        there = self._words.of(source.text_hash) if source.text_hash else ()
        for number in reversed(list(self._of_one_outlet(there, source))):
            facts = self._facts(self._ids[number])
            if facts is not None and facts.text_hash == source.text_hash and _one_outlet(facts, source):
                return facts.title or facts.origin
        return None

    def _of_one_outlet(self, numbers: Iterable[int], source: Source | _Facts) -> Iterator[int]:
        """Those that may be of the outlet of ``source``, told without reading them."""
        outlets, mine = self._outlets, _sign(source.outlet)
        return (number for number in numbers if not mine or outlets[number] in (0, mine))

    def revises(self, source: Source) -> str | None:
        """The id of the source of which ``source`` has a changed text; of several the one most like it."""
        alike = (one for one in self._alike(source) if not one.part)
        best = max(alike, key=lambda one: one.likeness, default=None)
        return self._ids[best.number] if best else None

    def excerpt(self, source: Source) -> Reprinted | None:
        """The source of the same place of which ``source`` is a small part; of several the one most like it."""
        parts = (one for one in self._alike(source) if one.part)
        best = max(parts, key=lambda one: one.share, default=None)
        facts = self._facts(self._ids[best.number]) if best else None
        return Reprinted(self._first(facts), round(best.share, 3)) if best and facts else None

    def _alike(self, source: Source) -> Iterator[_Alike]:
        """The sources of the same place with so much wording in common that one of them may be meant."""
        from briefing.comparing.reprints import SHARE, common, runs  # noqa: PLC0415

        facts = _of(source)
        mine = runs(source.text)
        for least, places in _looked_at(facts):
            near = {number for place in places for number in islice(self._at(place, facts), _ALIKE)}
            for number in sorted(near)[-_ALIKE:]:
                theirs = runs(self._text(number))
                share = common(mine, theirs)
                small = len(mine) < EXCERPT * len(theirs)
                if share >= (max(least, SHARE) if small else least):
                    yield _Alike(number, share, len(mine & theirs) / len(mine | theirs), small)

    def _first(self, facts: _Facts) -> str:
        """The first print of the report of a source, the source itself where that is gone."""
        firsts = (one for one in self._numbers.of(facts.reprint_of) if self._ids[one] == facts.reprint_of)
        return next((self._ids[one] for one in firsts if not self._revised[one]), facts.id)

    def _at(self, place: _Place, facts: _Facts) -> Iterator[int]:
        """Those at a place of which ``facts`` may be of a new text, the newest first."""
        for number in self._of_one_outlet(self._places.of(place), facts):
            other = None if self._revised[number] else self._facts(self._ids[number])
            if other is not None and place in _places(other) and _one_outlet(facts, other):
                yield number

    def reprints(self, source: Source) -> Reprinted | None:
        """The first source whose report ``source``, which is to be taken next, prints again, of those published within
        a week of it."""
        from briefing.comparing.reprints import SHARE, common, runs  # noqa: PLC0415

        if len(source.text) < SHORT:
            return None
        mine = runs(source.text)
        day = self._day(_of(source))
        self._read_around(day)
        likely = [self._compared[text] for text in self._reprints.near(mine)]
        self._reprints.add(mine)
        self._compared.append(len(self._ids))
        for number in islice((one for one in likely if _near(day, self._days[one])), _ALIKE):
            ident = self._ids[number]
            facts = None if self._revised[number] else self._facts(ident)
            share = common(mine, runs(self._text(number))) if facts is not None else 0.0
            if facts is not None and share >= SHARE:
                return Reprinted(self._first(facts), round(share, 3))
        return None

    def _read_around(self, day: int) -> None:
        """Have the words of the latest sources within a week of ``day`` among the reprints."""
        from briefing.comparing.reprints import runs  # noqa: PLC0415

        left = _MOST
        known = self._unread.keys() | self._read.keys()
        days = known & {0, *range(day - _DAYS, day + _DAYS + 1)} if day else known
        for near in sorted(days, reverse=True):
            left -= self._read.get(near, 0)
            numbers = self._unread.get(near, [])
            while numbers and left > 0:
                left -= 1
                self._read[near] = self._read.get(near, 0) + 1
                number = numbers.pop()
                text = self._text(number)
                if len(text) >= SHORT:
                    self._reprints.add(runs(text))
                    self._compared.append(number)
            if not numbers:
                self._unread.pop(near, None)

    def _facts(self, ident: str) -> _Facts | None:
        document = self._document(ident)
        return None if document is None else _facts.decode(document)

    def _text(self, number: int) -> str:
        document = self._document(self._ids[number])
        return "" if document is None else _text.decode(document).text

    def _day(self, facts: _Facts) -> int:
        """The day of publishing as a number; 0 for none, and less for what is no day, each far from every other."""
        day = _day(facts)
        try:
            return date.fromisoformat(day).toordinal()
        except ValueError:
            return self._odd_days.setdefault(day, -_FAR * len(self._odd_days))


def _near(one: int, other: int) -> bool:
    """Whether two days are within a week of each other, or one of them is not known."""
    return not one or not other or abs(one - other) <= _DAYS


def _sign(outlet: str) -> int:
    return hash(outlet) & 0xFFFFFFFF if outlet else 0


def _of(source: Source) -> _Facts:
    return _Facts(**{name: getattr(source, name) for name in _Facts.__struct_fields__})


def _places(facts: _Facts) -> list[_Place]:
    """Under what a source is known: its address, its file, its title with its outlet, on its day and on any."""
    found: list[_Place] = []
    if facts.address:
        found.append(("address", facts.address.partition("#")[0].rstrip("/")))
    if facts.origin:
        found.append(("origin", facts.origin))
    if facts.title and facts.metadata_from.get("title") != "guess":
        titled = ("title", facts.title.casefold(), facts.outlet.casefold())
        found += [titled, (*titled, _day(facts))]
    return found


def _looked_at(facts: _Facts) -> Iterator[tuple[float, list[_Place]]]:
    """Where a source is looked for of which ``facts`` may be of a new text, with the share of wording it needs.

    Where titles alone speak it is one of that day, or one of them has no day.
    """
    for place in _places(facts):
        if place[0] != "title":
            yield SAME_PLACE, [place]
        elif len(place) == 3 and not facts.published:
            yield SAME_TITLE, [place]
        elif len(place) == 4 and facts.published:
            yield SAME_TITLE, [place, (*place[:3], "")]


def _one_outlet(one: _Facts | Source, other: _Facts | Source) -> bool:
    """Whether two sources may be of one outlet."""
    return not one.outlet or not other.outlet or one.outlet == other.outlet


def _day(facts: _Facts) -> str:
    return (facts.published or "")[:10]
