"""Who is working, and the workspace that a command opens."""

from __future__ import annotations

import argparse
import getpass
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.errors import OnrecordError
from tui.commands.out import warn

if TYPE_CHECKING:
    from store import Workspace

LONGEST_NAME = 64


class ConfigError(OnrecordError):
    """The configuration can't be used; the message says where and why."""


def config_path() -> Path:
    """Where the analyst's configuration is, whether it exists or not."""
    from platformdirs import user_config_path  # noqa: PLC0415 - only asked for when nothing nearer names the analyst

    return user_config_path("onrecord", appauthor=False) / "config.toml"


def config() -> dict[str, Any]:
    """What stands in the configuration; empty where there is none. Raises `ConfigError`."""
    path = config_path()
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # noqa: PLC0415 - most people have no configuration

        return tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise ConfigError(f"can't read the configuration {path}: {error}") from error


def analyst(arguments: argparse.Namespace) -> str:
    """Who is working: ``--analyst``, ``ONRECORD_ANALYST``, the configuration or the login, in this order.

    Raises `ConfigError` for a name that is no name.
    """
    given = getattr(arguments, "analyst", None)
    if given is not None:
        return _name(given, "--analyst")
    named = os.environ.get("ONRECORD_ANALYST")
    if named:
        return _name(named, "ONRECORD_ANALYST")
    configured = config().get("analyst")
    if configured is not None:
        return _name(configured, f"analyst in {config_path()}")
    try:
        login = re.sub(r"[^\w.@+-]+", "-", getpass.getuser())
    except (OSError, KeyError, ImportError):
        login = ""
    return login[:LONGEST_NAME] or "analyst"


def _name(given: object, where: str) -> str:
    if not isinstance(given, str) or not given.strip() or len(given) > LONGEST_NAME or not given.isprintable():
        wrong = ConfigError(f"{where} is no name: {given!r} (1 to {LONGEST_NAME} printable characters)")
        wrong.status = 2
        raise wrong
    return given.strip()


@contextmanager
def workspace(arguments: argparse.Namespace, *, write: bool = False, create: bool = False) -> Iterator[Workspace]:
    """The workspace that was named, open until the block ends. Raises what the store raises, all `OnrecordError`."""
    from store import Workspace  # noqa: PLC0415 - find and --help do without the store

    path: Path = arguments.workspace
    if any("\ud800" <= character <= "\udfff" for character in str(path)):
        raise OnrecordError(f"the workspace's name is not valid UTF-8: {os.fsencode(path)!r}")
    if not create:
        must_exist(path)
    who = analyst(arguments)
    with Workspace.open(path, analyst=who, create=create, read_only=not write) as opened:
        for notice in opened.notices:
            warn(notice)
        yield opened


def must_exist(path: Path) -> None:
    """Raises `OnrecordError` that says how to make a workspace where there is none."""
    try:
        there = path.exists() or path.with_name(path.name + ".log").exists()
    except OSError as error:
        raise OnrecordError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    if not there:
        sealed = path.with_name(path.name + ".age")
        if sealed.exists():
            raise OnrecordError(f"{path} is sealed with a passphrase: run `onrecord unseal {sealed}` first")
        raise OnrecordError(f"there is no workspace {path}: make one with `onrecord add {path} FILE`")
