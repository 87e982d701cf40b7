"""The one table of acts: keys, footer, help screen, palette and the docs of keys are made from it.

``python -m tui.keymap`` writes `docs/keys.md` and the key table between the markers in `README.md`. A user's own keys
come from a TOML file of act ids (`tui.remap`). Knows no widget.
"""

from __future__ import annotations

from pathlib import Path

from tui.act import Act, always, shown_keys
from tui.acts import (
    adjusting,
    asking,
    describing,
    exporting,
    importing,
    judging,
    moving,
    picking,
    placing,
    revising,
    sizing,
    viewing,
    writing,
)
from tui.keyrows import CERTAINTIES, CHANGES, DETAILS, LISTS, SPANS, STANCES, WORK

Table = dict[str, tuple[str, ...]]
"""Key sequences by act id."""

GO, JUDGE, WRITE, LOOK, END = "Move", "Judge", "Find", "Look", "Take back, bring in, hand on, leave"

REVIEW = (
    Act("accept", ("a", "space"), "Accept, go to the next new quote", JUDGE, judging.accept, viewing.can_judge,
        "accept", rows="many"),
    Act("reject", ("x",), "Reject, go to the next new quote", JUDGE, judging.reject, viewing.can_judge, "reject",
        rows="many"),
    Act("flag", ("!",), "Flag for a second look", JUDGE, judging.flag, viewing.can_judge, "flag", rows="many"),
    Act("code", ("c",), "Add a code: type to find, Enter adds (where none fits, a new one), Ctrl+N makes one, digits "
        "take recent ones", JUDGE, picking.pick_code, viewing.can_judge, "code", rows="many"),
    *STANCES,
    Act("speaker", ("s",), "Correct the speaker, or say who made it: Enter confirms the speaker found", JUDGE,
        picking.pick_speaker, viewing.can_judge, "speaker", rows="many"),
    Act("note", ("i",), "Write a note: Ctrl+S keeps it, Ctrl+G keeps it and accepts, Esc leaves a draft "
        "(in the sources: on the source)", JUDGE, writing.write_note, writing.note_possible, "note", rows="one"),
    Act("note_outside", ("E",), "Write the note in $EDITOR: what is saved there is kept", JUDGE, writing.write_outside,
        writing.note_possible, rows="one"),
    Act("note_edit", ("I",), "Take your last note on the quote in hand again", JUDGE, writing.edit_note,
        writing.no_own_note, rows="one"),
    *CERTAINTIES,
    Act("link", ("l",), "Link to another quote", JUDGE, picking.pick_link, writing.note_possible, "link", rows="one"),
    Act("spans", ("e",), "Adjust the spans by words, with the text on screen", JUDGE, adjusting.begin,
        adjusting.possible, "spans", rows="one"),
    Act("place_again", ("p",), "Place a lost quote in the new text: a place is proposed, its ends move, Enter takes it",
        JUDGE, placing.place_again, placing.not_lost, rows="one"),
    Act("put_away", ("P",), "Put a lost quote away: it stays with the old text, and with what was said about it", JUDGE,
        placing.put_away, placing.not_lost, rows="many"),
    Act("take_words", ("V",), "Take words of the text for a new quote, by caret (or draw over them by mouse)", JUDGE,
        adjusting.begin_new, adjusting.no_text, rows="one"),
    Act("join", ("g j",), "Join the marked quotes into one", JUDGE, adjusting.join, adjusting.no_join, rows="many"),
    Act("delete", ("g x",), "Delete the quote and all that was said about it", JUDGE, adjusting.delete,
        viewing.can_judge, rows="many"),
    Act("code_drop", ("C",), "Take a code away", JUDGE, picking.drop_code, picking.no_code_here, rows="many"),
    Act("link_drop", ("L",), "Take a link away", JUDGE, picking.drop_link, picking.no_link_to_change, rows="one"),
    Act("accept_stay", ("A",), "Accept and stay", JUDGE, judging.accept_stay, viewing.can_judge, rows="many"),
    Act("unjudge", ("U",), "Make it new again", JUDGE, judging.unjudge, viewing.can_judge, rows="many"),
    Act("again", (".",), "Do the last act again, here", JUDGE, viewing.again, viewing.no_repeat, counts=True,
        rows="many"),
    Act("mark", ("m",), "Mark or unmark, go down; acts then apply to all marked ones shown", JUDGE, moving.mark,
        viewing.needs_quote, counts=True, rows="many"),
    Act("mark_range", ("R",), "Mark all from the last mark to here", JUDGE, moving.mark_range, moving.no_mark,
        rows="one"),
    Act("mark_all", ("M",), "Mark or unmark all quotes shown", JUDGE, moving.mark_all, viewing.needs_quote),
    Act("down", ("j", "down"), "Next row (5j: five on)", GO, moving.down, counts=True),
    Act("up", ("k", "up"), "Previous row", GO, moving.up, counts=True),
    Act("next_new", ("]",), "Next new quote, across sources", GO, moving.next_new, short="next new", counts=True),
    Act("previous_new", ("[",), "Previous new quote, across sources", GO, moving.previous_new, counts=True),
    Act("first", ("g g", "home"), "First row", GO, moving.first, counts=True),
    Act("last", ("G", "end"), "Last row (5G: row 5)", GO, moving.last, counts=True),
    Act("page_down", ("pagedown", "ctrl+d"), "A page down", GO, moving.page_down, counts=True),
    Act("page_up", ("pageup", "ctrl+u"), "A page up", GO, moving.page_up, counts=True),
    Act("next_source", ("J", "}"), "Next source", GO, moving.next_source, counts=True),
    Act("previous_source", ("K", "{"), "Previous source", GO, moving.previous_source, counts=True),
    Act("source", ("g o",), "Pick a source by typing", GO, moving.find_source),
    Act("follow", ("g l",), "Go along a link of this quote", GO, picking.follow_link, picking.no_link, rows="one"),
    Act("back", ("<", "ctrl+o"), "Back to where you jumped from", GO, moving.back),
    Act("forward", (">",), "Forward again", GO, moving.forward),
    Act("place_keep", ("g m",), "Keep this place under a letter", GO, moving.keep_place, writing.note_possible,
        rows="one"),
    Act("place_go", ("'",), "Go to a place kept under a letter", GO, moving.to_place),
    Act("context_down", ("ctrl+e", "ctrl+down"), "Scroll the context down", GO, moving.context_down, counts=True),
    Act("context_up", ("ctrl+y", "ctrl+up"), "Scroll the context up", GO, moving.context_up, counts=True),
    Act("filter", ("f",), "Filter: speaker:peskov code:inf status:new since:2022-01 (Tab completes)", WRITE,
        asking.filter_quotes, short="filter"),
    Act("filter_save", ("F",), "Keep the filter that is on under a name", WRITE, asking.save_filter, asking.no_filter),
    Act("filter_open", ("g f",), "Pick a filter that was kept", WRITE, asking.open_filter),
    Act("search", ("/",), "Search the words shown (names: speaker:peskov)", WRITE, asking.search, short="search"),
    Act("next_hit", ("n",), "Next hit", WRITE, moving.next_hit, asking.no_search),
    Act("previous_hit", ("N",), "Previous hit", WRITE, moving.previous_hit, asking.no_search),
    Act("everywhere", ("g a",), "Show the quotes of all sources, or of this one", WRITE, asking.show_all),
    Act("timeline", ("t",), "Timeline of this speaker and code", WRITE, viewing.timeline, viewing.needs_quote,
        rows="one"),
    Act("pane_next", ("tab",), "Next pane", LOOK, viewing.pane_next),
    Act("pane_previous", ("shift+tab",), "Previous pane", LOOK, viewing.pane_previous),
    Act("pane_sources", ("1",), "Sources", LOOK, viewing.pane_sources, rows="one"),
    Act("pane_quotes", ("2",), "Quotes and context", LOOK, viewing.pane_quotes, rows="one"),
    Act("pane_notes", ("3",), "Notes", LOOK, viewing.pane_notes, rows="one"),
    Act("details", ("o",), "What is known of this source, where it was found, and its file; Enter corrects", LOOK,
        describing.details, describing.no_source, rows="one"),
    Act("changes", ("v",), "What the publisher changed in this source, and what became of its quotes", LOOK,
        revising.changes, revising.one_text, rows="one"),
    Act("lost", ("g v",), "Lost quotes: their words are gone from the new text of their source", WRITE,
        revising.lost_quotes, revising.none_lost),
    Act("unfold", ("g b",), "Show or fold the other prints of this statement", LOOK, revising.unfold,
        revising.one_print, rows="one"),
    Act("set_apart", ("g B",), "Set a print apart: it is a statement of its own", JUDGE, revising.apart,
        revising.not_folded, rows="one"),
    Act("enter", ("enter",), "From a source to its quotes, from a quote to its notes", LOOK, viewing.enter, rows="one"),
    Act("zoom", ("z",), "This pane alone, the context alone, all panes", LOOK, sizing.zoom, painted=True),
    Act("hide_sources", ("g 1",), "Hide or show the sources", LOOK, sizing.hide_sources, painted=True),
    Act("hide_notes", ("g 3",), "Hide or show the notes", LOOK, sizing.hide_notes, painted=True),
    Act("widen", (")",), "Widen this pane (the quotes: heighten)", LOOK, sizing.widen, counts=True, painted=True),
    Act("narrow", ("(",), "Narrow this pane", LOOK, sizing.narrow, counts=True, painted=True),
    Act("sizes_usual", ("=",), "All panes shown, in their usual sizes", LOOK, sizing.usual, sizing.no_size,
        painted=True),
    Act("density", ("g d",), "Rows normal, dense, roomy", LOOK, sizing.density, painted=True),
    Act("order", ("g s",), "Sources by date, left, name; grouped by outlet, month", LOOK, viewing.order_sources),
    Act("order_quotes", ("g u",), "Quotes (ga: all): the least sure first, or as read", LOOK, viewing.order_quotes),
    Act("codebook", ("g c",), "Codebook", LOOK, viewing.codebook),
    Act("speakers", ("g p",), "Speakers", LOOK, viewing.speakers),
    Act("all_notes", ("g n",), "All notes", LOOK, viewing.all_notes),
    Act("history", ("g h",), "History", LOOK, viewing.history),
    Act("theme", ("g t",), "Dark or light", LOOK, viewing.theme, painted=True),
    Act("undo", ("u",), "Undo, across sources and restarts; what brought sources is named first, a second press takes "
        "it back", END, viewing.undo, viewing.can_change, "undo", counts=True),
    Act("redo", ("ctrl+r",), "Redo", END, viewing.redo, viewing.can_change, counts=True),
    Act("import", ("g i",), "Bring files or folders in, with their statements", END, importing.pick_files,
        importing.can_import),
    Act("watch", ("g w",), "Watch a folder: what comes into it comes in; again to end it", END, importing.watch_folder,
        importing.can_watch),
    Act("copy", ("y",), "Copy the quote with its citation", END, viewing.copy, viewing.needs_quote, rows="one"),
    Act("export", ("g e",), "Export what is shown to .md, .csv or .jsonl", END, exporting.export, viewing.needs_quote),
    Act("help", ("?", "f1"), "Help", END, viewing.help_screen, short="help"),
    Act("palette", (":", "ctrl+p"), "Do anything by name; :12 goes to quote 12", END, asking.palette),
    Act("leave", ("escape",), "Leave marks, search, filter, zoom", END, moving.leave),
    Act("quit", ("q", "ctrl+q"), "Quit; the place is remembered", END, viewing.quit_app, always),
)  # fmt: skip
"""The acts of the review, the commonest first: the footer shows them in this order."""

