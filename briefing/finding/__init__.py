"""A source becomes quotes with speakers: one door, ``find(source)``."""

from briefing.finding.pipeline import Finding, find

__all__ = ["Finding", "find"]
