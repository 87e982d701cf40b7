"""The timeline: what the current quote's speaker said on its code (or on anything), day by day, with the stance
taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.records import Quote
from tui.lists.listing import Listing, Lists, Row
from tui.show import day

LEVELS = {"support": 4, "mixed": 3, "neutral": 2, "oppose": 0}


class Timeline(Listing):
    """One row a statement, the stance drawn along a line from oppose to support."""

    WHERE = ("list", "timeline")
    HEADING = "Timeline"
    WIDTHS = (13, 12, 10, 0)
    NOTHING = " This speaker has no other statement here."

    def __init__(self, s: Lists) -> None:
        super().__init__(s)
        self.start = self.desk.key

    def build(self) -> Sequence[Row]:
        """The statements by the day they were made or printed."""
        desk = self.desk
        here = desk.quote
        if here is None:
            return ()
        review = desk.review(here.id)
        code = review.codes[-1].code if review and review.codes else ""
        who = desk.speaker_name(here.speaker) or "nobody named"
        self.heading = f"Timeline: {who}" + (f" on {desk.code_name(code)}" if code else "")
        keys = set(desk.ws.quotes.ids_where(speaker=here.speaker))
        if code:
            keys &= {key.partition("/")[0] for key in desk.ws.reviews.ids_where(code=code)}
        rows: list[tuple[str, int, Row]] = []
        for n, key in enumerate(desk.everything):
            if key in keys and (quote := desk.ws.quotes.get(key)) is not None:
                date, row = self._row(quote, code)
                rows.append((date, n, row))
        rows.sort(key=lambda item: item[:2])
        return [row for _, _, row in rows]

    def _row(self, quote: Quote, code: str) -> tuple[str, Row]:
        desk = self.desk
        source = desk.ws.sources.get(quote.source)
        date = quote.spoken or (source.published if source else None) or ""
        review = desk.review(quote.id)
        codings = review.codes if review else ()
        stance = next((coding.stance for coding in codings if coding.code == code), None) or ""
        line = self._line(stance)
        words = quote.told
        where = f"{source.title} · {source.outlet}".strip(" ·") if source else ""
        names = ", ".join(
            desk.code_name(coding.code) + (f" ({coding.stance})" if coding.stance else "") for coding in codings
        )
        detail = f"{quote.told}\n\n{where}, {day(date)}\n{names}\n\n" + "\n\n".join(
            note.text for note in desk.ws.notes.where(target_id=quote.id)
        )
        ink = {"support": "accepted", "oppose": "rejected", "mixed": "flagged"}.get(stance, "muted")
        return date or "~", Row(
            quote.id,
            ((day(date), "text"), (line, ink), (stance or desk.status(quote.id), ink), (words, "text")),
            detail,
        )

    def _line(self, stance: str) -> str:
        """Where the stance stands between oppose (left) and support (right)."""
        dots = ["·"] * 9
        if stance in LEVELS:
            dots[LEVELS[stance] * 2] = {"support": "+", "oppose": "−", "neutral": "0", "mixed": "~"}[stance]
        return "".join(dots)

    def opened(self, row: Row) -> None:
        """Go to the statement."""
        self.desk.to(row.key)
        self.s.close()
