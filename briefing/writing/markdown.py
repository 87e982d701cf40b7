"""A report in Markdown: quotes by source, with what was judged, and a footnote that says where each was printed.

Text from sources is escaped so that CommonMark, GitHub, pandoc and Obsidian show it as it was printed, square brackets
included. Notes are Markdown of their analyst: they stay so, but cannot bring in HTML or footnotes.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator

from briefing.records import Code, Note, Quote, Review, Source
from briefing.writing.citation import citation, dated, day, moment, printed_at, title
from briefing.writing.plain import one_line, visible
from briefing.writing.selection import Selection

_INLINE = re.compile(r"[\\`*_\[\]<>&~|^$@{}=#]|(?<=%)%|(?<=\w):(?=//)|(?<=www)\.", re.IGNORECASE)
_PLAIN_BRACKETS = re.compile(r"(?<![!\[\]\\])\[(?=\w\w)[^\[\]\n]+\](?![(\[\]:{]|\Z)")
"""Brackets that are no link to anything: they can stand as printed, so that the file reads like the source."""
_START = re.compile(r"^(?:([-+:%])|(\d{1,9})([.)]))", re.MULTILINE)
_ADDRESS = re.compile(r"https?://[^\s<>\\]+", re.IGNORECASE)
_HTML = re.compile(r"<(?=[A-Za-z/!?])|\[(?=\^)")
_SOFT = re.compile(r"(?<=\S)[ \t]*\n(?=[^\n])")
STATUSES = ("accepted", "flagged", "rejected", "new", "disputed")
MARKS = {"new": "NEW (not reviewed)"}
"""What stands before a quote that is not accepted; its status in capitals where nothing else is said."""

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
            yield "".join(_quote(selection, quote, numbers))
    yield from _speakers(selection)
    yield from _codebook(selection)
    if numbers:
        yield "\n"
    for quote in selection.quotes:
        source = selection.source.get(quote.source, Source(id=quote.source))
        yield f"[^{numbers[quote.id]}]: {_footnote(selection, source, quote)}\n"


def escape(text: str) -> str:
    """Markdown that shows ``text``: paragraphs stay apart, line ends within one are soft, indents are dropped."""
    clean = "\n".join(line.strip() for line in visible(text).replace("\t", " ").split("\n"))
    clean = re.sub(r"\n{3,}", "\n\n", clean.strip("\n"))
    plain = {place for found in _PLAIN_BRACKETS.finditer(clean) for place in (found.start(), found.end() - 1)}
    return _START.sub(
        _at_start, _INLINE.sub(lambda found: found[0] if found.start() in plain else "\\" + found[0], clean)
    )


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
        parts.append(escape_line(moment(selection.made)))
    held = Counter(selection.status_of(quote) for quote in selection.quotes)
    told = ", ".join(f"{status} {held[status]}" for status in STATUSES if held[status])
    return " · ".join(parts) + (f"\n\n**What it holds: {told}**" if told else "")


def _origin(source: Source) -> str:
    parts = [source.author, source.outlet, dated(source), source.agency and f"based on {source.agency}"]
    if not source.address:
        parts.append(printed_at(source))
    shown = [escape_line(part) for part in parts if part]
    if source.address:
        shown.append(f"<{source.address}>" if _ADDRESS.fullmatch(source.address) else escape_line(source.address))
    return " · ".join(shown)


def _quote(selection: Selection, quote: Quote, numbers: dict[str, int]) -> Iterator[str]:
    who = escape_line(selection.speaker_name(quote))
    status = selection.status_of(quote)
    mark = "" if status == "accepted" else f"**{MARKS.get(status, status.upper())}** · "
    yield f"\n{mark}**{who or 'No speaker'}** ({', '.join(_how(selection, quote))})\n\n"
    yield f"{quoted(escape(quote.text))}[^{numbers[quote.id]}]\n"
    for review in selection.reviews_of.get(quote.id, []):
        yield f"\n{_review(selection, review)}\n"
    ties = [_tie(selection, tie, other, numbers) for tie, other in selection.links_of.get(quote.id, [])]
    if ties:
        yield f"\n{', '.join(ties)}\n"
    yield from _notes(selection, "quote", quote.id)


def _how(selection: Selection, quote: Quote) -> Iterator[str]:
    """Kind and cue of a quote, whether it was not said or only asked, to whom, where and when it was said."""
    yield quote.kind
    cue = selection.printed(quote, quote.cue)
    if cue:
        yield f"“{escape_line(cue)}”"
    if quote.report:
        yield quote.report
    for word, told in (("to", quote.addressee), ("in", quote.place), ("on", day(quote.spoken))):
        if told:
            yield f"{word} {escape_line(told)}"


def _tie(selection: Selection, tie: str, other: str, numbers: dict[str, int]) -> str:
    """A link in words: the other quote's footnote, or its words where it is not in the report."""
    if other in numbers:
        return f"{tie} quote {numbers[other]}[^{numbers[other]}]"
    beyond = next((quote.text for quote in selection.beyond if quote.id == other), "")
    words = escape_line(textwrap.shorten(beyond.strip('"“”«»'), 160, placeholder="…")) if beyond else other
    return f"{tie} “{words}” (not in this report)"


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
    text = _SOFT.sub("  \n", text)
    return f"Note, {escape_line(note.analyst)}{written}:\n\n{text}"


