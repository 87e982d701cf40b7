"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.reading.decode import decode
from briefing.reading.draft import Draft


def documents(data: bytes) -> Iterator[Draft]:
    """The one document of a plain text file."""
    yield Draft(kind="text", text=decode(data))
