"""The panel that asks: a line to type in and the choices below it. Everything in it is painted, so opening it costs a
frame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip

from tui.lineedit import LineEdit
from tui.panes.lines import Pane, Piece
from tui.panes.plan import Plan, divide
from tui.questions import Choice, Question, plain
from tui.show import fit, visible, width_of

NEW = "+"
"""The key of the row that makes a new entry of what is typed."""


class Ask(Pane, can_focus=False):
    """Shows one `Question` at a time; keys are fed to it by the screen while `open`."""

    DEFAULT_CSS = "Ask { display: none; layer: panel; dock: top; width: 100%; height: 40%; background: $surface; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.question: Question | None = None
        self.edit = LineEdit()
        self.found: Sequence[Choice] = ()
        self.at = 0
        self.error = ""
        self.stepped = False
        self._plan: Plan | None = None
        self._planned: tuple[int, int] = (0, 0)

    def refresh(self, *regions: Region, **asked: Any) -> Self:
        """Paint anew; whatever changed may have moved what is where."""
        self._plan = None
        return super().refresh(*regions, **asked)

    @property
    def open(self) -> bool:
        """Whether something is being asked."""
        return self.question is not None

    def ask(self, question: Question) -> None:
        """Open the panel with ``question``."""
        self.question = question
        self.edit.set(question.text)
        self.error = ""
        self._narrow()
        self.set_class(not question.listing, "-line")
        self.display = True
        self.refresh()

    def close(self) -> None:
        """Close the panel."""
        self.question = None
        self.found = ()
        self.display = False

    def keys(self) -> list[tuple[str, str]]:
        """The keys that it takes now, with what they do."""
        question = self.question
        if question is None:
            return []
        given = (
            ("Enter", "take", True),
            ("↓↑", "choose", question.listing),
            ("Tab", "complete", question.complete is not None),
            ("Ctrl+N", "new", question.new is not None),
            ("Ctrl+T", "several", question.mark is not None),
            ("Ctrl+U", "empty", True),
            ("Esc", "leave", True),
        )
        return [(key, what) for key, what, can in given if can]

    def feed(self, key: str, character: str | None) -> None:
        """Take a key."""
        question = self.question
        if question is None:
            return
        if key == "escape":
            self.close()
            if question.left:
                question.left()
        elif key == "enter" or (key == "ctrl+s" and not question.listing):
            taken = self.at < len(self.found) and (self.stepped or not question.free)
            self._chosen(self.found[self.at] if taken else None)
        elif key == "ctrl+n" and question.new:
            self._done(question.new(self.edit.text.strip()), question)
        elif key == "ctrl+t" and question.mark and self.found:
            self._mark(question.mark)
        elif key in ("down", "ctrl+j"):
            self._step(1)
        elif key == "up":
            self._step(-1)
        elif key in ("pagedown", "pageup"):
            self._step(self._room() if key == "pagedown" else -self._room())
        elif key == "tab" and question.complete:
            self.edit.set(question.complete(self.edit.text))
            self._changed()
        elif question.digits and not self.edit.text and key in "123456789" and len(key) == 1:
            if int(key) <= len(self.found):
                self._chosen(self.found[int(key) - 1])
        else:
            before = self.edit.text
            if self.edit.feed(key, character):
                if self.edit.text != before:
                    self._changed()
                self.refresh()

    def _mark(self, mark: Callable[[Choice], str]) -> None:
        """Mark the chosen row and go on to the one after it, which other rows may have been put before."""
        question, choice = self.question, self.found[self.at]
        self.error = mark(choice)
        if question is not None and not self.error:
            self.found = question.choices(self.edit.text)
            place = next((n for n, row in enumerate(self.found) if row.key == choice.key), self.at)
            self.at = place
            self._step(1)
        self.refresh()

    def remark(self, text: str) -> None:
        """Say something below the line."""
        if text != self.error:
            self.error = text
            self.refresh()

    def paste(self, text: str) -> None:
        """Take pasted text."""
        self.edit.insert(text)
        self._changed()

    def _changed(self) -> None:
        self._narrow()
        if self.question and self.question.changed:
            self.error = self.question.changed(self.edit.text)
        self.refresh()

    def _narrow(self) -> None:
        self.at = 0
        self.top = 0
        self.stepped = False
        question = self.question
        self.found = question.choices(self.edit.text) if question else ()
        name = " ".join(self.edit.text.split())
        if question and question.new and name and not any(plain(row.label) == plain(name) for row in self.found):
            self.found = [*self.found, Choice(NEW, f"{NEW} new: {name}", "Ctrl+N")]

    def _chosen(self, choice: Choice | None) -> None:
        question = self.question
        if choice is not None and choice.off:
            self.error = choice.off
            self.refresh()
        elif choice is not None and choice.key == NEW and question is not None and question.new:
            self._done(question.new(self.edit.text.strip()), question)
        elif self.question is not None:
            question = self.question
            self._done(question.enter(choice, self.edit.text.strip()), question)

    def _done(self, error: str, question: Question) -> None:
        """Close after an answer, unless it was wrong or asked something else."""
        if error:
            self.error = error
            self.refresh()
        elif self.question is question:
            self.close()

    def _step(self, by: int) -> None:
        first = not self.stepped and self.question is not None and self.question.free
        self.stepped = True
        self.at = 0 if first and by > 0 else max(0, min(self.at + by, len(self.found) - 1))
        self.refresh()
        room = self._room()
        if self.at < self.top:
            self.top = self.at
        elif self.at >= self.top + room:
            self.top = self.at - room + 1

    def plan(self, width: int) -> Plan:
        """How the panel is divided in ``width`` cells; kept until something in it changes."""
        if self._plan is None or self._planned != (width, self.rows_high):
            self._planned = (width, self.rows_high)
            self._plan = divide(*self._planned, self.found, self.at, self.error)
        return self._plan

    def _room(self) -> int:
        return self.plan(self.wide).room

    def title(self) -> tuple[str, str]:
        """What is asked."""
        question = self.question
        count = f"{len(self.found)}" if question and question.listing else ""
        return (question.title if question else ""), count

    def ground(self, y: int) -> str:
        """The panel's own ground, and that of the chosen row."""
        question = self.question
        if question and question.listing and self.found and 1 <= y <= self._room() and y - 1 + self.top == self.at:
            return "cursor text" if self.stepped or not question.free else "panel text"
        return "panel text"

    def line(self, y: int, width: int) -> list[Piece]:
        """The typed line, then the choices, then the detail and what the keys do."""
        question = self.question
        if question is None:
            return []
        if y == 0:
            return self._typed(width)
        plan = self.plan(width)
        below = plan.below
        if y == self.rows_high - 1:
            return [(_hint(question.hint, width), "panel muted")]
        low = self.rows_high - 1 - len(below)
        if y >= low:
            return [(fit(f" {below[y - low]}", width), "panel error" if self.error else "panel muted")]
        wide, beside, meaning = plan.wide, plan.beside, plan.meaning
        if not beside:
            return self._row(y, width)
        said = meaning[y - 1] if y <= len(meaning) else ""
        if y == low - 1 and len(meaning) > low - 1:
            said = fit(f"{said} …", beside - 3)
        row = self._row(y, wide)
        pad = wide - sum(width_of(text) for text, _ in row)
        ground = "cursor" if self.ground(y) == "cursor text" else "panel"
        return [
            *row,
            (" " * max(0, pad), f"{ground} text"),
            (f"{self.glyphs.wall} ", "panel rule"),
            (fit(said, beside - 2), "panel text"),
        ]

    def _row(self, y: int, width: int) -> list[Piece]:
        """The choice on the ``y``-th line."""
        question = self.question
        assert question is not None
        index = self.top + y - 1
        if not question.listing or index >= len(self.found):
            if question.listing and y == 1 and not self.found and not question.free:
                return [(fit(" nothing fits", width), "panel muted")]
            return []
        choice = self.found[index]
        chosen = index == self.at and (self.stepped or not question.free)
        here = "cursor" if chosen else "panel"
        number = f"{index + 1} " if question.digits and not self.edit.text and index < 9 else "  "
        sign = self.glyphs.cursor if chosen else " "
        aside = f" {visible(choice.aside)} "[: max(0, width // 2)] if choice.aside else ""
        room = width - 4 - width_of(aside)
        ink = "muted" if choice.off else "text"
        return [
            (f"{sign} ", f"{here} accent"),
            (number, f"{here} muted"),
            (fit(choice.label, room), f"{here} {ink}"),
            (aside, f"{here} muted"),
        ]

    def _typed(self, width: int) -> list[Piece]:
        edit = self.edit
        text, at = visible(edit.text), edit.cursor
        while at and width_of(text[:at]) > width - 4:
            text, at = text[1:], at - 1
        under = text[at] if at < len(text) else " "
        row = self.at - self.top + 1 if self.stepped else 0
        self.app.cursor_position = self.region.offset + Offset(0 if row else 3 + width_of(text[:at]), 1 + row)
        return [
            (" > ", "panel accent"),
            (text[:at], "panel text"),
            (under, "panel caret"),
            (text[at + 1 :], "panel text"),
        ]

    def paint(self, y: int, width: int) -> Strip:
        """Paint one line; nothing when closed."""
        return super().paint(y, width) if self.question else Strip.blank(width, self.look["panel text"])

    async def _on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is not None and self.question is not None and self.question.listing:
            index = self.top + offset.y - 2
            if 0 <= index < len(self.found) and 2 <= offset.y <= self._room() + 1:
                self._chosen(self.found[index])
                self.desk_screen.answered()

    def scroll_lines(self, lines: int) -> None:
        """The wheel moves the choice."""
        self._step(1 if lines > 0 else -1)


def _hint(hint: str, width: int) -> str:
    """As many parts of a hint as fit; the first and the last, which says how to leave, stay longest."""
    parts = hint.split(" · ")
    while len(parts) > 1 and width_of(" · ".join(parts)) > width - 2:
        del parts[-2 if len(parts) > 2 else -1]
    return fit(f" {' · '.join(parts)}", width)
