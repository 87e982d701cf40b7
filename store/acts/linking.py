"""Links: one quote repeats, contradicts, softens, hardens, answers or cites another."""

from __future__ import annotations

from briefing.records import Link, LinkType, new_id
from store.acts.wording import known
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace


def link(ws: Workspace, from_quote: str, to_quote: str, type: LinkType) -> Change | None:
    """Tie two quotes. The same tie twice changes nothing; a quote cannot be tied to itself."""
    known(ws.quotes, from_quote)
    known(ws.quotes, to_quote)
    if from_quote == to_quote:
        raise WrongAct("a quote cannot be linked to itself")
    if any(old.type == type for old in ws.links.where(from_quote=from_quote, to_quote=to_quote)):
        return None
    new = Link(id=new_id(), type=type, from_quote=from_quote, to_quote=to_quote, analyst=ws.analyst)
    return ws.change(f"linked two quotes: one {type} the other", [new])


def unlink(ws: Workspace, link: str) -> Change | None:
    """Remove a link."""
    old = known(ws.links, link)
    return ws.change(f"removed a link ({old.type})", delete=[old])
