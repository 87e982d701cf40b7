"""How a pane's lines are kept from one frame to the next.

Textual's own cache asks the style sheet for borders, padding, titles, tints and links whenever any line is painted. Our
panes paint whole lines and have at most a wall at one side, so this keeps the lines and paints those that are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual.cache import FIFOCache
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from tui.panes.lines import Pane


class Painted(Strip):
    """A line that was painted. Textual's own makes seven caches for each and keeps itself in one of them, so that only
    the garbage collector frees it: this makes a cache when one is asked for, and does not hold itself.
    """

    __slots__ = ()

    def __init__(self, segments: Iterable[Segment], cell_length: int) -> None:
        self._segments = list(segments)
        self._cell_length = cell_length
        self._render_cache = self._link_ids = self._cell_count = None

    def __getattr__(self, name: str) -> Any:
        if not name.endswith("_cache"):
            raise AttributeError(name)
        cache: FIFOCache[Any, Any] = FIFOCache(4)
        setattr(self, name, cache)
        return cache

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """The parts up to each of ``cuts`` (cells), as the compositor asks for them."""
        ends = [cut for cut in cuts if cut <= self.cell_length]
        if ends == [self.cell_length]:
            return [self]
        starts = [0, *ends]
        return [
            Painted(part, end - start)
            for part, start, end in zip(Segment.divide(self, ends), starts, ends, strict=False)
        ]

    def crop(self, start: int, end: int | None = None) -> Strip:
        """A part of the line; the compositor asks for none of it where only the neighbour has changed."""
        return NOTHING if end is not None and end <= start else super().crop(start, end)


NOTHING = Strip([], 0)


class PaneCache(StylesCache):
    """The painted lines of one pane."""

    def render_widget(self, widget: Pane, crop: Region) -> list[Strip]:  # type: ignore[override]
        """The lines of ``crop``; painted are only those that were marked as changed (asked for by Textual)."""
        width = widget.outer_size.width
        if width != self._width:
            self.clear()
            self._width = width
        kept, changed = self._cache, self._dirty_lines
        new = [y for y in crop.line_range if y in changed or y not in kept]
        if new:
            left, right = widget.walls
            inner = width - len(left) - len(right)
            for y in new:
                line = widget.paint(y, inner)
                kept[y] = Painted([*left, *line, *right], width) if left or right else line
            changed.difference_update(new)
        strips = [kept[y] for y in crop.line_range]
        first, last = crop.column_span
        return strips if (first, last) == (0, width) else [strip.crop(first, last) for strip in strips]
