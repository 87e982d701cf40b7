"""``onrecord watch``: what comes into a folder, or changes there, comes into the workspace, until Ctrl+C.

A file is taken when its size and time stayed the same from one look to the next. The workspace is open only while
something comes in, so that it can be worked with in between; while somebody else has it open, files wait.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from store import Workspace
from store.acts.wording import counted
from store.errors import Held
from store.originals import digest
from tui.bringing import Bringing
from tui.commands import out
from tui.commands.add import make, may_be_made, read
from tui.commands.out import warn
from tui.commands.session import analyst, workspace
from tui.watching import Folder


def run(arguments: argparse.Namespace) -> int:
    """Watch until Ctrl+C; with ``--once`` take in what is there and leave."""
    path: Path = arguments.workspace
    if not path.exists():
        may_be_made(path)
    analyst(arguments)
    folder = Folder(arguments.folder, path)
    waiting = folder.ready()
    out.say(f"watching {folder.path} for {path.name}: Ctrl+C ends it")
    sys.stdout.flush()
    told = ""
    try:
        while True:
            time.sleep(arguments.every)
            waiting = folder.ready()
            try:
                if waiting:
                    _bring(arguments, list(waiting))
                    folder.done(waiting)
                    told = ""
            except Held as error:
                if str(error) != told:
                    told = str(error)
                    warn(f"{error}; {counted(len(waiting), 'file')} will come in when it is free")
            sys.stdout.flush()
            if arguments.once and not told:
                return 0
    except KeyboardInterrupt:
        out.say("watching ended")
        return 0


def _bring(arguments: argparse.Namespace, files: list[Path]) -> None:
    """Bring ``files`` in as one change; what is there in the same bytes is passed over without a word."""
    path: Path = arguments.workspace
    if not path.exists():
        coming = Bringing(None, path, out.say, warn, keep=arguments.keep_originals, columns=arguments.columns)
        read(coming, files)
        if coming.batch.taken:
            make(arguments, path, lambda opened: _save(opened, coming))
        return
    with workspace(arguments, write=True) as opened:
        new = [file for file in files if not _is_there(opened, file)]
        if not new:
            return
        coming = Bringing(opened, path, out.say, warn, keep=arguments.keep_originals, columns=arguments.columns)
        read(coming, new)
        if coming.batch.taken:
            _save(opened, coming)


def _is_there(opened: Workspace, file: Path) -> bool:
    try:
        sha256 = digest(file)
    except OSError:
        return False
    return bool(opened.sources.count(sha256=sha256) or opened.sources.count(container=sha256))


def _save(opened: Workspace, coming: Bringing) -> None:
    coming.save(opened)
    total = counted(len(opened.quotes), "quote")
    out.say(f"saved: {counted(len(coming.batch.taken), 'source')} added, {opened.path.name} now holds {total}")
