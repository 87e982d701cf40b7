"""One source becomes its statements: the steps in order.

Document, cues and spans sentence by sentence, quotations without a cue, speakers, quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefing.finding.attribution import SentenceFinder, Statement, fragment
from briefing.finding.document import Document, Sentence, Tok
from briefing.finding.lexicon import lexicon
from briefing.finding.people import People, Person
from briefing.finding.phrases import phrase_back
from briefing.records import IdFactory, Kind, Link, Quote, Source, Speaker, anchor, new_id

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
        self.current: Person | None = None
        self.current_paragraph = -9

    def run(self) -> None:
        for sentence in self.doc.sentences:
            if self.doc.roles[sentence.paragraph] in SKIPPED:
                continue
            self._sentence(sentence)

    def _sentence(self, sentence: Sentence) -> None:
        toks = self.doc.tokens(sentence)
        finder = SentenceFinder(self.doc.text, toks, self.words)
        found = finder.find()
        found.extend(self._floating(sentence, toks, finder))
        found.sort(key=lambda s: s.spans[0])
        subject = None
        for statement in sorted(found, key=lambda s: s.mention or (1 << 60, 0)):
            person = self.people.resolve(statement.mention) if statement.mention else self.current
            if statement.mention is None and person is not None:
                statement.mention = person.mention
            self.statements.append((statement, person))
            if person is not None:
                subject = person
        if subject is not None:
            self.current = subject
            self.current_paragraph = sentence.paragraph

    def _floating(self, sentence: Sentence, toks: list[Tok], finder: SentenceFinder) -> list[Statement]:
        out = []
        for k, tok in enumerate(toks):
            if tok.kind != "q" or k in finder.used or tok.region is None or tok.region.single:
                continue
            alone = all(t.kind == "p" or t is tok for t in toks)
            if alone and not fragment(tok, self.doc.text, 3):
                out.append(Statement([(tok.start, tok.end)], None, None, "quotation on its own", carried=True))
                continue
            start = k == 0 or toks[k - 1].kind == "p"
            if start and not fragment(tok, self.doc.text):
                mention = finder.last_subject
                who = (toks[mention[0]].start, toks[mention[1] - 1].end) if mention else None
                out.append(Statement([(tok.start, tok.end)], who, None, "quotation in a sentence", carried=who is None))
            elif k and tok.region and self.doc.text[tok.region.inner : tok.region.inner_end].count(" ") >= 2:
                inner = self.doc.text[tok.region.inner : tok.region.inner_end]
                if inner[:1].islower() and toks[k - 1].kind == "w":
                    mention = self._subject(toks, k)
                    if mention is not None:
                        out.append(Statement([(tok.start, tok.end)], mention, None, "words quoted in a clause"))
        return out

    def _subject(self, toks: list[Tok], k: int) -> tuple[int, int] | None:
        """The sentence's own subject before token ``k``: the phrase before its first plain past verb."""
        for i in range(1, k):
            low = toks[i].low
            if toks[i].kind == "w" and (low.endswith("ed") or low in self.words.cues) and not toks[i].capital:
                r = phrase_back(toks, i, self.words)
                if r is not None:
                    return toks[r[0]].start, toks[r[1] - 1].end
        return None


def _kind(statement: Statement, doc: Document) -> Kind:
    """Direct when all words of the spans stand between marks, mixed when some do."""
    quoted = plain = 0
    for s, e in statement.spans:
        at = s
        for region in doc.regions:
            if region.end <= s or region.start >= e:
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
        report: Literal["", "negated", "questioned"] = ""
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
