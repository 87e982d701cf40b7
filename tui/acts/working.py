"""The acts while something takes long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.act import Act

if TYPE_CHECKING:
    from tui.screens.working import WorkScreen


def _stop(s: WorkScreen, count: int | None) -> None:
    s.stop()


ACTS = (
    Act("work_stop", ("escape", "q", "ctrl+c"), "Stop; nothing of it is kept", "While something takes long", _stop,
        short="stop", where="work"),
)  # fmt: skip
"""All that can be done then."""
