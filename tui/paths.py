"""Finding files by keyboard: the rows that fit a typed path, its completion, and which files were taken so far.

Reads folders, nothing else. A file name is data: it is shown as it is by whoever paints it, and kept as the path it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

from tui.questions import Choice

HERE, UP, TAKEN, ALIKE = "./", "../", "taken", "alike"
"""Rows that are no entry of the folder: all of it, the folder above, what was taken, what fits a pattern."""


class Entry(NamedTuple):
    """A file or folder as it stands in its folder."""

    path: Path
    folder: bool
    size: int


def size_of(count: int) -> str:
    """A number of bytes in words: ``12 kB``."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


@dataclass
class Browsing:
    """Standing in ``folder``; ``taken`` are the files marked so far, ``own`` tells files that are never offered."""

    folder: Path
    own: Callable[[Path], bool] = lambda path: False
    taken: dict[Path, None] = field(default_factory=dict)
    error: str = ""
    _listed: dict[Path, list[Entry]] = field(default_factory=dict)

    def at(self, text: str) -> tuple[Path, str]:
        """The folder that a typed path leads to, and what stands behind its last slash."""
        before, slash, last = text.rpartition("/")
        if not slash:
            return (Path.home(), "") if text == "~" else (self.folder, text)
        try:
            return self.folder / Path(before + slash).expanduser(), last
        except RuntimeError:
            return self.folder / (before + slash), last

    def _entries(self, folder: Path) -> list[Entry]:
        """What is in ``folder``, folders first; ``error`` says why nothing is."""
        self.error = ""
        if folder in self._listed:
            return self._listed[folder]
        found = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    path = Path(entry.path)
                    try:
                        is_folder, size = entry.is_dir(), 0 if entry.is_dir() else entry.stat().st_size
                    except OSError:
                        continue
                    if not self.own(path):
                        found.append(Entry(path, is_folder, size))
        except (OSError, ValueError) as error:
            self.error = f"{folder}: {(getattr(error, 'strerror', None) or str(error)).lower()}"
            return []
        found.sort(key=lambda entry: (not entry.folder, entry.path.name.casefold(), entry.path.name))
        self._listed = {folder: found}
        return found

    def _fitting(self, folder: Path, last: str) -> list[Entry]:
        """The entries whose name fits: begins with what was typed, else has it; or matches a pattern with * or ?."""
        shown = [entry for entry in self._entries(folder) if last.startswith(".") or entry.path.name[:1] != "."]
        wanted = last.casefold()
        if any(sign in last for sign in "*?["):
            return [entry for entry in shown if not entry.folder and fnmatch(entry.path.name.casefold(), wanted)]
        begin = [entry for entry in shown if entry.path.name.casefold().startswith(wanted)]
        return begin + [entry for entry in shown if entry not in begin and wanted in entry.path.name.casefold()]

    def choices(self, text: str) -> list[Choice]:
        """The rows for a typed path: what was taken, the folder itself, the one above, then its entries."""
        folder, last = self.at(text)
        found = self._fitting(folder, last)
        rows = []
        if self.taken:
            rows.append(Choice(TAKEN, f"Bring in what is taken ({len(self.taken)})"))
        if any(sign in last for sign in "*?[") and found:
            rows.append(Choice(ALIKE, f"All that fit {last} ({len(found)})"))
        elif not last and not self.error:
            whole = Choice(HERE, "./  all of this folder", "", f"{folder.absolute()}, with the folders in it")
            up = Choice(UP, "../", "", str(folder.absolute().parent))
            rows += [whole, up] if text else [up, whole]  # Enter before anything was typed brings nothing in
        for path, is_folder, size in found:
            aside = "" if is_folder else size_of(size)
            taken = "taken" if path in self.taken else ""
            row = Choice(str(path), path.name + "/" * is_folder, "  ".join(filter(None, (taken, aside))), str(path))
            rows.append(row)
        return rows

    def complete(self, text: str) -> str:
        """The typed path completed as far as only one way leads; a folder that is whole ends in a slash."""
        folder, last = self.at(text)
        head = text[: len(text) - len(last)] if text != "~" else "~/"
        names = [
            entry.path.name + "/" * entry.folder
            for entry in self._fitting(folder, last)
            if entry.path.name.casefold().startswith(last.casefold())
        ]
        if not names:
            return text
        common = names[0]
        for name in names[1:]:
            while not name.casefold().startswith(common.casefold()):
                common = common[:-1]
        return head + (common if len(common) >= len(last) else last)

    def fitting_files(self, text: str) -> list[Path]:
        """The files that match a typed pattern."""
        return [entry.path for entry in self._fitting(*self.at(text)) if not entry.folder]

    def toggle(self, path: Path) -> None:
        """Take a file or folder, or put it back."""
        if path in self.taken:
            del self.taken[path]
        else:
            self.taken[path] = None
