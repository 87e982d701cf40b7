"""What the store costs: ``python -m benchmarks.store`` (about five minutes; ``--quick`` leaves out the biggest size).

Durable updates side by side with vanilla TinyDB, its CachingMiddleware and sqlite3 (WAL, synchronous=FULL), at 1,000,
10,000 and 100,000 quotes and 100,000 with 10,000 sources; opening; edits during a checkpoint; pauses of the garbage
collector; search. CPU is that of the process, wall times are the median (p50) and the 99th percentile (p99), all in
milliseconds unless said. Where other programs keep the processors busy, p50 is what the scheduler makes of it:
``chrt -f 1 python -m benchmarks.store --only updates`` then measures the store and the disk.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
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

import msgspec
from tinydb import TinyDB
from tinydb.middlewares import CachingMiddleware
from tinydb.storages import JSONStorage

from benchmarks.store_data import quotes, sources, speakers
from briefing.records import Review, Status, review_id
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


Figures = tuple[float, float, float]
"""CPU per call, median and 99th percentile of the wall time; milliseconds."""


def figures(walls: list[float], cpu: float) -> Figures:
    """What a number of calls came to: their wall times and the CPU of all of them, in milliseconds."""
    walls = sorted(walls)
    return cpu / len(walls), statistics.median(walls), walls[min(len(walls) - 1, int(len(walls) * 0.99))]


def timed(act: Callable[[int], object], calls: range) -> tuple[list[float], float]:
    """The wall time of each call, and the CPU of all, in milliseconds."""
    walls = []
    before = time.process_time()
    for n in calls:
        begun = time.perf_counter()
        act(n)
        walls.append((time.perf_counter() - begun) * 1000)
    return walls, (time.process_time() - before) * 1000


API, CHANGE = "TinyDB API on our storage: update", "Workspace.change: a judgement"
SQLITE_API, SQLITE_CHANGE = "sqlite3, the same document", "sqlite3, the same judgement"
FLOOR = "one line appended and fdatasync, nothing else"
RIVALS = {API: SQLITE_API, CHANGE: SQLITE_CHANGE}
ACTS = (
    API,
    SQLITE_API,
    CHANGE,
    SQLITE_CHANGE,
    FLOOR,
    "the same into room that was ready",
    "TinyDB API on our storage: insert",
    "TinyDB API on our storage: remove",
    "TinyDB API on our storage: get by id",
)


def acts_on(path: Path, folder: Path, count: int) -> dict[str, Callable[[int], object]]:
    """Each act by its name, on a workspace, a copy of it under TinyDB's API, and an sqlite3 file with the same
    documents and the indexes that somebody would make who looks for them by source, speaker and status."""
    copy = folder / "copy.json"
    copy.write_bytes(path.read_bytes())
    ws, db = Workspace.open(path, "ab"), DurableTinyDB(copy)
    table = db.table("quotes")
    rng = random.Random(4)
    size = len(table)
    rows = [rng.randrange(1, size + 1) for _ in range(count)]
    ids = ws.order()
    made = [
        Review(id=review_id(quote, "ab"), quote=quote, analyst="ab", status=rng.choice(STATUSES), confidence=4)
        for quote in (rng.choice(ids) for _ in range(count))
    ]
    con = sqlite3.connect(folder / "x.db", isolation_level=None)
    con.executescript("""
        pragma journal_mode=wal; pragma synchronous=full;
        create table quotes (id integer primary key, doc text);
        create index by_source on quotes (json_extract(doc, '$.source'));
        create index by_speaker on quotes (json_extract(doc, '$.speaker'));
        create table reviews (id text primary key, quote text, status text, doc text);
        create index by_quote on reviews (quote);
        create index by_status on reviews (status);
        begin;
    """)
    con.executemany("insert into quotes values (?, ?)", ((doc.doc_id, json.dumps(doc)) for doc in table))
    con.execute("commit")

    def update(n: int) -> None:
        document = json.loads(con.execute("select doc from quotes where id = ?", (rows[n],)).fetchone()[0])
        document["place"] = f"p{n}"
        con.execute("update quotes set doc = ? where id = ?", (json.dumps(document), rows[n]))

    def judge(n: int) -> None:
        review = made[n]
        row = (review.id, review.quote, review.status, msgspec.json.encode(review).decode())
        con.execute("insert or replace into reviews values (?, ?, ?, ?)", row)

    floor, ready = (os.open(folder / name, os.O_CREAT | os.O_WRONLY) for name in ("floor", "ready"))
    os.write(ready, bytes(400 * count))
    os.lseek(ready, 0, os.SEEK_SET)

    def written(fd: int) -> None:
        os.write(fd, b"x" * 400)
        os.fdatasync(fd)

    return dict(
        zip(
            ACTS,
            (
                lambda n: table.update({"place": f"p{n}"}, doc_ids=[rows[n]]),
                update,
                lambda n: ws.change("judged", [made[n]]),
                judge,
                lambda _: written(floor),
                lambda _: written(ready),
                lambda n: table.insert({"id": f"i{n}", "source": "s", "text": "x"}),
                lambda n: table.remove(doc_ids=[size + 1 + n]),
                lambda n: table.get(doc_id=rows[n]),
            ),
            strict=True,
        )
    )


def serve(path: Path, count: int) -> None:
    """Do the acts that are asked for on standard input, ``act first last`` a line, and answer with their times."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        acts = acts_on(path, Path(folder), count)
        for act in acts.values():  # a log that begins is preceded by a copy: that is not what is measured
            act(0)
        for thread in threading.enumerate():
            if thread.name in ("backup", "checkpoint"):
                thread.join()
        os.sync()
        print(json.dumps("ready"), flush=True)
        for line in sys.stdin:
            name, first, last = json.loads(line)
            print(json.dumps(timed(acts[name], range(first, last))), flush=True)
        os._exit(0)  # nobody waits for the files to be written anew


