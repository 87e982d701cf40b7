"""What the store costs: ``python -m benchmarks.store`` (about five minutes; ``--quick`` leaves out the biggest size).

Durable updates side by side with vanilla TinyDB, its CachingMiddleware and sqlite3 (WAL, synchronous=FULL), at 1,000,
10,000 and 100,000 quotes and 100,000 with 10,000 sources; opening; edits during a checkpoint; pauses of the garbage
collector; search. CPU is that of the process, wall times are the median (p50) and the 99th percentile (p99), all in
milliseconds unless said.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from benchmarks.store_data import quotes, sources, speakers
from briefing.records import Review, Status, review_id
from store.disk import Disk
from store.log import log_path
from store.search import parse_filter
from store.storage import DurableTinyDB
from store.workspace import Workspace

SIZES = ((1_000, 0), (10_000, 0), (100_000, 0), (100_000, 10_000))
STATUSES: tuple[Status, ...] = ("accepted", "rejected", "flagged")


def label(size: tuple[int, int]) -> str:
    """``100,000 + 10,000 sources``."""
    return f"{size[0]:,} quotes" + (f" + {size[1]:,} sources" if size[1] else "")


def make(path: Path, size: tuple[int, int]) -> None:
    """A workspace of a size, without its log, as one that was sent would be."""
    with Workspace.open(path, "ab", create=True) as ws:
        spoken = speakers()
        made = list(sources(max(size[1], 20), 28_000 if size[1] else 200))
        ids = [source.id for source in made]
        ws.change("imported", [*spoken, *made, *quotes(size[0], ids, [speaker.id for speaker in spoken])])
    log_path(path).unlink()


Figures = tuple[float, float, float, float]
"""User and system CPU per call, median and 99th percentile of the wall time; milliseconds."""


def timed_together(acts: dict[str, Callable[[int], object]], count: int, block: int = 25) -> dict[str, Figures]:
    """Each act ``count`` times, turn by turn in blocks, so that the moods of the disk come to all alike."""
    walls: dict[str, list[float]] = {name: [] for name in acts}
    spent = {name: [0.0, 0.0] for name in acts}
    for start in range(0, count, block):
        for name, act in acts.items():
            before = resource.getrusage(resource.RUSAGE_SELF)
            for n in range(start, min(start + block, count)):
                begun = time.perf_counter()
                act(n)
                walls[name].append((time.perf_counter() - begun) * 1000)
            after = resource.getrusage(resource.RUSAGE_SELF)
            spent[name][0] += after.ru_utime - before.ru_utime
            spent[name][1] += after.ru_stime - before.ru_stime
    found = {}
    for name, times in walls.items():
        times.sort()
        user, system = (seconds / count * 1000 for seconds in spent[name])
        found[name] = (user, system, statistics.median(times), times[min(len(times) - 1, int(len(times) * 0.99))])
    return found


def timed(act: Callable[[int], object], count: int) -> Figures:
    """One act ``count`` times."""
    return timed_together({"": act}, count)[""]


def row(name: str, figures: Figures) -> None:
    """One line of the table."""
    user, system, p50, p99 = figures
    print(f"  {name:<42} {user + system:9.3f} {user:10.3f} {p50:11.3f} {p99:11.3f}", flush=True)


def updates(path: Path, size: tuple[int, int], count: int) -> dict[str, Figures]:
    """Durable updates of one document by id, by each way to keep it."""
    print(f"\nA durable update, {label(size)}")
    print(f"  {'':<42} {'cpu':>9} {'of it user':>10} {'p50':>11} {'p99':>11}")
    rng = random.Random(4)
    rows = [rng.randrange(1, size[0]) for _ in range(count)]
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "copy.json"
        copy.write_bytes(path.read_bytes())
        ws = Workspace.open(path, "ab")
        db = DurableTinyDB(copy)
        table = db.table("quotes")
        ids = ws.order()
        chosen = [rng.choice(ids) for _ in range(count)]

        def judge(n: int) -> None:
            status = STATUSES[(n + hash(chosen[n])) % 3]
            ws.change("judged", [Review(id=review_id(chosen[n], "ab"), quote=chosen[n], analyst="ab", status=status)])

        con = sqlite3.connect(Path(folder) / "x.db", isolation_level=None)
        con.execute("pragma journal_mode=wal")
        con.execute("pragma synchronous=full")
        con.execute("create table quotes (id text primary key, doc text)")
        con.execute("begin")
        documents = ((str(document.doc_id), json.dumps(document)) for document in table)
        con.executemany("insert into quotes values (?, ?)", documents)
        con.execute("commit")

        def update(n: int) -> None:
            key = str(rows[n])
            document = json.loads(con.execute("select doc from quotes where id = ?", (key,)).fetchone()[0])
            document["place"] = f"p{n}"
            con.execute("update quotes set doc = ? where id = ?", (json.dumps(document), key))

        fd = os.open(Path(folder) / "floor", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

        def floor(_: int) -> None:
            os.write(fd, b"x" * 300)
            os.fdatasync(fd)

        acts: dict[str, Callable[[int], object]] = {
            "TinyDB API on our storage": lambda n: table.update({"place": f"p{n}"}, doc_ids=[rows[n]]),
            "Workspace.change (review, undo, indexes)": judge,
            "sqlite3, WAL, synchronous=FULL": update,
            "one write and fdatasync, nothing else": floor,
            "TinyDB API on our storage: insert": lambda n: table.insert({"id": f"i{n}", "source": "s", "text": "x"}),
            "TinyDB API on our storage: remove": lambda n: table.remove(doc_ids=[size[0] + 1 + n]),
            "TinyDB API on our storage: get by id": lambda n: table.get(doc_id=rows[n]),
        }
        found = timed_together(acts, count)
        for name, figures in found.items():
            row(name, figures)
        con.close()
        os.close(fd)
        db.close()
        ws.close()
        own_work(path, copy, rows)
    return found


class _NoWaiting(Disk):
    def datasync(self, fd: int) -> None:
        """Not waiting for the disk shows what the store itself costs."""


def own_work(path: Path, copy: Path, rows: list[int]) -> None:
    """The same without waiting for the disk: what the store's own code costs."""
    db = DurableTinyDB(copy, disk=_NoWaiting())
    table = db.table("quotes")
    figures = timed(lambda n: table.update({"place": f"o{n}"}, doc_ids=[rows[n % len(rows)]]), 2000)
    row("TinyDB API on our storage, no fdatasync", figures)
    db.close()
    with Workspace.open(path, "ab", disk=_NoWaiting()) as ws:
        ids = ws.order()[:500]
        for turn in range(4):  # the first makes the reviews, the others change them

            def judge(n: int, turn: int = turn) -> None:
                review = Review(id=review_id(ids[n], "zz"), quote=ids[n], analyst="zz", status=STATUSES[turn % 3])
                ws.change("judged", [review])

            figures = timed(judge, len(ids))
        row("Workspace.change, no fdatasync", figures)


