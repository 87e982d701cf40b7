"""Where the words searched for stand among the quotes shown. Plain state, filled step by step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from store import Workspace


class Hits:
    """The rows that have ``text``, in the list ``among`` that was searched."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self.text = ""
        self.whole = True
        """Whether all rows were looked at."""
        self.among: Sequence[str] = ()
        self._after: list[int] = []
        self._before: list[int] = []

    @property
    def rows(self) -> list[int]:
        """The rows found so far, from the top."""
        return self._before + self._after

    def __len__(self) -> int:
        return len(self._before) + len(self._after)

    def forget(self) -> None:
        """Search for nothing any more."""
        self.text, self.whole, self.among, self._after, self._before = "", True, (), [], []

    def looking(self, text: str, among: Sequence[str], start: int = 0) -> Iterator[None]:
        """Look for ``text`` (words or a filter) from row ``start`` on and round, a step at a time.

        Raises FilterError at once.
        """
        from store.search import parse_filter  # noqa: PLC0415  (the search is loaded when somebody searches)

        wanted = parse_filter(text)
        self.forget()
        if not wanted:
            return iter(())
        self.text, self.whole, self.among = text.strip(), False, among
        return self._look(self._ws.searcher.scan(wanted, among, start), start)

    def _look(self, steps: Iterator[list[int]], start: int) -> Iterator[None]:
        for found in steps:
            if found:
                (self._after if found[0] >= start else self._before).extend(found)
            yield
        self.whole = True

    def find(self, text: str, among: Sequence[str]) -> int:
        """Look for ``text`` in all of ``among`` and give how many rows have it; raises FilterError."""
        for _ in self.looking(text, among):
            pass
        return len(self)

    def next(self, direction: int, at: int, *, here: bool = False) -> int | None:
        """The next hit after row ``at`` (or before it), going round, or None. ``here`` counts that row too."""
        rows = self.rows
        if not rows:
            return None
        if direction > 0:
            found = bisect_left(rows, at) if here else bisect_right(rows, at)
            return rows[found % len(rows)]
        return rows[bisect_left(rows, at) - 1]