def updates(paths: dict[tuple[int, int], Path], count: int, block: int = 25) -> dict[tuple[int, int], float]:
    """Durable acts by each way to keep documents, at every size: turn by turn in blocks, each size in a process of its
    own, so that the moods of the disk and of the machine come to all alike. The p50 of an update for each size."""
    command = [sys.executable, "-m", "benchmarks.store", "--serve"]
    servers = {
        size: subprocess.Popen([*command, str(path), str(count)], stdin=-1, stdout=-1, text=True)
        for size, path in paths.items()
    }

    def answer(size: tuple[int, int]) -> Any:
        assert servers[size].stdout is not None
        return json.loads(servers[size].stdout.readline())  # type: ignore[union-attr]

    for size in servers:
        answer(size)
    walls: dict[tuple[tuple[int, int], str], list[float]] = {(size, name): [] for size in servers for name in ACTS}
    spent = dict.fromkeys(walls, 0.0)
    for first in range(1, count, block):
        for name in ACTS:
            for size, server in servers.items():
                assert server.stdin is not None
                server.stdin.write(json.dumps([name, first, min(first + block, count)]) + "\n")
                server.stdin.flush()
                took, cpu = answer(size)
                walls[size, name] += took
                spent[size, name] += cpu
    for server in servers.values():
        server.communicate()
    found = {place: figures(times, spent[place]) for place, times in walls.items()}
    _print_updates(found, list(servers), count)
    return {size: found[size, API][1] for size in servers}


def _print_updates(found: dict[tuple[tuple[int, int], str], Figures], sizes: list[tuple[int, int]], count: int) -> None:
    for size in sizes:
        print(f"\nA durable act, {label(size)} ({count - 1} of each)")
        print(f"  {'':<48} {'cpu':>8} {'p50':>8} {'p99':>8}")
        for name in ACTS:
            row(name, found[size, name])
        for ours, rival in RIVALS.items():
            cpu, p50, _ = found[size, ours]
            floor = found[size, FLOOR][0]
            print(
                f"  {ours}: of {cpu:.3f} ms CPU {floor:.3f} are the kernel's for write and fdatasync, "
                f"{cpu - floor:.3f} our code's; p50 {p50 / found[size, rival][1]:.2f} times that of sqlite3"
            )
    for name in (*RIVALS, *RIVALS.values(), FLOOR):
        grown = [f"{found[size, name][0] / found[sizes[0], name][0]:.2f}" for size in sizes]
        walls = [f"{found[size, name][1] / found[sizes[0], name][1]:.2f}" for size in sizes]
        print(f"  growth, {name}: cpu {' '.join(grown)}, p50 {' '.join(walls)}")


def row(name: str, found: Figures) -> None:
    """One line of the table."""
    cpu, p50, p99 = found
    print(f"  {name:<48} {cpu:8.3f} {p50:8.3f} {p99:8.3f}", flush=True)


def vanilla(path: Path, size: tuple[int, int], update_of: float) -> None:
    """The same with TinyDB as it comes, and with its CachingMiddleware (which is not durable)."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "v.json"
        copy.write_bytes(path.read_bytes())
        db = TinyDB(copy, encoding="utf-8")
        table = db.table("quotes")
        count = max(1, min(20, 3_000 // size[0]))
        found = figures(*timed(lambda n: table.update({"place": f"p{n}"}, doc_ids=[n + 1]), range(count)))
        row(f"vanilla TinyDB, {label(size)} ({count} of it)", found)
        print(f"  {'':<48} it takes {found[1] / update_of:,.0f} times as long as ours")
        db.close()
        cached = TinyDB(copy, encoding="utf-8", storage=CachingMiddleware(JSONStorage))
        table = cached.table("quotes")
        table.get(doc_id=1)
        found = figures(*timed(lambda n: table.update({"place": "x"}, doc_ids=[n + 1]), range(20)))
        row("its CachingMiddleware (not durable)", found)
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
    parser.add_argument("--serve", nargs=2, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        serve(Path(args.serve[0]), int(args.serve[1]))
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
            found = updates(dict(zip(sizes, paths, strict=True)), 1_001)
            print("\nThe same with TinyDB as it comes")
            for path, size in zip(paths, sizes, strict=True):
                vanilla(path, size, found[size])


if __name__ == "__main__":
    main()
