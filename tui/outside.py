"""A text handed to the analyst's own editor (``$VISUAL``, ``$EDITOR``) and taken back, whatever becomes of the editor.

The text lies in a file beside the workspace while the editor has it, and the desk remembers what it is about: should
everything be killed meanwhile, the next start makes it a draft. No widget here.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from briefing.errors import OnrecordError
from tui.memory import Memory
from tui.show import clean_input

LONGEST = 1_000_000
"""A longer text is no note."""


def command() -> list[str]:
    """The words that start the editor. Raises OnrecordError when there is none."""
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(wanted)
    except ValueError:
        words = []
    if not words or shutil.which(words[0]) is None:
        raise OnrecordError(f"the editor {wanted!r} is not there: set EDITOR to one that is")
    return words


def place(memory: Memory) -> Path:
    """Where the text lies while the editor has it."""
    return memory.ws.path.with_name(f"{memory.ws.path.name}.note.md")


def hand_over(memory: Memory, about: str, text: str, rewrites: str) -> Path:
    """Put the draft where the editor finds it, after making sure of it. Raises OnrecordError."""
    path = place(memory)
    memory.ws.remember(outside={"about": about, "rewrites": rewrites})
    memory.draft(about, text, rewrites)
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.write(text)
    except OSError as error:
        raise OnrecordError(f"can't write {path}: {error.strerror or error}") from error
    return path


def run(words: list[str], path: Path) -> str:
    """Have the editor edit the file; gives in words what went wrong, nothing when it ended well."""
    name = Path(words[0]).name
    try:
        status = subprocess.call([*words, str(path)])
    except OSError as error:
        return f"{name} could not be started: {error.strerror or error}"
    return f"{name} ended with status {status}" if status else ""


def take_back(memory: Memory) -> str | None:
    """What the editor left, kept as the draft before its file goes; None where the file is gone.

    Raises OnrecordError when it can't be read whole as text: the file then stays, under a name of its own.
    """
    path, about = place(memory), memory.ws.desk.get("outside")
    text, wrong = None, ""
    try:
        with path.open(encoding="utf-8") as file:
            text = file.read(LONGEST + 1)
        if len(text) > LONGEST:
            wrong = f"is longer than {LONGEST:,} characters"
    except FileNotFoundError:
        pass
    except UnicodeDecodeError:
        wrong = "is not UTF-8"
    except OSError as error:
        wrong = f"can't be read ({(error.strerror or str(error)).lower()})"
    if text is not None and not wrong:
        text = clean_input(text, lines=True).rstrip()
        if isinstance(about, dict) and text:
            memory.drafts[str(about.get("about", ""))] = text
            if about.get("rewrites"):
                memory.rewrites[str(about.get("about", ""))] = str(about["rewrites"])
    memory.ws.remember(outside=None)
    memory.keep()
    if wrong:
        raise OnrecordError(f"what the editor left {wrong}: it is kept in {_aside(path)}")
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return text


def _aside(path: Path) -> Path:
    """Give a file a name of its own, so that no later note takes its place; where it is then."""
    aside = path.with_name(f"{path.stem}.{time.time_ns():x}{path.suffix}")
    try:
        return path.replace(aside)
    except OSError:
        return path


def recover(memory: Memory) -> str:
    """At the start: make a draft of what an editor had in hand when everything was killed.

    Gives in words why it can't be made one, nothing when all is well.
    """
    if not memory.ws.read_only and memory.ws.desk.get("outside"):
        try:
            take_back(memory)
        except OnrecordError as error:
            return str(error)
    return ""
