"""The Russian gold: its rows, and how far two annotators agreed before it was made one.

Files in ``data``: ``russian_documents.jsonl`` names the texts, ``russian_a.jsonl`` and ``russian_b.jsonl`` are the two
annotators' rows, ``russian_gold.jsonl`` the one that is measured against. Rows hold offsets and labels, no text.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]


def rows(which: str) -> list[Row]:
    """The rows of ``gold`` or of annotator ``a`` or ``b``."""
    lines = (DATA / f"russian_{which}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _covered(row: Row) -> frozenset[int]:
    return frozenset(k for a, b in row["spans"] for k in range(a, b))


def _matched(a: list[Row], b: list[Row], least: float) -> list[tuple[Row, Row]]:
    """One-to-one matches by the share of characters in common, the best first."""
    left, right = [_covered(r) for r in a], [_covered(r) for r in b]
    options = sorted(
        ((len(x & y) / len(x | y), -i, -j) for i, x in enumerate(left) for j, y in enumerate(right) if x & y),
        reverse=True,
    )
    out, mine, theirs = [], set(), set()
    for share, i, j in options:
        if share >= least and -i not in mine and -j not in theirs:
            out.append((a[-i], b[-j]))
            mine.add(-i)
            theirs.add(-j)
    return out


def kappa(table: Counter[tuple[str, str]]) -> float:
    """Cohen's kappa of two annotators' labels."""
    n = sum(table.values())
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (x, y), k in table.items():
        left[x] += k
        right[y] += k
    chance = sum(left[label] * right[label] for label in left) / (n * n)
    return (sum(k for (x, y), k in table.items() if x == y) / n - chance) / (1 - chance) if chance < 1 else 1.0


def agreement() -> None:
    """Prints how far the two annotators agreed, by part."""
    print("agreement of the annotators: F1 of wanted statements loose (0.8) / exact; kinds (kappa); speakers")
    groups: dict[str, list[tuple[list[Row], list[Row]]]] = defaultdict(list)
    by: dict[str, tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for n, which in enumerate("ab"):
        for row in rows(which):
            by[row["document"]][n].append(row)
    for document, both in by.items():
        groups[document.split("/")[0]].append(both)
        groups["all"].append(both)
    for part, documents in groups.items():
        _print(part, documents)


def _print(part: str, documents: list[tuple[list[Row], list[Row]]]) -> None:
    wanted = [0, 0]
    loose = exact = named = 0
    kinds: Counter[tuple[str, str]] = Counter()
    for a, b in documents:
        firm = [[r for r in side if not r.get("optional")] for side in (a, b)]
        for n in (0, 1):
            wanted[n] += len(firm[n])
        # what one wants and the other holds optional is no disagreement that the measure would count
        one, two = _matched(firm[0], b, 0.8), _matched(a, firm[1], 0.8)
        loose += len(one) + len(two)
        exact += len(_matched(firm[0], b, 0.999)) + len(_matched(a, firm[1], 0.999))
        for x, y in _matched(firm[0], firm[1], 0.8):
            kinds[x["kind"], y["kind"]] += 1
            named += _same(x, y)
    n, both = sum(wanted), sum(kinds.values())
    same = sum(k for (x, y), k in kinds.items() if x == y)
    print(
        f"  {part:8} {100 * loose / max(1, n):5.1f} / {100 * exact / max(1, n):5.1f} of {wanted[0]} and {wanted[1]}; "
        f"kinds {100 * same / max(1, both):.1f} % ({kappa(kinds):.2f}); speakers {100 * named / max(1, both):.1f} %"
    )


def _same(x: Row, y: Row) -> bool:
    a, b = x.get("mention"), y.get("mention")
    return bool(a and b and max(a[0], b[0]) < min(a[1], b[1])) or x["name"].casefold() == y["name"].casefold()
