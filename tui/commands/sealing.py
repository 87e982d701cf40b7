"""``onrecord seal`` and ``unseal``: a closed workspace under a passphrase, and back."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path

from store import seal as sealing
from store.errors import WorkspaceError
from tui.commands import out


def seal(arguments: argparse.Namespace) -> int:
    """Put the workspace, its log, backups and originals into one encrypted file in their place, and say which."""
    path: Path = arguments.workspace
    sealing.may_seal(path)
    out.say(str(sealing.seal(path, _passphrase(twice=True))))
    return 0


def unseal(arguments: argparse.Namespace) -> int:
    """Bring a sealed workspace back, and say where."""
    path: Path = arguments.workspace
    sealing.may_unseal(path)
    out.say(str(sealing.unseal(path, _passphrase(twice=False))))
    return 0


def _passphrase(*, twice: bool) -> str:
    """What is typed, unseen, or the first line of standard input where that is no terminal.

    Raises WorkspaceError when what was typed twice differs.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Again: ") != given:
        raise WorkspaceError("the two passphrases differ: nothing was sealed")
    return given
