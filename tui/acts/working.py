"""The acts while something takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.screens.working import WorkScreen


def stop(s: WorkScreen, count: int | None) -> None:
    """Stop the work."""
    s.stop()
