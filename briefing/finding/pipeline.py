"""One source becomes its statements: the steps in order.

Document, cues and spans sentence by sentence, quotations without a cue, turns, speakers, quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefing.finding.document import is_russian
from briefing.finding.finder import Finder
from briefing.finding.lexicon import Lexicon
from briefing.finding.quotes import quotes_of
from briefing.finding.turns import answers
from briefing.records import IdFactory, Link, Quote, Source, Speaker, new_id


class Finding(NamedTuple):
    """What was found: quotes in text order, speakers that are new or have new aliases, links between quotes.

    ``merged`` are speakers known before who turned out to be one, as (id of who goes, id of who stays).
    """

    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    links: tuple[Link, ...]
    merged: tuple[tuple[str, str], ...] = ()


def _walk(text: str) -> type[Finder]:
    """What walks through a text, by its language."""
    if not is_russian(text):
        return Finder
    from briefing.finding.russian_walk import RussianWalk  # noqa: PLC0415 - only Russian text needs it

    return RussianWalk


def find(
    source: Source, speakers: Sequence[Speaker] = (), ids: IdFactory = new_id, words: Lexicon | None = None
) -> Finding:
    """Every statement of ``source`` with its speaker.

    ``speakers`` are the ones already known: mentions are brought to them by name and alias. The result's speakers
    are those that are new, or known ones (same id) whose aliases grew. ``words`` are
    the words to look for (``own_words``), the shipped ones by default. In a transcript the turns are the quotes, and
    each answer is linked to its question. Any text whatever gives a result; time grows linearly with it.
    """
    finder = _walk(source.text)(source, speakers, words)
    finder.run()
    met = finder.people.changed(ids)
    made = quotes_of(source, finder.doc, finder.statements, ids)
    links: list[Link] = []
    if finder.turns:
        by_start = {q.spans[0][0]: q for s, q in made if s.rule.startswith("turn")}
        for answer, question in answers(finder.turns, source.text):
            a, q = (by_start.get(finder.turns[n].spans[0][0]) for n in (answer, question))
            if a is not None and q is not None:
                links.append(Link(id=ids(), type="answers", from_quote=a.id, to_quote=q.id))
    return Finding(tuple(q for _, q in made), tuple(met), tuple(links))
