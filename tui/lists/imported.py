"""What an import brought: each document with what it is and what was found, what was known before, what was skipped and
why.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store import Change
from store.acts.batch import Came
from store.originals import file_of
from tui.lists.listing import Listing, Lists, Row
from tui.show import day

if TYPE_CHECKING:
    from tui.bringing import Bringing

_ORDER = {"new text": 0, "reprint": 1, "new": 2}


class Imported(Listing):
    """One row a document, those of one file together; Enter goes to it."""

    WHERE = ("list", "imported")
    HEADING = "Brought in"
    WIDTHS = (11, 13, 6, 0)
    NOTHING = " Nothing was brought in."

    def __init__(self, s: Lists, coming: Bringing, change: Change | None) -> None:
        super().__init__(s)
        self.coming, self.change = coming, change

    def opening(self) -> str:
        """What came of it, in a line."""
        if self.change is None:
            return self.coming.summary() or "nothing was brought in"
        return f"{self.coming.summary() or self.change.act} · u undoes all of it"

    def build(self) -> Sequence[Row]:
        """What was skipped, what came in, what was known; documents of one file under its name."""
        rows: list[tuple[str, Row]] = []
        for one in self.coming.skipped:
            cells = (("skipped", "rejected"), ("", "muted"), ("", "muted"), (f"{one.path}: {one.reason}", "text"))
            rows.append((one.path, Row(f"skipped {one.path}", cells, f"{one.path}\n\nNot brought in: {one.reason}.")))
        for one in self.coming.unkept:
            cells = (("not kept", "flagged"), ("", "muted"), ("", "muted"), (f"{one.path}: {one.reason}", "text"))
            told = f"{one.path}\n\nIt came in, and its file is not among the originals: it {one.reason}."
            rows.append((one.path, Row(f"unkept {one.path}", cells, told)))
        came = sorted(self.coming.batch.taken, key=lambda one: _ORDER[one.what])
        rows += [(one.origin, self._came(one)) for one in came]
        for origin, title in self.coming.known:
            cells = (("known", "muted"), ("", "muted"), ("", "muted"), (f"{title}  {origin}", "muted"))
            told = f"{origin}\n\nThe same words are there already, as “{title}”."
            rows.append((origin, Row(f"known {origin}", cells, told)))
        return list(_by_file(rows))

    def _came(self, one: Came) -> Row:
        there = self.desk.ws.sources.get(one.id) is not None
        date = f"{day(one.published)}{'?' if one.guessed else ''}"
        cells = (
            (one.what if there else "taken back", "accent" if there else "muted"),
            (date, "muted"),
            (f"{one.quotes:>4}", "muted"),
            (one.title or one.origin, "text"),
        )
        return Row(one.id, cells, self.coming.told[one.id])

    def opened(self, row: Row) -> None:
        """Go to the source; from a new text to what was changed in it."""
        desk = self.desk
        if desk.ws.sources.get(row.key) is None:
            self.s.refuse(
                "That was not brought in."
                if row.key.partition(" ")[0] in ("known", "skipped", "unkept")
                else "It was taken back."
            )
            return
        desk.note_jump()
        desk.set_filter("")
        desk.open_source(row.key)
        self.s.close()
        if any(one.what == "new text" and one.id == row.key for one in self.coming.batch.taken):
            self.s.later("changes")


def _by_file(rows: Sequence[tuple[str, Row]]) -> Iterator[Row]:
    """The rows with a heading over those of a file that holds several documents."""
    of: dict[str, list[Row]] = {}
    for origin, row in rows:
        path = file_of(origin) if "#" in origin else None
        of.setdefault(str(path) if path is not None and str(path) != origin else "", []).append(row)
    for file, found in of.items():
        if file:
            head = (("", "muted"), (f"{len(found)} in", "accent"), ("", "muted"), (file, "accent"))
            yield Row("", head, heading=True)
        yield from found
