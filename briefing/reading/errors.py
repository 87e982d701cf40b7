"""What the reading tells people when a file does not become a source."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.errors import OnrecordError


class ReadError(OnrecordError):
    """A file that can't be read, told in one line: which file, what is wrong with it, what to do."""


@dataclass(frozen=True)
class Skipped:
    """A file (or one document inside a file) that was passed over, and why. ``path`` is shown as given.

    ``pages`` counts the pages of a web archive that are no articles: that is as it should be, and no failure.
    """

    path: str
    reason: str
    pages: int = 0

    def within(self, place: str, mark: str = "/") -> Skipped:
        """The same, told from outside the file at ``place`` that holds it."""
        return replace(self, path=f"{place}{mark}{self.path}" if self.path else place)
