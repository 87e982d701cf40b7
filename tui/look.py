"""Colours: two themes of our own, and the styles that every pane paints with, made from whatever theme is on.

The own themes keep at least 4.5:1 between each text and each ground it can stand on (WCAG AA); a test holds them to it.
Whatever a colour says, a sign or a word says too.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.color import Color, ColorParseError
from textual.filter import LineFilter
from textual.theme import Theme

from tui.colours import CODE_COLOURS

DARK = Theme(
    name="onrecord-dark",
    dark=True,
    primary="#7fb4ff",
    secondary="#9fb3c8",
    accent="#7fb4ff",
    success="#7ad39a",
    error="#ff9a8d",
    warning="#f2c14e",
    foreground="#e6e8eb",
    background="#14171c",
    surface="#1b2027",
    panel="#232a33",
    variables={
        "or-muted": "#a3abb6",
        "or-rule": "#566070",
        "or-cursor": "#2b3b52",
        "or-quote": "#ffe9a8",
        "or-quote-ground": "#3a3420",
        "or-speaker": "#8fd3ff",
        "or-cue": "#d9b8ff",
    },
)
LIGHT = Theme(
    name="onrecord-light",
    dark=False,
    primary="#0b57a4",
    secondary="#4d5a68",
    accent="#0b57a4",
    success="#17693a",
    error="#a3261b",
    warning="#754e00",
    foreground="#1d2228",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e6e3da",
    variables={
        "or-muted": "#545c69",
        "or-rule": "#a5a092",
        "or-cursor": "#d6e4f7",
        "or-quote": "#2b2200",
        "or-quote-ground": "#ffefb0",
        "or-speaker": "#0b4f8a",
        "or-cue": "#6b2a9c",
    },
)
THEMES = (DARK, LIGHT)

GROUNDS = {"": "background", "cursor": "cursor", "bar": "panel", "panel": "surface"}
"""Where a style may stand: on the page, on the row of the cursor, in the bottom bar, in a picker."""
INKS = (
    "text",
    "muted",
    "accent",
    "accepted",
    "rejected",
    "flagged",
    "new",
    "speaker",
    "cue",
    *(f"code {name}" for name in CODE_COLOURS),
)


def colours(theme: Theme) -> dict[str, Color]:
    """The colours the panes use, by name, from one of our themes or any of Textual's."""
    system = theme.to_color_system().generate()

    def get(name: str, default: str | Color) -> Color:
        try:
            return Color.parse(theme.variables.get(name) or system.get(name) or default)
        except ColorParseError:
            return Color.parse(default)

    ink = get("foreground", "#e0e0e0" if theme.dark else "#1e1e1e")
    page = get("background", "#121212" if theme.dark else "#fafafa")
    return {
        "background": page,
        "text": ink,
        "muted": get("or-muted", ink.blend(page, 0.3)),
        "rule": get("or-rule", ink.blend(page, 0.6)),
        "accent": get("accent", ink),
        "accepted": get("success", ink),
        "rejected": get("error", ink),
        "flagged": get("warning", ink),
        "new": ink,
        "cursor": get("or-cursor", page.blend(get("primary", ink), 0.25)),
        "panel": get("panel", page),
        "surface": get("surface", page),
        "quote": get("or-quote", ink),
        "quote ground": get("or-quote-ground", page.blend(get("warning", ink), 0.2)),
        "speaker": get("or-speaker", ink),
        "cue": get("or-cue", ink),
        **{f"code {name}": Color.parse(pair[0 if theme.dark else 1]) for name, pair in CODE_COLOURS.items()},
    }


class Look:
    """Ready Rich styles by name: an ink, optionally after its ground (``"cursor muted"``).

    ``filters`` are Textual's, for terminals with few or no colours.
    """

    def __init__(self, theme: Theme, filters: Sequence[LineFilter] = ()) -> None:
        table = colours(theme)
        self.styles: dict[str, Style] = {}
        for place, ground in GROUNDS.items():
            back = table[ground].rich_color
            for ink in (*INKS, "rule"):
                style = Style(color=table[ink].rich_color, bgcolor=back)
                if place == "cursor" or ink == "accent":
                    style += Style(bold=True)
                if ink == "speaker":
                    style += Style(underline=True)
                if ink == "cue":
                    style += Style(italic=True)
                self.styles[f"{place} {ink}".strip()] = style
            self.styles[f"{place} strong".strip()] = self.styles[f"{place} text".strip()] + Style(bold=True)
            self.styles[f"{place} caret".strip()] = self.styles[f"{place} text".strip()] + Style(reverse=True)
            self.styles[f"{place} error".strip()] = self.styles[f"{place} rejected".strip()] + Style(bold=True)
        self.styles["quote"] = Style(
            color=table["quote"].rich_color, bgcolor=table["quote ground"].rich_color, bold=True
        )
        self.styles["other"] = self.styles["strong"] + Style(underline=True)
        self.styles["cut"] = self.styles["rejected"] + Style(strike=True)
        self.styles["added"] = self.styles["accepted"] + Style(bold=True)
        self.styles["hand"] = self.styles["quote"] + Style(reverse=True)
        self.styles["title"] = self.styles["strong"]
        self.styles["focus"] = self.styles["accent"] + Style(reverse=True)
        for one in filters:
            for name, style in self.styles.items():
                (segment,) = one.apply([Segment(" ", style)], table["background"])
                self.styles[name] = segment.style or style

    def __getitem__(self, name: str) -> Style:
        return self.styles[name]
