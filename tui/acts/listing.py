"""The acts of the screens that are lists: moving in them, searching, opening, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.acts.viewing import can_change

if TYPE_CHECKING:
    from tui.lists.listing import Lists


def down(s: Lists, count: int | None) -> None:
    """Next row."""
    s.content.step(count or 1)


def up(s: Lists, count: int | None) -> None:
    """Previous row."""
    s.content.step(-(count or 1))


def page_down(s: Lists, count: int | None) -> None:
    """A page down."""
    s.content.step(s.list.page * (count or 1))


def page_up(s: Lists, count: int | None) -> None:
    """A page up."""
    s.content.step(-s.list.page * (count or 1))


def first(s: Lists, count: int | None) -> None:
    """First row."""
    s.list.go((count or 1) - 1)


def last(s: Lists, count: int | None) -> None:
    """Last row."""
    s.list.go(count - 1 if count else len(s.list.rows) - 1)


def search(s: Lists, count: int | None) -> None:
    """Search in the list."""
    s.content.search()


def open_row(s: Lists, count: int | None) -> None:
    """Open the row."""
    row = s.list.current
    if row is not None:
        s.content.opened(row)


def take_back(s: Any, count: int | None) -> None:
    """In the history: take back all down to the row."""
    s.content.take_back(s.list.current)


def nothing(s: Lists) -> str:
    """Why there is no row to open."""
    return "" if s.list.current else "The list is empty."


def leave(s: Lists, count: int | None) -> None:
    """Leave the search, then the list."""
    s.content.leave()


def close(s: Lists, count: int | None) -> None:
    """Back to the desk."""
    s.close()


def can_change_row(s: Lists) -> str:
    """Why the row cannot be changed."""
    return can_change(s) or nothing(s)
