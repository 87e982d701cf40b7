"""What the keys do, by theme: functions that take the screen and a count. The table that names them is `tui.keymap`;
each module is loaded when an act of it is first done."""

from typing import Any

from tui.later import Later


def __getattr__(name: str) -> Any:
    """A module of this package, to be imported when a function of it is first called."""
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return Later(f"{__name__}.{name}")
