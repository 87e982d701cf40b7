"""The help: every act of the screen one comes from, by group, with its keys, made from the table."""

from __future__ import annotations

from collections.abc import Sequence

from tui.act import shown_keys
from tui.doing import Doing
from tui.lists.listing import Listing, Lists, Row

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


class Help(Listing):
    """Keys and what they do; Enter does it."""

    WHERE = ("list", "help")
    HEADING = "Help"
    WIDTHS = (18, 0)
    DOES = True

    def __init__(self, s: Lists, below: Doing) -> None:
        super().__init__(s)
        self.below = below
        page = getattr(below, "page", 0) if "review" in {act.where for act in below.acts.values()} else 0
        self.pane = page

    def build(self) -> Sequence[Row]:
        """The acts under their headings, without those that what is open for reading only does not have."""
        below = self.below
        rows: list[Row] = []
        group = ""
        heading, names = PANES.get(self.pane, ("", ()))
        first = [(heading, below.acts[name]) for name in names if name in below.acts]
        others = [(act.group, act) for act in below.acts.values() if act.id not in names]
        for title, act in (*first, *others):
            if below.closed(act):
                continue
            if title != group:
                group = title
                rows.append(Row("", (("", "muted"), (group, "accent")), heading=True))
            keys = shown_keys(act, below.key_table[act.id]) or ":"
            rows.append(Row(act.id, ((keys, "strong"), (act.help, "text")), f"{act.help}\n\nKeys: {keys}\n\n{SIGNS}"))
        return rows

    def searched(self, row: Row) -> str:
        """Its keys and what they do, not the signs that stand beside every row."""
        return " ".join(text for text, _ in row.cells)

    def opened(self, row: Row) -> None:
        """Do the act that is explained."""
        self.s.close()
        if row.key:
            self.below.later(row.key)
