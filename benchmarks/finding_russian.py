"""How well the turns of Russian transcripts are found: ``python -m benchmarks.finding_russian``.

Gold: ``data/russian_turns.jsonl``, offsets of 115 turns in seven transcripts of kremlin.ru (CC BY 4.0; the texts lie
in ``../shared/corpus`` beside the checkout, skipped with a reason where they do not). One annotator marked
them once, by the beginning and end of each line: no agreement is known. The finder was looked at with these
transcripts, so the figure is no estimate for others. They
hold no reported speech in running text: rules for it are tested but not measured.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from briefing.finding import find
from briefing.reading import read

GOLD = Path(__file__).parent / "data" / "russian_turns.jsonl"
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"


def alike(a: str, b: str) -> bool:
    """Whether two stretches share at least 0.8 of their words."""
    left, right = set(re.findall(r"\w+", a)), set(re.findall(r"\w+", b))
    return len(left & right) >= 0.8 * max(1, len(left), len(right))


def surname(name: str) -> str:
    """The last word of a name."""
    return (re.findall(r"[\w-]+", name) or [""])[-1]


def main() -> int:
    """Prints precision, recall and F1 of turns with the right surname; 0 also where the texts are absent."""
    if not CORPUS.exists():
        print("skipped: no texts in ../shared/corpus beside the checkout")
        return 0
    wanted: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted[row["document"], row["sha256"]].append(row)
    right = spans = made = total = 0
    for (document, digest), rows in wanted.items():
        path = CORPUS / document
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            print(f"skipped: {document} is another text than the annotated one")
            continue
        text = path.read_text(encoding="utf-8")
        finding = find(read(path))
        names = {s.id: s.name for s in finding.speakers}
        quotes = list(finding.quotes)
        made, total = made + len(quotes), total + len(rows)
        for row in rows:
            words = text[row["start"] : row["end"]]
            hit = next((q for q in quotes if abs(q.start - row["start"]) < 40 and alike(q.text, words)), None)
            if hit is None:
                continue
            quotes.remove(hit)
            spans += 1
            right += surname(names.get(hit.speaker or "", "")) == surname(row["speaker"])
    for label, n in (("words", spans), ("words and speaker", right)):
        p, r = 100 * n / max(1, made), 100 * n / max(1, total)
        print(f"Russian turns, {label}: P {p:.1f} R {r:.1f} F1 {2 * p * r / max(1e-9, p + r):.1f} of {total} wanted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
