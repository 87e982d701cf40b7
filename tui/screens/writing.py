"""Screens on which notes are written: the editor, what it is about, and the draft that survives whatever happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui.act import Act
from tui.acts import writing
from tui.desk import Desk
from tui.outside import run
from tui.screens.base import DeskScreen
from tui.show import clean_input

if TYPE_CHECKING:
    from tui.panes.editor import Editor

DRAFT = 1.0
"""Seconds without a letter after which what stands in the editor is on the disk."""


class WritingScreen(DeskScreen):
    """A desk screen with an editor, which is there once a note was begun.

    ``writing_on`` names what the note in the making is about, as drafts do (empty: none is written), ``rewriting`` the
    note that it is to replace.
    """

    def __init__(self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]]) -> None:
        super().__init__(desk, acts, keys)
        self.editor: Editor | None = None
        self.writing_on = ""
        self.rewriting = ""
        self._letters = 0

    def press(self, key: str, character: str | None) -> None:
        """Take one key; while a note is written all of them are for the editor, wherever the mouse has been."""
        editor = self.editor
        if not self.writing_on or editor is None:
            super().press(key, character)
        elif key == "ctrl+q":
            self.desk_app.leave()
        elif not editor.has_focus:
            editor.focus(scroll_visible=False)
            editor.take(key, character)

    def hint_row(self) -> list[tuple[str, str]]:
        """The keys of the editor while a note is written."""
        if not self.writing_on or self.panel.open:
            return super().hint_row()
        accept = [("Ctrl+G", "keep, accept, go on")] if self.writing_on in self.desk.ws.quotes else []
        return [("Ctrl+S", "keep"), *accept, ("Esc", "leave the draft"), ("Ctrl+O", "$EDITOR")]

    def write(self, about: str, text: str, rewrites: str) -> None:
        """Open the editor on a note about ``about``, with ``text`` in it."""
        from tui.panes.editor import Editor  # noqa: PLC0415  (Textual's text area is loaded when a note is first written)

        self.writing_on, self.rewriting = about, rewrites
        if self.editor is None:
            self.editor = Editor()
            self.query_one("#body").mount(self.editor)
        self.editor.display = True
        self.show_asking()
        self.editor.begin(text)
        self.editor.focus(scroll_visible=False)
        self.bar.hint(self.hint_row())

    def outside(self, words: list[str], path: Path) -> str:
        """Hand the terminal to an editor."""
        try:
            with self.app.suspend():
                return run(words, path)
        except SuspendNotSupported:
            return "this terminal cannot be handed to another program"

    def pasted(self, text: str) -> None:
        """Pasted text goes to the note or to the panel."""
        if not self.writing_on or self.editor is None:
            super().pasted(text)
        elif not self.editor.has_focus:  # else it has taken it already
            self.editor.insert(clean_input(text, lines=True))

    def on_editor_left(self, event: Editor.Left) -> None:
        """A note was written, or left as a draft."""
        about, rewriting = self.writing_on, self.rewriting
        if not (event.kept and event.text.strip()):
            self.stop_writing()
        if self.editor is not None:
            self.editor.display = False
        self.writing_on = self.rewriting = ""
        self.show_asking()
        self.bar.hint(self.hint_row())
        if event.outside:
            writing.in_editor(self, about, event.text.rstrip(), rewriting)
        else:
            writing.left(self, about, event.text, rewriting, kept=event.kept, go_on=event.go_on)

    def on_text_area_changed(self) -> None:
        """Keep the draft once the typing rests, so that a kill costs a second of it at most."""
        self._letters += 1
        turn = self._letters
        self.set_timer(DRAFT, lambda: self.stop_writing() if turn == self._letters else None)

    def stop_writing(self) -> None:
        """Keep what stands in the editor as a draft, on the disk."""
        about, editor = self.writing_on, self.editor
        if editor is not None and about and not self.desk.closed:
            note = self.desk.ws.notes.get(self.rewriting) if self.rewriting else None
            text = "" if note is not None and note.text == editor.text.rstrip() else editor.text.rstrip()
            self.guarded(lambda: self.desk.draft(about, text, self.rewriting))

    def written(self, about: str, go_on: bool) -> None:
        """The editor is put away; show what there is now. ``go_on`` when the note about ``about`` was kept with it."""
