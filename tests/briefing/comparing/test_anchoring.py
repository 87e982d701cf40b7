"""Quotes are found again in a changed text, or said to be lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparing.anchoring import Anchor, Finder
from briefing.records import Quote

OLD = (
    "The ministry says there is no reason for haste after the reply from abroad.\n\n"
    "“We have read the letter with care, and we shall answer it in due time,” the spokesman said. "
    "He did not name a day. “Thank you,” he added.\n\n"
    "Asked about the treaty, he said that talks on it alone, apart from all else, were hardly viable. “Thank you,” "
    "he said again.\n\n“Nobody will delay the answer, but it would be silly to expect it tomorrow,” he concluded."
)


def quote_of(words: str, name: str = "q") -> Quote:
    start = OLD.index(words)
    return Quote(id=name, source="s", spans=((start, start + len(words)),), text=words)


def found(new: str, words: str) -> Anchor:
    return Finder(OLD, new).find(quote_of(words))


def test_an_unchanged_text_keeps_everything() -> None:
    anchor = found(OLD, "We have read the letter with care")
    assert (anchor.state, anchor.score) == ("kept", 100.0)


def test_typography_and_wrapping_do_not_matter() -> None:
    new = OLD.replace("“", '"').replace("”", '"').replace(" ", "  ").replace("care,", "care,\n")
    words = "“We have read the letter with care, and we shall answer it in due time,”"
    anchor = found(new, words)
    assert anchor.state == "kept"
    start, end = anchor.spans[0]
    assert new[start:end].split() == words.replace("“", '"').replace("”", '"').split()


def test_a_changed_quote_is_found_whole() -> None:
    new = OLD.replace("answer it in due time", "reply to it in good time")
    anchor = found(new, "We have read the letter with care, and we shall answer it in due time,")
    assert anchor.state == "changed"
    assert new[slice(*anchor.spans[0])] == "We have read the letter with care, and we shall reply to it in good time,"


def test_a_moved_paragraph_is_followed() -> None:
    parts = OLD.split("\n\n")
    new = "\n\n".join([parts[3], parts[0], parts[1], parts[2]])
    anchor = found(new, "Nobody will delay the answer, but it would be silly to expect it tomorrow,")
    assert new[slice(*anchor.spans[0])].startswith("Nobody")
    assert anchor.state in ("kept", "moved")


def test_what_was_cut_is_lost_and_not_put_elsewhere() -> None:
    new = OLD.replace(" He did not name a day. “Thank you,” he added.", "")
    start = OLD.index("“Thank you,”")
    first = Quote(id="q", source="s", spans=((start, start + 12),), text="“Thank you,”")
    assert Finder(OLD, new).find(first).state == "lost"


def test_two_spans_stay_one_quote() -> None:
    a, b = OLD.index("We have read"), OLD.index("“Thank you")
    quote = Quote(id="q", source="s", spans=((a, a + 28), (b, b + 12)), text="…")
    new = "Corrected version.\n\n" + OLD
    anchor = Finder(OLD, new).find(quote)
    assert [new[s:e] for s, e in anchor.spans] == [OLD[s:e] for s, e in quote.spans]


@settings(max_examples=50)
@given(st.text(max_size=200), st.integers(0, len(OLD) - 1), st.integers(1, 80))
def test_spans_are_always_inside_the_new_text_and_in_order(new: str, start: int, length: int) -> None:
    quote = Quote(id="q", source="s", spans=((start, min(len(OLD), start + length)),), text="")
    for text in (new, OLD[:start] + new + OLD[start:]):
        for s, e in Finder(OLD, text).find(quote).spans:
            assert 0 <= s < e <= len(text)
