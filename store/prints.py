"""The prints of one report: whose quotes are folded under which. A folded quote is no row of its own anywhere: it is
judged with the first one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from briefing.records import Quote

if TYPE_CHECKING:
    from store.workspace import Workspace


def prints_of(ws: Workspace, quote: str) -> list[Quote]:
    """The quotes of other prints that are folded under ``quote``."""
    return ws.quotes.where(same_as=quote) if quote else []


def printed_again(ws: Workspace) -> list[str]:
    """The ids of all folded quotes."""
    quotes = ws.quotes
    return [ident for first in quotes.values("same_as") if first for ident in quotes.ids_where(same_as=first)]


def freed(ws: Workspace, going: Iterable[Quote]) -> list[Quote]:
    """The folded quotes that stand on their own when the quotes ``going`` are gone."""
    ids = {quote.id for quote in going}
    under = (one for ident in ids for one in prints_of(ws, ident) if one.id not in ids)
    return [unfolded(one, ws.quotes.get(one.same_as)) for one in under]


def unfolded(quote: Quote, first: Quote | None) -> Quote:
    """A folded quote as it stands on its own: whose it is was judged with the ``first`` one."""
    return msgspec.structs.replace(quote, same_as="", speaker=first.speaker if first is not None else quote.speaker)
