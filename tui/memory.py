"""What an analyst's desk keeps from one day to the next: drafts, named filters and places, what was used last.

It lies in the workspace (``Workspace.remember``), per analyst. What another version left there and cannot be used is
left out and never stops the app. Knows nothing of what is shown: that is the desk's.
"""

from __future__ import annotations

from store import Workspace

RECENT = 9
ORDERS = ("date", "left", "name", "outlet", "month")
DENSITIES = ("normal", "dense", "roomy")


def _texts(value: object) -> dict[str, str]:
    """A remembered table of texts."""
    items = value.items() if isinstance(value, dict) else ()
    return {key: text for key, text in items if isinstance(key, str) and isinstance(text, str)}


def _names(value: object) -> list[str]:
    """A remembered list of names."""
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _numbers(value: object) -> dict[str, int]:
    """A remembered table of whole numbers."""
    items = value.items() if isinstance(value, dict) else ()
    return {key: number for key, number in items if isinstance(key, str) and type(number) is int and 0 < number < 1000}


class Memory:
    """What ``ws`` remembers for its analyst."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        kept = ws.desk
        order = kept.get("order_by")
        self.order_by = order if order in ORDERS else "date"
        dense = kept.get("density")
        self.density = dense if dense in DENSITIES else DENSITIES[0]
        self.sizes = _numbers(kept.get("sizes"))
        self.filters, self.places = _texts(kept.get("filters")), _texts(kept.get("places"))
        self.drafts, self.rewrites = _texts(kept.get("drafts")), _texts(kept.get("rewrites"))
        self.recent_codes, self.recent_speakers = _names(kept.get("recent_codes")), _names(kept.get("recent_speakers"))

    def values(self) -> dict[str, object]:
        """All that is to be remembered, by name."""
        return {
            "order_by": self.order_by,
            "density": self.density,
            "sizes": dict(self.sizes),
            "filters": dict(self.filters),
            "places": dict(self.places),
            "drafts": dict(self.drafts),
            "rewrites": dict(self.rewrites),
            "recent_codes": list(self.recent_codes),
            "recent_speakers": list(self.recent_speakers),
        }

    def remember(self) -> None:
        """Tell the workspace, so that the next start opens here; on the disk with the next change."""
        if not self.ws.read_only:
            self.ws.remember(**self.values())

    def keep(self) -> None:
        """Have all that is remembered on the disk now. Raises WorkspaceError."""
        self.remember()
        self.ws.keep_desk()

    def draft(self, about: str, text: str, rewrites: str = "") -> None:
        """Keep the note in the making about a quote or a source on the disk; an empty ``text`` means there is none.

        ``rewrites`` is the note it is to replace. Raises WorkspaceError when the disk refuses.
        """
        for kept, value in ((self.drafts, text), (self.rewrites, rewrites if text else "")):
            if value:
                kept[about] = value
            else:
                kept.pop(about, None)
        self.keep()

    def used_code(self, code: str) -> None:
        """Put ``code`` first among the recent ones, also at the next start."""
        self.recent_codes = [code, *(other for other in self.recent_codes if other != code)][:RECENT]
        self.remember()

    def used_speaker(self, speaker: str) -> None:
        """Put ``speaker`` first among the recent ones, also at the next start."""
        self.recent_speakers = [speaker, *(other for other in self.recent_speakers if other != speaker)][:RECENT]
        self.remember()
