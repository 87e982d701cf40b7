"""What a reader of one kind hands over, and how it becomes a Source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from briefing.reading.cleaning import clean, letters_of
from briefing.reading.dates import find_date, iso_date
from briefing.reading.language import language_of
from briefing.reading.outlets import TELLING, Outlet, rules_for
from briefing.reading.shaping import shape
from briefing.records import METADATA, IdFactory, Role, Source, Span, new_id

_ASCII_WORDS = bytes(code if code > 127 or chr(code).isalnum() or code == ord("_") else 32 for code in range(256))


@dataclass
class Draft:
    """One document as its reader found it.

    ``text`` is the words of a plain file as printed, or ``parts`` its paragraphs with the role that its kind tells
    (None where it does not). ``fields`` are metadata as found, ``found`` where each was (``meta`` when not said).
    """

    kind: str = "text"
    text: str = ""
    parts: list[tuple[str, Role | None]] | None = None
    fields: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    removed: int = 0
    data: bytes = b""
    """The original bytes, for the hash."""
    name: str = ""
    """The file's name without its ending: a title where there is no better, a guess then."""
    outlets: tuple[Outlet, ...] = ()
    """What the analyst taught about outlets."""
    part: str = ""
    """Which document of a file that holds several (a page of an archive, a row of a table)."""

    def put(self, name: str, value: str | None, found: str = "meta") -> None:
        """Keep ``value`` for the metadata field ``name`` unless there is one; blanks are squeezed.

        A place on a disk is no address: a report would tell the folder.
        """
        value = " ".join(clean(value or "").text.split())
        if name == "address" and value.lower().startswith("file:"):
            return
        if value and not self.fields.get(name):
            self.fields[name] = value
            self.found[name] = found


def text_hash(text: str) -> str:
    """SHA-256 of the words of ``text`` alone: the same however it is wrapped, spaced or punctuated."""
    for char in letters_of(text):
        if not char.isalnum():
            text = text.replace(char, " ")
    data = text.encode("utf-8", "surrogatepass").translate(_ASCII_WORDS)
    # Most blanks stand alone: cutting where there are two makes fewer pieces than words, and is sooner than a pattern.
    return hashlib.sha256(b" ".join(filter(None, map(bytes.strip, data.split(b"  "))))).hexdigest()


def finish(draft: Draft, origin: str = "", ids: IdFactory = new_id) -> Source:
    """The Source of ``draft``: clean text, blocks, and each metadata field with where it was found."""
    spans: list[tuple[Span, Role | None]] | None = None
    if draft.parts is None:
        cleaned = clean(draft.text)
        text, harm = cleaned.text, cleaned.changed
    else:
        text, spans, harm = _laid_out(draft.parts)
    seen = shape(text, spans)
    fields, found = dict(draft.fields), {name: draft.found.get(name, "meta") for name in draft.fields}
    for name, value in seen.fields.items():
        if value and not fields.get(name):
            fields[name], found[name] = value, "text"
    published = (iso_date(fields.pop("published", "")) or "")[:10] or None
    where = found.pop("published", "") if published else ""
    if not published and draft.name:
        dated = find_date(draft.name.replace("_", "-"))
        if dated:
            published, where = dated[0], "guess"
    if published:
        found["published"] = where
    else:
        found.pop("published", None)
    if not fields.get("title") and draft.name:
        fields["title"], found["title"] = _named(draft.name), "guess"
    for name, value in rules_for(draft.outlets, *(fields.get(f, "") for f in TELLING), origin).items():
        fields[name], found[name] = value, "rule"
    if not fields.get("language"):
        fields["language"] = language_of(text)
        if fields["language"]:
            found["language"] = "guess"
    return Source(
        id=ids(),
        title=fields.get("title", ""),
        text=text,
        blocks=seen.blocks,
        origin=origin,
        kind=draft.kind,
        language=fields["language"].split("-")[0].lower(),
        published=published,
        published_from=where,  # type: ignore[arg-type]
        outlet=fields.get("outlet", ""),
        author=fields.get("author", ""),
        agency=fields.get("agency", ""),
        photo=fields.get("photo", ""),
        address=fields.get("address", ""),
        licence=fields.get("licence", ""),
        place=fields.get("place", ""),
        summary=fields.get("summary", ""),
        metadata_from={name: where for name, where in found.items() if name in METADATA},
        sha256=hashlib.sha256(draft.data).hexdigest() if draft.data else "",
        text_hash=text_hash(text),
        removed=draft.removed,
        cleaned=harm,
    )


def _laid_out(parts: list[tuple[str, Role | None]]) -> tuple[str, list[tuple[Span, Role | None]], int]:
    """The parts cleaned and one below the other with a blank line between, their spans, and the harm taken out."""
    text, spans = _joined(parts)
    if clean(text).text is text:  # As a whole is sooner than one by one, where there is nothing to clean.
        return text, spans, 0
    cleaned = [(clean(words), role) for words, role in parts]
    return *_joined([(one.text, role) for one, role in cleaned]), sum(one.changed for one, _ in cleaned)


def _joined(parts: list[tuple[str, Role | None]]) -> tuple[str, list[tuple[Span, Role | None]]]:
    """The parts that hold words one below the other with a blank line between, and their spans."""
    texts: list[str] = []
    spans: list[tuple[Span, Role | None]] = []
    at = 0
    for words, role in parts:
        if tidy := words.strip(" \n"):  # What else is white is still to be cleaned.
            end = at + len(tidy)
            spans.append(((at, end), role))
            texts.append(tidy)
            at = end + 2
    return "\n\n".join(texts), spans


def _named(name: str) -> str:
    """A title made of a file's name."""
    words = re.sub(r"[_-]+", " ", clean(name).text).strip()
    return words[:1].upper() + words[1:]
