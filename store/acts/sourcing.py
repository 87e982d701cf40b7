"""What is known of sources set by hand or by a rule, and sources deleted: each one act that can be undone."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from briefing.errors import OnrecordError
from briefing.reading.cleaning import clean
from briefing.reading.dates import iso_date
from briefing.records import Quote, Record, Source
from store.acts.wording import known, short
from store.changes import Change
from store.prints import freed
from store.workspace import Workspace

_LANGUAGE = re.compile(r"[a-z]{2,3}")


class WrongValue(OnrecordError):
    """What was given for a field of a source can't stand there; the message says what can."""

    status = 2


def set_metadata(ws: Workspace, source: str, **given: str) -> Change | None:
    """Set what is known (`METADATA`) of a source by hand; each is marked as the analyst's.

    An empty value says that there is none, the same value again confirms a guess. Raises WrongValue for a day or a
    language that is none.

    """
    old = known(ws.sources, source)
    values = {name: _checked(name, value) for name, value in given.items()}
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


def _checked(name: str, given: str) -> str | None:
    """The value as it is kept: clean, a day in ISO 8601 (None for no day), a language by its code."""
    value = " ".join(clean(given).text.split())
    if name == "published":
        if not value:
            return None
        day = iso_date(value)
        if day is None:
            raise WrongValue(f"{value} is no date: write 2022-01-27 or 27 January 2022")
        return day[:10]
    if name == "language" and value:
        code = value.lower().partition("-")[0]
        if not _LANGUAGE.fullmatch(code):
            raise WrongValue(f"{value} is no code of a language: write en or ru")
        return code
    return value


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
