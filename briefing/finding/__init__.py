"""A source becomes quotes with speakers: one door, ``find(source)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing.finding.own import Own, WordsError, own_words
    from briefing.finding.pipeline import Finding, find

__all__ = ["Finding", "Own", "WordsError", "find", "own_words"]


def __getattr__(name: str) -> object:
    """Import the names of this package when they are first used: who asks for a certainty or a name does not find."""
    if name in ("Finding", "find"):
        from briefing.finding import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    if name in ("Own", "WordsError", "own_words"):
        from briefing.finding import own  # noqa: PLC0415

        return getattr(own, name)
    raise AttributeError(f"module 'briefing.finding' has no attribute {name!r}")
