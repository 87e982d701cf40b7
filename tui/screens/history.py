"""The history: who did what and when, newest first; Enter takes everything back to before a change."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import OnrecordError
from tui.screens.listing import ListScreen, Row

MOST = 5_000


class HistoryScreen(ListScreen):
    """One row a change."""

    WHERE = ("list", "history")
    HEADING = "History"
    WIDTHS = (18, 12, 0)
    NOTHING = " Nothing was done yet."

    def build(self) -> Sequence[Row]:
        """The newest changes."""
        rows = []
        for change in self.desk.ws.history(MOST):
            when = f"{change.when.astimezone():%d %b %Y %H:%M}"
            ink = "muted" if change.undoes or change.redoes else "text"
            detail = f"{change.act}\n\nby {change.analyst or 'another program'} on {change.machine}\n{when}\n\n"
            detail += "\n".join(f"{table} {key}" for table, key in change.touched[:40])
            cells = ((when, "muted"), (change.analyst, "muted"), (change.act, ink))
            rows.append(Row(str(change.seq), cells, detail))
        return rows

    def opened(self, row: Row) -> None:
        """Take back this change and all of this analyst that came after it."""
        ws = self.desk.ws
        if ws.read_only:
            self.refuse(f"{ws.path.name} is open for reading only: nothing can be changed.")
            return
        target = int(row.key)
        change = next((change for change in ws.history() if change.seq == target), None)
        if change is None or change.undoes or change.redoes or change.analyst != ws.analyst:
            self.refuse("Only an act of your own can be taken back from here.")
            return
        done = 0
        try:
            while True:
                undone = ws.undo()
                done += 1
                if undone.undoes is None or undone.undoes <= target:
                    break
        except OnrecordError as error:
            self.refuse(f"{error} ({done} taken back)" if done else str(error))
            return
        self.say(f"undone: {done} act{'s' if done != 1 else ''}, back to before “{change.act}” · Ctrl+R redoes")
        self.reload()
