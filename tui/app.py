"""The app: it has the workspace, the theme and the screens, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import time
from typing import ClassVar

from textual.app import App

from briefing.errors import OnrecordError
from store import Workspace
from tui.desk import Desk
from tui.keymap import ACTS, Table, key_table
from tui.look import DARK, THEMES, Look
from tui.outside import recover
from tui.screens.base import DeskScreen
from tui.screens.review import ReviewScreen
from tui.screens.writing import WritingScreen
from tui.show import Glyphs, glyphs


class OnrecordApp(App[None], inherit_bindings=False):
    """The review app on one open workspace."""

    TITLE = "onrecord"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = f"Screen {{ scrollbar-size: 0 0; }} {ReviewScreen.STYLE}"

    def __init__(self, ws: Workspace, keys: Table | None = None) -> None:
        super().__init__()
        self.desk = Desk(ws)
        self.unread = recover(self.desk)
        self.acts = {act.id: act for act in ACTS}
        self.key_table = key_table() if keys is None else keys
        self.glyphs: Glyphs = glyphs()
        self.stirred = time.monotonic()
        """When the last key came or the last frame was painted (seconds of the monotonic clock)."""
        for theme in THEMES:
            self.register_theme(theme)
        wanted = str(ws.desk.get("theme", DARK.name))
        self.set_reactive(OnrecordApp.theme, wanted if wanted in self.available_themes else DARK.name)
        self.look = Look(self.current_theme, self.get_line_filters())
        self.review = ReviewScreen(self.desk, self.acts, self.key_table)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for themes that do not have them."""
        return dict(DARK.variables) if self.current_theme.dark else {"or-rule": "#a5a092"}

    def _new_look(self) -> None:
        self.look = Look(self.current_theme, self.get_line_filters())
        for screen in self.screen_stack:
            for widget in screen.query("*"):
                widget.refresh()

    def get_default_screen(self) -> ReviewScreen:
        """The desk is the first screen."""
        return self.review.fitted(self.size)

    def on_mount(self) -> None:
        """What is loaded now stays, so the collector need not look at it again."""
        self.theme_changed_signal.subscribe(self, lambda theme: self._new_look())
        self.call_after_refresh(self._settled)
        if self.unread:
            self.call_after_refresh(self.review.refuse, self.unread)

        for name in ("SIGTERM", "SIGHUP"):  # leaving like a person does, so that drafts and place are kept
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError, AttributeError):
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.leave)

    def post_display_hook(self) -> None:
        """A frame was painted (told by Textual)."""
        self.stirred = time.monotonic()

    def _fatal_error(self) -> None:
        """An error of ours: in one line (see `run`), with all of it for those who look for its cause."""
        if os.environ.get("ONRECORD_DEBUG"):
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def _settled(self) -> None:
        gc.freeze()
        gc.enable()

    def perform(self, name: str) -> None:
        """Do an act on the screen that is open."""
        screen = self.screen
        if isinstance(screen, DeskScreen) and name in screen.acts:
            screen.perform(name)

    async def action_quit(self) -> None:
        """Leave, with the place remembered."""
        self.leave()

    def leave(self) -> None:
        """Leave the app; drafts and place are remembered."""
        for screen in self.screen_stack:
            if isinstance(screen, WritingScreen):
                screen.stop_writing()
        self.desk.ws.remember(theme=self.theme)
        self.desk.close()
        self.exit()


def run(workspace: Workspace) -> None:
    """Open the app on a workspace and come back when the analyst leaves it. The workspace stays open. The garbage
    collector is on from the first screen on.

    Raises KeysError when the keys in the configuration cannot be used, OnrecordError when the app broke down.
    """
    from tui.commands.session import config_path  # noqa: PLC0415  (the command line's; the app itself needs none of it)

    path, keys = config_path(), None
    if path.is_file():
        from tui.remap import keys_from  # noqa: PLC0415  (most people have no keys of their own)

        keys = keys_from(path)
    app = OnrecordApp(workspace, keys)
    try:
        app.run()
    finally:
        app.desk.close()
    error = app._exception
    if error is not None:
        raise OnrecordError(
            f"the app ended by an error of its own, {type(error).__name__}: {str(error)[:200]!r}; what was called saved"
            " is saved (ONRECORD_DEBUG=1 shows where it happened)"
        ) from error
