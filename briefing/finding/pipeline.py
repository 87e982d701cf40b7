"""One source becomes its statements: the steps in order.

Document, cues and spans sentence by sentence, quotations without a cue, speakers, quotes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.finding.attribution import SentenceFinder, Statement
from briefing.finding.document import Document, Sentence
from briefing.finding.floating import floating, headline
from briefing.finding.lexicon import lexicon
from briefing.finding.people import People, Person
from briefing.records import IdFactory, Kind, Link, Quote, Source, Span, Speaker, anchor, new_id

SKIPPED = frozenset(("dateline", "credit", "boilerplate", "stage"))


class Finding(NamedTuple):
    """What was found: quotes in text order, speakers that are new or have new aliases, links between quotes."""

    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    links: tuple[Link, ...]


class _Finder:
    def __init__(self, source: Source, speakers: Sequence[Speaker]) -> None:
        self.words = lexicon()
        self.doc = Document(source, self.words)
        self.people = People(source.text, speakers, self.words)
        self.statements: list[tuple[Statement, Person | None]] = []
        self.first = self.doc.sentences[0].start if self.doc.sentences else -1
        self.current: Person | None = None
        self.topic: Span | None = None
        """Subject of the sentence before, where it stands in the same paragraph and reports nothing."""
        self.opened: Span | None = None
        """Subject of a sentence that ended with a colon: the next paragraphs are theirs."""

    def run(self) -> None:
        paragraph = -1
        for sentence in self.doc.sentences:
            if self.doc.roles[sentence.paragraph] in SKIPPED:
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self.topic = None
            self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> None:
        toks = self.doc.tokens(sentence)
        finder = SentenceFinder(self.doc.text, toks, self.words)
        found = finder.find()
        if sentence.start == self.first:
            found.extend(headline(finder))
        found.extend(floating(finder))
        opens = bool(toks) and toks[-1].text == ":"
        if not found:
            who = finder.main_subject(len(toks))
            self.topic = finder.span(who) if who else None
            if self.topic is not None:
                if opens:
                    self.current = self.people.resolve(self.topic) or self.current
                else:
                    self.people.notice(self.topic)
            return
        outer = self._outer(found)
        speaker: Person | None = None
        for statement in sorted(found, key=lambda s: s.mention or (1 << 60, 0)):
            person = self._speaker(statement)
            if statement.mention is None and person is not None:
                statement.mention = person.mention
            self.statements.append((statement, person))
            if person is not None and (statement is outer or speaker is None):
                speaker = person
        if speaker is not None:
            self.current = speaker
            self.people.prefer(speaker)
        self.topic = None

    def _speaker(self, statement: Statement) -> Person | None:
        if statement.mention is not None:
            return self.people.resolve(statement.mention)
        if self.topic is not None:
            person = self.people.resolve(self.topic)
            if person is not None and not person.body:
                return person
        return self.current

    @staticmethod
    def _outer(found: list[Statement]) -> Statement:
        """The last statement that lies in no other."""
        best = found[0]
        for s in found:
            inside = any(
                o is not s and any(a <= s.spans[0][0] and s.spans[-1][1] <= b for a, b in o.spans) for o in found
            )
            if not inside:
                best = s
        return best


def _kind(statement: Statement, doc: Document) -> Kind:
    """Direct when all words of the spans stand between marks, mixed when some do."""
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
            plain += len(doc.text[at : max(at, region.start)].strip(" ,.;:-–—"))
            quoted += 1
            at = region.end
        plain += len(doc.text[min(at, e) : e].strip(" ,.;:-–—"))
    return "direct" if quoted and not plain else "mixed" if quoted else "indirect"


CERTAINTY: dict[str, float] = {
    "quotation on its own": 0.75,
    "quotation in a sentence": 0.7,
    "words quoted in a clause": 0.6,
}


def find(source: Source, speakers: Sequence[Speaker] = (), ids: IdFactory = new_id) -> Finding:
    """Every statement of ``source`` with its speaker.

    ``speakers`` are the ones already known: mentions are brought to them by name and alias. The result's speakers
    are those that are new, or known ones (same id) whose aliases grew.
    """
    finder = _Finder(source, speakers)
    finder.run()
    known = finder.people.changed(ids)
    quotes = []
    for statement, person in sorted(finder.statements, key=lambda p: (p[0].spans[0], p[0].spans[-1])):
        text, prefix, suffix = anchor(source.text, tuple(statement.spans))
        kind = _kind(statement, finder.doc)
        certainty = CERTAINTY.get(statement.rule, 0.9 if kind == "direct" else 0.7)
        report: Literal["", "negated", "questioned"] = "negated" if statement.report == "negated" else ""
        quotes.append(
            Quote(
                id=ids(),
                source=source.id,
                spans=tuple(statement.spans),
                text=text,
                prefix=prefix,
                suffix=suffix,
                kind=kind,
                speaker=person.id if person else None,
                mention=statement.mention,
                cue=statement.cue,
                certainty=certainty,
                rule=statement.rule,
                report=report,
            )
        )
    return Finding(tuple(quotes), tuple(known), ())
