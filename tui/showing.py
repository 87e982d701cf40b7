"""What is shown of the shelf: which quotes in which order, where the analyst stands among them, what is marked,
filtered and searched.

Plain state over an open workspace. Knows nothing of changes that others make: that is the desk's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefing.records import Quote
from store import Workspace
from tui.hits import Hits
from tui.shelf import Shelf

JUMPS = 100


class Showing(Shelf):
    """The quotes of the workspace ``ws`` that are shown, and the one that is stood on."""

    def __init__(self, ws: Workspace) -> None:
        super().__init__(ws)
        self.shown: Sequence[str] = ()
        self.at = 0
        self.source = ""
        self.filter_text = ""
        self.everywhere = False
        self.doubtful = False  # whether the least sure quote comes first, and not the first of the text
        self.marks: set[str] = set()
        self.marked_last = ""
        self.hits = Hits(ws)
        self.jumps: list[str] = []
        self.jump_at = 0
        self._left_at = ""
        self.unfolded = False

    # -- where we are ------------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The id of the current quote, empty when none is shown."""
        return self.shown[self.at] if 0 <= self.at < len(self.shown) else ""

    @property
    def quote(self) -> Quote | None:
        """The current quote."""
        return self.ws.quotes.get(self.key) if self.key else None

    @property
    def across(self) -> bool:
        """Whether quotes of all sources are shown and not those of one."""
        return bool(self.filter_text) or self.everywhere

    def targets(self) -> list[str]:
        """What an act applies to: the marked quotes that are shown, in reading order; without marks the current one."""
        if self.marks:
            marked = {self.first(key) for key in self.marked()}
            return [key for key in self.everything if key in marked] or list(marked)
        return [self.first(self.key)] if self.key else []

    def marked(self) -> list[str]:
        """The marked quotes that are shown, in their order."""
        return [key for key in self.shown if key in self.marks] if self.marks else []

    def unmark(self) -> None:
        """Take the marks of the quotes that are shown away: those of others stay."""
        self.marks = self.marks.difference(self.marked())

    def told_marks(self) -> str:
        """How many quotes are marked, and how many of them are not shown; empty without marks."""
        hidden = len(self.marks) - len(self.marked())
        return f"{len(self.marks)} marked" + (f", {hidden} not shown" if hidden else "") if self.marks else ""

    def first(self, key: str) -> str:
        """The quote that is judged for ``key``: itself, or the one that it is folded under."""
        quote = self.ws.quotes.get(key)
        return quote.same_as or key if quote is not None else key

    def unfold(self) -> int:
        """Show the other prints of the statement in hand below it, or fold them again; gives how many there are."""
        key = self.first(self.key)
        prints = self.ws.quotes.ids_where(same_as=key) if key else []
        shown = [one for one in self.shown if one not in prints]
        at = shown.index(key) if key in shown else self.at
        if len(shown) == len(self.shown):
            shown[at + 1 : at + 1] = prints
        self.unfolded = bool(prints)
        self.shown = tuple(shown)
        self.go(at)
        return len(prints)

    def go(self, index: int) -> None:
        """Stand on row ``index``, kept within what is shown."""
        self.at = max(0, min(index, len(self.shown) - 1))
        quote = self.quote
        if quote is not None:
            self.source = quote.source

    def to(self, quote: str, *, jump: bool = True) -> bool:
        """Stand on ``quote``, showing its source (or what is lost with it) if it is not among what is shown; false when
        there is no such quote.
        """
        if self._index(self.shown, quote) is None:
            quote = self.first(quote)
        record = self.ws.quotes.get(quote)
        if record is None:
            return False
        if jump:
            self.note_jump()
        if self.across:
            index = self._index(self.shown, quote)
            if index is not None:
                self.go(index)
                return True
            self.filter_text, self.everywhere = "", False
        if record.source not in self.of_source:
            self.set_filter("is:withdrawn" if record.withdrawn else "is:lost")
        else:
            self.open_source(record.source)
        self.go(self._index(self.shown, quote) or 0)
        return True

    def open_source(self, source: str) -> None:
        """Show the quotes of ``source`` (all that match, while a filter is on) and stand on its first."""
        self.source = source
        if self.across:
            keys = set(self.of_source.get(source, ()))
            if keys:
                first = self.ws.spans()[source][0] if self.shown is self.everything else 0
                self.at = next((row for row in range(first, len(self.shown)) if self.shown[row] in keys), self.at)
            return
        self.shown = self._ordered(self.of_source.get(source, []))
        self.at = 0

    def next_new(self, direction: int = 1, skip: Sequence[str] = ()) -> str:
        """The id of the next (or previous) new quote after here, across sources, or within what a filter shows.

        Goes round at the ends; empty when nothing is new.
        """
        doubted = self.doubtful and any(self._to_judge(key, skip) for key in self.shown)
        keys = self.shown if self.filter_text or doubted else self.everything
        mine = self.first(self.key)
        skip = (*skip, mine)
        here = self._index(keys, mine) if keys is self.everything else self.at if self.key else None
        at = here if here is not None else (-1 if direction > 0 else 0)
        total, seen, low, high = len(keys), 0, 0, 0
        while seen < total:
            at, seen = (at + direction) % total, seen + 1
            key = keys[at]
            if self._to_judge(key, skip):
                return key
            if keys is self.everything and not low <= at < high:  # in a source that was not looked at yet
                source = self.ws.quotes[key].source
                low, high = self.ws.spans().get(source, (at, at + 1))
                if not self.left_in(source):
                    over = high - 1 - at if direction > 0 else at - low
                    at, seen = at + over * direction, seen + over
        return ""

    def _to_judge(self, key: str, skip: Sequence[str]) -> bool:
        """Whether the statement of a row is new, and none of those to ``skip``."""
        if key in self._status:
            return False
        first = self.first(key)
        return first not in self._status and first not in skip

    def note_jump(self) -> None:
        """Remember this place, to come back to."""
        if self.key and (not self.jumps or self.jumps[-1] != self.key):
            self.jumps = [*self.jumps, self.key][-JUMPS:]
        self.jump_at = len(self.jumps)

    def _index(self, keys: Sequence[str], key: str) -> int | None:
        """Where ``key`` stands in ``keys``: a long list is first taken to be in reading order, as most are."""
        if keys is self.everything:
            return self.ws.place(key)
        place = self.ws.place(key) if len(keys) > 500 else None
        if place is not None:
            row = bisect_left(keys, place, key=self.place)
            if row < len(keys) and keys[row] == key:
                return row
        return keys.index(key) if key in keys else None

    def row(self, key: str) -> int | None:
        """The row of a quote among what is shown, None when it is not there."""
        return self._index(self.shown, key)

    def place(self, key: str) -> int:
        """Where a quote stands among all, -1 when it is not there."""
        found = self.ws.place(key)
        return -1 if found is None else found

    # -- filter and search -------------------------------------------------------------------------------------------

    def set_filter(self, text: str) -> int:
        """Show only what matches ``text`` (a filter; empty shows all) and give how many; raises FilterError."""
        text = text.strip()
        here = self._left_at = self.key or self._left_at
        if text:
            matches = self.ws.find(text)
            self.filter_text = text
            self.shown = self._ordered(matches)
        else:
            self.filter_text = ""
            self.shown = self._unfiltered()
        self.go(self._index(self.shown, here) or 0)
        return len(self.shown)

    def _unfiltered(self) -> Sequence[str]:
        """What is shown without a filter."""
        return self._ordered(self.everything if self.everywhere else self.of_source.get(self.source, []))

    def _ordered(self, keys: Sequence[str]) -> Sequence[str]:
        """The quotes as they are to be shown: as they were read, or the least sure first."""
        return self.ws.sureness.doubtful_first(keys) if self.doubtful else keys

    def show_doubtful(self, on: bool) -> None:
        """Show the least sure quotes first, or all as they were read. The order stays until it is asked for again."""
        self.doubtful = on
        self.set_filter(self.filter_text)

    def show_everywhere(self, on: bool) -> None:
        """Show the quotes of all sources, or those of the current one."""
        self.everywhere = on
        self.set_filter(self.filter_text)

    def find(self, text: str) -> int:
        """Look for ``text`` in what is shown and give how many quotes have it; raises FilterError."""
        return self.hits.find(text, self.shown)

    def hit(self, direction: int) -> int | None:
        """The row of the next hit from here, going round; None without hits."""
        if self.hits.text and (self.hits.among is not self.shown or not self.hits.whole):
            self.find(self.hits.text)
        return self.hits.next(direction, self.at)
