"""``python -m benchmarks.torture``: the whole course, about twenty minutes; ``--short`` for a tenth of it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.torture.crashing import crash_everywhere, without_each_sync
from benchmarks.torture.damaging import cuts, damage_all, flips, make, tails
from benchmarks.torture.failing import fail_everywhere, fill_tmpfs, fill_up
from benchmarks.torture.killing import kill_often
from benchmarks.torture.neighbours import read_along
from store.log import log_path

ROOT = Path(__file__).resolve().parents[2]
NEIGHBOURS = "second or cannot_be_written or clock or vanilla or outside or conflicted"
"""The tests whose names say one of these are a part of the course as they stand."""


def main() -> int:
    """Run the course and print what each part came to; exit status 1 when anything was lost or silently wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a tenth of everything")
    parser.add_argument("--kills", type=int, default=0, help="how many processes to kill (default 2000)")
    args = parser.parse_args()
    kills = args.kills or (200 if args.short else 2000)
    every = 10 if args.short else 1
    bad = False

    def part(name: str, run: Callable[[Path], tuple[object, bool]]) -> None:
        nonlocal bad
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            result, well = run(Path(folder))
        bad = bad or not well
        print(f"{'ok ' if well else 'BAD'} {name}: {result} [{time.monotonic() - started:.0f} s]", flush=True)

    def kill(folder: Path) -> tuple[object, bool]:
        found = kill_often(folder, kills)
        return found, not found.lost and not found.wrong

    def crash(folder: Path) -> tuple[object, bool]:
        found = crash_everywhere(folder, acts=20 if args.short else 60)
        return found, not found.failed

    def damage(which: str, kind: str) -> Callable[[Path], tuple[object, bool]]:
        def run(folder: Path) -> tuple[object, bool]:
            path, states = make(folder, 6)
            file = path if which == "file" else log_path(path)
            data = file.read_bytes()
            variants = {"cut": cuts(data, every), "flipped": flips(data, every), "tails": tails(data)}[kind]
            found = damage_all(path, states, file, variants, latest_only=kind == "flipped")
            return found, not found.silent and not (kind == "flipped" and found.earlier)

        return run

    part("kill -9", kill)
    part("crash states", crash)

    def mutants(folder: Path) -> tuple[object, bool]:
        found = list(without_each_sync(folder, acts=20))
        noticed = sum(bool(crashed.failed) for _, crashed in found)
        missed = [sync for sync, crashed in found if not crashed.failed]
        return f"{noticed} of {len(found)} places noticed {' '.join(missed)}".strip(), not missed

    part("the same without each place that syncs, in turn", mutants)
    part("log cut at every byte", damage("log", "cut"))
    part("one bit flipped in every byte of the log", damage("log", "flipped"))
    part("things behind the log's end", damage("log", "tails"))
    part("file cut at every byte", damage("file", "cut"))
    part("one bit flipped in every byte of the file", damage("file", "flipped"))

    def fail(folder: Path) -> tuple[object, bool]:
        found = fail_everywhere(folder, acts=12 if args.short else 40)
        return found, not found.wrong

    part("the nth call fails, for every n", fail)

    def full(folder: Path) -> tuple[object, bool]:
        said = fill_up(folder)
        return said, said.endswith("nothing lost")

    part("a limit to the size of files, then none", full)

    def tmpfs(folder: Path) -> tuple[object, bool]:
        said = fill_tmpfs(folder)
        return said, said.startswith("skipped") or said.endswith("nothing lost")

    part("a disk that is really full, then freed", tmpfs)

    def read(folder: Path) -> tuple[object, bool]:
        found = read_along(folder, seconds=3 if args.short else 60)
        return found, not found.wrong

    part("four readers during checkpoints", read)

    def neighbours(folder: Path) -> tuple[object, bool]:
        tests = ["tests/store/test_opening.py", "tests/store/test_keeping.py", "tests/store/test_care.py"]
        command = [sys.executable, "-m", "pytest", *tests, "-k", NEIGHBOURS]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return run.stdout.strip().splitlines()[-1], run.returncode == 0

    part("two writers, a folder not to be written, the clock set back and forward, edits by plain TinyDB", neighbours)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
