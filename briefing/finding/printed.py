"""The names a text prints, read once: full names, who has which role before the name, what acronyms stand for.

Knows no speakers; ``people`` asks it whom a surname or a role may mean.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from itertools import chain

from briefing.finding.authors import papers
from briefing.finding.holders import Scope, another, scope, short_roles
from briefing.finding.lexicon import Lexicon
from briefing.finding.names import acronym, last, run_names

OPENING = frozenset('"“«„')
RANKS = frozenset({"vice", "deputy", "former"})
"""Words that make another person of who has a role: the vice president is not the president."""
NEAR = 40
"""How many holders of a role are looked at on either side of a mention, so that the work grows with the text alone."""
_ACRONYM = (
    r"(?<![\w’'&-])((?:[A-Z][\w’'&-]*|of|for|and|the|on)(?: (?:[A-Z][\w’'&-]*|of|for|and|the|on)){1,8})"
    r" \(([A-Z]{2,8}(?:-[A-Z]{2,8})?)\)"
)


class Printed:
    """The names of one text."""

    def __init__(self, text: str, title: str, words: Lexicon) -> None:
        """``title`` is the headline, which ``text`` need not hold; who has a role there has it first."""
        self._text = text
        self._words = words
        self.full: dict[str, Counter[str]] = {}
        """Full names by the word they are known by."""
        self._titled: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {}
        """Where each title stands before a name, which name, and the words before it."""
        self._places: list[tuple[int, str]] = []
        """Where full names stand that may be persons'."""
        headline = ((-1, titles, name) for _, titles, name in run_names(title, words))
        for at, titles, name in chain(headline, run_names(text, words)):
            if not titles and at > 0 and text[at - 1] in OPENING and name.split()[0].lower() not in words.given:
                continue  # what opens a quotation has its capital from there: "Ask Lee"
            if " " in name:
                self._places.append((at, name))
                self.full.setdefault(last(name), Counter())[name] += 1
            for word in {*titles, *chain.from_iterable(map(short_roles, titles))}:
                self._titled.setdefault(word, []).append((at, name, tuple(titles)))

    @cached_property
    def long(self) -> dict[str, str]:
        """What acronyms stand for."""
        out: dict[str, str] = {}
        for m in re.finditer(_ACRONYM, self._text):
            long = acronym(m.group(1), m.group(2))
            if long:
                out.setdefault(m.group(2), long)
        return out

    @cached_property
    def inner(self) -> dict[str, str]:
        """The full name that a word in its middle stands in, where it is one alone: Yusuf, of Abdullahi Yusuf Ahmed."""
        out: dict[str, set[str]] = {}
        for _, name in self._places:
            parts = name.split()
            if len(parts) == 3 and len(parts[1]) > 3:
                out.setdefault(parts[1].lower(), set()).add(name)
        return {word: names.pop() for word, names in out.items() if len(names) == 1}

    @cached_property
    def _papers(self) -> list[tuple[int, str]]:
        """Where newspapers are named."""
        return papers(self._text)

    def paper_before(self, at: int) -> str:
        """The newspaper last named before ``at``, or ""."""
        k = bisect_left(self._papers, (at, ""))
        return self._papers[k - 1][1] if k else ""

    def given_before(self, at: int, given: frozenset[str]) -> str:
        """The full name last before ``at`` whose given name, in small letters, is one of ``given``; or ""."""
        k = bisect_left(self._places, (at, ""))
        near = reversed(self._places[max(0, k - 12) : k])
        return next((name for _, name in near if name.split()[0].lower() in given), "")

    def holder(self, lows: list[str], head: str, at: int, of: Scope) -> str:
        """Who is printed with the role ``head`` before ``at``, or after it: not the US president for the Russian one.

        ``lows`` are the words of the mention in small letters; "" where nobody fits.
        """
        every = self._titled.get(head, [])
        k = bisect_right(every, at, key=lambda entry: entry[0])
        before, after = (
            [t for t in part if self._may_be(t[2], lows, of)]
            for part in (every[max(0, k - NEAR) : k], every[k : k + NEAR])
        )
        seen = before or after
        own = {w[:5] for w in lows if w != head and self._own(w)}
        if own:
            fitting = [t for t in seen if own & {w[:5] for w in t[2]}]
            seen = fitting or [t for t in seen if not any(w != head and self._own(w) for w in t[2])]
        return seen[-1][1] if seen else ""

    def _may_be(self, titles: tuple[str, ...], lows: list[str], of: Scope) -> bool:
        """Whether the words before a name do not make it another's than the mention's."""
        printed = scope(" ".join(word.capitalize() for word in titles), self._words)
        return RANKS.intersection(titles) == RANKS.intersection(lows) and not another(of, printed)

    def _own(self, low: str) -> bool:
        return self._words.says_who(low.removesuffix("'s").removesuffix("’s"))
