"""``onrecord review --plain``: question, answer, next; for screen readers, slow lines and scripts. Needs no screen."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from typing import cast, get_args

from briefing.errors import OnrecordError
from briefing.records import LINKED_BACK, Level, Link, LinkType, Note, Quote, Status
from briefing.writing.citation import dated, title
from store import Change, Workspace
from store.acts import linking, noting, spanning
from store.acts.reviewing import Judgement, apply
from tui.commands import out
from tui.commands.judgement import coding
from tui.commands.listing import Names, matching
from tui.commands.parser import WrongUse
from tui.commands.which import quote_id
from tui.spans import Adjusting

HELP = """\
a accept, x reject, ! flag, o make new again; each goes on to the next
c NAME[:STANCE] code, C NAME take it off, d 1-5 confidence, l said|interpreted|inferred level
s NAME speaker, s alone confirms it, n TEXT note, e TEXT your last note anew, e alone deletes it
k TYPE QUOTE link: it repeats, contradicts, softens, hardens, answers or cites that one; K QUOTE takes links off
w 2 the end two words on, w -2 two back, W the same for the beginning, j QUOTE join with it, D delete this quote
QUOTE is a number or id that `onrecord list` shows, or a filter that one quote passes
f FILTER ask about these only, f alone about the first ones again, t the text around it
Enter next, b back, u undo, r redo, q quit, ? this help"""

FEW = 9
"""So many quotes are told when a filter that was to name one has found more."""

AROUND = 240
"""Characters of the source shown on either side by ``t``."""

STATUS: dict[str, Status] = {"a": "accepted", "x": "rejected", "!": "flagged", "o": "new"}


class Round:
    """One walk through quotes. Every answer is saved at once."""

    def __init__(self, opened: Workspace, keys: Sequence[str]) -> None:
        self.ws = opened
        self.first = self.all = self.keys = keys
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
        for link, other in self._links():
            type = link.type if link.from_quote == quote.id else LINKED_BACK[link.type]
            out.say(f"{type} {self._known_as(other)}")

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
            "e": lambda: self._edit(rest),
            "k": lambda: self._link(rest),
            "K": lambda: self._unlink(rest),
            "w": lambda: self._respan(rest, end=True),
            "W": lambda: self._respan(rest, end=False),
            "j": lambda: self._join(rest),
            "D": lambda: self._went(spanning.delete(self.ws, [self.quote.id])),
            "f": lambda: self._narrow(rest),
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

    def _went(self, change: Change | None) -> None:
        """After quotes came or went: only those that are there are asked about."""
        self._told(change)
        now = self.keys[self.at]
        self.keys = [key for key in self.all if key in self.ws.quotes]
        if not self.keys:
            out.say("none of these quotes is there any more; `onrecord undo` or `redo` brings them back")
        else:
            self.at = self.keys.index(now) if now in self.keys else min(self.at, len(self.keys) - 1)

    def _narrow(self, where: str) -> None:
        """Ask about what passes a filter, or again about what was asked about first."""
        passing = matching(self.ws, where)
        found = [key for key in (self.first if passing is None else passing) if key in self.ws.quotes]
        if not found:
            raise OnrecordError("no quote matches: the same are asked about as before")
        now = self.quote.id
        self.all = self.keys = found
        self.at = found.index(now) if now in found else 0
        out.say(f"{len(found)} quote{'s' if len(found) != 1 else ''} to ask about")

    def _named(self, word: str) -> str:
        """The id of another quote, named as `onrecord list` does or by a filter. Raises `WrongUse`."""
        try:
            return quote_id(self.ws, word)
        except WrongUse:
            found = [key for key in matching(self.ws, word) or () if key != self.quote.id]
            if len(found) == 1:
                return found[0]
            for key in found[:FEW]:
                out.say(self._known_as(key))
            many = f"{len(found)} quotes match: name one by its number" if found else f"no other quote matches {word!r}"
            raise WrongUse(many) from None

    def _known_as(self, key: str) -> str:
        """A quote by its number in `onrecord list` (its id when it has none), with its words."""
        place, quote = self.ws.place(key), self.ws.quotes.get(key)
        return f"{key if place is None else place + 1}: {quote.told if quote is not None else 'gone'}"

    def _links(self) -> list[tuple[Link, str]]:
        """The links of the quote, each with the quote at its other end."""
        links, here = self.ws.links, self.quote.id
        return [(link, link.to_quote) for link in links.where(from_quote=here)] + [
            (link, link.from_quote) for link in links.where(to_quote=here)
        ]

    def _link(self, given: str) -> None:
        type, _, other = given.partition(" ")
        kind = cast(LinkType, _one_of(type, get_args(LinkType)))
        self._told(linking.link(self.ws, self.quote.id, self._named(other.strip()), kind))

    def _unlink(self, given: str) -> None:
        other = self._named(given)
        tied = [link.id for link, end in self._links() if end == other]
        if not tied:
            raise OnrecordError("this quote has no link with that one")
        for link in tied:
            self._told(linking.unlink(self.ws, link))

    def _edit(self, text: str) -> None:
        """Write the analyst's last note on the quote anew, or delete it when there is no ``text``."""
        own = [note for note in self.ws.notes.where(target_id=self.quote.id) if note.analyst == self.ws.analyst]
        if not own:
            raise OnrecordError("this quote has no note of yours: n TEXT writes one")
        last: Note = max(own, key=lambda note: (note.written, note.id))
        self._told(noting.edit(self.ws, last.id, text) if text else noting.delete(self.ws, last.id))

    def _respan(self, given: str, *, end: bool) -> None:
        """Move the ``end`` of the quote, or its beginning, by so many words; as far as there are words."""
        if re.fullmatch(r"[+-]?[0-9]{1,3}", given) is None:
            raise OnrecordError(f"how many words? a number like 2 or -2, not {given!r}")
        by, quote = int(given), self.quote
        source = self.ws.sources.get(quote.source)
        if source is None:
            raise OnrecordError("the source of this quote is gone")
        words = Adjusting(source.text, list(quote.spans), at=len(quote.spans) - 1 if end else 0, end=end)
        for _ in range(abs(by)):
            if not words.move(1 if by > 0 else -1):
                break
        if words.result == words.before:
            raise OnrecordError("there is no room for that: the words are as they were")
        self._told(spanning.set_spans(self.ws, quote.id, words.result))
        self.ask()

    def _join(self, word: str) -> None:
        """Make one quote of this and another one, and stand on it."""
        here, other = self.quote.id, self._named(word)
        change = spanning.join(self.ws, list(dict.fromkeys((here, other))))
        if here not in self.ws.quotes and other not in self.all:
            self.all = [other if key == here else key for key in self.all]
        self._went(change)
        kept = here if here in self.ws.quotes else other
        self.at = self.keys.index(kept)
        if kept == here:
            self.ask()

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
