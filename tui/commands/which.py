"""Which quote is meant: by the number or short id that `onrecord list` shows, by id, or by the start of an id.

Numbers shift when a source with an earlier date comes in; ids never do.
"""

from __future__ import annotations

import re

from briefing.records import Source
from store import Workspace
from store.finder import SHORT
from tui.commands.parser import WrongUse

SHOWN = 3
_RANGE = re.compile(r"([1-9][0-9]{0,8})-([1-9][0-9]{0,8})")


def quote_id(opened: Workspace, word: str) -> str:
    """The id of the quote that ``word`` names. Raises `WrongUse` for none or several."""
    if word in opened.quotes:
        return word
    order = opened.order()
    if word.isascii() and word.isdigit() and word[0] != "0" and len(word) < 10 and int(word) <= len(order):
        return order[int(word) - 1]
    low = word.lower()
    keys = opened.quotes.ids()
    number = word.isascii() and word.isdigit() and len(word) < SHORT
    found = [key for key in keys if key.startswith(low) or (len(low) >= SHORT and key.endswith(low))]
    if number or not word:
        found = []
    if len(found) == 1:
        return found[0]
    if not found:
        held = f"numbers go from 1 to {len(order)}" if order else "the workspace holds no quote"
        raise WrongUse(f"there is no quote {word!r} in {opened.path.name}: {held}")
    some = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    raise WrongUse(f"{word!r} begins the ids of {len(found)} quotes: {some}")


def quote_ids(opened: Workspace, word: str) -> list[str]:
    """The ids of the quotes from one number to another (``1-3``), or of the one that `quote_id` finds.

    Raises `WrongUse` as that does, and where the second number is before the first.
    """
    match = _RANGE.fullmatch(word)
    if match is None:
        return [quote_id(opened, word)]
    first, last = int(match[1]), int(match[2])
    quote_id(opened, match[2])
    if last < first:
        raise WrongUse(f"{word!r} ends before it begins: write the lower number first")
    return list(opened.order()[first - 1 : last])


def source_id(opened: Workspace, word: str) -> str:
    """The id of the source that ``word`` names: an id, its start or end, or words of its title or origin.

    Of the texts of one document the newest is meant. Raises `WrongUse` for none or several.
    """
    if word in opened.sources:
        return word
    low = word.casefold()
    found = [
        source.id
        for source in opened.sources
        if source.id.startswith(low) or (len(low) >= SHORT and source.id.endswith(low))
    ] or [source.id for source in opened.sources if not source.revised_by and _named(source, low)]
    found = found or list({_newest(opened, source): "" for source in opened.sources if _named(source, low)})
    if len(found) == 1:
        return found[0]
    if not found or not word:
        raise WrongUse(f"there is no source {word!r} in {opened.path.name}: `onrecord list` shows them")
    some = ", ".join(f"{key[-SHORT:]} “{opened.sources[key].title}”" for key in found[:SHOWN])
    raise WrongUse(f"{word!r} names {len(found)} sources: {some}{' …' if len(found) > SHOWN else ''}")


def _named(source: Source, low: str) -> bool:
    return low in source.title.casefold() or low in source.origin.casefold()


def _newest(opened: Workspace, source: Source) -> str:
    """The id of the newest text of a source."""
    while (after := opened.sources.get(source.revised_by)) is not None:
        source = after
    return source.id


def short_ids(opened: Workspace) -> dict[str, str]:
    """The short id of each quote: the end of its id (its start is the time, shared by many), with a letter in it."""
    keys = opened.quotes.ids()
    length = SHORT
    while length < 36 and len({key[-length:] for key in keys}) < len(keys):
        length += 1
    return {key: _lettered(key, length) for key in keys}


def _lettered(key: str, length: int) -> str:
    while length < len(key) and (key[-length:].isdigit() or key[-length] == "-"):
        length += 1
    return key[-length:]
