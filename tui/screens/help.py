"""The help screen: every act of the screen one comes from, by group, with its keys, made from the table."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tui.act import shown_keys
from tui.screens.listing import ListScreen, Row

SIGNS = (
    "In the quotes: ✓ accepted, ✗ rejected, ⚑ flagged, · new, ● marked, # codes, ✎ notes, ↔ links. "
    "In the context: ❝ ❞ and bold the quote, ⟨ ⟩ and underlined its speaker, ⌊ ⌋ and italic its cue."
)


PANES: dict[int, tuple[str, tuple[str, ...]]] = {
    1: ("In the sources", ("down", "up", "enter", "note", "order", "source", "import", "changes", "hide_sources")),
    3: ("In the notes", ("down", "up", "note", "note_edit", "note_outside", "code_drop", "link_drop", "follow",
        "all_notes", "hide_notes")),
}  # fmt: skip
"""What belongs to a pane; in that of the quotes the order of the table is right."""


class HelpScreen(ListScreen):
    """Keys and what they do; Enter does it."""

    WHERE = ("list", "help")
    HEADING = "Help"
    WIDTHS = (18, 0)

    about: Sequence[str] = ("review",)
    """The parts of the table that are explained."""
    pane = 0
    """The pane that has the focus, whose acts come first; 0 where there is but one."""
    left_out: Collection[str] = ()
    """The acts that a workspace open for reading only does not have."""

    def build(self) -> Sequence[Row]:
        """The acts under their headings."""
        app = self.desk_app
        rows: list[Row] = []
        group = ""
        heading, first = PANES.get(self.pane, ("", ()))
        here = [(heading, app.acts[name]) for name in first]
        others = [(act.group, act) for act in app.acts.values() if act.where in self.about and act.id not in first]
        for title, act in (*here, *others):
            if act.id in self.left_out:
                continue
            if title != group:
                group = title
                rows.append(Row("", (("", "muted"), (group, "accent")), heading=True))
            keys = shown_keys(act, app.key_table[act.id]) or ":"
            rows.append(Row(act.id, ((keys, "strong"), (act.help, "text")), f"{act.help}\n\nKeys: {keys}\n\n{SIGNS}"))
        return rows

    def opened(self, row: Row) -> None:
        """Do the act that is explained."""
        app = self.desk_app
        self.close()
        if row.key:
            app.call_later(app.perform, row.key)
