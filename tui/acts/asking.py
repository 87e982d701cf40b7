"""Asking: filter, search, saved filters, the command line and the palette."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import OnrecordError
from store.search import CHOICES, FIELDS, FilterError, parse_filter, quoted
from tui.act import shown_keys
from tui.acts.viewing import can_change
from tui.questions import Choice, Question, narrow

if TYPE_CHECKING:
    from tui.doing import Judging

VALUES = {**CHOICES, "confidence": ("1", "2", "3", "4", "5"), "sure": (">=0.9", "0.6-0.9", "<0.6")}
"""What is proposed after a field's colon."""


def wrong_at(text: str, error: FilterError) -> str:
    """The error with the place it is at marked: the text up to there, a sign, and the rest."""
    at = max(0, min(getattr(error, "position", 0) or 0, len(text)))
    return f"{text[:at]}▲{text[at:]}   {error}"


def _proposals(s: Judging, word: str) -> list[str]:
    """How the last word of a filter could go on."""
    minus = "-" if word.startswith("-") else ""
    field, colon, value = word.removeprefix("-").partition(":")
    if not colon:
        return [f"{minus}{name}:" for name in FIELDS if name.startswith(field.casefold())]
    desk, value = s.desk, value.strip('"“”').casefold()
    names: tuple[str, ...] = VALUES.get(field, ())
    if field == "speaker":
        names = tuple(speaker.name for speaker in desk.ws.speakers)
    elif field == "code":
        names = tuple(code.name for code in desk.ws.codes)
    elif field == "outlet":
        names = tuple(sorted({source.outlet for source in desk.ws.sources if source.outlet}))
    found = [name for name in names if value in name.casefold()]
    return [f"{minus}{field}:{name if field in VALUES else quoted(name)}" for name in found]


def _proposal(before: str, found: str) -> Choice:
    """A way to go on, with what may follow a field beside it."""
    return Choice(before + found, found, "", FIELDS[found.strip("-:")] if found.endswith(":") else "")


def _split(text: str) -> tuple[str, str]:
    """The text before its last word, and that word (a quoted value may hold blanks)."""
    quoted = text.rfind('"') if text.count('"') % 2 else -1
    at = text.rfind(" ", 0, quoted if quoted >= 0 else len(text))
    return text[: at + 1], text[at + 1 :]


def complete(s: Judging, text: str) -> str:
    """The filter with its last word completed as far as only one way leads, or to the first proposal."""
    before, word = _split(text)
    found = _proposals(s, word)
    if not found:
        return text
    if len(found) == 1:
        return before + found[0] + ("" if found[0].endswith(":") else " ")
    common = found[0]
    for name in found[1:]:
        while not name.startswith(common):
            common = common[:-1]
    return before + (common if len(common) > len(word) else found[0])


def filter_quotes(s: Judging, count: int | None) -> None:
    """Ask for a filter; while it is typed, say how many match or where it is wrong."""
    desk = s.desk

    def choices(text: str) -> list[Choice]:
        rows = [Choice(f"={expression}", f"{name}", expression) for name, expression in sorted(desk.filters.items())]
        before, word = _split(text)
        rows = rows if not text or text == desk.filter_text else []
        return rows + [_proposal(before, found) for found in _proposals(s, word)[:50] if found != word]

    def changed(text: str) -> str:
        try:
            parse_filter(text)
        except FilterError as error:
            return wrong_at(text, error)
        return ""

    def apply(text: str) -> str:
        try:
            found = desk.set_filter(text)
        except FilterError as error:
            return wrong_at(text, error)
        desk.remember()
        s.show_page(2)
        s.say(
            f"{found} quote{'s' if found != 1 else ''} match" + ("es" if found == 1 else "") if text else "filter off"
        )
        return ""

    def enter(choice: Choice | None, text: str) -> str:
        return apply(choice.key.removeprefix("=") if choice is not None else text)

    s.ask(
        Question(
            "Filter",
            enter,
            choices,
            text=desk.filter_text,
            changed=changed,
            complete=lambda text: complete(s, text),
            free=True,
            hint="Tab completes · Enter shows only these · empty shows all",
        )
    )


def save_filter(s: Judging, count: int | None) -> None:
    """Keep the filter that is on under a name."""
    desk = s.desk

    def enter(choice: Choice | None, text: str) -> str:
        name = text or (choice.label if choice else "")
        if not name:
            return "Type a name for it."
        desk.filters[name] = desk.filter_text
        desk.keep()
        s.say(f"filter kept as {name}: {desk.filter_text}")
        return ""

    rows = [Choice(name, name, text) for name, text in sorted(desk.filters.items())]
    s.ask(
        Question(
            f"Name for: {desk.filter_text}", enter, lambda text: narrow(rows, text), hint="Enter keeps · Esc leaves"
        )
    )


