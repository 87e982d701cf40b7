"""The history: who did what and when, newest first; Enter goes to what was changed, another key takes back."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import OnrecordError
from store import Edit
from tui.lists.listing import Listing, Row

MOST = 5_000
DETAILED = 500


class History(Listing):
    """One row a change."""

    WHERE = ("list", "history")
    HEADING = "History"
    WIDTHS = (18, 12, 0)
    NOTHING = " Nothing was done yet."

    def build(self) -> Sequence[Row]:
        """The newest changes."""
        rows: list[Row] = []
        for change in self.desk.ws.history(MOST):
            when = f"{change.when.astimezone():%d %b %Y %H:%M}"
            ink = "muted" if change.undoes or change.redoes else "text"
            detail = f"{change.act}\n\nby {change.analyst or 'another program'} on {change.machine}, {when}\n\n"
            if len(rows) < DETAILED:
                detail += "\n".join(self._edit(edit) for edit in change.first(20))
            cells = ((when, "muted"), (change.analyst, "muted"), (change.act, ink))
            rows.append(Row(str(change.seq), cells, detail))
        return rows

    def _edit(self, edit: Edit) -> str:
        """What became of one record, in words."""
        ws, key = self.desk.ws, edit.id.partition("/")[0]
        quote = ws.quotes.get(key)
        name = f"“{quote.text[:80]}”" if quote else self.desk.speaker_name(key)
        kind = edit.table.removesuffix("s")
        if edit.before is None or edit.after is None:
            return f"{'new' if edit.before is None else 'gone'}: {kind} {name}".rstrip()
        fields = dict.fromkeys((*edit.before, *edit.after))
        told = (f"{f}: {self._short(edit.before.get(f))} → {self._short(edit.after.get(f))}" for f in fields)
        return f"{kind} {name}\n  " + "\n  ".join(told)

    def _short(self, value: object) -> str:
        """A field's value in a few words."""
        if value is None:
            return "unset"
        if isinstance(value, list):
            codes = [item for item in value if isinstance(item, dict)]
            names = [f"{self.desk.code_name(item['code'])} {item.get('stance') or ''}".strip() for item in codes]
            value = ", ".join(names) if codes else ", ".join(str(item) for item in value)
        return str(value)[:60] or "nothing"

    def _stands(self, target: int) -> bool:
        """Whether an act is not taken back now: the newest undo or redo of it says."""
        for change in self.desk.ws.history():
            if target in (change.undoes, change.redoes):
                return change.redoes == target
            if change.seq <= target:
                break
        return True

    def opened(self, row: Row) -> None:
        """Go to the quote, or the source, that was changed."""
        ws = self.desk.ws
        change = next((change for change in ws.history() if change.seq == int(row.key)), None)
        for edit in change.first(DETAILED) if change else ():
            key = edit.id.partition("/")[0]
            note = ws.notes.get(key) if edit.table == "notes" else None
            key = note.target_id if note else key
            if key in ws.quotes and self.desk.to(key):
                self.s.close()
                return
            if key in self.desk.sources:
                self.desk.open_source(key)
                self.s.close()
                return
        self.s.refuse("What was changed is no quote or source that is there now.")

    def take_back(self, row: Row) -> None:
        """Take back this change and all of this analyst that came after it."""
        ws = self.desk.ws
        target = int(row.key)
        change = next((change for change in ws.history() if change.seq == target), None)
        if change is None or change.undoes or change.redoes or change.analyst != ws.analyst:
            self.s.refuse("Only an act of your own can be taken back from here.")
            return
        if not self._stands(target):
            self.s.refuse("That act is taken back already: Ctrl+R does it again.")
            return
        done = 0
        try:
            while True:
                undone = ws.undo()
                done += 1
                if undone.undoes is None or undone.undoes <= target:
                    break
        except OnrecordError as error:
            self.s.refuse(f"{error} ({done} taken back)" if done else str(error))
            return
        self.s.say(f"undone: {done} act{'s' if done != 1 else ''}, back to before “{change.act}” · Ctrl+R redoes")
        self.reload()
