"""Web pages saved as one file (.mhtml): the page among its parts, with the address it came from."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.reading.decode import decode_html
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.given import Given
from briefing.reading.kinds.eml import charset, parse, payload
from briefing.reading.kinds.html import page

MAX_PARTS = 5_000
"""Pictures and sheets of style are parts of a saved page, and there can be many of them."""


def documents(given: Given) -> Iterator[Draft]:
    """The one page of an MHTML file. The date of saving is not the date of the page."""
    message = parse(given.data, MAX_PARTS)
    address = str(message.get("snapshot-content-location", "") or "")
    for part in message.walk():
        if part.get_content_type() == "text/html":
            place = str(part.get("content-location", "") or "")
            draft = page(
                decode_html(payload(part), charset(part)),
                address or (place if place.startswith("http") else ""),
                given.rules,
            )
            draft.kind = "mhtml"
            yield draft
            return
    raise ReadError("is an MHTML file without a page in it")
