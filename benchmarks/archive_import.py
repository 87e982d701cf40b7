"""Memory while a web archive is imported and saved: ``python -m benchmarks.archive_import [--records N]``.

The archive is made here, of words that mean nothing, in pages of a known publisher; no two have a run of words in
common. What is printed is the memory of the processes of ``onrecord add`` over the time, and the size of the workspace.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HOME = Path(__file__).parents[1]
LINES = 12
"""How often the memory is told."""
PAGE = (
    "<!doctype html><html lang='en'><body data-href='http://en.kremlin.ru/events/{n}'>"
    "<h1 class='entry-title'>Report {n}</h1><time class='read__published' datetime='2022-{month:02}-{day:02}'></time>"
    "<div itemprop='articleBody'>{words}</div></body></html>"
)
SAID = "Minister Anna Lind said that", "“{words},” the spokesman said.", "According to Ivan Petrov,", "Question:"


def page(n: int, chance: random.Random) -> bytes:
    """A page of some thirty paragraphs, about 8 kB."""
    words = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{number}" for number in range(40)]
    paragraphs = []
    for _ in range(30):
        line = " ".join(chance.choices(words, k=35)) + f" {n}"
        said = chance.choice((*SAID, "", "", ""))
        paragraphs.append(f"<p>{said.format(words=line) if '{' in said else f'{said} {line}'.strip() + '.'}</p>")
    return PAGE.format(n=n, month=n % 12 + 1, day=n % 28 + 1, words="".join(paragraphs)).encode()


def archive(count: int) -> Iterator[bytes]:
    """The records of a WARC, each packed by itself."""
    chance = random.Random(1)
    for n in range(count):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(n, chance)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\n"
            f"WARC-Target-URI: http://en.kremlin.ru/events/{n}\r\nWARC-Date: 2022-01-28T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + http + b"\r\n\r\n", 1)


def memory(process: int) -> dict[int, int]:
    """Megabytes that a process and those below it have in memory, by process (Linux)."""
    found = {}
    waiting = [process]
    while waiting:
        one = waiting.pop()
        try:
            pages = Path(f"/proc/{one}/statm").read_text(encoding="ascii").split()
            found[one] = int(pages[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text(encoding="ascii").split())
        except (OSError, IndexError):
            continue
    return found


def main() -> None:
    """Import once, and print the memory over the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "pages.warc.gz"
        with path.open("wb") as file:
            file.writelines(archive(given.records))
        told = Path(place) / "told"
        began = time.perf_counter()
        samples: list[tuple[float, int, int, int]] = []
        with told.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tui", "add", "bench.json", path.name],
                cwd=place, env=os.environ | {"PYTHONPATH": str(HOME), "PYTHONUNBUFFERED": "1"}, stdout=out,
            )  # fmt: skip
            while process.poll() is None:
                now = memory(process.pid)
                own = now.pop(process.pid, 0)
                lines = told.read_bytes().count(b"\n")
                samples.append((time.perf_counter() - began, lines, own, max(now.values(), default=0)))
                time.sleep(0.5)
        seconds = time.perf_counter() - began
        for sample in [*samples[:: max(1, len(samples) // LINES)], samples[-1]]:
            print("{:6.0f} s {:6} sources, this process {:5} MB, the largest other {:5} MB".format(*sample))
        size = (Path(place) / "bench.json").stat().st_size
        print(told.read_text(encoding="utf-8").splitlines()[-1])
        print(f"the workspace is {size / 1e6:.0f} MB; {given.records / seconds:.0f} records a second")
        print(f"at most: this process {max(s[2] for s in samples)} MB, another {max(s[3] for s in samples)} MB")


if __name__ == "__main__":
    main()
