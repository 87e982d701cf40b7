"""What a publisher changed in a text: what became of each quote, each changed passage, and both texts as one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefing.comparing.changes import Fate, Merged, merged
from briefing.records import Source
from store.acts import spanning
from store.versions import fates_of, texts_of
from tui.lists.listing import Listing, Lists, Marked, Row
from tui.show import day

INKS = {
    "lost": "rejected",
    "placed": "flagged",
    "changed": "flagged",
    "new": "accent",
    "moved": "muted",
    "kept": "muted",
}
WORDS = 400
"""So many characters of a changed passage stand in its row."""


class Changes(Listing):
    """Quotes with their fate, then the changed passages; beside them the merged text at the row in hand."""

    WHERE = ("list", "changes")
    HEADING = "Changes"
    WIDTHS = (9, 0)
    NOTHING = " Nothing was changed."
    TEXTS = True

    def __init__(self, s: Lists) -> None:
        super().__init__(s)
        desk, quote = self.desk, self.desk.quote
        self.texts = texts_of(desk.ws, desk.ws.sources[quote.source if quote is not None else desk.source])
        here = next((n for n, source in enumerate(self.texts) if source.id == desk.source), 0)
        self.at = min(here + 1 if self.texts[here].revised_by else here, len(self.texts) - 1)
        self._fates: dict[str, Fate] = {}
        self._shown = ""
        self.merged: Merged
        self.both: Source

    def opening(self) -> str:
        """Which texts are compared."""
        old, new = self.texts[self.at - 1 : self.at + 1]
        counts = {state: sum(fate.state == state for fate in self._fates.values()) for state in INKS}
        told = ", ".join(f"{count} {state}" for state, count in counts.items() if count) or "no quotes"
        many = f"change {self.at} of {len(self.texts) - 1}: " if len(self.texts) > 2 else ""
        return f"{many}{day(old.added)} → {day(new.added)}: {told}"

    def build(self) -> Sequence[Row]:
        """The rows of the two texts that are compared."""
        ws = self.desk.ws
        old, new = self.texts[self.at - 1 : self.at + 1]
        found = fates_of(ws, old, new)
        self._fates = {fate.quote.id: fate for fate in found}
        self.merged = merged(old.text, new.text)
        self.both = msgspec.structs.replace(new, text=self.merged.text)
        self._shown = ""
        rows = [self._quote(fate) for fate in found]
        if self.merged.marks:
            rows.append(Row("", (("", "muted"), ("Passages", "accent")), heading=True))
        for n, mark in enumerate(self.merged.marks):
            words = self.merged.text[mark.start : min(mark.end, mark.start + WORDS)].replace("\n", " ")
            rows.append(
                Row(f"passage {n}", ((mark.what, "rejected" if mark.what == "cut" else "accepted"), (words, "text")))
            )
        return rows

    def _quote(self, fate: Fate) -> Row:
        words = f"{fate.was} → {fate.quote.text}" if fate.was else fate.quote.text
        return Row(fate.quote.id, ((fate.state, INKS[fate.state]), (words, "text")))

    def text(self, row: Row | None) -> Marked | None:
        """Both texts as one, the row in hand in sight."""
        key = row.key if row is not None else " "
        if key == self._shown:
            return None
        self._shown = key
        marks: list[tuple[int, int, str]] = [(mark.start, mark.end, mark.what) for mark in self.merged.marks]
        for fate in self._fates.values():
            place = self.merged.of_old if fate.state == "lost" else self.merged.of_new
            kind = "quote" if fate.quote.id == key else "other"
            marks += [(*place(span), kind) for span in fate.quote.spans]
        if key.startswith("passage "):
            mark = self.merged.marks[int(key.removeprefix("passage "))]
            marks.append((mark.start, mark.end, "here"))
        return self.both, sorted(marks)

    def fate(self, key: str) -> Fate | None:
        """What became of the quote of a row; None for a passage."""
        return self._fates.get(key)

    def turn(self, by: int) -> None:
        """Go to another change of the same document."""
        at = max(1, min(self.at + by, len(self.texts) - 1))
        if at == self.at:
            self.s.say(
                "There is no other change of this document." if len(self.texts) < 3 else "That was the last one."
            )
            return
        self.at = at
        self.s.list.cursor = 0
        self.reload()
        self.s.say(self.opening())

    def opened(self, row: Row) -> None:
        """Go to the quote; a lost one is placed again."""
        fate = self.fate(row.key)
        if fate is None:
            self.s.refuse("This is a passage, no quote.")
        elif fate.state == "lost":
            self.s.perform("changes_place")
        else:
            self.desk.to(fate.quote.id)
            self.s.close()

    def place_again(self) -> None:
        """Go to the lost quote on the desk, with its new place proposed."""
        row = self.s.list.current
        if row is not None:
            self.desk.set_filter("is:lost")
            self.desk.to(row.key)
            self.s.close()
            self.s.later("place_again")

    def put_away(self) -> None:
        """Leave the lost quote with the old text."""
        row = self.s.list.current
        if row is not None:
            self.changed(lambda: spanning.put_away(self.desk.ws, [row.key]))
            self.reload()
