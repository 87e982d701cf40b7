"""What the reading gets right, and what it costs: ``python -m benchmarks.reading [--warc N] [FOLDER]``.

FOLDER holds real documents with a ``truth.tsv`` (path, shape, language, licence, title, date, address, note);
``../shared/corpus`` beside the checkout when none is given. Turns are measured against ``turns.tsv`` (labels counted by
hand in twenty transcripts) and against the bold labels of the publisher's own pages. Without the folder it says so.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import os
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.app_terminal import REFERENCE_MS, calibration
from briefing.comparing.reprints import share
from briefing.reading import ReadError, Skipped, clean, find_in_each, read, read_all
from briefing.reading.decode import decode_html
from briefing.reading.door import read_here
from briefing.reading.draft import finish
from briefing.reading.given import Given
from briefing.reading.kinds.html import page
from briefing.records import Source

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
UNDATED = ("announcement-no-date", "speech-monologue-txt", "briefing-qa-html-fragment")
DROPPED = "hidden", "hidden-copy", "read__cut", "slider", "masha-ignore", "read__bottommeta"


def truth(folder: Path) -> list[dict[str, str]]:
    """The rows of ``truth.tsv``."""
    with (folder / "truth.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(words: str) -> str:
    """A title as compared: blanks squeezed, the escapes of YAML resolved."""
    words = words.replace("\\u2019", "’").replace("\\u2060", "").replace("\\ ", " ")
    return " ".join(words.split()).replace("’ s ", "’s ")


def share_of(part: int, whole: int) -> str:
    """``part of whole`` with the percentage."""
    return f"{part} of {whole}" + (f" ({100 * part / whole:.1f} %)" if whole else "")


def documents(folder: Path, rows: list[dict[str, str]]) -> dict[str, list[Source | Skipped]]:
    """Everything that is read of each file of the truth."""
    return {row["path"]: list(read_all([folder / row["path"]])) for row in rows}


def metadata(rows: list[dict[str, str]], read_as: dict[str, list[Source | Skipped]]) -> None:
    """Titles, dates, dates invented, and what was not read."""
    counts: Counter[str] = Counter()
    for row in rows:
        first = read_as[row["path"]][0]
        counts["files"] += 1
        if isinstance(first, Skipped):
            counts["lists" if row["shape"] == "listing-or-media-page" else "unread"] += 1
            continue
        if row["title"]:
            counts["titles"] += 1
            counts["titles right"] += plain(first.title) == plain(row["title"])
        if row["date"]:
            counts["dates"] += 1
            counts["dates right"] += first.published == row["date"] and first.published_from != "guess"
        elif row["shape"] in UNDATED:
            counts["undated"] += 1
            counts["invented"] += first.published is not None and first.published_from != "guess"
    lists = sum(row["shape"] == "listing-or-media-page" for row in rows)
    print(f"files: {counts['files']}, not read: {counts['unread']}")
    print(f"titles right: {share_of(counts['titles right'], counts['titles'])}")
    print(f"dates right: {share_of(counts['dates right'], counts['dates'])}")
    print(f"dates invented where there is none: {share_of(counts['invented'], counts['undated'])}")
    print(f"lists and galleries recognised: {share_of(counts['lists'], lists)}")


def gold(path: Path) -> tuple[list[str], list[str]]:
    """The paragraphs of a Kremlin page, and its bold labels, by its own markup and another parser than ours."""
    from lxml import html

    tree = html.parse(str(path), html.HTMLParser(encoding="utf-8"))
    bodies = tree.xpath('//*[@itemprop="articleBody"]')
    if not bodies:
        return [], []
    for node in bodies[0].xpath(".//*[@class]"):
        if set(node.get("class").split()) & set(DROPPED) and node.getparent() is not None:
            node.drop_tree()
    paragraphs, labels = [], []
    for node in bodies[0].xpath(".//p"):
        words = " ".join(clean(node.text_content()).text.split())
        if words:
            paragraphs.append(words)
        bold = node.xpath("./b|./strong")
        name = " ".join(bold[0].text_content().split()).rstrip(": ") if bold else ""
        match = re.match(re.escape(name) + r"[^:]{0,200}?:", words) if name else None
        if match and not (node.text or "").strip():
            labels.append(words)
    return paragraphs, labels


def blocks(source: Source, role: str = "") -> list[str]:
    """The words of the blocks, of one role or all."""
    return [" ".join(source.text[b.start : b.end].split()) for b in source.blocks if not role or b.role == role]


def disguised(path: Path) -> str:
    """A page as of a publisher we have no rules for: its addresses lead elsewhere, all else is as it was."""
    return decode_html(path.read_bytes()).replace("kremlin.ru", "example.org")


def pages(folder: Path) -> None:
    """Paragraphs kept and furniture left on saved pages, by the table of sites and by the library; bold labels."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.glob("kremlin-en-html*/*.html")):
        wanted, labels = gold(path)
        ruled = read(path)
        guessed = unknown(disguised(path))
        counts["library dates"] += guessed.published == ruled.published or guessed.published_from == "guess"
        for name, source in (("rules", ruled), ("library", guessed)):
            found = Counter(blocks(source))
            lost = Counter(wanted) - found
            more = found - Counter(wanted) - Counter([source.title, source.summary])
            counts[f"{name} pages"] += 1
            counts[f"{name} complete"] += not lost
            counts[f"{name} clean"] += not any(len(words) > 1 for words in more)
            counts[f"{name} paragraphs"] += sum((Counter(wanted) & found).values())
        counts["paragraphs"] += len(wanted)
        counts["labels"] += len(labels)
        turns = Counter(blocks(ruled, "turn"))
        counts["labels right"] += sum((Counter(labels) & turns).values())
        counts["labels more"] += sum((turns - Counter(labels)).values())
    for name in ("rules", "library"):
        print(
            f"by {name}: pages with every paragraph {share_of(counts[f'{name} complete'], counts[f'{name} pages'])}, "
            f"without furniture {share_of(counts[f'{name} clean'], counts[f'{name} pages'])}, "
            f"paragraphs {share_of(counts[f'{name} paragraphs'], counts['paragraphs'])}"
        )
    print(f"by library: date as by the rules {share_of(counts['library dates'], counts['library pages'])}")
    right = share_of(counts["labels right"], counts["labels"])
    print(f"bold labels found as turns: {right}, others: {counts['labels more']}")
    pairs = [(folder / "kremlin-en-html" / p.name.replace("-print", ""), p) for p in folder.glob("*-print/*.html")]
    same = sum(read(a).text_hash == read(b).text_hash for a, b in pairs if a.exists())
    alike = [share(read(a).text, read(b).text) for a, b in pairs if a.exists()]
    least = min(alike, default=0)
    print(f"print views of one hash: {share_of(same, len(alike))}, least common wording {least:.2f}")


def turns(folder: Path) -> None:
    """Turns against the labels counted by hand."""
    wanted: dict[str, Counter[str]] = {}
    with (Path(__file__).parent / "turns.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            wanted.setdefault(row["file"], Counter())[row["label"]] = int(row["count"])
    right = false = whole = 0
    for name, labels in wanted.items():
        if not (folder / name).exists():
            continue
        source = read(folder / name)
        found = Counter(source.text[b.start : b.label_end] for b in source.blocks if b.role == "turn")
        right += sum((found & labels).values())
        false += sum((found - labels).values())
        whole += sum(labels.values())
    print(f"turns with the right label in {len(wanted)} transcripts: {share_of(right, whole)}, false ones: {false}")


def unknown(html: str) -> Source:
    """A page read in this process, from its text to its Source."""
    return finish(page(html))


def all_of(given: Given) -> list[Source | Skipped]:
    """What is in a web page, from its bytes on."""
    return list(read_here(given, "html"))


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that ``work`` takes in this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def quiet_ms(work: Callable[[], object], rounds: int = 9) -> float:
    """Milliseconds of CPU that ``work`` takes on an idle core of the reference machine: its best of some rounds over
    the best of a fixed loop that was run between them."""
    best = loop = float("inf")
    for _ in range(rounds):
        loop = min(loop, calibration())
        best = min(best, cpu(work))
    return 1000 * best * REFERENCE_MS / loop


def costs(folder: Path) -> None:
    """CPU of a known page by its size and of an unknown one, and pages a second through the whole door."""
    import trafilatura
    from selectolax.lexbor import LexborHTMLParser

    files = sorted(folder.glob("kremlin-en-html/*.html"))
    known: list[tuple[int, float, float]] = []
    for path in files:
        given = Given(path.name, path, path.read_bytes())
        bare = quiet_ms(partial(LexborHTMLParser, decode_html(given.data)))
        known.append((len(given.data) // 1000, quiet_ms(partial(all_of, given)), bare))
    print("known page, ms of CPU of an idle core (and what parsing alone takes):")
    for low, high in ((0, 10_000), (0, 40), (40, 90), (90, 150), (150, 10_000)):
        times = sorted(ms for size, ms, _ in known if low <= size < high)
        if times:
            parsing = statistics.median(ms for size, _, ms in known if low <= size < high)
            print(
                f"  {low} to {min(high, max(known)[0])} kB: median {statistics.median(times):.2f} ({parsing:.2f}), "
                f"nine in ten {times[9 * (len(times) - 1) // 10]:.2f}, worst {times[-1]:.2f}; "
                f"2 ms or less: {share_of(sum(ms <= 2 for ms in times), len(times))}"
            )
    ours = theirs = 0.0
    library = partial(trafilatura.bare_extraction, favor_precision=True, with_metadata=True)
    for html in map(disguised, files):
        theirs += min(cpu(partial(library, html)) for _ in range(2))
        ours += min(cpu(partial(unknown, html)) for _ in range(2))
    print(
        f"unknown page: {1000 * ours / len(files):.0f} ms of CPU, {ours / theirs:.2f} of what trafilatura alone takes "
        f"({1000 * theirs / len(files):.0f} ms)"
    )
    began = time.perf_counter()
    count = sum(isinstance(s, Source) for _ in range(10) for s in read_all(files))
    print(f"through the door: {count / (time.perf_counter() - began):.0f} pages a second, one process")


def bulk(folder: Path, count: int) -> None:
    """Pages read and searched for statements a second, by one process and by one for each core."""
    files = sorted(folder.glob("kremlin-en-html/*.html"))
    for jobs in (1, os.cpu_count() or 1):
        began = time.perf_counter()
        results = read_all(files[n % len(files)] for n in range(count))
        found = sum(not isinstance(one, Skipped) for one in find_in_each(results, jobs=jobs))
        print(f"read and searched by {jobs}: {found / (time.perf_counter() - began):.0f} pages a second")


def records(folder: Path, count: int) -> Iterator[bytes]:
    """WARC records of the corpus's pages again and again, each at an address of its own."""
    files = [path.read_bytes() for path in sorted(folder.glob("kremlin-en-html/*.html"))]
    for n in range(count):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + files[n % len(files)]
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\n"
            f"WARC-Target-URI: http://en.kremlin.ru/events/president/news/{n}\r\nWARC-Date: 2022-01-28T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        yield gzip.compress(head.encode() + http + b"\r\n\r\n", 1)


def archive(folder: Path, count: int) -> None:
    """Pages a second over a web archive, and the greatest memory of the reading process."""
    import resource

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "pages.warc.gz"
        with path.open("wb") as file:
            file.writelines(records(folder, count))
        began = time.perf_counter()
        found = sum(isinstance(s, Source) for s in read_all([path]))
        seconds = time.perf_counter() - began
    from briefing.reading import worker

    worker.end()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"web archive of {count} records: {found} pages, {found / seconds:.0f} a second, {peak:.0f} MB at most")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=CORPUS)
    parser.add_argument(
        "--warc", type=int, default=0, metavar="N", help="also read many pages, and a web archive of N records"
    )
    wanted = parser.parse_args()
    if not (wanted.folder / "truth.tsv").exists():
        print(f"skipped: no truth.tsv in {wanted.folder}")
        return
    rows = truth(wanted.folder)
    try:
        metadata(rows, documents(wanted.folder, rows))
        pages(wanted.folder)
        turns(wanted.folder)
        costs(wanted.folder)
        if wanted.warc:
            bulk(wanted.folder, min(wanted.warc, 500))
            archive(wanted.folder, wanted.warc)
    except ReadError as error:
        print(f"failed: {error}")


if __name__ == "__main__":
    main()
