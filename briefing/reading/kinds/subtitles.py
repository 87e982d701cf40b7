"""Subtitles (.srt, .vtt): what is said, joined to sentences; times and effects left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.reading.decode import decode
from briefing.reading.draft import Draft
from briefing.reading.given import Given
from briefing.reading.labels import candidate, strength
from briefing.records import Role

_TIME = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}.*")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,120})>")
_TAG = re.compile(r"</?[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_CLOSED = re.compile(r"[.!?…][”\"»’')\]]*\Z")
_PARAGRAPH = 400


def documents(given: Given) -> Iterator[Draft]:
    """The one document of a subtitle file."""
    words: list[str] = []
    parts: list[tuple[str, Role | None]] = []
    voice = ""

    def close() -> None:
        if words:
            parts.append((" ".join(words), None))
        words.clear()

    for cue in _cues(decode(given.data)):
        for line in cue:
            named = _VOICE.search(line)
            text = " ".join(_TAG.sub("", line).split())
            if not text:
                continue
            name = candidate(text.lstrip("->– ").strip())
            if named and named.group(1) != voice:
                close()
                voice = " ".join(named.group(1).split())
                text = f"{voice}: {text}"
            elif text.startswith(("- ", "– ", ">> ")) or (name and strength(name) == 2):
                close()
                text = text.lstrip("->– ").strip()
            elif words and _CLOSED.search(words[-1]) and sum(map(len, words)) > _PARAGRAPH:
                close()
            words.append(text)
    close()
    yield Draft(kind="subtitles", parts=parts)


def _cues(text: str) -> Iterator[list[str]]:
    """The lines of each cue, without number and time; notes and style sheets of WebVTT left out."""
    for chunk in re.split(r"\r?\n[ \t]*\r?\n+", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in chunk.split("\n") if line.strip()]
        at = next((i for i, line in enumerate(lines) if _TIME.match(line.strip())), None)
        if at is not None:
            yield lines[at + 1 :]
