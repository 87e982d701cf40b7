"""The pane of context: the source's text around the current quote, with quote, speaker and cue marked.

The quote stands between ❝ ❞ in bold on its own ground, the speaker between ⟨ ⟩ underlined, the cue between ⌊ ⌋ in
italics, and a line at the side runs along the quote: none of it needs colour. Only the paragraphs in sight are ever
broken into lines.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.records import Quote, Source, Span
from tui.desk import Desk
from tui.panes.lines import Pane, Piece
from tui.show import day, visible, width_of
from tui.wrap import wrap

Mark = tuple[int, int, str]
"""A stretch of the text (code points) and what it is: a key of `Look` and of the signs below, or ``here``."""
CHANGED = {"cut": ("[-", "-]"), "added": ("{+", "+}"), "here": ("", "")}
"""The signs of what a publisher cut and added."""
UPPER = {"cut": 0, "added": 0, "other": 0, "quote": 1, "here": 1}
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


class ContextPane(Pane):
    """Shows where a quote stands. ``show`` says which; scrolling is by lines from there."""

    HEADING = "Context"

    def __init__(self, desk: Desk, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self.quote: Quote | None = None
        self.source: Source | None = None
        self.edge = ""
        self._paragraphs: list[Span] = []
        self._marks: list[Mark] = []
        self._wrapped: dict[tuple[int, int], list[list[Piece]]] = {}
        self._painted: list[list[Piece]] = []
        self._scroll = 0
        self._shown_for: tuple[int, int] | None = None
        self._more = (False, False)

    def show(self, quote: Quote | None, source: Source | None, spans: tuple[Span, ...] | None = None) -> None:
        """Show ``quote`` in ``source``; ``spans`` instead of its own while they are being adjusted."""
        marks: list[Mark] = []
        if quote is not None:
            marks = [(start, end, "quote") for start, end in (spans or quote.spans)]
            if quote.mention:
                marks.append((*quote.mention, "speaker"))
            if quote.cue:
                marks.append((*quote.cue, "cue"))
        self.quote = quote
        self.show_marked(source, sorted(marks))

    def show_marked(self, source: Source | None, marks: Sequence[Mark]) -> None:
        """Show ``source`` with ``marks``, at the first that is a quote or ``here``."""
        if source is not self.source:
            self._paragraphs = paragraphs(source.text) if source else []
        self.source, self._marks = source, list(marks)
        self._wrapped.clear()
        self._shown_for = None
        self._scroll = 0
        self.refresh()

    def title(self) -> tuple[str, str]:
        """The pane's name with the source's date and title."""
        if self.source is None:
            return self.HEADING, ""
        up, down = self._more
        arrows = ("↑" if up else "") + ("↓" if down else "")
        room = max(0, self.size.width - 20)
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
        return self._painted[y] if y < len(self._painted) else []

    def _gather(self, width: int, height: int) -> None:
        """Collect the lines of the window: the quote's start a third of the way down, then as scrolled."""
        self._painted, self._more = [], (False, False)
        if not self._paragraphs or height <= 0:
            return
        focus = self._marks[0][0] if self._marks else 0
        for start, _, kind in self._marks:
            if kind in ("quote", "here"):
                focus = start
                break
        at = next((i for i, (_, end) in enumerate(self._paragraphs) if focus <= end), 0)
        inner = max(1, width - 3)
        lines = self._lines(at, inner)
        within = next((i for i, line in enumerate(lines) if any(style == "quote" for _, style in line)), 0)
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
        self._more = (first > 0 or offset > 0, last + 1 < len(self._paragraphs) or offset + height < len(window))

    def _lines(self, index: int, width: int) -> list[list[Piece]]:
        key = (index, width)
        if key not in self._wrapped:
            start, end = self._paragraphs[index]
            empty = start == end and index > 0 and self._paragraphs[index - 1] == (start - 1, start - 1)
            self._wrapped[key] = [] if empty else self._wrap((start, end), width)
        return self._wrapped[key]

    def _wrap(self, span: Span, width: int) -> list[list[Piece]]:
        """One paragraph as lines of pieces, the signs of the marks set into its text."""
        assert self.source is not None
        start, end = span
        text = visible(self.source.text[start:end])
        marks = [mark for mark in self._marks if mark[0] < max(end, start + 1) and mark[1] > start]
        shown, styles = self._set_signs(text, start, end, marks)
        lines: list[list[Piece]] = []
        for first, last in wrap(shown, width):
            side = any(styles[i] == "quote" for i in range(first, last)) if marks else False
            pieces: list[Piece] = [(f" {self.glyphs.side if side else ' '} ", "accent" if side else "text")]
            at = first
            while at < last:
                stop = at + 1
                while stop < last and styles[stop] == styles[at]:
                    stop += 1
                pieces.append((shown[at:stop], styles[at]))
                at = stop
            lines.append(pieces)
        return lines

    def _set_signs(self, text: str, start: int, end: int, marks: list[Mark]) -> tuple[str, list[str]]:
        if not marks:
            return text, ["text"] * len(text)
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
        for offset in range(len(text) + 1):
            for kind in closing.get(offset, []):
                out.append(signs[kind][1])
                styles += [kind] * len(signs[kind][1])
            for kind in opening.get(offset, []):
                out.append(signs[kind][0])
                styles += [kind] * len(signs[kind][0])
            if offset < len(text):
                out.append(text[offset])
                styles.append(plain[offset])
        return "".join(out), styles
