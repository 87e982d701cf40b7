"""What all panes are made of: a widget that paints its own lines, and a list that paints only the rows in sight.

A pane has a title line and then lines made of pieces, each a text with the name of a style. Moving the cursor repaints
two rows, moving the window jumps half a page, so that a key costs the same for ten rows and for a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.look import Look
from tui.panes.painting import Painted, PaneCache
from tui.show import Glyphs, visible, width_of

if TYPE_CHECKING:
    from tui.app import OnrecordApp
    from tui.screens.base import DeskScreen

Piece = tuple[str, str]
"""A text that is already fit to be shown, and the name of its style."""


PLAIN = str.maketrans({"·": "-", "…": ".", "−": "-", "↑": "^", "↓": "v", "×": "x", "▲": "^", "←": "<", "→": ">"})
"""Signs in our own sentences for terminals that have only ASCII."""


class Pane(Widget, can_focus=True):
    """A title line and lines below it. Subclasses give `title` and `line`; the top line shown is ``top``."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; background: $background; }"
    HEADING = ""
    NUMBER = ""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._styles_cache = PaneCache()
        self.top = 0

    @property
    def desk_app(self) -> OnrecordApp:
        """The app, by its own type."""
        return cast("OnrecordApp", self.app)

    @property
    def desk_screen(self) -> DeskScreen:
        """The screen it stands on, by its own type."""
        return cast("DeskScreen", self.screen)

    @property
    def look(self) -> Look:
        """The styles of the theme that is on."""
        return self.desk_app.look

    @property
    def glyphs(self) -> Glyphs:
        """The signs of this terminal."""
        return self.desk_app.glyphs

    @property
    def rows_high(self) -> int:
        """How many lines there are below the title."""
        return max(0, self.outer_size.height - 1)

    @property
    def wide(self) -> int:
        """How many cells a line has between the walls. (Textual's ``size`` looks the widget up in the layout.)"""
        return max(0, self.outer_size.width - self.gutter.width)

    def title(self) -> tuple[str, str]:
        """What the title line says at its left and at its right."""
        return self.HEADING, ""

    def line(self, y: int, width: int) -> list[Piece]:
        """The pieces of the ``y``-th line below the title."""
        raise NotImplementedError

    def ground(self, y: int) -> str:
        """The style that fills the rest of the ``y``-th line."""
        return "text"

    def paint(self, y: int, width: int) -> Strip:
        """Paint the ``y``-th line, the title being the first, in ``width`` cells."""
        if y == 0:
            return self.strip(self._title_line(width), width, "rule")
        return self.strip(self.line(y - 1, width), width, self.ground(y - 1))

    @property
    def walls(self) -> tuple[list[Segment], list[Segment]]:
        """What stands left and right of each line where the style sheet asks for a border."""
        wall = [Segment(self.glyphs.wall, self.look["rule"])]
        gutter = self.gutter
        return wall * bool(gutter.left), wall * bool(gutter.right)

    def strip(self, pieces: Sequence[Piece], width: int, ground: str) -> Strip:
        """Pieces as a strip of exactly ``width`` cells on the style ``ground``."""
        look = self.look
        if self.glyphs.plain:
            pieces = [(text.translate(PLAIN), style) for text, style in pieces]
        segments = [Segment(text, look[style]) for text, style in pieces if text]
        left = width - sum(width_of(segment.text) for segment in segments)
        if left > 0:
            segments.append(Segment(" " * left, look[ground]))
        strip = Painted(segments, width - min(0, left))
        return strip if left >= 0 else strip.adjust_cell_length(width)

    def _title_line(self, width: int) -> list[Piece]:
        left, right = (visible(part) for part in self.title())
        rule = self.glyphs.rule
        number = f"{self.NUMBER} " if self.NUMBER else ""
        name = f" {number}{left} "
        right = f" {right} " if right else ""
        room = width - width_of(name) - width_of(right) - 2
        if room < 0:
            right, room = "", max(0, width - width_of(name) - 2)
        style = "focus" if self.has_focus else "title"
        if self.has_focus:  # the title is painted anew after each move, and where the layout changed
            cast("DeskScreen", self.screen).place_caret()
        return [(rule, "rule"), (name, style), (rule * room, "rule"), (right, "muted"), (rule, "rule")]

    def place_caret(self) -> None:
        """Put the terminal's own cursor where a screen reader and a braille line should look: on the first line."""
        region = self.region if self.has_focus else None
        if region:
            self.app.cursor_position = Offset(region.x, region.y + 1)

    def refresh_lines(self, first: int, count: int = 1) -> None:
        """Repaint ``count`` lines below the title, from ``first`` on."""
        if first + count >= 0 and first < self.rows_high:
            self._repaint(first + 1, count)

    def refresh_title(self) -> None:
        """Repaint the title line."""
        self._repaint(0, 1)

    def _repaint(self, y: int, count: int) -> None:
        """Repaint lines with the walls beside them: a line that is painted whole is not cut to pieces."""
        self.refresh(Region(-self.gutter.left, y, self.outer_size.width, count))

    def scroll_lines(self, lines: int) -> None:
        """Move the window by ``lines``; subclasses know their limits."""

    async def _on_key(self, event: events.Key) -> None:
        """A key is for the screen; it need not climb through all that lies between."""
        event.stop()
        event.prevent_default()
        self.desk_screen.on_key(event)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_lines(3)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_lines(-3)


