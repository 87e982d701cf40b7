"""The screen of a list with something beside it; what stands in it is in `tui.lists`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult

from tui.act import Act
from tui.desk import Desk
from tui.lists.listing import Listing, Lists, Row
from tui.panes.context import ContextPane
from tui.panes.lines import Lines, Pane, Piece
from tui.screens.base import Beside
from tui.screens.writing import WritingScreen
from tui.show import fit, visible
from tui.wrap import wrap


class Rows(Lines):
    """A list of `Row`. ``widths`` gives each column's cells; the one with 0 takes what is left."""

    def __init__(self, heading: str, widths: Sequence[int], nothing: str) -> None:
        super().__init__(id="rows")
        self.heading, self.widths, self.nothing = heading, widths, nothing
        self.rows: Sequence[Row] = ()

    def count(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    def empty(self) -> str:
        """What is said when there is none."""
        return self.nothing

    def title(self) -> tuple[str, str]:
        """The heading and where the cursor stands."""
        if not self.rows:
            return self.heading, ""
        headings = sum(row.heading for row in self.rows[: self.cursor])
        total = len(self.rows) - sum(row.heading for row in self.rows)
        return self.heading, f"{self.cursor + 1 - headings} of {total}"

    def row(self, index: int, part: int, width: int) -> list[Piece]:
        """The row's cells in their columns; narrow columns go first when there is no room."""
        row = self.rows[index]
        sign = self.glyphs.cursor if index == self.cursor else " "
        pieces: list[Piece] = [(f"{sign} ", self.place("accent", index))]
        widths = list(self.widths)
        fixed = sum(widths) + 2
        while fixed > width - 12 and any(widths):
            widest = max(range(len(widths)), key=lambda n: widths[n])
            fixed -= widths[widest] - widths[widest] // 2
            widths[widest] //= 2
            if widths[widest] < 3:
                break
        for n, (text, style) in enumerate(row.cells):
            own = self.widths[n] if n < len(self.widths) else 0
            room = max(1, width - fixed) if own == 0 else widths[n]
            pieces.append((fit(text, room), self.place(style, index)))
        return pieces

    @property
    def current(self) -> Row | None:
        """The row of the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None


class Detail(Pane, can_focus=False):
    """Text beside a list."""

    HEADING = "About"

    def __init__(self) -> None:
        super().__init__(id="detail")
        self.text = ""
        self._lines: tuple[tuple[str, int], list[str]] = (("", 0), [])

    def show(self, text: str) -> None:
        """Show ``text``."""
        if text != self.text:
            self.text = text
            self.top = 0
            self.refresh()

    def line(self, y: int, width: int) -> list[Piece]:
        """One line of the text."""
        if self._lines[0] != (self.text, width):
            wrapped: list[str] = []
            for paragraph in self.text[:20_000].split("\n"):
                shown = visible(paragraph)
                wrapped += [shown[a:b] for a, b in wrap(shown, max(1, width - 2))]
            self._lines = ((self.text, width), wrapped)
        lines = self._lines[1]
        at = self.top + y
        return [(f" {lines[at]}", "text")] if at < len(lines) else []


class ListScreen(Lists, WritingScreen):
    """A list, what stands beside it, and the bar; ``make`` gives the content."""

    DEFAULT_CSS = """
    ListScreen {
        background: $background;
        & #body { height: 1fr; layers: base panel; }
        & #rows { width: 3fr; }
        & #detail { width: 2fr; height: 1fr; border-left: solid $or-rule; }
        &.-narrow #body { layout: vertical; }
        &.-narrow #rows { height: 2fr; width: 1fr; }
        &.-narrow #detail { height: 1fr; width: 1fr; border: none; }
        &.-flat #detail, &.-low #detail { display: none; }
    }
    """

    def __init__(
        self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]], make: Callable[[Lists], Listing]
    ) -> None:
        super().__init__(desk, acts, keys)
        self.content = content = make(self)
        self.list: Rows = Rows(content.heading, content.WIDTHS, content.NOTHING)
        self.detail = Detail()
        self.text = ContextPane(desk, id="detail")
        self.text.HEADING = "Both texts"
        self.hear(content.WHERE)

    def compose(self) -> ComposeResult:
        """The list with its detail, or the text, beside it, and the bar."""
        with Beside(id="body"):
            yield self.list
            yield self.text if self.content.TEXTS else self.detail
        yield self.bar

    def on_mount(self) -> None:
        """Fill the list."""
        self.content.reload(self.content.start)
        self.list.focus(scroll_visible=False)
        self.say(self.content.opening())

    def show_detail(self) -> None:
        """Show what belongs to the current row."""
        row = self.list.current
        if not self.content.TEXTS:
            self.detail.show(row.detail if row else "")
        elif marked := self.content.text(row):
            self.text.show_marked(*marked)

    def state(self) -> list[str]:
        """The file, the search, and how to leave."""
        parts = [self.desk.ws.path.name]
        if self.content.wanted:
            parts.append(f"search: {self.content.wanted}")
        return [*parts, "Esc goes back", "? help"]

    def hint_row(self) -> list[tuple[str, str]]:
        """The footer's keys, without those that do nothing on the row of the cursor."""
        if self.panel.open:
            return super().hint_row()
        idle = {act.short for act in self.acts.values() if act.rows == "one" and act.short and act.why_not(self)}
        return [(key, short) for key, short in super().hint_row() if short not in idle]

    def sync(self) -> None:
        """The state, the footer, and the detail of the current row."""
        super().sync()
        if self.is_mounted:
            self.content.refreshed()
            self.bar.hint(self.hint_row())
            self.show_detail()

    def written(self, about: str, go_on: bool) -> None:
        """Back to the list, with what was written."""
        self.content.reload()
        self.list.focus(scroll_visible=False)

    def close(self) -> None:
        """Go back to where one came from."""
        if self.app.screen is self:
            self.dismiss()

    @on(Lines.Picked)
    def picked(self, event: Lines.Picked) -> None:
        """The mouse chose a row."""
        if self.panel.open or self.writing_on:
            return
        self.list.go(event.index)
        if event.twice and self.list.current:
            self.content.opened(self.list.current)
        self.sync()
