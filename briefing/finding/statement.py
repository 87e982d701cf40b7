"""A statement as the steps of the finder hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.records import Span


@dataclass
class Statement:
    """A candidate: spans of the text, mention of the speaker, cue, and the name of the rule that found it.

    ``sentence`` is where it stands; ``report`` is "negated" or "questioned" where the text says so.
    """

    spans: list[Span]
    mention: Span | None
    cue: Span | None
    rule: str
    report: str = ""
    addressee: str = ""
    sentence: Span | None = None
