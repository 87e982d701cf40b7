"""Files brought in from the desk: picked by key, read beside the keys, kept as one act that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.acts.wording import counted
from tui.acts.viewing import can_change
from tui.paths import ALIKE, HERE, TAKEN, UP, Browsing
from tui.questions import Choice, Question

if TYPE_CHECKING:
    from tui.bringing import Bringing
    from tui.doing import Judging
    from tui.watching import Watching
    from tui.work import Work

LOOK = 0.25
"""Seconds between two moments that the watching of a folder gets."""
FOLDER = "import_folder"
"""Under what the desk remembers where files were picked last."""


def can_import(s: Judging) -> str:
    """Why nothing can be brought in."""
    return can_change(s)


def can_watch(s: Judging) -> str:
    """Why no folder can be watched."""
    line_by_line = "A folder can't be watched from line to line: `onrecord watch` does it beside your work."
    return can_import(s) or ("" if s.BESIDE else line_by_line)


def pick_files(s: Judging, count: int | None) -> None:
    """Ask for files and folders, and bring them in."""

    def chosen(folder: Path, files: Sequence[Path]) -> str:
        _remember(s, folder)
        s.stop_asking()
        bring(s, list(dict.fromkeys(files)))
        return ""

    _browse(s, "Bring in from", "Enter · Tab completes · Ctrl+T several", _browsing(s), chosen)


def _browsing(s: Judging) -> Browsing:
    """Where files were picked last."""
    ws = s.desk.ws
    name = f"{ws.path.name}."
    last = Path(str(ws.desk.get(FOLDER) or "."))
    return Browsing(last if last.is_dir() else Path(), lambda path: f"{path.name}.".startswith(name))


def _remember(s: Judging, folder: Path) -> None:
    place = str(folder.absolute())
    if place.isprintable():
        s.desk.ws.remember(**{FOLDER: place})


def _browse(
    s: Judging, title: str, hint: str, browsing: Browsing, chosen: Callable[[Path, Sequence[Path]], str]
) -> None:
    """Ask in the folder that ``browsing`` stands in; a folder that is chosen is gone into, and ``chosen`` is given what
    is taken, with the folder one stood in."""

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
            return chosen(here, files)
        path = here / ".." if choice.key == UP else Path(choice.key)
        if not path.is_dir():
            return chosen(here, [*browsing.taken, path])
        browsing.folder = path.resolve() if choice.key == UP else path
        _browse(s, title, hint, browsing, chosen)
        return ""

    def mark(choice: Choice) -> str:
        if choice.key in (HERE, UP, TAKEN, ALIKE):
            return "Ctrl+T takes files and folders."
        browsing.toggle(Path(choice.key))
        return ""

    s.ask(
        Question(
            f"{title} {browsing.folder.absolute()}",
            enter,
            browsing.choices,
            changed=changed,
            complete=browsing.complete,
            mark=mark,
            hint=hint,
        )
    )


def watch_folder(s: Judging, count: int | None) -> None:
    """Watch a folder, or leave the one that is watched."""
    from tui.watching import Watching  # noqa: PLC0415  (loaded when a folder is first watched)

    if s.watching is not None and not s.watching.ended:
        _leave_folder(s, s.watching)
        return

    def chosen(folder: Path, files: Sequence[Path]) -> str:
        if len(files) != 1 or not files[0].is_dir():
            return "That is a file: one folder is watched. Enter goes into it, ./ takes it."
        _remember(s, files[0])
        s.stop_asking()
        watching = Watching(s.desk, files[0].absolute())
        s.every(LOOK, lambda: _look(s, watching))
        s.watching = watching
        s.say(f"{watching.state}: what comes into it comes onto the desk · {s.keys_of('watch')} ends it")
        return ""

    _browse(s, "Watch a folder in", "Enter goes into it · ./ watches it", _browsing(s), chosen)


def _look(s: Judging, watching: Watching) -> bool:
    """Let ``watching`` go on, and tell what came in; whether it is to be called again."""
    before, front = watching.state, s.front
    if not front.guarded(watching.look):
        watching.end()
    if watching.told:
        here = f" · u undoes · {s.keys_of('watch')} shows it" if front is s else ""
        front.say(watching.told + here, "accent")
        watching.told = ""
        if not s.desk.key and s.desk.sources:
            s.desk.open_source(s.desk.sources[0])
    elif watching.state == before and not watching.ended:
        return True
    front.sync()
    return not watching.ended


def _leave_folder(s: Judging, watching: Watching) -> None:
    """Ask whether the watching ends, or what came in last is shown."""
    from tui.lists.imported import Imported  # noqa: PLC0415

    rows = [Choice("end", f"Watch {watching.path.name or watching.path} no more", "what is being read is dropped")]
    if watching.coming is not None:
        rows.append(Choice("show", "Show what came in last"))

    def enter(choice: Choice | None, text: str) -> str:
        s.stop_asking()
        coming = watching.coming
        if choice is not None and choice.key == "show" and coming is not None:
            s.open_list(lambda above: Imported(above, coming, coming.change))
        elif choice is not None:
            watching.end()
            s.say(f"{watching.path.name or watching.path} is watched no more")
        return ""

    s.ask(Question(str(watching.path), enter, lambda text: rows, digits=True, hint="Enter or its digit · Esc goes on"))


def bring(s: Judging, files: Sequence[Path], *, attachments: bool = True) -> None:
    """Bring ``files`` in: read beside the keys, saved as one act, told on a screen of its own.

    Where messages have attachments it is asked, before anything is saved, whether they come in.

    The files themselves are kept too where the workspace keeps originals already.
    """
    from store.originals import Originals  # noqa: PLC0415  (loaded when files first come in)
    from tui.bringing import Bringing, break_off, count_files  # noqa: PLC0415
    from tui.lists.imported import Imported  # noqa: PLC0415

    if s.watching is not None:
        s.watching.drop()  # one reading at a time: breaking this one off ends the processes of both
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
