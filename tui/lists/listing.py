"""What every list is: rows that narrow as one searches, a cursor on one of them, and changes that are told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import msgspec

from briefing.records import Source
from store import Change
from tui.doing import Doing
from tui.questions import Choice, Question, narrow

Marked = tuple[Source, list[tuple[int, int, str]]]
"""A text with stretches of it (code points) and what they are."""


class Row(msgspec.Struct, frozen=True):
    """One row: its record's ``key``, its ``cells`` (text and style), and the ``detail`` shown beside it."""

    key: str
    cells: tuple[tuple[str, str], ...]
    detail: str = ""
    heading: bool = False

    @property
    def words(self) -> str:
        """All its text, for searching."""
        return " ".join(text for text, _ in self.cells) + " " + self.detail


class Shows(Protocol):
    """Who shows the rows, and knows the cursor."""

    heading: str
    rows: Sequence[Row]
    cursor: int
    top: int

    def go(self, row: int) -> None:
        """Stand on a row."""

    def refresh(self) -> Any:
        """Show the rows anew."""

    @property
    def page(self) -> int:
        """How many rows are shown at once."""

    @property
    def current(self) -> Row | None:
        """The row of the cursor."""


class Lists(Doing):
    """Where a list is open."""

    content: Listing
    list: Shows

    def show_detail(self) -> None:
        """Show what belongs to the current row."""
        raise NotImplementedError

    def close(self) -> None:
        """Go back to where one came from."""
        raise NotImplementedError


class Listing:
    """The content of one list, shown by ``s``. Subclasses give ``WHERE``, ``HEADING``, ``WIDTHS`` (cells of each
    column; 0 takes what is left) and `build`, the table their acts.
    """

    WHERE: tuple[str, ...] = ("list",)
    HEADING = ""
    WIDTHS: tuple[int, ...] = (0,)
    NOTHING = " Nothing here yet."
    DOES = False
    """Whether Enter does what a row says, so that without a screen its row is to be named first."""
    TEXTS = False
    """Whether `text` has a text with marks to be shown beside the rows."""

    def __init__(self, s: Lists) -> None:
        self.s = s
        self.desk = s.desk
        self.heading = self.HEADING
        self.wanted = ""
        self.all: Sequence[Row] = ()
        self.start = ""
        """The key of the row one begins at."""
        self._revision = -1

    def build(self) -> Sequence[Row]:
        """All rows, from the workspace."""
        raise NotImplementedError

    def opening(self) -> str:
        """What is said when it opens."""
        return ""

    def opened(self, row: Row) -> None:
        """Enter was pressed on ``row``."""

    def searched(self, row: Row) -> str:
        """The words of ``row`` that a search looks at."""
        return row.words

    def text(self, row: Row | None) -> Marked | None:
        """The text beside ``row`` with its marks; None when it is the one that is shown already."""
        return None

    # -- rows --------------------------------------------------------------------------------------------------------

    def reload(self, key: str = "") -> None:
        """Build the rows anew; the cursor stays on its record, or goes to ``key``."""
        row = self.s.list.current
        here = key or (row.key if row else "")
        self._revision = self.desk.revision
        self.all = self.build()
        self.s.list.heading = self.heading
        self.narrowed(here)

    def refreshed(self) -> None:
        """Build the rows anew if anything changed."""
        if self.desk.revision != self._revision:
            self.reload()

    def narrowed(self, here: str = "") -> None:
        """Show the rows that have the words searched for."""
        words, shown = self.wanted.casefold().split(), self.s.list
        rows = self.all
        if words:
            rows = [row for row in rows if all(word in self.searched(row).casefold() for word in words)]
        shown.rows = rows
        at = min(shown.cursor, len(rows) - 1)
        place = next((n for n, row in enumerate(rows) if row.key == here and not row.heading), at)
        while 0 <= place < len(rows) - 1 and rows[place].heading:
            place += 1
        shown.go(max(0, place))
        if all(row.heading for row in rows[: shown.cursor]):
            shown.top = 0
        shown.refresh()
        self.s.show_detail()

    def step(self, by: int) -> None:
        """Move the cursor, passing over headings."""
        rows, to = self.s.list.rows, self.s.list.cursor + by
        way = 1 if by >= 0 else -1
        to = max(0, min(to, len(rows) - 1))
        while 0 <= to < len(rows) and rows[to].heading:
            to += way
        if 0 <= to < len(rows):
            self.s.list.go(to)
        self.s.say("")

    def leave(self) -> None:
        """Leave the search, then the list."""
        if self.wanted:
            self.wanted = ""
            self.narrowed()
        else:
            self.s.close()

    # -- asking and changing -----------------------------------------------------------------------------------------

    def search(self) -> None:
        """Ask for words; the list narrows as they are typed."""

        def changed(text: str) -> str:
            self.wanted = text
            self.narrowed()
            return "" if self.s.list.rows else "nothing has these words"

        def enter(choice: Choice | None, text: str) -> str:
            changed(text)
            return ""

        hint = "Enter keeps · empty shows all"
        self.s.ask(Question("Search", enter, text=self.wanted, changed=changed, listing=False, hint=hint))

    def changed(self, work: Callable[[], Change | None]) -> str:
        """Do ``work`` and say in words what was done; gives the error if it is refused."""
        made: list[Change | None] = []
        if not self.s.guarded(lambda: made.append(work())):
            return self.s.said
        change = made[0]
        self.s.say(f"{change.act} · u undoes" if change else "it is so already")
        new = [key for _, key in change.made] if change else []
        self.reload(new[0] if new else "")
        return ""

    def type(self, title: str, text: str, work: Callable[[str], Change | None]) -> None:
        """Ask for a line of text and do ``work`` with it."""

        def enter(choice: Choice | None, typed: str) -> str:
            return self.changed(lambda: work(typed))

        self.s.ask(Question(title, enter, text=text, listing=False, hint="Enter keeps · Esc leaves"))

    def pick(self, title: str, rows: Sequence[Choice], work: Callable[[str], Change | None]) -> None:
        """Ask for one of ``rows`` and do ``work`` with its key."""

        def enter(choice: Choice | None, typed: str) -> str:
            return "Nothing has that name." if choice is None else self.changed(lambda: work(choice.key))

        hint = "Enter picks · Esc leaves"
        self.s.ask(Question(title, enter, lambda text: narrow(rows, text), digits=True, hint=hint))

    def notes_on(self, key: str) -> str:
        """What was written on a record, for its detail."""
        notes = self.desk.ws.notes.where(target_id=key)
        return "".join(f"\n\n{note.text}\n{note.analyst} · {note.written[:10]}" for note in notes)
