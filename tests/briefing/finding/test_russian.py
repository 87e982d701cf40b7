"""Russian: marks and dashes, cues, and inflected names."""

import pytest

from .helpers import found


@pytest.mark.parametrize(
    "text",
    [
        "«Мы ответим в срок», — сказал Песков.",
        "«Мы ответим в срок», – заявил журналистам Песков.",
        "Песков сказал: «Мы ответим в срок».",
        "Песков заявил, что мы ответим в срок.",
        "По словам Пескова, мы ответим в срок.",
        "Как сообщил Песков, мы ответим в срок.",
        "Мы ответим в срок, — отметил Песков.",
    ],
)
def test_a_statement_and_its_speaker(text):
    ((_, name, words),) = found(text)
    assert name == "Песков"
    assert "ответим в срок" in words and "Песков" not in words


def test_inflected_names_roles_and_pronouns_are_one_speaker():
    text = (
        "«Мы ответим в срок», — сказал пресс-секретарь президента Дмитрий Песков. «Это займёт время», — добавил он. "
        "По словам Пескова, срок не назван. Пресс-секретарь отметил, что бумаги у президента."
    )
    assert [name for _, name, _ in found(text)] == ["Дмитрий Песков"] * 4


def test_a_womans_surname_stays_a_womans():
    text = "Мария Захарова подчеркнула: «Мы ждём ответа». По мнению Захаровой, это важно."
    assert [name for _, name, _ in found(text)] == ["Мария Захарова"] * 2


def test_a_split_quotation_is_one_quote():
    ((_, name, words),) = found("«Мы ответим в срок, — сказал Песков. — Это займёт время».")
    assert name == "Песков"
    assert "ответим" in words
