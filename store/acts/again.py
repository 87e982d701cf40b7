"""Whether a document is in the workspace already: in the same words, in other words of the same report, or elsewhere.

Knows what is there and what is about to come in. Sources are compared without being decoded whole: only a candidate's
text is read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefing.records import Source

if TYPE_CHECKING:
    from store.workspace import Workspace

SAME_PLACE = 0.2
"""The share of common wording from which a text of the same address or file is a new revision of it."""
SAME_TITLE = 0.4
"""The same for a text with the same title, outlet and date."""
SHORT = 120
"""Texts of fewer characters are not called reprints: a sentence alone is too easily the same."""
_DAYS = 7
_MOST = 2_000
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


_facts = msgspec.json.Decoder(_Facts)


class Reprinted(NamedTuple):
    """The first source of a report (its id), and how much of the wording is common."""

    first: str
    share: float


class Known:
    """What is known of the sources of a workspace (None: one that is still to be made) and of those coming in."""

    def __init__(self, ws: Workspace | None, text_of: Callable[[str], str]) -> None:
        """``text_of`` gives the text of a source by its id."""
        self._text_of = text_of
        self.clear()
        if ws is not None:
            for ident in ws.sources.ids():
                self._keep(_facts.decode(ws.sources.raw(ident) or b""))

    def clear(self) -> None:
        """Know nothing."""
        from briefing.comparing.reprints import Reprints  # noqa: PLC0415 - only an import compares

        self._facts: dict[str, _Facts] = {}
        self._words: dict[str, list[_Facts]] = {}
        self._places: dict[tuple[str, ...], list[str]] = {}
        self._reprints = Reprints()
        self._indexed: set[str] = set()
        self._days: dict[str, list[str]] = {}

    def _keep(self, facts: _Facts) -> None:
        self._facts[facts.id] = facts
        if facts.text_hash:
            self._words.setdefault(facts.text_hash, []).append(facts)
        for place in _places(facts):
            self._places.setdefault(place, []).append(facts.id)
        self._days.setdefault(_day(facts), []).append(facts.id)

    def take(self, source: Source) -> None:
        """Know ``source`` from now on."""
        self._keep(_of(source))

    def revised(self, old: str, by: str) -> None:
        """Know that ``old`` has given way to ``by``."""
        self._facts[old].revised_by = by

    def same(self, source: Source) -> str | None:
        """The title of the source with the same words, if one is known; another outlet's is another source."""
        for facts in self._words.get(source.text_hash, ()) if source.text_hash else ():
            if not (facts.outlet and source.outlet and facts.outlet != source.outlet):
                return facts.title or facts.origin
        return None

    def revises(self, source: Source) -> str | None:
        """The id of the source of which ``source`` has a changed text; of several the one most like it."""
        from briefing.comparing.reprints import share  # noqa: PLC0415

        best: tuple[float, str] | None = None
        facts = _of(source)
        for place in _places(facts):
            least = SAME_TITLE if place[0] == "title" else SAME_PLACE
            near = [
                i for i in self._places.get(place, ()) if _may_be(facts, self._facts[i], titled=place[0] == "title")
            ]
            for ident in near[-_ALIKE:]:
                common = share(source.text, self._text_of(ident))
                if common >= least and (best is None or common > best[0]):
                    best = common, ident
        return best[1] if best else None

    def reprints(self, source: Source) -> Reprinted | None:
        """The first source whose report ``source`` prints again, of those published within a week of it."""
        from briefing.comparing.reprints import SHARE, common, runs  # noqa: PLC0415

        if len(source.text) < SHORT:
            return None
        mine = runs(source.text)
        near = self._around(_day(_of(source)))
        for ident in near[-_MOST:]:
            if ident not in self._indexed and ident != source.id:
                text = self._text_of(ident)
                if len(text) >= SHORT:
                    self._reprints.add(ident, runs(text))
                self._indexed.add(ident)
        among = set(near)
        likely = [ident for ident in self._reprints.near(mine) if ident in among and ident != source.id]
        if source.id not in self._indexed:
            self._reprints.add(source.id, mine)
            self._indexed.add(source.id)
        for ident in likely[:_ALIKE]:
            facts = self._facts[ident]
            if facts.revised_by:
                continue
            share = common(mine, runs(self._text_of(ident)))
            if share >= SHARE:
                first = self._facts.get(facts.reprint_of)
                return Reprinted(first.id if first and not first.revised_by else ident, round(share, 3))
        return None

    def _around(self, day: str) -> list[str]:
        """The sources published within a week of ``day``, and those without a date; all where there is no day."""
        if not day:
            return list(self._facts)
        try:
            middle = date.fromisoformat(day)
            days = [(middle + timedelta(days=by)).isoformat() for by in range(-_DAYS, _DAYS + 1)]
        except (ValueError, OverflowError):
            days = [day]
        return [ident for one in ("", *days) for ident in self._days.get(one, ())]


def _of(source: Source) -> _Facts:
    return _Facts(**{name: getattr(source, name) for name in _Facts.__struct_fields__})


def _places(facts: _Facts) -> list[tuple[str, ...]]:
    """Under what a source is known: its address, its file, its title with its outlet."""
    found: list[tuple[str, ...]] = []
    if facts.address:
        found.append(("address", facts.address.partition("#")[0].rstrip("/")))
    if facts.origin:
        found.append(("origin", facts.origin))
    if facts.title and facts.metadata_from.get("title") != "guess":
        found.append(("title", facts.title.casefold(), facts.outlet.casefold()))
    return found


def _may_be(one: _Facts, other: _Facts, *, titled: bool) -> bool:
    """Whether ``one`` may be a new text of ``other``: of no other outlet, and of that day if titles alone speak."""
    if other.revised_by or (one.outlet and other.outlet and one.outlet != other.outlet):
        return False
    return not (titled and one.published and other.published and _day(one) != _day(other))


def _day(facts: _Facts) -> str:
    return (facts.published or "")[:10]
