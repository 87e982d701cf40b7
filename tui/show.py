"""How text of people and sources is made fit for a cell grid: harmless, of a known width, never markup.

Every text that did not come from this program passes `visible` before it is painted. Knows nothing of widgets.
"""

from __future__ import annotations

import os

import msgspec
from rich.cells import cell_len, set_cell_size

_TABLE: dict[int, int | str] = {code: 0x2400 + code for code in range(0x20)}
_TABLE |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_TABLE |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_TABLE |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x2426)
_TABLE |= {0x7F: 0x2421, 0x09: " ", 0x0A: " ", 0x2028: " ", 0x2029: " "}

_TYPED: dict[int, str | None] = dict.fromkeys((*_TABLE, 0x7F), None)
_TYPED |= {0x09: " ", 0x0A: "\n", 0x2028: "\n", 0x2029: "\n"}


def visible(text: str) -> str:
    """``text`` with each control character shown as a picture of itself, one character for one.

    Offsets stay true. Line ends and tabs become blanks, C1 controls and lone surrogates ``U+FFFD``, and the bidi
    overrides that could reorder a line ``␦``.
    """
    return text if text.isprintable() else text.translate(_TABLE)


def width_of(text: str) -> int:
    """How many cells ``text`` takes."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int) -> str:
    """``text`` made visible in exactly ``width`` cells: padded with blanks, or cut with an ellipsis."""
    if width <= 0:
        return ""
    cut = visible(text[: width * 4 + 8])
    length = width_of(cut)
    if length <= width:
        return cut + " " * (width - length)
    if width == 1:
        return "…"
    return set_cell_size(cut, width - 1) + "…"


def clean_input(text: str, *, lines: bool = False) -> str:
    """Typed or pasted text without control characters; with ``lines`` its line ends stay, else they become blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TYPED)
    return text if lines else text.replace("\n", " ")


class Glyphs(msgspec.Struct, frozen=True):
    """The signs of the screen. Each state has its own, so that none depends on colour."""

    cursor: str = "▸"
    mark: str = "●"
    statuses: tuple[tuple[str, str], ...] = (("new", "·"), ("accepted", "✓"), ("rejected", "✗"), ("flagged", "⚑"))
    quote: tuple[str, str] = ("❝", "❞")
    speaker: tuple[str, str] = ("⟨", "⟩")
    cue: tuple[str, str] = ("⌊", "⌋")
    bar: tuple[str, str] = ("█", "░")
    side: str = "┃"
    rule: str = "─"
    wall: str = "│"
    stances: tuple[tuple[str, str], ...] = (("support", "+"), ("oppose", "−"), ("neutral", "0"), ("mixed", "~"))
    note: str = "✎"
    link: str = "↔"
    code: str = "#"
    dot: str = "·"
    plain: bool = False

    def status(self, name: str) -> str:
        """The sign of a review's status."""
        return dict(self.statuses).get(name, "?")

    def stance(self, name: str | None) -> str:
        """The sign of a stance, a blank for none."""
        return dict(self.stances).get(name or "", " ")


ASCII = Glyphs(
    cursor=">",
    mark="*",
    statuses=(("new", "."), ("accepted", "v"), ("rejected", "x"), ("flagged", "!")),
    quote=("{", "}"),
    speaker=("<", ">"),
    cue=("_", "_"),
    bar=("#", "-"),
    side="|",
    rule="-",
    wall="|",
    stances=(("support", "+"), ("oppose", "-"), ("neutral", "0"), ("mixed", "~")),
    note="n",
    link="=",
    code="#",
    dot="-",
    plain=True,
)


def glyphs() -> Glyphs:
    """The signs for this terminal: plain ASCII where ``ONRECORD_ASCII`` is set."""
    return ASCII if os.environ.get("ONRECORD_ASCII") else Glyphs()


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(date: str | None) -> str:
    """An ISO date as ``27 Jan 2022``; what is not one, as it stands."""
    if not date:
        return "undated"
    parts = date[:10].split("-")
    if len(parts) == 3 and all(part.isdigit() for part in parts) and 1 <= int(parts[1]) <= 12:
        return f"{int(parts[2])} {MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return date
