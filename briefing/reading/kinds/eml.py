"""E-mail (.eml): subject, date and sender, the words of the message, and each attachment that can be read."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from functools import lru_cache
from itertools import count

from briefing.reading.decode import decode, decode_html
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.given import Given
from briefing.reading.kinds.html import words_of_page
from briefing.reading.unpacking import MAX_DEPTH

MAX_PARTS = 500
MAX_FIELD = 4_000
"""How much of one line of a message's head is read: the library's time for it grows with the square of its length."""


class _Bounded(email.policy.EmailPolicy):
    """The library's rules for messages, with the lines of the head bounded."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """A line of the head as its name and value."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MAX_FIELD]


def documents(given: Given) -> Iterator[Draft | Skipped]:
    """The message, then its attachments: documents, and why others are none; pictures and sounds go without a word."""
    message = parse(given.data, MAX_PARTS)
    draft = Draft(kind="eml")
    draft.put("title", _head(message, "subject"))
    draft.put("published", _day(message))
    draft.put("author", _head(message, "from"))
    draft.put("address", _head(message, "archived-at").strip("<>"))
    attached: list[tuple[str, str, bytes]] = []
    plain, rich = "", ""
    for part in message.walk():
        if part.is_multipart():
            continue
        data = payload(part)
        name = part.get_filename() or ""
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or (name and not kind.startswith("text/")):
            attached.append((name or "attachment", part.get_content_maintype(), data))
        elif kind == "text/html" and not rich:
            rich = decode_html(data, charset(part))
        elif kind.startswith("text/") and not plain:
            plain = decode(data, charset(part)) if data else ""
    if plain.strip() or not rich:
        draft.text = plain
    else:
        draft.parts = words_of_page(rich)
    if draft.text.strip() or draft.parts:
        yield draft
    if given.depth < MAX_DEPTH:
        from briefing.reading.kinds_table import drafts  # noqa: PLC0415 - the table names this module

        for name, kind, data in attached:
            try:
                for found in drafts(given.part(name, data)):
                    if isinstance(found, Skipped):
                        yield found.within(name)
                        continue
                    found.part = f"{name}/{found.part}" if found.part else name
                    yield found
            except ReadError as error:
                if kind not in ("image", "audio", "video"):
                    yield Skipped(name, str(error))


def parse(data: bytes, most: int) -> EmailMessage:
    """The message in ``data``. Raises ReadError when it is nested beyond reason, or has more than ``most`` parts."""
    made = count(-1)  # The library makes one to see whether it can, and the message itself.

    def part(policy: email.policy.Policy) -> EmailMessage:
        if next(made) > most:
            raise ReadError(f"has more than {most} parts; that is no message")
        return EmailMessage(policy)

    # The library works out what a line of the head says each time it is asked, and asks five times for each part.
    policy = _Bounded(header_factory=lru_cache(maxsize=64)(HeaderRegistry()))
    try:
        return email.message_from_bytes(data, part, policy=policy)  # type: ignore[arg-type]
    except (RecursionError, ValueError, LookupError, IndexError, AttributeError) as error:
        raise ReadError("is a damaged message") from error


def payload(part: EmailMessage) -> bytes:
    """The bytes of one part, decoded."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def charset(part: EmailMessage) -> str:
    """The encoding that a part names."""
    try:
        return part.get_content_charset() or ""
    except (ValueError, LookupError, AttributeError):
        return ""


def _head(message: EmailMessage, name: str) -> str:
    """A header as words; broken ones are empty."""
    try:
        return str(message.get(name, "")).strip()
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def _day(message: EmailMessage) -> str:
    """The day the message was sent, in its sender's zone."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415

    try:
        return parsedate_to_datetime(_head(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
