"""The texts that one document had: each new text is a source of its own, tied to the one before by ``revised_by``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.records import Source

if TYPE_CHECKING:
    from briefing.comparing.changes import Fate
    from store.workspace import Workspace


def texts_of(ws: Workspace, source: Source) -> list[Source]:
    """All texts of the document that ``source`` is one of, the oldest first."""
    texts = [source]
    seen = {source.id}
    while earlier := [one for one in ws.sources.where(revised_by=texts[0].id) if one.id not in seen]:
        texts.insert(0, earlier[-1])
        seen.add(texts[0].id)
    while (later := ws.sources.get(texts[-1].revised_by)) is not None and later.id not in seen:
        texts.append(later)
        seen.add(later.id)
    return texts


def fates_of(ws: Workspace, old: Source, new: Source) -> list[Fate]:
    """What became of the quotes of ``old`` in ``new``, the text after it; those that were put away are left out."""
    from briefing.comparing.changes import fates  # noqa: PLC0415 - most that ask for texts compare none

    lost = [quote for quote in ws.quotes.where(source=old.id) if not quote.withdrawn]
    return fates(old.text, new.text, lost, ws.quotes.where(source=new.id))
