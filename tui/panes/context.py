"""The pane of context: the source's text around the current quote, with quote, speaker and cue marked.

The quote stands between ❝ ❞ in bold on its own ground, the speaker between ⟨ ⟩ underlined, the cue between ⌊ ⌋ in
italics, and a line at the side runs along the quote: none of it needs colour. Only the paragraphs in sight are ever
broken into lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain, islice
from typing import NamedTuple

from textual import events
from textual.geometry import Offset
from textual.message import Message

from briefing.records import Quote, Source, Span
from tui.desk import Desk
from tui.panes.lines import Pane, Piece
from tui.show import day, visible, width_of
from tui.wrap import wrap

Mark = tuple[int, int, str]
"""A stretch of the text (code points) and what it is: a key of `Look` and of the signs below, or ``here``."""
CHANGED = {"cut": ("[-", "-]"), "added": ("{+", "+}"), "here": ("", ""), "hand": ("", "")}
"""The signs of what a publisher cut and added."""
UPPER = {"cut": 0, "added": 0, "other": 0, "quote": 1, "here": 1, "hand": 3}
"""What is painted first; marks above it cover it."""
LONGEST = 8_000
"""Paragraphs longer than this many characters are broken for wrapping, so that one endless line costs no more."""


def paragraphs(text: str) -> list[Span]:
    """The lines of ``text`` as spans, overlong ones in parts cut at a blank."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        at = start
        while end - at > LONGEST:
            cut = text.rfind(" ", at + 1, at + LONGEST)
            cut = cut if cut > at else at + LONGEST
            spans.append((at, cut))
            at = cut
        spans.append((at, end))
        start = end + 1
    return spans


class Line(NamedTuple):
    """A line of the text: its pieces, and the offset in the source's text of each character of them."""

    pieces: list[Piece]
    offsets: list[int]


