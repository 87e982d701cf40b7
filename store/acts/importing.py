"""Bringing a source with its quotes into the workspace, as one act that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import msgspec

from briefing.records import Link, Quote, Record, Source, Speaker
from store.acts.noting import now
from store.acts.wording import known, short
from store.changes import Change
from store.prints import freed
from store.workspace import Workspace


class Found(Protocol):
    """What was found in a source (``briefing.finding.Finding``)."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in the order of the text."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Speakers that are new, or whose aliases grew."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Ties between the quotes."""


@dataclass(frozen=True)
class Imported:
    """What came of an import: ``change`` is None when the words are in the workspace already, as ``same_as``."""

    source: Source
    change: Change | None
    same_as: Source | None = None

    @property
    def words(self) -> str:
        """The outcome in one line."""
        if self.same_as is not None:
            title = short(self.same_as.title or self.same_as.origin or "a source")
            return f"nothing added: the same words are in the workspace already, as {title}"
        return self.change.act if self.change else "nothing added"


def already(ws: Workspace, source: Source) -> Source | None:
    """The source of the workspace with the same words, if there is one."""
    if not source.text_hash:
        return None
    return next(iter(ws.sources.where(text_hash=source.text_hash)), None)


def add(ws: Workspace, source: Source, found: Found) -> Imported:
    """Add a source with what was found in it. The same words twice add nothing, and the outcome says so."""
    same = already(ws, source)
    if same is not None:
        return Imported(source, None, same)
    dated = source if source.added else msgspec.structs.replace(source, added=now())
    save: list[Record] = [dated, *_grown(ws, found.speakers), *found.quotes, *found.links]
    title = short(source.title or source.origin or "a text")
    return Imported(dated, ws.change(f"imported {title}", save))


def _grown(ws: Workspace, speakers: Sequence[Speaker]) -> list[Speaker]:
    """Speakers to save; one that is known keeps what the analyst made of it and gets the new aliases."""
    save = []
    for speaker in speakers:
        old = ws.speakers.get(speaker.id)
        if old is None:
            save.append(speaker)
            continue
        names = dict.fromkeys((*old.aliases, *speaker.aliases, speaker.name))
        names.pop(old.name, None)
        save.append(msgspec.structs.replace(old, aliases=tuple(names)))
    return save


def set_metadata(ws: Workspace, source: str, **values: str | None) -> Change | None:
    """Set title, published, outlet and the like of a source by hand; each is marked as the analyst's.

    The same value again confirms a guess.
    """
    old = known(ws.sources, source)
    changed = {
        name: value
        for name, value in values.items()
        if getattr(old, name) != value or (value and old.metadata_from.get(name) == "guess")
    }
    if not changed:
        return None
    origins = {**old.metadata_from, **dict.fromkeys(changed, "analyst")}
    if "published" in changed:
        new = msgspec.structs.replace(old, **changed, metadata_from=origins, published_from="analyst")
    else:
        new = msgspec.structs.replace(old, **changed, metadata_from=origins)
    return ws.change(f"set {', '.join(changed)} of {short(old.title or old.origin, 40)}", [new])


def set_by_rule(ws: Workspace, sources: Sequence[str], **values: str) -> Change | None:
    """Set fields of many sources as a rule on their outlet says; what an analyst set by hand stays."""
    save = []
    for ident in dict.fromkeys(sources):
        old = known(ws.sources, ident)
        new = {
            name: value
            for name, value in values.items()
            if getattr(old, name) != value and old.metadata_from.get(name) != "analyst"
        }
        if new:
            save.append(
                msgspec.structs.replace(old, **new, metadata_from={**old.metadata_from, **dict.fromkeys(new, "rule")})
            )
    what = short(save[0].title or save[0].origin, 40) if len(save) == 1 else f"{len(save)} sources"
    return ws.change(f"set {', '.join(values)} of {what} by a rule", save) if save else None


def delete(ws: Workspace, sources: Sequence[str]) -> Change | None:
    """Delete sources with their quotes and everything said about them; the text before a deleted one counts again."""
    gone: dict[str, Record] = {}
    titles = []
    for ident in dict.fromkeys(sources):
        source = known(ws.sources, ident)
        titles.append(source.title or source.origin)
        gone[ident] = source
        for quote in ws.quotes.where(source=ident):
            gone[quote.id] = quote
            for review in ws.reviews.where(quote=quote.id):
                gone[review.id] = review
            for link in (*ws.links.where(from_quote=quote.id), *ws.links.where(to_quote=quote.id)):
                gone[link.id] = link
            for note in ws.notes.where(target_id=quote.id):
                gone[note.id] = note
        for note in ws.notes.where(target_id=ident):
            gone[note.id] = note
    what = short(titles[0], 40) if len(titles) == 1 else f"{len(titles)} sources"
    save: dict[str, Source] = {}
    for ident in sources:
        for old in ws.sources.where(revised_by=ident):
            save[old.id] = msgspec.structs.replace(save.get(old.id, old), revised_by="")
        for other in ws.sources.where(reprint_of=ident):
            save[other.id] = msgspec.structs.replace(save.get(other.id, other), reprint_of="", reprint_share=0.0)
    kept: list[Record] = [source for ident, source in save.items() if ident not in gone]
    kept += [one for one in freed(ws, (q for q in gone.values() if isinstance(q, Quote))) if one.id not in gone]
    return ws.change(f"deleted {what}", kept, gone.values())
