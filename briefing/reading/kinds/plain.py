"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.reading.decode import decode
from briefing.reading.draft import Draft
from briefing.reading.given import Given


def documents(given: Given) -> Iterator[Draft]:
    """The one document of a plain text file."""
    yield Draft(kind="text", text=decode(given.data))
