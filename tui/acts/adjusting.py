"""Adjusting the spans of a quote and taking words for a new one: ends move by words, sentences or characters, the mouse
draws over words, and the context shows it at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import msgspec

from store.acts import spanning
from store.acts.wording import counted
from tui.acts.picking import pick_speaker
from tui.acts.viewing import can_change, in_sight, needs_quote
from tui.questions import Choice, Question
from tui.spans import Adjusting, first_word

if TYPE_CHECKING:
    from tui.doing import Judging


def possible(s: Judging) -> str:
    """Why the spans cannot be adjusted."""
    return can_change(s) or needs_quote(s)


def begin(s: Judging, count: int | None) -> None:
    """Take the quote's end in hand."""
    quote = s.desk.quote
    source = s.desk.ws.sources.get(quote.source) if quote else None
    if quote is None or source is None:
        s.refuse("The source of this quote is gone.")
        return
    s.show_detail()  # which may still be to follow the cursor
    _take(s, Adjusting(source.text, list(quote.spans), quote=quote.id, source=source.id))


def no_text(s: Judging) -> str:
    """Why no words can be taken for a new quote."""
    quote = s.desk.quote
    source = s.desk.ws.sources.get(quote.source if quote else s.desk.source)
    return can_change(s) or ("" if source and source.text.strip() else "There is no text here.")


def begin_new(s: Judging, count: int | None) -> None:
    """Put a caret into the text, at the quote in hand or at the beginning, to take words for a new quote; ask for the
    words where nobody sees a caret.
    """
    s.show_detail()  # which may still be to follow the cursor
    if not s.SIGHTED:
        source = s.context.source
        seek(s, Adjusting(source.text, [(0, 0)], source=source.id, fresh=True))
        return
    _caret(s, s.desk.quote.start if s.desk.quote else 0)


def _caret(s: Judging, at: int) -> bool:
    source = s.context.source
    word = first_word(source.text, at) if source else None
    if source is None or word is None:
        s.refuse("There is no word here.")
        return False
    _take(s, Adjusting(source.text, [word], source=source.id, fresh=True))
    return True


def pointed(s: Judging, text: str, start: int, to: int) -> None:
    """The mouse drew over words of the source ``text`` (its id): they are in hand for a new quote. A click goes to the
    quote there.
    """
    source, state = s.context.source, s.adjusting
    if source is None or source.id != text or (state is not None and state.source != text):
        return  # another text came into the pane meanwhile
    if start == to and state is None:
        for key in s.desk.of_source.get(source.id, ()):
            quote = s.desk.ws.quotes.get(key)
            if quote is not None and any(low <= to < high for low, high in quote.spans):
                s.desk.to(key, jump=False)
                return
        s.say(f"{s.keys_of('take_words')} or drawing with the mouse takes words of the text for a new quote")
    elif start != to and not can_change(s) and (state is not None or _caret(s, start)) and s.adjusting is not None:
        s.adjusting.drag(start, to)
        _show(s)


def _take(s: Judging, state: Adjusting) -> None:
    if s.page != 2:
        s.show_page(2)
    take(s, state)


def take(s: Judging, state: Adjusting) -> None:
    """Take words in hand in the text that is shown."""
    s.adjusting = state
    s.hear(("spans",))
    _show(s)


def seek(s: Judging, state: Adjusting) -> None:
    """Take words in hand that are asked for first; without them nothing is in hand."""
    s.adjusting = state
    s.hear(("spans",))
    _ask_words(s, state, left=lambda: finish(s))


def find(s: Judging, count: int | None) -> None:
    """Ask for words and take the next place that has them in hand."""
    if s.adjusting is not None:
        _ask_words(s, s.adjusting)


def _ask_words(s: Judging, state: Adjusting, left: Callable[[], None] | None = None) -> None:
    """Ask for words and take them in hand in ``state``; ``left`` is done when none are wanted."""

    def enter(choice: Choice | None, text: str) -> str:
        if not state.find(text):
            return "The text has no such words."
        _show(s)
        return ""

    s.ask(Question("Find in the text", enter, listing=False, hint="Enter takes the words in hand", left=left))


def _show(s: Judging) -> None:
    state = s.adjusting
    if state is None:
        return
    quote = s.desk.ws.quotes.get(state.quote)
    if quote is not None and state.lost:
        quote = msgspec.structs.replace(quote, mention=None, cue=None)
    s.context.show(quote, s.context.source, tuple(state.spans), state.hand)
    start, end = state.spans[state.at]
    words = state.text[start:end].split()
    if state.roams:
        s.say("go to the first word, v takes it in hand, s its sentence")
        return
    many = f" of span {state.at + 1}/{len(state.spans)}" if len(state.spans) > 1 else ""
    edge = " ".join(words[-3:]) if state.end else " ".join(words[:3])
    new = f" · {counted(len(words), 'word')} for a new quote" if state.fresh else ""
    s.say(f"{'end' if state.end else 'start'}{many}: {'… ' + edge if state.end else edge + ' …'}{new}")


def _shown(do: Callable[..., None]) -> Callable[..., None]:
    """An act that takes the spans elsewhere, and shows them there."""

    @wraps(do)
    def run(s: Judging, count: int | None, **how: Any) -> None:
        if s.adjusting is not None:
            do(s, count, **how)
            _show(s)

    return run


@_shown
def move(s: Judging, count: int | None, *, by: int, sentences: bool = False) -> None:
    """The end in hand (or the caret) by words, or by sentences."""
    assert s.adjusting is not None
    for _ in range(min(count or 1, 1000)):
        if not s.adjusting.move(by, sentences):
            break


