"""Lost quotes: where one may stand in the new text of its source, or that it is left with the old one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.acts import spanning
from store.versions import texts_of
from tui.acts.adjusting import seek, take
from tui.acts.viewing import can_change, in_sight, needs_quote
from tui.spans import Adjusting

if TYPE_CHECKING:
    from tui.doing import Judging


def place_again(s: Judging, count: int | None) -> None:
    """Show where a lost quote may stand in the new text of its source, and let its ends be moved there."""
    from briefing.comparing.changes import proposed  # noqa: PLC0415  (only a changed text is compared)

    quote = s.desk.quote
    was = s.desk.ws.sources.get(quote.source) if quote else None
    if quote is None or was is None:
        return
    ws = s.desk.ws
    where = texts_of(ws, was)[-1]
    span = proposed(quote, was.text, where.text, [ws.quotes[key] for key in ws.quotes_of(where.id)])
    if s.page != 2:
        s.show_page(2)
    s.context.show(None, where)
    state = Adjusting(where.text, [span or (0, 0)], quote=quote.id, source=where.id, lost=True)
    if span is None:
        s.say("nothing like it was found in the new text: type the words it is to stand on, or leave it", "flagged")
        seek(s, state)
        return
    take(s, state)
    s.say(f"proposed place in the new text · Enter takes it · f finds words · {s.said}")


def not_lost(s: Judging) -> str:
    """Why there is no lost quote in hand."""
    reason = can_change(s) or needs_quote(s) or in_sight(s)
    if reason:
        return reason
    quote = s.desk.quote
    source = s.desk.ws.sources.get(quote.source) if quote else None
    return "" if source is not None and source.revised_by else "This quote is not lost: it stands in its text."


def put_away(s: Judging, count: int | None) -> None:
    """Leave lost quotes with the old text."""
    s.change(lambda keys: spanning.put_away(s.desk.ws, keys))
    s.desk.set_filter(s.desk.filter_text)
