"""Changed texts: what the publisher changed, and the quotes whose words are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from store.acts import spanning
from store.acts.wording import counted
from store.finder import lost
from tui.acts.viewing import can_change, in_sight, needs_quote

if TYPE_CHECKING:
    from tui.doing import Judging
    from tui.lists.changes import Changes
    from tui.lists.listing import Lists
    from tui.screens.listing import ListScreen


def changes(s: Judging, count: int | None) -> None:
    """Open what the publisher changed in the source in hand."""
    from tui.lists.changes import Changes  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(Changes)


def one_text(s: Judging) -> str:
    """Why there are no changes to be seen."""
    sources = s.desk.ws.sources
    source = sources.get(s.desk.source)
    if source is not None and (source.revised_by or sources.count(revised_by=source.id)):
        return ""
    return "This source has one text only: nothing was changed." if source is not None else "No source is selected."


def lost_quotes(s: Judging, count: int | None) -> None:
    """Show the lost quotes that wait."""
    found = s.desk.set_filter("is:lost")
    s.desk.remember()
    s.show_page(2)
    s.say(f"{found} lost: p places one again, P puts it away, v shows what was changed · Esc shows all")


def none_lost(s: Judging) -> str:
    """Why there is no list of lost quotes."""
    return "" if lost(s.desk.ws) else "No quote is lost."


def unfold(s: Judging, count: int | None) -> None:
    """Show or fold the other prints of the statement in hand."""
    many = s.desk.unfold()
    s.say(f"printed by {counted(many, 'other')}: one judgement holds for all · gb folds or unfolds, gB sets one apart")


def one_print(s: Judging) -> str:
    """Why there are no other prints."""
    reason = needs_quote(s)
    many = 0 if reason else s.desk.ws.quotes.count(same_as=s.desk.first(s.desk.key))
    return reason or ("" if many else "Nobody else printed this statement.")


def apart(s: Judging, count: int | None) -> None:
    """Make the print in hand a statement of its own."""
    key = s.desk.key
    s.changed(lambda: spanning.set_apart(s.desk.ws, [key]))
    s.desk.to(key, jump=False)


def not_folded(s: Judging) -> str:
    """Why the row in hand is no other print."""
    quote = s.desk.quote
    here = quote is not None and quote.same_as
    return can_change(s) or in_sight(s) or ("" if here else "This is no other print: gb shows those of a statement.")


def _changes(s: Lists) -> Changes:
    return cast("Changes", s.content)


def no_lost_row(s: Lists) -> str:
    """Why this is no lost quote."""
    row = s.list.current
    fate = _changes(s).fate(row.key) if row is not None else None
    return can_change(s) or ("" if fate is not None and fate.state == "lost" else "This is no lost quote.")


def place(s: Lists, count: int | None) -> None:
    """Place the lost quote in the new text."""
    _changes(s).place_again()


def put_away(s: Lists, count: int | None) -> None:
    """Put the lost quote away."""
    _changes(s).put_away()


def earlier(s: Lists, count: int | None) -> None:
    """The change before."""
    _changes(s).turn(-(count or 1))


def later(s: Lists, count: int | None) -> None:
    """The change after."""
    _changes(s).turn(count or 1)


def scroll_down(s: ListScreen, count: int | None) -> None:
    """Scroll the text down."""
    s.text.scroll_lines(3 * (count or 1))


def scroll_up(s: ListScreen, count: int | None) -> None:
    """Scroll the text up."""
    s.text.scroll_lines(-3 * (count or 1))
