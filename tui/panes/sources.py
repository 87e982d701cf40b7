"""The pane of sources: what there is to read, and how far the analyst has come in each."""

from __future__ import annotations

from briefing.records import Source
from tui.desk import Desk
from tui.panes.lines import Lines, Piece
from tui.show import day, fit, width_of


class SourcesPane(Lines):
    """Each source with its date, outlet, title and progress, under the headings of groups if there are any."""

    HEADING = "Sources"
    NUMBER = "1"
    ROW = 3

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk

    def count(self) -> int:
        """How many rows the sources and their headings take."""
        return len(self.desk.rows)

    @property
    def turned(self) -> int:
        """How many sources are in sight."""
        return max(1, sum(map(bool, self.desk.rows[self.top : self.top + self.page])))

    def go(self, index: int) -> None:
        """The first of a group is shown with its heading."""
        super().go(index)
        if self.top == self.cursor > 0 and self.top - 1 in self.desk.headings and self.page > 1:
            self.top -= 1
            self.refresh()
            self.place_caret()

    def empty(self) -> str:
        """Says how a source comes in."""
        return " No sources yet: gi brings files in."

    def _printed(self, source: Source) -> str:
        """How much of a reprint's words are those of the first print, and whose that is."""
        first = self.desk.ws.sources.get(source.reprint_of) if source.reprint_of else None
        return f" · {source.reprint_share:.0%} as {first.outlet or first.title}" if first is not None else ""

    def title(self) -> tuple[str, str]:
        """The name of the pane and how many quotes are left in all."""
        return self.HEADING, f"{self.desk.left} left" if self.desk.total else ""

    def row(self, index: int, part: int, width: int) -> list[Piece]:
        """Date and outlet, then the title, then the bar."""
        desk, signs = self.desk, self.glyphs
        key = desk.rows[index]
        if not key:
            return self._heading(index, width) if part == self.ROW // 2 else []
        source = desk.ws.sources.get(key)
        if source is None:
            return []
        sign = signs.cursor if index == self.cursor else " "
        if self.ROW == 1:
            return self._dense(key, source, index, width)
        if part == 0:
            outlet = source.outlet or source.agency
            date = day(source.published)
            return [
                (f" {sign} ", self.place("accent", index)),
                (f"{date}  ", self.place("text", index)),
                (fit(outlet, width - 5 - len(date)), self.place("muted", index)),
            ]
        if part == 1:
            name = source.title or source.origin or "untitled"
            return [("   ", self.place("text", index)), (fit(name, width - 4), self.place("strong", index))]
        done, total = desk.progress(key)
        count = f" {done}/{total}"
        if source.reprint_of:
            told = count + self._printed(source)
            count = fit(told, min(width_of(told), width - 6))
        room = max(0, min(14, width - 4 - width_of(count)))
        filled = room * done // total if total else 0
        full, empty = signs.bar
        style = "accepted" if total and done == total else "accent"
        return [
            ("   ", self.place("text", index)),
            (full * filled, self.place(style, index)),
            (empty * (room - filled), self.place("rule", index)),
            (count, self.place("muted", index)),
        ]

    def _heading(self, index: int, width: int) -> list[Piece]:
        """What the sources below have in common, and how many they are."""
        name, many = self.desk.headings[index]
        name = name or ("no outlet" if self.desk.order_by == "outlet" else "undated")
        count = f" {many} "
        name = fit(name, min(width_of(name), width - 4 - len(count)))
        rule = self.glyphs.rule * (width - 2 - width_of(name) - len(count))
        return [(f" {name} ", "title"), (rule, "rule"), (count, "muted")]

    def _dense(self, key: str, source: Source, index: int, width: int) -> list[Piece]:
        """All on one line: the day, the title, how far."""
        done, total = self.desk.progress(key)
        sign = self.glyphs.cursor if index == self.cursor else " "
        count = f" {done}/{total} "
        date = f"{source.published[5:10]} " if source.published else ""
        name = source.title or source.origin or "untitled"
        return [
            (f" {sign} ", self.place("accent", index)),
            (date, self.place("muted", index)),
            (fit(name, width - 3 - len(date) - len(count)), self.place("strong", index)),
            (count, self.place("accepted" if total and done == total else "muted", index)),
        ]
