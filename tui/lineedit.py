"""One editable line of text: what pickers and prompts are typed into. Pure, painted by whoever owns it."""

from __future__ import annotations

import re

import msgspec

from tui.show import clean_input

LONGEST = 4_000
"""A line holds so many characters; what is typed or pasted beyond that is left out."""


class LineEdit(msgspec.Struct):
    """The text and where the cursor stands in it (in characters, 0 to ``len(text)``)."""

    text: str = ""
    cursor: int = 0

    def set(self, text: str) -> None:
        """Put ``text`` there with the cursor behind it."""
        self.text = clean_input(text)
        self.cursor = len(self.text)

    def insert(self, text: str) -> None:
        """Type ``text`` at the cursor; control characters are left out, line ends become blanks."""
        text = clean_input(text)[: max(0, LONGEST - len(self.text))]
        self.text = self.text[: self.cursor] + text + self.text[self.cursor :]
        self.cursor += len(text)

    def feed(self, key: str, character: str | None) -> bool:
        """Take one key as Textual names it; says whether it meant anything here."""
        text, at = self.text, self.cursor
        word = len(text[:at]) - len(re.sub(r"\S*\s*$", "", text[:at]))
        if key in ("backspace", "ctrl+h"):
            self._cut(at - 1, at)
        elif key in ("delete", "ctrl+d"):
            self._cut(at, at + 1)
        elif key in ("ctrl+w", "ctrl+backspace", "alt+backspace"):
            self._cut(at - word, at)
        elif key == "ctrl+u":
            self._cut(0, at)
        elif key == "ctrl+k":
            self._cut(at, len(text))
        elif key in ("left", "ctrl+b"):
            self.cursor = max(0, at - 1)
        elif key in ("right", "ctrl+f"):
            self.cursor = min(len(text), at + 1)
        elif key in ("ctrl+left", "alt+left"):
            self.cursor = at - word
        elif key in ("ctrl+right", "alt+right"):
            match = re.match(r"\s*\S*", text[at:])
            self.cursor = at + (match.end() if match else 0)
        elif key in ("home", "ctrl+a"):
            self.cursor = 0
        elif key in ("end", "ctrl+e"):
            self.cursor = len(text)
        elif character and character.isprintable():
            self.insert(character)
        else:
            return False
        return True

    def _cut(self, start: int, end: int) -> None:
        start, end = max(0, start), min(len(self.text), end)
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start