class Lines(Pane):
    """A list of any length. Subclasses give `count` and `row`; ``cursor`` is the row that keys act on."""

    ROW = 1

    class Picked(Message):
        """The mouse chose a row; ``twice`` when it was a double click."""

        def __init__(self, lines: Lines, index: int, twice: bool) -> None:
            super().__init__()
            self.lines = lines
            self.index = index
            self.twice = twice

        @property
        def control(self) -> Lines:
            """The list it happened in."""
            return self.lines

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0

    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, index: int, part: int, width: int) -> list[Piece]:
        """The pieces of one line (``part`` of ``ROW``) of the row ``index``."""
        raise NotImplementedError

    def empty(self) -> str:
        """What is said when there is no row."""
        return ""

    @property
    def page(self) -> int:
        """How many whole rows fit."""
        return max(1, self.rows_high // self.ROW)

    def place(self, style: str, index: int) -> str:
        """``style`` on the ground of the row ``index``."""
        return f"cursor {style}" if index == self.cursor else style

    def ground(self, y: int) -> str:
        """The row of the cursor has its own ground over its whole width."""
        return "cursor text" if self.top + y // self.ROW == self.cursor and self.count() else "text"

    def line(self, y: int, width: int) -> list[Piece]:
        """A line of the row that stands there."""
        index = self.top + y // self.ROW
        if index < self.count():
            return self.row(index, y % self.ROW, width)
        if y == 0 and not self.count():
            return [(visible(self.empty()), "muted")]
        return []

    def go(self, index: int) -> None:
        """Put the cursor on row ``index`` (kept within the list) and repaint what changed."""
        total = self.count()
        old, self.cursor = self.cursor, max(0, min(index, total - 1))
        page, top = self.page, self.top
        if not top <= self.cursor < top + page:
            self.top = self.cursor - page // 2
        self.top = max(0, min(self.top, total - page))
        if self.top != top:
            self.refresh()
        else:
            self.refresh_row(old)
            self.refresh_row(self.cursor)
            self.refresh_title()
        self.place_caret()

    def refresh_row(self, index: int) -> None:
        """Repaint the row ``index`` if it is in sight."""
        self.refresh_lines((index - self.top) * self.ROW, self.ROW)

    def place_caret(self) -> None:
        """Put the terminal's own cursor on the current row."""
        region = self.region if self.has_focus else None
        if region:
            self.app.cursor_position = Offset(region.x, region.y + 1 + (self.cursor - self.top) * self.ROW)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by rows; the cursor stays where it is until a key moves it."""
        self.top = max(0, min(self.top + lines // max(1, self.ROW), self.count() - self.page))
        self.refresh()

    def _on_resize(self, event: events.Resize) -> None:
        before = self.top
        if not self.top <= self.cursor < self.top + self.page:
            self.top = self.cursor - self.page // 2
        self.top = max(0, min(self.top, self.count() - self.page))
        if self.top != before:  # it may have been painted from there already
            self.refresh()

    async def _on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y < 1:
            return
        index = self.top + (offset.y - 1) // self.ROW
        if index < self.count():
            self.post_message(self.Picked(self, index, event.chain == 2))
