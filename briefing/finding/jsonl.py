"""Statements of a bare text as plain rows, for other programs and for measuring."""

from __future__ import annotations

import re
from typing import Any

from briefing.finding.lexicon import Lexicon
from briefing.finding.pipeline import find
from briefing.reading.cleaning import clean
from briefing.records import Quote, Source, Span

_TAKEN_UP = re.compile(r",?\s+(?:who|which)\b(?=[^,;]*\Z)")
"""The word that is the subject of a cue's clause in place of the name in front of it."""


def find_in_text(id: str, text: str, words: Lexicon | None = None) -> dict[str, Any]:
    """``{"id", "quotes": [...]}`` for one text; offsets are code points of ``text``, null where there is none.

    Each row has ``start end spans text kind speaker_name speaker_text speaker_start speaker_end cue_start cue_end
    certainty rule``. A statement split around its attribution gives one row per span, each with all spans of the
    statement, so that ``text[start:end]`` are the words of every row. What somebody reports inside what another said is
    a row of the same form in the ``inside`` of that one; what is said inside a turn is a row like any. The text may
    hold anything (``\\r\\n``, control characters, letters not composed): it is read clean, and the offsets are those of
    what was given.
    """
    cleaned = clean(text)
    finding = find(Source(id=id, text=cleaned.text), words=words)
    names = {s.id: s.name for s in finding.speakers}

    def given(span: Span | None) -> tuple[int | None, int | None]:
        return (cleaned.original(span[0]), cleaned.original(span[1])) if span else (None, None)

    rows: list[dict[str, Any]] = []
    reports: dict[str, list[dict[str, Any]]] = {}
    for quote in finding.quotes:
        mention, cue = given(_named(quote, cleaned.text)), given(quote.cue)
        spans = [list(given(s)) for s in quote.spans]
        made = [
            {
                "start": start,
                "end": end,
                "spans": spans,
                "text": text[start:end],
                "kind": quote.kind,
                "speaker_name": names.get(quote.speaker or ""),
                "speaker_text": text[slice(*mention)] if quote.mention else None,
                "speaker_start": mention[0],
                "speaker_end": mention[1],
                "cue_start": cue[0],
                "cue_end": cue[1],
                "certainty": quote.certainty,
                "rule": quote.rule,
                "inside": [],
            }
            for start, end in spans
        ]
        if quote.kind != "turn":
            reports[quote.id] = made
        outer = reports.get(quote.parent or "", ())
        around = next((row for row in outer if made[0]["start"] < row["end"]), None)
        (rows if around is None else around["inside"]).extend(made)
    return {"id": id, "quotes": rows}


def _named(quote: Quote, text: str) -> Span | None:
    """The words that name the speaker, with the relative pronoun that takes the name up: "Petrov, who"."""
    if quote.mention is None or quote.cue is None or quote.cue[0] < quote.mention[1]:
        return quote.mention
    found = _TAKEN_UP.match(text, quote.mention[1], quote.cue[0])
    return (quote.mention[0], found.end()) if found else quote.mention
