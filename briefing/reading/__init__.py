"""A file of any kind becomes a Source: ``read`` and ``read_all`` are the door, ``source_of_text`` takes words alone.

Nothing here is imported before it is used: the command line asks for one name and pays for that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.reading.bulk import find_in_all as find_in_all
    from briefing.reading.bulk import find_in_each as find_in_each
    from briefing.reading.cleaning import Cleaned as Cleaned
    from briefing.reading.cleaning import clean as clean
    from briefing.reading.door import read as read
    from briefing.reading.door import read_all as read_all
    from briefing.reading.draft import text_hash as text_hash
    from briefing.reading.errors import ReadError as ReadError
    from briefing.reading.errors import Skipped as Skipped
    from briefing.reading.outlets import learned as learned
    from briefing.reading.shaping import Shape as Shape
    from briefing.reading.shaping import shape as shape
    from briefing.reading.words import source_of_text as source_of_text

_HOME = {
    "Cleaned": "cleaning",
    "clean": "cleaning",
    "read": "door",
    "read_all": "door",
    "learned": "outlets",
    "text_hash": "draft",
    "find_in_all": "bulk",
    "find_in_each": "bulk",
    "ReadError": "errors",
    "Skipped": "errors",
    "Shape": "shaping",
    "shape": "shaping",
    "source_of_text": "words",
}

__all__ = [*_HOME]


def __getattr__(name: str) -> Any:
    """Import the module that has ``name`` when it is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - the point of this function

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
