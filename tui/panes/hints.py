"""The popup that shows what may follow while a sequence of keys is unfinished."""

from __future__ import annotations

from textual.geometry import Size

from tui.panes.lines import Pane, Piece
from tui.show import fit, visible


class Hints(Pane, can_focus=False):
    """Keys and what they lead to, in as many columns as fit."""

    DEFAULT_CSS = "Hints { display: none; layer: panel; dock: bottom; background: $surface; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.typed = ""
        self.rows: list[tuple[str, str]] = []

    def show(self, room: Size, typed: str, rows: list[tuple[str, str]]) -> None:
        """Show ``rows`` (key and help) that may follow ``typed``; ``room`` is the screen's size."""
        self.typed, self.rows = typed, rows
        columns = max(1, room.width // 38)
        high = -(-len(rows) // columns) + 1
        self.styles.height = max(1, min(high, room.height - 3))
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Take the popup away."""
        if self.display:
            self.display = False

    def title(self) -> tuple[str, str]:
        """What was typed so far."""
        return f"{self.typed} …", "Esc leaves"

    def ground(self, y: int) -> str:
        """The popup's own ground."""
        return "panel text"

    def line(self, y: int, width: int) -> list[Piece]:
        """One line of the columns."""
        columns = max(1, width // 38)
        high = -(-len(self.rows) // columns)
        pieces: list[Piece] = []
        for column in range(columns):
            n = column * high + y
            if y < high and n < len(self.rows):
                key, what = self.rows[n]
                pieces += [(fit(f"  {visible(key)}", 7), "panel accent"), (fit(what, 31), "panel text")]
        return pieces
