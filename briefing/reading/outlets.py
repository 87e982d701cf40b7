"""What an analyst taught about an outlet: metadata for every source of it, in the same TOML file as the sites.

A rule says by which words an outlet is known (in the credits, the address, the sender or the file's place) and what
holds for all its sources. Rules are learned from corrections: ``learned`` writes them.
"""

from __future__ import annotations

import json
import re
import tomllib

import msgspec

from briefing.reading.errors import ReadError

FIELDS = ("outlet", "agency", "author", "photo", "licence", "language", "place")
"""What a rule may say of an outlet's sources."""


TELLING = ("outlet", "agency", "photo", "author", "address", "licence")
"""The fields of a source in which a rule looks for its words, beside the place of its file."""


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule: sources in which one of the words of ``match`` is found have what ``set`` says."""

    name: str
    match: tuple[str, ...]
    set: dict[str, str] = {}

    def __post_init__(self) -> None:
        if not self.match or not all(self.match):
            raise ValueError(f"outlet {self.name!r} has no words to know it by")
        wrong = self.set.keys() - set(FIELDS)
        if wrong:
            raise ValueError(f"outlet {self.name!r} sets {', '.join(sorted(wrong))}, which is no field of an outlet")


def rules_for(outlets: tuple[Outlet, ...], *places: str) -> dict[str, str]:
    """What the rules say of a source in whose ``places`` (credits, address) their words are found; the first wins."""
    found: dict[str, str] = {}
    for outlet in outlets:
        if any(words.casefold() in place.casefold() for words in outlet.match for place in places if place):
            for name, value in outlet.set.items():
                found.setdefault(name, value)
    return found


def learned(text: str, name: str, match: str | tuple[str, ...], **fields: str) -> str:
    """The TOML ``text`` with a rule added: sources known by ``match`` have ``fields``. A rule of that name is replaced.

    All else in the text stays as the analyst wrote it. Raises ReadError when ``text`` is no TOML or a field is unknown.
    """
    try:
        words = (match,) if isinstance(match, str) else match
        rule = Outlet(name, words, {key: value for key, value in fields.items() if value})
        tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise ReadError(f"the table of outlets can't be kept: {error}") from error
    tables = re.split(r"(?m)^(?=\[)", text)
    kept: list[str] = []
    inside = False
    for table in tables:
        inside = _is_rule(table, name) or (inside and table.startswith("[outlet."))
        if not inside:
            kept.append(table)
    lines = [f"{key} = {_quoted(value)}" for key, value in rule.set.items()]
    head = f"[[outlet]]\nname = {_quoted(name)}\nmatch = [{', '.join(map(_quoted, words))}]\n\n[outlet.set]\n"
    new = head + "\n".join(lines) + "\n"
    before = "".join(kept).rstrip()
    return f"{before}\n\n{new}" if before else new


def _is_rule(table: str, name: str) -> bool:
    """Whether a stretch of TOML is the rule of that name."""
    if not table.startswith("[[outlet]]"):
        return False
    try:
        return bool(tomllib.loads(table)["outlet"][0].get("name") == name)
    except tomllib.TOMLDecodeError:
        return False


def _quoted(value: str) -> str:
    """A TOML string."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
