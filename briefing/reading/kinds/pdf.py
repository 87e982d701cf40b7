"""PDF with a text layer, by pypdfium2: lines joined by where they stand, furniture of print-outs dropped."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefing.reading.dates import is_time, read_date
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.given import Given
from briefing.reading.labels import candidate, strength
from briefing.records import Role

MAX_PAGES = 5_000
_PRINTED = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d(?: ?[AP]M)?\b.*")
_COUNTED = re.compile(
    r"(?:https?://|file:///)\S+(?: \d+/\d+)?\Z|"
    r"(?:page |стр\. ?)?\d{1,4}(?: ?(?:/|of|из) ?\d{1,4})?\Z|[\d /-]{1,16}\Z",
    re.I,
)
_FURNITURE = re.compile(r"(?:publication status|статус материала)\Z", re.IGNORECASE)
_TAGS = re.compile(r"(?:geography|topics|persons|темы|география|лица)\Z", re.IGNORECASE)
_STAGE = re.compile(r"(?:\* ?){3,}\Z|<…>\Z")
_HYPHEN = re.compile(r"(\w+)\xad(\w+)")
_PREFIXES = """
co self long short non post pre anti ex all well semi multi vice high low re so cross counter half mid pro
"""
_PREFIX = frozenset(_PREFIXES.split())
_SOFT = "\xad"
_HYPHENS = "\x02\ufffe"
_PRINTED_LINE = re.compile(f"[^\r\n{_HYPHENS}]+")
_SITE = re.compile(r"\s+[•|–—·-]\s+[^•|–—·]{2,60}\Z")
_END = re.compile(r"[.!?…:][”\"»’')\]]*\Z")


@dataclass
class _Line:
    """A line of a page: its words and where it stands, in points from the lower left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def documents(given: Given) -> Iterator[Draft]:
    """The one document of a PDF file. Raises ReadError without a text layer."""
    import pypdfium2  # noqa: PLC0415 - 140 ms

    try:
        pdf = pypdfium2.PdfDocument(given.data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise ReadError("is locked with a password; unlock it first" if locked else "is a damaged PDF") from error
    try:
        draft = Draft(kind="pdf")
        if len(pdf) > MAX_PAGES:
            raise ReadError(f"has {len(pdf):,} pages, more than the {MAX_PAGES:,} that are read")
        title = " ".join((pdf.get_metadata_dict().get("Title") or "").split())
        pages = [_lines(pdf, number) for number in range(len(pdf))]
        if not any(pages):
            raise ReadError("is a PDF without a text layer (scanned pictures): run text recognition on it first")
        _drop_repeated(pages, draft)
        headline = _cut_before(pages, title, draft)
        parts: list[tuple[str, Role | None]] = [(headline, "headline")] if headline else []
        _cut_after(pages, draft)
        parts.extend((words, None) for words in _hyphens_settled(list(_paragraphs(pages))))
        draft.parts = parts
        yield draft
    except pypdfium2.PdfiumError as error:
        raise ReadError("is a damaged PDF; get it again") from error
    finally:
        pdf.close()


def _lines(pdf: Any, number: int) -> list[_Line]:
    """The lines of a page in the order of its text."""
    page = pdf[number]
    text_page = page.get_textpage()
    try:
        found: list[_Line] = []
        for match in _PRINTED_LINE.finditer(text_page.get_text_range()):
            words = " ".join(match.group().split())
            if not words:
                continue
            start = match.end() - len(match.group().lstrip())
            end = match.start() + len(match.group().rstrip()) - 1
            first, last = text_page.get_charbox(start, loose=True), text_page.get_charbox(end, loose=True)
            broken = match.end() < match.endpos and match.string[match.end()] in _HYPHENS
            found.append(_Line(words + _SOFT * broken, first[0], first[1], last[2], first[3]))
        return found
    finally:
        text_page.close()
        page.close()


def _drop_repeated(pages: list[list[_Line]], draft: Draft) -> None:
    """Take out the head and foot of each page: page numbers, addresses, the same line on most pages."""
    edges = Counter(line.text for page in pages for line in {id(x): x for x in page[:2] + page[-2:]}.values())
    for page in pages:
        kept = [
            line
            for i, line in enumerate(page)
            if not (
                (i < 2 or i >= len(page) - 2)
                and (
                    _PRINTED.match(line.text)
                    or _COUNTED.match(line.text)
                    or (len(pages) >= 3 and edges[line.text] > len(pages) / 2)
                )
            )
        ]
        draft.removed += len(page) - len(kept)
        page[:] = kept


def _cut_before(pages: list[list[_Line]], title: str, draft: Draft) -> str:
    """Drop what a browser printed above the page's own title; gives that title when it was found as a line."""
    bare = _SITE.sub("", title)
    if len(bare) < 8:
        return ""
    for number, page in enumerate(pages[:3]):
        for i in range(len(page)):
            taken = _takes(page, i, bare)
            if taken:
                draft.removed += sum(len(p) for p in pages[:number]) + i
                for before in pages[:number]:
                    before.clear()
                del page[: i + taken]
                return bare
    return ""


def _cut_after(pages: list[list[_Line]], draft: Draft) -> None:
    """Drop what a site prints below an article: its status and tags, and all that follows."""
    for number, page in enumerate(pages):
        at = next((i for i, line in enumerate(page) if _FURNITURE.match(line.text)), None)
        if at is not None:
            at = next((i for i in range(max(0, at - 30), at) if _TAGS.match(page[i].text)), at)
            draft.removed += len(page) - at + sum(map(len, pages[number + 1 :]))
            del page[at:]
            for after in pages[number + 1 :]:
                after.clear()
            return


def _hyphens_settled(paragraphs: list[str]) -> list[str]:
    """Words broken at the end of a line made whole, with their hyphen where it belongs to the word."""
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(paragraphs).lower()))

    def whole(match: re.Match[str]) -> str:
        first, second = match.groups()
        joined, kept = first + second, f"{first}-{second}"
        if joined.lower() in words:
            return joined
        if kept.lower() in words or second[0].isupper() or first.lower() in _PREFIX or first[-1].isdigit():
            return kept
        return joined

    return [_HYPHEN.sub(whole, paragraph).replace(_SOFT, "-") for paragraph in paragraphs]


