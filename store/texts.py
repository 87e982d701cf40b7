"""Texts as they are compared: case does not matter, and neither does the kind of quotation mark, apostrophe, dash or
blank.
"""

from __future__ import annotations

import re

_BETWEEN = "\x00"
_ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "\u00a0": " ", "\n": " "}
)
_SPELLINGS = {'"': '["“”„«»]', "'": "['’‘]", "-": "[-–—]"}


def pattern_of(text: str) -> re.Pattern[str]:
    """What finds ``text`` in a text as it is printed: any case, any kind of marks, any blanks between words."""
    words = (
        "".join(_SPELLINGS.get(folded(sign), re.escape(sign)) for sign in word)
        for word in text.replace(_BETWEEN, " ").split()
    )
    return re.compile(r"\s+".join(words), re.IGNORECASE)


def folded(text: str) -> str:
    """A text as it is compared: case folded, typographic signs as their plain ones."""
    return text.casefold().translate(_ALIKE)
