"""A selection of records becomes a file: ``write(path, selection)`` for Markdown, CSV and JSON Lines.

One small module a format, each a pure function from a `Selection` to pieces of text. Knows no workspace and no screen.
Nothing here is imported before it is asked for: commands that only print need `plain` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.writing.files import WriteError as WriteError
    from briefing.writing.files import write as write
    from briefing.writing.selection import Selection as Selection

_HOME = {"Selection": "selection", "WriteError": "files", "write": "files"}

__all__ = ["Selection", "WriteError", "write"]


def __getattr__(name: str) -> Any:
    """Import the module that has ``name`` when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
