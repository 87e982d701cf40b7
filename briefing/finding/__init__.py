"""A source becomes quotes with speakers: one door, ``find(source)``."""

from briefing.finding.own import Own, WordsError, own_words
from briefing.finding.pipeline import Finding, find

__all__ = ["Finding", "Own", "WordsError", "find", "own_words"]
