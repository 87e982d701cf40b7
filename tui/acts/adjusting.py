"""Adjusting the spans of a quote: the ends move by words or sentences and the context shows it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from store import Change
from store.acts import spanning
from store.versions import texts_of
from tui.act import Act, Do
from tui.acts.viewing import can_change, needs_quote
from tui.questions import Choice, Question
from tui.spans import Adjusting
from tui.trie import Keys

if TYPE_CHECKING:
    from tui.screens.review import ReviewScreen


def possible(s: ReviewScreen) -> str:
    """Why the spans cannot be adjusted."""
    return can_change(s) or needs_quote(s)


def begin(s: ReviewScreen, count: int | None) -> None:
    """Take the quote's end in hand."""
    quote = s.desk.quote
    source = s.desk.ws.sources.get(quote.source) if quote else None
    if quote is None or source is None:
        s.refuse("The source of this quote is gone.")
        return
    if s.page != 2 and s.has_class("-narrow"):
        s.show_page(2)
    s.adjusting = Adjusting(source.text, list(quote.spans), quote=quote.id)
    _use_keys(s, "spans")
    _show(s)


def place_again(s: ReviewScreen, count: int | None) -> None:
    """Show where a lost quote may stand in the new text of its source, and let its ends be moved there."""
    from briefing.comparing.changes import proposed  # noqa: PLC0415  (only a changed text is compared)

    quote = s.desk.quote
    was = s.desk.ws.sources.get(quote.source) if quote else None
    if quote is None or was is None:
        return
    where = texts_of(s.desk.ws, was)[-1]
    span = proposed(quote, was.text, where.text)
    if span is None:
        s.refuse("The new text has no words to place it on.")
        return
    if s.page != 2 and s.has_class("-narrow"):
        s.show_page(2)
    s.adjusting = Adjusting(where.text, [span], quote=quote.id, lost=True)
    s.context.show(None, where)
    _use_keys(s, "spans")
    _show(s)
    s.say(f"proposed place in the new text · Enter takes it · f finds words · {s.bar.message}")


def not_lost(s: ReviewScreen) -> str:
    """Why there is no lost quote in hand."""
    reason = can_change(s) or needs_quote(s)
    if reason:
        return reason
    quote = s.desk.quote
    source = s.desk.ws.sources.get(quote.source) if quote else None
    return "" if source is not None and source.revised_by else "This quote is not lost: it stands in its text."


def put_away(s: ReviewScreen, count: int | None) -> None:
    """Leave lost quotes with the old text."""
    s.change(lambda keys: spanning.put_away(s.desk.ws, keys))
    s.desk.set_filter(s.desk.filter_text)


def _find(s: ReviewScreen, count: int | None) -> None:
    """Ask for words and take the next place that has them in hand."""
    state = s.adjusting
    if state is None:
        return

    def enter(choice: Choice | None, text: str) -> str:
        if not state.find(text):
            return "The text has no such words."
        _show(s)
        return ""

    s.ask(Question("Find in the text", enter, listing=False, hint="Enter takes the words in hand"))


def _use_keys(s: ReviewScreen, where: str) -> None:
    app = s.desk_app
    s.acts = {name: act for name, act in app.acts.items() if act.where == where}
    s.key_table = {name: app.key_table[name] for name in s.acts}
    s.keys_heard = Keys(s.key_table)
    s.bar.hint(s.hint_row())


def _show(s: ReviewScreen) -> None:
    state = s.adjusting
    quote = s.desk.ws.quotes.get(state.quote) if state else None
    if state is None or quote is None:
        return
    shown = msgspec.structs.replace(quote, mention=None, cue=None) if state.lost else quote
    s.context.show(shown, s.context.source or s.desk.ws.sources.get(quote.source), tuple(state.spans))
    many = f" of span {state.at + 1}/{len(state.spans)}" if len(state.spans) > 1 else ""
    start, end = state.spans[state.at]
    words = state.text[start:end].split()
    edge = " ".join(words[-3:]) if state.end else " ".join(words[:3])
    s.say(f"{'end' if state.end else 'start'}{many}: {'… ' + edge if state.end else edge + ' …'}")


def _act(do: Do) -> Do:
    def run(s: ReviewScreen, count: int | None) -> None:
        if s.adjusting is not None:
            do(s, count)
            if s.adjusting is not None:
                _show(s)

    return run


def _move(by: int, sentences: bool = False) -> Do:
    def do(s: ReviewScreen, count: int | None) -> None:
        assert s.adjusting is not None
        for _ in range(min(count or 1, 1000)):
            if not s.adjusting.move(by, sentences):
                break

    return _act(do)


def _other_end(s: ReviewScreen, count: int | None) -> None:
    assert s.adjusting is not None
    s.adjusting.other_end()


def _next_span(s: ReviewScreen, count: int | None) -> None:
    assert s.adjusting is not None
    s.adjusting.next_span()


