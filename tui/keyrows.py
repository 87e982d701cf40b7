"""The rows of the table of acts that come in series, and those of all places but the desk. See ``keymap``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, get_args

from briefing.records import Level, Stance
from tui.act import Act, Do, Rows, WhyNot, always
from tui.acts import adjusting, describing, judging, listing, revising, viewing, working
from tui.lists import all_notes, codebook, speakers

_SIGNS = {"support": "+", "oppose": "-", "neutral": "0", "mixed": "~"}
_HOW = {"said": "it was said in those words", "interpreted": "it is interpreted", "inferred": "it is inferred"}


def _stance(value: Stance | None) -> Act:
    key = _SIGNS[value] if value else "d -"
    name = value or "unset"
    return Act(f"stance_{name}", (key,), f"Stance of the last code: {name}", "Judge",
        partial(judging.stance, value=value), judging.no_code, rows="many")  # fmt: skip


def _confidence(value: int | None) -> Act:
    name, told = ("unset", "unset") if value is None else (str(value), f"{value} of 5")
    return Act(f"confidence_{name}", (f"d {value or 0}",), f"Confidence {told}", "Judge",
        partial(judging.confidence, value=value), viewing.can_judge, rows="many")  # fmt: skip


def _level(value: Level | None) -> Act:
    key = "u" if value is None else "f" if value == "inferred" else value[0]
    told = "Level unset" if value is None else f"Level {value}: {_HOW[value]}"
    return Act(f"level_{value or 'unset'}", (f"d {key}",), told, "Judge", partial(judging.level, value=value),
        viewing.can_judge, rows="many")  # fmt: skip


STANCES = tuple(_stance(value) for value in (*get_args(Stance), None))
"""The acts of stance, one for each."""

CERTAINTIES = (
    *(_confidence(value) for value in (1, 2, 3, 4, 5, None)),
    *(_level(value) for value in (*get_args(Level), None)),
)
"""The acts of confidence and level."""


def _spans(name: str, keys: tuple[str, ...], help_line: str, do: Do, short: str = "") -> Act:
    lines = name.startswith(("line", "page"))  # as they are broken on the screen
    return Act(f"spans_{name}", keys, help_line, "While adjusting spans", do, short=short, where="spans", counts=True,
        painted=lines)  # fmt: skip


SPANS = (
    _spans("keep", ("enter", "ctrl+s"), "Keep the spans; or make the new quote", adjusting.keep, "keep"),
    _spans("leave", ("escape", "q"), "Leave the spans as they were", adjusting.leave, "leave"),
    _spans(
        "right", ("l", "right", "w"), "The end in hand a word to the right", partial(adjusting.move, by=1), "word right"
    ),
    _spans(
        "left", ("h", "left", "b"), "The end in hand a word to the left", partial(adjusting.move, by=-1), "word left"
    ),
    _spans(
        "sentence_right",
        ("L", "shift+right", ")"),
        "A sentence to the right",
        partial(adjusting.move, by=1, sentences=True),
    ),
    _spans(
        "sentence_left",
        ("H", "shift+left", "("),
        "A sentence to the left",
        partial(adjusting.move, by=-1, sentences=True),
    ),
    _spans("line_down", ("j", "down"), "A line down", partial(adjusting.lines, way=1)),
    _spans("line_up", ("k", "up"), "A line up", partial(adjusting.lines, way=-1)),
    _spans("page_down", ("pagedown", "ctrl+d"), "A page down", partial(adjusting.lines, way=1, pages=True)),
    _spans("page_up", ("pageup", "ctrl+u"), "A page up", partial(adjusting.lines, way=-1, pages=True)),
    _spans("char_right", (">", "."), "The end in hand a character to the right", partial(adjusting.nudge, by=1)),
    _spans("char_left", ("<", ","), "The end in hand a character to the left", partial(adjusting.nudge, by=-1)),
    _spans(
        "hold",
        ("v", "V", "space"),
        "Take the word at the caret in hand, to go on from there",
        adjusting.hold,
        "in hand",
    ),
    _spans("sentence", ("s",), "Take the whole sentence in hand", adjusting.sentence, "sentence"),
    _spans("other_end", ("tab", "o"), "Take the other end in hand", adjusting.other_end, "other end"),
    _spans("next", ("n",), "Take the next span in hand", adjusting.next_span),
    _spans("add", ("+", "a"), "Add a span after this one", adjusting.add, "add span"),
    _spans("remove", ("-", "x"), "Take this span away", adjusting.remove),
    _spans("find", ("f",), "Find words and take them in hand", adjusting.find, "find words"),
    _spans(
        "new_quote", ("c",), "Make a new quote of these words, beside the one in hand", adjusting.as_new, "as new quote"
    ),
    _spans("split", ("|", "/"), "Split the quote in two at the end in hand", adjusting.split, "split"),
    _spans("help", ("?", "f1"), "Help", viewing.help_screen, "help"),
)
"""The acts while spans are adjusted."""

WORK = (
    Act("work_stop", ("escape", "q", "ctrl+c"), "Stop; nothing of it is kept", "While something takes long",
        working.stop, short="stop", where="work"),
)  # fmt: skip
"""All that can be done while something takes long."""

_CHANGES = "In what a publisher changed"
CHANGES = (
    Act("changes_place", ("p",), "Place the lost quote in the new text", _CHANGES, revising.place, revising.no_lost_row,
        "place", "changes", rows="one"),
    Act("changes_put_away", ("x",), "Put the lost quote away", _CHANGES, revising.put_away, revising.no_lost_row,
        "put away", "changes", rows="one"),
    Act("changes_earlier", ("[",), "The change before this one", _CHANGES, revising.earlier, where="changes",
        counts=True),
    Act("changes_later", ("]",), "The change after this one", _CHANGES, revising.later, where="changes", counts=True),
    Act("changes_down", ("ctrl+e", "ctrl+down"), "Scroll the text down", _CHANGES, revising.scroll_down,
        where="changes", counts=True, painted=True),
    Act("changes_up", ("ctrl+y", "ctrl+up"), "Scroll the text up", _CHANGES, revising.scroll_up, where="changes",
        counts=True, painted=True),
)  # fmt: skip
"""The acts of the screen of changes."""

DETAILS = (
    Act("details_confirm", ("a",), "Accept a guess: it is right as it stands", "On a source", describing.confirm,
        describing.is_guess, "accept guess", "details", rows="one"),
)  # fmt: skip
"""The acts on what is known of a source."""


def _on(table: str, do: Callable[[Any, Any], None]) -> Do:
    """An act on the record of ``table`` under the cursor: ``do`` takes the list's content and the record."""
    return partial(_on_record, table, do)


