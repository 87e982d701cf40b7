"""Moving: through quotes, sources and pages, to what is new, to places kept, and back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tui.questions import Choice, Question, narrow
from tui.show import day

if TYPE_CHECKING:
    from tui.doing import Judging


def _step(s: Judging, by: int) -> None:
    """Move in the pane that has the focus."""
    if s.page == 1:
        step_source(s, by)
    elif s.page == 3:
        s.scroll_notes(by)
    else:
        desk = s.desk
        before = desk.at
        desk.go(desk.at + by)
        if desk.at == before and desk.shown:
            edge = "last" if by > 0 else "first"
            s.say(f"the {edge} quote shown · {s.keys_of('next_new' if by > 0 else 'previous_new')} goes on to new ones")
        else:
            s.say("")


def step_source(s: Judging, by: int) -> None:
    """Go ``by`` sources on."""
    desk = s.desk
    if not desk.sources:
        s.say("no sources yet: onrecord add FILE…")
        return
    at = desk.at_source(desk.source)
    to = max(0, min(at + by, len(desk.sources) - 1))
    if to == at:
        s.say(f"the {'last' if by > 0 else 'first'} source")
        return
    desk.open_source(desk.sources[to])
    source = desk.ws.sources.get(desk.source)
    s.say(f"{day(source.published)} · {source.title}" if source else "")


def down(s: Judging, count: int | None) -> None:
    """Next row."""
    _step(s, count or 1)


def up(s: Judging, count: int | None) -> None:
    """Previous row."""
    _step(s, -(count or 1))


def page_down(s: Judging, count: int | None) -> None:
    """A page on."""
    _step(s, (count or 1) * s.turned)


def page_up(s: Judging, count: int | None) -> None:
    """A page back."""
    _step(s, -(count or 1) * s.turned)


def first(s: Judging, count: int | None) -> None:
    """The first row, or the one of the count."""
    s.desk.note_jump()
    _far(s, (count or 1) - 1)


def last(s: Judging, count: int | None) -> None:
    """The last row, or the one of the count."""
    s.desk.note_jump()
    _far(s, count - 1 if count else 1 << 40)


def _far(s: Judging, row: int) -> None:
    s.say("")
    if s.page == 1 and s.desk.sources:
        s.desk.open_source(s.desk.sources[min(row, len(s.desk.sources) - 1)])
    elif s.page == 3:
        s.scroll_notes(row if row else -(1 << 40))
    else:
        s.desk.go(row)


def next_source(s: Judging, count: int | None) -> None:
    """The next source."""
    step_source(s, count or 1)


def previous_source(s: Judging, count: int | None) -> None:
    """The previous source."""
    step_source(s, -(count or 1))


def _new(s: Judging, direction: int, count: int | None) -> None:
    desk = s.desk
    found = False
    for _ in range(min(count or 1, 1000)):
        key = desk.next_new(direction)
        if not key:
            break
        if not found:
            desk.note_jump()
        before, at = desk.source, desk.place(desk.key)
        found = desk.to(key, jump=False)
        went_round = (desk.place(key) - at) * direction < 0
        source = desk.ws.sources.get(desk.source)
        where = f"{source.title}" if source and desk.source != before else ""
        s.say(("round again: " if went_round else "") + where)
    if not found:
        s.say("no other new quote" + (" among what is shown" if desk.filter_text else ""), "accepted")


def next_new(s: Judging, count: int | None) -> None:
    """The next new quote, across sources."""
    _new(s, 1, count)


def previous_new(s: Judging, count: int | None) -> None:
    """The previous new quote, across sources."""
    _new(s, -1, count)


def next_hit(s: Judging, count: int | None) -> None:
    """The next hit of the search."""
    _hit(s, 1)


def previous_hit(s: Judging, count: int | None) -> None:
    """The previous hit."""
    _hit(s, -1)


def _hit(s: Judging, direction: int) -> None:
    desk = s.desk
    row = desk.hit(direction)
    if row is None:
        s.say(f"no quote shown has {desk.hits.text}", "error")
        return
    desk.go(row)
    s.say(f"hit {bisect_right(desk.hits.rows, row)} of {len(desk.hits)}")


def back(s: Judging, count: int | None) -> None:
    """Back to where the last jump came from."""
    desk = s.desk
    if desk.jump_at == len(desk.jumps) and desk.key and (not desk.jumps or desk.jumps[-1] != desk.key):
        desk.jumps = [*desk.jumps, desk.key]
        desk.jump_at = len(desk.jumps) - 1
    if desk.jump_at > 0:
        desk.jump_at -= 1
        desk.to(desk.jumps[desk.jump_at], jump=False)
        s.say(f"back: place {desk.jump_at + 1} of {len(desk.jumps)}")
    else:
        s.say("no earlier place")


def forward(s: Judging, count: int | None) -> None:
    """Forward again in the places jumped from."""
    desk = s.desk
    if desk.jump_at + 1 < len(desk.jumps):
        desk.jump_at += 1
        desk.to(desk.jumps[desk.jump_at], jump=False)
        s.say(f"forward: place {desk.jump_at + 1} of {len(desk.jumps)}")
    else:
        s.say("no later place")


def keep_place(s: Judging, count: int | None) -> None:
    """Keep this place under a letter."""

    def enter(choice: Choice | None, text: str) -> str:
        name = text[:1]
        if not name:
            return "Type one letter."
        s.desk.places[name] = s.desk.key
        s.desk.keep()
        s.say(f"this place is kept under {name} · ' {name} comes back")
        return ""

    def changed(text: str) -> str:
        if text and not enter(None, text):
            s.stop_asking()
        return ""

    s.ask(Question("Keep this place under a letter", enter, changed=changed, listing=False, hint="Esc leaves"))


def to_place(s: Judging, count: int | None) -> None:
    """Go to a place kept under a letter."""
    desk = s.desk

    def choices(text: str) -> list[Choice]:
        rows = []
        for name, key in sorted(desk.places.items()):
            quote = desk.ws.quotes.get(key)
            rows.append(Choice(name, f"{name}  {quote.text if quote else 'a quote that is gone'}"))
        return narrow(rows, text)

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None or not desk.to(desk.places[choice.key]):
            return "No place is kept under that letter."
        s.say(f"place {choice.key}")
        return ""

    def changed(text: str) -> str:
        if text in desk.places and not enter(Choice(text, ""), text):
            s.stop_asking()
        return ""

    s.ask(Question("Go to a kept place", enter, choices, changed=changed, hint="letter or Enter goes · Esc leaves"))


def context_down(s: Judging, count: int | None) -> None:
    """Scroll the context."""
    s.context.scroll_lines(count or 1)


def context_up(s: Judging, count: int | None) -> None:
    """Scroll the context back."""
    s.context.scroll_lines(-(count or 1))


def find_source(s: Judging, count: int | None) -> None:
    """Pick a source by typing."""
    desk = s.desk
    rows = []
    for key in desk.sources:
        source = desk.ws.sources.get(key)
        if source is not None:
            done, total = desk.progress(key)
            about = " · ".join(part for part in (source.outlet, source.author, source.origin) if part)
            label = f"{day(source.published)} {source.title or source.origin}"
            rows.append(Choice(key, label, f"{done}/{total}", about))

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "No source fits."
        desk.note_jump()
        desk.open_source(choice.key)
        s.say(choice.label)
        return ""

    s.ask(Question("Source", enter, lambda text: narrow(rows, text), hint="Enter opens · Esc leaves"))


def mark(s: Judging, count: int | None) -> None:
    """Mark the quote (as many as the count says), or take its mark away, and go down."""
    desk = s.desk
    take_away = desk.key in desk.marks
    for _ in range(min(count or 1, len(desk.shown) - desk.at)):
        desk.marked_last = desk.key
        if take_away:
            desk.marks.discard(desk.key)
        else:
            desk.marks.add(desk.key)
        desk.go(desk.at + 1)
    s.say(_marked(s))


def mark_range(s: Judging, count: int | None) -> None:
    """Mark all from the last mark to here."""
    desk = s.desk
    first = desk.row(desk.marked_last)
    assert first is not None
    low, high = sorted((first, desk.at))
    desk.marks.update(desk.shown[low : high + 1])
    desk.marked_last = desk.key
    s.say(_marked(s))


def no_mark(s: Judging) -> str:
    """Why there is no range to mark."""
    desk = s.desk
    there = desk.marked_last in desk.marks and desk.row(desk.marked_last) is not None
    return "" if there else f"Mark the first of them with {s.keys_of('mark')}, then go to the last."


def mark_all(s: Judging, count: int | None) -> None:
    """Mark all quotes shown, or take the marks away when all are marked."""
    desk = s.desk
    shown = set(desk.shown)
    desk.marks = desk.marks - shown if shown <= desk.marks else desk.marks | shown
    s.say(_marked(s))


def _marked(s: Judging) -> str:
    many, told = len(s.desk.marked()), s.desk.told_marks()
    if not many:
        return told or "no marks"
    return f"{told}: the next act applies to {'it' if many == 1 else 'all that are shown'} · Esc unmarks"


def leave(s: Judging, count: int | None) -> None:
    """Leave what is transient: the marks, then the search, then the filter, then the zoom."""
    desk = s.desk
    if desk.marks:
        desk.marks.clear()
        s.say("no marks")
    elif desk.hits.text:
        desk.hits.forget()
        s.say("search left")
    elif desk.filter_text:
        desk.set_filter("")
        s.say("filter off: quotes of all sources" if desk.everywhere else "filter off: all quotes of this source")
    else:
        s.unzoomed()
        s.say("")
