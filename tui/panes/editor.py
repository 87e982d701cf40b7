"""Where a note is written: Textual's text area, with what is typed and pasted kept free of control characters."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from tui.show import clean_input

LEAVING = ("ctrl+s", "ctrl+g", "escape", "ctrl+o")
"""The keys that end the writing."""


class Editor(TextArea):
    """A note in the making. Posts `Left` when the analyst keeps it or steps away from it."""

    DEFAULT_CSS = """
    Editor {
        layer: panel; dock: right; width: 46; height: 1fr; border: solid $accent;
        background: $surface; color: $foreground;
        padding: 0 1;
        &:focus { border: solid $accent; }
        & .text-area--cursor-line { background: $surface; }
    }
    """

    class Left(Message):
        """Writing ended. ``kept``: store it; ``go_on``: and accept the quote and go to the next new one; ``outside``:
        it goes on in the analyst's own editor.
        """

        def __init__(self, text: str, kept: bool, go_on: bool, outside: bool) -> None:
            super().__init__()
            self.text = text
            self.kept = kept
            self.go_on = go_on
            self.outside = outside

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self.cursor_blink = False

    def begin(self, text: str) -> None:
        """Begin with ``text``, without its control characters, the cursor behind it."""
        self.text = clean_input(text, lines=True)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
        elif event.key in LEAVING:
            event.stop()
            event.prevent_default()
            self.take(event.key, None)
        elif event.character and not event.is_printable and event.key not in ("enter", "tab"):
            event.prevent_default()

    def take(self, key: str, character: str | None) -> None:
        """Take a key that went elsewhere."""
        if key in LEAVING:
            text = clean_input(self.text, lines=True)
            self.post_message(self.Left(text, key in ("ctrl+s", "ctrl+g"), key == "ctrl+g", key == "ctrl+o"))
        elif character and character.isprintable():
            self.insert(character)
        elif key == "enter":
            self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_input(event.text, lines=True)
