"""``onrecord review --plain``: question, answer, next; for screen readers, slow lines and scripts. Needs no screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import cast, get_args

from briefing.errors import OnrecordError
from briefing.records import Level, Quote, Status
from briefing.writing.citation import dated, title
from store import Change, Workspace
from store.acts.reviewing import Judgement, apply
from tui.commands import out
from tui.commands.judgement import coding
from tui.commands.listing import Names, matching

HELP = """\
a accept, x reject, ! flag, o make new again; each goes on to the next
c NAME[:STANCE] code, C NAME take it off, d 1-5 confidence, l said|interpreted|inferred level
s NAME speaker, s alone confirms it, n TEXT note, t the text around it
Enter next, b back, u undo, r redo, q quit, ? this help"""

AROUND = 240
"""Characters of the source shown on either side by ``t``."""

STATUS: dict[str, Status] = {"a": "accepted", "x": "rejected", "!": "flagged", "o": "new"}


class Round:
    """One walk through quotes. Every answer is saved at once."""

    def __init__(self, opened: Workspace, keys: Sequence[str]) -> None:
        self.ws = opened
        self.all = self.keys = keys
        self.names = Names(opened)
        self.at = 0

    @property
    def quote(self) -> Quote:
        """The quote that is asked about."""
        return cast(Quote, self.ws.quotes.get(self.keys[self.at]))

    def ask(self) -> None:
        """Tell the current quote."""
        quote, review = self.quote, self.ws.review(self.keys[self.at])
        source = self.ws.sources.get(quote.source)
        where = f"{title(source)}, {dated(source)}" if source else ""
        who = self.names.speaker(quote.speaker) or "no speaker"
        out.say(f"{self.at + 1} of {len(self.keys)}: {who}, {quote.kind}, {where}")
        out.say(quote.told)
        if review is not None:
            codes = [
                f"{self.names.code(c.code)} ({c.stance})" if c.stance else self.names.code(c.code) for c in review.codes
            ]
            sure = [f"confidence {review.confidence}"] if review.confidence else []
            out.say(", ".join([review.status, *codes, *sure, *([review.level] if review.level else [])]))
        for note in self.ws.notes.where(target_id=quote.id):
            out.say(f"note by {note.analyst}: {note.text}")

    def answer(self, text: str) -> bool:
        """Do what was answered; False to end. Raises `OnrecordError` for what can't be done."""
        word, _, rest = text.strip().partition(" ")
        rest = rest.strip()
        if word == "q":
            return False
        if word in ("", "b"):
            return self._move(1 if word == "" else -1)
        if word in STATUS:
            self._judge(Judgement(status=STATUS[word]))
            return self._move(1)
        acts: dict[str, Callable[[], object]] = {
            "c": lambda: self._judge(Judgement(codes=(coding(self.ws, rest),))),
            "C": lambda: self._judge(Judgement(uncode=(rest,))),
            "d": lambda: self._judge(Judgement(confidence=_one_of(rest, ("1", "2", "3", "4", "5", "unset")))),
            "l": lambda: self._judge(Judgement(level=_one_of(rest, (*get_args(Level), "unset")))),
            "s": lambda: self._judge(Judgement(speaker=rest) if rest else Judgement(confirm=True)),
            "n": lambda: self._judge(Judgement(note=rest)),
            "t": self._around,
            "u": lambda: self._went(self.ws.undo()),
            "r": lambda: self._went(self.ws.redo()),
        }
        if word not in acts:
            for line in HELP.splitlines():
                out.say(line)
        else:
            acts[word]()
        return bool(self.keys)

    def _judge(self, judgement: Judgement) -> None:
        self._told(apply(self.ws, [self.keys[self.at]], judgement))

    def _told(self, change: Change | None) -> None:
        out.say(change.act if change else "nothing to change")
        self.names = Names(self.ws)

    def _went(self, change: Change) -> None:
        """After undo or redo: only quotes that are there are asked about."""
        self._told(change)
        now = self.keys[self.at]
        self.keys = [key for key in self.all if key in self.ws.quotes]
        if not self.keys:
            out.say("none of these quotes is there any more; `onrecord redo` brings them back")
        else:
            self.at = self.keys.index(now) if now in self.keys else min(self.at, len(self.keys) - 1)

    def _around(self) -> None:
        source = self.ws.sources.get(self.quote.source)
        if source is not None:
            start, end = max(0, self.quote.start - AROUND), self.quote.end + AROUND
            out.say(source.text[start:end])

    def _move(self, step: int) -> bool:
        self.at = max(0, self.at + step)
        if self.at >= len(self.keys):
            out.say("that was the last one")
            return False
        return True


def go_through(opened: Workspace, where: str) -> int:
    """Ask about each quote that matches ``where``, or each that is new to this analyst; 0 when ended by the analyst."""
    if sys.stdin is None:
        raise OnrecordError("standard input is closed: --plain has nobody to ask")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")
    keys = list(matching(opened, where or "status:new") or ())
    if not keys:
        out.say("no quote is new" if not where else "no quote matches")
        return 0
    walk = Round(opened, keys)
    out.say(HELP.splitlines()[-1])
    asked = ""
    going = True
    while going:
        if asked != walk.keys[walk.at]:
            walk.ask()
            asked = walk.keys[walk.at]
        try:
            given = input("> ")
        except EOFError:
            break
        try:
            if any("\ud800" <= character <= "\udfff" for character in given):
                raise OnrecordError("that is not valid UTF-8: nothing was done")
            going = walk.answer(given)
        except OnrecordError as error:
            out.say(str(error))
    return 0


def _one_of(given: str, allowed: Sequence[str]) -> str:
    if given not in allowed:
        raise OnrecordError(f"one of {', '.join(allowed)}, not {given!r}")
    return given
