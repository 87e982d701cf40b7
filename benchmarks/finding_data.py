"""The development data of ``benchmarks.finding``: its parts, and which contents of it are wanted.

Texts and gold lie in ``../shared/eval`` beside the checkout and stay there; only ``wikinews_more`` (CC BY) is in
``data``, with what was marked there and how in ``wikinews_more.md``. ``polnear_train`` comes without the
filter that was used for ``polnear_dev``, where an indirect content without a finite verb ("called for an inquiry")
is neither wanted nor wrong: it is brought to the same measure here.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared" / "eval"
OWN = ROOT / "benchmarks" / "data"
PARTS: dict[str, tuple[str, Callable[[int], bool]]] = {
    "wikinews": ("wikinews", lambda k: True),
    "polnear_dev": ("polnear_dev", lambda k: True),
    "tune": ("polnear_train", lambda k: k % 6 in (0, 1, 3)),
    "calibration": ("polnear_train", lambda k: k % 6 == 2),
    "check": ("polnear_train", lambda k: k % 6 == 4),
    "final": ("polnear_train", lambda k: k % 6 == 5),
    "wikinews_more": ("wikinews_more", lambda k: True),
}
"""Part -> (data set, which of its documents by number). Errors were read on all but ``final``."""
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")


def documents(part: str) -> Iterator[tuple[dict[str, Any], str]]:
    """(gold, text) of each document of a part."""
    base, chosen = PARTS[part]
    folder = OWN if base == "wikinews_more" else EVAL / "data" / "dev"
    gold = {}
    with (folder / f"{base}.gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            gold[d["id"]] = d
    with (folder / f"{base}.texts.jsonl").open(encoding="utf-8") as lines:
        for k, line in enumerate(lines):
            d = json.loads(line)
            if chosen(k):
                if base == "polnear_train":
                    mark_optional(gold[d["id"]]["quotes"], d["text"])
                yield gold[d["id"]], d["text"]


def mark_optional(quotes: list[dict[str, Any]], text: str) -> None:
    """Marks as optional what ``polnear_dev`` has so: no cue of speech, or no finite verb in the whole content.

    Words count as finite verbs by onrecord's own tags.
    """
    from cues import is_speech

    verbs = finite_verbs(text)
    wanted: dict[str, bool] = defaultdict(bool)
    for q in quotes:
        at = bisect_left(verbs, q["start"])
        wanted[q["group"]] |= q["kind"] != "indirect" or (at < len(verbs) and verbs[at] < q["end"])
    for q in quotes:
        cue = text[q["cue_start"] : q["cue_end"]] if q.get("cue_start") is not None else ""
        if q["kind"] == "indirect":
            q["optional"] = not (wanted[q["group"]] and is_speech(cue))


def finite_verbs(text: str) -> list[int]:
    """Where the finite verbs of a text begin."""
    from briefing.finding.document import tokens_of
    from briefing.finding.lexicon import lexicon
    from briefing.finding.tags import tag

    found = []
    for line in _PARAGRAPH.finditer(text):
        toks = tokens_of(text, *line.span())
        found += [tok.start for tok, letter in zip(toks, tag(toks, lexicon()), strict=True) if letter in "AMV"]
    return found


def agreement() -> tuple[int, int]:
    """How many indirect contents of ``polnear_dev`` the filter marks as the data has them, and of how many."""
    same = n = 0
    for gold, text in documents("polnear_dev"):
        before = [bool(q.get("optional")) for q in gold["quotes"]]
        mark_optional(gold["quotes"], text)
        for q, optional in zip(gold["quotes"], before, strict=True):
            if q["kind"] == "indirect":
                n += 1
                same += optional == q["optional"]
    return same, n