def _speakers(selection: Selection) -> Iterator[str]:
    """The speakers on whom there are notes, with them."""
    noted = [speaker for speaker in selection.speakers if selection.notes_on.get(("speaker", speaker.id))]
    if noted:
        yield "\n## Speakers\n"
    for speaker in noted:
        about = ", ".join(escape_line(part) for part in (speaker.role, speaker.organisation) if part)
        yield f"\n**{escape_line(speaker.name)}**{f' ({about})' if about else ''}\n"
        yield from _notes(selection, "speaker", speaker.id)


def _codebook(selection: Selection) -> Iterator[str]:
    used = {coding.code for review in selection.reviews for coding in review.codes}
    codes = [code for code in selection.codes if code.id in used]
    if not codes:
        return
    yield "\n## Codes\n\nWhat was rejected is not counted.\n\n"
    for code in sorted(codes, key=lambda code: selection.code_name(code.id)):
        definition = f": {escape_line(code.definition)}" if code.definition else ""
        name = escape_line(selection.code_name(code.id)) or escape_line(code.id)
        yield f"- **{name}**{definition}{_counted(selection, code)}\n"
        yield from (f"\n{_indented(quoted(_note(note)))}\n\n" for note in selection.notes_on.get(("code", code.id), []))


def _counted(selection: Selection, code: Code) -> str:
    """How many quotes have the code, and who takes which stance to it how often, as an inner list."""
    stances: dict[str, set[tuple[str, str]]] = {}
    for quote in selection.quotes:
        for review in selection.reviews_of.get(quote.id, []):
            for coding in review.codes if review.status != "rejected" else ():
                if coding.code == code.id:
                    who = selection.speaker_name(quote) or "No speaker"
                    stances.setdefault(who, set()).add((quote.id, coding.stance or "no stance"))
    count = len({quote for found in stances.values() for quote, _ in found})
    told = f" ({count} quote{'s' * (count != 1)})"
    for who, found in sorted(stances.items()):
        held = Counter(stance for _, stance in found)
        told += f"\n  - {escape_line(who)}: {', '.join(f'{stance} {held[stance]}' for stance in sorted(held))}"
    return told


def _footnote(selection: Selection, source: Source, quote: Quote) -> str:
    """Where a quotation was printed first, and where again."""
    again = (f" Also printed in {_cited(*one)}" for one in selection.prints_of.get(quote.id, []))
    return _cited(source, quote) + "".join(again)


def _cited(source: Source, quote: Quote) -> str:
    link = source.address if _ADDRESS.fullmatch(source.address) else ""
    parts = citation(source, quote)
    words = ", ".join(f"<{link}>" if part == link else escape_line(part) for part in parts if part) + "."
    return words if not link or link in parts else f"{words} <{link}>"


def quoted(text: str) -> str:
    """``text`` as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))
