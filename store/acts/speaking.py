"""Who says what: the speaker of quotes, and the list of speakers with their aliases."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import msgspec

from briefing.records import Speaker, new_id
from store.acts.wording import counted, known
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace


def by_name(ws: Workspace, name: str) -> Speaker | None:
    """The speaker with this name or alias, whatever the case; names come before aliases."""
    wanted = proper(name).casefold() if name.strip() else ""
    speakers = list(ws.speakers)
    for speaker in speakers:
        if speaker.name.casefold() == wanted:
            return speaker
    return next((s for s in speakers if any(alias.casefold() == wanted for alias in s.aliases)), None)


def make(
    ws: Workspace,
    name: str,
    *,
    aliases: Sequence[str] = (),
    organisation: str = "",
    role: str = "",
    is_body: bool = False,
) -> Change | None:
    """Make a speaker. Raises WrongAct when the name is taken."""
    name = proper(name)
    taken = by_name(ws, name)
    if taken is not None:
        raise WrongAct(f"{name!r} is a name of {taken.name} already")
    speaker = Speaker(
        id=new_id(), name=name, aliases=tuple(aliases), organisation=organisation, role=role, is_body=is_body
    )
    return ws.change(f"made the speaker {name}", [speaker])


def rename(ws: Workspace, speaker: str, name: str) -> Change | None:
    """Give a speaker another name; the old one becomes an alias."""
    old, name = known(ws.speakers, speaker), proper(name)
    taken = by_name(ws, name)
    if taken is not None and taken.id != speaker:
        raise WrongAct(f"{name!r} is a name of {taken.name} already: merge the two instead")
    aliases = _names(name, (*old.aliases, old.name))
    return ws.change(f"renamed {old.name} to {name}", [msgspec.structs.replace(old, name=name, aliases=aliases)])


def describe(
    ws: Workspace,
    speaker: str,
    *,
    organisation: str | None = None,
    role: str | None = None,
    is_body: bool | None = None,
) -> Change | None:
    """Set what is known of a speaker; what is not given stays."""
    old = known(ws.speakers, speaker)
    given = {"organisation": organisation, "role": role, "is_body": is_body}
    new = msgspec.structs.replace(old, **{name: value for name, value in given.items() if value is not None})
    return ws.change(f"described {old.name}", [new])


def add_alias(ws: Workspace, speaker: str, alias: str) -> Change | None:
    """Give a speaker one more name. Raises WrongAct when another speaker has it."""
    old, alias = known(ws.speakers, speaker), proper(alias)
    taken = by_name(ws, alias)
    if taken is not None and taken.id != speaker:
        raise WrongAct(f"{alias!r} is a name of {taken.name} already: merge the two instead")
    never = tuple(name for name in old.never if name != alias)
    new = msgspec.structs.replace(old, aliases=_names(old.name, (*old.aliases, alias)), never=never)
    return ws.change(f"gave {old.name} the alias “{alias}”", [new])


def merge(ws: Workspace, keep: str, other: str, *, name: str = "") -> Change | None:
    """Make two speakers one: ``keep`` gets the names, quotes and notes of ``other``, which goes.

    ``name`` is the one of their names they are called by from then on, that of ``keep`` if none is given.
    """
    if keep == other:
        raise WrongAct("a speaker cannot be merged with itself")
    one, two = known(ws.speakers, keep), known(ws.speakers, other)
    name = name or one.name
    aliases = _names(name, (one.name, *one.aliases, two.name, *two.aliases))
    merged = msgspec.structs.replace(
        one,
        name=name,
        aliases=aliases,
        never=tuple(no for no in dict.fromkeys((*one.never, *two.never)) if no not in (name, *aliases)),
        organisation=one.organisation or two.organisation,
        role=one.role or two.role,
    )
    quotes = [msgspec.structs.replace(quote, speaker=keep) for quote in ws.quotes.where(speaker=other)]
    notes = [
        msgspec.structs.replace(note, target_id=keep) for note in ws.notes.where(target="speaker", target_id=other)
    ]
    return ws.change(f"merged {two.name} into {one.name}", [merged, *quotes, *notes], [two])


def make_one(ws: Workspace, one: str, other: str) -> Change | None:
    """Make two speakers who are the same one: who has more quotes stays, under the fuller of both names."""
    from briefing.finding.spelling import fullness  # noqa: PLC0415 - names are compared for this alone

    fewer = ws.quotes.count(speaker=one) < ws.quotes.count(speaker=other)
    keep, gone = (other, one) if fewer else (one, other)
    mine, theirs = known(ws.speakers, keep).name, known(ws.speakers, gone).name
    return merge(ws, keep, gone, name=theirs if fullness(theirs) > fullness(mine) else mine)


def keep_apart(ws: Workspace, one: str, other: str) -> Change | None:
    """Say that two speakers are not one: neither is proposed, nor given, the other's name again."""
    first, second = known(ws.speakers, one), known(ws.speakers, other)
    if one == other:
        raise WrongAct("a speaker is the same as itself")
    apart = [
        msgspec.structs.replace(mine, never=_names(mine.name, (*mine.never, theirs.name)))
        for mine, theirs in ((first, second), (second, first))
    ]
    return ws.change(f"said that {first.name} and {second.name} are two", apart)


def split_alias(ws: Workspace, speaker: str, alias: str) -> Change | None:
    """Make an alias a speaker of its own, with those of the speaker's quotes whose text names them by it.

    What differs from it in blanks or case alone (“В. Путин”, “В.Путин”) is the same name and goes along. The finder
    never gives it back to the speaker it was taken from. Raises WrongAct for what is no alias.
    """
    old = known(ws.speakers, speaker)
    if alias not in old.aliases:
        raise WrongAct(f"{alias!r} is no alias of {old.name}")
    same = [other for other in old.aliases if _flat(other) == _flat(alias)]
    new = Speaker(id=new_id(), name=alias, aliases=_names(alias, same))
    left = msgspec.structs.replace(
        old,
        aliases=tuple(other for other in old.aliases if other not in same),
        never=_names(old.name, (*old.never, *same)),
    )
    moved = [
        msgspec.structs.replace(quote, speaker=new.id)
        for quote in ws.quotes.where(speaker=speaker)
        if quote.mention and _flat(ws.sources[quote.source].text[slice(*quote.mention)]) == _flat(alias)
    ]
    act = f"made “{alias}” a speaker apart from {old.name}: {counted(len(moved), 'quote')} moved"
    return ws.change(act, [left, new, *moved])


def proper(name: str) -> str:
    """A name as it is kept: NFC, single blanks. Raises WrongAct when nothing is left."""
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if not name:
        raise WrongAct("a speaker needs a name")
    return name


def _names(name: str, aliases: Sequence[str]) -> tuple[str, ...]:
    """The aliases, each once and none that is the name."""
    return tuple(alias for alias in dict.fromkeys(aliases) if alias != name)


def _flat(name: str) -> str:
    """A name without what printers vary: blanks and case."""
    return "".join(name.split()).casefold()
