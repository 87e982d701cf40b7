"""The pane of notes: the judgement of the current quote, its codes and links, and what was written about it."""

from __future__ import annotations

from briefing.records import LINKED_BACK, Link, Note, Quote, Review
from store.prints import prints_of
from tui.colours import code_ink
from tui.desk import Desk
from tui.panes.lines import Pane, Piece
from tui.show import day, fit, visible
from tui.wrap import wrap


class NotesPane(Pane):
    """Shows all that hangs on one quote; `show` says which."""

    HEADING = "Notes"
    NUMBER = "3"

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.quote: Quote | None = None
        self._lines: list[list[Piece]] = []
        self._for = -1

    def show(self, quote: Quote | None) -> None:
        """Show what hangs on ``quote``; painted are the lines that differ from those that stand there."""
        before = self._lines[self.top :]
        if quote is None or self.quote is None or quote.id != self.quote.id:
            self.top = 0
        self.quote = quote
        if self._for != self.wide:
            self.refresh()
            return
        self._gather(self._for)
        now = self._lines[self.top :]
        for y in range(self.rows_high):
            if before[y : y + 1] != now[y : y + 1]:
                self.refresh_lines(y)
        self.refresh_title()

    def title(self) -> tuple[str, str]:
        """The pane's name and how many notes there are."""
        notes = self.desk.ws.notes.count(target_id=self.quote.id) if self.quote else 0
        return self.HEADING, (f"{notes} note" + ("s" if notes != 1 else "")) if notes else ""

    def scroll_lines(self, lines: int) -> None:
        """Scroll within what there is."""
        self.top = max(0, min(self.top + lines, len(self._lines) - self.rows_high))
        self.refresh()

    def line(self, y: int, width: int) -> list[Piece]:
        """A line of the judgement, the codes, the links or the notes."""
        if self._for != width:
            self._gather(width)
        at = self.top + y
        return self._lines[at] if at < len(self._lines) else []

    def _gather(self, width: int) -> None:
        self._lines, self._for = self._build(width), width
        self.top = max(0, min(self.top, len(self._lines) - self.rows_high))

    def _build(self, width: int) -> list[list[Piece]]:
        quote = self.quote
        if quote is None:
            return [[(" Nothing to judge here.", "muted")]]
        review = self.desk.review(quote.id)
        lines = self._judgement(quote, review, width)
        lines += self._codes(review, width)
        lines += self._links(quote, width)
        lines += self._others(quote, width)
        lines += self._prints(quote, width)
        for note in self.desk.ws.notes.where(target_id=quote.id):
            lines += self._note(note, width)
        about = self.desk.ws.notes.where(target_id=quote.source)
        if about:
            lines += [[("", "text")], [(" On the source:", "muted")]]
            for note in about:
                lines += self._note(note, width)
        draft = self.desk.drafts.get(quote.id)
        if draft:
            lines += [[("", "text")], [(" draft, not kept yet (i goes on):", "flagged")]]
            lines += self._words(draft, width, "muted")
        return lines

    def _judgement(self, quote: Quote, review: Review | None, width: int) -> list[list[Piece]]:
        signs = self.glyphs
        status = review.status if review else "new"
        said: list[Piece] = [(f" {signs.status(status)} {status}", status)]
        if review and review.level:
            said.append((f" {signs.dot} {review.level}", "text"))
        first = [said]
        if review and review.confidence:
            confidence = f"confidence {review.confidence}/5"
            if sum(len(text) for text, _ in said) + len(confidence) + 3 <= width:
                said.append((f" {signs.dot} {confidence}", "text"))
            else:
                first.append([(f" {confidence}", "text")])
        name = self.desk.speaker_name(quote.speaker) or "nobody named"
        confirmed = " (confirmed)" if review and review.speaker_confirmed else ""
        found = f"{quote.kind}"
        why = self.desk.ws.sureness.why(quote.id)
        if why is not None:
            found += f" {signs.dot} {why.now:.0%} sure"
        if quote.report:
            found += f" {signs.dot} {quote.report}"
        lines = [*first, [(fit(f" {name}{confirmed}", width), "strong")]]
        speaker = self.desk.ws.speakers.get(quote.speaker) if quote.speaker else None
        if speaker and (speaker.role or speaker.organisation):
            about = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
            lines.append([(fit(f" {about}", width), "muted")])
        lines.append([(fit(f" {found}", width), "muted")])
        if quote.rule:
            lines.append([(fit(f" found by {quote.rule}", width), "muted")])
        if why is not None and why.judged:
            here = f" {why.shipped:.0%} elsewhere; here {why.accepted} of {why.judged} accepted"
            lines.append([(fit(here, width), "muted")])
        return lines

    def _codes(self, review: Review | None, width: int) -> list[list[Piece]]:
        signs = self.glyphs
        if not review or not review.codes:
            return [[(" no code yet (c adds one)", "muted")]]
        lines: list[list[Piece]] = []
        for n, coding in enumerate(review.codes):
            stance = coding.stance or ""
            last = n == len(review.codes) - 1
            room = max(4, width - 14)
            ink = {"support": "accepted", "oppose": "rejected", "mixed": "flagged"}.get(stance, "muted")
            lines.append(
                [
                    (f" {signs.code}", code_ink(self._colour(coding.code), "accent" if last else "muted")),
                    (fit(f" {self.desk.code_name(coding.code)}", room), "text"),
                    (f" {signs.stance(coding.stance)} {stance}", ink),
                ]
            )
        return lines

    def _colour(self, code: str) -> str:
        found = self.desk.ws.codes.get(code)
        return found.colour if found else ""

    def _links(self, quote: Quote, width: int) -> list[list[Piece]]:
        out: list[tuple[str, Link, str]] = [
            ("", link, link.to_quote) for link in self.desk.ws.links.where(from_quote=quote.id)
        ]
        out += [("by ", link, link.from_quote) for link in self.desk.ws.links.where(to_quote=quote.id)]
        lines: list[list[Piece]] = []
        for direction, link, other in out:
            record = self.desk.ws.quotes.get(other)
            kind = LINKED_BACK[link.type] if direction else link.type
            source = self.desk.ws.sources.get(record.source) if record else None
            who = self.desk.speaker_name(record.speaker) if record else ""
            words = f"{day(source.published)} {record.text}" if record and source else "a quote that is gone"
            lines.append([(f" {self.glyphs.link} ", "accent"), (fit(f"{kind} {who}", width - 3), "text")])
            lines.append([("   ", "muted"), (fit(words, width - 3), "muted")])
        return lines

    def _others(self, quote: Quote, width: int) -> list[list[Piece]]:
        """What other analysts made of it, one line each."""
        lines: list[list[Piece]] = []
        for review in self.desk.ws.reviews.where(quote=quote.id):
            if review.analyst != self.desk.ws.analyst:
                names = ", ".join(self.desk.code_name(coding.code) for coding in review.codes)
                sign = self.glyphs.status(review.status)
                lines.append([(fit(f" {sign} {review.analyst}: {review.status} {names}", width), "muted")])
        return lines

    def _prints(self, quote: Quote, width: int) -> list[list[Piece]]:
        """Who else printed it, one line each."""
        lines: list[list[Piece]] = []
        for one in prints_of(self.desk.ws, quote.id):
            source = self.desk.ws.sources.get(one.source)
            if source is not None:
                who = source.outlet or source.title or source.origin
                told = f"also printed by {who}, {day(source.published)}: {source.reprint_share:.0%} of its words"
                lines += self._words(told, width, "muted")
        return lines

    def _note(self, note: Note, width: int) -> list[list[Piece]]:
        rule = [(self.glyphs.rule * width, "rule")]
        when = note.written[:16].replace("T", " ")
        return [
            rule,
            *self._words(note.text, width, "text"),
            [(fit(f" {note.analyst} {self.glyphs.dot} {when}", width), "muted")],
        ]

    def _words(self, text: str, width: int, style: str) -> list[list[Piece]]:
        lines: list[list[Piece]] = []
        for paragraph in text.split("\n"):
            shown = visible(paragraph)
            lines += [[(f" {shown[a:b]}", style)] for a, b in wrap(shown, max(1, width - 2))]
        return lines