def vanilla(path: Path, size: tuple[int, int], update_of: float) -> None:
    """The same with TinyDB as it comes, and with its CachingMiddleware (which is not durable)."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "v.json"
        copy.write_bytes(path.read_bytes())
        db = TinyDB(copy, encoding="utf-8")
        table = db.table("quotes")
        count = max(1, min(20, 3_000 // size[0]))
        figures = timed(lambda n: table.update({"place": f"p{n}"}, doc_ids=[n + 1]), count)
        row(f"vanilla TinyDB ({count} update{'s' if count > 1 else ''})", figures)
        print(f"  {'':<42} vanilla takes {figures[2] / update_of:,.0f} times as long")
        db.close()
        cached = TinyDB(copy, encoding="utf-8", storage=CachingMiddleware(JSONStorage))
        table = cached.table("quotes")
        table.get(doc_id=1)
        row("its CachingMiddleware (not durable)", timed(lambda n: table.update({"place": "x"}, doc_ids=[n + 1]), 20))
        cached.storage.flush = lambda: None  # nobody waits for its file here
        cached.close()


_OPEN = """
import json, sys, time
from store.workspace import Workspace
path = sys.argv[1]
cpu, wall = time.process_time(), time.perf_counter()
ws = Workspace.open(path, "ab")
cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
with open("/proc/self/status") as status:
    memory = {line.split()[0]: int(line.split()[1]) // 1024 for line in status if line.startswith("Vm")}
rss, peak = memory["VmRSS:"], memory["VmHWM:"]
started = time.process_time(); ws.order(); order = time.process_time() - started
print(json.dumps([cpu * 1000, wall * 1000, rss, peak, order * 1000]))
ws.close()
"""


def opening(path: Path, size: tuple[int, int]) -> None:
    """Opening in a process of its own, best of three (the first one makes the daily copy)."""
    runs = []
    for _ in range(4):
        done = subprocess.run([sys.executable, "-c", _OPEN, path], capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    first, best = runs[0], min(runs[1:])
    cpu, wall, rss, peak, order = best
    print(
        f"  {label(size):<32} {path.stat().st_size >> 20:5} MB  cpu {cpu:7.0f}  wall {wall:7.0f}  resident {rss:4} MB  "
        f"peak {peak:4} MB  first of the day: cpu {first[0]:6.0f}  reading order {order:5.0f}",
        flush=True,
    )


def during_checkpoints(path: Path, seconds: float = 12.0) -> None:
    """Edits every 20 ms while checkpoints run one after another, and the pauses of the garbage collector."""
    pauses: list[float] = []
    started = [0.0]

    def collected(phase: str, _: dict[str, Any]) -> None:
        if phase == "start":
            started[0] = time.perf_counter()
        else:
            pauses.append((time.perf_counter() - started[0]) * 1000)

    with Workspace.open(path, "ab") as ws:
        ids = ws.order()
        rng = random.Random(5)

        def edits(busy: bool) -> list[float]:
            walls = []
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                if busy and not any(thread.name == "checkpoint" for thread in threading.enumerate()):
                    ws.checkpoint(wait=False)
                quote = rng.choice(ids)
                review = Review(id=review_id(quote, "ab"), quote=quote, analyst="ab", status=rng.choice(STATUSES))
                begun = time.perf_counter()
                ws.change("judged", [review])
                walls.append((time.perf_counter() - begun) * 1000)
                time.sleep(0.02)
            return sorted(walls)

        gc.callbacks.append(collected)
        for busy in (False, True):
            walls = edits(busy)
            words = "while checkpoints run" if busy else "no checkpoint"
            print(
                f"  edits, {words:<22} n {len(walls):4}  p50 {statistics.median(walls):6.2f}  "
                f"p99 {walls[int(len(walls) * 0.99)]:6.2f}  worst {walls[-1]:6.2f}"
            )
        gc.collect()
        gc.callbacks.remove(collected)
    print(f"  garbage collector: {len(pauses)} runs, longest {max(pauses):.2f} ms (a full one among them)")


def searching(path: Path) -> None:
    """Words and filters over an open workspace; the second run of each is warm."""
    with Workspace.open(path, "ab", read_only=True) as ws:
        searches: list[tuple[str, Callable[[], object]]] = [
            (f"filter {text!r}", lambda text=text: ws.find(parse_filter(text)))  # type: ignore[misc]
            for text in ("negotiation", "q99999", "status:new", "speaker:12", "since:2022-06 treaty", "kind:direct")
        ]
        searches += [
            (f"word {word!r} in sources, quotes, notes: first hit", lambda word=word: next(ws.search(word), None))  # type: ignore[misc]
            for word in ("negotiation", "rare9999", "переговоры", "nowhere")
        ]
        searches += [("word 'rare77' everywhere: all hits", lambda: len(list(ws.search("rare77"))))]
        begun = time.process_time()
        next(ws.search("negotiation"), None)
        ws.searcher.words.stop()
        ws.searcher.words.finish()
        print(f"  the index of words: {time.process_time() - begun:.1f} s of CPU in the background")
        for name, act in searches:
            times = []
            for _ in range(3):
                begun = time.perf_counter()
                act()
                times.append((time.perf_counter() - begun) * 1000)
            print(f"  {name:<60} cold {times[0]:9.2f}  warm {min(times[1:]):9.2f}", flush=True)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the biggest size")
    parser.add_argument("--only", choices=["updates", "opening", "checkpoints", "search"], action="append")
    args = parser.parse_args()
    wanted = args.only or ["updates", "opening", "checkpoints", "search"]
    sizes = SIZES[:-1] if args.quick else SIZES
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(dir=os.environ.get("ONRECORD_BENCH_DIR")) as folder:
        paths = []
        for size in sizes:
            path = Path(folder) / f"{size[0]}-{size[1]}.json"
            make(path, size)
            paths.append(path)
        if "opening" in wanted:
            print("\nOpening, in a process of its own (milliseconds)")
            for path, size in zip(paths, sizes, strict=True):
                opening(path, size)
        if "checkpoints" in wanted:
            print(f"\nChanges beside checkpoints, {label(sizes[-1])} (milliseconds)")
            during_checkpoints(paths[-1])
        if "search" in wanted:
            print(f"\nSearch, {label(sizes[-1])} (milliseconds)")
            searching(paths[-1])
        if "updates" in wanted:
            for path, size in zip(paths, sizes, strict=True):
                found = updates(path, size, 500)
                vanilla(path, size, found["TinyDB API on our storage"][2])


if __name__ == "__main__":
    main()
