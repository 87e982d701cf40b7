"""Which quote is meant: by the number that `onrecord list` shows, by id, or by the start of an id."""

from __future__ import annotations

from store import Workspace
from tui.commands.parser import WrongUse

SHOWN = 3


def quote_id(opened: Workspace, word: str) -> str:
    """The id of the quote that ``word`` names. Raises `WrongUse` for none or several."""
    if word in opened.quotes:
        return word
    order = opened.order()
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(order):
        return order[int(word) - 1]
    found = [key for key in order if key.startswith(word.lower())] if word else []
    if len(found) == 1:
        return found[0]
    if not found:
        held = f"numbers go from 1 to {len(order)}" if order else "the workspace holds no quote"
        raise WrongUse(f"there is no quote {word!r} in {opened.path.name}: {held}")
    some = ", ".join(found[:SHOWN]) + (" …" if len(found) > SHOWN else "")
    raise WrongUse(f"{word!r} begins the ids of {len(found)} quotes: {some}")
