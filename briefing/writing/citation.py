"""Where a quotation was printed, in words: dates and citations."""

from __future__ import annotations

import re
from datetime import datetime

from briefing.records import Quote, Source

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(iso: str | None) -> str:
    """``2022-01-27T10:00+03:00`` as ``27 January 2022``; ``2022-01`` as ``January 2022``; anything else as it is."""
    parts = (iso or "")[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
        return iso or ""
    numbers = [int(part) for part in parts]
    if len(numbers) == 1 or not 1 <= numbers[1] <= 12:
        return iso or ""
    words = f"{MONTHS[numbers[1] - 1]} {numbers[0]}"
    return words if len(numbers) == 2 else f"{numbers[2]} {words}"


def moment(iso: str) -> str:
    """``2022-01-27T10:05:09+03:00`` as ``27 January 2022, 10:05 (UTC+03:00)``; anything else as it is."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    zone = f" ({when.tzname()})" if when.tzinfo else ""
    return f"{day(iso)}, {when:%H:%M}{zone}" if "T" in iso else day(iso)


def dated(source: Source) -> str:
    """The source's day in words, a guess marked as one, ``no date`` where there is none."""
    if not source.published:
        return "no date"
    return day(source.published) + (" (date guessed)" if source.published_from == "guess" else "")


def title(source: Source) -> str:
    """The title, or what it can be recognised by."""
    return source.title or printed_at(source) or source.id


def printed_at(source: Source) -> str:
    """The address it was printed at, or the name of the file it came from: a report tells nothing of the disk."""
    return source.address or re.split(r"[/\\]", source.origin)[-1]


def citation(source: Source, quote: Quote | None = None) -> list[str]:
    """The parts of a citation in order: title, author, outlet, day, agency, address or file, place in a plain text."""
    parts = [f"“{title(source)}”"]
    parts += [part for part in (source.author, source.outlet) if part]
    parts.append(dated(source))
    if source.agency:
        parts.append(f"based on {source.agency}")
    if printed_at(source) and printed_at(source) != title(source):
        parts.append(printed_at(source))
    if quote is not None and source.kind == "text":
        parts.append(f"characters {quote.start}–{quote.end} of the text as onrecord keeps it")
    return parts
