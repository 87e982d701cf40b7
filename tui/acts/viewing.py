"""Panes, screens and what leaves the desk: focus, theme, help, copies; undo and redo; and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store import Change
from tui.memory import ORDERS

if TYPE_CHECKING:
    from tui.doing import Doing, Judging
    from tui.screens.base import DeskScreen


def pane_sources(s: Judging, count: int | None) -> None:
    """Go to the sources."""
    s.show_page(1)


def pane_quotes(s: Judging, count: int | None) -> None:
    """Go to the quotes."""
    s.show_page(2)


def pane_notes(s: Judging, count: int | None) -> None:
    """Go to the notes."""
    s.show_page(3)


def pane_next(s: Judging, count: int | None) -> None:
    """Go to the next pane."""
    s.show_page(s.page % 3 + 1)


def pane_previous(s: Judging, count: int | None) -> None:
    """Go to the previous pane."""
    s.show_page((s.page + 1) % 3 + 1)


def enter(s: Judging, count: int | None) -> None:
    """From the sources to their quotes; from a quote to its notes."""
    s.show_page(2 if s.page != 2 else 3)


def order_sources(s: Judging, count: int | None) -> None:
    """Order the sources by date, by what is left, by name, group them by outlet, by month, in turn."""
    desk = s.desk
    desk.sort_sources(ORDERS[(ORDERS.index(desk.order_by) + 1) % len(ORDERS)])
    desk.remember()
    desk.touched.add("*")
    grouped = " in groups" if desk.headings else ""
    s.say(f"sources{grouped} by {'what is left to judge' if desk.order_by == 'left' else desk.order_by}")


def order_quotes(s: Judging, count: int | None) -> None:
    """Show the least sure quotes first, or all as they were read."""
    desk = s.desk
    desk.show_doubtful(not desk.doubtful)
    desk.go(0 if desk.doubtful else desk.at)
    desk.remember()
    s.sync()
    which = "" if desk.across else f" of this source · {s.keys_of('everywhere')} of all"
    s.say(f"the least sure first{which}" if desk.doubtful else "quotes in reading order")


def theme(s: DeskScreen, count: int | None) -> None:
    """Change between the dark and the light theme."""
    app = s.desk_app
    app.theme = "onrecord-light" if app.current_theme.dark else "onrecord-dark"
    if not s.desk.ws.read_only:
        s.desk.ws.remember(theme=app.theme)
    s.say(f"theme {app.theme}")


def help_screen(s: Doing, count: int | None) -> None:
    """Open the help of this screen."""
    from tui.lists.help import Help  # noqa: PLC0415  (lists are imported when they are opened)

    if "help" not in s.WHERE:
        s.open_list(lambda above: Help(above, s))


def codebook(s: Judging, count: int | None) -> None:
    """Open the codebook."""
    from tui.lists.codebook import Codebook  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(Codebook)


def speakers(s: Judging, count: int | None) -> None:
    """Open the speakers."""
    from tui.lists.speakers import Speakers  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(Speakers)


def all_notes(s: Judging, count: int | None) -> None:
    """Open the list of all notes."""
    from tui.lists.all_notes import AllNotes  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(AllNotes)


def history(s: Judging, count: int | None) -> None:
    """Open the history."""
    from tui.lists.history import History  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(History)


def timeline(s: Judging, count: int | None) -> None:
    """Open the timeline of this quote's speaker and last code."""
    from tui.lists.timeline import Timeline  # noqa: PLC0415  (lists are imported when they are opened)

    s.open_list(Timeline)


def needs_quote(s: Judging) -> str:
    """Why an act on a quote is not possible."""
    return "" if s.desk.key else "No quote is selected."


def can_change(s: Doing) -> str:
    """Why nothing can be changed."""
    ws = s.desk.ws
    return f"{ws.path.name} is open for reading only: nothing can be changed." if ws.read_only else ""