class ContextPane(Pane, can_focus=False):
    """Shows where a quote stands. ``show`` says which; scrolling is by lines from there."""

    HEADING = "Context"
    ALLOW_SELECT = False

    class Pointed(Message):
        """The mouse was at ``to``, an offset of the text of ``source`` (its id); pressed down at ``start``, and drawn
        from there if it differs.
        """

        def __init__(self, source: str, start: int, to: int) -> None:
            super().__init__()
            self.source = source
            self.start = start
            self.to = to

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.quote: Quote | None = None
        self.source: Source | None = None
        self._paragraphs: list[Span] = []
        self._marks: list[Mark] = []
        self._wrapped: dict[tuple[int, int], list[Line]] = {}
        self._painted: list[Line] = []
        self._focus = 0
        self._pressed: tuple[str, int] | None = None
        self._drawn = -1
        self._scroll = 0
        self._shown_for: tuple[int, int] | None = None
        self._more = (False, False)

    def show(
        self, quote: Quote | None, source: Source | None, spans: tuple[Span, ...] | None = None, hand: int | None = None
    ) -> None:
        """Show ``quote`` in ``source``; ``spans`` instead of its own while they are being adjusted.

        ``hand`` is the offset of the character in hand then: the text stays where it is as long as that is in sight.
        """
        marks: list[Mark] = [(start, end, "quote") for start, end in spans or (quote.spans if quote else ())]
        if quote is not None:
            if quote.mention:
                marks.append((*quote.mention, "speaker"))
            if quote.cue:
                marks.append((*quote.cue, "cue"))
        marks.sort()
        self.quote = quote
        self.show_marked(source, marks, hand)

    def show_marked(self, source: Source | None, marks: Sequence[Mark], hand: int | None = None) -> None:
        """Show ``source`` with ``marks``, at the first that is a quote or ``here``; or so that ``hand`` is in sight."""
        if source is not self.source:
            self._paragraphs = paragraphs(source.text) if source else []
            self._painted = []
        self.source, self._marks = source, list(marks)
        if hand is not None:
            self._marks.append((hand, hand + 1, "hand"))
        if hand is None or not self._in_sight(hand):
            first = marks[0][0] if marks else 0
            shown = next((start for start, _, kind in marks if kind in ("quote", "here")), first)
            self._focus = shown if hand is None else hand
            self._scroll = 0
        self._wrapped.clear()
        self._shown_for = None
        self.refresh()

    def _in_sight(self, offset: int) -> bool:
        """Whether the character at ``offset`` is painted now, not on the last line."""
        lines = [line for line in self._painted if line.offsets]
        return bool(lines) and lines[0].offsets[0] <= offset <= lines[max(0, len(lines) - 2)].offsets[-1]

    @property
    def shown(self) -> str:
        """The id of the quote it shows, empty for none."""
        return self.quote.id if self.quote else ""

    def title(self) -> tuple[str, str]:
        """The pane's name with the source's date and title."""
        if self.source is None:
            return self.HEADING, ""
        up, down = self._more
        arrows = ("↑" if up else "") + ("↓" if down else "")
        room = max(0, self.wide - 20)
        name = self.source.title or self.source.origin or "untitled"
        about = f"{day(self.source.published)} · {name}"
        if width_of(about) > room:
            about = about[: max(0, room - 1)] + "…"
        return self.HEADING, f"{about} {arrows}".strip()

    def scroll_lines(self, lines: int) -> None:
        """Scroll the text by lines."""
        up, down = self._more
        if (lines < 0 and up) or (lines > 0 and down):
            self._scroll += lines
            self._shown_for = None
            self.refresh()

    def line(self, y: int, width: int) -> list[Piece]:
        """A line of the text around the quote."""
        height = self.rows_high
        if self._shown_for != (width, height):
            before = self._more
            self._gather(width, height)
            self._shown_for = (width, height)
            if before != self._more:
                self.call_later(self.refresh_title)
        return self._painted[y].pieces if y < len(self._painted) else []

    def _gather(self, width: int, height: int) -> None:
        """Collect the lines of the window: what it is about a third of the way down, then as scrolled."""
        self._painted, self._more = [], (False, False)
        if not self._paragraphs or height <= 0:
            return
        focus = self._focus
        at = next((i for i, (_, end) in enumerate(self._paragraphs) if focus <= end), 0)
        inner = max(1, width - 3)
        lines = self._lines(at, inner)
        within = next((i for i, line in enumerate(lines) if line.offsets and line.offsets[-1] >= focus), 0)
        window = list(lines)
        above = within
        first = at
        wanted = max(0, height // 3 - self._scroll)
        while first > 0 and above < wanted:
            first -= 1
            more = self._lines(first, inner)
            window[:0] = more
            above += len(more)
        offset = above - height // 3 + self._scroll
        last = at
        while last + 1 < len(self._paragraphs) and len(window) < offset + height + 1:
            last += 1
            window += self._lines(last, inner)
        limit = len(window) - height
        if offset > limit:
            self._scroll -= offset - max(0, limit)
            offset = max(0, limit)
            while first > 0 and len(window) < height:
                first -= 1
                window[:0] = self._lines(first, inner)
            offset = max(0, min(offset, len(window) - height))
        if offset < 0:
            self._scroll -= offset
            offset = 0
        self._painted = window[offset : offset + height]
        self._place_hand()
        self._more = (first > 0 or offset > 0, last + 1 < len(self._paragraphs) or offset + height < len(window))

    def _place_hand(self) -> None:
        """Put the terminal's own cursor on the character in hand."""
        hand = next((start for start, _, kind in self._marks if kind == "hand"), None)
        for y, line in enumerate(self._painted):
            if hand is not None and hand in line.offsets:
                before = "".join(text for text, _ in line.pieces)[3:]
                last = len(line.offsets) - 1 - line.offsets[::-1].index(hand)
                self.app.cursor_position = self.region.offset + Offset(3 + width_of(before[:last]), y + 1)

    def _lines(self, index: int, width: int) -> list[Line]:
        key = (index, width)
        if key not in self._wrapped:
            start, end = self._paragraphs[index]
            empty = start == end and index > 0 and self._paragraphs[index - 1] == (start - 1, start - 1)
            self._wrapped[key] = [] if empty else self._wrap((start, end), width)
        return self._wrapped[key]

    def _wrap(self, span: Span, width: int) -> list[Line]:
        """One paragraph as lines of pieces, the signs of the marks set into its text."""
        assert self.source is not None
        start, end = span
        text = visible(self.source.text[start:end])
        marks = [mark for mark in self._marks if mark[0] < max(end, start + 1) and mark[1] > start]
        shown, styles, offsets = self._set_signs(text, start, end, marks)
        lines: list[Line] = []
        for first, last in wrap(shown, width):
            side = any(styles[i] in ("quote", "hand") for i in range(first, last)) if marks else False
            pieces: list[Piece] = [(f" {self.glyphs.side if side else ' '} ", "accent" if side else "text")]
            at = first
            while at < last:
                stop = at + 1
                while stop < last and styles[stop] == styles[at]:
                    stop += 1
                pieces.append((shown[at:stop], styles[at]))
                at = stop
            lines.append(Line(pieces, offsets[first:last]))
        return lines

    def beside(self, offset: int, by: int) -> int:
        """The offset of the character ``by`` lines below the one at ``offset`` (above it where negative), as lines are
        broken now and blank ones left out; on the last line or the first where there are fewer.
        """
        way = 1 if by > 0 else -1
        width = max(1, self.wide - 3)
        at = next((i for i, (_, end) in enumerate(self._paragraphs) if offset <= end), 0)
        lines = [line for line in self._lines(at, width) if line.offsets] if self._paragraphs else []
        row = next((i for i, line in enumerate(lines) if line.offsets[-1] >= offset), None)
        if row is None:
            return offset
        column = bisect_left(lines[row].offsets, offset)
        others = range(at + 1, len(self._paragraphs)) if by > 0 else range(at - 1, -1, -1)
        ahead = chain(
            lines[row + 1 :] if by > 0 else lines[:row][::-1],
            (line for other in others for line in self._lines(other, width)[::way] if line.offsets),
        )
        found = lines[row]
        for found in islice(ahead, abs(by)):  # noqa: B007 - the last of them is wanted
            pass
        return found.offsets[min(column, len(found.offsets) - 1)]

    def _set_signs(self, text: str, start: int, end: int, marks: list[Mark]) -> tuple[str, list[str], list[int]]:
        """The text with the signs, and the style and the offset of each character."""
        if not marks:
            return text, ["text"] * len(text), list(range(start, start + len(text)))
        quote = self.glyphs.quote
        signs = {"quote": quote, "other": quote, "speaker": self.glyphs.speaker, "cue": self.glyphs.cue} | CHANGED
        plain = ["text"] * len(text)
        opening: dict[int, list[str]] = {}
        closing: dict[int, list[str]] = {}
        for first, last, kind in sorted(marks, key=lambda mark: UPPER.get(mark[2], 2)):
            low, high = max(0, first - start), min(len(text), last - start)
            for offset in range(low, high):
                plain[offset] = "quote" if kind == "here" else kind
            if first >= start:
                opening.setdefault(low, []).append(kind)
            if last <= end:
                closing.setdefault(high, []).insert(0, kind)
        out: list[str] = []
        styles: list[str] = []
        offsets: list[int] = []
        for offset in range(len(text) + 1):
            here = [(signs[kind][1], kind) for kind in closing.get(offset, [])]
            here += [(signs[kind][0], kind) for kind in opening.get(offset, [])]
            here += [(text[offset], plain[offset])] if offset < len(text) else []
            for sign, style in here:
                out.append(sign)
                styles += [style] * len(sign)
                offsets += [start + offset] * len(sign)
        return "".join(out), styles, offsets

    # -- the mouse ---------------------------------------------------------------------------------------------------

    def _under(self, x: int, y: int) -> int | None:
        """The offset in the text of what is painted at a cell of the pane; None beside the text."""
        line = self._painted[y - 1] if 1 <= y <= len(self._painted) else None
        if line is None or not line.offsets:
            return None
        cells = 3
        for sign, offset in zip("".join(text for text, _ in line.pieces)[3:], line.offsets, strict=True):
            cells += width_of(sign)
            if x < cells:
                return offset
        return line.offsets[-1]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Words may be drawn over from here."""
        at = self._under(event.x, event.y) if event.button == 1 else None
        self._pressed = None
        if at is not None and self.source is not None:
            self._pressed, self._drawn = (self.source.id, at), at
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Take the words drawn over in hand."""
        to = self._under(event.x, event.y) if self._pressed is not None else None
        if self._pressed is not None and to is not None and to != self._drawn:
            self._drawn = to
            self.post_message(self.Pointed(*self._pressed, to))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A click, when nothing was drawn over."""
        pressed, self._pressed = self._pressed, None
        self.release_mouse()
        if pressed is not None and self._drawn == pressed[1]:
            self.post_message(self.Pointed(*pressed, self._drawn))
