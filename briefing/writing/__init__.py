"""A selection of records becomes a file: ``write(path, selection)`` for Markdown, CSV and JSON Lines.

One small module a format, each a pure function from a `Selection` to pieces of text. Knows no workspace and no screen.
"""

from __future__ import annotations

from briefing.writing.files import WriteError, write
from briefing.writing.selection import Selection

__all__ = ["Selection", "WriteError", "write"]
