"""Statements become quotes: kind, certainty, what lies in what, when and where it was said."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from functools import cache
from types import ModuleType
from typing import Literal

from briefing.finding import when as english_when
from briefing.finding.document import Document
from briefing.finding.lexicon import data, lexicon
from briefing.finding.persons import Person
from briefing.finding.statement import Statement
from briefing.records import IdFactory, Kind, Quote, Source, Span, anchor

EDGE = " ,.;:-–—\n"


def kind_of(statement: Statement, doc: Document) -> Kind:
    """Direct when all words of the spans stand between marks, mixed when some do."""
    if statement.rule.startswith("turn"):
        return "turn"
    if statement.rule.startswith("dialogue"):
        return "direct"
    starts = doc.region_starts
    quoted = plain = 0
    for s, e in statement.spans:
        at = s
        k = max(0, bisect_left(starts, s) - 1)
        while k < len(starts) and starts[k] < e:
            region = doc.regions[k]
            k += 1
            if region.end <= s:
                continue
            plain += len(doc.text[at : max(at, region.start)].strip(EDGE))
            quoted += 1
            at = region.end
        plain += len(doc.text[min(at, e) : e].strip(EDGE))
    return "direct" if quoted and not plain else "mixed" if quoted else "indirect"


@cache
def _table(name: str) -> dict[str, dict[str, float]]:
    return tomllib.loads(data(name))


def unnamed(mention: str) -> bool:
    """Whether a mention names nobody: "the report", "Some critics"; a pronoun is somebody named before."""
    first, *rest = mention.split() or [""]
    words = lexicon()
    if first.lower() in words.determiners and rest:
        return " ".join(rest).islower()
    return mention.islower() and first not in words.pronouns


def certainty(statement: Statement, kind: Kind, person: Person | None, mention: str = "") -> float:
    """How often statements of this kind and rule had the right words and the right speaker when measured.

    ``mention`` are the words that tell the speaker.
    """
    russian = kind != "turn" and statement.rule.startswith(("ru ", "dialogue"))
    table = _table("certainty_russian.toml" if russian else "certainty.toml").get(kind, {})
    family = statement.rule.split(":")[0]
    value = table.get(statement.rule, table.get(family, table.get("other", 0.6)))
    if person is None and statement.mention is None:
        value *= 0.3
    elif not russian and unnamed(mention):
        value *= _table("certainty.toml").get("unnamed", {}).get(kind, 1.0)
    return round(value, 2)


def quotes_of(
    source: Source, doc: Document, found: list[tuple[Statement, Person | None]], ids: IdFactory
) -> list[tuple[Statement, Quote]]:
    """The quotes in text order, each with the statement it was made from."""
    order = sorted(found, key=lambda p: (p[0].spans[0][0], -p[0].spans[-1][1]))
    out: list[tuple[Statement, Quote]] = []
    open_quotes: list[Quote] = []
    said: dict[Span | None, list[Span]] = {}
    for statement, _ in order:
        said.setdefault(statement.sentence, []).extend(statement.spans)
    for statement, person in order:
        spans = tuple(statement.spans)
        text, prefix, suffix = anchor(source.text, spans)
        kind = kind_of(statement, doc)
        while open_quotes and open_quotes[-1].end <= spans[0][0]:
            open_quotes.pop()
        parent = next(
            (q for q in reversed(open_quotes[-20:]) if any(a <= spans[0][0] and spans[-1][1] <= b for a, b in q.spans)),
            None,
        )
        around = _around(source.text, statement, said)
        when = _when(statement.rule)
        report: Literal["", "negated", "questioned"] = ""
        if statement.report == "negated":
            report = "negated"
        elif statement.report == "questioned":
            report = "questioned"
        quote = Quote(
            id=ids(),
            source=source.id,
            spans=spans,
            text=text,
            prefix=prefix,
            suffix=suffix,
            kind=kind,
            speaker=person.id if person else None,
            mention=statement.mention,
            cue=statement.cue,
            certainty=certainty(statement, kind, person, source.text[slice(*statement.mention or (0, 0))]),
            rule=statement.rule,
            report=report,
            parent=parent.id if parent else None,
            addressee=statement.addressee,
            spoken=when.spoken(*around, source.published) if around else None,
            place=when.place(_behind(source.text, statement)),
        )
        out.append((statement, quote))
        open_quotes.append(quote)
    return out


def _when(rule: str) -> ModuleType:
    """What reads days and places in the language of a rule."""
    if not rule.startswith("ru "):
        return english_when
    from briefing.finding import russian_when  # noqa: PLC0415 - only Russian text needs it

    return russian_when


def _around(text: str, statement: Statement, said: dict[Span | None, list[Span]]) -> tuple[str, str] | None:
    """The words of the statement's sentence up to the end of its cue and after it, without those that are reported.

    ``said`` has the reported stretches of each sentence. None where it has no sentence, or one beyond reason.
    """
    if statement.sentence is None:
        return None
    start, end = statement.sentence
    if end - start > 3000:
        return None
    middle = statement.cue[1] if statement.cue else end
    reported = [(a, b) for a, b in said.get(statement.sentence, ()) if not a < middle <= b or (a, b) in statement.spans]
    return _left(text, start, middle, reported), _left(text, middle, end, reported)


def _left(text: str, start: int, end: int, reported: list[Span]) -> str:
    """The words from ``start`` to ``end`` that are not ``reported``."""
    pieces, at = [], start
    for a, b in sorted(reported):
        if a < end and b > at:
            pieces.append(text[at : max(at, a)])
            at = b
    if at < end:
        pieces.append(text[at:end])
    return " ".join(pieces)


def _behind(text: str, statement: Statement) -> str:
    """The words between the cue and the next reported stretch."""
    if statement.cue is None or statement.sentence is None:
        return ""
    start = statement.cue[1]
    stop = min([a for a, _ in statement.spans if a >= start] + [statement.sentence[1], start + 120])
    return text[start:stop].split(",")[0]
