"""Turns of transcripts are told apart from sentences with a colon."""

from __future__ import annotations

import pytest

from briefing.reading import source_of_text


def labels(text: str) -> list[str]:
    source = source_of_text(text)
    return [source.text[b.start : b.label_end] for b in source.blocks if b.role == "turn"]


def test_a_turn_has_its_label_and_keeps_its_paragraphs() -> None:
    source = source_of_text(
        "Answers to media questions\n\nQuestion: Is it over?\n\nPresident of Russia Vladimir Putin: It is not.\n\n"
        "We shall see.\n\nDmitry Peskov: Thank you, colleagues.\n"
    )
    assert [b.role for b in source.blocks] == ["headline", "turn", "turn", "paragraph", "turn"]
    turn = source.blocks[2]
    assert source.text[turn.start : turn.label_end] == "President of Russia Vladimir Putin:"


@pytest.mark.parametrize(
    "label",
    [
        "Dmitry Peskov:",
        "Deputy Chief of Staff of the Presidential Executive Office – Presidential Press Secretary Dmitry Peskov:",
        "President of Bulgaria Rumen Radev (retranslated):",
        "Vladimir Putin (replying to a question from a journalist):",
        "MS. PSAKI:",
        "MR PRICE:",
        "THE PRESIDENT:",
        "SENIOR ADMINISTRATION OFFICIAL:",
        "В.Путин:",
        "М.Диас-Канель Бермудес (как переведено) :",
        "Вопрос:",
        "Реплика:",
        "Q:",
    ],
)
def test_labels_as_they_are_printed(label: str) -> None:
    assert labels(f"{label} Good afternoon.\n\nQuestion: And now?\n\n{label} Now we wait.\n") == [
        label,
        "Question:",
        label,
    ]


def test_a_bare_q_is_a_label_where_labels_are_in_capitals() -> None:
    text = "MR. EARNEST:  Good afternoon.\n\nQ    Is there a game?\n\nMR. EARNEST:  There is.\n"
    assert labels(text) == ["MR. EARNEST:", "Q", "MR. EARNEST:"]


@pytest.mark.parametrize(
    "sentence",
    [
        "My question is this: when will it end?",
        "As I understand it, Mr President: you said no.",
        "I will say it again: we are ready.",
        "The President stressed the following: there is time.",
        "There is one thing: patience.",
        "Photo: Creative Commons",
        "Source: the ministry",
    ],
)
def test_sentences_with_a_colon_are_no_turns(sentence: str) -> None:
    assert sentence.split(":")[0] + ":" not in labels(f"Question: Well?\n\n{sentence}\n\nVladimir Putin: Yes.\n")


def test_a_report_has_no_turns() -> None:
    assert labels("Minister speaks\n\nHe had one demand: time.\n\nMoscow: a city of rumours.\n") == []


def test_an_office_in_small_letters_before_a_name_that_speaks_elsewhere() -> None:
    office = "Deputy Editor of MENA news agency (Egypt) Nadim Fares:"
    assert labels(f"{office} Good day.\n\nAnna Lind: It is.\n\nNadim Fares: Thank you.\n")[0] == office
