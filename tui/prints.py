"""The other prints of the statements on the desk, looked up once for each source."""

from __future__ import annotations

from briefing.records import Quote
from store import Workspace
from store.prints import folded_under


class Prints:
    """Which quotes are folded under which in ``ws``; kept until sources or quotes change."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._known: dict[str, dict[str, list[Quote]]] = {}
        self._revision = (-1, -1)

    def of(self, quote: Quote) -> list[Quote]:
        """The quotes of other prints that say the same as ``quote``, which is of the first print."""
        revision = self._ws.sources.revision, self._ws.quotes.revision
        if revision != self._revision:
            self._known, self._revision = {}, revision
        if quote.source not in self._known:
            under: dict[str, list[Quote]] = {}
            for one in folded_under(self._ws, quote.source):
                under.setdefault(one.same_as, []).append(one)
            self._known[quote.source] = under
        return self._known[quote.source].get(quote.id, [])
