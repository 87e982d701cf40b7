"""What the reading tells people when a file does not become a source."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.errors import OnrecordError


class ReadError(OnrecordError):
    """A file that can't be read, told in one line: which file, what is wrong with it, what to do."""


@dataclass(frozen=True)
class Skipped:
    """A file (or one document inside a file) that was passed over, and why. ``path`` is shown as given."""

    path: str
    reason: str
