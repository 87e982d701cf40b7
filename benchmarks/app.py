"""What a key costs in the review app, at 1,000, 10,000 and 100,000 quotes: ``python -m benchmarks.app [SIZES...]``.

Each key is pressed through Textual's own event loop without a terminal, and the CPU time of the process until the app
has painted and is idle again is divided by that of a calibration loop run beside it, so that a busy machine tells the
same: "n-ms" is what an idle core of the reference machine (where the loop takes 0.82 ms) would need. Start times are
those of fresh processes, against a bare app of three panes. Memory is the process's own, beyond that of the store.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

REFERENCE_MS = 0.82
PER_SOURCE = 50
WORDS = [
    "the",
    "answer",
    "talks",
    "missile",
    "treaty",
    "guarantee",
    "response",
    "north",
    "security",
    "paper",
    "minister",
    "board",
    "reason",
    "optimism",
]


def calibration() -> float:
    """CPU milliseconds of a fixed loop."""
    begin = time.process_time()
    total = 0
    for n in range(20_000):
        total += n % 7
    return (time.process_time() - begin) * 1000


def make(path: Path, size: int) -> None:
    """A workspace of ``size`` quotes in sources of fifty, with three hundred speakers and sixty codes."""
    from briefing.records import Code, Quote, Record, Source, Speaker, anchor, new_id
    from store import Workspace

    rng = random.Random(7)
    with Workspace.open(path, "bench", create=True) as ws:
        speakers = [Speaker(id=new_id(), name=f"Speaker {n} {rng.choice(WORDS)}") for n in range(300)]
        codes = [Code(id=new_id(), name=f"{rng.choice(WORDS)} {n}") for n in range(60)]
        ws.change("made speakers and codes", [*speakers, *codes])
        made = 0
        while made < size:
            records: list[Record] = []
            for _ in range(40):
                sentences = [" ".join(rng.choices(WORDS, k=rng.randint(8, 30))) + "." for _ in range(PER_SOURCE)]
                text = "\n\n".join(sentences)
                day = f"20{rng.randint(10, 29)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
                source = Source(id=new_id(), title=" ".join(rng.choices(WORDS, k=6)), text=text, published=day)
                records.append(source)
                at = 0
                for sentence in sentences:
                    span = (at, at + len(sentence))
                    words, before, after = anchor(text, (span,))
                    who = rng.choice(speakers).id
                    records.append(
                        Quote(
                            id=new_id(),
                            source=source.id,
                            spans=(span,),
                            text=words,
                            prefix=before,
                            suffix=after,
                            speaker=who,
                        )
                    )
                    at += len(sentence) + 2
                    made += 1
                    if made >= size:
                        break
                if made >= size:
                    break
            ws.change("imported", records)


class Meter:
    """CPU time of keys, normalised."""

    def __init__(self, app: Any, pilot: Any) -> None:
        self.app, self.pilot = app, pilot
        self.found: dict[str, list[float]] = {}

    async def key(self, name: str, *keys: str) -> None:
        """Press ``keys`` and add what they cost to ``name``."""
        unit = min(calibration() for _ in range(3)) / REFERENCE_MS
        begin = time.process_time()
        for key in keys:
            self.app.screen.press(key, key if len(key) == 1 else None)
        await self.painted()
        self.found.setdefault(name, []).append((time.process_time() - begin) * 1000 / unit)

    async def painted(self) -> None:
        """Let the app handle its messages and paint until it has nothing left to do."""
        for _ in range(3):
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0)


def rss() -> float:
    """Resident memory now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


async def measure(path: Path) -> dict[str, Any]:
    """The cost of each act on the workspace at ``path``."""
    from store import Workspace
    from tui.app import OnrecordApp

    base = rss()
    with Workspace.open(path, "bench") as ws:
        ws.order()
        store = rss()
        app = OnrecordApp(ws)
        async with app.run_test(size=(120, 40)) as pilot:
            meter = Meter(app, pilot)
            await asyncio.sleep(0.5)
            app.desk.show_everywhere(True)
            app.review.sync()
            await rounds(meter, app)
            memory = rss()
            app.leave()
    return {"found": meter.found, "base": base, "store": store - base, "app": memory - store}


async def rounds(meter: Meter, app: Any) -> None:
    """Every act, again and again. The first row is what measuring itself costs."""
    for _ in range(50):
        await meter.key("nothing at all")
    for _ in range(150):
        await meter.key("cursor down", "j")
    for _ in range(60):
        await meter.key("page down", "pagedown")
    for _ in range(60):
        await meter.key("accept, next new", "a")
    for _ in range(40):
        await meter.key("undo", "u")
    for _ in range(40):
        await meter.key("next source", "J")
        await asyncio.sleep(0.06)
    for _ in range(40):
        await meter.key("open code picker", "c")
        await meter.key("type in code picker", "a")
        await meter.key("close picker", "escape")
    for word in ("answer", "treaty board", "reason"):
        await meter.key("open search", "/")
        for n, letter in enumerate(word):
            await meter.key("search as you type" if n else "search, first letter", letter)
        await meter.key("close search", "escape")
    await meter.key("filter", "f")
    app.review.panel.paste("speaker:guarantee treaty")
    await meter.key("filter applied", "enter")


BARE = """
import sys
from textual.app import App
from textual.widget import Widget
from textual.containers import Horizontal
class P(Widget):
    DEFAULT_CSS = "P { width: 1fr; height: 1fr; }"
    def render(self): return "pane"
class A(App):
    def compose(self):
        with Horizontal(): yield P(); yield P(); yield P()
    def on_mount(self): self.call_after_refresh(self.exit)
A().run(headless=True)
"""
OURS = """
import sys
from store import Workspace
from tui.app import OnrecordApp
class A(OnrecordApp):
    def _settled(self): self.exit()
with Workspace.open(sys.argv[1], "ab") as ws:
    A(ws).run(headless=True)
"""


def started(code: str, *arguments: str) -> float:
    """CPU milliseconds, normalised, of a fresh process that starts an app and leaves it at the first screen."""
    unit = min(calibration() for _ in range(5)) / REFERENCE_MS
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent * 1000 / unit


def quantile(values: list[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    """Measure and print."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 10_000, 100_000]
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.json"
            make(path, size)
            if size == sizes[0]:
                bare = statistics.median(started(BARE) for _ in range(7))
                ours = statistics.median(started(OURS, str(path)) for _ in range(7))
                print(
                    f"start at {size:,} quotes: {ours:.0f} n-ms, bare three panes {bare:.0f} n-ms, {ours / bare:.2f}x"
                )
            with contextlib.suppress(KeyboardInterrupt):
                report(size, asyncio.run(measure(path)))


def report(size: int, result: dict[str, Any]) -> None:
    """Print one size's figures."""
    print(f"\n{size:,} quotes: store {result['store']:.0f} MB, app {result['app']:.0f} MB more")
    print(f"{'':24}{'p50':>8}{'p99':>8}   n-ms")
    for name, values in result["found"].items():
        print(f"{name:24}{quantile(values, 0.5):8.1f}{quantile(values, 0.99):8.1f}   of {len(values)}")


if __name__ == "__main__":
    main()
