"""``onrecord find``: the statements of files, without any workspace."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from briefing.errors import OnrecordError
from briefing.finding import own_words
from briefing.finding.lexicon import Lexicon
from briefing.reading.errors import Skipped
from briefing.records import Quote, Source, Speaker
from tui.commands import out
from tui.documents import Documents, found_in
from tui.owns import owns_for

COLUMNS = (
    out.Column("#", "number", right=True),
    out.Column("speaker", "speaker_name"),
    out.Column("kind", "kind"),
    out.Column("sure", "certainty", right=True),
    out.Column("statement", "text", share=1),
)

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of one line of JSON that are taken in; a longer one is refused before it fills the memory."""

LONGEST_TEXT = 5_000_000
"""Characters of a text that statements are looked for in; nobody says that much in one piece."""


class Text(msgspec.Struct):
    """One line of ``find --jsonl``: a text and what to call it."""

    id: Any
    text: str


def run(arguments: argparse.Namespace) -> int:
    """Print the statements of every file; 1 when one of them could not be read."""
    words = own_words(owns_for(None))
    if arguments.jsonl:
        return _texts(arguments.files, words)
    form = out.chosen(arguments.format)
    documents = Documents(arguments.files, out.warn)
    if form == "table":
        for source, found in _each(documents, words):
            _told(source, found)
            sys.stdout.flush()
    else:
        out.show((row for _, found in _each(documents, words) for row in found), COLUMNS, form, fields=FIELDS)
    return 1 if any(not one.pages for one in documents.skipped) else 0


def _each(documents: Documents, words: Lexicon) -> Iterator[tuple[Source, list[dict[str, Any]]]]:
    for source in documents:
        try:
            yield source, list(rows(source, words))
        except OnrecordError as error:
            documents.pass_over(Skipped(source.origin, str(error).removeprefix(f"{source.origin}: ")))
        sys.stdout.flush()


FIELDS = (
    "origin", "title", "published", "number", "text", "kind", "speaker_name", "speaker_text", "certainty", "rule",
    "start", "end", "spans", "speaker_start", "speaker_end", "cue_start", "cue_end", "report",
)  # fmt: skip
"""What is told of each statement; ``start``, ``end`` and ``spans`` count code points of the text as it was read."""


def rows(source: Source, words: Lexicon) -> Iterator[dict[str, Any]]:
    """One row a statement of ``source``, with `FIELDS`."""
    found = found_in(source, words)
    speakers = {speaker.id: speaker for speaker in found.speakers}
    for number, quote in enumerate(found.quotes, 1):
        yield _row(source, quote, number, speakers.get(quote.speaker or ""))


def _row(source: Source, quote: Quote, number: int, speaker: Speaker | None) -> dict[str, Any]:
    mention, cue = quote.mention or (None, None), quote.cue or (None, None)
    return {
        "origin": source.origin,
        "title": source.title,
        "published": source.published,
        "number": number,
        "text": quote.text,
        "kind": quote.kind,
        "speaker_name": speaker.name if speaker else None,
        "speaker_text": source.text[mention[0] : mention[1]] if quote.mention else None,
        "certainty": quote.certainty,
        "rule": quote.rule,
        "start": quote.start,
        "end": quote.end,
        "spans": quote.spans,
        "speaker_start": mention[0],
        "speaker_end": mention[1],
        "cue_start": cue[0],
        "cue_end": cue[1],
        "report": quote.report or None,
    }


def _told(source: Source, found: list[dict[str, Any]]) -> None:
    day = f", {source.published}" if source.published else ""
    out.say(f"{source.title or source.origin}{day} ({source.origin})")
    if found:
        out.show(found, COLUMNS, "table")
    else:
        out.say("no statement was found")
    out.say("")


def _texts(files: Sequence[str], words: Lexicon) -> int:
    from briefing.finding.jsonl import find_in_text  # noqa: PLC0415 - only --jsonl needs it

    for file in files:
        with _opened(file) as lines:
            number = 0
            while line := lines.readline(LONGEST_LINE):
                number += 1
                if not line.strip():
                    continue
                given = _text(line, file, number)
                out.line(find_in_text(given.id, given.text, words))
                sys.stdout.flush()
    return 0


def _text(line: bytes, file: str, number: int) -> Text:
    try:
        if len(line) >= LONGEST_LINE:
            raise ValueError(f"longer than {LONGEST_LINE // 1024 // 1024} MB")
        given = msgspec.json.decode(line, type=Text)
        if len(given.text) > LONGEST_TEXT:
            raise ValueError(f"{len(given.text):,} characters are beyond the {LONGEST_TEXT:,} that are read")
        return given
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        what = 'no line of the form {"id": …, "text": "…"}'
        raise OnrecordError(f"{file}, line {number}: {what} ({error})") from error


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = Path(file).open("rb")  # noqa: SIM115 - closed below; only opening may fail with this message
    except OSError as error:
        raise OnrecordError(f"{file}: {(error.strerror or str(error)).lower()}") from error
    with opened:
        yield opened
