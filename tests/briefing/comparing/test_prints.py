"""Which statements of a reprint are those of the first print."""

from __future__ import annotations

import sys
from types import FrameType

from briefing.comparing.prints import same_statements
from briefing.comparing.tokens import words_of
from briefing.records import Quote


def quote(name: str, text: str, **more: str) -> Quote:
    return Quote(id=name, source="s", spans=((0, 1),), text=text, **more)  # type: ignore[arg-type]


def test_the_same_words_and_words_alike_are_one_statement_each_taken_once() -> None:
    first = [
        quote("a", "“We will not rush,”"),
        quote("b", "that nothing was decided in the talks of Thursday"),
        quote("c", "We will see."),
    ]
    again = [
        quote("x", "that nothing was decided at the talks of Thursday"),
        quote("y", '"We will not rush"'),
        quote("z", "we will not rush"),
        quote("w", "that all was decided in the long talks of Thursday and Friday"),
    ]
    assert same_statements(first, again) == {"x": "b", "y": "a"}
    assert same_statements([], again) == {} and same_statements(first, []) == {}


def test_a_denial_is_no_assertion() -> None:
    said = quote("a", "that the paper was received")
    assert same_statements([said], [quote("x", "that the paper was received", report="negated")]) == {}


def test_another_number_or_a_denial_is_another_statement() -> None:
    said = quote("a", "that 120 soldiers would leave the base at the border within the week")
    for other in (said.text.replace("120", "180"), said.text.replace("would leave", "would not leave")):
        assert same_statements([said], [quote("x", other)]) == {}
    assert same_statements([said], [quote("x", said.text.replace("within the", "in the"))]) == {"x": "a"}


def test_repeated_words_are_taken_in_the_order_of_the_text() -> None:
    first, again = ([quote(f"{side}{n}", "We will see.") for n in range(3)] for side in "ab")
    assert same_statements(first, again) == {"b0": "a0", "b1": "a1", "b2": "a2"}


def test_the_words_of_each_quote_are_looked_up_once() -> None:
    """Not for every pair: a long transcript printed twice would take a minute."""
    texts = [" ".join(f"word{n * 7 % 61}{part}" for part in "abcdefgh") for n in range(60)]
    first = [quote(f"a{n}", text) for n, text in enumerate(texts)]
    again = [quote(f"b{n}", f"{text} too") for n, text in enumerate(texts)]
    looked: list[str] = []

    def heard(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is words_of.__code__:
            looked.append(frame.f_locals["text"])

    sys.setprofile(heard)
    try:
        same = same_statements(first, again)
    finally:
        sys.setprofile(None)
    assert same == {f"b{n}": f"a{n}" for n in range(60)} and len(looked) == 120
