"""What the desk and the lists that are told have in common: each takes a line at a time and does the act of the table
that it names.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui import outside
from tui.act import Act, Rows
from tui.acts.writing import left
from tui.doing import Doing
from tui.lists.listing import Listing, Lists
from tui.plain.asking import LEAVE, Answering
from tui.plain.words import Meant, Vocabulary
from tui.questions import Question
from tui.show import clean_input
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

    ALONE: Rows = "one"
    """How many rows can be named alone."""

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
        self.session.open(make, words)

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
        self.take_up(work, then, nothing)

    # -- notes -------------------------------------------------------------------------------------------------------

    def write(self, about: str, text: str, rewrites: str) -> None:
        """Take a note line by line, or what was typed behind the act."""
        if self.rest:
            answer, self.rest = self.rest, ""
            if about in self.desk.drafts:
                self.refuse("a draft is there: the same key alone goes on with it; nothing was kept of this line")
            else:
                left(self, about, answer, rewrites, kept=True)
            return
        if text:
            self.session.tell(f"so far: {text}")
        self.session.tell(
            f"{'go on with it' if text else 'write it'} line by line; {DONE} alone keeps it, {LEAVE} leaves a draft"
        )
        self._note = (about, rewrites, [text] if text else [])

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
        self._said, line = "", clean_input(line)
        if self._note is not None:
            self._write_on(line)
        elif self.asking is not None:
            self._answer(line.strip())
        else:
            self._do(self.vocabulary.meant(line, rows=self.rows))

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

    def _do(self, meant: Meant) -> None:
        rows: list[int] | None = None
        if meant.rows is not None and (meant.act or not meant.typed):
            rows = self._named(meant)
            if not rows:
                return
            if not meant.act:
                self.go_to(rows)
                return
        name = meant.act or ("" if meant.typed else self.empty())
        if not name:
            follows = self.vocabulary.follows(meant.typed) if meant.typed else {}
            for key, act in follows.items():
                self.session.tell(f"{key}: {self.acts[act].help}")
            if meant.typed and not follows:
                self.say(f"{meant.typed} does nothing here: ? and a word tells what does")
            return
        if rows is not None and not self.take_in_hand(self.acts[name], rows):
            return
        self.rest = meant.rest
        self.perform(name, meant.count)
        if self.rest:
            self.say(f"{self._said}; “{self.rest}” behind it was not used".strip("; "))
            self.rest = ""

    def _named(self, meant: Meant) -> list[int]:
        """The rows that a line names, where they are there and its act is about so many; else says why not."""
        many, wrong = self.rows or 0, ""
        if not all(part.start >= 1 and part.stop <= many + 1 for part in meant.rows or ()):
            wrong = f"the rows go from 1 to {many}"
        rows = [] if wrong else sorted({row for part in meant.rows or () for row in part})
        about = self.acts[meant.act].rows if meant.act else self.ALONE
        if not wrong and not rows:
            wrong = "there is no row"
        elif meant.act and not about:
            wrong = f"{meant.typed} is about no row"
        elif about == "one" and len(rows) > 1:
            wrong = f"{meant.typed or 'to go there'} takes one row"
        if wrong:
            self.refuse(f"{wrong}: nothing was done")
        return [] if wrong else rows

    @property
    def rows(self) -> int | None:
        """How many rows there are to be named; None where a number is none."""
        raise NotImplementedError

    def go_to(self, rows: Sequence[int]) -> None:
        """Rows were named alone."""
        raise NotImplementedError

    def take_in_hand(self, act: Act, rows: Sequence[int]) -> bool:
        """Stand on, or mark, the rows that ``act`` is about; false when all of it is done with that."""
        raise NotImplementedError

    def empty(self) -> str:
        """The act for an empty line."""
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
