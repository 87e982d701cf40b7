"""What every screen of the desk shares: keys go through the one table of acts, and there is a bar that says what
happened.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import events
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from briefing.errors import OnrecordError
from tui.act import Act, shown_key, shown_keys
from tui.acts.viewing import can_change
from tui.desk import Desk
from tui.panes.ask import Ask
from tui.panes.bar import Bar
from tui.panes.hints import Hints
from tui.panes.lines import Pane
from tui.questions import Question
from tui.trie import Keys, Node

if TYPE_CHECKING:
    from tui.app import OnrecordApp


class Beside(Horizontal):
    """Panes beside each other; the panes cover it, so that nothing of it is ever painted but a blank."""

    BLANK = True


class Below(Vertical):
    """Panes below each other, likewise."""

    BLANK = True


class DeskScreen(Screen[None]):
    """A screen whose keys are the acts of ``WHERE`` in the table. It composes a bar, a panel that asks and a key
    popup.
    """

    WHERE: tuple[str, ...] = ()
    BLANK = True
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (170, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-low"), (18, "-tall")]

    def __init__(self, desk: Desk, acts: dict[str, Act], keys: dict[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.desk = desk
        self.acts = {name: act for name, act in acts.items() if act.where in self.WHERE}
        self.key_table = {name: keys[name] for name in self.acts}
        self.keys_heard = Keys(self.key_table)
        self.bar = Bar()
        self.panel = Ask()
        self.hints_popup = Hints()
        self.undo_asked = 0

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

    def closed(self, act: Act) -> bool:
        """Whether ``act`` is out of question here: it changes what is open for reading only."""
        reason = can_change(self)
        return reason != "" and act.why_not(self) == reason

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

    def show_asking(self) -> None:
        """Leave the text in sight while something is asked; screens that can, make room."""

    def answered(self) -> None:
        """The panel took something, and may be closed."""
        self.show_asking()
        self.bar.hint(self.hint_row())
        self.sync()

    def refuse(self, reason: str) -> None:
        """Say why something cannot be done."""
        self.say(reason, "error")

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
                self.refuse(can_change(self))
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

    def perform(self, name: str, count: int | None = None) -> None:
        """Run the act ``name``, or say why it is not possible."""
        act = self.acts[name]
        reason = act.why_not(self)
        if reason:
            self.refuse(reason)
        else:
            self.guarded(lambda: act.do(self, count))
        self.sync()

    def guarded(self, do: Callable[[], object]) -> bool:
        """Run ``do``; an error meant for people is said, and false is given back."""
        try:
            do()
        except OnrecordError as error:
            self.refuse(str(error))
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """Take pasted text."""
        event.stop()
        self.pasted(event.text)

    def pasted(self, text: str) -> None:
        """Pasted text goes to the panel."""
        if self.panel.open:
            self.guarded(lambda: self.panel.paste(text))

    def keys_of(self, name: str) -> str:
        """The keys of an act, for texts that mention it."""
        return shown_keys(self.acts[name], self.key_table[name])
