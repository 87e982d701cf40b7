"""Files brought in from the desk: picked by key, read beside the keys, kept as one act that one undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.acts.wording import counted
from tui.acts.viewing import can_change
from tui.paths import ALIKE, HERE, TAKEN, UP, Browsing
from tui.questions import Choice, Question

if TYPE_CHECKING:
    from tui.bringing import Bringing
    from tui.doing import Judging
    from tui.work import Work

FOLDER = "import_folder"
"""Under what the desk remembers where files were picked last."""


def can_import(s: Judging) -> str:
    """Why nothing can be brought in."""
    return can_change(s)


def pick_files(s: Judging, count: int | None) -> None:
    """Ask for files and folders, and bring them in."""
    ws = s.desk.ws
    name = f"{ws.path.name}."
    last = Path(str(ws.desk.get(FOLDER) or "."))
    _browse(s, Browsing(last if last.is_dir() else Path(), lambda path: f"{path.name}.".startswith(name)))


def _browse(s: Judging, browsing: Browsing) -> None:
    """Ask in the folder that ``browsing`` stands in; a folder that is chosen is gone into."""

    def changed(text: str) -> str:
        return browsing.error

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return browsing.error or ("No file or folder is called so." if text else "There is nothing here.")
        here = browsing.at(text)[0]
        if choice.key in (HERE, TAKEN, ALIKE):
            files = {
                HERE: [*browsing.taken, here],
                TAKEN: list(browsing.taken),
                ALIKE: [*browsing.taken, *browsing.fitting_files(text)],
            }[choice.key]
            return _chosen(s, here, files)
        path = here / ".." if choice.key == UP else Path(choice.key)
        if not path.is_dir():
            return _chosen(s, here, [*browsing.taken, path])
        browsing.folder = path.resolve() if choice.key == UP else path
        _browse(s, browsing)
        return ""

    def mark(choice: Choice) -> str:
        if choice.key in (HERE, UP, TAKEN, ALIKE):
            return "Ctrl+T takes files and folders."
        browsing.toggle(Path(choice.key))
        return ""

    s.ask(
        Question(
            f"Bring in from {browsing.folder.absolute()}",
            enter,
            browsing.choices,
            changed=changed,
            complete=browsing.complete,
            mark=mark,
            hint="Enter · Tab completes · Ctrl+T several",
        )
    )


def _chosen(s: Judging, folder: Path, files: Sequence[Path]) -> str:
    """Remember the folder and bring ``files`` in."""
    place = str(folder.absolute())
    if place.isprintable():
        s.desk.ws.remember(**{FOLDER: place})
    s.stop_asking()
    bring(s, list(dict.fromkeys(files)))
    return ""


def bring(s: Judging, files: Sequence[Path], *, attachments: bool = True) -> None:
    """Bring ``files`` in: read beside the keys, saved as one act, told on a screen of its own.

    Where messages have attachments it is asked, before anything is saved, whether they come in.

    The files themselves are kept too where the workspace keeps originals already.
    """
    from store.originals import Originals  # noqa: PLC0415  (loaded when files first come in)
    from tui.bringing import Bringing, break_off, count_files  # noqa: PLC0415
    from tui.lists.imported import Imported  # noqa: PLC0415

    ws = s.desk.ws
    originals = Originals(ws.path).folder.is_dir()
    nothing = "nothing was brought in"

    def read(work: Work[Bringing]) -> Bringing:
        coming = Bringing(ws, ws.path, work.tell, work.tell, keep=originals, attachments=attachments)
        total = count_files(files)
        seen: set[str] = set()

        def at(name: str) -> None:
            seen.add(name if len(files) == 1 and not total else name.partition("#")[0])
            work.step(name, len(seen), total)

        coming.read(files, at)
        return coming

    def then(coming: Bringing) -> None:
        if not coming.attached:
            keep(coming)
            return

        def enter(choice: Choice | None, text: str) -> str:
            s.stop_asking()
            if choice is not None and choice.key == "all":
                keep(coming)
            else:
                bring(s, files, attachments=False)
            return ""

        rows = [Choice("all", "Bring the attachments in too"), Choice("none", "The messages alone")]
        many = counted(coming.attached, "attachment")
        hint = "Enter or its digit · Esc brings nothing in"
        s.ask(
            Question(
                f"{many} can be read", enter, lambda text: rows, digits=True, hint=hint, left=lambda: s.say(nothing)
            )
        )

    def keep(coming: Bringing) -> None:
        if originals:
            s.long_work(
                "Keeping the files", lambda work: coming.keep(work.step), lambda _: save(coming), nothing=nothing
            )
        else:
            save(coming)

    def save(coming: Bringing) -> None:
        change = coming.save(ws)
        if not s.desk.key and s.desk.sources:
            s.desk.open_source(s.desk.sources[0])
        s.open_list(lambda above: Imported(above, coming, change))

    s.long_work("Bringing in", read, then, breaking=break_off, nothing=nothing)
