"""The speakers of many sources: one person under the same name, a fuller one, an initial, or spelled in another script.

Each source is looked through for itself; what it did not know of, a speaker met first in a source before, is settled
here. Knows nothing of where the speakers are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from briefing.finding.names import fuller, last, same_name
from briefing.finding.spelling import called, other_middle, other_script, same_person, sound, sounds_same
from briefing.records import Speaker

if TYPE_CHECKING:
    from briefing.finding.pipeline import Finding


class Known:
    """The speakers met so far, by their names."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        """Begin with ``speakers``."""
        self._by_id: dict[str, Speaker] = {}
        self._by_name: dict[str, str] = {}
        self._by_last: dict[str, list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for speaker in speakers:
            self._keep(speaker)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """All of them, as they are known now."""
        return tuple(self._by_id.values())

    def settle(self, found: Finding) -> Finding:
        """``found`` with each speaker who is known as the known one; the others are known from now on."""
        same: dict[str, str] = {}
        speakers: dict[str, Speaker] = {}
        for speaker in found.speakers:
            old = self._by_id.get(speaker.id) or self._same(speaker)
            if old is not None:
                same[speaker.id] = old.id
                speaker = _joined(old, speaker)
                if speaker == old:
                    continue
            self._keep(speaker)
            speakers[speaker.id] = speaker
        quotes = tuple(
            msgspec.structs.replace(quote, speaker=same[quote.speaker])
            if quote.speaker is not None and same.get(quote.speaker, quote.speaker) != quote.speaker
            else quote
            for quote in found.quotes
        )
        return found._replace(quotes=quotes, speakers=tuple(speakers.values()))

    def _same(self, speaker: Speaker) -> Speaker | None:
        """The one known speaker of this name; of several whom a surname alone may mean, none.

        Else the one whose full name the other script spells so.
        """
        ident = self._by_name.get(speaker.name.casefold())
        if ident is not None:
            return self._by_id[ident]
        if speaker.is_body:
            return None
        alike = [self._by_id[ident] for ident in self._by_last.get(last(speaker.name), ())]
        alike = [old for old in alike if _namesake(old, speaker.name) and not _refused(old, speaker.name)]
        if alike:
            return alike[0] if len(alike) == 1 and _may_be(alike[0], speaker) else None
        heard = [self._by_id[ident] for ident in self._by_sound.get(_sound(speaker.name), ())]
        spelled = [o for o in heard if same_person(o.name, speaker.name) and not _refused(o, speaker.name)]
        if len(spelled) != 1 or any(_beside(old, speaker.name) for old in heard if old is not spelled[0]):
            return None
        return spelled[0]

    def _keep(self, speaker: Speaker) -> None:
        self._by_id[speaker.id] = speaker
        for name in (speaker.name, *speaker.aliases):
            if " " in name or name == speaker.name:
                self._by_name.setdefault(name.casefold(), speaker.id)
        if speaker.is_body:
            return
        for name in _full_names(speaker):
            for index, key in ((self._by_last, last(name)), (self._by_sound, _sound(name))):
                namesakes = index.setdefault(key, [])
                if speaker.id not in namesakes:
                    namesakes.append(speaker.id)


def _full_names(speaker: Speaker) -> list[str]:
    """The name, and the full names among the aliases that are in the other script."""
    across = [a for a in speaker.aliases if " " in a and other_script(a, speaker.name) and called(a)]
    return [speaker.name, *across]


def _namesake(old: Speaker, name: str) -> bool:
    return any(same_name(known, name) for known in _full_names(old))


def _refused(old: Speaker, name: str) -> bool:
    """Whether the analyst said that ``name``, or another spelling of it, is not ``old``; or ``old`` is known under
    another patronymic."""
    if name in old.never or any(
        " " in other
        and " " in name
        and (same_name(other, name) or same_person(other, name) or sounds_same(other, name))
        for other in old.never
    ):
        return True
    return any(same_name(alias, old.name) and other_middle(alias, name) for alias in old.aliases)


def _beside(other: Speaker, name: str) -> bool:
    """Whether another speaker is printed in the script of ``name`` and sounds the same."""
    return not other_script(other.name, name) and sounds_same(other.name, name)


def _sound(name: str) -> str:
    found = called(name)
    return sound(found.surname) if found is not None else ""


def _may_be(old: Speaker, new: Speaker) -> bool:
    """Whether a surname alone may mean the same person: not where their roles do not fit."""
    return other_script(old.name, new.name) or (" " in old.name and " " in new.name) or roles_fit(old, new)


def roles_fit(one: Speaker, other: Speaker) -> bool:
    """Whether the roles of two of one surname let them be one: not where both have one with no word in common."""
    ours, theirs = ({w.strip(".,'’s") for w in s.role.casefold().split()} for s in (one, other))
    return not (ours and theirs) or bool(ours & theirs)


def _joined(old: Speaker, new: Speaker) -> Speaker:
    """``old`` with the aliases, organisation and role of ``new`` that it lacks, under the fuller of both names.

    A name that the analyst turned into an alias by renaming does not come back.
    """
    name = new.name if fuller(new.name, old.name) and new.name not in (*old.aliases, *old.never) else old.name
    aliases = dict.fromkeys((*old.aliases, *new.aliases, *(n for n in (old.name, new.name) if n != name)))
    for gone in (name, *old.never):
        aliases.pop(gone, None)
    return msgspec.structs.replace(
        old,
        name=name,
        aliases=tuple(aliases),
        organisation=old.organisation or new.organisation,
        role=old.role or new.role,
    )
