"""Screens that are a list with something beside it: help, codebook, speakers, notes, history, timeline are made of
it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import on
from textual.app import ComposeResult

from store import Change
from tui.act import Act, Do
from tui.desk import Desk
from tui.panes.lines import Lines, Pane, Piece
from tui.questions import Choice, Question, narrow
from tui.screens.base import Beside
from tui.screens.writing import WritingScreen
from tui.show import fit, visible
from tui.wrap import wrap


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its record's ``key``, its ``cells`` (text and style), and the ``detail`` shown beside it."""

    key: str
    cells: tuple[tuple[str, str], ...]
    detail: str = ""
    heading: bool = False

    @property
    def words(self) -> str:
        """All its text, for searching."""
        return " ".join(text for text, _ in self.cells) + " " + self.detail


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


class ListScreen(WritingScreen):
    """A list, its detail and the bar. Subclasses give ``HEADING``, ``WIDTHS`` and `build`, the table their acts."""

    HEADING = ""
    WIDTHS: tuple[int, ...] = (0,)
    NOTHING = " Nothing here yet."
    STYLE = """
    ListScreen { background: $background; }
    ListScreen #body { height: 1fr; layers: base panel; }
    #rows { width: 3fr; }
    #detail { width: 2fr; height: 1fr; border-left: solid $or-rule; }
    ListScreen.-narrow #body { layout: vertical; }
    .-narrow #rows { height: 2fr; width: 1fr; }
    .-narrow #detail { height: 1fr; width: 1fr; border: none; }
    .-flat #detail, .-low #detail { display: none; }
    """

    def __init__(self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]]) -> None:
        super().__init__(desk, acts, keys)
        self.list = Rows(self.HEADING, self.WIDTHS, self.NOTHING)
        self.detail = Detail()
        self.wanted = ""
        self.all: Sequence[Row] = ()
        self._revision = desk.revision

    def compose(self) -> ComposeResult:
        """The list with its detail, and the bar."""
        with Beside(id="body"):
            yield self.list
            yield self.detail
        yield self.bar

    def on_mount(self) -> None:
        """Fill the list."""
        self.reload()
        self.list.focus(scroll_visible=False)

    def build(self) -> Sequence[Row]:
        """All rows, from the workspace."""
        raise NotImplementedError

    def opened(self, row: Row) -> None:
        """Enter was pressed on ``row``."""

    def reload(self, key: str = "") -> None:
        """Build the rows anew; the cursor stays on its record, or goes to ``key``."""
        here = key or (self.list.current.key if self.list.current else "")
        self._revision = self.desk.revision
        self.all = self.build()
        self.narrowed(here)

    def narrowed(self, here: str = "") -> None:
        """Show the rows that have the words searched for."""
        words = self.wanted.casefold().split()
        rows = [row for row in self.all if all(word in row.words.casefold() for word in words)] if words else self.all
        self.list.rows = rows
        at = min(self.list.cursor, len(rows) - 1)
        place = next((n for n, row in enumerate(rows) if row.key == here and not row.heading), at)
        while 0 <= place < len(rows) - 1 and rows[place].heading:
            place += 1
        self.list.go(max(0, place))
        if all(row.heading for row in rows[: self.list.cursor]):
            self.list.top = 0
        self.list.refresh()
        self.show_detail()

    def show_detail(self) -> None:
        """Show what belongs to the current row."""
        row = self.list.current
        self.detail.show(row.detail if row else "")

    def state(self) -> list[str]:
        """The file, the search, and how to leave."""
        parts = [self.desk.ws.path.name]
        if self.wanted:
            parts.append(f"search: {self.wanted}")
        return [*parts, "Esc goes back", "? help"]

    def sync(self) -> None:
        """The state, and the detail of the current row."""
        super().sync()
        if self.desk.revision != self._revision and self.is_mounted:
            self.reload()
        self.show_detail()

    def step(self, by: int) -> None:
        """Move the cursor, passing over headings."""
        rows, to = self.list.rows, self.list.cursor + by
        way = 1 if by >= 0 else -1
        to = max(0, min(to, len(rows) - 1))
        while 0 <= to < len(rows) and rows[to].heading:
            to += way
        if 0 <= to < len(rows):
            self.list.go(to)
        self.say("")

    def search(self) -> None:
        """Ask for words; the list narrows as they are typed."""

        def changed(text: str) -> str:
            self.wanted = text
            self.narrowed()
            return "" if self.list.rows else "nothing has these words"

        def enter(choice: Choice | None, text: str) -> str:
            changed(text)
            return ""

        self.ask(
            Question(
                "Search", enter, text=self.wanted, changed=changed, listing=False, hint="Enter keeps · empty shows all"
            )
        )

    def changed(self, work: Callable[[], Change | None]) -> str:
        """Do ``work`` and say in words what was done; gives the error if it is refused."""
        made: list[Change | None] = []
        if not self.guarded(lambda: made.append(work())):
            return self.bar.message
        change = made[0]
        self.say(f"{change.act} · u undoes" if change else "it is so already")
        new = [key for _, key in change.made] if change else []
        self.reload(new[0] if new else "")
        return ""

    def type(self, title: str, text: str, work: Callable[[str], Change | None]) -> None:
        """Ask for a line of text and do ``work`` with it."""

        def enter(choice: Choice | None, typed: str) -> str:
            return self.changed(lambda: work(typed))

        self.ask(Question(title, enter, text=text, listing=False, hint="Enter keeps · Esc leaves"))

    def pick(self, title: str, rows: Sequence[Choice], work: Callable[[str], Change | None]) -> None:
        """Ask for one of ``rows`` and do ``work`` with its key."""

        def enter(choice: Choice | None, typed: str) -> str:
            return "Nothing has that name." if choice is None else self.changed(lambda: work(choice.key))

        self.ask(Question(title, enter, lambda text: narrow(rows, text), digits=True, hint="Enter picks · Esc leaves"))

    def notes_on(self, key: str) -> str:
        """What was written on a record, for its detail."""
        notes = self.desk.ws.notes.where(target_id=key)
        return "".join(f"\n\n{note.text}\n{note.analyst} · {note.written[:10]}" for note in notes)

    def written(self, about: str, go_on: bool) -> None:
        """Back to the list, with what was written."""
        self.reload()
        self.list.focus(scroll_visible=False)

    def close(self) -> None:
        """Go back to where one came from."""
        if self.app.screen is self:
            self.dismiss()

    def leave(self) -> None:
        """Leave the search, then the screen."""
        if self.wanted:
            self.wanted = ""
            self.narrowed()
        else:
            self.close()

    @on(Lines.Picked)
    def picked(self, event: Lines.Picked) -> None:
        """The mouse chose a row."""
        if self.panel.open or self.writing_on:
            return
        self.list.go(event.index)
        if event.twice and self.list.current:
            self.opened(self.list.current)
        self.sync()


def on_record(table: str, do: Callable[[Any, Any], None]) -> Do:
    """An act on the record of ``table`` under the cursor: ``do`` takes the screen and the record."""

    def run(s: ListScreen, count: int | None) -> None:
        records = getattr(s.desk.ws, table)
        record = records.get(s.list.current.key) if s.list.current else None
        if record is not None:
            do(s, record)

    return run
