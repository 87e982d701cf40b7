"""How acts are put into words, and how they look up what they are given. Knows no act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from briefing.records import Record
from store.errors import NoSuchRecord
from store.tables import Records

R = TypeVar("R", bound=Record)
_LONG = 60


def counted(number: int, noun: str) -> str:
    """``1 quote``, ``2 quotes``, ``2 entries``."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def short(text: str, length: int = _LONG) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def known(records: Records[R], ident: str) -> R:
    """The record with this id. Raises NoSuchRecord."""
    found = records.get(ident)
    if found is None:
        raise NoSuchRecord(f"there is no {records.name[:-1]} {ident!r} in this workspace")
    return found


def all_known(records: Records[R], idents: Sequence[str]) -> list[R]:
    """The records with these ids, each once. Raises NoSuchRecord."""
    return [known(records, ident) for ident in dict.fromkeys(idents)]
