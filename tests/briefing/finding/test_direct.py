"""Quotations: where they are, who says them, and which are no statements."""

import pytest

from .helpers import found, quotes


@pytest.mark.parametrize(
    "text",
    [
        '"We will answer in time," Ivan Petrov said.',
        '"We will answer in time," said Ivan Petrov.',
        'Ivan Petrov said: "We will answer in time."',
        'Ivan Petrov told reporters on Tuesday, "We will answer in time."',
        "“We will answer in time,” the envoy Ivan Petrov said.",
        "«We will answer in time,» said Ivan Petrov.",
        "„We will answer in time,“ said Ivan Petrov.",
        "''We will answer in time,'' Ivan Petrov said.",
        '"We will answer in time." — Ivan Petrov',
        '"Will we answer in time?" Ivan Petrov asked.',
        '"We will answer in time," Ivan Petrov laughed.',
    ],
)
def test_a_quotation_beside_its_attribution(text):
    ((kind, name, words),) = found(text)
    assert kind == "direct"
    assert name == "Ivan Petrov"
    assert "answer in time" in words and "Petrov" not in words


def test_an_attribution_in_the_middle_leaves_one_quote_of_two_spans():
    ((quote, name),) = quotes('"We will answer," Ivan Petrov said, "but not today."')
    assert name == "Ivan Petrov"
    assert len(quote.spans) == 2
    assert quote.text == '"We will answer," … "but not today."'


def test_a_quotation_that_opens_again_in_the_next_paragraph_keeps_its_speaker():
    text = '"We will answer," Ivan Petrov said. "It takes time.\n\n"And it takes patience."'
    assert [name for _, name, _ in found(text)] == ["Ivan Petrov"] * 3


def test_a_missing_closing_mark_does_not_swallow_the_report():
    text = 'Ivan Petrov said: "We will answer in time.\n\nThe weather stayed cold in the capital.'
    assert all("weather" not in words for _, _, words in found(text))


def test_brackets_and_apostrophes_stay_inside():
    text = "\"It's [the reply's] content that matters, isn't it,\" Ivan Petrov said."
    assert found(text)[0][2] == text[: text.index(" Ivan")]


@pytest.mark.parametrize(
    "text",
    [
        'The film "Winter in the North" opened on Friday.',
        'They met in the hall of the "Blue Star" hotel.',
        'GSV "Russia - Islamic world"',
        'The so-called "new" rules apply.',
    ],
)
def test_titles_and_scare_quotes_are_no_statements(text):
    assert found(text) == []


def test_words_quoted_in_a_reported_clause_make_it_mixed():
    ((kind, name, words),) = found('Ivan Petrov described the plan as a "serious mistake" on Monday.')
    assert (kind, name) == ("mixed", "Ivan Petrov")
    assert words == 'the plan as a "serious mistake"'


def test_a_paragraph_ending_with_a_colon_gives_the_speaker_of_the_next():
    text = 'Ivan Petrov put it like this:\n\n"We will answer in time."'
    assert found(text) == [("direct", "Ivan Petrov", '"We will answer in time."')]


def test_quotations_that_and_that_joins_behind_a_colon_are_two():
    text = 'Ivan Petrov said: "We will answer in time." and that "We have always done so."'
    assert [words for _, _, words in found(text)] == ['"We will answer in time."', '"We have always done so."']


def test_before_going_on_to_say_ends_what_was_said():
    text = 'Ivan Petrov said "the late reply" had cost them the vote, before going on to say: "I am sorry for that."'
    assert [words for _, _, words in found(text)] == [
        '"the late reply" had cost them the vote',
        '"I am sorry for that."',
    ]
    text = "Ivan Petrov said the reply was late, before adding that he was sorry."
    assert [words for _, _, words in found(text)] == ["the reply was late", "that he was sorry"]
    assert found("Ivan Petrov said the reply was late, before")
    assert found("Ivan Petrov said the reply was late, before going on to")


def test_a_sentence_quoted_at_the_end_in_small_letters():
    text = 'In 2015 Petrov said in answer to the findings "the office has been closed and will stay closed."'
    assert [words for _, _, words in found(text)] == [text[text.index('"') :]]
