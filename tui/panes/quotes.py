"""The pane of quotes: one row each, with its status, speaker, kind and words."""

from __future__ import annotations

from briefing.records import Quote
from tui.desk import Desk
from tui.panes.lines import Lines, Piece
from tui.show import day, fit


class QuotesPane(Lines):
    """The quotes shown by the desk, in reading order."""

    HEADING = "Quotes"
    NUMBER = "2"

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk

    def count(self) -> int:
        """How many quotes are shown."""
        return len(self.desk.shown)

    def empty(self) -> str:
        """Says why there is nothing, and the way out."""
        if self.desk.filter_text:
            return f" Nothing matches: {self.desk.filter_text}   (Esc shows all)"
        source = self.desk.ws.sources.get(self.desk.source)
        if source is not None and source.reprint_of:
            return " Its statements stand under those of the first print."
        return " No quotes here."

    def title(self) -> tuple[str, str]:
        """The pane's name, and where the cursor stands among how many."""
        desk = self.desk
        total = len(desk.shown)
        name = self.HEADING if not desk.across else "Quotes of all sources"
        name += ", least sure first" if desk.doubtful else ""
        if desk.filter_text:
            room = max(4, self.wide - 30)
            name = f"Quotes: {desk.filter_text if len(desk.filter_text) <= room else desk.filter_text[:room] + '…'}"
        return name, f"{desk.at + 1} of {total}" if total else "none"

    def row(self, index: int, part: int, width: int) -> list[Piece]:
        """Cursor, mark, status, speaker, kind, what hangs on it, and the words."""
        desk, signs = self.desk, self.glyphs
        key = desk.shown[index]
        quote = desk.ws.quotes.get(key)
        if quote is None:
            return []
        if part == 1:
            return [(" " * 4, self.place("text", index)), (fit(quote.told, width - 4), self.place("text", index))]
        status = desk.status(quote.same_as or key)
        here = index == self.cursor
        pieces: list[Piece] = [
            (signs.cursor if here else " ", self.place("accent", index)),
            (signs.mark if key in desk.marks else " ", self.place("flagged", index)),
            (signs.status(status), self.place(status, index)),
            (" ", self.place("text", index)),
        ]
        left = width - 4
        if width >= 36:
            room = min(24, width // 4)
            name = self._print(quote) if quote.same_as else desk.speaker_name(quote.speaker) or "–"
            pieces.append((fit(name, room), self.place("text" if quote.speaker else "muted", index)))
            left -= room
        if width >= 56:
            pieces.append((f"{quote.kind:>9} ", self.place("muted", index)))
            left -= 10
        elif width >= 36:
            pieces.append((" ", self.place("text", index)))
            left -= 1
        if desk.doubtful and width >= 56:
            sure = desk.ws.sureness.of(key)
            pieces.append((f"{sure:4.0%} " if sure is not None else " " * 5, self.place("muted", index)))
            left -= 5
        badges = self._badges(quote, index) if width >= 56 else []
        left -= sum(len(text) for text, _ in badges)
        ink = "muted" if status == "rejected" else "text"
        pieces.append((fit(quote.told if self.ROW == 1 else self._printed(quote), left), self.place(ink, index)))
        return pieces + badges

    def _printed(self, quote: Quote) -> str:
        """Where and when a quote was printed, for rows that have their words on a line of their own."""
        source = self.desk.ws.sources.get(quote.source)
        return f"{day(source.published)} {source.outlet or source.title}" if source else ""

    def _print(self, quote: Quote) -> str:
        """Who printed a statement again."""
        source = self.desk.ws.sources.get(quote.source)
        return f"  in {source.outlet or source.title or source.origin}" if source is not None else ""

    def _badges(self, quote: Quote, index: int) -> list[Piece]:
        desk, signs = self.desk, self.glyphs
        codes, notes, links = desk.hangs_on(quote.same_as or quote.id)
        prints = desk.ws.quotes.count(same_as=quote.id)
        text = f" ×{prints + 1}" if prints else ""
        if codes:
            text += f" {signs.code}{codes}"
        if notes:
            text += f" {signs.note}"
        if links:
            text += f" {signs.link}"
        return [(text, self.place("muted", index))] if text else []
