"""Pages a second from files to a saved workspace: ``python -m benchmarks.importing [--pages N] [FOLDER]``.

The pages are those of a known host in FOLDER (``../shared/corpus/kremlin-en-html`` beside the checkout when none is
given), again and again with a title and address of their own, so that each counts as a reprint of the first.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGES = Path(__file__).parents[2] / "shared" / "corpus" / "kremlin-en-html"
HOME = Path(__file__).parents[1]


def copies(folder: Path, into: Path, count: int) -> int:
    """Write ``count`` pages into a folder, and say how many bytes they have."""
    files = sorted(folder.glob("*.html"))
    size = 0
    for n in range(count):
        file = files[n % len(files)]
        page = file.read_text(encoding="utf-8", errors="replace").replace(file.stem, f"{file.stem}{n:05}")
        page = re.sub(r"(<h1[^>]*>)", rf"\g<1>Page {n}: ", page)
        size += (into / f"{n:05}.html").write_text(page, encoding="utf-8")
    return size


def main() -> None:
    """Import once, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--pages", type=int, default=300)
    given = parser.parse_args()
    if not given.folder.is_dir():
        print(f"there are no pages in {given.folder}: name a folder")
        return
    with tempfile.TemporaryDirectory() as place:
        inbox = Path(place) / "inbox"
        inbox.mkdir()
        size = copies(given.folder, inbox, given.pages)
        before = os.times()
        began = time.perf_counter()
        told = subprocess.run(
            [sys.executable, "-m", "tui", "add", "bench.json", "inbox"],
            cwd=place, env=os.environ | {"PYTHONPATH": str(HOME)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        wall = time.perf_counter() - began
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        print("\n".join(told.stdout.splitlines()[-2:]))
        print(f"{given.pages} pages, {size / 1e6:.1f} MB: {wall:.1f} s, {given.pages / wall:.1f} pages a second")
        print(f"{cpu:.1f} s of CPU in all processes: {given.pages / cpu:.1f} a second of CPU ({os.cpu_count()} cores)")


if __name__ == "__main__":
    main()
