"""Statements of many sources are found in several processes, as if it were done one after another."""

from __future__ import annotations

from briefing.reading import Skipped, find_in_each, source_of_text
from briefing.records import Source

TEXT = 'Envoy speaks\n\n"We will answer in due time," Foreign Ministry spokesman Ivan Petrov said on {}.'


def sources() -> list[Source | Skipped]:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday")
    return [source_of_text(TEXT.format(day)) for day in days] + [Skipped("gone.txt", "no such file")]


def test_results_come_in_order_with_what_was_skipped() -> None:
    given = sources()
    found = list(find_in_each(given, jobs=2))
    assert [f if isinstance(f, Skipped) else f[0] for f in found] == given
    for one in found[:4]:
        assert not isinstance(one, Skipped)
        assert [quote.text for quote in one[1].quotes]
        assert {quote.source for quote in one[1].quotes} == {one[0].id}


def test_the_same_name_is_the_same_speaker() -> None:
    speakers = set()
    for one in find_in_each(sources(), jobs=2):
        if not isinstance(one, Skipped):
            speakers |= {quote.speaker for quote in one[1].quotes}
    assert len(speakers) == 1


def test_a_speaker_known_before_stays_that_speaker() -> None:
    given = sources()[:1]
    first = next(iter(find_in_each(given, jobs=1)))
    assert not isinstance(first, Skipped)
    known = first[1].speakers
    again = next(iter(find_in_each(sources()[1:2], known, jobs=1)))
    assert not isinstance(again, Skipped)
    assert {quote.speaker for quote in again[1].quotes} == {known[0].id}
