"""The speakers of many sources: one person under the same name, a fuller one, an initial, or spelled in another script.

Each source is looked through for itself; what it did not know of, a speaker met first in a source before, is settled
here. Knows nothing of where the speakers are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from briefing.finding.names import described, fuller, last, same_name
from briefing.finding.spelling import called, initial_of, other_middle, other_script, same_person, sound, sounds_same
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
        self._gone: dict[str, str] = {}
        """Whom a speaker known before turned out to be."""
        for speaker in speakers:
            self._keep(speaker)

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """All of them, as they are known now."""
        return tuple(self._by_id.values())

    def settle(self, found: Finding) -> Finding:
        """``found`` with each speaker who is known as the known one; the others are known from now on.

        A name that shows two known ones to be one makes them so, which ``merged`` tells: what is met in another order
        comes to the same.
        """
        same = dict(self._gone)
        speakers: dict[str, Speaker] = {}
        merged: list[tuple[str, str]] = []
        for speaker in found.speakers:
            old = self._by_id.get(self._gone.get(speaker.id, speaker.id)) or self._same(speaker)
            if old is not None:
                same[speaker.id] = old.id
                speaker = _joined(old, speaker)
                if speaker == old:
                    continue
            self._keep(speaker)
            while (other := self._twin(speaker)) is not None:
                first = next(ident for ident in self._by_id if ident in (speaker.id, other.id))
                keep, gone = (speaker, other) if first == speaker.id else (other, speaker)
                self._drop(gone, keep)
                merged.append((gone.id, keep.id))
                same |= {ident: keep.id for ident, now in same.items() if now == gone.id} | {gone.id: keep.id}
                speakers.pop(gone.id, None)
                speaker = _joined(keep, gone)
                self._keep(speaker)
            speakers[speaker.id] = speaker
        quotes = tuple(
            msgspec.structs.replace(quote, speaker=same[quote.speaker])
            if quote.speaker is not None and same.get(quote.speaker, quote.speaker) != quote.speaker
            else quote
            for quote in found.quotes
        )
        return found._replace(quotes=quotes, speakers=tuple(speakers.values()), merged=tuple(merged))

    def _same(self, speaker: Speaker, but: str = "") -> Speaker | None:
        """The one known speaker of one of these names, other than ``but``."""
        fitting = (self._called(name, speaker, but) for name in _full_names(speaker))
        return next((old for old in fitting if old is not None), None)

    def _called(self, name: str, speaker: Speaker, but: str) -> Speaker | None:
        """The one known speaker of this name; of several whom a surname alone may mean, none.

        Else the one whose full name the other script spells so, or of whose it has the initial.
        """
        ident = self._by_name.get(name.casefold(), but)
        if ident != but:
            return self._by_id[ident]
        if speaker.is_body:
            return None
        alike = [old for old in self._of(self._by_last, last(name), but) if _namesake(old, name)]
        alike = [old for old in alike if not _apart(old, speaker)]
        if alike:
            return alike[0] if len(alike) == 1 and _may_be(alike[0], speaker) else None
        heard = [old for old in self._of(self._by_sound, _sound(name), but) if not _apart(old, speaker)]
        spelled = [old for old in heard if same_person(old.name, name)]
        spelled = spelled or [old for old in heard if initial_of(old.name, name)]
        if len(spelled) != 1 or any(_beside(old, name) for old in heard if old is not spelled[0]):
            return None
        return spelled[0]

    def _twin(self, speaker: Speaker) -> Speaker | None:
        """Who else among the known is this speaker, as their names tell now: each is the only one for the other."""
        found = None if speaker.is_body else self._same(speaker, speaker.id)
        return found if found is not None and not found.is_body and self._same(found, found.id) == speaker else None

    def _of(self, index: dict[str, list[str]], key: str, but: str) -> list[Speaker]:
        return [self._by_id[ident] for ident in index.get(key, ()) if ident != but and ident in self._by_id]

    def _keep(self, speaker: Speaker) -> None:
        self._by_id[speaker.id] = speaker
        for name in (speaker.name, *speaker.aliases):
            if " " in name or name == speaker.name:
                self._by_name.setdefault(name.casefold(), speaker.id)
        if speaker.is_body:
            return
        for name in _full_names(speaker):
            if described(name):
                continue
            for index, key in ((self._by_last, last(name)), (self._by_sound, _sound(name))):
                namesakes = index.setdefault(key, [])
                if speaker.id not in namesakes:
                    namesakes.append(speaker.id)

    def _drop(self, gone: Speaker, keep: Speaker) -> None:
        del self._by_id[gone.id]
        self._gone |= {ident: keep.id for ident, now in self._gone.items() if now == gone.id} | {gone.id: keep.id}
        for name in (gone.name, *gone.aliases):
            if self._by_name.get(name.casefold()) == gone.id:
                self._by_name[name.casefold()] = keep.id


def _full_names(speaker: Speaker) -> list[str]:
    """The name, and the full names among the aliases that are in the other script."""
    across = [a for a in speaker.aliases if " " in a and other_script(a, speaker.name) and called(a)]
    return [speaker.name, *across]


def _namesake(old: Speaker, name: str) -> bool:
    return any(same_name(known, name) for known in _full_names(old))


def refused(old: Speaker, name: str) -> bool:
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


def _apart(one: Speaker, other: Speaker) -> bool:
    """Whether two speakers are two for sure: a name of one is refused for the other."""
    return any(refused(one, name) for name in _full_names(other)) or any(
        refused(other, name) for name in _full_names(one)
    )


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
    better = fuller(new.name, old.name) or (
        initial_of(new.name, old.name) and len(old.name.split()[0].rstrip(".")) == 1
    )
    name = new.name if better and new.name not in (*old.aliases, *old.never) else old.name
    aliases = dict.fromkeys((*old.aliases, *new.aliases, *(n for n in (old.name, new.name) if n != name)))
    for gone in (name, *old.never):
        aliases.pop(gone, None)
    return msgspec.structs.replace(
        old,
        name=name,
        aliases=tuple(aliases),
        organisation=old.organisation or new.organisation,
        role=old.role or new.role,
        never=tuple(n for n in dict.fromkeys((*old.never, *new.never)) if n not in (name, *aliases)),
    )
