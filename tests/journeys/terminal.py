"""A real terminal for tests: the app in a pseudo-terminal, its screen kept by pyte, every byte kept as it came."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 30.0
UNSET = ("NO_COLOR", "ONRECORD_ASCII", "COLUMNS", "LINES", "COLORTERM")
KEYS = {"enter": b"\r", "escape": b"\x1b", "tab": b"\t", "down": b"\x1b[B", "up": b"\x1b[A"}


class Terminal:
    """``onrecord`` with ``arguments`` in a terminal of ``columns`` by ``lines``."""

    def __init__(self, *arguments: str, columns: int = 80, lines: int = 24, **environment: str) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.fd, side = pty.openpty()
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        keep = {name: value for name, value in os.environ.items() if name not in UNSET}
        own = {"TERM": "xterm-256color", "ONRECORD_ANALYST": "ab", "TEXTUAL_ANIMATIONS": "none"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui", *arguments],
            stdin=side,
            stdout=side,
            stderr=side,
            cwd=ROOT,
            env={**keep, **own, **environment},
            start_new_session=True,
        )
        os.close(side)

    @property
    def text(self) -> str:
        """The screen, blanks, line ends and the lines of panes as one blank."""
        return " ".join(re.sub("[│┃]", " ", "\n".join(self.screen.display)).split())

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the app wrote; false when there was nothing."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def sees(self, text: str) -> None:
        """Wait until ``text`` stands on the screen."""
        end = time.monotonic() + PATIENCE
        while text not in self.text:
            self.read()
            assert time.monotonic() < end, f"never came: {text}\n" + "\n".join(self.screen.display)

    def press(self, *keys: str) -> None:
        """Press keys: named ones, ``ctrl+x``, or characters."""
        for key in keys:
            if key.startswith("ctrl+"):
                data = bytes([ord(key[-1]) & 0x1F])
            else:
                data = KEYS.get(key, key.encode())
            os.write(self.fd, data)

    def resize(self, columns: int, lines: int) -> None:
        """Change the size of the window."""
        self.screen.resize(lines, columns)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        os.killpg(self.process.pid, signal.SIGWINCH)

    def kill(self) -> None:
        """End the app without warning."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def ended(self) -> int:
        """Wait until the app has ended; its exit status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self.read()
            assert time.monotonic() < end, "the app does not end\n" + "\n".join(self.screen.display)
        while self.read(0):
            pass
        return self.process.returncode

    def close(self) -> None:
        """Leave nothing behind."""
        if self.process.poll() is None:
            self.kill()
        os.close(self.fd)
