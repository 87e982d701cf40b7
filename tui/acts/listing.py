"""The acts of the screens that are lists: moving in them, searching, opening, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.act import Act
from tui.acts.viewing import can_change, help_screen, redo, theme, undo
from tui.lists import all_notes, codebook, speakers

if TYPE_CHECKING:
    from tui.lists.listing import Lists

LIST = "In a list"


def _down(s: Lists, count: int | None) -> None:
    s.content.step(count or 1)


def _up(s: Lists, count: int | None) -> None:
    s.content.step(-(count or 1))


def _page_down(s: Lists, count: int | None) -> None:
    s.content.step(s.list.page * (count or 1))


def _page_up(s: Lists, count: int | None) -> None:
    s.content.step(-s.list.page * (count or 1))


def _first(s: Lists, count: int | None) -> None:
    s.list.go((count or 1) - 1)


def _last(s: Lists, count: int | None) -> None:
    s.list.go(count - 1 if count else len(s.list.rows) - 1)


def _search(s: Lists, count: int | None) -> None:
    s.content.search()


def _open(s: Lists, count: int | None) -> None:
    row = s.list.current
    if row is not None:
        s.content.opened(row)


def _nothing(s: Lists) -> str:
    return "" if s.list.current else "The list is empty."


def _leave(s: Lists, count: int | None) -> None:
    s.content.leave()


def _close(s: Lists, count: int | None) -> None:
    s.close()


def _can_change_row(s: Lists) -> str:
    return can_change(s) or _nothing(s)


ACTS = (
    *codebook.acts(can_change, _can_change_row),
    *speakers.acts(can_change, _can_change_row),
    *all_notes.acts(can_change, _can_change_row),
    Act("list_open", ("enter",), "Open, go there, do it", LIST, _open, _nothing, "open", "list"),
    Act("list_down", ("j", "down"), "Next row", LIST, _down, where="list", counts=True),
    Act("list_up", ("k", "up"), "Previous row", LIST, _up, where="list", counts=True),
    Act("list_page_down", ("pagedown", "ctrl+d"), "A page down", LIST, _page_down, where="list", counts=True),
    Act("list_page_up", ("pageup", "ctrl+u"), "A page up", LIST, _page_up, where="list", counts=True),
    Act("list_first", ("g g", "home"), "First row", LIST, _first, where="list", counts=True),
    Act("list_last", ("G", "end"), "Last row", LIST, _last, where="list", counts=True),
    Act("list_search", ("/", "f"), "Search; the list narrows as you type", LIST, _search, short="search", where="list"),
    Act("list_undo", ("u",), "Undo", LIST, undo, can_change, "undo", "list", counts=True),
    Act("list_redo", ("ctrl+r",), "Redo", LIST, redo, can_change, where="list", counts=True),
    Act("list_theme", ("g t",), "Dark or light", LIST, theme, where="list"),
    Act("list_help", ("?", "f1"), "Help", LIST, help_screen, short="help", where="list"),
    Act("list_leave", ("escape",), "Leave the search, then the list", LIST, _leave, short="back", where="list"),
    Act("list_close", ("q",), "Back to the desk", LIST, _close, where="list"),
)
"""The acts of every list."""
