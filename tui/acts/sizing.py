"""How the panes share the screen: wider, narrower, hidden, alone, dense; kept from one day to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.memory import DENSITIES

if TYPE_CHECKING:
    from tui.act import Do
    from tui.screens.review import ReviewScreen

STEP = 4
"""So many cells (of the quotes: hundredths of the height) a key widens a pane by."""
LEAST = {"sources": 16, "notes": 20, "quotes": 12}
MIDDLE = 50
"""So many cells are left to quotes and context."""
USUAL = {"quotes": 40}
_TOLD = {
    "normal": "three lines a source, one a quote",
    "dense": "one line a source, one a quote",
    "roomy": "two lines a quote",
}


def apply(s: ReviewScreen) -> None:
    """Give the panes the sizes that are kept, as far as the screen has room; where one fills it, none."""
    sizes = s.desk.sizes
    beside = not s.has_class("-narrow") and not s.has_class("-zoom")
    sources, notes = (_fitting(s, name) if beside and name in sizes else None for name in ("sources", "notes"))
    s.sources.styles.width = sources
    s.notes.styles.width = notes
    if s.editor is not None:
        s.editor.styles.width = notes
    if s.panel.is_attached:
        shown = notes is not None and not s.has_class("-nonotes") and not s.panel.has_class("-line")
        s.panel.styles.margin = (0, notes, 0, 0) if shown and notes is not None else None
    share = sizes.get("quotes")
    if s.quotes.display:
        s.quotes.styles.height = None if share is None else f"{share}fr"
        s.context.styles.height = None if share is None else f"{100 - share}fr"
    s.set_class(bool(sizes.get("nosources")), "-nosources")
    s.set_class(bool(sizes.get("nonotes")), "-nonotes")


def _fitting(s: ReviewScreen, name: str) -> int:
    other = s.notes if name == "sources" else s.sources
    most = s.app.size.width - MIDDLE - (other.outer_size.width if other.display else 0)
    return max(LEAST[name], min(s.desk.sizes[name], most))


def _size(by: int) -> Do:
    def do(s: ReviewScreen, count: int | None) -> None:
        name = {1: "sources", 2: "quotes", 3: "notes"}[s.page]
        pane = {1: s.sources, 2: s.quotes, 3: s.notes}[s.page]
        if s.has_class("-zoom") or (s.page != 2 and s.has_class("-narrow")):
            s.refuse("This pane has the whole screen.")
            return
        now = s.desk.sizes.get(name, USUAL.get(name, pane.outer_size.width))
        s.desk.sizes[name] = max(LEAST[name], min(now + by * STEP * (count or 1), 100 - LEAST[name]))
        if name != "quotes":
            s.desk.sizes[name] = _fitting(s, name)
        _keep(s)
        what = "of the height" if name == "quotes" else "wide"
        s.say(
            f"{name}: {s.desk.sizes[name]}{'%' if name == 'quotes' else ''} {what} · {s.keys_of('sizes_usual')} resets"
        )

    return do


def _keep(s: ReviewScreen) -> None:
    apply(s)
    s.desk.remember()


def no_size(s: ReviewScreen) -> str:
    """Why the sizes cannot be reset."""
    return "" if s.desk.sizes else "All panes have their usual sizes."


widen, narrow = _size(1), _size(-1)


def usual(s: ReviewScreen, count: int | None) -> None:
    """Give all panes their usual sizes, and show them."""
    s.desk.sizes.clear()
    _keep(s)
    s.say("all panes as they were")


def zoom(s: ReviewScreen, count: int | None) -> None:
    """The pane alone, then its context alone, then all panes again."""
    if s.has_class("-context"):
        s.remove_class("-zoom", "-context")
        s.say("all panes")
    elif s.has_class("-zoom") and s.page == 2:
        s.add_class("-context")
        s.say("the context alone")
    elif s.has_class("-zoom"):
        s.remove_class("-zoom")
        s.say("all panes")
    else:
        s.add_class("-zoom")
        s.say("this pane alone")
    apply(s)


def hide_sources(s: ReviewScreen, count: int | None) -> None:
    """Hide or show the pane of sources."""
    _hide(s, "nosources", 1)


def hide_notes(s: ReviewScreen, count: int | None) -> None:
    """Hide or show the pane of notes."""
    _hide(s, "nonotes", 3)


def _hide(s: ReviewScreen, name: str, page: int) -> None:
    if s.desk.sizes.pop(name, 0):
        s.say(f"the {name[2:]} are shown")
    else:
        s.desk.sizes[name] = 1
        s.say(f"the {name[2:]} are hidden: the same key shows them")
        if s.page == page:
            s.show_page(2)
    _keep(s)


def density(s: ReviewScreen, count: int | None) -> None:
    """The next of the densities."""
    s.desk.density = DENSITIES[(DENSITIES.index(s.desk.density) + 1) % len(DENSITIES)]
    spread(s)
    s.desk.remember()
    s.say(f"{s.desk.density}: {_TOLD[s.desk.density]}")


def spread(s: ReviewScreen) -> None:
    """Give the rows of sources and quotes as many lines as the density says."""
    s.sources.ROW = 1 if s.desk.density == "dense" else 3
    s.quotes.ROW = 2 if s.desk.density == "roomy" else 1
    for pane in (s.sources, s.quotes):
        pane.go(pane.cursor)
        pane.refresh()
