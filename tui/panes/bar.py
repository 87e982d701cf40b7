"""The two lines at the bottom: what just happened and how things stand, and the keys that help most now."""

from __future__ import annotations

from tui.panes.lines import Pane, Piece
from tui.show import fit, visible, width_of


class Bar(Pane, can_focus=False):
    """A line of state and a line of keys, given by the screen."""

    DEFAULT_CSS = "Bar { height: 2; dock: bottom; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.message = ""
        self.tone = "text"
        self.state: list[str] = []
        self.hints: list[tuple[str, str]] = []

    def say(self, message: str, tone: str) -> None:
        """Show ``message`` before the state; ``tone`` is the style of its ink."""
        if (message, tone) != (self.message, self.tone):
            self.message, self.tone = message, tone
            self.refresh_title()

    def stand(self, state: list[str]) -> None:
        """Show ``state``, the parts of which are cut from the end when there is no room."""
        if state != self.state:
            self.state = state
            self.refresh_title()

    def hint(self, hints: list[tuple[str, str]]) -> None:
        """Show these keys with what they do, as many as fit."""
        if hints != self.hints:
            self.hints = hints
            self.refresh_lines(0)

    def ground(self, y: int) -> str:
        """The keys stand on the bar's own ground."""
        return "bar text"

    def _title_line(self, width: int) -> list[Piece]:
        pieces: list[Piece] = []
        room = width - 1
        dot = f" {self.glyphs.dot} "
        if self.message:
            text = f" {visible(self.message)}"
            if width_of(text) > room:
                text = f" {fit(self.message, room)}"
            pieces.append((text, f"bar {self.tone}" if self.tone != "error" else "bar error"))
            room -= width_of(text)
        for n, part in enumerate(self.state):
            text = f" {visible(part)}" if n == 0 and not self.message else f"{dot}{visible(part)}"
            if width_of(text) > room:
                break
            pieces.append((text, "bar muted" if self.message or n else "bar text"))
            room -= width_of(text)
        pieces.append((" " * max(0, room + 1), "bar text"))
        return pieces

    def line(self, y: int, width: int) -> list[Piece]:
        """The keys, as many as fit; the last, which is help or how to leave, always."""
        pieces: list[Piece] = []
        room = width - sum(width_of(f" {key} {what} ") for key, what in self.hints[-1:])
        for key, what in self.hints[:-1]:
            room -= width_of(f" {key} {what} ")
            if room < 0:
                break
            pieces += [(f" {key}", "bar accent"), (f" {what} ", "bar muted")]
        for key, what in self.hints[-1:]:
            pieces += [(f" {key}", "bar accent"), (f" {what} ", "bar muted")]
        return pieces
