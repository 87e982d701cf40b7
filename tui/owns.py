"""Where the analyst's own words are: a file of theirs beside the configuration, and the workspace itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from briefing.finding import Own, WordsError
from tui.commands.session import config_path

if TYPE_CHECKING:
    from store import Workspace

LONGEST = 1_000_000
"""So many characters of own words are read."""


def words_path() -> Path:
    """The analyst's own words for every workspace, whether the file exists or not."""
    return config_path().with_name("words.toml")


def read_words(path: Path) -> Own:
    """The words in a file, which need not be sound. Raises WordsError when it can't be read."""
    try:
        with path.open(encoding="utf-8") as file:
            return words_in(file, str(path))
    except OSError as error:
        raise WordsError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def words_in(file: TextIO, where: str) -> Own:
    """The words in an open file, all of them or none. Raises WordsError, OSError."""
    try:
        text = file.read(LONGEST + 1)
    except UnicodeDecodeError as error:
        raise WordsError(f"{where}: it is not UTF-8") from error
    if len(text) > LONGEST:
        raise WordsError(f"{where}: longer than the {LONGEST:,} characters that are read of own words")
    return Own(where, text)


def owns_for(ws: Workspace | None) -> tuple[Own, ...]:
    """All own words that hold in a workspace: the analyst's, then its own; those of the analyst alone without one."""
    path = words_path()
    mine = (read_words(path),) if path.is_file() else ()
    if ws is None:
        return mine
    from store.acts.teaching import words_of  # noqa: PLC0415 - `find` does without the store

    return (*mine, words_of(ws))
