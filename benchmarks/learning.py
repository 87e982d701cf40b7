"""What corrections are worth in the next sources: ``python -m benchmarks.learning``.

On the development data (see ``benchmarks.finding``) an analyst is played from the gold data. Names: every wrong one in
the first half of a document is corrected, through the same acts as in the app, and its second half is the next source.
Certainties: every statement in the first half of the documents is accepted or rejected, and the Brier score (0 is
best) of the others is given with and without that. Texts of the data stay where they are: only counts leave.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.finding_data import EVAL, documents

WEIGHTS = (5, 10, 20, 40, 80)


def _pairs(gold: dict[str, Any], text: str, rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], Any, bool]]:
    """Each found row with its gold statement or None, and whether words and speaker are right; no optional ones."""
    from score import loose, pair, speaker_ok, units
    from spans import quoted_regions

    regions = quoted_regions(text)
    g, p = units(text, gold["quotes"], regions), units(text, rows, regions)
    found = pair(g, p, loose)
    out = []
    for k, u in enumerate(p):
        j = found.get(k)
        wanted = g[j]["q"] if j is not None else None
        if wanted is not None and wanted.get("optional"):
            continue
        out.append((u["q"], wanted, wanted is not None and speaker_ok(text, wanted, u["q"]) is not False))
    return out


def _halves(gold: dict[str, Any], text: str) -> list[tuple[dict[str, Any], str]]:
    """A document as two sources, cut at the end of a line near its middle; what crosses the cut is left out."""
    cut = text.find("\n", len(text) // 2) + 1
    out = []
    for start, end in ((0, cut), (cut, len(text))):
        quotes = []
        for quote in gold["quotes"]:
            if start <= quote["start"] and quote["end"] <= end:
                moved = {k: v - start for k, v in quote.items() if k in ("start", "end")}
                mentions = [(a - start, b - start) for a, b in quote.get("mentions", ()) if start <= a and b <= end]
                kept = {k: quote[k] for k in ("name", "aliases", "optional") if k in quote}
                quotes.append(kept | moved | {"mentions": mentions})
        out.append(({"id": gold["id"], "quotes": quotes}, text[start:end]))
    return out


def names(part: str) -> None:
    """Prints how many resolved names are right in the second halves of documents, by what the first halves taught."""
    print(f"\n{part}: resolved names right in the second half of each document, its first half a source before")
    read = [(gold, text) for gold, text in documents(part) if any(q.get("name") for q in gold["quotes"])]
    for way in ("each half alone", "speakers known", "and corrected"):
        right = total = corrections = 0
        for gold, text in read:
            with tempfile.TemporaryDirectory() as folder:
                one, all_, corrected = _learned(Path(folder), _halves(gold, text), way)
            right, total, corrections = right + one, total + all_, corrections + corrected
        more = f", after {corrections} corrections" if corrections else ""
        print(f"  {way:16} {100 * right / max(1, total):5.1f} % of {total}{more}")


def _learned(folder: Path, halves: list[tuple[dict[str, Any], str]], way: str) -> tuple[int, int, int]:
    """Of the second half: names right, names there are; and how many were corrected in the first."""
    from score import name_ok

    from briefing.finding import find
    from briefing.records import Source, new_id
    from store import Workspace
    from store.acts import attributing
    from store.acts.batch import bring

    right = total = corrections = 0
    with Workspace.open(folder / "w.json", "analyst", create=True) as ws:
        for n, (gold, text) in enumerate(halves):
            source = Source(id=new_id(), title=gold["id"], text=text, text_hash=str(n))
            result = find(source, () if way == "each half alone" else tuple(ws.speakers))
            called = {s.id: s.name for s in (*ws.speakers, *result.speakers)}
            rows = [
                {"start": a, "end": b, "id": quote.id, "speaker_name": called.get(quote.speaker or "")}
                for quote in result.quotes
                for a, b in quote.spans
            ]
            bring(ws, source, result)
            for row, wanted, _ in _pairs(gold, text, rows):
                if wanted is None or not wanted.get("name"):
                    continue
                ok = name_ok(wanted, row)
                if n:
                    right, total = right + ok, total + 1
                elif way == "and corrected" and not ok:
                    attributing.attribute_to_new(ws, [row["id"]], wanted["name"])
                    corrections += 1
    return right, total, corrections


def certainty(part: str) -> None:
    """Prints the Brier score of the certainties in the second half, as shipped and with the first half judged."""
    from benchmarks.finding import onrecord

    outcomes = [
        [(row, ok) for row, _, ok in _pairs(gold, text, onrecord(gold["id"], text)["quotes"])]
        for gold, text in documents(part)
    ]
    half = len(outcomes) // 2
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for found in outcomes[:half]:
        for row, ok in found:
            counts[row["kind"], row["rule"]][0] += ok
            counts[row["kind"], row["rule"]][1] += 1
    later = [one for found in outcomes[half:] for one in found]

    def brier(weight: float | None) -> float:
        total = 0.0
        for row, ok in later:
            sure = row["certainty"]
            if weight is not None:
                accepted, judged = counts.get((row["kind"], row["rule"]), (0, 0))
                sure = (weight * sure + accepted) / (weight + judged)
            total += (sure - ok) ** 2
        return total / len(later)

    told = ", ".join(f"{weight}: {brier(weight):.4f}" for weight in WEIGHTS)
    print(f"{part}: Brier score of {len(later)} certainties: as shipped {brier(None):.4f}; learned, by weight {told}")


def main() -> int:
    """Runs the benchmark; 0 also where the data is absent."""
    if not EVAL.exists():
        print("skipped: no development data in ../shared/eval beside the checkout")
        return 0
    sys.path.insert(0, str(EVAL))
    names("wikinews")
    print()
    for part in ("wikinews", "polnear_dev", "check"):
        certainty(part)
    return 0


if __name__ == "__main__":
    sys.exit(main())
