"""What a typed line means: an act of the table, how often, on which rows, and what is left over to answer with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tui.act import shown_key
from tui.trie import RUSSIAN

_ROWS = re.compile(r"(all|[0-9]{1,9}(?:-[0-9]{1,9})?(?:,[0-9]{1,9}(?:-[0-9]{1,9})?)*)(?:\s+|$)", re.IGNORECASE)
_COUNT = re.compile(r"([1-9][0-9]{0,5})(?=[^\s0-9,-])")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a line means. ``rows`` are those it begins with (numbers from 1, there or not; None: it names none), ``act``
    is empty where there is none, ``typed`` what was taken for its key, ``rest`` what stands behind that.
    """

    act: str = ""
    count: int | None = None
    rest: str = ""
    rows: tuple[range, ...] | None = None
    typed: str = ""


class Vocabulary:
    """The words for acts: their keys as people write them (``gc``, ``Ctrl+R``), and their ids."""

    def __init__(self, table: Mapping[str, tuple[str, ...]]) -> None:
        self._exact: dict[str, str] = {act: act for act in table}
        self._exact |= {act.removeprefix("pane_"): act for act in table}
        self._named: dict[str, str] = {}
        for act, keys in table.items():
            for sequence in keys:
                shown = shown_key(sequence)
                self._exact[shown] = act
                if len(shown) > 1 and (" " not in sequence or "+" in sequence):
                    self._named[shown.casefold()] = self._named[sequence.casefold()] = act

    def act(self, word: str) -> str:
        """The act that a word stands for; empty for none."""
        return (
            self._exact.get(word) or self._named.get(word.casefold()) or self._exact.get(word.translate(RUSSIAN)) or ""
        )

    def follows(self, word: str) -> dict[str, str]:
        """The keys that begin with ``word``, each with its act."""
        return {
            key: act
            for key, act in self._exact.items()
            if len(word) < len(key) < 6 and key.startswith(word) and key != act
        }

    def meant(self, line: str, *, rows: int | None) -> Meant:
        """What a line means; where there are ``rows`` it may begin with the numbers of some, or ``all``."""
        text, wanted = line.strip(), None
        if rows is not None and (match := _ROWS.match(text)) is not None:
            wanted = _numbers(match[1], rows)
            text = text[match.end() :]
        count = None
        if (match := _COUNT.match(text)) is not None:
            count, text = int(match[1]), text[match.end() :]
        word, _, rest = text.partition(" ")
        act = self.act(word)
        if not act and rest and (act := self.act(word + rest.split(" ")[0])):
            rest = rest.partition(" ")[2]
        if not act and word and not word[0].isalnum() and (act := self.act(word[0])):
            word, rest = word[0], text[1:]
        return Meant(act, count, rest.strip(), wanted, word)


def _numbers(text: str, rows: int) -> tuple[range, ...]:
    """``3,5-7`` (or ``3,7-5``) as numbers, ``all`` as those of all ``rows``."""
    if text.casefold() == "all":
        return (range(1, rows + 1),)
    found = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        low, high = sorted((int(first), int(last or first)))
        found.append(range(low, high + 1))
    return tuple(found)
