"""Both texts of a changed source as one, and what became of the quotes in them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.comparing.changes import Merged, fates, merged, proposed
from briefing.comparing.tokens import words_of
from briefing.records import Quote

OLD = """The quay is shut, the master said. "Nobody lands here before the spring," he added.

"The ferry is a story of its own," he told the port's paper. There was no more."""
NEW = """The quay is closed, the master said. "Nobody at all lands here before the summer," he added.

A tug was sent out. "The pilots will be told in time," he promised."""
TEXTS = st.lists(
    st.sampled_from(["quay", "ferry", "Tug", "the", "a", ".", "\n\n", "ё", "«порт»", "so-so"]), max_size=40
).map(" ".join)


def quote(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote(id=words[:8], source="s", spans=((start, start + len(words)),), text=words)


def without(both: Merged, what: str) -> str:
    text = both.text
    for mark in reversed(both.marks):
        if mark.what == what:
            text = f"{text[: mark.start]} {text[mark.end :]}"
    return text


@given(TEXTS, TEXTS)
def test_without_what_was_added_it_is_the_old_text_and_without_what_was_cut_the_new(old: str, new: str) -> None:
    both = merged(old, new)
    assert words_of(without(both, "cut")) == words_of(new)
    assert words_of(without(both, "added")) == words_of(old)
    assert all(a.end <= b.start for a, b in zip(both.marks, both.marks[1:], strict=False))


@given(TEXTS, TEXTS)
def test_each_word_is_found_at_its_place(old: str, new: str) -> None:
    both = merged(old, new)
    for text, place in ((old, both.of_old), (new, both.of_new)):
        for start, end in ((i, j) for i in range(0, len(text), 7) for j in (min(len(text), i + 3),)):
            low, high = place((start, end))
            assert 0 <= low <= high <= len(both.text)
            if text is new and text[start:end].isalpha():
                assert both.text[low:high] == text[start:end]


def test_fates_are_told_with_the_words_before() -> None:
    lost = quote(OLD, '"The ferry is a story of its own,"')
    standing = [
        quote(NEW, '"Nobody at all lands here before the summer,"'),
        quote(NEW, '"The pilots will be told in time,"'),
        quote(NEW, "The quay is closed"),
    ]
    found = fates(OLD, NEW, [lost], standing)
    assert [fate.state for fate in found] == ["lost", "changed", "changed", "new"]
    assert {fate.was for fate in found} == {"", "The quay is shut", '"Nobody lands here before the spring,"'}


def test_a_place_is_proposed_for_words_that_are_like_it_and_no_others() -> None:
    near = proposed(quote(OLD, '"Nobody lands here before the spring,"'), OLD, NEW)
    assert near is not None and NEW[slice(*near)] == '"Nobody at all lands here before the summer,"'
    assert proposed(quote(OLD, '"The ferry is a story of its own,"'), OLD, NEW) is None
    standing = quote(NEW, "lands here before the summer")
    assert proposed(quote(OLD, '"Nobody lands here before the spring,"'), OLD, NEW, [standing]) is None
    assert proposed(quote(OLD, "The quay"), OLD, "\n \n") is None


@given(TEXTS, TEXTS)
def test_what_is_proposed_lies_in_the_new_text(old: str, new: str) -> None:
    if old.strip():
        found = proposed(Quote(id="q", source="s", spans=((0, len(old)),), text=old), old, new)
        assert found is None or 0 <= found[0] < found[1] <= len(new)
