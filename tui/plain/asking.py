"""A question of the app answered by a line: a choice is taken by its name, by as much of it as only one has, or by its
number in what was told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.acts.wording import short
from tui.questions import Choice, Question, plain

FEW, MANY = 9, 40
"""So many choices are told when a question opens, and when they are asked for."""
LONG = 100
"""So many characters of a choice, and of what it means, are told."""
LEAVE, EMPTY, NEW, TELL = "esc", "-", "+", "?"


class Answering:
    """A question that is open. ``tell`` is given each line to be told."""

    def __init__(self, question: Question, tell: Callable[[str], None]) -> None:
        self.question = question
        self._tell = tell
        self._offered: Sequence[Choice] = ()
        self._first: Choice | None = None
        """What an empty line takes: told when the question opened, and no more once something else was typed."""
        self._typed = ""

    def open(self) -> None:
        """Tell what is asked, the first choices, and how to answer."""
        question = self.question
        if not question.listing:
            now = f" (now “{question.text}”: Enter takes it, - empties it)" if question.text else ""
            self._tell(f"{question.title}{now}; esc leaves")
            return
        found = question.choices("" if question.free else question.text)
        now = f" (now “{question.text}”, - empties it)" if question.free and question.text else ""
        new = ", + and a name makes one" if question.new else ""
        self._first = found[0] if found and not question.free else None
        first = f", Enter takes “{short(self._first.label, LONG)}”" if self._first else ""
        self._tell(f"{question.title}{now}: words{first}{new}, ? tells {len(found)}, esc leaves")
        if question.digits:
            self._offer(found[:FEW])

    def _offer(self, found: Sequence[Choice]) -> None:
        self._offered = found
        for number, choice in enumerate(found, 1):
            parts = [short(choice.label, LONG), choice.aside.strip(), choice.off or short(choice.detail, LONG)]
            self._tell(f"{number}: {', '.join(part for part in parts if part)}")

    def answer(self, text: str) -> str | None:
        """Take a line. Gives an error, an empty text when it was answered, None when more is to be said."""
        question = self.question
        if text == TELL and question.listing:
            self._offer(question.choices("")[:MANY])
            return None
        if not question.listing:
            return question.enter(None, "" if text == EMPTY else text or question.text)
        if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= len(self._offered):
            return self._take(self._offered[int(text) - 1], "")
        if text.startswith(NEW) and question.new is not None:
            return question.new(text[1:].strip() or self._typed)
        if question.free:
            return question.enter(None, "" if text == EMPTY else text or question.text)
        return self._choose(text)

    def _choose(self, text: str) -> str | None:
        question = self.question
        first, self._first = self._first, None
        if not text and first is not None:
            return self._take(first, "")
        found = question.choices(text)
        last = text.rpartition("/")[2]
        names = {plain(text), plain(last)} - {""}
        exact = [c for c in found if c.key == text or names & {plain(c.label), plain(c.label.split(" / ")[-1])}]
        if not text and found:
            return "a number, words, or esc"
        if len(exact) == 1 or len(found) == 1:
            return self._take((exact or found)[0], text)
        if not found:
            self._typed = text
            error = question.enter(None, text)
            return f"nothing is called “{text}”: + makes it" if error and question.new is not None else error
        self._tell(f"{len(found)} fit: a number, more words, or esc")
        self._offer(found[:MANY])
        return None

    def _take(self, choice: Choice, text: str) -> str:
        return choice.off or self.question.enter(choice, text)
