"""A terminal for measuring: the app in a pseudo-terminal of its own process, which tells what each key cost it.

The app that runs is the one that is shipped, started by the command line. Two things are added in its
process: a note of each painted frame, and, when its event loop is about to wait, one record down a pipe with the CPU
time of the process so far. That makes no work that a key would not make, so nothing has to be taken off.

``python -m benchmarks.app_terminal PIPE ours WORKSPACE`` or ``… PIPE bare`` is what runs in the terminal.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import threading
import time
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
RECORD = struct.Struct("=qqqqq")
PATIENCE = 60.0
REFERENCE_MS = 0.82


def calibration() -> float:
    """CPU milliseconds of a fixed loop; 0.82 on an idle core of the reference machine."""
    begin = time.thread_time()
    total = 0
    for n in range(20_000):
        total += n % 7
    return (time.thread_time() - begin) * 1000


class Rest(NamedTuple):
    """The app at rest: frames painted since the last rest, keys taken so far, CPU time of the process and the moment
    of its last frame (both in nanoseconds) and resident bytes.
    """

    frames: int
    keys: int
    cpu: int
    painted: int
    resident: int


class Cost(NamedTuple):
    """What something cost: CPU milliseconds of the process, and wall milliseconds until painted."""

    cpu: float
    wall: float


class Terminal:
    """A terminal of 120 by 40 with the app in it, ``ours`` on a workspace or the ``bare`` one."""

    def __init__(self, *arguments: str) -> None:
        self.begun = time.monotonic_ns()
        self._screen, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._records, told = os.pipe()
        keep = {name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL", "ONRECORD"))}
        keep.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed app is compiled once, not at each start
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.app_terminal", str(told), *arguments],
            stdin=side, stdout=side, stderr=side, cwd=ROOT, pass_fds=(told,), start_new_session=True,
            env={**keep, "TERM": "xterm-256color", "COLORTERM": "truecolor", "ONRECORD_ANALYST": "bench"},
        )  # fmt: skip
        os.close(side)
        os.close(told)
        self.rest = self._painted(keys=0)
        self.start = Cost(self.rest.cpu / 1e6, (self.rest.painted - self.begun) / 1e6)

    def _next(self, seconds: float) -> Rest | None:
        """The next record, the app's output taken in meanwhile; None when nothing came for so long."""
        end = time.monotonic() + seconds
        while True:
            ready, _, _ = select.select([self._screen, self._records], [], [], max(0.0, end - time.monotonic()))
            if self._records in ready:
                data = os.read(self._records, RECORD.size)
                if not data:
                    raise RuntimeError("the app ended")
                self.rest = Rest(*RECORD.unpack(data))
                return self.rest
            if self._screen in ready:
                written = os.read(self._screen, 1 << 16)
                if b"\x1b[?2026$p" in written:  # it asks whether frames may be shown whole: as most terminals, yes
                    os.write(self._screen, b"\x1b[?2026;2$y")
            elif time.monotonic() >= end:
                return None

    def _painted(self, keys: int) -> Rest:
        """The app at rest after it took so many keys and painted something."""
        while True:
            rest = self._next(PATIENCE)
            if rest is None:
                raise RuntimeError("nothing was painted")
            if rest.frames and rest.keys >= keys:
                return rest

    def _spent(self) -> int:
        """Nanoseconds of CPU time that its process has taken up to now (Linux; see clock_getcpuclockid(3))."""
        return time.clock_gettime_ns(~self.process.pid << 3 | 2)

    def settle(self, seconds: float = 0.15) -> Cost | None:
        """Wait until nothing comes any more for so long; what that cost and took from the last frame on, None when
        there was nothing.
        """
        begin, last = self.rest, None
        while (rest := self._next(seconds)) is not None:
            last = rest
        return None if last is None else Cost((last.cpu - begin.cpu) / 1e6, (last.painted - begin.painted) / 1e6)

    def press(self, keys: bytes) -> Cost:
        """Send ``keys`` at once and give what it cost from then on, until one was painted and the app rests."""
        while self._next(0.0) is not None:
            pass
        begin, at, taken = self._spent(), time.monotonic_ns(), self.rest.keys
        os.write(self._screen, keys)
        after = self._painted(taken + 1)
        return Cost((after.cpu - begin) / 1e6, (after.painted - at) / 1e6)

    def leave(self) -> None:
        """Quit the app."""
        os.write(self._screen, b"\x11")
        try:
            while self.process.poll() is None:
                self._next(0.05)
        except RuntimeError:
            pass
        self.process.wait(PATIENCE)
        os.close(self._screen)
        os.close(self._records)


def _recorded(app: Any, pipe: int) -> Any:
    """A class like ``app`` that tells of its frames, keys and rests."""
    from textual import events

    class Recorded(app):  # type: ignore[misc]
        frames = 0
        keys = 0
        painted = 0

        def post_display_hook(self) -> None:
            super().post_display_hook()
            self.frames += 1
            self.painted = time.monotonic_ns()

        async def on_event(self, event: events.Event) -> None:
            self.keys += isinstance(event, events.Key)
            await super().on_event(event)

        def _load_event(self) -> None:
            loop: Any = asyncio.get_running_loop()
            wait = loop._selector.select
            page = os.sysconf("SC_PAGE_SIZE")

            def waiting(timeout: float | None = None) -> Any:
                if self.frames and timeout != 0 and self._nothing_to_paint():
                    resident = int(Path("/proc/self/statm").read_text().split()[1]) * page
                    os.write(pipe, RECORD.pack(self.frames, self.keys, time.process_time_ns(), self.painted, resident))
                    self.frames = 0
                return wait(timeout)

            loop._selector.select = waiting

        def _nothing_to_paint(self) -> bool:
            screen = self.screen
            due = screen._dirty_widgets or screen._layout_required or screen._repaint_required
            return not (due or screen._scroll_required or screen._callbacks)

        async def on_load(self) -> None:
            assert threading.current_thread() is threading.main_thread()
            self._load_event()

    return Recorded


def main() -> None:
    """Run an app with its records going down the pipe."""
    pipe, kind = int(sys.argv[1]), sys.argv[2]
    if kind == "bare":
        from textual.app import App, ComposeResult
        from textual.containers import Horizontal
        from textual.widgets import Static

        class Bare(App[None]):
            CSS = "Static { width: 1fr; height: 1fr; }"

            def compose(self) -> ComposeResult:
                with Horizontal():
                    yield Static("one")
                    yield Static("two")
                    yield Static("three")

            async def action_quit(self) -> None:
                self.exit()

        _recorded(Bare, pipe)().run()
        return
    from tui.__main__ import main as command_line
    from tui.commands import desk

    opens = desk.workspace

    def opened(*arguments: Any, **named: Any) -> Any:
        import tui.app

        tui.app.OnrecordApp = _recorded(tui.app.OnrecordApp, pipe)  # type: ignore[misc]
        return opens(*arguments, **named)

    desk.workspace = opened
    sys.exit(command_line([sys.argv[3]]))


if __name__ == "__main__":
    main()
