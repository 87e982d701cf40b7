"""One review without a screen: lines are read until the analyst leaves; every answer is saved at once."""

from __future__ import annotations

import sys
from collections.abc import Callable

from briefing.errors import OnrecordError
from store import Workspace
from tui.commands import out
from tui.desk import Desk
from tui.keymap import ACTS, Table
from tui.lists.listing import Listing, Lists
from tui.outside import recover
from tui.plain.lists import PlainList
from tui.plain.review import PlainReview
from tui.plain.telling import Telling

HINT = "Enter next, a accept, x reject, ? and a word tells the keys, q quits; 3-7 before a key is for these rows"


class Session:
    """What is open: the desk, and the lists above it. ``due`` are acts that follow the line in hand."""

    def __init__(self, ws: Workspace, keys: Table, where: str) -> None:
        self.acts = {act.id: act for act in ACTS}
        self.keys = keys
        self.desk = Desk(ws)
        self.unread = recover(self.desk)
        self.filter = self.desk.filter_text
        if where:
            self.desk.set_filter(where)
        elif self.desk.status(self.desk.first(self.desk.key)) != "new" and (new := self.desk.next_new()):
            self.desk.to(new, jump=False)
        self.going = True
        self.due: list[str] = []
        self.screens: list[Telling] = [PlainReview(self)]

    def tell(self, line: str) -> None:
        """Print a line, or several."""
        for part in line.splitlines():
            if part.strip():
                out.say(part)
        sys.stdout.flush()

    def open(self, make: Callable[[Lists], Listing], words: str) -> None:
        """Put a list above what is open; ``words`` are searched for in it."""
        self.screens.append(PlainList(self, make, words))

    def close(self, screen: PlainList) -> None:
        """Take a list away."""
        if screen in self.screens:
            self.screens.remove(screen)
            self.screens[-1].returned()

    def take(self, line: str) -> None:
        """Do what a line says, and tell what came of it."""
        screen = self.screens[-1]
        screen.take(line)
        while self.due:
            name, top = self.due.pop(0), self.screens[-1]
            if name in top.acts:
                top.perform(name)
        if screen is not self.screens[-1] and screen.said:
            self.tell(screen.said)
            screen.say("")
        if self.going:
            self.screens[-1].tell()

    def leave(self, where: str) -> None:
        """Remember the place, and of the filters the one that was on before ``where``."""
        if where and self.desk.filter_text == where.strip():
            self.desk.set_filter(self.filter)
        self.desk.close()


def go_through(opened: Workspace, where: str, keys: Table) -> int:
    """Review what matches ``where``, or what is new; 0 when the analyst ended it."""
    if sys.stdin is None:
        raise OnrecordError("standard input is closed: --plain has nobody to ask")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")
    session = Session(opened, keys, where)
    if where and not session.desk.shown:
        session.tell("no quote matches")
        session.leave(where)
        return 0
    session.tell(session.unread or HINT)
    if not session.desk.left and session.desk.total:
        session.tell("no quote is new")
    session.screens[-1].tell()
    try:
        while session.going:
            try:
                line = input("> ")
            except EOFError:
                break
            if any("\ud800" <= character <= "\udfff" for character in line):
                session.tell("that is not valid UTF-8: nothing was done")
            else:
                session.take(line)
    finally:
        session.leave(where)
    return 0
