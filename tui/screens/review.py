"""The review screen: sources, quotes, context and notes, and the acts that move and judge."""

from __future__ import annotations

from datetime import date
from itertools import chain

from textual import on
from textual.app import ComposeResult

from store import Change
from tui.act import Act
from tui.acts import adjusting, sizing
from tui.between import REST, Between
from tui.desk import Desk
from tui.doing import Judging
from tui.later import ready
from tui.panes.context import ContextPane
from tui.panes.lines import Lines, Pane
from tui.panes.notes import NotesPane
from tui.panes.quotes import QuotesPane
from tui.panes.sources import SourcesPane
from tui.screens.base import Below, Beside, DeskScreen
from tui.screens.writing import WritingScreen

SETTLE = 0.04
"""Seconds without a key or a frame after which context and notes follow the cursor."""

STALE = "stale"
"""Stands for the quote that context and notes show when it is not what it was."""

PLACE = 10.0
"""Seconds after which the place is on the disk, should nothing else have put it there."""

FOLLOW = 1.0
"""Seconds between two looks of a reader at what the writer did."""


class ReviewScreen(Judging, WritingScreen):
    """The desk itself."""

    WHERE = ("review",)
    AUTO_FOCUS = "QuotesPane"
    STYLE = """
    ReviewScreen { background: $background; }
    ReviewScreen #body { height: 1fr; layers: base panel; }
    SourcesPane { width: 30; border-right: solid $or-rule; }
    NotesPane { width: 38; border-left: solid $or-rule; }
    Editor { width: 38; }
    Ask { margin-right: 38; }
    #middle { width: 1fr; height: 1fr; }
    QuotesPane { height: 2fr; }
    ContextPane { height: 3fr; }
    .-roomy SourcesPane { width: 38; }
    .-roomy NotesPane, .-roomy Editor { width: 48; }
    .-roomy Ask { margin-right: 48; }
    .-nonotes Ask, .-zoom Ask { margin-right: 0; }
    .-narrow SourcesPane, .-zoom SourcesPane, .-narrow NotesPane, .-zoom NotesPane {
        width: 1fr; border: none; display: none;
    }
    .-narrow.-page1 #middle, .-zoom.-page1 #middle, .-narrow.-page3 #middle, .-zoom.-page3 #middle { display: none; }
    .-narrow.-page1 SourcesPane, .-zoom.-page1 SourcesPane { display: block; }
    .-narrow.-page3 NotesPane, .-zoom.-page3 NotesPane { display: block; }
    .-zoom.-page2 ContextPane { display: none; }
    .-zoom.-context QuotesPane { display: none; }
    .-zoom.-context ContextPane { display: block; }
    .-nosources SourcesPane { display: none; }
    .-nonotes NotesPane { display: none; }
    .-narrow Ask, .-narrow Editor { dock: bottom; width: 100%; height: 50%; margin-right: 0; }
    .-low Ask, .-low Editor { dock: bottom; width: 100%; height: 80%; }
    .-flat Ask, .-flat Editor { dock: bottom; width: 100%; height: 100%; }
    .-flat Bar { height: 1; }
    .-flat ContextPane { display: none; }
    Ask.-line, .-narrow Ask.-line, .-low Ask.-line { dock: bottom; width: 100%; height: 4; margin-right: 0; }
    """

    def __init__(self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]]) -> None:
        super().__init__(desk, acts, keys)
        self.add_class("-page2")
        self.sources = SourcesPane(desk)
        self.quotes = QuotesPane(desk)
        self.context = ContextPane(desk)
        self.notes = NotesPane(desk)
        self.page = 2
        self.adjusting = None
        self.repeat = None
        self._painted: tuple[object, ...] = ()
        self._detail = ""
        self._waiting = False
        self._offered = True
        self.between = Between(self.set_timer, self.rested)
        self.warming = Between(self.set_timer, self.rested)

    def compose(self) -> ComposeResult:
        """The panes beside each other, the bar below, the panel above all."""
        with Beside(id="body"):
            yield self.sources
            with Below(id="middle"):
                yield self.quotes
                yield self.context
            yield self.notes
        yield self.bar

    def on_mount(self) -> None:
        """Stand where the analyst left."""
        self.quotes.cursor = self.desk.at
        sizing.spread(self)
        self.show_detail()
        ws = self.desk.ws
        self.warming.start(chain(ready("tui.acts"), ws.warm()), waited_for=False)
        if ws.notices:
            self.say(" · ".join(ws.notices))
        if ws.read_only:
            self.set_interval(FOLLOW, self.follow)
        else:
            self.set_interval(PLACE, self._keep_place)

    def _keep_place(self) -> None:
        """Put the place on the disk once no key waits."""
        if self.rested() < REST:
            self.set_timer(REST, self._keep_place)
        else:
            self.guarded(self.desk.keep)

    def on_resize(self) -> None:
        """Panes keep the sizes they were given as far as there is room."""
        if self.desk.sizes:
            sizing.apply(self)
        self._offer()

    def _offer(self) -> None:
        """Have the footer offer what works on quotes only where they are in sight."""
        if self._offered != self.quotes_shown:
            self._offered = self.quotes_shown
            self.bar.hint(self.hint_row())

    def follow(self) -> None:
        """As a reader, take in what the writer did since; not while long work reads what there is."""
        screen = self.app.screen
        if isinstance(screen, DeskScreen) and "work" in screen.WHERE:
            return
        changes: list[Change] = []
        if not self.guarded(lambda: changes.extend(self.desk.ws.refresh())):
            return
        acts = [change for change in changes if not change.kind]
        if acts:
            self.say(f"{acts[-1].analyst}: {acts[-1].act}")
            self.sync()

    # -- state -------------------------------------------------------------------------------------------------------

    def state(self) -> list[str]:
        """File, filter, marks, when it was saved, and where help is."""
        desk, ws = self.desk, self.desk.ws
        parts = [ws.path.name]
        if ws.read_only:
            parts.append("read only")
        if desk.marks:
            parts.append(desk.told_marks())
        if desk.filter_text:
            parts.append(f"filter: {desk.filter_text}")
        if desk.hits.text:
            parts.append(f"search: {desk.hits.text} ({len(desk.hits) if desk.hits.whole else '…'})")
        if self.watching is not None and not self.watching.ended:
            parts.append(self.watching.state)
        saved = desk.saved_at()
        if not ws.read_only:
            local = saved.astimezone()
            parts.append(f"saved {local:%H:%M:%S}" if local.date() == date.today() else f"saved {local:%d %b %H:%M}")
        parts.append("? help")
        return parts

    def sync(self) -> None:
        """Repaint what differs from what is painted: rows, the current source, and later the context and notes."""
        super().sync()
        self._offer()
        desk, quotes = self.desk, self.quotes
        now = (id(desk.shown), len(desk.shown), desk.across, len(desk.marks), desk.filter_text)
        if now != self._painted:
            self._painted = now
            quotes.cursor = desk.at
            quotes.refresh()
        if quotes.cursor != desk.at or not quotes.top <= desk.at < quotes.top + quotes.page:
            quotes.go(desk.at)
        place = desk.row_of(desk.source)
        if desk.touched:
            self._repaint_touched()
        if self.sources.cursor != place:
            self.sources.go(place)
        if self._detail == STALE and desk.key == self.context.shown and self.adjusting is None:
            self.show_detail()
        elif desk.key != self._detail and self.adjusting is None:
            self._detail_later()

    def place_caret(self) -> None:
        """On the current row; while words are in hand, in the text."""
        if self.adjusting is None:
            super().place_caret()

    def _repaint_touched(self) -> None:
        """Repaint the rows of records that changed."""
        desk = self.desk
        touched, desk.touched = desk.touched, set()
        if "*" in touched or len(touched) > 20:
            self.quotes.refresh()
        else:
            first, last = self.quotes.top, self.quotes.top + self.quotes.page
            for row in range(first, min(last, len(desk.shown))):
                if desk.shown[row] in touched:
                    self.quotes.refresh_row(row)
        if "*" in touched or len(touched) > 20:
            self.sources.refresh()
        else:
            quotes = [quote for key in touched if (quote := desk.ws.quotes.get(key)) is not None]
            for source in {quote.source for quote in quotes}:
                self.sources.refresh_row(desk.row_of(source))
            self.sources.refresh_title()
        if self.adjusting is None and ("*" in touched or self._detail in touched):
            if "*" in touched or self._detail != desk.key or self.context.quote != desk.quote:
                self._detail = STALE
            else:
                self._show_notes()

    def _detail_later(self) -> None:
        """Show context and notes once the cursor rests, so that a held key is not slowed down."""
        if not self._waiting:
            self._waiting = True
            self.set_timer(SETTLE, self._settle)

    def _settle(self) -> None:
        missing = SETTLE - self.rested()
        if missing > 0:
            self.set_timer(missing, self._settle)
            return
        self._waiting = False
        if self.desk.key != self._detail and self.adjusting is None:
            self.show_detail()

    def show_detail(self) -> None:
        """Show the current quote in its context, and what hangs on it."""
        quote = self.desk.quote
        self._detail = self.desk.key
        source = self.desk.ws.sources.get(quote.source if quote else self.desk.source)
        self.context.show(quote, source)
        self._show_notes()

    def _show_notes(self) -> None:
        """Show what hangs on the current quote; for another print of a statement, on the one that is judged."""
        quote = self.desk.quote
        self.notes.show(self.desk.ws.quotes.get(quote.same_as) if quote is not None and quote.same_as else quote)

    @property
    def settled(self) -> bool:
        """Whether context and notes show the current quote."""
        return not self._waiting and self._detail == self.desk.key

    def show_asking(self) -> None:
        """Where the panel covers half of the page, the context takes the other half alone."""
        question = self.panel.question
        listing = self.writing_on != "" or (question is not None and question.listing)
        alone = listing and self.page == 2 and self.has_class("-narrow") and not self.has_class("-flat")
        if alone == self.quotes.display:
            self.quotes.display = not alone
            self.context.styles.height = "50%" if alone else None
            if not alone and not self.writing_on:
                self.quotes.focus(scroll_visible=False)  # hidden, it had lost it
        if self.desk.sizes:
            sizing.apply(self)

    # -- panes -------------------------------------------------------------------------------------------------------

    def remark(self, text: str) -> None:
        """Say something below the line that is typed."""
        self.panel.remark(text)

    def scroll_notes(self, lines: int) -> None:
        """Scroll the pane of notes."""
        self.notes.scroll_lines(lines)

    @property
    def turned(self) -> int:
        """How many rows a page of the pane in hand has."""
        return {1: self.sources.turned, 2: self.quotes.page, 3: self.notes.rows_high}[self.page]

    @property
    def quotes_shown(self) -> bool:  # type: ignore[override]
        """Whether the quotes or the context are on the screen, and not the sources or the notes alone."""
        return self.page == 2 or not (self.has_class("-narrow") or self.has_class("-zoom"))

    def unzoomed(self) -> bool:
        """Show all panes again; false when they were shown."""
        zoomed = self.has_class("-zoom")
        self.remove_class("-zoom", "-context")
        return zoomed

    def show_page(self, number: int) -> None:
        """Go to a pane: 1 sources, 2 quotes, 3 notes. Where only one fits, it becomes the page."""
        self.page = number
        for n in (1, 2, 3):
            self.set_class(n == number, f"-page{n}")
        pane: Pane = {1: self.sources, 2: self.quotes, 3: self.notes}[number]
        if self.desk.sizes.pop("nosources" if number == 1 else "nonotes" if number == 3 else "", 0):
            sizing.apply(self)
        pane.focus(scroll_visible=False)

    @on(Lines.Picked)
    def picked(self, event: Lines.Picked) -> None:
        """The mouse chose a row; not while something is asked, written or adjusted, which is about the row there."""
        if self.writing_on or self.panel.open or self.adjusting is not None:
            if self.writing_on and self.editor is not None:
                self.editor.focus(scroll_visible=False)
            return
        if event.lines is self.quotes:
            self.desk.go(event.index)
            self.show_page(2)
        elif event.lines is self.sources:
            source = self.desk.rows[event.index]
            if source:  # and no heading
                self.desk.open_source(source)
            self.show_page(2 if event.twice else 1)
        self.sync()

    def on_context_pane_pointed(self, event: ContextPane.Pointed) -> None:
        """The mouse drew over words of the text, or clicked on a quote there."""
        if not self.writing_on and not self.panel.open:
            self.guarded(lambda: adjusting.pointed(self, event.source, event.start, event.to))
            self.sync()

    def written(self, about: str, go_on: bool) -> None:
        """Back to the pane one came from, and on to the next quote when that was asked for."""
        self.show_page(self.page)
        self.show_detail()
        if go_on and about == self.desk.key:
            self.perform("accept")
