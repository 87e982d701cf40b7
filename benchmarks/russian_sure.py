"""How sure Russian quotes are: the measured share of right ones by kind and rule, and whether that can be believed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).resolve().parents[1] / "briefing" / "finding" / "data" / "certainty_russian.toml"
PRIOR = 10
"""A rule's share is drawn to its kind's as if it were seen so often more, a kind's to that of all."""
FEWEST = 8
"""A rule seen less often goes by its kind alone."""
BINS = (0.0, 0.7, 0.85, 0.9, 0.95, 1.01)


class Judged(NamedTuple):
    """A quote that was found in a document, and whether words and speaker are right."""

    document: str
    kind: str
    rule: str
    right: bool


def shares(seen: list[Judged]) -> dict[str, dict[str, float]]:
    """The share of right ones by kind and rule, "other" for the kind as a whole."""
    counts: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for one in seen:
        counts[one.kind, "other"].append(one.right)
        counts[one.kind, one.rule].append(one.right)
    overall = sum(one.right for one in seen) / max(1, len(seen))
    out: dict[str, dict[str, float]] = {}
    for kind in ("direct", "mixed", "indirect"):
        whole = _drawn(counts[kind, "other"], overall)
        rules = {r: _drawn(v, whole) for (k, r), v in counts.items() if k == kind and r != "other" and len(v) >= FEWEST}
        out[kind] = {"other": whole, **dict(sorted(rules.items()))}
    return out


def _drawn(right: list[bool], to: float) -> float:
    return round((sum(right) + PRIOR * to) / (len(right) + PRIOR), 2)


def reliability(seen: list[Judged]) -> None:
    """Prints the share of right ones by certainty, that of each document set by all others."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for document in {one.document for one in seen}:
        table = shares([one for one in seen if one.document != document])
        for one in seen:
            if one.document == document:
                sure = table[one.kind].get(one.rule, table[one.kind]["other"])
                bins[max(n for n, low in enumerate(BINS) if sure >= low)].append((sure, one.right))
    print("\nhow sure, of each document by all others (real text, not tuned on): said, mean said, found right, quotes")
    for n in sorted(bins):
        said = sum(sure for sure, _ in bins[n]) / len(bins[n])
        right = sum(ok for _, ok in bins[n]) / len(bins[n])
        print(f"  {BINS[n]:.2f} to {min(1.0, BINS[n + 1]):.2f}: {said:.2f}  {right:.2f}  {len(bins[n])}")


def calibrate(seen: list[Judged]) -> None:
    """Writes the table that ships."""
    lines = [
        "# How often a Russian statement of each kind and rule had the right words and speaker when measured.",
        f"# Written by `python -m benchmarks.finding_russian --calibrate`, from {len(seen)} of them.",
    ]
    for kind, rules in shares(seen).items():
        lines += [
            f"[{kind}]",
            f"other = {rules.pop('other')}",
            *(f'"{rule}" = {share}' for rule, share in rules.items()),
        ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"wrote {TABLE}")
