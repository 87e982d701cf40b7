"""Quotes as a table for spreadsheets: CSV in UTF-8 with a byte order mark, CRLF, no cell that could be a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from briefing.records import Quote, Review
from briefing.writing.citation import citation, title
from briefing.writing.plain import visible
from briefing.writing.selection import Selection

COLUMNS = (
    "number", "id", "source_title", "outlet", "published", "published_from", "origin", "address", "speaker",
    "speaker_as_printed", "organisation", "kind", "cue", "negated_or_questioned", "text", "start", "end", "spans",
    "addressee", "spoken", "place", "certainty", "rule", "analyst", "status", "codes", "confidence", "level",
    "speaker_confirmed", "links", "notes",
    "also_printed_by",
)  # fmt: skip

_RISKY = tuple("=+-@\t\r\n＝＋－＠")


def rows(selection: Selection) -> Iterator[dict[str, object]]:
    """One row a quote and analyst who reviewed it (one row in all where nobody did), by `COLUMNS`, values unescaped."""
    for quote in selection.quotes:
        reviews: list[Review | None] = [*selection.reviews_of.get(quote.id, [])]
        for review in reviews or [None]:
            yield row(selection, quote, review)


def row(selection: Selection, quote: Quote, review: Review | None) -> dict[str, object]:
    """What the table says of one quote as judged by one analyst."""
    source = selection.source.get(quote.source)
    speaker = selection.speaker.get(quote.speaker or "")
    notes = selection.notes_on.get(("quote", quote.id), [])
    return {
        "number": selection.numbers.get(quote.id),
        "id": quote.id,
        "source_title": title(source) if source else "",
        "outlet": source.outlet if source else "",
        "published": source.published if source else None,
        "published_from": source.published_from if source else "",
        "origin": source.origin if source else "",
        "address": source.address if source else "",
        "speaker": speaker.name if speaker else "",
        "speaker_as_printed": selection.printed(quote, quote.mention),
        "organisation": speaker.organisation if speaker else "",
        "kind": quote.kind,
        "cue": selection.printed(quote, quote.cue),
        "negated_or_questioned": quote.report,
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "spans": "; ".join(f"{start}-{end}" for start, end in quote.spans),
        "addressee": quote.addressee,
        "spoken": quote.spoken,
        "place": quote.place,
        "certainty": quote.certainty,
        "rule": quote.rule,
        "analyst": review.analyst if review else "",
        "status": review.status if review else "new",
        "codes": "; ".join(_coding(selection, c.code, c.stance) for c in review.codes) if review else "",
        "confidence": review.confidence if review else None,
        "level": review.level if review else None,
        "speaker_confirmed": "yes" if review and review.speaker_confirmed else "",
        "links": "; ".join(
            f"{tie} {selection.numbers.get(other, other)}" for tie, other in selection.links_of.get(quote.id, [])
        ),
        "notes": "\n\n".join(note.text for note in notes),
        "also_printed_by": "; ".join(
            ", ".join(citation(other, again)) for other, again in selection.prints_of.get(quote.id, [])
        ),
    }


def lines(selection: Selection) -> Iterator[str]:
    """The table's lines, each with its CRLF, the head first, without the byte order mark."""
    yield line(COLUMNS)
    for values in rows(selection):
        yield line(values.values())


def line(values: Iterable[object]) -> str:
    """One CSV line of any values: texts are made `visible` and `safe`, None is an empty cell."""
    out = io.StringIO()
    cells = ["" if value is None else safe(visible(value)) if isinstance(value, str) else value for value in values]
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def safe(text: str) -> str:
    """``text`` that no spreadsheet takes for a formula: ``'`` before a leading =, +, -, @, tab, line end.

    `plain` gives the text back; for that, texts that already start so get one ``'`` more.
    """
    return f"'{text}" if text.lstrip("'").startswith(_RISKY) else text


def plain(cell: str) -> str:
    """The text that `safe` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_RISKY) else cell


def _coding(selection: Selection, code: str, stance: str | None) -> str:
    name = selection.code_name(code)
    return f"{name}:{stance}" if stance else name
