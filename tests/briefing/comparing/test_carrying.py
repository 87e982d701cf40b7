"""Quotes brought over to a changed text: laws that hold whatever was changed."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.comparing.carrying import carry
from briefing.finding import find
from briefing.reading import source_of_text

NAMES = ("Dmitry Peskov", "Sergei Lavrov", "Maria Zakharova")
SENTENCES = [
    f"“The {noun} will {verb} before the {time},” {NAMES[n % 3]} said on Thursday."
    if n % 2
    else f"The {noun} did {verb} in the {time}, as the ministry had announced."
    for n, (noun, verb, time) in enumerate(
        (noun, verb, time)
        for noun in ("delegation", "ministry", "embassy", "alliance")
        for verb in ("answer", "withdraw", "negotiate")
        for time in ("summer", "summit")
    )
]


def text_of(sentences: list[str]) -> str:
    return "Kremlin reads\n\n27 January 2022\n\n" + "\n\n".join(sentences) + "\n"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10, unique=True),
    st.lists(st.sampled_from(SENTENCES), max_size=10, unique=True),
)
def test_no_quote_is_dropped_and_each_stands_where_it_says(before: list[str], after: list[str]) -> None:
    old, new = source_of_text(text_of(before)), source_of_text(text_of(after))
    had, found = find(old), find(new)
    carried = carry(had.quotes, old, new, found.quotes, found.links)
    assert [was for _, was, _ in carried.fates] == list(had.quotes)
    for state, was, now in carried.fates:
        assert now.id == was.id
        if state == "lost":
            assert now == was
            continue
        assert now.source == new.id and now.text == " … ".join(new.text[s:e] for s, e in now.spans)
        if state != "changed":
            assert now.text == was.text
    places = [quote.spans for quote in (*carried.standing, *carried.fresh)]
    assert len(places) == len(set(places))
    assert all(quote.source == new.id for quote in carried.fresh)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10, unique=True))
def test_the_same_text_keeps_every_quote_and_adds_none(sentences: list[str]) -> None:
    old, new = source_of_text(text_of(sentences)), source_of_text(text_of(sentences))
    had, found = find(old), find(new)
    carried = carry(had.quotes, old, new, found.quotes, found.links)
    assert carried.count("kept") == len(had.quotes) and carried.fresh == ()
    assert [msgspec.structs.replace(quote, source=old.id) for quote in carried.standing] == list(had.quotes)
