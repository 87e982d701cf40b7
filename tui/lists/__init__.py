"""The lists of the desk: what stands in them, and what Enter does there. They know nothing of how they are shown."""

from typing import Any

from tui.later import Later


def __getattr__(name: str) -> Any:
    """A module of this package, to be imported when a function of it is first called."""
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return Later(f"{__name__}.{name}")
