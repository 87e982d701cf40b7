"""A report in Markdown: quotes by source, with what was judged, and a footnote that says where each was printed.

Text from sources is escaped so that CommonMark, GitHub, pandoc and Obsidian show it as it was printed, square brackets
included. Notes are Markdown of their analyst: they stay so, but cannot bring in HTML or footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.records import Note, Quote, Review, Source
from briefing.writing.citation import citation, dated, title
from briefing.writing.plain import one_line, visible
from briefing.writing.selection import Selection

_INLINE = re.compile(r"[\\`*_\[\]<>&~|^$@{}=#]|(?<=%)%|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
_START = re.compile(r"^(?:([-+:%])|(\d{1,9})([.)]))", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
_HTML = re.compile(r"<(?=[A-Za-z/!?])|\[(?=\^)")
MARK = "<!-- onrecord export -->"
"""Each report's first line, by which a later export knows that it may replace the file."""


def lines(selection: Selection) -> Iterator[str]:
    """The report's pieces, each with its line ends."""
    yield f"{MARK}\n\n# {escape_line(selection.workspace or 'Quotes')}\n\n{_about(selection)}\n"
    yield from _notes(selection, "workspace", "")
    numbers = {quote.id: number for number, quote in enumerate(selection.quotes, 1)}
    for source, quotes in selection.by_source():
        yield f"\n## {escape_line(title(source))}\n\n{_origin(source)}\n"
        yield from _notes(selection, "source", source.id)
        for quote in quotes:
            yield from _quote(selection, quote, numbers)
    yield from _codebook(selection)
    if numbers:
        yield "\n"
    for quote in selection.quotes:
        source = selection.source.get(quote.source, Source(id=quote.source))
        yield f"[^{numbers[quote.id]}]: {_footnote(source, quote)}\n"


def escape(text: str) -> str:
    """Markdown that shows ``text``: paragraphs stay apart, line ends within one are soft, indents are dropped."""
    clean = "\n".join(line.strip() for line in visible(text).replace("\t", " ").split("\n"))
    clean = re.sub(r"\n{3,}", "\n\n", clean.strip("\n"))
    return _START.sub(_at_start, _INLINE.sub(lambda found: "\\" + found[0], clean))


def escape_line(text: str) -> str:
    """`escape` for one line: line ends become spaces."""
    return escape(" ".join(one_line(text).split()))


def _at_start(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _about(selection: Selection) -> str:
    quotes, sources = len(selection.quotes), sum(1 for _ in selection.by_source())
    parts = [f"{quotes} quote{'s' * (quotes != 1)} from {sources} source{'s' * (sources != 1)}"]
    if selection.where:
        parts.append(f"where {escape_line(selection.where)}")
    if selection.analyst:
        parts.append(f"by {escape_line(selection.analyst)}")
    if selection.made:
        parts.append(escape_line(selection.made))
    return " · ".join(parts)


def _origin(source: Source) -> str:
    parts = [source.author, source.outlet, dated(source), source.agency and f"based on {source.agency}", source.origin]
    shown = [escape_line(part) for part in parts if part]
    if source.address:
        shown.append(f"<{source.address}>" if _ADDRESS.fullmatch(source.address) else escape_line(source.address))
    return " · ".join(shown)


def _quote(selection: Selection, quote: Quote, numbers: dict[str, int]) -> Iterator[str]:
    who = escape_line(selection.speaker_name(quote))
    what = [quote.kind, *([quote.report] if quote.report else [])]
    yield f"\n**{who or 'No speaker'}** ({', '.join(what)})\n\n{quoted(escape(quote.text))}[^{numbers[quote.id]}]\n"
    for review in selection.reviews_of.get(quote.id, []):
        yield f"\n{_review(selection, review)}\n"
    ties = [
        f"{link.type} quote {numbers[link.to_quote]}"
        for link in selection.links_of.get(quote.id, [])
        if link.to_quote in numbers
    ]
    if ties:
        yield f"\n{', '.join(ties)}\n"
    yield from _notes(selection, "quote", quote.id)


def _review(selection: Selection, review: Review) -> str:
    parts: list[str] = [review.status]
    for coding in review.codes:
        name = escape_line(selection.code_name(coding.code))
        parts.append(f"{name} ({coding.stance})" if coding.stance else name)
    if review.confidence is not None:
        parts.append(f"confidence {review.confidence} of 5")
    if review.level is not None:
        parts.append(review.level)
    if review.speaker_confirmed:
        parts.append("speaker confirmed")
    return f"{escape_line(review.analyst)}: " + " · ".join(parts)


def _notes(selection: Selection, target: str, identity: str) -> Iterator[str]:
    for note in selection.notes_on.get((target, identity), []):
        yield f"\n{quoted(_note(note))}\n"


def _note(note: Note) -> str:
    written = f", {escape_line(note.written[:10])}" if note.written else ""
    text = _HTML.sub(lambda found: "\\" + found[0], visible(note.text).strip())
    return f"Note, {escape_line(note.analyst)}{written}:\n\n{text}"


def _codebook(selection: Selection) -> Iterator[str]:
    used = {coding.code for review in selection.reviews for coding in review.codes}
    codes = [code for code in selection.codes if code.id in used]
    if not codes:
        return
    yield "\n## Codes\n\n"
    for code in sorted(codes, key=lambda code: selection.code_name(code.id)):
        definition = f": {escape_line(code.definition)}" if code.definition else ""
        yield f"- **{escape_line(selection.code_name(code.id)) or escape_line(code.id)}**{definition}\n"
        yield from (f"\n{_indented(quoted(_note(note)))}\n\n" for note in selection.notes_on.get(("code", code.id), []))


def _footnote(source: Source, quote: Quote) -> str:
    words = ", ".join(escape_line(part) for part in citation(source, quote)) + "."
    if _ADDRESS.fullmatch(source.address):
        words += f" <{source.address}>"
    return words


def quoted(text: str) -> str:
    """``text`` as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
