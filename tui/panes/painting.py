"""How a pane's lines are kept from one frame to the next.

Textual's own cache asks the style sheet for borders, padding, titles, tints and links whenever any line is painted. Our
panes paint whole lines and have at most a wall at one side, so this keeps the lines and paints those that are new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from tui.panes.lines import Pane


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
            for y in new:
                line = widget.render_line(y)
                kept[y] = Strip.join([left, line, right]) if left or right else line
            changed.difference_update(new)
        strips = [kept[y] for y in crop.line_range]
        first, last = crop.column_span
        return strips if (first, last) == (0, width) else [strip.crop(first, last) for strip in strips]