def in_sight(s: Judging) -> str:
    """Why an act would touch a quote that nobody sees: another pane has the screen to itself."""
    return "" if s.quotes_shown else f"The quote is not on the screen: {s.keys_of('pane_quotes')} shows it."


def can_judge(s: Judging) -> str:
    """Why the quote cannot be judged."""
    if s.desk.marks and not s.desk.marked():
        return can_change(s) or "What is marked is not shown: Esc takes the marks away."
    return can_change(s) or needs_quote(s) or in_sight(s)


def undo(s: Doing, count: int | None) -> None:
    """Take back the last act (as many as the count says)."""
    for _ in range(min(count or 1, 1000)):
        bringing = _imports(s)
        if bringing is not None and s.undo_asked != bringing.seq:
            s.undo_asked = bringing.seq
            s.say(f"once more takes back: {bringing.act}", "flagged")
            return
        s.undo_asked = 0
        _told(s, s.desk.ws.undo())


def _imports(s: Doing) -> Change | None:
    """The act that would be undone now, if it brought sources: nobody should lose these by a key held down."""
    ws = s.desk.ws
    decided: dict[int, bool] = {}
    for change in ws.history():
        if change.analyst != ws.analyst or change.entry.final:
            continue
        if change.undoes is not None:
            decided.setdefault(change.undoes, False)
        elif change.redoes is not None:
            decided.setdefault(change.redoes, True)
        elif decided.get(change.seq, True):
            return change if any(table == "sources" for table, _ in change.made) else None
    return None


def redo(s: Doing, count: int | None) -> None:
    """Do again what was undone."""
    for _ in range(min(count or 1, 1000)):
        _told(s, s.desk.ws.redo())


def _told(s: Doing, change: Change) -> None:
    """Say what was undone; on the desk, stand where it happened, unless it happened to the quote in hand too."""
    word, _, act = change.act.partition(": ")
    spoken = {"undid": "undone", "redid": "redone"}.get(word, word)
    s.say(f"{spoken}: {act}" if act else change.act)
    places = [key.partition("/")[0] for table, key in change.touched if table in ("reviews", "quotes")]
    places += [
        note.target_id for table, key in change.touched if table == "notes" and (note := s.desk.ws.notes.get(key))
    ]
    desk = s.desk
    places = [place for place in places if desk.ws.quotes.get(place) is not None]
    if not places or desk.key in places or "review" not in s.WHERE:
        return
    shown = set(desk.shown).intersection(places) if desk.filter_text else set(places)
    if shown:  # one without a place, lost or folded, comes last
        desk.to(min(shown, key=lambda place: desk.place(place) % (desk.total + 1)), jump=False)
    else:
        s.say(f"{s.said} (not among what is shown)")


def quit_app(s: Doing, count: int | None) -> None:
    """Leave the app; the place is remembered."""
    s.end()


def copy(s: Judging, count: int | None) -> None:
    """Copy the quote's words with their citation."""
    from briefing.writing.citation import citation  # noqa: PLC0415  (the writers are needed only when something leaves)

    desk = s.desk
    quote = desk.quote
    if quote is None:
        return
    source = desk.ws.sources.get(quote.source)
    speaker = desk.speaker_name(quote.speaker)
    said = f"“{quote.text}”" if quote.kind in ("direct", "turn") else quote.told
    parts = ", ".join(citation(source, quote)) if source else ""
    text = f"{said} ({'; '.join(part for part in (speaker, parts) if part)})"
    there = s.copied("".join(ch if ch.isprintable() else " " for ch in text))
    s.say(f"copied: {text}" if there else text)


def again(s: Judging, count: int | None) -> None:
    """Do the last act again, here."""
    if s.repeat is None:
        return
    name, work, advance = s.repeat
    for _ in range(min(count or 1, 1000)):
        if not s.change(work, again=name, advance=advance):
            break


def no_repeat(s: Judging) -> str:
    """Why nothing can be done again."""
    return can_judge(s) or ("" if s.repeat else "Nothing was done yet that could be done again.")
