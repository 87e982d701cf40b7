"""Damaged files for every reader: ``python -m benchmarks.fuzz_reading [--seconds N] [KIND ...]``.

Good files of each kind are damaged at random (bits, cuts, repeats, pieces of other files, and for packed kinds also
inside the packing) and read under the limits of the reading process: 2 GB of memory, and a time for each file. What a
reader may do is give sources or a ReadError; anything else, and any file that takes too long, is printed and kept.
A line for each kind says how many files there were, the slowest of them, and the greatest memory of the process so far.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from briefing.reading.door import read_here
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.given import Given
from briefing.reading.kinds_table import READERS, kind_of
from briefing.reading.worker import MEMORY, _limit
from tests.briefing.reading import builders

SLOW = 10
"""Seconds of CPU that one file may take: they are small, and the limit of the reading process is many times that."""
ODD = [
    b"\x00",
    b"\xff",
    b"\x1b[31m",
    "‮".encode(),
    b"<",
    b">",
    b"&x;",
    b"]]>",
    b"\r",
    b"(" * 50,
    b"{" * 50,
    b"\\u-1?",
    b":" * 20,
]
PLAIN = "\n\n".join(("Headline of the day", "27 January 2022", *builders.WORDS, "Photo: Agency")).encode()
SITE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><link rel='alternate' hreflang='ru' href='/d/1'></head>"
    "<body><div data-href='http://en.kremlin.ru/events/1'><h1 class='entry-title'>Headline</h1>"
    "<div class='read__lead'>The lead.</div><time class='read__published' datetime='2022-01-27'>January 27</time>"
    "<div class='read__place'>Moscow</div><div itemprop='articleBody'><p><b>Anna Lind:</b> Good day.</p>"
    "<p>It is<span class='read__tooltip hidden'>A pop-up</span> late.<br><br>Question: Why?</p><blockquote><p>A quote."
    "</p></blockquote><ul><li>One</li><li>Two</li></ul><div class='read__cut'>See also</div></div></div></body></html>"
)
"""A page as the rules for a known publisher read it."""
SEEDS: dict[str, Callable[[], bytes]] = {
    **builders.DOCUMENTS,
    "text": lambda: PLAIN,
    "markdown": lambda: b'---\ntitle: "A"\n---\n\n# B\n\n**x** [y](http://z) \\_ <s>q</s>\n\n> q\n\n- i\n\n' + PLAIN,
    "site": lambda: SITE.encode(),
    "eml": builders.eml,
    "subtitles": builders.srt,
    "warc": builders.warc,
    "table": builders.csv,
    "jsonl": builders.jsonl,
    "xlsx": builders.xlsx,
    "zip": lambda: builders.packed({"a.txt": PLAIN, "b.docx": builders.docx(), "c.html": builders.page()}),
}


class TooSlow(BaseException):
    """A file took longer than it may."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` with a few things wrong."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with contextlib.suppress(zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
            members = {}
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    members[name] = archive.read(name)
            name = chance.choice(sorted(members))
            members[name] = damaged(members[name], chance)
            return builders.packed(members)
    work = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(work) + 1)
        dice = chance.randrange(6)
        if dice == 0 and work:
            work[at % len(work)] = chance.randrange(256)
        elif dice == 1:
            work[at:at] = chance.choice(ODD)
        elif dice == 2:
            del work[at : at + chance.randrange(1, 200)]
        elif dice == 3:
            piece = work[at : at + chance.randrange(1, 100)]
            work[at:at] = piece * chance.choice([2, 10, 1000])
        elif dice == 4:
            other = chance.choice(list(SEEDS.values()))()
            start = chance.randrange(len(other))
            work[at:at] = other[start : start + 300]
        else:
            number = str(chance.choice([-1, 0, 2**31, 2**63, 10**30])).encode()
            work[at : at + 4] = number
    return bytes(work)


def attempt(kind: str, data: bytes) -> str:
    """What went wrong with ``data``, empty when nothing did. The name's ending is the kind's."""
    ending = {"text": "txt", "markdown": "md", "subtitles": "srt", "table": "csv", "site": "html"}.get(kind, kind)
    given = Given(f"file.{ending}", held=data)
    try:
        for source in read_here(given, kind_of(given)):
            if not isinstance(source, Skipped) and any(
                not 0 <= b.start <= b.end <= len(source.text) for b in source.blocks
            ):
                return "a block outside the text"
    except ReadError:
        return ""
    except (MemoryError, RecursionError) as error:
        return "" if isinstance(error, RecursionError) else f"{type(error).__name__}"
    except TooSlow:
        return f"more than {SLOW} seconds"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def main() -> None:
    """Fuzz the kinds named, or all, for the seconds given each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=sorted(SEEDS), metavar="KIND", help=", ".join(sorted(SEEDS)))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    _limit(MEMORY)

    def too_slow(*_: object) -> None:
        raise TooSlow

    signal.signal(signal.SIGPROF, too_slow)
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    failures = 0
    for kind in wanted.kinds:
        chance = random.Random(wanted.seed)
        seed = SEEDS[kind]()
        until = time.monotonic() + wanted.seconds
        count = bad = 0
        slowest = 0.0
        seen: set[str] = set()
        while time.monotonic() < until:
            data = damaged(seed, chance)
            began = time.process_time()
            signal.setitimer(signal.ITIMER_PROF, SLOW)
            reason = attempt(kind, data)
            signal.setitimer(signal.ITIMER_PROF, 0)
            slowest = max(slowest, time.process_time() - began)
            count += 1
            if reason:
                bad += 1
                if reason[:60] not in seen:
                    seen.add(reason[:60])
                    path = kept / f"{kind}-{count}"
                    path.write_bytes(data)
                    print(f"{kind}: {reason} ({path})", flush=True)
        failures += bad
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{kind}: {count} files, {bad} failures, slowest {slowest:.1f} s, {peak:.0f} MB at most", flush=True)
    assert set(READERS)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
