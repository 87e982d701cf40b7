"""The screen of long work: what is in hand, how far it is, what it told; a key breaks it off."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.act import Act
from tui.desk import Desk
from tui.panes.lines import Pane, Piece
from tui.screens.base import DeskScreen
from tui.show import fit
from tui.work import Work

LOOK = 0.05
"""Seconds between two looks at what the work tells."""
BAR = 40
"""Cells of the bar."""


class Progress(Pane):
    """What the work tells: the bar, what is in hand, and the newest lines."""

    def __init__(self, heading: str, work: Work[Any]) -> None:
        super().__init__()
        self.heading, self.work = heading, work

    def title(self) -> tuple[str, str]:
        """What is being done."""
        return self.heading, ""

    def line(self, y: int, width: int) -> list[Piece]:
        """The bar, a blank, and the lines, newest last."""
        work = self.work
        if y == 0:
            return self._bar(width)
        if y == 1:
            return [(f" {fit(work.at, width - 2)}", "strong")]
        lines = work.lines[-max(0, self.rows_high - 3) :]
        return [(f" {fit(lines[y - 3], width - 2)}", "muted")] if 3 <= y < len(lines) + 3 else []

    def _bar(self, width: int) -> list[Piece]:
        work = self.work
        if not work.total:
            return [(f" {work.done}" if work.done else " …", "muted")]
        room = max(0, min(BAR, width - 24))
        filled = min(room, room * work.done // work.total)
        full, empty = self.glyphs.bar
        count = f" {work.done} of {work.total}"
        return [(" ", "text"), (full * filled, "accent"), (empty * (room - filled), "rule"), (count, "muted")]


class WorkScreen(DeskScreen):
    """Shows a `Work` until it has ended or is broken off; all other keys wait."""

    WHERE = ("work",)
    DEFAULT_CSS = """
    WorkScreen { background: $background; }
    WorkScreen #body { height: 1fr; layers: base panel; }
    """

    def __init__(
        self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]], title: str, work: Work[Any]
    ) -> None:
        super().__init__(desk, acts, keys)
        self.work = work
        self.progress = Progress(title, work)
        self._seen: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """What is told, and the bar."""
        with Horizontal(id="body"):
            yield self.progress
        yield self.bar

    def on_mount(self) -> None:
        """Begin."""
        self.progress.focus(scroll_visible=False)
        self.work.start()
        self.set_interval(LOOK, self.look)

    def look(self) -> None:
        """Paint what is new; go back when the work has ended."""
        work = self.work
        seen = (work.at, work.done, work.total, work.told)
        if seen != self._seen:
            self._seen = seen
            self.progress.refresh()
        if work.ended and self.app.screen is self:
            self.dismiss()

    def stop(self) -> None:
        """Break the work off and go back at once."""
        self.work.break_off()
        if self.app.screen is self:
            self.dismiss()
