"""Laws of clean text and of the way back to the given one."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from briefing.reading import clean

NASTY = "\x1b[31m\x1b]8;;http://x\x07\u202e\u200b\u200d\u200c\ufeff\xad\x00\x9b\r\n\t\xa0e\u0301\u1100\u1161\u0958\ud800\U000e0041ا"
texts = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)), max_size=200)


@given(texts)
@example("e\u200b\u0301")
@example("\x1b\x1b[31m[31m")
@example("ا\u200d\u200bب")
def test_cleaning_again_changes_nothing(text: str) -> None:
    once = clean(text)
    twice = clean(once.text)
    assert twice.text == once.text
    assert twice.changed == 0


@given(texts)
def test_nothing_that_acts_is_left(text: str) -> None:
    words = clean(text).text
    assert unicodedata.is_normalized("NFC", words)
    words.encode("utf-8")
    for char in words:
        category = unicodedata.category(char)
        assert char == "\n" or category != "Cc"
        assert category != "Cs"
        assert (
            category != "Cf"
            or unicodedata.bidirectional(char) == "AN"
            or char in "\u200c\u200d\u070f\U000110bd\U000110cd"
        )


@given(texts)
def test_offsets_lead_back_in_order(text: str) -> None:
    cleaned = clean(text)
    way = [cleaned.original(i) for i in range(len(cleaned.text) + 1)]
    assert way == sorted(way)
    assert all(0 <= at <= len(text) for at in way)
    assert way[-1] == len(text) or clean(text[way[-1] :]).text == ""


@given(texts)
def test_a_letter_that_did_not_change_is_found_where_it_stood(text: str) -> None:
    cleaned = clean(text)
    for i, char in enumerate(cleaned.text):
        given_char = text[cleaned.original(i)]
        if char.isascii() and char.isalnum():
            assert given_char == char or unicodedata.normalize("NFKC", given_char)[:1] == char


def test_what_a_terminal_would_obey_is_gone_and_counted() -> None:
    cleaned = clean("a\x1b[31mred\x1b[0m \x1b]0;title\x07b\u202ec\u200bd\x00")
    assert cleaned.text == "ared bcd"
    assert cleaned.changed == 6


def test_blanks_and_line_ends_are_made_alike_and_not_counted() -> None:
    cleaned = clean("Vladimir\xa0Putin\r\nsaid\u2028so\tto\u202fus")
    assert cleaned.text == "Vladimir Putin\nsaid\nso to us"
    assert cleaned.changed == 0
    assert cleaned.original(cleaned.text.index("said")) == 16


def test_offsets_through_composed_letters() -> None:
    given_text = "Cafe\u0301 — й\u200bмир"
    cleaned = clean(given_text)
    assert cleaned.text == "Café — ймир"
    assert given_text[cleaned.original(cleaned.text.index("мир")) :] == "мир"


def test_many_openings_of_escapes_stay_cheap() -> None:
    assert clean("\x1b]" * 100_000).changed == 100_000
    assert clean("e\u0301" * 50_000).text == "é" * 50_000


@given(st.text(alphabet="a\u0301\u0323\u200b\u00e9 ", min_size=0, max_size=200))
def test_long_runs_of_marks_are_cut_and_the_way_back_holds(text: str) -> None:
    found = clean(text)
    assert clean(found.text).text == found.text
    assert not re.search("[\u0301\u0323]{31}", found.text)
    places = [found.original(i) for i in range(len(found.text) + 1)]
    assert places == sorted(places) and places[-1] <= len(text)


def test_a_mountain_of_marks_costs_no_more_than_its_length() -> None:
    found = clean("a" + "\u0301\u0323" * 200_000 + "b")
    assert len(found.text) < 40 and found.changed > 399_000


def test_no_character_acts_or_joins_that_before_it() -> None:
    for code in (*range(0x3200), *range(0xA640, 0xA800), *range(0xAC00, 0xAC40), *range(0xD7B0, 0x10000)):
        char = chr(code)
        words = clean(f"e{char}a").text
        assert unicodedata.is_normalized("NFC", words), hex(code)
        acts = unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
        assert char == "\n" or char not in words or not acts, hex(code)
        assert clean(words).changed == 0, hex(code)
