"""Statements of a bare text as plain rows, for other programs and for measuring."""

from __future__ import annotations

from typing import Any

from briefing.finding.pipeline import find
from briefing.records import Source


def find_in_text(id: str, text: str) -> dict[str, Any]:
    """``{"id", "quotes": [...]}`` for one text; offsets are code points of ``text``, null where there is none.

    A statement split around its attribution gives one row per span, each with all spans of the statement.
    """
    finding = find(Source(id=id, text=text))
    names = {s.id: s.name for s in finding.speakers}
    rows = []
    for quote in finding.quotes:
        mention, cue = quote.mention or (None, None), quote.cue or (None, None)
        for start, end in quote.spans:
            rows.append(
                {
                    "start": start,
                    "end": end,
                    "spans": [list(s) for s in quote.spans],
                    "text": text[start:end],
                    "kind": quote.kind,
                    "speaker_name": names.get(quote.speaker or ""),
                    "speaker_text": text[mention[0] : mention[1]] if quote.mention else None,
                    "speaker_start": mention[0],
                    "speaker_end": mention[1],
                    "cue_start": cue[0],
                    "cue_end": cue[1],
                    "certainty": quote.certainty,
                    "rule": quote.rule,
                }
            )
    return {"id": id, "quotes": rows}