def _on_record(table: str, do: Callable[[Any, Any], None], s: Any, count: int | None) -> None:
    record = s.desk.ws.records(table).get(s.list.current.key) if s.list.current else None
    if record is not None:
        do(s.content, record)


def _code(name: str, key: str, help_line: str, do: Callable[[Any, Any], None], short: str = "") -> Act:
    return Act(f"code_{name}", (key,), help_line, "Codes", _on("codes", do), listing.can_change_row, short,
        "codebook", rows="one")  # fmt: skip


def _speaker(name: str, key: str, help_line: str, do: Callable[[Any, Any], None], short: str = "") -> Act:
    return Act(f"speaker_{name}", (key,), help_line, "Speakers", _on("speakers", do), listing.can_change_row, short,
        "speakers", rows="one")  # fmt: skip


def _note(name: str, key: str, help_line: str, do: Do, why: WhyNot, short: str = "") -> Act:
    rows: Rows = "" if name == "workspace" else "one"
    return Act(f"note_{name}", (key,), help_line, "Notes", do, why, short, "notes", rows=rows)


def _list(name: str, keys: tuple[str, ...], help_line: str, do: Do, why: WhyNot = always, short: str = "") -> Act:
    counts = name in ("down", "up", "page_down", "page_up", "first", "last", "undo", "redo")
    rows: Rows = "one" if name == "open" else ""
    return Act(f"list_{name}", keys, help_line, "In a list", do, why, short, "list", counts, name == "theme", rows)


