"""What is shown, written to a file beside the keys: with a bar, to be stopped at any time, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import OnrecordError
from tui.questions import Choice, Question

if TYPE_CHECKING:
    from tui.doing import Judging
    from tui.work import Work


def export_to(s: Judging, name: str) -> None:
    """Write what is shown with everything that hangs on it to the file ``name``. Raises WriteError for its ending."""
    from briefing.writing.files import format_of, write  # noqa: PLC0415  (needed only when something leaves)
    from store.selecting import select  # noqa: PLC0415

    try:
        path = Path(name).expanduser()
    except RuntimeError as error:
        raise OnrecordError(f"{name}: there is no such home folder; write the whole path") from error
    format_of(path)
    desk, ws = s.desk, s.desk.ws
    shown, where = list(desk.shown if desk.across else desk.everything), desk.filter_text

    def do(work: Work[int]) -> int:
        work.step(f"gathering {len(shown)} quotes", 0)
        keys = list(dict.fromkeys(map(desk.first, shown)))
        everything = not where.strip() and set(keys) == set(ws.order())
        selection = select(ws, None if everything else keys, where)
        work.check()
        write(path, selection, told=lambda done, total: work.step(f"writing {path}", done, total))
        return len(selection.quotes)

    def then(many: int) -> None:
        s.say(f"exported {many} quotes to {path}")

    s.long_work("Exporting", do, then, nothing=f"{path.name} was not written")


def export(s: Judging, count: int | None) -> None:
    """Ask for a file and export what is shown."""

    def enter(choice: Choice | None, text: str) -> str:
        try:
            export_to(s, text)
        except OnrecordError as error:
            return str(error)
        return ""

    s.ask(
        Question(
            "Export to a file",
            enter,
            text=f"{s.desk.ws.path.stem}.md",
            listing=False,
            hint=".md, .csv or .jsonl · Enter writes · Esc leaves",
        )
    )
