"""A list as it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from tui.act import Act
from tui.lists.listing import Listing, Lists, Row
from tui.plain.telling import Telling

if TYPE_CHECKING:
    from tui.plain.session import Session


class Cursor:
    """The rows of a list, and where one stands in them."""

    def __init__(self, heading: str) -> None:
        self.heading = heading
        self.rows: Sequence[Row] = ()
        self.cursor = self.top = 0

    @property
    def page(self) -> int:
        """Rows of a page."""
        return 10

    @property
    def current(self) -> Row | None:
        """The row one stands on."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def go(self, row: int) -> None:
        """Stand on a row."""
        self.cursor = max(0, min(row, len(self.rows) - 1))

    def refresh(self) -> None:
        """It is told when the line is done."""


class PlainList(Telling, Lists):
    """A list; ``words`` are searched for when it opens."""

    def __init__(self, session: Session, make: Callable[[Lists], Listing], words: str) -> None:
        super().__init__(session)
        self.content = content = make(self)
        self.list: Cursor = Cursor(content.heading)
        self.hear(content.WHERE)
        content.wanted = words
        content.reload(content.start)
        self._told: tuple[int, str] | None = None
        self._gone_to = False
        self.say(content.opening())

    def show_detail(self) -> None:
        """The detail is told when its row is named by its number."""

    def close(self) -> None:
        """Go back."""
        self.session.close(self)

    def written(self, about: str, go_on: bool) -> None:
        """The list has the note now."""
        self.content.reload()

    @property
    def rows(self) -> int:
        """Those the list has now."""
        return len(self.list.rows)

    def go_to(self, rows: Sequence[int]) -> None:
        """A number goes to its row and tells all of it."""
        self.list.go(rows[0] - 1)
        self._gone_to = True
        row = self.list.rows[self.list.cursor]
        self.say(f"{self._row(self.list.cursor)}. {row.detail}")
        self._told = (self.list.cursor, row.key)

    def take_in_hand(self, act: Act, rows: Sequence[int]) -> bool:
        """An act of a list is about the row one stands on."""
        self.list.go(rows[0] - 1)
        return True

    def empty(self) -> str:
        """An empty line opens the row in hand; where that does something, once it was gone to by its number."""
        if self.content.DOES and not self._gone_to:
            self.say("a number and then Enter do what its row says: nothing was done")
            return ""
        return "list_open"

    def _row(self, index: int) -> str:
        """A row's cells, without those that only draw (the line of a stance); keys are signs and stay."""
        cells = self.list.rows[index].cells
        told = (text.strip() for text, style in cells if style == "strong" or any(map(str.isalnum, text)))
        return f"{index + 1}: {', '.join(told)}"

    def news(self) -> Iterator[str]:
        """The rows one came to, or passed on the way of a page; at the beginning the first page."""
        self.content.refreshed()
        rows, here = self.list.rows, self.list.cursor
        if not rows:
            yield self.content.NOTHING.strip() if not self.content.wanted else f"nothing has {self.content.wanted}"
            return
        now = (here, rows[here].key)
        if self._told is None:
            yield f"{self.list.heading}: {len(rows)}; Enter opens, PgDn tells more, a number all of a row, q goes back"
            low, high = here, here + self.list.page
        elif now == self._told:
            return
        else:
            passed = 0 < here - self._told[0] <= self.list.page
            low, high = (self._told[0] + 1 if passed else here), here + 1
        for index in range(low, min(high, len(rows))):
            yield self._row(index)
        self._told = now