ACTS: tuple[Act, ...] = (*REVIEW, *SPANS, *WORK, *CHANGES, *DETAILS, *LISTS)

HEADINGS = {
    "review": "The desk",
    "spans": "While adjusting spans (`e`) and taking words (`V`)",
    "work": "While something takes long",
    "list": "In every list",
    "codebook": "In the codebook (`gc`)",
    "speakers": "In the speakers (`gp`)",
    "notes": "In the notes (`gn`)",
    "history": "In the history (`gh`)",
    "imported": "After bringing files in (`gi`)",
    "details": "In what is known of a source (`o`)",
    "changes": "In what a publisher changed (`v`)",
    "timeline": "In the timeline (`t`)",
}
KEYS_PAGE = Path(__file__).parent.parent / "docs" / "keys.md"
README = KEYS_PAGE.parent.parent / "README.md"
BEGIN, FINISH = "<!-- keys:begin -->", "<!-- keys:end -->"


def key_table() -> Table:
    """The default keys of every act."""
    return {act.id: act.keys for act in ACTS}


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _rows(acts: list[Act]) -> list[str]:
    """The acts as rows of a Markdown table, with their ids."""
    rows = ["| keys | act | id |", "| --- | --- | --- |"]
    for act in acts:
        keys = " ".join(f"`{_cell(shown_keys(act, (sequence,)))}`" for sequence in act.keys)
        rows.append(f"| {keys} | {_cell(act.help)} | `{act.id}` |")
    return rows


