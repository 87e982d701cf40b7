"""How sure a found statement is: what was measured beforehand, moved by what an analyst made of others like it."""

from __future__ import annotations

WEIGHT = 20
"""What was measured beforehand counts as so many judgements; measured by ``python -m benchmarks.learning``."""


def learned(certainty: float, accepted: int, judged: int) -> float:
    """The certainty of a quote whose kind and rule had ``accepted`` right ones among ``judged`` in a workspace.

    The shipped ``certainty`` is a prior worth ``WEIGHT`` judgements (additive smoothing): without any it stands, after
    20 it counts half.
    """
    return (WEIGHT * certainty + accepted) / (WEIGHT + judged)
