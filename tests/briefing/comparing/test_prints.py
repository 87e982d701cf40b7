"""Which statements of a reprint are those of the first print."""

from __future__ import annotations

from briefing.comparing.prints import same_statements
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
