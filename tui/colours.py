"""The colours that codes can have. Knows nothing of the screen."""

from __future__ import annotations

CODE_COLOURS: dict[str, tuple[str, str]] = {
    "red": ("#ff9a8d", "#a3261b"),
    "orange": ("#ffb066", "#8a3c00"),
    "yellow": ("#f2d14e", "#665000"),
    "green": ("#7ad39a", "#17693a"),
    "teal": ("#6fd6d0", "#045c5c"),
    "blue": ("#7fb4ff", "#0b57a4"),
    "violet": ("#cdb0ff", "#6b2a9c"),
    "pink": ("#ff9fd0", "#9b1c5e"),
}
"""What a code can be coloured, as it looks on a dark page and on a light one."""


def code_ink(colour: str, other: str = "muted") -> str:
    """The style of a code's sign: its colour, or ``other`` where it has none that is known."""
    return f"code {colour}" if colour in CODE_COLOURS else other
