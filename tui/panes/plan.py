"""How the panel that asks divides its lines between the choices and what the chosen one means. No widget here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.questions import Choice
from tui.show import visible
from tui.wrap import wrap

BESIDE = 64
"""From so many cells on, what a choice means stands beside the list, else below it."""


class Plan(NamedTuple):
    """The cells of the list and of what stands beside it (0: it stands below), the lines of what the chosen row means
    and those below the list, and how many rows fit between.
    """

    wide: int
    beside: int
    meaning: list[str]
    below: list[str]
    room: int


def divide(width: int, high: int, found: Sequence[Choice], at: int, error: str) -> Plan:
    """The plan for ``width`` cells and ``high`` lines, row ``at`` of ``found`` chosen; an ``error`` stands below."""
    beside = 0
    if width >= BESIDE and any(choice.detail for choice in found[:50]):
        beside = max(24, width * 2 // 5)
    meaning = _lines(found[at].detail if at < len(found) else "", (beside or width + 2) - 4)
    if error:
        below = _lines(error, width - 2)[:3]
    else:
        below = [] if beside else meaning[: max(0, min(4, high - 4))]
    return Plan(width - beside, beside, meaning, below, max(1, high - 2 - len(below)))


def _lines(text: str, width: int) -> list[str]:
    """A text made visible, in lines of at most ``width`` cells."""
    text = visible(text)
    return [text[a:b] for a, b in wrap(text, max(1, width))] if text else []