@_shown
def lines(s: Judging, count: int | None, *, way: int, pages: bool = False) -> None:
    """The end in hand (or the caret) so many lines, or pages, of the text as it is shown."""
    assert s.adjusting is not None
    by = way * (count or 1) * (max(1, s.context.rows_high - 2) if pages else 1)
    s.adjusting.go_to(s.context.beside(s.adjusting.hand, by))


@_shown
def nudge(s: Judging, count: int | None, *, by: int) -> None:
    """The end in hand by characters."""
    assert s.adjusting is not None
    for _ in range(min(count or 1, 1000)):
        if not s.adjusting.nudge(by):
            break


@_shown
def hold(s: Judging, count: int | None) -> None:
    """Take the word at the caret in hand."""
    assert s.adjusting is not None
    s.adjusting.hold()


@_shown
def sentence(s: Judging, count: int | None) -> None:
    """Take the whole sentence in hand."""
    assert s.adjusting is not None
    s.adjusting.take_sentence()


@_shown
def other_end(s: Judging, count: int | None) -> None:
    """Take the other end in hand."""
    assert s.adjusting is not None
    s.adjusting.other_end()


@_shown
def next_span(s: Judging, count: int | None) -> None:
    """Take the next span in hand."""
    assert s.adjusting is not None
    s.adjusting.next_span()


@_shown
def add(s: Judging, count: int | None) -> None:
    """Add a span after the one in hand."""
    assert s.adjusting is not None
    s.adjusting.add()


@_shown
def remove(s: Judging, count: int | None) -> None:
    """Take the span in hand away."""
    assert s.adjusting is not None
    s.adjusting.remove()


def finish(s: Judging) -> None:
    """Put the spans down and go back to the keys of the review."""
    s.adjusting = None
    s.hear(("review",))
    s.show_detail()


def _put_down(s: Judging, state: Adjusting) -> bool:
    """Put the words down, with a word, when they are of a text in which they do not stand any more: offsets of one text
    mean nothing in another.
    """
    ws = s.desk.ws
    source, quote = ws.sources.get(state.source), ws.quotes.get(state.quote)
    there = source is not None and source.text == state.text
    if state.lost:
        there = there and quote is not None and source is not None and not source.revised_by
    elif state.quote:
        there = there and quote is not None and quote.source == state.source
    if not there:
        finish(s)
        s.refuse("The text was changed meanwhile, and nothing was kept: go to the words and begin again.")
    return not there


def keep(s: Judging, count: int | None) -> None:
    """Keep the spans, or make the new quote."""
    assert s.adjusting is not None
    if _put_down(s, s.adjusting):
        return
    spans, before, key, lost = s.adjusting.result, s.adjusting.before, s.adjusting.quote, s.adjusting.lost
    if s.adjusting.fresh:
        as_new(s, count)
        return
    finish(s)
    if lost:
        if s.changed(lambda: spanning.place_again(s.desk.ws, key, spans)):
            s.desk.set_filter(s.desk.filter_text)
    elif spans == before:
        s.say("the spans are as they were")
    elif s.guarded(lambda: spanning.set_spans(s.desk.ws, key, spans)):
        s.say("spans adjusted · u undoes")


PLACE_FIRST = "Place the quote first: Enter keeps it here."


def leave(s: Judging, count: int | None) -> None:
    """Leave the spans as they were."""
    finish(s)
    s.say("the spans are as they were")


def as_new(s: Judging, count: int | None) -> None:
    """Make a quote of the words in hand, and ask whose they are unless they are cut from a quote that says it."""
    assert s.adjusting is not None
    if s.adjusting.lost:
        s.refuse(PLACE_FIRST)
        return
    state, quote = s.adjusting, s.desk.ws.quotes.get(s.adjusting.quote)
    if _put_down(s, state):
        return
    finish(s)
    ws, made = s.desk.ws, []
    speaker, kind = (quote.speaker, quote.kind) if quote else (None, state.kind)

    def make() -> None:
        made.append(spanning.new_quote(ws, state.source, state.result, speaker=speaker, kind=kind))

    if s.guarded(make) and made[0] is not None:
        new = made[0].touched[0][1]
        s.desk.to(new)
        s.say("a new quote from these words · u undoes")
        if quote is None:
            s.show_detail()
            pick_speaker(s, None, of=new)


def split(s: Judging, count: int | None) -> None:
    """Make two quotes of this one at the end in hand; its spans stay as they were otherwise."""
    assert s.adjusting is not None
    if s.adjusting.lost:
        s.refuse(PLACE_FIRST)
        return
    if s.adjusting.fresh:
        s.refuse("There is no quote to split yet: Enter makes it.")
        return
    if _put_down(s, s.adjusting):
        return
    span, key = s.adjusting.spans[s.adjusting.at], s.adjusting.quote
    at = span[1] if s.adjusting.end else span[0]
    finish(s)
    s.changed(lambda: spanning.split(s.desk.ws, key, at))


def no_join(s: Judging) -> str:
    """Why no quotes can be joined."""
    return can_change(s) or in_sight(s) or ("" if len(s.desk.marked()) > 1 else "Mark two quotes or more to join them.")


def join(s: Judging, count: int | None) -> None:
    """Make one quote of those marked."""
    marked = s.desk.targets()
    if s.changed(lambda: spanning.join(s.desk.ws, marked)):
        s.desk.unmark()
        s.desk.to(marked[0], jump=False)


def delete(s: Judging, count: int | None) -> None:
    """Delete the quotes, with all that was said about them."""
    folded = s.desk.quote is not None and s.desk.quote.same_as and not s.desk.marks
    targets = [s.desk.key] if folded else s.desk.targets()  # of a print that is unfolded that one alone
    if s.changed(lambda: spanning.delete(s.desk.ws, targets)):
        s.desk.unmark()
