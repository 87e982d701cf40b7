"""The day of speaking, against days read by hand: ``python -m benchmarks.spoken [-v]``.

``data/spoken.tsv`` has every statement found in three sets of texts whose sentence, outside the statement itself,
names a day: the documents of ``../shared/corpus`` beside the checkout, the twenty reports in ``data`` and the articles
of ``polnear_dev`` (whose day is in their names). ``spoken`` is the day on which those words were said, as one who reads
the text understands it, ``-`` where the day is another thing's, both with ``|`` between where readers may differ; those
of ``polnear_dev`` were read before the finder had been run with a day of printing. Parts that are not there are left
out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.finding_data import EVAL, documents
from benchmarks.reading import CORPUS
from briefing.finding import find
from briefing.reading import read_all, source_of_text
from briefing.records import Quote, Source

DAYS = Path(__file__).parent / "data" / "spoken.tsv"
OUTCOMES = ("right", "missed", "wrong", "invented", "not found")


def days() -> dict[tuple[str, str], dict[int, str]]:
    """(part, document) -> offset of a statement -> the day read there."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    with DAYS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found.setdefault((row["part"], row["document"]), {})[int(row["start"])] = row["spoken"]
    return found


def sources() -> Iterator[tuple[str, str, Source]]:
    """Part, name and source of each document that is there."""
    names = {name for part, name in days() if part == "corpus"}
    if CORPUS.is_dir():
        for name in sorted(names):
            yield from (("corpus", name, one) for one in read_all([CORPUS / name]) if isinstance(one, Source))
    yield from (("wikinews_more", gold["id"], source_of_text(text)) for gold, text in documents("wikinews_more"))
    if EVAL.is_dir():
        for gold, text in documents("polnear_dev"):
            day = re.search(r"\d{4}-\d\d-\d\d", gold["id"])
            yield "polnear_dev", gold["id"], source_of_text(text, published=day[0] if day else "")


def outcome(wanted: str, quote: Quote | None) -> str:
    """What came of one statement."""
    if quote is None:
        return "not found"
    if (quote.spoken or "-") in wanted.split("|"):
        return "right"
    return "missed" if quote.spoken is None else "invented" if wanted == "-" else "wrong"


def main() -> None:
    """Print the outcomes by part, and with ``-v`` each that is not right."""
    wanted, counts = days(), Counter[tuple[str, str]]()
    for part, name, source in sources():
        here = wanted.get((part, name), {})
        found = [quote for quote in find(source).quotes if quote.kind != "turn"] if here else []
        for start, day in here.items():
            quote = next((quote for quote in found if abs(quote.start - start) <= 5), None)
            what = outcome(day, quote)
            counts[part, what] += 1
            if "-v" in sys.argv and what != "right":
                told = quote.text[:60] if quote else ""
                print(f"{what}: {name} {start}, wanted {day}, found {quote.spoken if quote else ''}: {told}")
    for part in ("corpus", "wikinews_more", "polnear_dev"):
        total = sum(counts[part, what] for what in OUTCOMES)
        told = ", ".join(f"{counts[part, what]} {what}" for what in OUTCOMES)
        print(f"{part}: {total} statements: {told}" if total else f"{part}: skipped, its texts are not there")


if __name__ == "__main__":
    main()
