"""What a key costs in the review app, at 1,000, 10,000 and 100,000 quotes: ``python -m benchmarks.app [SIZES...]``.

The app runs as it is shipped in a pseudo-terminal of 120 by 40 for each size (see ``app_terminal``). A key's cost is
the CPU time of its process, all threads, from the moment it is sent until its frame is written and the app waits for
the next; what comes after a rest, as context and notes do, is a row of its own. A calibration loop runs before each
key: the cost is divided by the loop's median over the block of keys, in units of the reference machine (0.82 ms when
idle), so that a busy machine tells the same: "n-ms" is what an idle core would need. Sizes take turns, a block of keys
each. Wall times are as they were, unnormalised. Start: fresh processes, from the command line until the app waits for
a key, in turn with a bare app of three panes. Memory: resident, beyond that of a process that has only opened the
store.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.app_terminal import REFERENCE_MS, ROOT, Cost, Terminal, calibration

BLOCKS = 16
STARTS = 12
PER_SOURCE = 50
WORDS = "the answer talks missile treaty guarantee response north security paper minister board reason optimism"
ESCAPE, PAGE_DOWN = b"\x1b[27u", b"\x1b[6~"
AFTER = "what follows (context, notes)"
"""What a key costs after its frame, until context and notes show the quote it went to."""
NOWHERE = "search, a letter nowhere"
"""What is looked for and not found is waited for until that is said, after all quotes were looked through."""

Keys = tuple[str, bytes]
"""The row a key is counted in (none when empty), and what is sent."""


def make(path: Path, size: int) -> None:
    """A workspace of ``size`` quotes in sources of fifty, with three hundred speakers and sixty codes."""
    from briefing.records import Code, Quote, Record, Source, Speaker, anchor, new_id
    from store import Workspace

    rng, words = random.Random(7), WORDS.split()
    with Workspace.open(path, "bench", create=True) as ws:
        speakers = [Speaker(id=new_id(), name=f"Speaker {n} {rng.choice(words)}") for n in range(300)]
        codes = [Code(id=new_id(), name=f"{rng.choice(words)} {n}") for n in range(60)]
        ws.change("made speakers and codes", [*speakers, *codes])
        records: list[Record] = []
        for first in range(0, size, PER_SOURCE):
            many = min(PER_SOURCE, size - first)
            sentences = [" ".join(rng.choices(words, k=rng.randint(8, 30))) + "." for _ in range(many)]
            text = "\n\n".join(sentences)
            day = f"20{rng.randint(10, 29)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            source = Source(id=new_id(), title=" ".join(rng.choices(words, k=6)), text=text, published=day)
            records.append(source)
            at = 0
            for sentence in sentences:
                span = (at, at + len(sentence))
                said, before, after = anchor(text, (span,))
                who = rng.choice(speakers).id
                records.append(
                    Quote(
                        id=new_id(), source=source.id, spans=(span,), text=said, prefix=before, suffix=after,
                        speaker=who,
                    )
                )  # fmt: skip
                at += len(sentence) + 2
            if len(records) > 2_000 or first + PER_SOURCE >= size:
                ws.change("imported", records)
                records = []


BLOCKS_OF: dict[str, list[Keys]] = {
    "one source shown": [("next source", key) for key in [b"J"] * 12 + [b"K"] * 12],
    "down": [("", b"ga"), ("", b"gg"), *[("cursor down", b"j")] * 40, ("", b"ga")],
    "pages": [("", b"ga"), ("", b"gg"), *[("page down", PAGE_DOWN)] * 24, ("", b"ga")],
    "resting": [("", b"ga"), ("", b"gg"), *[(AFTER, b"j")] * 12, ("", b"ga")],
    "judging": [("", b"ga"), *[("accept, next new", b"a")] * 24, *[("undo", b"u")] * 24, ("", b"ga")],
    "all shown": [("", b"ga"), *[("next source, all shown", key) for key in [b"J"] * 12 + [b"K"] * 12], ("", b"ga")],
    "code picker": [("open code picker", b"c"), ("type in code picker", b"a"), ("", ESCAPE)] * 24,
    "search": [
        ("", b"ga"),
        *[("open search", b"/"), *[("search, a letter", bytes([letter])) for letter in b"answer talks"], ("", ESCAPE)]
        * 2,
        *[("", b"/"), (NOWHERE, b"z"), ("", ESCAPE)] * 2,
        ("", b"ga"),
    ],
    "filter": [
        *[("", b"f"), ("", b"speaker:guarantee treaty"), ("filter, speaker and word", b"\r"), ("", ESCAPE)],
        *[("", b"f"), ("", b"since:2015 status:new"), ("filter, days and status", b"\r"), ("", ESCAPE)],
        *[("", b"f"), ("", b"the -board"), ("filter, words that most have", b"\r"), ("", ESCAPE)],
    ],
}  # fmt: skip
"""The keys of one block of each kind."""


class Row(NamedTuple):
    """What one key of a row cost: n-ms of the process, and wall milliseconds."""

    cpu: float
    wall: float


Found = dict[str, list[Row]]


def block(terminal: Terminal, keys: Iterable[Keys], found: Found) -> None:
    """Press the keys of a block and add what they cost to ``found``."""
    units: list[float] = []
    costs: list[tuple[str, Cost]] = []
    for name, key in keys:
        units.append(calibration())
        cost = terminal.press(key)
        more = terminal.settle(1.0) if name in (NOWHERE, AFTER) else None
        if more is not None:
            cost = more if name == AFTER else Cost(cost.cpu + more.cpu, cost.wall + more.wall)
        if name:
            costs.append((name, cost))
        else:
            terminal.settle()
    terminal.settle()
    unit = statistics.median(units) / REFERENCE_MS
    for name, cost in costs:
        found.setdefault(name, []).append(Row(cost.cpu / unit, cost.wall))


def quantile(values: Iterable[float], share: float) -> float:
    """The value below which ``share`` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def starts(path: Path, times: int) -> None:
    """Print what it costs to start at ``path``, beside a bare app of three panes, in turns."""
    pairs: list[tuple[float, float]] = []
    walls: list[tuple[float, float]] = []
    for turn in range(times + 1):
        pair = []
        for arguments in (("bare",), ("ours", str(path))):
            terminal = Terminal(*arguments)
            pair.append(terminal.start)
            terminal.settle()
            terminal.leave()
        if turn == 0:  # it compiled what had changed
            continue
        pairs.append((pair[0].cpu, pair[1].cpu))
        walls.append((pair[0].wall, pair[1].wall))
    ratios = [ours / bare for bare, ours in pairs]
    print(
        f"start to the first screen: {statistics.median(ratios):.2f} times a bare app of three panes"
        f" (CPU; {times} pairs in turn, {min(ratios):.2f} to {max(ratios):.2f};"
        f" wall {statistics.median(ours / bare for bare, ours in walls):.2f} times)"
    )


