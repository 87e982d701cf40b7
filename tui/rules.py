"""The analyst's own rules on sites and outlets: the file they are in, and how a correction becomes one of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import OnrecordError
from briefing.reading.outlets import TELLING, learned
from briefing.reading.sites import host_of, known_outlets
from briefing.records import Source
from tui.commands.session import config_path

if TYPE_CHECKING:
    from store import Workspace


def rules_path() -> Path:
    """Where the rules are, whether there are any or not: ``sites.toml`` beside the configuration."""
    return config_path().with_name("sites.toml")


def rules() -> Path | None:
    """The file of rules, None where there is none."""
    path = rules_path()
    return path if path.is_file() else None


def marks_of(source: Source, ws: Workspace) -> list[tuple[str, list[str]]]:
    """By what words other files of the outlet of ``source`` may be known, with the sources here that have them.

    The host of its address, then what its fields say, then the folder its file lies in.
    """
    found = [
        host_of(source.address).removeprefix("www."),
        *(getattr(source, name) for name in ("outlet", "agency", "photo", "author", "licence")),
    ]
    folder = Path(source.origin.partition("#")[0]).parent.name
    found.append(f"{folder}{os.sep}" if folder else "")
    words = [one for one in dict.fromkeys(found) if len(one) > 2]
    here: dict[str, list[str]] = {one: [] for one in words}
    for other in ws.sources:
        for one in words if not other.revised_by else ():
            if knows(one, other):
                here[one].append(other.id)
    return list(here.items())


def knows(words: str, source: Source) -> bool:
    """Whether a rule known by ``words`` holds for ``source``."""
    places = (*(getattr(source, name) for name in TELLING), source.origin)
    return any(words.casefold() in place.casefold() for place in places)


def learn(words: str, **fields: str) -> Path:
    """Keep a rule: whatever is known by ``words`` has ``fields``. Gives the file; raises OnrecordError."""
    from store.disk import Disk  # noqa: PLC0415 - `find` does without the store

    path = rules_path()
    try:
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        old = next((rule for rule in known_outlets(str(path) if text else "") if words in rule.match), None)
        name, match = (old.name, old.match) if old is not None else (words, (words,))
        new = learned(text, name, match, **{**(old.set if old is not None else {}), **fields})
        path.parent.mkdir(parents=True, exist_ok=True)
        Disk().write_file(path, new.encode())
    except (OSError, UnicodeDecodeError) as error:
        raise OnrecordError(f"the rule can't be kept in {path}: {getattr(error, 'strerror', None) or error}") from error
    return path