def page() -> str:
    """The whole of `docs/keys.md`."""
    parts = ["# Keys", "", "Made from the table of acts by `python -m tui.keymap`.", ""]
    parts += [
        "A count goes before a key that moves or repeats: `5j`. It starts with a digit from 4 to 9, since 1, 2 and 3"
    ]
    parts += [
        "go to the panes and 0 is a stance. The letters work on a Russian keyboard as well, by the place of the key."
    ]
    parts += [""]
    for where, heading in HEADINGS.items():
        acts = [act for act in ACTS if act.where == where]
        if acts:
            parts += [f"## {heading}", "", *_rows(acts), ""]
    parts += ["The ids are what a key file names: see `onrecord config`.", ""]
    return "\n".join(parts)


def readme_table() -> str:
    """The short table for the README: the acts of the footer and the commonest moves, two beside each other."""
    wanted = (
        "accept", "reject", "flag", "code", "stance_support", "speaker", "note", "confidence_4", "link",
        "spans", "mark",
        "down", "next_new", "first", "pane_next", "filter", "search", "timeline", "undo", "redo", "copy", "help",
    )  # fmt: skip
    acts = {act.id: act for act in ACTS}
    cells = []
    for name in wanted:
        keys, what = shown_keys(acts[name]), acts[name].help
        if name == "stance_support":
            keys, what = "+ - 0 ~", "Stance of the last code: support, oppose, neutral, mixed"
        elif name == "confidence_4":
            keys, what = "d", "Confidence 1 to 5 (`d4`), level (`ds` said, `di` interpreted, `df` inferred)"
        elif name == "down":
            keys, what = "j k ↓ ↑", "Next, previous (with a count: `5j`)"
        elif name == "next_new":
            keys, what = "] [", "Next, previous new quote, across sources"
        elif name == "first":
            keys, what = "gg G", "First, last"
        elif name == "pane_next":
            keys, what = "Tab 1 2 3", "Sources, quotes, notes"
        elif name == "search":
            keys, what = "/ n N", "Search, next, previous hit"
        shown = " ".join(f"`{_cell(key)}`" for key in keys.split(" "))
        cells.append(f"{shown} | {_cell(what)}")
    half = -(-len(cells) // 2)
    rows = ["| key | act | key | act |", "| --- | --- | --- | --- |"]
    rows += [f"| {left} | {right} |" for left, right in zip(cells[:half], [*cells[half:], " | "][:half], strict=True)]
    return "\n".join(rows)


def fill(text: str) -> str:
    """A README's text with the key table between its markers made anew; without markers, as it is."""
    if BEGIN not in text or FINISH not in text:
        return text
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n\n{readme_table()}\n\n{FINISH}{rest.partition(FINISH)[2]}"


def main() -> None:
    """Write the key page and the table in the README."""
    KEYS_PAGE.write_text(page(), encoding="utf-8")
    if README.exists():
        README.write_text(fill(README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
