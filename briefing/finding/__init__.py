"""A source becomes quotes with speakers: one door, ``find(source)``."""

from briefing.finding.lexicon import WordsError, own_words
from briefing.finding.pipeline import Finding, find

__all__ = ["Finding", "WordsError", "find", "own_words"]
