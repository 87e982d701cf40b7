"""What is known of a source: each field with where it was found, the file it came from, and its relatives.

Enter corrects a field, and then offers to use the correction for all files of the outlet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from briefing.errors import OnrecordError
from briefing.reading.outlets import FIELDS as BY_RULE
from briefing.records import METADATA, Source
from store.acts import sourcing
from store.originals import Originals, file_of
from store.verifying import compared
from store.versions import texts_of
from tui.lists.listing import Listing, Lists, Row
from tui.questions import Choice, Question
from tui.rules import learn, marks_of
from tui.show import day

FOUND = {
    "meta": "its own marks",
    "text": "printed in it",
    "rule": "a rule",
    "guess": "a guess",
    "analyst": "an analyst",
}
"""Where a field was found, in words."""
QUICK = 32_000_000
"""Files up to so many bytes are compared when the screen opens, larger ones by Enter."""


class Known(NamedTuple):
    """One thing known of a source: its name, what it says, where it was found (or what it is), how it is inked."""

    name: str
    value: str
    where: str = ""
    ink: str = "text"


class Details(Listing):
    """One row a field of the source in hand."""

    WHERE = ("list", "details")
    HEADING = "Source"
    WIDTHS = (14, 0, 16)

    def __init__(self, s: Lists) -> None:
        super().__init__(s)
        self.key = self.desk.source
        self._compared = ("", "")

    @property
    def source(self) -> Source:
        """The source, as it is now."""
        return self.desk.ws.sources[self.key]

    def build(self) -> Sequence[Row]:
        """The fields, then its file, then what it has to do with other sources."""
        if self.desk.ws.sources.get(self.key) is None:  # its import was taken back
            return []
        parts = (("", self._fields()), ("Its file", self._file()), ("Its relatives", self._relatives()))
        rows = []
        for heading, found in parts:
            if heading and found:
                rows.append(Row("", (("", "muted"), (heading, "accent"), ("", "muted")), heading=True))
            for one in found:
                sure = "flagged" if one.where == FOUND["guess"] else "muted"
                cells = ((one.name, "muted"), (one.value, one.ink), (f" {one.where}", sure))
                rows.append(Row(one.name, cells, f"{one.name}\n\n{one.value}\n\n{one.where}"))
        return rows

    def _fields(self) -> list[Known]:
        source, found = self.source, []
        for name in METADATA:
            value = getattr(source, name) or ""
            where = source.metadata_from.get(name, "")
            guess = "? " if where == "guess" else ""
            shown = day(value) if name == "published" and value else value
            found.append(Known(name, f"{guess}{shown}" if value else "–", FOUND.get(where, where) if value else ""))
        spoken = Counter(day(quote.spoken) for quote in self.desk.ws.quotes.where(source=source.id) if quote.spoken)
        if spoken:
            told = ", ".join(f"{date} ({count}×)" for date, count in spoken.most_common(3))
            found.insert(2, Known("spoken", told, "printed in it"))
        return found

    def _file(self) -> list[Known]:
        source, ws = self.source, self.desk.ws
        originals = Originals(ws.path)
        sha256 = source.container or source.sha256
        state, ink = self._state(source)
        found = [
            Known("origin", source.origin or "–", source.kind),
            Known("sha256", source.sha256 or "–", "of the text" if source.container else ""),
            Known("holding file", source.container) if source.container else None,
            Known("original", str(originals.place(sha256)) if sha256 in originals else "not kept", ""),
            Known("verified", state, "", ink),
            Known("added", source.added[:16].replace("T", " ") or "–"),
            Known("made harmless", f"{source.cleaned} characters") if source.cleaned else None,
            Known("left out", f"{source.removed} pieces of page furniture") if source.removed else None,
        ]
        return [one for one in found if one is not None]

    def _state(self, source: Source) -> tuple[str, str]:
        """What verifying says, and its ink; files that take long are left until they are asked for."""
        if self._compared[0] != source.id:
            path = file_of(source.origin)
            if path is not None and path.stat().st_size > QUICK:
                return "Enter compares it with its file", "muted"
            self._compare()
        told = self._compared[1]
        return (told, "flagged") if told else ("its file is as it was imported", "accepted")

    def _compare(self) -> None:
        path = self.desk.ws.path
        self._compared = (self.key, compared(self.source, Originals(path), path.absolute().parent)[0])

    def _relatives(self) -> list[Known]:
        source, ws = self.source, self.desk.ws
        found = []
        first = ws.sources.get(source.reprint_of)
        if first is not None:
            found.append(Known("prints again", _named(first), f"{source.reprint_share:.0%} in common"))
        for other in ws.sources.where(reprint_of=source.id):
            found.append(Known("printed by", _named(other), f"{other.reprint_share:.0%} in common"))
        for text in texts_of(ws, source):
            if text.id != source.id:
                when = "earlier text" if text.revised_by else "newer text"
                found.append(Known(when, f"{text.added[:10]} {text.origin}", "v shows changes"))
        return found

    def opened(self, row: Row) -> None:
        """Correct the field, or compare the file."""
        if row.key in METADATA:
            self.correct(row.key)
        elif row.key == "verified":
            self._compare()
            self.reload()
        else:
            self.s.refuse("This is found, not set: it can't be corrected.")

    def correct(self, name: str) -> None:
        """Ask for the right value of a field; then whether it holds for more than this source."""
        ws, before = self.desk.ws, self.source
        if ws.read_only:
            self.s.refuse(f"{ws.path.name} is open for reading only: nothing can be changed.")
            return

        def enter(choice: Choice | None, text: str) -> str:
            error = self.changed(lambda: sourcing.set_metadata(ws, self.key, **{name: text}))
            value = getattr(self.source, name)
            if not error and value and name in BY_RULE and value != getattr(before, name):
                self.offer(name, value, before)
            return error

        shown = getattr(before, name) or ""
        self.s.ask(
            Question(f"{name} of this source", enter, text=shown, listing=False, hint="Enter keeps · Esc leaves")
        )

    def offer(self, name: str, value: str, before: Source) -> None:
        """Ask whether a correction is a rule for all files of the outlet."""
        ws = self.desk.ws
        rows = [Choice("", "no, for this source only")]
        marks = dict(marks_of(before, ws))
        for words, here in marks.items():
            rows.append(
                Choice(
                    words,
                    f"yes, for all that have “{words}”",
                    f"{len(here)} here",
                    "in their address, credits or folder",
                )
            )

        def enter(choice: Choice | None, text: str) -> str:
            if choice is None or not choice.key:
                return ""
            try:
                path = learn(choice.key, **{name: value})
            except OnrecordError as error:
                return str(error)
            self.changed(lambda: sourcing.set_by_rule(ws, marks[choice.key], **{name: value}))
            self.s.say(f"{name} {value} from now on where “{choice.key}” stands; the rule is in {path}")
            return ""

        if len(rows) > 1:
            self.s.ask(
                Question(
                    "Use this for all files of this outlet?",
                    enter,
                    lambda text: rows,
                    digits=True,
                    hint="Enter or its digit",
                )
            )

    def is_guess(self) -> bool:
        """Whether the row in hand is a guess."""
        row = self.s.list.current
        return row is not None and self.source.metadata_from.get(row.key) == "guess"

    def confirm(self) -> None:
        """Make the guess in hand the analyst's own."""
        row = self.s.list.current
        if row is not None:
            self.changed(
                lambda: sourcing.set_metadata(self.desk.ws, self.key, **{row.key: getattr(self.source, row.key) or ""})
            )


def _named(source: Source) -> str:
    """A source by its outlet, day and title."""
    return " · ".join(part for part in (source.outlet, day(source.published), source.title or source.origin) if part)
