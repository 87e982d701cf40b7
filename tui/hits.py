"""The next hit of a search among rows, found by halving. Knows no workspace and no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def next_row(
    hits: Sequence[str], row_of: Callable[[str], int | None], at: int, direction: int, *, past: bool
) -> int | None:
    """The row of the next of ``hits`` (in the order of their rows) from row ``at``, going round; None without any.

    ``past`` leaves out a hit on ``at`` itself when going forward.
    """
    if not hits:
        return None

    def row(n: int) -> int:
        found = row_of(hits[n])
        return -1 if found is None else found

    low, high = 0, len(hits)
    while low < high:
        middle = (low + high) // 2
        if row(middle) < at or (past and direction > 0 and row(middle) == at):
            low = middle + 1
        else:
            high = middle
    found = row(low % len(hits)) if direction > 0 else row(low - 1)
    return None if found < 0 else found
