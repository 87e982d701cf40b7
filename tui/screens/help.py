"""The help screen: every act of the screen one comes from, by group, with its keys, made from the table."""

from __future__ import annotations

from collections.abc import Sequence

from tui.act import shown_keys
from tui.screens.listing import ListScreen, Row

SIGNS = (
    "In the quotes: ✓ accepted, ✗ rejected, ⚑ flagged, · new, ● marked, # codes, ✎ notes, ↔ links. "
    "In the context: ❝ ❞ and bold the quote, ⟨ ⟩ and underlined its speaker, ⌊ ⌋ and italic its cue."
)


class HelpScreen(ListScreen):
    """Keys and what they do; Enter does it."""

    WHERE = ("list", "help")
    HEADING = "Help"
    WIDTHS = (18, 0)

    about: Sequence[str] = ("review",)
    """The parts of the table that are explained."""

    def build(self) -> Sequence[Row]:
        """The acts under their headings."""
        app = self.desk_app
        rows: list[Row] = []
        group = ""
        for name, act in app.acts.items():
            if act.where not in self.about:
                continue
            if act.group != group:
                group = act.group
                rows.append(Row("", (("", "muted"), (group, "accent")), heading=True))
            keys = shown_keys(act, app.key_table[name]) or ":"
            rows.append(Row(name, ((keys, "strong"), (act.help, "text")), f"{act.help}\n\nKeys: {keys}\n\n{SIGNS}"))
        return rows

    def opened(self, row: Row) -> None:
        """Do the act that is explained."""
        app = self.desk_app
        self.close()
        if row.key:
            app.call_later(app.perform, row.key)
