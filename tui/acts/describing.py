"""What is known of a source, opened from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.act import Act
from tui.acts.viewing import can_change

if TYPE_CHECKING:
    from tui.screens.details import DetailsScreen
    from tui.screens.review import ReviewScreen


def details(s: ReviewScreen, count: int | None) -> None:
    """Open what is known of the source in hand."""
    from tui.screens.details import DetailsScreen  # noqa: PLC0415  (screens are imported when they are opened)

    s.desk_app.open_list(DetailsScreen)


def no_source(s: ReviewScreen) -> str:
    """Why there is nothing to tell of a source."""
    return "" if s.desk.ws.sources.get(s.desk.source) is not None else "No source is selected."


def _confirm(s: DetailsScreen, count: int | None) -> None:
    s.confirm()


def _is_guess(s: DetailsScreen) -> str:
    return can_change(s) or ("" if s.is_guess() else "This is no guess.")


ACTS = (
    Act("details_confirm", ("a",), "Accept a guess: it is right as it stands", "On a source", _confirm, _is_guess,
        "accept guess", "details"),
)  # fmt: skip
"""The acts on what is known of a source."""
