"""Which record names which: the one list that undo, checks and cascades go by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "quotes": (("source", "sources"), ("speaker", "speakers"), ("parent", "quotes"), ("same_as", "quotes")),
    "reviews": (("quote", "quotes"),),
    "links": (("from_quote", "quotes"), ("to_quote", "quotes")),
    "codes": (("parent", "codes"),),
}
"""For each table the fields that hold the id of a record of another one."""

_TARGETS = {"quote": "quotes", "source": "sources", "speaker": "speakers", "code": "codes"}


def references(table: str, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The table and id of every record that a record (as JSON has it) names."""
    for field, other in REFERENCES.get(table, ()):
        if record.get(field):
            yield other, record[field]
    if table == "reviews":
        yield from (("codes", coding["code"]) for coding in record.get("codes", ()))
    if table == "notes" and record.get("target") in _TARGETS:
        yield _TARGETS[record["target"]], record.get("target_id", "")
