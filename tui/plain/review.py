"""The desk as it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.records import Quote, Source, Span
from tui.act import Act
from tui.between import Between
from tui.doing import Judging
from tui.plain import told
from tui.plain.telling import Telling

if TYPE_CHECKING:
    from tui.plain.session import Session


class Around:
    """The text around a quote, told piece by piece."""

    def __init__(self) -> None:
        self.source: Source | None = None
        self.more = ""
        self._low = self._high = 0

    def show(
        self, quote: Quote | None, source: Source | None, spans: tuple[Span, ...] | None = None, hand: int | None = None
    ) -> None:
        """It is about ``source`` now, at the quote or the words in hand."""
        self.source = source
        at = spans or (quote.spans if quote is not None else ())
        self._low, self._high = (at[0][0], at[-1][1]) if at else (0, 0)

    def around(self) -> str:
        """The text with so much before and after it."""
        text = self.source.text if self.source is not None else ""
        self._low, self._high = max(0, self._low - told.AROUND), min(len(text), self._high + told.AROUND)
        return text[self._low : self._high]

    def scroll_lines(self, lines: int) -> None:
        """Tell the text that follows, or the text before."""
        text = self.source.text if self.source is not None else ""
        by = 2 * told.AROUND * abs(lines)
        if lines > 0:
            self._low, self._high = self._high, min(len(text), self._high + by)
        else:
            self._low, self._high = max(0, self._low - by), self._low
        self.more = text[self._low : self._high] or "the text ends here"


class PlainReview(Telling, Judging):
    """The desk."""

    SIGHTED = BESIDE = False
    ALONE = "many"

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.hear(("review",))
        self.page = 2
        self.adjusting = None
        self.repeat = None
        self.context = Around()
        self.between = Between(lambda seconds, do: None, lambda: 0.0)
        self._told: tuple[int, str] = (0, "")
        self._before: tuple[set[str], str] | None = None
        """What was marked and which quote was in hand before the rows that an act was given, until it is done."""
        self.show_detail()

    def remark(self, text: str) -> None:
        """Nothing is said while a line is typed."""

    def scroll_notes(self, lines: int) -> None:
        """They are told as a whole."""

    @property
    def turned(self) -> int:
        """Rows of a page."""
        return 10

    def unzoomed(self) -> bool:
        """There is nothing to be zoomed."""
        return False

    def show_detail(self) -> None:
        """The context goes with the quote."""
        quote = self.desk.quote
        self.context.show(quote, self.desk.ws.sources.get(quote.source if quote is not None else self.desk.source))

    def show_page(self, number: int) -> None:
        """Go to the sources, or to the quotes, with the text around; the notes are told."""
        self.page = 1 if number == 1 else 2
        self._told = (0, "") if number < 3 else self._told
        if number == 3:
            for line in told.hanging(self.desk):
                self.session.tell(line)

    def perform(self, name: str, count: int | None = None) -> None:
        """Run an act; to go to the quotes is to be told the text around, too."""
        super().perform(name, count)
        if name == "pane_quotes":
            self.show_detail()
            self.context.more = self.context.around()

    def returned(self) -> None:
        """Tell where one is, after a list was left."""
        self._told = (0, "")

    def written(self, about: str, go_on: bool) -> None:
        """Go on when that was asked for."""
        if go_on and about == self.desk.key:
            self.perform("accept")

    @property
    def rows(self) -> int | None:
        """The quotes shown; with words in hand a number is a count."""
        return len(self.desk.shown) if self.adjusting is None else None

    def go_to(self, rows: Sequence[int]) -> None:
        """One row is gone to, several are marked."""
        if len(rows) == 1:
            self._stand(rows[0])
            self._told = (0, "")
        else:
            self._mark(self._keys(rows))

    def take_in_hand(self, act: Act, rows: Sequence[int]) -> bool:
        """Go to the row of an act on one quote; one on several is for these, and then all is as it was."""
        if act.rows == "one":
            self._stand(rows[0])
        elif act.id == "mark":
            self._mark(self.desk.marks | self._keys(rows))
            self.desk.marked_last = self.desk.shown[rows[-1] - 1]
            return False
        else:
            self._before = (self.desk.marks, self.desk.key)
            self.desk.marks = self._keys(rows)
            self.desk.go(rows[0] - 1)
        return True

    def _mark(self, keys: set[str]) -> None:
        self.desk.marks = keys
        self.say(f"{len(keys)} marked: the next act applies to all of them")

    def _stand(self, row: int) -> None:
        self.page = 2
        self.desk.note_jump()
        self.desk.go(row - 1)
        self.show_detail()

    def _keys(self, rows: Sequence[int]) -> set[str]:
        return {self.desk.shown[row - 1] for row in rows}

    def empty(self) -> str:
        """An empty line goes on, or keeps the words in hand."""
        return "down" if self.adjusting is None else "spans_keep"

    def take(self, line: str) -> None:
        """Take a line; where it ends an act on rows that it named, the marks and the quote in hand are those before."""
        super().take(line)
        if self._before is not None and self.asking is None:
            (marks, key), self._before = self._before, None
            self.desk.marks = {mark for mark in marks if mark in self.desk.ws.quotes}
            if (row := self.desk.row(key)) is not None:
                self.desk.go(row)

    def news(self) -> Iterator[str]:
        """The words in hand, or the source or the quote that one has come to."""
        state, desk = self.adjusting, self.desk
        if state is not None:
            fresh = self._told != (3, told.words(state))
            if fresh:
                self._told = (3, told.words(state))
                yield f"the words: {told.words(state)}"
            yield told.hand(state)
            return
        here = (self.page, desk.source if self.page == 1 else desk.key)
        if here != self._told:
            self._told = here
            yield from told.source(desk) if self.page == 1 else told.quote(desk)
            if not self.context.more:
                self.show_detail()
        if self.context.more:
            yield self.context.more
            self.context.more = ""
