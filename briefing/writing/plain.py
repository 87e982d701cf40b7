"""Outside text made harmless for a terminal or a page: nothing in it moves a cursor or turns the reading direction."""

from __future__ import annotations

import re

_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_BREAKS = re.compile("[\t\n]+")


def visible(text: str) -> str:
    """``text`` with each control, bidi or invisible character shown as a sign; tabs and line ends stay.

    C0 controls become their pictures (escape is ``␛``), all others their number (``‹U+202E›``).
    """
    return _HARMFUL.sub(_sign, text)


def one_line(text: str) -> str:
    """`visible` text on a single line: runs of tabs and line ends become one space."""
    return visible(_BREAKS.sub(" ", text.strip()))


def escaped_json(text: str) -> str:
    """A JSON text in which the characters that `visible` shows are written ``\\uXXXX``: same value, safe to print."""
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _sign(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(0x2400 + number)
    return "␡" if number == 0x7F else f"‹U+{number:04X}›"
