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
    first = ws.quotes.get(quote)
    return [one for one in folded_under(ws, first.source) if one.same_as == quote] if first is not None else []


def folded_under(ws: Workspace, source: str) -> list[Quote]:
    """All quotes that are folded under those of ``source``, print by print."""
    again = ws.sources.ids_where(reprint_of=source) if source else []
    found = (ws.quotes[key] for other in again for key in ws.quotes.ids_where(source=other))
    return [quote for quote in found if quote.same_as]


def printed_again(ws: Workspace) -> list[str]:
    """The ids of all folded quotes."""
    return [quote.id for first in ws.sources.values("reprint_of") for quote in folded_under(ws, first)]


def freed(ws: Workspace, going: Iterable[Quote]) -> list[Quote]:
    """The folded quotes that stand on their own when the quotes ``going`` are gone."""
    ids = {quote.id for quote in going}
    under = (one for source in {ws.quotes[key].source for key in ids} for one in folded_under(ws, source))
    return [msgspec.structs.replace(one, same_as="") for one in under if one.same_as in ids and one.id not in ids]
