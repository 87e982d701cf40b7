"""The codebook: codes in a tree, with definitions and colours."""

from __future__ import annotations

import msgspec

from briefing.records import Code, Coding, Record, Review, new_id
from store.acts.wording import counted, known
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace


def by_name(ws: Workspace, name: str) -> Code | None:
    """The code with this name, whatever the case; one that is in use comes before a retired one."""
    wanted = " ".join(name.split()).casefold()
    found = [code for code in ws.codes if code.name.casefold() == wanted]
    return min(found, key=lambda code: code.retired, default=None)


def quotes_with(ws: Workspace, code: str) -> list[str]:
    """The ids of the quotes that any analyst coded with this code, each once."""
    return list(dict.fromkeys(review.partition("/")[0] for review in ws.reviews.ids_where(code=code)))


def uses(ws: Workspace, code: str) -> int:
    """How many quotes have this code."""
    return len(quotes_with(ws, code)) if len(ws.reviews.values("analyst")) > 1 else ws.reviews.count(code=code)


def make(
    ws: Workspace, name: str, *, parent: str | None = None, definition: str = "", colour: str = ""
) -> Change | None:
    """Make a code. Raises WrongAct when the name is taken."""
    name = _proper(ws, name)
    if parent is not None:
        known(ws.codes, parent)
    code = Code(id=new_id(), name=name, parent=parent, definition=definition, colour=colour)
    return ws.change(f"made the code “{name}”", [code])


def rename(ws: Workspace, code: str, name: str) -> Change | None:
    """Give a code another name. Raises WrongAct when another code has it."""
    old = known(ws.codes, code)
    name = _proper(ws, name, but=code)
    return ws.change(f"renamed the code “{old.name}” to “{name}”", [msgspec.structs.replace(old, name=name)])


def move(ws: Workspace, code: str, parent: str | None) -> Change | None:
    """Put a code below another one, or at the top (None). Raises WrongAct when it would be below itself."""
    old = known(ws.codes, code)
    if code in line(ws, parent):
        raise WrongAct(f"“{old.name}” cannot be put below itself")
    where = f"below “{known(ws.codes, parent).name}”" if parent is not None else "to the top"
    return ws.change(f"moved the code “{old.name}” {where}", [msgspec.structs.replace(old, parent=parent)])


def define(ws: Workspace, code: str, definition: str) -> Change | None:
    """Say what a code stands for."""
    old = known(ws.codes, code)
    return ws.change(f"defined the code “{old.name}”", [msgspec.structs.replace(old, definition=definition)])


def colour(ws: Workspace, code: str, colour: str) -> Change | None:
    """Give a code a colour."""
    old = known(ws.codes, code)
    return ws.change(f"coloured the code “{old.name}”", [msgspec.structs.replace(old, colour=colour)])


def retire(ws: Workspace, code: str, retired: bool = True) -> Change | None:
    """Take a code out of use (its codings stay), or bring it back."""
    old = known(ws.codes, code)
    words = "retired" if retired else "brought back"
    return ws.change(f"{words} the code “{old.name}”", [msgspec.structs.replace(old, retired=retired)])


def line(ws: Workspace, code: str | None) -> list[str]:
    """The ids of a code and those above it; ends where a damaged codebook goes in a circle or nowhere."""
    found: list[str] = []
    while code is not None and code not in found:
        found.append(code)
        above = ws.codes.get(code)
        code = above.parent if above is not None else None
    return found


def merge(ws: Workspace, keep: str, other: str) -> Change | None:
    """Make two codes one: what every analyst coded with ``other``, its notes and the codes below it go to ``keep``."""
    if keep == other:
        raise WrongAct("a code cannot be merged with itself")
    one, two = known(ws.codes, keep), known(ws.codes, other)
    save: list[Record] = [_recoded(review, keep, other) for review in ws.reviews.where(code=other)]
    count = uses(ws, other)
    below = other in line(ws, one.parent)
    if below:  # else what lies between the two would lie below itself
        save.append(msgspec.structs.replace(one, parent=two.parent))
    save += [
        msgspec.structs.replace(code, parent=keep) for code in ws.codes if code.parent == other and code.id != keep
    ]
    save += [msgspec.structs.replace(n, target_id=keep) for n in ws.notes.where(target="code", target_id=other)]
    if one.definition == "" and two.definition:
        kept = next((r for r in save if r.id == keep), one)
        save = [r for r in save if r.id != keep] + [msgspec.structs.replace(kept, definition=two.definition)]
    return ws.change(f"merged the code “{two.name}” into “{one.name}” on {counted(count, 'quote')}", save, [two])


def _recoded(review: Review, keep: str, other: str) -> Review:
    """The review with one code in the place of two; where both are on the quote the stance of the kept one counts."""
    has = {coding.code: coding for coding in review.codes}
    codes: list[Coding] = []
    for coding in review.codes:
        if coding.code != other:
            codes.append(coding)
        elif keep not in has:
            codes.append(Coding(keep, coding.stance))
    return msgspec.structs.replace(review, codes=tuple(codes))


def delete(ws: Workspace, code: str) -> Change | None:
    """Remove a code that is on no quote and has none below it. Raises WrongAct otherwise."""
    old = known(ws.codes, code)
    used = uses(ws, code)
    if used:
        raise WrongAct(f"“{old.name}” is on {counted(used, 'quote')}: retire it, or merge it into another code")
    if any(other.parent == code for other in ws.codes):
        raise WrongAct(f"“{old.name}” has codes below it: move them first")
    notes = ws.notes.where(target="code", target_id=code)
    return ws.change(f"deleted the code “{old.name}”", delete=[old, *notes])


def _proper(ws: Workspace, name: str, but: str = "") -> str:
    name = " ".join(name.split())
    if not name:
        raise WrongAct("a code needs a name")
    taken = by_name(ws, name)
    if taken is not None and taken.id != but:
        retired = " (retired)" if taken.retired else ""
        raise WrongAct(f"there is a code “{taken.name}”{retired} already")
    return name
