"""The desk as it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.records import Quote, Source, Span
from tui.between import Between
from tui.doing import Judging
from tui.plain import told
from tui.plain.telling import Telling
from tui.plain.words import Meant

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

    SIGHTED = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.hear(("review",))
        self.page = 2
        self.adjusting = None
        self.repeat = None
        self.context = Around()
        self.between = Between(lambda seconds, do: None, lambda: 0.0)
        self._told: tuple[int, str] = (0, "")
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

    def alone(self, meant: Meant) -> str:
        """Rows alone are gone to or marked; an empty line goes on, or keeps the words in hand."""
        if meant.rows is not None and not meant.typed:
            if len(meant.rows) == 1:
                self.desk.note_jump()
                self.desk.go(meant.rows[0] - 1)
                self._told = (0, "")
            else:
                self._mark(meant.rows)
                self.say(f"{len(self.desk.marks)} marked: the next act applies to all of them")
            return ""
        return "" if meant.typed else "down" if self.adjusting is None else "spans_keep"

    def _mark(self, rows: Sequence[int]) -> None:
        shown = self.desk.shown
        wanted = [shown[n - 1] for n in rows if 0 < n <= len(shown)] if rows else shown
        self.desk.marks = set(wanted)

    def _do(self, line: str) -> None:
        meant = self.vocabulary.meant(line, rows=self.adjusting is None)
        if meant.rows is None or not meant.act:
            super()._do(line)
            return
        if meant.rows and not all(0 < row <= len(self.desk.shown) for row in meant.rows):
            self.say(f"the rows go from 1 to {len(self.desk.shown)}: nothing was done")
            return
        before = set(self.desk.marks)
        self._mark(meant.rows)
        super()._do(line)
        if self.asking is None and not meant.act.startswith(("mark", "join")):
            self.desk.marks = {key for key in before if key in self.desk.ws.quotes}

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
