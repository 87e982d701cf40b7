"""The table of known publishers: which parts of their pages are what. ``sites.toml`` and a user's own file."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from pkgutil import get_data
from urllib.parse import urlsplit

import msgspec

from briefing.reading.errors import ReadError
from briefing.reading.outlets import Outlet


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the pages of one publisher are read; selectors are CSS, see the head of ``sites.toml``."""

    name: str
    hosts: tuple[str, ...] = ()
    mark: str = ""
    title: str = ""
    published: str = ""
    place: str = ""
    summary: str = ""
    author: str = ""
    body: str = ""
    drop: str = ""
    reject: str = ""
    outlet: str = ""
    licence: str = ""
    language: str = ""
    dates: str = ""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of rules holds."""

    site: tuple[Site, ...] = ()
    outlet: tuple[Outlet, ...] = ()


def load_rules(text: str, name: str) -> Rules:
    """The sites and outlets written in the TOML ``text``; Raises ReadError, which says ``name``."""
    try:
        return msgspec.convert(tomllib.loads(text), Rules)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ReadError(f"{name}: not a table of sites ({error}); see docs/reading.md") from error


def known_sites(own: str = "") -> tuple[Site, ...]:
    """The sites of the file at ``own`` (the user's, if given), then the package's."""
    return _own(own).site + _ours() if own else _ours()


def known_outlets(own: str) -> tuple[Outlet, ...]:
    """The rules on outlets in the file at ``own``."""
    return _own(own).outlet if own else ()


def host_of(address: str) -> str:
    """The host of an address, empty when it is none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


@cache
def _ours() -> tuple[Site, ...]:
    text = get_data("briefing.reading", "sites.toml") or b""
    return load_rules(text.decode("utf-8"), "sites.toml").site


def _own(path: str) -> Rules:
    """The rules of the user's file, read again when it was changed. Raises ReadError when it can't be read."""
    try:
        now = Path(path).stat()
        return _loaded(path, (now.st_mtime_ns, now.st_ino, now.st_size))
    except OSError as error:
        raise ReadError(f"{path}: the table of sites can't be read ({error.strerror or error})") from error


@lru_cache(maxsize=4)
def _loaded(path: str, changed: tuple[int, ...]) -> Rules:
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ReadError(f"{path}: the table of sites is not UTF-8") from error
    return load_rules(text, path)
