"""Builds ``briefings.json``, the finished sample workspace, from the reports beside it, as an analyst would.

Run it from anywhere: ``python sample_data/make.py [OUT]``. Everything goes through the public doors: read, find, acts.
A quote is picked by words in it, so the script holds when the finding gets better. Some quotes are left to be reviewed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import msgspec

from briefing.finding import find
from briefing.reading import read
from briefing.records import Level, Stance, Status
from store import Workspace
from store.acts import codebook, judging, linking, noting
from store.acts.batch import bring

HERE = Path(__file__).resolve().parent
ANALYST = "demo"
ADDED = "2022-03-02T09:00:00+00:00"

CODES = {
    "US response": "What is said of the written replies of 26 January 2022: of their content, or how they came.",
    "Publication": "Whether the papers may be, should be or will be published.",
    "Timing": "When Russia is going to answer, and how long that takes.",
    "INF": "Missiles of intermediate and shorter range: talks on them, with or without the rest.",
}

Said = tuple[str, Status, tuple[tuple[str, Stance | None], ...], int | None, Level | None]

JUDGED: tuple[Said, ...] = (
    ("not much reason to be optimistic", "accepted", (("US response", "oppose"),), 4, "said"),
    ("our considerations have been taken into account", "accepted", (("US response", "oppose"),), 5, "said"),
    ("any conceptual assessments", "accepted", (("US response", "neutral"),), 3, "interpreted"),
    ("it will take some time to analyze them", "accepted", (("Timing", "neutral"),), 5, "said"),
    ("let's not expect our reaction right away", "accepted", (("Timing", "neutral"),), 5, "said"),
    ("no one will particularly delay the reaction", "flagged", (("Timing", "mixed"),), None, None),
    ("asked the Russian side not to publish", "accepted", (("Publication", None),), 3, "said"),
    ("should not be [published]", "accepted", (("Publication", "mixed"), ("US response", None)), 3, "interpreted"),
    ("absolutely unequivocal about their rejection", "accepted", (("US response", "oppose"),), 5, "said"),
    ("the INF in isolation", "accepted", (("INF", "oppose"),), 5, "said"),
    ("responded with general statements", "accepted", (("US response", "oppose"),), 5, "said"),
)

NOTES = (
    ("not much reason to be optimistic", "First hedge of the week: **no optimism**, but no refusal either."),
    ("should not be [published]", "The last word is the translator's: *[published]* is not in what was said."),
    ("responded with general statements", "Four weeks later, and harder: compare with Peskov on 27 January."),
)

HARDENED = ("responded with general statements", "not much reason to be optimistic")


def build(path: Path) -> None:
    """Make the finished workspace at ``path``, which must not exist. The current folder is left as it was."""
    before = Path.cwd()
    path = path.resolve()
    os.chdir(HERE.parent)
    try:
        with Workspace.open(path, analyst=ANALYST, create=True) as ws:
            for report in sorted(Path(HERE.name).glob("2022-*")):
                source = msgspec.structs.replace(read(report), added=ADDED)
                bring(ws, source, find(source, tuple(ws.speakers)))
            _judge(ws)
    finally:
        os.chdir(before)


def _judge(ws: Workspace) -> None:
    for name, definition in CODES.items():
        codebook.make(ws, name, definition=definition)
    ids = {code.name: code.id for code in ws.codes}
    for words, status, codes, confidence, level in JUDGED:
        quote = [quote_with(ws, words)]
        judging.judge(ws, quote, status)
        for name, stance in codes:
            judging.code(ws, quote, ids[name], stance)
        if confidence is not None:
            judging.confidence(ws, quote, confidence)
        if level is not None:
            judging.level(ws, quote, level)
    for words, text in NOTES:
        noting.write(ws, "quote", quote_with(ws, words), text)
    noting.write(
        ws, "workspace", "", "Three reports on the written replies of 26 January 2022; see sample_data/README.md."
    )
    linking.link(ws, quote_with(ws, HARDENED[0]), quote_with(ws, HARDENED[1]), "hardens")


def quote_with(ws: Workspace, words: str) -> str:
    """The id of the first quote in reading order that has these words. Raises LookupError where there is none."""
    for key in ws.order():
        quote = ws.quotes.get(key)
        if quote is not None and words in quote.text:
            return key
    raise LookupError(f"no quote in the sample has the words {words!r}")


def main(out: Path) -> None:
    """Build beside and put the finished file, which is complete without its log, in the place of ``out``."""
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        fresh = Path(folder) / out.name
        build(fresh)
        fresh.replace(out)
        out.chmod(0o644)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "briefings.json")