def _takes(page: list[_Line], i: int, title: str) -> int:
    """How many lines from ``i`` on make up the title, 0 when they do not."""
    words = ""
    for count, line in enumerate(page[i : i + 4], start=1):
        words = f"{words} {line.text}".strip()
        if words == title:
            return count
        if not title.startswith(words):
            return 0
    return 0


def _paragraphs(pages: list[list[_Line]]) -> Iterator[str]:
    """The lines joined to paragraphs: by the gap above, the indent, and how far the line before ran."""
    lines = [line for page in pages for line in page]
    gaps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 60]
    step = statistics.median(gaps) if gaps else 12.0
    gap_known = len(gaps) >= 5 and sum(gap > 1.25 * step for gap in gaps) >= 2
    edges = _edges(lines)
    words = ""
    before: _Line | None = None
    for line in lines:
        if before is not None and _begins(before, line, edges, step, gap_known=gap_known):
            yield words
            words = ""
        words = f"{words}{'' if not words or words.endswith(_SOFT) else ' '}{line.text}"
        before = line
    if words:
        yield words


def _alone(words: str) -> bool:
    """Whether a line is a date, a time or a break, which is never part of a paragraph."""
    return bool(_STAGE.match(words) or is_time(words) or read_date(words))


def _begins(before: _Line, line: _Line, edges: dict[int, float], step: float, *, gap_known: bool) -> bool:
    """Whether ``line`` starts a new paragraph."""
    if _alone(line.text) or _alone(before.text) or strength(candidate(line.text) or "-") == 2:
        return True
    height = before.top - before.bottom
    if abs((line.top - line.bottom) - height) > 0.35 * max(height, 1):
        return True
    drop = before.bottom - line.bottom
    if 0 < drop < 60:
        if drop > 1.25 * step:
            return True
        if gap_known and drop <= 1.1 * step and not _END.search(before.text):
            return False
        return line.left - before.left > 8 or (
            bool(_END.search(before.text)) and before.right < edges[int(before.left // 20)] - 60
        )
    # A new column or page: the paragraph goes on unless its last line is closed and short.
    if line.text[:1].islower():
        return False
    return bool(_END.search(before.text)) and before.right < edges[int(before.left // 20)] - 25


def _edges(lines: list[_Line]) -> dict[int, float]:
    """How far to the right lines run, by where they begin (in steps of 20 points)."""
    found: dict[int, float] = {}
    for line in lines:
        for column in (int(line.left // 20) - 1, int(line.left // 20), int(line.left // 20) + 1):
            found[column] = max(found.get(column, 0.0), line.right)
    return found
