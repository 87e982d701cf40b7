"""Workspaces of older versions, brought to what this one writes, step by step.

Each step takes the tables of one schema and gives the changes that lead to the next. A step, once released, stays; the
file of each released version is kept in the tests and opened there.

- Schema 0 is a plain TinyDB file with the tables of a workspace that onrecord never wrote.
- Schema 1 came with 0.1.0.
"""

from __future__ import annotations

from collections.abc import Callable

from store.documents import Tables
from store.entries import Op
from store.mainfile import SCHEMA

STEPS: dict[int, Callable[[Tables], list[Op]]] = {0: lambda _: []}
"""From each older schema to the next. Records of schema 0 are checked one by one as after any change from outside."""


def steps(schema: int) -> list[tuple[int, Callable[[Tables], list[Op]]]]:
    """The steps from a schema to the one of this version, with the schema each leads to."""
    return [(old + 1, STEPS[old]) for old in range(schema, SCHEMA)]
