"""The vocabulary of onrecord as typed records: one file, every kind of thing a workspace holds.

Records are frozen msgspec structs. They know nothing of screens or disks: the store turns them into plain
JSON documents and back. Offsets are Unicode code points into ``Source.text``, end exclusive. Dates are ISO 8601
strings (``2022-01-27`` or with time and zone). A field left at its default is not written to the file.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Literal, TypeVar

import msgspec

CONTEXT = 32
"""How many characters on either side of a quote are stored with it, so that it can be found again."""

Span = tuple[int, int]
"""Start and end (exclusive) in code points of ``Source.text``."""

Kind = Literal["direct", "mixed", "indirect", "turn"]
Status = Literal["new", "accepted", "rejected", "flagged"]
Stance = Literal["support", "oppose", "neutral", "mixed"]
Level = Literal["said", "interpreted", "inferred"]
LinkType = Literal["repeats", "contradicts", "softens", "hardens", "answers", "cites"]
LINKED_BACK: dict[str, str] = {
    "repeats": "repeated by", "contradicts": "contradicted by", "softens": "softened by", "hardens": "hardened by",
    "answers": "answered by", "cites": "cited by",
}  # fmt: skip
"""A link as it is told from its other end."""
Role = Literal[
    "headline", "dateline", "paragraph", "subhead", "blockquote", "item", "turn", "stage", "credit", "boilerplate"
]
Target = Literal["quote", "source", "speaker", "code", "workspace"]
PublishedFrom = Literal["", "meta", "text", "guess", "analyst"]

IdFactory = Callable[[], str]

_last_ms = 0
_sequence = 0


def new_id() -> str:
    """A UUIDv7 (RFC 9562) as 36 characters: 48 bits of Unix milliseconds, then a counter and random bits.

    Ids made by one process increase; two machines never make the same one.
    """
    global _last_ms, _sequence
    now = time.time_ns() // 1_000_000
    if now <= _last_ms:
        now = _last_ms
        _sequence += 1
        if _sequence > 0xFFF:
            now += 1
            _sequence = 0
    else:
        _sequence = int.from_bytes(os.urandom(2), "big") & 0x3FF
    _last_ms = now
    tail = (int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    value = (now << 80) | (0x7 << 76) | (_sequence << 64) | tail
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every kept thing has: an identity that never changes and is never used again."""

    id: str


class Block(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):  # Numbers and a word: never part of a cycle.
    """One stretch of a source's text with the part it plays.

    ``start`` and ``end`` are offsets into ``Source.text``. For a ``turn``, ``text[start:label_end]`` is the speaker's
    label with its colon, and the paragraphs after it belong to the same turn until the next ``turn``.
    """

    start: int
    end: int
    role: Role = "paragraph"
    label_end: int = 0


