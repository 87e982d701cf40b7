"""The desk and its lists as they are told: each takes a line at a time and does the act of the table that it names."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.records import Quote, Source, Span
from tui import outside
from tui.acts.writing import left
from tui.between import Between
from tui.doing import Doing, Judging
from tui.lists.listing import Listing, Lists, Row
from tui.plain import told
from tui.plain.asking import LEAVE, Answering
from tui.plain.words import Meant, Vocabulary
from tui.questions import Question
from tui.work import Work

if TYPE_CHECKING:
    from tui.plain.session import Session

T = TypeVar("T")
LOOK, TELL = 0.02, 5.0
"""Seconds between two looks at long work, and between two lines about how far it is."""
DONE = "."
"""The line that ends a note."""


class Telling(Doing):
    """What the desk and the lists have in common."""

    def __init__(self, session: Session) -> None:
        self.session, self.desk = session, session.desk
        self.asking: Answering | None = None
        self.rest = ""
        """What was typed behind an act: the answer to what it asks first."""
        self._said = ""
        self._note: tuple[str, str, list[str]] | None = None

    def hear(self, where: Sequence[str]) -> None:
        """Take the keys of these parts of the table; a digit alone is a row here, and what is painted is left out."""
        acts, keys = self.session.acts, self.session.keys
        self.WHERE = tuple(where)
        self.acts = {name: act for name, act in acts.items() if act.where in where and not act.painted}
        self.key_table = {name: tuple(key for key in keys[name] if not key.isdigit()) for name in self.acts}
        self.vocabulary = Vocabulary(self.key_table)

    def say(self, message: str, tone: str = "text") -> None:
        """Have it told when the act is done; the last word counts, as in the app's status line."""
        self._said = message

    @property
    def said(self) -> str:
        """What was said last."""
        return self._said

    def sync(self) -> None:
        """It is told when the line is done."""

    def ask(self, question: Question) -> None:
        """Ask; what was typed behind the act is the answer."""
        self.asking = Answering(question, self.session.tell)
        if self.rest:
            answer, self.rest = self.rest, ""
            self._answer(answer)
        else:
            self.asking.open()

    def stop_asking(self) -> None:
        """Leave the question."""
        self.asking = None

    def open_list(self, make: Callable[[Lists], Listing]) -> None:
        """Open a list above this; what was typed behind the act is searched for in it."""
        words, self.rest = self.rest, ""
        self.session.open(PlainList(self.session, make, words))

    def later(self, name: str) -> None:
        """Do an act on what is open once the line is done."""
        self.session.due.append(name)

    def end(self) -> None:
        """Leave."""
        self.session.going = False

    def copied(self, text: str) -> bool:
        """There is no clipboard: the text is told."""
        return False

    def outside(self, words: list[str], path: Path) -> str:
        """Run an editor."""
        return outside.run(words, path)

    def written(self, about: str, go_on: bool) -> None:
        """Nothing has to be put away."""

    def long_work(
        self,
        title: str,
        do: Callable[[Work[T]], T],
        then: Callable[[T], None],
        *,
        breaking: Callable[[], None] = lambda: None,
        nothing: str = "nothing was changed",
    ) -> None:
        """Wait for it, telling now and then how far it is; Ctrl+C breaks it off."""
        work, heard, last = Work(do, breaking), 0, time.monotonic()
        self.session.tell(f"{title}; Ctrl+C stops it")
        work.start()
        while not work.ended:
            try:
                time.sleep(LOOK)
            except KeyboardInterrupt:
                work.break_off()
                break
            new = work.told - heard
            for line in work.lines[len(work.lines) - new :] if new else ():
                self.session.tell(line)
            heard += new
            if time.monotonic() - last > TELL:
                last = time.monotonic()
                self.session.tell(f"{work.done} of {work.total}: {work.at}" if work.total else work.at)
        if work.broken and not work.given:
            self.say(f"stopped: {nothing}")
        else:
            self.guarded(lambda: then(work.result()))

    # -- notes -------------------------------------------------------------------------------------------------------

    def write(self, about: str, text: str, rewrites: str) -> None:
        """Take a note line by line, or what was typed behind the act."""
        if self.rest:
            answer, self.rest = self.rest, ""
            left(self, about, answer, rewrites, kept=True)
            return
        if text:
            self.session.tell(f"so far: {text}")
        goes_on = bool(text) and about in self.desk.drafts
        self.session.tell(
            f"{'go on with it' if goes_on else 'write it'} line by line; {DONE} alone keeps it, {LEAVE} leaves a draft"
        )
        self._note = (about, rewrites, [text] if goes_on else [])

    def _write_on(self, line: str) -> None:
        assert self._note is not None
        about, rewrites, lines = self._note
        if line.strip() in (DONE, LEAVE):
            self._note = None
            left(self, about, "\n".join(lines), rewrites, kept=line.strip() == DONE)
            return
        lines.append(line)
        self.guarded(lambda: self.desk.draft(about, "\n".join(lines), rewrites))

    # -- lines -------------------------------------------------------------------------------------------------------

    def take(self, line: str) -> None:
        """Take one line: of a note, as an answer, or an act."""
        self._said = ""
        if self._note is not None:
            self._write_on(line)
        elif self.asking is not None:
            self._answer(line.strip())
        else:
            self._do(line)

    def _answer(self, text: str) -> None:
        asking = self.asking
        if asking is None:
            return
        if text.casefold() == LEAVE:
            self.asking = None
            if asking.question.left is not None:
                asking.question.left()
            return
        came: list[str | None] = []
        if not self.guarded(lambda: came.append(asking.answer(text))):
            return
        if came[0]:
            self.say(came[0])
        elif came[0] == "" and self.asking is asking:
            self.asking = None

    def _do(self, line: str) -> None:
        meant = self.vocabulary.meant(line, rows=True)
        name = meant.act or self.alone(meant)
        if not name:
            follows = self.vocabulary.follows(meant.typed) if meant.typed else {}
            for key, act in follows.items():
                self.session.tell(f"{key}: {self.acts[act].help}")
            if meant.typed and not follows:
                self.say(f"{meant.typed} does nothing here: ? and a word tells what does")
            return
        self.rest = meant.rest
        self.perform(name, meant.count)
        if self.rest:
            self.say(f"{self._said}; “{self.rest}” behind it was not used".strip("; "))
            self.rest = ""

    def alone(self, meant: Meant) -> str:
        """The act for a line that names none; does what else it may mean."""
        raise NotImplementedError

    def tell(self) -> None:
        """Tell what was said, and what is in hand if that is another one."""
        if self._said:
            self.session.tell(self._said)
        if self.asking is None and self._note is None:
            for line in self.news():
                self.session.tell(line)

    def returned(self) -> None:
        """What was open above this is left."""

    def news(self) -> Iterator[str]:
        """What is in hand, if it was not told yet."""
        raise NotImplementedError


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
        self.say(content.opening())

    def show_detail(self) -> None:
        """The detail is told when its row is named by its number."""

    def close(self) -> None:
        """Go back."""
        self.session.close(self)

    def written(self, about: str, go_on: bool) -> None:
        """The list has the note now."""
        self.content.reload()

    def alone(self, meant: Meant) -> str:
        """A number goes to its row and tells all of it; an empty line opens the row in hand."""
        if meant.rows is not None and not meant.typed:
            if meant.rows:
                self.list.go(meant.rows[0] - 1)
            row = self.list.current
            if row is not None:
                self.say(f"{self._row(self.list.cursor)}. {row.detail}")
                self._told = (self.list.cursor, row.key)
            return ""
        return "" if meant.typed else "list_open"

    def _row(self, index: int) -> str:
        cells = (text.strip() for text, _ in self.list.rows[index].cells)
        return f"{index + 1}: {', '.join(cell for cell in cells if any(map(str.isalnum, cell)))}"

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