def _add(s: ReviewScreen, count: int | None) -> None:
    assert s.adjusting is not None
    s.adjusting.add()


def _remove(s: ReviewScreen, count: int | None) -> None:
    assert s.adjusting is not None
    s.adjusting.remove()


def finish(s: ReviewScreen) -> None:
    """Put the spans down and go back to the keys of the review."""
    s.adjusting = None
    _use_keys(s, "review")
    s.show_detail()


def _keep(s: ReviewScreen, count: int | None) -> None:
    assert s.adjusting is not None
    spans, before, key, lost = s.adjusting.result, s.adjusting.before, s.adjusting.quote, s.adjusting.lost
    finish(s)
    if lost:
        if s.changed(lambda: spanning.place_again(s.desk.ws, key, spans)):
            s.desk.set_filter(s.desk.filter_text)
    elif spans == before:
        s.say("the spans are as they were")
    elif s.guarded(lambda: spanning.set_spans(s.desk.ws, key, spans)):
        s.say("spans adjusted · u undoes")


PLACE_FIRST = "Place the quote first: Enter keeps it here."


def _leave(s: ReviewScreen, count: int | None) -> None:
    finish(s)
    s.say("the spans are as they were")


def _as_new(s: ReviewScreen, count: int | None) -> None:
    """Make the spans a quote of their own and leave this one as it was."""
    assert s.adjusting is not None
    if s.adjusting.lost:
        s.refuse(PLACE_FIRST)
        return
    spans, quote = s.adjusting.result, s.desk.ws.quotes.get(s.adjusting.quote)
    finish(s)
    if quote is None:
        return
    made: list[Change | None] = []
    ws, kind = s.desk.ws, quote.kind
    if s.guarded(lambda: made.append(spanning.new_quote(ws, quote.source, spans, speaker=quote.speaker, kind=kind))):
        if made[0] is not None:
            s.desk.to(made[0].touched[0][1])
        s.say("a new quote from these words · u undoes")


def _split(s: ReviewScreen, count: int | None) -> None:
    """Make two quotes of this one at the end in hand; its spans stay as they were otherwise."""
    assert s.adjusting is not None
    if s.adjusting.lost:
        s.refuse(PLACE_FIRST)
        return
    span, key = s.adjusting.spans[s.adjusting.at], s.adjusting.quote
    at = span[1] if s.adjusting.end else span[0]
    finish(s)
    s.changed(lambda: spanning.split(s.desk.ws, key, at))


def no_join(s: ReviewScreen) -> str:
    """Why no quotes can be joined."""
    return can_change(s) or ("" if len(s.desk.marks) > 1 else "Mark two quotes or more to join them.")


def join(s: ReviewScreen, count: int | None) -> None:
    """Make one quote of those marked."""
    marked = s.desk.targets()
    if s.changed(lambda: spanning.join(s.desk.ws, marked)):
        s.desk.marks.clear()
        s.desk.to(marked[0], jump=False)


def delete(s: ReviewScreen, count: int | None) -> None:
    """Delete the quotes, with all that was said about them."""
    targets = s.desk.targets()
    if s.changed(lambda: spanning.delete(s.desk.ws, targets)):
        s.desk.marks.clear()


def _spans(name: str, keys: tuple[str, ...], help_line: str, do: Do, short: str = "") -> Act:
    return Act(f"spans_{name}", keys, help_line, "While adjusting spans", do, short=short, where="spans", counts=True)


ACTS = (
    _spans("right", ("l", "right", "w"), "The end in hand a word to the right", _move(1), "word right"),
    _spans("left", ("h", "left", "b"), "The end in hand a word to the left", _move(-1), "word left"),
    _spans("sentence_right", ("L", "shift+right", "j", "down"), "A sentence to the right", _move(1, True), "sentence"),
    _spans("sentence_left", ("H", "shift+left", "k", "up"), "A sentence to the left", _move(-1, True)),
    _spans("other_end", ("tab", "o"), "Take the other end in hand", _act(_other_end), "other end"),
    _spans("next", ("n",), "Take the next span in hand", _act(_next_span)),
    _spans("add", ("+", "a"), "Add a span after this one", _act(_add), "add span"),
    _spans("remove", ("-", "x"), "Take this span away", _act(_remove)),
    _spans("find", ("f",), "Find words and take them in hand", _find, "find words"),
    _spans("new_quote", ("c",), "Make a new quote of these words, this one stays as it was", _as_new, "as new quote"),
    _spans("split", ("|", "/"), "Split the quote in two at the end in hand", _split, "split"),
    _spans("keep", ("enter", "ctrl+s"), "Keep the spans", _keep, "keep"),
    _spans("leave", ("escape", "q"), "Leave the spans as they were", _leave, "leave"),
)
"""The acts while spans are adjusted."""
