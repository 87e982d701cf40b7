"""The statements of one document in reading order, and who makes each.

Goes sentence by sentence; carries the speaker over quotations that stand alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.finding.aliases import full_name
from briefing.finding.attribution import SentenceFinder
from briefing.finding.document import Document, Sentence, Tok
from briefing.finding.floating import floating, headline
from briefing.finding.lexicon import Lexicon, lexicon
from briefing.finding.people import People
from briefing.finding.persons import Person
from briefing.finding.statement import Statement
from briefing.finding.turns import Turn, find_turns
from briefing.records import Source, Span, Speaker

if TYPE_CHECKING:
    from briefing.finding.russian import RussianFinder

SKIPPED = frozenset(("dateline", "credit", "boilerplate", "stage"))
SHORTEST = 4
"""Nothing shorter than this, in characters, is a statement."""
Found = tuple[Statement, Person | None]


class Finder:
    """Walks through one source. ``statements`` are what it found, ``turns`` the turns of a transcript.

    As it stands it reads English; ``russian_walk`` reads Russian.
    """

    russian = False

    def __init__(self, source: Source, speakers: Sequence[Speaker], words: Lexicon | None = None) -> None:
        self.words = words or lexicon()
        self.source = source
        self.doc = Document(source, self.words)
        self.turns: list[Turn] = find_turns(source, self.doc.paragraphs, self.doc.roles, self.doc.opened)
        spoken = {n for turn in self.turns for n in turn.paragraphs}
        self.sentences = self.doc.sentences(spoken)
        self.people = People(source.text, speakers, self.words, source.title, self.russian)
        self.people.labels = frozenset(source.text[slice(*turn.label)] for turn in self.turns)
        self.statements: list[Found] = []
        self._labelled: dict[str, Person] = {}
        """Who has the turns of a label, the same throughout."""
        self.before: Span | None = None
        """The sentence before."""
        self.told = -1
        """The paragraph that is one statement as a whole, told by the colon before it."""
        self.current: Person | None = None
        self.unknown: Span | None = None
        """Mention of the speaker that is carried on where nobody is known by it."""
        self.topic: Span | None = None
        """Subject of the sentence before, where it reports nothing; of the paragraph before only somebody named."""

    def run(self) -> None:
        """Finds everything."""
        paragraph, first = -1, True
        for sentence in self.sentences:
            if self.doc.roles[sentence.paragraph] in SKIPPED:
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                about = full_name(self.doc.text[slice(*self.topic)], self.words) if self.topic else ""
                if about.split(" ")[0].lower() not in self.words.given:
                    self.topic = None
            if sentence.end - sentence.start < SHORTEST or sentence.paragraph == self.told:
                continue
            self._sentence(sentence, first)
            self.before = sentence.start, sentence.end
            first = False
        for turn in self.turns:
            self._turn(turn)

    def _turn(self, turn: Turn) -> Person | None:
        """Takes up a turn; gives who has it."""
        label = self.source.text[slice(*turn.label)]
        person = None if turn.generic else self._labelled.get(label) or self.people.resolve(turn.label, label=True)
        if person is not None:
            self._labelled[label] = person
        rule = "turn of a question" if turn.generic else "turn of a transcript"
        self.statements.append((Statement(list(turn.spans), turn.label, None, rule), person))
        return person

    def _found(
        self, _sentence: Sentence, toks: list[Tok], first: bool
    ) -> tuple[SentenceFinder | RussianFinder, list[Statement]]:
        """The statements of a sentence, and who found them; ``first`` is said of the document's first one."""
        finder = SentenceFinder(self.doc.text, toks, self.words)
        found = finder.find()
        if first:
            found.extend(headline(finder))
        found.extend(floating(finder))
        return finder, uncrossed(found)

    def _notice(self, span: Span) -> None:
        """Takes up whom the text speaks of at ``span``."""
        self.people.notice(span)

    def _sentence(self, sentence: Sentence, first: bool) -> None:
        toks = self.doc.tokens(sentence)
        finder, found = self._found(sentence, toks, first)
        if not found:
            self._report_nothing(finder, bool(toks) and toks[-1].text in (":", ","))
            return
        outer = _outer(found)
        speaker: Person | None = None
        for statement in sorted(found, key=lambda s: s.mention or (1 << 60, 0)):
            statement.sentence = (sentence.start, sentence.end)
            if statement.rule == "dialogue question":
                self.statements.append((statement, None))
                continue
            self._notice_subject(finder, statement)
            person = self._speaker(statement)
            if statement.mention is None:
                statement.mention = person.mention if person is not None else self.unknown
            elif person is None:
                self.current, self.unknown = None, statement.mention
            self.statements.append((statement, person))
            if person is not None and (statement is outer or speaker is None):
                speaker = person
        if speaker is not None:
            self.current = speaker
            self.people.prefer(speaker)
        self.topic = None

    def _notice_subject(self, finder: SentenceFinder | RussianFinder, statement: Statement) -> None:
        """Takes up whom the sentence itself is about before "he" says something: "Hill had no comment, but he said"."""
        at = statement.mention
        if at is None or self.russian or self.doc.text[slice(*at)].lower() not in ("he", "she"):
            return
        k = next((n for n, tok in enumerate(finder.toks) if tok.start == at[0]), 0)
        who = finder.main_subject(k) if k else None
        if who is not None:
            self._notice(finder.span(who))

    def _report_nothing(self, finder: SentenceFinder | RussianFinder, opens: bool) -> None:
        """A sentence without a statement may still say whose the next quotation is."""
        who = finder.main_subject(len(finder.toks))
        self.topic = finder.span(who) if who else None
        if self.topic is None:
            return
        if opens:
            self.current = self.people.resolve(self.topic) or self.current
        else:
            self._notice(self.topic)

    def _speaker(self, statement: Statement) -> Person | None:
        if statement.mention is not None:
            return self.people.resolve(statement.mention)
        if self.topic is not None and self.people.personal(self.topic):
            person = self.people.resolve(self.topic)
            if person is not None and not person.body:
                return person
        return self.current


def _inside(inner: Statement, outer: Statement) -> bool:
    return any(a <= inner.spans[0][0] and inner.spans[-1][1] <= b for a, b in outer.spans)


def _outer(found: list[Statement]) -> Statement:
    """The last statement that lies in no other."""
    best = found[0]
    for s in found[:50]:
        if not any(o is not s and _inside(s, o) for o in found[:50]):
            best = s
    return best


def uncrossed(found: list[Statement]) -> list[Statement]:
    """The statements without those whose spans cross an earlier one's; the surer rule comes first."""
    kept: list[Statement] = []
    for s in found:
        crossing = any(a < c < b < d or c < a < d < b for o in kept[-60:] for a, b in o.spans for c, d in s.spans)
        if not crossing:
            kept.append(s)
    return kept