def store_memory(path: Path) -> float:
    """Resident MB of a process that has opened the workspace at ``path`` and knows its reading order."""
    code = (
        "import os, sys; from store import Workspace\nwith Workspace.open(sys.argv[1], 'bench') as ws:\n ws.order()\n"
        " print(int(open('/proc/self/statm').read().split()[1]) * os.sysconf('SC_PAGE_SIZE'))"
    )
    run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True, cwd=ROOT)
    return int(run.stdout) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="benchmarks.app", description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000], help="quotes")
    parser.add_argument("--blocks", type=int, default=BLOCKS, help="blocks of keys of each kind and size")
    parser.add_argument("--starts", type=int, default=STARTS, help="pairs of starts")
    parser.add_argument("--only", choices=BLOCKS_OF, action="append", help="only this kind of keys")
    wanted = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, calibration loop {calibration():.2f} ms (idle: {REFERENCE_MS})")
    with tempfile.TemporaryDirectory() as folder:
        paths = {size: Path(folder) / f"{size}.json" for size in wanted.sizes}
        for size, path in paths.items():
            make(path, size)
        if wanted.starts:
            starts(paths[wanted.sizes[0]], wanted.starts)
        stores = {size: store_memory(path) for size, path in paths.items()}
        terminals = {size: Terminal("ours", str(path)) for size, path in paths.items()}
        found: dict[int, Found] = {size: {} for size in paths}
        for kind in wanted.only or BLOCKS_OF:
            for _ in range(wanted.blocks):
                for size, terminal in terminals.items():
                    block(terminal, BLOCKS_OF[kind], found[size])
        for size, terminal in terminals.items():
            app = terminal.rest.resident / 1e6
            print(f"{size:,} quotes: store {stores[size]:.0f} MB, app {app - stores[size]:.0f} MB more")
            terminal.leave()
        report(found)
    print(f"load {os.getloadavg()[0]:.1f}, calibration loop {calibration():.2f} ms")


def report(found: dict[int, Found]) -> None:
    """Print the table: n-ms p50 / p99 and wall p50 / p99 of each act, by size, and the growth from the smallest."""
    sizes = list(found)
    print("\n" + " " * 30 + "".join(f"{size:>22,} quotes" for size in sizes) + "   growth")
    print(" " * 30 + "    n-ms 50/99  wall 50/99 ms"[:29] * len(sizes))
    for name in found[sizes[0]]:
        line = f"{name:30}"
        for size in sizes:
            rows = found[size][name]
            cpu = [row.cpu for row in rows]
            wall = [row.wall for row in rows]
            line += f"{quantile(cpu, 0.5):8.1f}{quantile(cpu, 0.99):6.1f}"
            line += f"{quantile(wall, 0.5):8.0f}{quantile(wall, 0.99):7.0f}"
        first, last = ([row.cpu for row in found[size][name]] for size in (sizes[0], sizes[-1]))
        growth = quantile(last, 0.5) / quantile(first, 0.5)
        print(f"{line}{growth:8.2f}   of {len(found[sizes[0]][name])}")


if __name__ == "__main__":
    main()