class Source(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One document. Its text is NFC, with ``\\n`` line ends and no control characters, and never changes in place.

    ``sha256`` is that of the original bytes, ``text_hash`` that of the words alone (the same however it is wrapped).
    ``metadata_from`` says for each metadata field where it was found (``meta``, ``text``, ``guess``, ``analyst``).
    """

    title: str = ""
    text: str = ""
    blocks: tuple[Block, ...] = ()
    origin: str = ""
    kind: str = "text"
    language: str = ""
    published: str | None = None
    published_from: PublishedFrom = ""
    outlet: str = ""
    author: str = ""
    agency: str = ""
    photo: str = ""
    address: str = ""
    licence: str = ""
    place: str = ""
    summary: str = ""
    metadata_from: dict[str, str] = {}
    sha256: str = ""
    text_hash: str = ""
    removed: int = 0
    """How many boilerplate blocks the reader left out of the text."""
    cleaned: int = 0
    """How many harmful or control characters were made harmless."""
    added: str = ""
    """When it came into the workspace."""
    container: str = ""
    """SHA-256 of the file it was found in, where that held more than it (an archive, a message, a table)."""
    revised_by: str = ""
    """The id of the source with the text as the publisher changed it; this one is then out of the reading order."""
    reprint_of: str = ""
    """The id of the source whose report this one prints again."""
    reprint_share: float = 0.0
    """How much of the shorter one's wording the two have in common, 0 to 1."""


METADATA = (
    "title", "published", "outlet", "author", "agency", "photo", "place", "language", "address", "licence", "summary",
)  # fmt: skip
"""What a reader finds out about a Source beside its words, and an analyst can correct."""


class Quote(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One statement in a source: its spans in reading order, who made it and how it was found.

    ``text`` is the exact words, with `` … `` where words between two spans were left out; ``prefix`` and ``suffix``
    are the ``CONTEXT`` characters on either side. ``speaker`` is the id of a Speaker; ``mention`` is where the text
    names them and ``cue`` the words that report the statement. ``certainty`` (0 to 1) is how sure the finder is of
    words and speaker, ``rule`` the name of the rule that found it; both are empty for a quote made by an analyst.
    """

    source: str
    spans: tuple[Span, ...]
    text: str
    prefix: str = ""
    suffix: str = ""
    kind: Kind = "direct"
    speaker: str | None = None
    mention: Span | None = None
    cue: Span | None = None
    certainty: float | None = None
    rule: str = ""
    report: Literal["", "negated", "questioned"] = ""
    """Set where the text reports that something was *not* said, or asks whether it was."""
    parent: str | None = None
    """The quote inside which this one is reported."""
    addressee: str = ""
    spoken: str | None = None
    """When it was said, where the text tells."""
    place: str = ""
    same_as: str = ""
    """The id of the quote that says the same in the first print of the report: this one is folded under it."""
    withdrawn: bool = False
    """Its words are gone from the new text of its source, and an analyst has seen that and left it with the old one."""
    was: str = ""
    """Its words in the text before this one, where they were lost and an analyst placed it on these."""

    @property
    def told(self) -> str:
        """The words as a list shows them: what was not said, or only asked, begins with that."""
        return {"negated": "not: ", "questioned": "asked: "}.get(self.report, "") + self.text

    @property
    def start(self) -> int:
        """Offset of the first span's start."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset of the last span's end."""
        return self.spans[-1][1]


class Speaker(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A person or body that makes statements, with every name the sources gave them."""

    name: str
    aliases: tuple[str, ...] = ()
    organisation: str = ""
    role: str = ""
    is_body: bool = False
    never: tuple[str, ...] = ()
    """Names that an analyst took from them: they are not given back."""


class Coding(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code on a quote, with the stance the speaker takes to it (None: unset)."""

    code: str
    stance: Stance | None = None


class Review(Record, frozen=True, kw_only=True, omit_defaults=True):
    """One analyst's judgement of one quote. Its id is ``review_id(quote, analyst)``: there is never a second."""

    quote: str
    analyst: str
    status: Status = "new"
    codes: tuple[Coding, ...] = ()
    confidence: int | None = None
    level: Level | None = None
    speaker_confirmed: bool = False

    def __post_init__(self) -> None:
        if self.confidence is not None and not 1 <= self.confidence <= 5:
            raise ValueError(f"confidence is 1 to 5, not {self.confidence}")


def review_id(quote: str, analyst: str) -> str:
    """The id of the review that belongs to (quote, analyst)."""
    return f"{quote}/{analyst}"


class Note(Record, frozen=True, kw_only=True, omit_defaults=True):
    """Markdown text of an analyst on a quote, a source, a speaker, a code or the workspace (``target_id`` empty)."""

    target: Target
    target_id: str = ""
    analyst: str
    text: str
    written: str = ""


class Code(Record, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of the codebook: a topic or claim, in a tree (``parent`` is a code's id), with definition and colour."""

    name: str
    parent: str | None = None
    definition: str = ""
    colour: str = ""
    retired: bool = False


class Link(Record, frozen=True, kw_only=True, omit_defaults=True):
    """A typed tie from one quote to another."""

    type: LinkType
    from_quote: str
    to_quote: str
    analyst: str = ""


WORDS = "words"
"""The id of the one record of `Words`."""


class Words(Record, frozen=True, kw_only=True, omit_defaults=True):
    """The words a workspace adds to those the finder knows, as the TOML the analysts wrote. There is one, or none."""

    text: str = ""


R = TypeVar("R", bound=Record)

TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "quotes": Quote,
    "speakers": Speaker,
    "reviews": Review,
    "notes": Note,
    "codes": Code,
    "links": Link,
    "words": Words,
}
"""Every kind of record by the name of its table in the workspace file."""


def anchor(text: str, spans: tuple[Span, ...]) -> tuple[str, str, str]:
    """The exact words of ``spans`` in ``text``, and ``CONTEXT`` characters before and after.

    `` … `` stands between two spans where words were left out; where nothing but blanks lies between them (the
    paragraphs of one turn) those blanks stand there.
    """
    start, end = spans[0][0], spans[-1][1]
    words = text[slice(*spans[0])]
    for (_, before), (after, stop) in pairwise(spans):
        gap = text[before:after]
        words += (gap if gap.isspace() else " … ") + text[after:stop]
    return words, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
