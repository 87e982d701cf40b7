"""Where acts are done: what a painted screen and a review without a screen have in common. Imports no widget.

Acts take one of these and know no more of it, so that the one table of acts drives both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefing.errors import OnrecordError
from store import Change
from tui.act import Act, shown_keys
from tui.acts.viewing import can_change, can_judge, in_sight
from tui.desk import Desk
from tui.questions import Question

if TYPE_CHECKING:
    from tui.between import Between
    from tui.lists.listing import Listing, Lists
    from tui.spans import Adjusting
    from tui.watching import Watching
    from tui.work import Work

T = TypeVar("T")

ToDo = Callable[[Sequence[str]], "Change | None"]
"""An act on quotes, by their ids."""


class Doing:
    """A place with the acts of ``WHERE``. Those who paint or tell it give what raises NotImplementedError here."""

    WHERE: tuple[str, ...] = ()
    desk: Desk
    acts: dict[str, Act]
    key_table: dict[str, tuple[str, ...]]
    undo_asked: int = 0

    # -- what every kind does in its own way -------------------------------------------------------------------------

    def say(self, message: str, tone: str = "text") -> None:
        """Say something in a line; ``tone`` is the style of its ink."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """What was said last."""
        raise NotImplementedError

    def sync(self) -> None:
        """Show what the desk holds now."""
        raise NotImplementedError

    def ask(self, question: Question) -> None:
        """Ask something."""
        raise NotImplementedError

    def stop_asking(self) -> None:
        """Leave the question that is open."""
        raise NotImplementedError

    def hear(self, where: Sequence[str]) -> None:
        """Take the keys of these parts of the table from now on."""
        raise NotImplementedError

    def open_list(self, make: Callable[[Lists], Listing]) -> None:
        """Open a list above this."""
        raise NotImplementedError

    def later(self, name: str) -> None:
        """Do an act as soon as what is open above this is left."""
        raise NotImplementedError

    def end(self) -> None:
        """Leave the app; the place is remembered."""
        raise NotImplementedError

    def copied(self, text: str) -> bool:
        """Put a text into the clipboard; false where there is none."""
        raise NotImplementedError

    def write(self, about: str, text: str, rewrites: str) -> None:
        """Let a note about ``about`` be written, beginning with ``text``, that is to replace the note ``rewrites``, if
        any; `tui.acts.writing.left` takes what came of it.
        """
        raise NotImplementedError

    def outside(self, words: list[str], path: Path) -> str:
        """Run an editor on a file; in words what went wrong, nothing when it ended well."""
        raise NotImplementedError

    def written(self, about: str, go_on: bool) -> None:
        """The writing ended; ``go_on`` when the note about ``about`` was kept and the quote is to be accepted."""
        raise NotImplementedError

    def long_work(
        self,
        title: str,
        do: Callable[[Work[T]], T],
        then: Callable[[T], None],
        *,
        breaking: Callable[[], None] = lambda: None,
        nothing: str = "nothing was changed",
    ) -> None:
        """Do ``do`` in a thread that can be broken off, and ``then`` with what came of it.

        ``do`` changes nothing in the workspace; it tells how far it is by the `Work` it is given, and ends with
        `Broken` where it next tells something after it was broken off. ``breaking`` is called then, to end what it
        waits for. Any error of it, and an OnrecordError of ``then``, is said; broken off, what ``nothing`` says, unless
        it had ended by then: what is done is not called stopped.
        """
        raise NotImplementedError

    def every(self, seconds: float, look: Callable[[], bool]) -> None:
        """Call ``look`` again and again until it gives False, never while something is asked, words are in hand, texts
        are compared or long work goes on.
        """
        raise NotImplementedError

    @property
    def front(self) -> Doing:
        """What is open now: this, or what was opened above it."""
        return self

    # -- what is the same everywhere ---------------------------------------------------------------------------------

    def refuse(self, reason: str) -> None:
        """Say why something cannot be done."""
        self.say(reason, "error")

    def shut(self) -> str:
        """Why a whole kind of acts is out of question here: all that change what is open for reading only."""
        return can_change(self)

    def closed(self, act: Act) -> bool:
        """Whether ``act`` is out of question here, for the reason that `shut` gives."""
        reason = self.shut()
        return reason != "" and act.why_not(self) == reason

    def perform(self, name: str, count: int | None = None) -> None:
        """Run the act ``name``, or say why it is not possible."""
        act = self.acts[name]
        reason = act.why_not(self)
        if reason:
            self.refuse(reason)
        else:
            self.guarded(lambda: act.do(self, count))
        self.sync()

    def guarded(self, do: Callable[[], object]) -> bool:
        """Run ``do``; an error meant for people is said, and false is given back."""
        try:
            do()
        except OnrecordError as error:
            self.refuse(str(error))
            return False
        return True

    def take_up(self, work: Work[T], then: Callable[[T], None], nothing: str) -> None:
        """Do ``then`` with what came of long work that ended, or say that it was stopped and ``nothing`` changed."""
        if work.broken and not work.given:
            self.say(f"stopped: {nothing}", "flagged")
        else:
            self.guarded(lambda: then(work.result()))

    def keys_of(self, name: str) -> str:
        """The keys of an act, for texts that mention it."""
        return shown_keys(self.acts[name], self.key_table[name])


class Judging(Doing):
    """Where quotes are judged: it is about the current one, or those that are marked."""

    SIGHTED = True
    """Whether the text is in sight, so that a caret can go about in it."""
    BESIDE = True
    """Whether something goes on beside the keys."""

    watching: Watching | None = None
    """The folder that is watched, or was last."""
    page: int
    """The pane that keys go to: 1 sources, 2 quotes, 3 notes."""
    quotes_shown: bool = True
    """Whether the quote in hand is in sight, or told."""
    adjusting: Adjusting | None
    """The words in hand, if any."""
    repeat: tuple[str, ToDo, bool] | None
    """The act that `.` does again, by its name, with whether it goes on to the next quote."""
    context: Any
    """What shows the text around the quote."""
    between: Between
    """What is done between keys."""

    def shut(self) -> str:
        """All that change anything, or those on quotes that are not in sight."""
        return can_change(self) or in_sight(self)

    def remark(self, text: str) -> None:
        """Say something about what is being typed."""
        raise NotImplementedError

    def scroll_notes(self, lines: int) -> None:
        """Show more of what hangs on the quote."""
        raise NotImplementedError

    def show_page(self, number: int) -> None:
        """Go to a pane."""
        raise NotImplementedError

    @property
    def turned(self) -> int:
        """How many rows a page of the pane in hand has."""
        raise NotImplementedError

    def unzoomed(self) -> bool:
        """Show all panes again; false when they were shown."""
        raise NotImplementedError

    def show_detail(self) -> None:
        """Show the current quote in its context, and what hangs on it."""
        raise NotImplementedError

    def change(self, work: ToDo, *, again: str = "", advance: bool = False, unmark: bool = False) -> bool:
        """Run ``work`` on the targets, say in words what it did and whether it is saved, and maybe go on.

        ``again`` names the act for `.`; with ``advance`` the cursor goes to the next new quote.
        """
        desk = self.desk
        targets = desk.targets()
        if not targets:
            self.refuse(can_judge(self))
            return False
        made: list[Change | None] = []
        if not self.guarded(lambda: made.append(work(targets))):
            return False
        if again:
            self.repeat = (again, work, advance)
        change = made[0]
        self.say(f"{change.act} · u undoes" if change else "nothing to change: it is so already", "text")
        marked = bool(desk.marks)
        if unmark:
            desk.unmark()
        if advance and not marked:
            self.go_on(targets)
        return True

    def changed(self, work: Callable[[], Change | None]) -> bool:
        """Do ``work``, which is not about the targets, and say in words what it did; false when it was refused."""
        made: list[Change | None] = []
        if not self.guarded(lambda: made.append(work())):
            return False
        self.say(f"{made[0].act} · u undoes" if made[0] else "nothing to change: it is so already")
        return True

    def go_on(self, done: Sequence[str]) -> None:
        """Go to the next new quote; say so when none is left."""
        following = self.desk.next_new(1, skip=done)
        if following:
            before = self.desk.source
            self.desk.to(following, jump=False)
            if self.desk.source != before:
                source = self.desk.ws.sources.get(self.desk.source)
                self.say(f"{self.said} · on to {source.title if source else 'the next source'}")
        elif not self.desk.left:
            self.say(f"{self.said} · nothing new is left: all {self.desk.total} are judged", "accepted")
        else:
            self.say(f"{self.said} · nothing new is left among what is shown")
