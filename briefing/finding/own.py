"""Words of an analyst's own, as TOML with the sections and lists of the shipped ones: checked, and added to those.

Knows no place where such words are kept: each text comes with what to call it in a message.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from briefing.errors import OnrecordError
from briefing.finding.lexicon import Lexicon, lexicon, shipped

EXAMPLE = """\
# Words of your own, added to the ones onrecord comes with. Take off the # where a line helps.

[verbs]
# say = "bleat opine"            # report a statement, with or without "that"
# that = "moot"                  # only with "that", or with quoted words
# object = "lampoon"             # take a thing; a statement only where words are quoted
# ask = "probe"                  # report a question

[irregular]
# forsay = "forsays forsaid forsaying"   # the forms of a verb that go their own way

[nouns]
# words = "diatribe"             # "his diatribe that ..."

[people]
# roles = "tsar plenipotentiary" # who can speak: "the tsar said"
# titles = "tsar"                # stand before a name
# bodies = "soviet"              # speak as a body
# documents = "whitepaper"       # speak as a document
# given_male = "thorvald"        # tell "he" from "she"
# given_female = "ragnhild"
"""
"""What is shown where there are no words yet."""


class WordsError(OnrecordError):
    """Own words that cannot be used; the message names where, the line and the key."""

    status = 2


class Own(NamedTuple):
    """A text of own words, and what to call it in a message (a path, or the workspace's name)."""

    where: str
    text: str


Lists = dict[str, dict[str, str]]


def check(own: Own) -> Lists:
    """The lists of a text of own words by section, words separated by blanks. Raises WordsError."""
    try:
        content: dict[str, Any] = tomllib.loads(own.text)
    except tomllib.TOMLDecodeError as error:
        raise WordsError(f"{own.where}: these words are no TOML: {error}") from error
    known = shipped()
    out: Lists = {}
    for section, lists in content.items():
        if section not in known or not isinstance(lists, dict):
            line = _line(own.text, section)
            raise WordsError(f"{own.where}, {line}: no section [{section}] of words; known are {', '.join(known)}")
        for name, listed in lists.items():
            if section != "irregular" and name not in known[section]:
                line = _line(own.text, section, name)
                raise WordsError(
                    f"{own.where}, {line}: [{section}] has no {name}; known are {', '.join(known[section])}"
                )
            words = [listed] if isinstance(listed, str) else listed
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                line = _line(own.text, section, name)
                raise WordsError(f'{own.where}, {line}: [{section}] {name} needs words: "one two" or ["one", "two"]')
            out.setdefault(section, {})[name] = " ".join(" ".join(words).split())
    return out


def _line(text: str, section: str, name: str = "") -> str:
    """In which line a section, or a list of it, stands: "line 3"."""
    lines = text.split("\n")
    head = re.compile(rf"\s*(?:\[\s*\"?{re.escape(section)}\"?\s*\]|\"?{re.escape(section)}\"?\s*[=.])")
    at = next((n for n, line in enumerate(lines) if head.match(line)), 0)
    if name:
        key = re.compile(rf"(?:.*[{{,.])?\s*\"?{re.escape(name)}\"?\s*=")
        at = next((n for n in range(at, len(lines)) if key.match(lines[n])), at)
    return f"line {at + 1}"


@lru_cache(maxsize=8)
def _with(owns: tuple[Own, ...]) -> Lexicon:
    merged: Lists = {}
    for own in owns:
        for section, lists in check(own).items():
            for name, words in lists.items():
                into = merged.setdefault(section, {})
                into[name] = f"{into.get(name, '')} {words}".strip()
    return Lexicon(merged) if merged else lexicon()


def own_words(owns: Sequence[Own] = ()) -> Lexicon:
    """The words to look for: the shipped ones, with those of every text added. Raises WordsError."""
    return _with(tuple(owns))
