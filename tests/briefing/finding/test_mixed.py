"""Statements partly in quotation marks: what of the sentence they take, and whose they are."""

import pytest

from .helpers import found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Ivan Petrov said he would "read" the reply, which reached the mission in May.', 'he would "read" the reply'),
        ('They heard Ivan Petrov calling it "a bad reply" and praising the old one.', 'it "a bad reply"'),
        ('Ivan Petrov vowed to "answer in full" before the summer.', 'to "answer in full" before the summer'),
        ('Ivan Petrov urged the allies to "keep calm" and left.', 'the allies to "keep calm" and left'),
        ('Ivan Petrov called the plan "a mistake," and his ministry wrote a new one.', 'the plan "a mistake"'),
        ('Ivan Petrov called the plan a "mistake" and promised to return.', 'the plan a "mistake"'),
        (
            'Ivan Petrov called the plan "a mistake," "a farce" and "a shame."',
            'the plan "a mistake," "a farce" and "a shame',
        ),
        ("Ivan Petrov eviscerated the plan as “a sad old song.”", "the plan as “a sad old song.”"),
        ('Ivan Petrov dismissed it as a "rumour" - a word he likes.', 'it as a "rumour'),
        ('Ivan Petrov called his rival an "Iron Lady."', 'his rival an "Iron Lady'),
        ('The dispute over what Ivan Petrov called a "lost year" took a turn in May.', 'a "lost year'),
        ('Ivan Petrov referred to them as "dear guests."', 'them as "dear guests'),
        ('According to Ivan Petrov, the plan smells of "haste" and fear.', 'the plan smells of "haste" and fear'),
        (
            'While Ivan Petrov said the plan was "late," the allies had answered in May.',
            'the plan was "late',
        ),
        (
            'Ivan Petrov said the plan was "late" but did not suggest a date.',
            'the plan was "late',
        ),
        ('Ivan Petrov says "the plan is dead" despite the talks.', '"the plan is dead" despite the talks'),
        ('After saying the plan was "late," Ivan Petrov left the hall.', 'the plan was "late'),
    ],
)
def test_words_partly_quoted(text, words):
    spans = [(kind, name, found_words.rstrip('."')) for kind, name, found_words in found(text)]
    assert ("mixed", "Ivan Petrov", words.rstrip('."')) in [(k, n, w.rstrip(",")) for k, n, w in spans]


def test_a_quotation_told_at_second_hand_is_two_statements():
    quotes = found('"We will answer in time," Ivan Petrov said, according to Anna Smirnova.')
    assert ("direct", "Ivan Petrov", '"We will answer in time,"') in quotes
    assert ("mixed", "Anna Smirnova", '"We will answer in time," Ivan Petrov said') in quotes


@pytest.mark.parametrize(
    "text",
    [
        'Ivan Petrov criticised the plan, which a court said was "late" but legal.',
        'Ivan Petrov mocked the envoy, joined a choir and sang "Winter in the North."',
        'Ivan Petrov denounced the plan and pledged to fight "a farce."',
    ],
)
def test_a_quotation_behind_another_verb_does_not_belong_to_the_first(text):
    assert all("plan" not in words and "envoy" not in words for _, name, words in found(text) if name == "Ivan Petrov")
