"""The table of known publishers: which parts of their pages are what. ``sites.toml`` and a user's own file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from briefing.reading.errors import ReadError


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


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    site: tuple[Site, ...] = ()


def load_sites(text: str, name: str) -> tuple[Site, ...]:
    """The sites written in the TOML ``text``; Raises ReadError, which says ``name``."""
    try:
        return msgspec.convert(tomllib.loads(text), _Table).site
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ReadError(f"{name}: not a table of sites ({error}); see docs/reading.md") from error


@cache
def known_sites(own: Path | None = None) -> tuple[Site, ...]:
    """The sites of the file ``own`` (the user's, if given), then the package's."""
    ours = resources.files("briefing.reading").joinpath("sites.toml").read_text(encoding="utf-8")
    theirs = load_sites(own.read_text(encoding="utf-8"), str(own)) if own else ()
    return theirs + load_sites(ours, "sites.toml")
