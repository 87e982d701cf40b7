"""A monkey at the desk: ``python -m benchmarks.monkey``.

Random keys and window sizes (from 1x1 up) go to the app in a pseudo-terminal, which is killed now and then without
warning. The app must never end but when it is told to. After each end ``onrecord check`` must find the workspace
whole, every change of before must still stand in its history, and so must whatever the status line called saved.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_SAVED = re.compile(r"saved (\d\d:\d\d:\d\d)")
_STAMP = re.compile(r'"t":"([0-9a-f]{12})')
WORDS = (
    "peskov",
    "Кремль",
    "status:new",
    "-has:note",
    "code:",
    "[/]",
    "\x1b]2;x\x07",
    "日本",
    "é",
    "export out.csv",
    "12",
)
NAMED = (
    "\r", "\x1b", "\t", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F", "\x7f",
    *(chr(code) for code in range(1, 27) if chr(code) not in "\x03\x11\x13\x1a"), "\x1bOP", "\x1b[Z",
)  # fmt: skip
"""Keys by what a terminal sends for them; without those that end the app or stop the terminal."""
JUDGING = (
    "a",
    "x",
    "!",
    "d4",
    "ds",
    "+",
    "u",
    "u",
    "\x12",
    "m",
    "j",
    "k",
    "]",
    "c1\r",
    "ihm\x13",
    "J",
    ".",
    "M",
    "e]\r",
    "l\r",
)
"""What a reviewer presses, after two Escapes that lead back to the desk."""
SIZES = ((1, 1), (7, 2), (20, 6), (40, 12), (60, 15), (80, 24), (119, 30), (160, 48), (250, 70), (400, 5))


@dataclass
class Outcome:
    """What became of a run: ``faults`` is empty where all went well."""

    keys: int = 0
    sizes: int = 0
    kills: int = 0
    ends: int = 0
    changes: int = 0
    told: int = 0
    """Runs whose status line told when it saved last, and whose history was looked through for it."""
    faults: list[str] = field(default_factory=list)


class Monkey:
    """Presses keys in the app that has ``workspace`` open; ``seed`` makes a run that can be repeated."""

    def __init__(self, workspace: Path, seed: int) -> None:
        self.workspace = workspace
        self.random = random.Random(seed)
        self.seed = seed
        self.outcome = Outcome()
        self._before: list[str] = []
        self._given = ""
        """When the workspace was saved as it was given, before the monkey came."""

    def run(self, keys: int, kills: int) -> Outcome:
        """Press ``keys`` keys with ``kills`` kills in between; stops at the first fault."""
        from tests.journeys.terminal import Terminal

        due = sorted(self.random.sample(range(keys), kills)) if kills else []
        while self.outcome.keys < keys and not self.outcome.faults:
            columns, lines = self.random.choice(SIZES[3:])
            terminal = Terminal(
                str(self.workspace),
                columns=columns,
                lines=lines,
                EDITOR="true",
                HOME=str(self.workspace.parent),
                ONRECORD_DEBUG="1",
            )
            try:
                stop = due.pop(0) if due else keys
                told = self._press(terminal, stop)
                if terminal.process.poll() is None:
                    self.outcome.kills += 1
                    terminal.kill()
                elif terminal.process.returncode not in (0, None):
                    screen = bytes(terminal.raw[-6000:]).decode("utf-8", "replace")
                    self._fault(f"the app ended with status {terminal.process.returncode}: {screen}")
                else:
                    self.outcome.ends += 1
            finally:
                terminal.close()
            self._look(told)
        return self.outcome

    def _press(self, terminal: object, stop: int) -> str:
        """Press keys until ``stop`` of them were pressed or the app has ended; the last time called saved."""
        told = ""
        while not terminal.text and terminal.process.poll() is None:
            terminal.read()
        if not self.outcome.keys:
            self._settle(terminal, 1)
            self._given = _saved(terminal)
        while self.outcome.keys < stop and terminal.process.poll() is None:
            if self.random.random() < 0.03:
                terminal.resize(*self.random.choice(SIZES))
                self.outcome.sizes += 1
            keys = [self._key() for _ in range(self.random.randint(1, 12))]
            if self.random.random() < 0.4:
                keys = ["\x1b", "\x1b", *self.random.choices(JUDGING, k=self.random.randint(1, 6))]
            for key in keys:
                try:
                    os.write(terminal.fd, key.encode())
                except OSError:
                    break
                self.outcome.keys += 1
                if key == "\x1b":
                    self._settle(terminal, 0.12)
            self._settle(terminal, 0.05)
            told = _saved(terminal) or told
        return told

    def _key(self) -> str:
        roll = self.random.random()
        if roll < 0.62:
            return chr(self.random.randint(33, 126))
        if roll < 0.9:
            return self.random.choice(NAMED)
        return self.random.choice((" ", "j", "a", "x", "u", *WORDS))

    @staticmethod
    def _settle(terminal: object, quiet: float) -> None:
        """Take in what the app writes until it has been quiet for ``quiet`` seconds."""
        end = time.monotonic() + 20
        while terminal.read(quiet) and time.monotonic() < end:
            pass

    def _look(self, told: str) -> None:
        checked = self._onrecord("check", str(self.workspace))
        if checked.returncode:
            self._fault(f"check says: {checked.stdout}{checked.stderr}")
            return
        lines = self._onrecord("history", str(self.workspace), "--format", "jsonl").stdout.splitlines()
        entries = [json.loads(line) for line in reversed(lines)]
        now = [f"{entry['seq']} {entry['when']} {entry['act']}" for entry in entries]
        if now[: len(self._before)] != self._before:
            self._fault("the history is not what it was with more behind it")
        if told and told != self._given:
            self.outcome.told += 1
            log = self.workspace.with_name(f"{self.workspace.name}.log").read_text(encoding="utf-8")
            stamps = (int(stamp, 16) / 1000 for stamp in _STAMP.findall(log))  # a kept place is no change, but saved
            times = {f"{datetime.fromtimestamp(stamp):%H:%M:%S}" for stamp in stamps}
            times |= {f"{datetime.fromisoformat(entry['when']).astimezone():%H:%M:%S}" for entry in entries}
            if told not in times:
                self._fault(f"called saved at {told}, but nothing of that time is in the log")
        self._before, self.outcome.changes = now, len(now)

    def _onrecord(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tui", *arguments]
        return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)

    def _fault(self, what: str) -> None:
        self.outcome.faults.append(f"seed {self.seed}, key {self.outcome.keys}: {what}")


def _saved(terminal: object) -> str:
    """When the status line says that the workspace was saved; "" where it says nothing."""
    found = [match for line in terminal.screen.display[-3:] if (match := _SAVED.search(line))]
    return found[-1][1] if found else ""


def main() -> int:
    """Runs monkeys on copies of the sample workspace; 1 where one of them found a fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--keys", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "briefings.json"
        workspace.write_bytes((ROOT / "sample_data" / "briefings.json").read_bytes())
        outcome = Monkey(workspace, options.seed).run(options.keys, options.kills)
    print(
        f"seed {options.seed}: {outcome.keys} keys, {outcome.sizes} sizes, {outcome.kills} kills, {outcome.ends} ends "
        f"by a key; {outcome.changes} changes kept, {outcome.told} times called saved and found; "
        f"{len(outcome.faults)} faults"
    )
    for fault in outcome.faults:
        print(fault)
    return 1 if outcome.faults else 0


if __name__ == "__main__":
    sys.exit(main())
