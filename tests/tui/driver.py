"""How tests drive the app: press acts by their name, read what stands on the screen, wait for what is expected."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from store import Workspace
from tui.app import OnrecordApp

PATIENCE = 15.0
NAMES = {
    "]": "right_square_bracket",
    "[": "left_square_bracket",
    "!": "exclamation_mark",
    "+": "plus",
    "-": "minus",
    "~": "tilde",
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
    ".": "full_stop",
    "'": "apostrophe",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    " ": "space",
    '"': "quotation_mark",
    ",": "comma",
}


class Driver:
    """An open app and its pilot."""

    def __init__(self, app: OnrecordApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed = 0

    async def keys(self, *keys: str) -> None:
        """Press keys, each as Textual names it or as one character."""
        for key in keys:
            self.pressed += 1
            await self.pilot.press(NAMES.get(key, key))

    async def type(self, text: str) -> None:
        """Type a text."""
        await self.keys(*text)

    async def act(self, *names: str) -> None:
        """Press the first key sequence of each act."""
        for name in names:
            await self.keys(*self.app.key_table[name][0].split(" "))

    @property
    def lines(self) -> list[str]:
        """The screen's lines as text."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The screen's text with all blanks and lines run together, for texts that may be broken over lines."""
        return re.sub(r"[\s│┃]+", " ", self.text)

    @property
    def status(self) -> str:
        """The status line."""
        low = 1 if self.app.screen.has_class("-flat") else 2
        return self.lines[-low]

    @property
    def row(self) -> str:
        """The selected quote's row."""
        pane = self.app.review.quotes
        region = pane.region
        line = self.lines[region.y + 1 + pane.cursor - pane.top]
        return line[region.x : region.right]

    async def until(self, true: Callable[[], object], what: str = "") -> None:
        """Wait until ``true``; fail with the screen after a long while."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, f"never came: {what}\n{self.text}"
            await self.pilot.pause(0.01)

    async def sees(self, text: str) -> None:
        """Wait until ``text`` is on the screen."""
        await self.until(lambda: text in self.words, text)

    async def settled(self) -> None:
        """Wait until the app has painted all that it was going to."""
        await self.pilot.pause()
        await self.until(lambda: self.app.review.settled, "a settled screen")
        await self.pilot.pause()


@asynccontextmanager
async def desk(
    path: Path, size: tuple[int, int] = (160, 48), *, analyst: str = "ab", read_only: bool = False
) -> AsyncIterator[Driver]:
    """The app on the workspace at ``path``."""
    with Workspace.open(path, analyst, read_only=read_only) as ws:
        app = OnrecordApp(ws)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            driver = Driver(app, pilot)
            await driver.settled()
            try:
                yield driver
            finally:
                if app.is_running:
                    app.leave()


def masked(text: str) -> str:
    """A screen without what differs from day to day."""
    text = re.sub(r"\d\d:\d\d:\d\d", "hh:mm:ss", text)
    text = re.sub(r"\d\d \w\w\w 20\d\d \d\d:\d\d", "dd mmm yyyy hh:mm", text)
    text = re.sub(r" on [\w.-]+, dd", " on MACHINE, dd", text)
    return re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d", "yyyy-mm-dd hh:mm", text)