def no_filter(s: Judging) -> str:
    """Why the filter cannot be kept."""
    return can_change(s) or ("" if s.desk.filter_text else "No filter is on: f sets one.")


def open_filter(s: Judging, count: int | None) -> None:
    """Pick a filter that was kept."""
    desk = s.desk
    rows = [Choice(text, name, text, text) for name, text in sorted(desk.filters.items())]

    def enter(choice: Choice | None, text: str) -> str:
        if choice is None:
            return "No filter of that name."
        found = desk.set_filter(choice.key)
        s.say(f"{choice.label}: {found} found")
        return ""

    s.ask(Question("Kept filters", enter, lambda text: narrow(rows, text), hint="Enter shows · Esc leaves"))


def search(s: Judging, count: int | None) -> None:
    """Ask for words and go to the first quote that has them, as they are typed."""
    desk = s.desk
    start = desk.at

    def looking(steps: Iterator[None]) -> Iterator[bool]:
        """Go to the first hit as soon as there is one and say that it can be seen; the others are counted then."""
        gone = False
        for _ in steps:
            if not gone and len(desk.hits):
                desk.go(desk.hits.next(1, start, here=True) or 0)
                s.sync()
                gone = True
            yield gone
        if not gone:
            desk.go(start)
        s.remark("" if gone or not desk.hits.text else "not among what is shown")
        s.sync()

    def changed(text: str) -> str:
        try:
            steps = desk.hits.looking(text, desk.shown, start)
        except FilterError as error:
            return wrong_at(text, error)
        s.between.start(looking(steps))
        none = desk.hits.whole and desk.hits.text and not len(desk.hits)
        return "not among what is shown" if none else ""

    def enter(choice: Choice | None, text: str) -> str:
        s.between.stop()
        try:
            whole = desk.hits.text == text.strip() and desk.hits.whole
            many = len(desk.hits) if whole else desk.find(text)
        except FilterError as error:
            return wrong_at(text, error)
        if text:
            row = desk.hits.next(1, start, here=True)
            desk.go(start if row is None else row)
            s.say(f"{many} hit{'s' if many != 1 else ''} · n next, N previous" if many else f"not found: {text}")
        return ""

    def left() -> None:
        s.between.stop()
        desk.hits.forget()
        desk.go(start)

    s.ask(Question("Search", enter, changed=changed, left=left, listing=False, hint="Enter stays here · Esc goes back"))


def no_search(s: Judging) -> str:
    """Why there is no next hit."""
    return "" if s.desk.hits.text else "Nothing is searched for: / searches."


def show_all(s: Judging, count: int | None) -> None:
    """Show the quotes of all sources in one list, or those of this source."""
    desk = s.desk
    desk.show_everywhere(not desk.everywhere)
    s.say("quotes of all sources" if desk.everywhere else "quotes of this source")


def palette(s: Judging, count: int | None) -> None:
    """Ask for an act by name; it also takes `:12`, `:filter …`, `:export FILE`."""
    rows = []
    for name, act in s.acts.items():
        if act.id != "palette":
            reason = act.why_not(s)
            rows.append(Choice(name, act.help, shown_keys(act, s.key_table[name]), reason, reason))

    def enter(choice: Choice | None, text: str) -> str:
        word, _, rest = text.partition(" ")
        if text.isascii() and text.isdigit() and len(text) < 12:
            s.desk.note_jump()
            s.desk.go(int(text) - 1)
        elif word in ("export", "filter"):
            return _run(s, word, rest.strip())
        elif choice is not None:
            s.stop_asking()
            s.perform(choice.key)
        else:
            return f"No act is called {text}."
        return ""

    def choices(text: str) -> list[Choice]:
        word = text.partition(" ")[0]
        if word == "export" and text != word:
            return [Choice("", "export FILE.md, .csv or .jsonl: what is shown")]
        if word == "filter" and text != word:
            return [Choice("", "filter EXPRESSION")]
        found = narrow(rows, text.removeprefix(":"))
        exact = [row for row in rows if row.key == text]
        return exact + [row for row in found if row not in exact]

    s.ask(Question("Do", enter, choices, hint="Enter does it · 12 goes to quote 12 · export FILE"))


def _run(s: Judging, word: str, rest: str) -> str:
    from tui.acts.exporting import export_to  # noqa: PLC0415  (needed only when something leaves)

    try:
        if word == "filter":
            s.say(f"{s.desk.set_filter(rest)} found")
        elif not rest:
            return "export FILE.md, FILE.csv or FILE.jsonl"
        else:
            export_to(s, rest)
    except OnrecordError as error:
        return str(error)
    return ""