LISTS = (
    Act("code_add", ("a",), "Add a code", "Codes", codebook.add, viewing.can_change, "add", "codebook"),
    _code("add_below", "A", "Add a code below this one", codebook.add_below),
    _code("rename", "r", "Rename", codebook.rename, "rename"),
    _code("define", "d", "Write its definition", codebook.define, "define"),
    _code("move", "m", "Put it below another", codebook.move, "move"),
    _code("merge", "M", "Merge it into another: its quotes follow", codebook.merge, "merge"),
    _code("colour", "c", "Give it a colour", codebook.colour),
    _code("note", "i", "Write a note on it", codebook.note),
    _code("retire", "x", "Retire it, or bring it back", codebook.retire, "retire"),
    _code("delete", "D", "Delete it, when no quote has it", codebook.delete),
    _speaker("rename", "r", "Rename; the old name becomes an alias", speakers.rename, "rename"),
    Act("speaker_same", ("=",), "Merge with who may be the same: quotes and names follow", "Speakers",
        _on("speakers", speakers.one_person), speakers.nobody_alike, "same", "speakers", rows="one"),
    Act("speaker_apart", ("x",), "Not the same: it is not proposed again", "Speakers",
        _on("speakers", speakers.two_persons), speakers.nobody_alike, "not the same", "speakers", rows="one"),
    _speaker("merge", "M", "Merge into another: quotes and names follow", speakers.merge, "merge"),
    _speaker("split", "s", "Make an alias a speaker apart, with the quotes that name it", speakers.split, "split"),
    _speaker("alias", "a", "Add another name", speakers.alias, "alias"),
    _speaker("organisation", "o", "Set the organisation", speakers.organisation, "organisation"),
    _speaker("note", "i", "Write a note on the speaker", speakers.note),
    _speaker("role", "p", "Set the role (position)", speakers.role, "role"),
    _note("change", "e", "Edit the note", _on("notes", all_notes.edit), all_notes.not_own, "edit"),
    _note("change_outside", "E", "Edit the note in $EDITOR", _on("notes", all_notes.edit_outside), all_notes.not_own),
    _note("delete", "x", "Delete the note", _on("notes", all_notes.delete), all_notes.not_own, "delete"),
    _note("workspace", "i", "Write a note on the workspace", all_notes.write, viewing.can_change,
        "note on the workspace"),
    Act("history_back", ("U",), "Take back this act of yours and all after it (Ctrl+R: again)", "History",
        listing.take_back, listing.can_change_row, "take back to here", "history", rows="one"),
    _list("open", ("enter",), "Open, go there, do it", listing.open_row, listing.nothing, "open"),
    _list("down", ("j", "down"), "Next row", listing.down),
    _list("up", ("k", "up"), "Previous row", listing.up),
    _list("page_down", ("pagedown", "ctrl+d"), "A page down", listing.page_down),
    _list("page_up", ("pageup", "ctrl+u"), "A page up", listing.page_up),
    _list("first", ("g g", "home"), "First row", listing.first),
    _list("last", ("G", "end"), "Last row", listing.last),
    _list("search", ("/", "f"), "Search; the list narrows as you type", listing.search, short="search"),
    _list("undo", ("u",), "Undo", viewing.undo, viewing.can_change, "undo"),
    _list("redo", ("ctrl+r",), "Redo", viewing.redo, viewing.can_change),
    _list("theme", ("g t",), "Dark or light", viewing.theme),
    _list("help", ("?", "f1"), "Help", viewing.help_screen, short="help"),
    _list("leave", ("escape",), "Leave the search, then the list", listing.leave, short="back"),
    _list("close", ("q",), "Back to the desk", listing.close),
)  # fmt: skip
"""The acts of every list, and those of the codebook, the speakers and the notes."""
