"""The walk through a Russian source: dialogue, what is reported inside turns, and paragraphs told by a colon."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.finding import russian_people
from briefing.finding.document import Sentence, Tok
from briefing.finding.finder import SKIPPED, Finder, uncrossed
from briefing.finding.lexicon import Lexicon
from briefing.finding.persons import Person
from briefing.finding.russian import RussianFinder
from briefing.finding.russian_names import by_father
from briefing.finding.russian_sides import ahead
from briefing.finding.russian_speech import of_others
from briefing.finding.russian_words import fold, words
from briefing.finding.statement import Statement
from briefing.finding.turns import Turn
from briefing.records import Source, Span, Speaker


class RussianWalk(Finder):
    """Walks through one Russian source, see ``Finder``."""

    russian = True

    def __init__(self, source: Source, speakers: Sequence[Speaker], own: Lexicon | None = None) -> None:
        super().__init__(source, speakers, own)
        self.sentences = spoken_whole(self.doc.text, self.sentences)
        self.spoken = self._spoken_sentences()
        """The sentences of turns by paragraph, looked at for what is reported inside them."""
        self.present: set[Person] = set()
        """Who has had a turn: nobody there says "he" of them."""
        self.talk = False
        """Whether the paragraph before was a turn of a dialogue that dashes mark."""

    def _spoken_sentences(self) -> dict[int, list[Sentence]]:
        spoken = {n for turn in self.turns for n in turn.paragraphs}
        out: dict[int, list[Sentence]] = {}
        for sentence in self.doc.sentences(set(range(len(self.doc.paragraphs))) - spoken):
            out.setdefault(sentence.paragraph, []).append(sentence)
        return out

    def _turn(self, turn: Turn) -> Person | None:
        person = super()._turn(turn)
        if person is not None:
            self.people.defer(person)
            self.present.add(person)
        self._inside_turn(turn)
        return person

    def _inside_turn(self, turn: Turn) -> None:
        """What somebody else is reported to have said inside a turn."""
        for paragraph in turn.paragraphs:
            for sentence in self.spoken.get(paragraph, ()):
                if not any(a < sentence.end and sentence.start < b for a, b in turn.spans):
                    continue
                toks = [t for t in self.doc.tokens(sentence) if t.start >= turn.spans[0][0]]
                finder = RussianFinder(self.doc.text, toks)
                for statement in finder.find():
                    if statement.mention is None or not of_others(statement, self.doc.text):
                        continue
                    statement.sentence = (sentence.start, sentence.end)
                    person = self.people.resolve(statement.mention)
                    pronoun = fold(self.doc.text[slice(*statement.mention)]) in words()["pronouns"]
                    if person is not None:
                        present = pronoun and person in self.present
                        self.statements.append((statement, None if present else person))
                subject = finder.main_subject(len(toks))
                if subject and not self._spoken_to(finder.span(subject)):
                    russian_people.notice(self.people, finder.span(subject))

    def _spoken_to(self, span: Span) -> bool:
        """Whether a name is called out: given name and patronymic before a comma."""
        return self.doc.text[span[1] : span[1] + 1] == "," and by_father(self.doc.text[slice(*span)])

    def _found(self, sentence: Sentence, toks: list[Tok], first: bool) -> tuple[RussianFinder, list[Statement]]:
        finder = RussianFinder(self.doc.text, toks, self.before, first)
        found = [s for s in finder.find() if not self._told_already(s)]
        if found and found[0].rule.startswith("dialogue"):
            if not self.talk and not found[0].mention:
                found = []
            self.talk = bool(found)
        else:
            self.talk = False
        found = uncrossed(found)
        told = self._told(finder, sentence, found)
        if told is not None:
            found.append(told)
        subject = finder.main_subject(len(toks)) if found else None
        if subject and not any(s.mention == finder.span(subject) for s in found):
            self._notice(finder.span(subject))
        return finder, found

    def _told_already(self, statement: Statement) -> bool:
        """Whether "об этом писал X" goes back to a sentence that gives words of somebody else and who cites them."""
        before = [s for s, _ in self.statements[-3:] if s.sentence == self.before]
        return statement.spans == [self.before] and any(s.rule == "ru words of" for s in before)

    def _told(self, finder: RussianFinder, sentence: Sentence, found: list[Statement]) -> Statement | None:
        """The paragraph behind a sentence that ends "X сказал:", where it stands without marks."""
        n = sentence.paragraph + 1
        if self.doc.text[sentence.end - 1] != ":" or sentence.end != self.doc.paragraphs[n - 1][1]:
            return None
        if n >= len(self.doc.paragraphs) or self.doc.roles[n] in SKIPPED:
            return None
        start, end = self.doc.paragraphs[n]
        statement = ahead(finder, (start, end), found)
        if statement is not None:
            self.told = n
        return statement

    def _notice(self, span: Span) -> None:
        russian_people.notice(self.people, span)


def spoken_whole(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences with those of a paragraph that a dash opens as one: it is one turn of a dialogue."""
    out: list[Sentence] = []
    for s in sentences:
        if out and out[-1].paragraph == s.paragraph and text[out[-1].start] in "—–-":
            out[-1] = Sentence(out[-1].start, s.end, s.paragraph, out[-1].regions + s.regions)
        else:
            out.append(s)
    return out
