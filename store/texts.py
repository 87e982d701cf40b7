"""The words of all quotes as one long text, in which a word is found by one pass of the fastest search Python has.

Case does not matter, and neither does the kind of quotation mark, apostrophe, dash or blank.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from briefing.records import Quote
from store.entries import Op
from store.tables import Records

_BETWEEN = "\x00"
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\n": " "}
)
_STALE = 2_000
_SPELLINGS = {'"': '["“”„«»]', "'": "['’‘]", "-": "[-–—]"}


def pattern_of(text: str) -> re.Pattern[str]:
    """What finds ``text`` in a text as it is printed: any case, any kind of marks, any blanks between words."""
    words = (
        "".join(_SPELLINGS.get(folded(sign), re.escape(sign)) for sign in word)
        for word in text.replace(_BETWEEN, " ").split()
    )
    return re.compile(r"\s+".join(words), re.IGNORECASE)


class _Words(msgspec.Struct):
    id: str
    text: str = ""


_words = msgspec.json.Decoder(_Words)


def folded(text: str) -> str:
    """A text as it is compared: case folded, typographic signs as their plain ones."""
    return text.casefold().translate(_ALIKE)


class Texts:
    """The folded words of every quote. Changes go into a small list that is searched as well, until it grows long."""

    def __init__(self, quotes: Records[Quote]) -> None:
        self._quotes = quotes
        self._build()

    def _build(self) -> None:
        raw = self._quotes.raw
        self._ids = self._quotes.ids()
        starts = array("Q")
        texts: list[str] = []
        at = 0
        for ident in self._ids:
            text = _words.decode(raw(ident) or b"").text.casefold()
            starts.append(at)
            texts.append(text)
            at += len(text) + 1
        whole = _BETWEEN.join(texts)
        plain = whole.translate(_ALIKE) if not whole.isascii() else whole
        self._starts, self._whole = starts, plain
        self._changed: dict[str, str | None] = {}

    def take(self, op: Op) -> None:
        """Note a quote that came, changed or went."""
        if not op.key:
            self._build()
            return
        if op.new is not None:
            words = _words.decode(op.new)
            self._changed[words.id] = folded(words.text)
        elif op.old is not None:
            self._changed[_words.decode(op.old).id] = None
        if len(self._changed) > _STALE:
            self._build()

    def containing(self, text: str) -> Iterator[str]:
        """The ids of the quotes whose words contain ``text``, as they are found."""
        wanted = folded(text).replace(_BETWEEN, " ")
        changed, ids = dict(self._changed), self._ids  # as they are now: the reader may change quotes on the way
        for ident, words in changed.items():
            if words is not None and wanted in words:
                yield ident
        find, starts, size = self._whole.find, self._starts, len(wanted)
        at = find(wanted)
        while at >= 0 and size:
            which = bisect_right(starts, at) - 1
            ident = ids[which]
            if ident not in changed:
                yield ident
            if which + 1 >= len(starts):
                return
            at = find(wanted, starts[which + 1])
