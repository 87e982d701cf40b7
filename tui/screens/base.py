"""What every screen of the desk shares: keys go through the one table of acts, and there is a bar that says what
happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self, TypeVar, cast

from textual import events
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.screen import Screen

from tui.act import Act, shown_key, shown_keys
from tui.desk import Desk
from tui.doing import Doing
from tui.panes.ask import Ask
from tui.panes.bar import Bar
from tui.panes.hints import Hints
from tui.panes.lines import Pane
from tui.questions import Question
from tui.trie import Keys, Node
from tui.work import Work

if TYPE_CHECKING:
    from tui.app import OnrecordApp
    from tui.lists.listing import Listing, Lists

T = TypeVar("T")

HELD = {"work", "spans", "changes"}
"""Parts of the table whose acts go by what stands there, so that nothing may come in meanwhile."""


class Beside(Horizontal):
    """Panes beside each other; the panes cover it, so that nothing of it is ever painted but a blank."""

    BLANK = True


class Below(Vertical):
    """Panes below each other, likewise."""

    BLANK = True


class DeskScreen(Doing, Screen[None]):
    """A screen whose keys are the acts of ``WHERE`` in the table. It composes a bar, a panel that asks and a key
    popup.
    """

    WHERE: tuple[str, ...] = ()
    BLANK = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (170, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-low"), (18, "-tall")]

    def __init__(self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.desk = desk
        self._whole = (acts, keys)
        self.bar = Bar()
        self.panel = Ask()
        self.hints_popup = Hints()
        self.hear(self.WHERE)

    def hear(self, where: Sequence[str]) -> None:
        """Take the keys of these parts of the table from now on."""
        acts, keys = self._whole
        self.WHERE = tuple(where)
        self.acts = {name: act for name, act in acts.items() if act.where in where}
        self.key_table = {name: keys[name] for name in self.acts}
        self.keys_heard = Keys(self.key_table)
        if self.is_attached:
            self.bar.hint(self.hint_row())

    def fitted(self, size: Size) -> Self:
        """The screen made ready for the terminal's ``size``, so that it need not be laid out for another one first."""
        wide, high = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        for cells, marks in ((size.width, wide), (size.height, high)):
            self.add_class([name for least, name in marks if cells >= least][-1], update=False)
        return self

    @property
    def desk_app(self) -> OnrecordApp:
        """The app, by its own type."""
        return cast("OnrecordApp", self.app)

    def rested(self) -> float:
        """For how many seconds no key has come and no frame was painted."""
        return time.monotonic() - self.desk_app.stirred

    # -- saying ------------------------------------------------------------------------------------------------------

    def say(self, message: str, tone: str = "text") -> None:
        """Say something in the status line."""
        self.bar.say(message, tone)

    @property
    def said(self) -> str:
        """What was said last."""
        return self.bar.message

    def copied(self, text: str) -> bool:
        """Put a text into the clipboard."""
        self.app.copy_to_clipboard(text)
        return True

    def state(self) -> list[str]:
        """What stands in the status line besides the message."""
        return []

    def sync(self) -> None:
        """Repaint what no longer shows what the desk holds."""
        self.bar.stand(self.state())
        self.place_caret()

    def place_caret(self) -> None:
        """Have the terminal's own cursor stand where the keys go; the panel sees to that itself."""
        pane = self.focused
        if not self.panel.open and isinstance(pane, Pane):
            pane.place_caret()

    def hint_row(self) -> list[tuple[str, str]]:
        """The keys of the footer: the panel's while it asks, else those of acts with a short word, as in the table."""
        if self.panel.open:
            return self.panel.keys()
        row = []
        for name, act in self.acts.items():
            keys = self.key_table[name]
            if act.short and keys and not self.closed(act):
                row.append((shown_key(keys[0]), act.short))
        return row

    def on_mount(self) -> None:
        """Show the footer."""
        self.bar.hint(self.hint_row())
        self.sync()

    # -- asking ------------------------------------------------------------------------------------------------------

    def ask(self, question: Question) -> None:
        """Open the panel."""
        if not self.panel.is_attached:
            self.query_one("#body").mount(self.panel)
        self.panel.ask(question)
        self.show_asking()
        self.bar.hint(self.hint_row())

    def stop_asking(self) -> None:
        """Close the panel."""
        self.panel.close()

    def show_asking(self) -> None:
        """Leave the text in sight while something is asked; screens that can, make room."""

    def answered(self) -> None:
        """The panel took something, and may be closed."""
        self.show_asking()
        self.bar.hint(self.hint_row())
        self.sync()

    # -- keys --------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Feed the panel while it asks, else the trie."""
        event.stop()
        event.prevent_default()
        screen = self.app.screen
        if screen is self or not isinstance(screen, DeskScreen):
            self.press(event.key, event.character)
        else:  # typed ahead, before the screen that was opened or left was there
            screen.call_later(screen.press, event.key, event.character)

    def press(self, key: str, character: str | None) -> None:
        """Take one key, unless the app is being left."""
        if not self.is_attached:
            return
        self.desk_app.stirred = time.monotonic()
        if self.panel.open:
            self.guarded(lambda: self.panel.feed(key, character))
            self.answered()
            return
        heard = self.keys_heard.feed(key, character)
        if heard.pending:
            if self.keys_heard.open is self.keys_heard.root.next:
                self.say(f"{heard.keys} …", "muted")
            elif followers := self.followers(self.keys_heard.open):
                if not self.hints_popup.is_attached:
                    self.query_one("#body").mount(self.hints_popup)
                self.hints_popup.show(self.app.size, shown_key(heard.keys), followers)
            else:
                self.keys_heard.forget()
                self.refuse(self.shut())
            return
        self.hints_popup.hide()
        if heard.act:
            self.perform(heard.act, heard.count)
        elif heard.unknown and key == "ctrl+c":
            self.say("q quits, y copies the quote" if "copy" in self.acts else "q goes back")
        elif heard.unknown:
            self.say(f"{shown_key(heard.keys)} does nothing here (? shows the keys)", "muted")
        else:
            self.say("")

    def followers(self, nodes: dict[str, Node]) -> list[tuple[str, str]]:
        """Each key that may follow, with what it does."""
        rows = []
        for key, node in nodes.items():
            act = self.acts.get(node.act)
            if act is None or not self.closed(act):
                rows.append((shown_key(key), act.help if act else "…"))
        return rows

    # -- other screens -----------------------------------------------------------------------------------------------

    def open_list(self, make: Callable[[Lists], Listing]) -> None:
        """Open a list above this screen, which is brought up to date when it closes."""
        from tui.screens.listing import ListScreen  # noqa: PLC0415  (loaded when a list is first opened)

        if self.app.screen is self:
            opened = ListScreen(self.desk, *self._whole, make).fitted(self.app.size)
            self.app.push_screen(opened, lambda _: self.sync())

    def later(self, name: str) -> None:
        """Do an act on the screen that is open then."""
        self.app.call_later(self.desk_app.perform, name)

    def long_work(
        self,
        title: str,
        do: Callable[[Work[T]], T],
        then: Callable[[T], None],
        *,
        breaking: Callable[[], None] = lambda: None,
        nothing: str = "nothing was changed",
    ) -> None:
        """Do ``do`` beside the keys, on a screen of its own, and call ``then`` with what came of it, back on this."""
        from tui.screens.working import WorkScreen  # noqa: PLC0415  (loaded when something first takes long)

        work = Work(do, breaking)

        def left(_: None) -> None:
            self.take_up(work, then, nothing)
            self.sync()

        self.app.push_screen(WorkScreen(self.desk, *self._whole, title, work).fitted(self.app.size), left)

    def every(self, seconds: float, look: Callable[[], bool]) -> None:
        """Call ``look`` again and again until it gives False, never while something is asked or on one of `HELD`."""

        def call() -> None:
            waits = any(
                not isinstance(screen, DeskScreen) or screen.panel.open or HELD & {*screen.WHERE}
                for screen in self.app.screen_stack
            )
            if not waits and not look():
                timer.stop()

        timer = self.set_interval(seconds, call)

    @property
    def front(self) -> Doing:
        """The screen that is open."""
        screen = self.app.screen
        return screen if isinstance(screen, DeskScreen) else self

    def keys_of(self, name: str) -> str:
        """The keys of an act of any screen."""
        acts, keys = self._whole
        return shown_keys(acts[name], keys[name])

    def end(self) -> None:
        """Leave the app; the place is remembered."""
        self.desk_app.leave()

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text."""
        event.stop()
        self.pasted(event.text)

    def pasted(self, text: str) -> None:
        """Pasted text goes to the panel."""
        if self.panel.open:
            self.guarded(lambda: self.panel.paste(text))
