"""What there is to read: the sources in their order, the quotes of each, and how far the analyst has come.

Plain state over an open workspace; the desk keeps it up to date. Knows nothing of what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from briefing.records import Code, Review, Source, review_id
from store import Workspace
from store.versions import texts_of
from tui.memory import Memory


def _group(source: Source, by: str) -> str:
    """What a source is grouped under: its outlet (or agency), or the month it was published in; empty for neither."""
    return source.outlet or source.agency if by == "outlet" else (source.published or "")[:7]


class Shelf(Memory):
    """The sources and quotes of the workspace ``ws``, and this analyst's judgements of them."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws)
        self.sources: list[str] = []
        self.rows: list[str] = []
        """The list of sources as it is set out: their ids, and an empty text for each heading."""
        self.headings: dict[int, tuple[str, int]] = {}
        """For the row of each heading what its sources have in common, empty for nothing, and how many they are."""
        self.of_source: dict[str, Sequence[str]] = {}
        self.everything: Sequence[str] = ()
        self._status: dict[str, str] = {}
        self._done: dict[str, int] = {}
        self._at_source: dict[str, int] = {}
        self._row_of: dict[str, int] = {}
        self.load()

    def load(self) -> None:
        """Read the order of everything anew: at the start, and when sources or quotes came or went."""
        ws = self.ws
        self.everything = ws.order()
        self.of_source = {source: ws.quotes_of(source) for source in ws.source_order()}
        self._status = {}
        for status in ("accepted", "rejected", "flagged"):
            for key in ws.reviews.ids_where(analyst=ws.analyst, status=status):
                self._status[key.partition("/")[0]] = status
        judged = self._status.keys()
        self._done = {source: len(judged & set(keys)) for source, keys in self.of_source.items()} if judged else {}
        self.sort_sources(self.order_by)

    def sort_sources(self, by: str) -> None:
        """Put the sources in order ``by`` date (as read), what is ``left`` or ``name``, or group them ``by`` outlet or
        month, in each group by date.
        """
        self.order_by = by
        keys = list(self.ws.source_order())
        groups: dict[str, str] = {}
        if by == "left":
            keys.sort(key=lambda key: -self.left_in(key))
        elif by != "date":
            found = {source.id: source for source in self.ws.sources}
            if by == "name":
                keys.sort(key=lambda key: (found[key].title or found[key].origin).casefold())
            else:
                groups = {key: _group(found[key], by) for key in keys}
                if by == "outlet":
                    keys.sort(key=lambda key: (not groups[key], groups[key].casefold()))
        self.sources = keys
        self._at_source = {key: n for n, key in enumerate(keys)}
        self._set_out(groups)

    def _set_out(self, groups: dict[str, str]) -> None:
        """Put a heading over the sources of each of the ``groups``, none if there are none."""
        self.headings = {}
        if not groups:
            self.rows, self._row_of = self.sources, self._at_source
            return
        self.rows, self._row_of = [], {}
        for _, group in groupby(self.sources, key=lambda key: groups[key].casefold()):
            keys = list(group)
            self.headings[len(self.rows)] = groups[keys[0]], len(keys)
            self._row_of.update((key, n) for n, key in enumerate(keys, len(self.rows) + 1))
            self.rows += ["", *keys]

    def at_source(self, source: str) -> int:
        """Where a source, or the newest text of it, stands among all as they are ordered; 0 when it is not there."""
        return self._at_source.get(self._newest(source), 0)

    def row_of(self, source: str) -> int:
        """The row of a source, or of its newest text, in the list as set out; the first one's when it has none."""
        return self._row_of.get(self._newest(source), min(1, len(self.headings)))

    def _newest(self, source: str) -> str:
        earlier = self.ws.sources.get(source) if source not in self._at_source else None
        return texts_of(self.ws, earlier)[-1].id if earlier is not None else source

    @property
    def total(self) -> int:
        """How many quotes the workspace holds."""
        return len(self.everything)

    @property
    def left(self) -> int:
        """How many of them are new to this analyst."""
        return max(0, self.total - len(self._status))

    def left_in(self, source: str) -> int:
        """How many quotes of ``source`` are new."""
        done, total = self.progress(source)
        return total - done

    def progress(self, source: str) -> tuple[int, int]:
        """How many quotes of ``source`` are judged, and how many there are."""
        return self._done.get(source, 0), len(self.of_source.get(source, ()))

    def status(self, quote: str) -> str:
        """This analyst's status of a quote, ``new`` when they have not judged it."""
        return self._status.get(quote, "new")

    def review(self, quote: str) -> Review | None:
        """This analyst's review of a quote, if there is one."""
        return self.ws.reviews.get(review_id(quote, self.ws.analyst))

    def speaker_name(self, speaker: str | None) -> str:
        """The name of a speaker, empty for none."""
        found = self.ws.speakers.get(speaker) if speaker else None
        return found.name if found else ""

    def code_name(self, code: str) -> str:
        """The name of a code, its id if it is gone."""
        found = self.ws.codes.get(code)
        return found.name if found else code

    def code_path(self, code: Code) -> str:
        """The name of a code with those above it, ``Security / INF``."""
        names, seen = [code.name], {code.id}
        parent = code.parent
        while parent and parent not in seen:
            seen.add(parent)
            above = self.ws.codes.get(parent)
            if above is None:
                break
            names.append(above.name)
            parent = above.parent
        return " / ".join(reversed(names))

    def hangs_on(self, quote: str) -> tuple[int, int, int]:
        """How many codes (of this analyst), notes and links a quote has."""
        review = self.review(quote)
        links = self.ws.links.count(from_quote=quote) + self.ws.links.count(to_quote=quote)
        return len(review.codes) if review else 0, self.ws.notes.count(target_id=quote), links

    def _judged(self, quote: str) -> None:
        """Take in this analyst's status of a quote, which may have changed."""
        review = self.review(quote)
        before = quote in self._status
        after = review is not None and review.status != "new"
        if after and review is not None:
            self._status[quote] = review.status
        else:
            self._status.pop(quote, None)
        record = self.ws.quotes.get(quote)
        if record is not None and before != after:
            self._done[record.source] = self._done.get(record.source, 0) + (1 if after else -1)

    def _recount(self, source: str) -> None:
        """Take in the quotes of a source anew, after some came, went or moved."""
        keys = self.of_source[source] = self.ws.quotes_of(source)
        self._done[source] = sum(key in self._status for key in keys)
