"""What is known of a source, opened from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tui.acts.viewing import can_change

if TYPE_CHECKING:
    from tui.doing import Judging
    from tui.lists.details import Details
    from tui.lists.listing import Lists


def details(s: Judging, count: int | None) -> None:
    """Open what is known of the source in hand."""
    from tui.lists.details import Details  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(Details)


def no_source(s: Judging) -> str:
    """Why there is nothing to tell of a source."""
    return "" if s.desk.ws.sources.get(s.desk.source) is not None else "No source is selected."


def _details(s: Lists) -> Details:
    return cast("Details", s.content)


def confirm(s: Lists, count: int | None) -> None:
    """Accept a guess."""
    _details(s).confirm()


def is_guess(s: Lists) -> str:
    """Why there is no guess to accept."""
    return can_change(s) or ("" if _details(s).is_guess() else "This is no guess.")
