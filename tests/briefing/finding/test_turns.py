"""Transcripts: turns, questions and answers."""

import pytest

from briefing.finding import find
from briefing.records import Block, Source

TEXT = """Question: When will the reply come?
President Ivan Petrov: In time.

It is being written.
(Applause.)
Question: Who writes it?
Ivan Petrov: The ministry does.
"""


def test_turns_of_a_bare_text():
    result = find(Source(id="s", text=TEXT))
    names = {s.id: s.name for s in result.speakers}
    assert [(q.kind, names.get(q.speaker or "", ""), q.text) for q in result.quotes] == [
        ("turn", "", "When will the reply come?"),
        ("turn", "Ivan Petrov", "In time.\n\nIt is being written."),
        ("turn", "", "Who writes it?"),
        ("turn", "Ivan Petrov", "The ministry does."),
    ]


def test_answers_are_linked_to_questions():
    result = find(Source(id="s", text=TEXT))
    ids = [q.id for q in result.quotes]
    assert [(x.type, x.from_quote, x.to_quote) for x in result.links] == [
        ("answers", ids[1], ids[0]),
        ("answers", ids[3], ids[2]),
    ]


def test_turns_that_reading_marked():
    text = "Meeting\nIvan Petrov: Good afternoon.\nLet us begin."
    blocks = (Block(0, 7, "headline"), Block(8, 36, "turn", 20), Block(37, 50, "paragraph"))
    ((quote),) = find(Source(id="s", text=text, blocks=blocks)).quotes
    assert quote.kind == "turn"
    assert [text[a:b] for a, b in quote.spans] == ["Good afternoon.", "Let us begin."]


def test_a_report_with_one_colon_is_no_transcript():
    text = "Summary: the talks went on.\nThe sides met.\nThey parted.\nNothing was signed."
    assert find(Source(id="s", text=text)).quotes == ()


def test_russian_labels():
    text = "Вопрос: Когда будет ответ?\nВ.Петров: В срок.\nВопрос: Кто пишет?\nВ.Петров: Министерство.\n"
    assert [q.kind for q in find(Source(id="s", text=text)).quotes] == ["turn"] * 4


def speakers(text: str, **source) -> list[tuple[str, str, str]]:
    return [(s.name, s.role, s.organisation) for s in find(Source(id="s", text=text, **source)).speakers]


def test_labels_with_role_and_country():
    text = (
        "President of Russia Vladimir Putin: Good afternoon.\nPrime Minister of Italy Mario Draghi: Thank you.\n"
        "Vladimir Putin: Right.\nPrime Minister of South Africa Jan Smuts: Yes.\nMario Draghi: Yes indeed.\n"
        "Deputy Chief of Staff of the Presidential Executive Office – Presidential Press Secretary "
        "Dmitry Peskov: Next.\n"
        "Vladimir Putin: Right.\n"
    )
    starts = [0] + [n + 1 for n, c in enumerate(text[:-1]) if c == "\n"]
    blocks = tuple(Block(a, text.index("\n", a), "turn", text.index(":", a) + 1) for a in starts)
    found = speakers(text, blocks=blocks)
    assert found[0] == ("Vladimir Putin", "President", "Russia")
    assert found[1] == ("Mario Draghi", "Prime Minister", "Italy")
    assert found[2] == ("Jan Smuts", "Prime Minister", "South Africa")
    assert found[3][0] == "Dmitry Peskov" and found[3][2] == "Presidential Executive Office"
    assert len(found) == 4


@pytest.mark.parametrize("label", ["Assistant to Ivan Petrov", "Mother of Ivan Petrov", "Lawyer for Ivan Petrov"])
def test_a_label_that_ends_in_another_s_name_is_somebody_else(label):
    text = (
        "Ivan Petrov: Good afternoon.\nLABEL: Yes.\nAnna Hill: No.\nIvan Petrov: Right.\nLABEL: So.\nAnna Hill: So.\n"
    )
    assert len(speakers(text.replace("LABEL", label))) == 3


def test_labels_in_capitals_are_brought_to_the_name_printed_elsewhere():
    text = "Jen Psaki took questions.\nMS. PSAKI: Hello.\nQ: When?\nMS. PSAKI: Soon.\nQ: Why?\nMS. PSAKI: Ask them.\n"
    assert [name for name, _, _ in speakers(text)] == ["Jen Psaki"]


def test_a_subhead_ends_a_turn():
    text = "Ivan Petrov: Good afternoon.\nWhat comes next\nThe talks go on."
    blocks = (Block(0, 28, "turn", 12), Block(29, 44, "subhead"), Block(45, 61, "paragraph"))
    assert [q.text for q in find(Source(id="s", text=text, blocks=blocks)).quotes] == ["Good afternoon."]


def test_what_looks_like_no_name_has_no_turn():
    text = "Nothing: no.\nSpeakers: three.\nNothing: no more.\nUsage: run it.\nSpeakers: again.\nNothing: the end.\n"
    assert find(Source(id="s", text=text)).quotes == ()


def test_russian_initials_are_spelled_as_the_text_spells_them():
    text = (
        "Владимир Путин встретился с Амираном Муцоевым.\nВ.Путин: Как дела?\nА.Муцоев: Хорошо.\n"
        "В.Путин: А планы?\nА.Муцоев: Есть.\n"
    )
    assert [name for name, _, _ in speakers(text)] == ["Владимир Путин", "Амиран Муцоев"]


def test_a_russian_label_keeps_a_woman_s_surname():
    text = "Е.Труфанова: Спасибо.\nВ.Путин: Да.\nА.Труфанов: Спасибо.\nВ.Путин: Да.\nЕ.Труфанова: Да.\n"
    assert [name for name, _, _ in speakers(text)] == ["Е. Труфанова", "В. Путин", "А. Труфанов"]


def test_a_womans_name_in_another_case_and_a_surname_that_has_none():
    text = (
        "Президент встретился с Валентиной Матвиенко. В Санкт-Петербурге Владимир Путин открыл совет.\n"
        "В.Матвиенко (как переведено) : Спасибо.\nВ.Путин: Да.\nВ.Матвиенко: Готово.\nВ.Путин: Хорошо.\n"
    )
    assert {"Валентина Матвиенко", "Владимир Путин"} <= {name for name, _, _ in speakers(text)}


def test_a_label_run_together_is_the_name_printed_elsewhere():
    text = "We met Jack Harris.\nWikinews: Why?\nJackHarris: So.\nWikinews: When?\nJackHarris: Soon.\nWikinews: Yes?\n"
    assert "Jack Harris" in [name for name, _, _ in speakers(text)]


def test_a_table_of_results_is_no_transcript():
    table = "Votes\nAnna Smirnova: 1,769.\nIvan Petrov: 1,501.\nAnna Smirnova: 547.\nIvan Petrov: 46.\n"
    assert find(Source(id="s", text=table)).quotes == ()


def _inside(said: str, title: str = "", before: str = "") -> list[tuple[str, str]]:
    """(speaker, words) of a transcript whose only turn is ``said``."""
    text = f"{before}\n{said}"
    at = len(before) + 1
    blocks = (Block(0, at - 1, "paragraph"), Block(at, len(text), "turn", at + said.index(":") + 1))
    result = find(Source(id="s", title=title, text=text, blocks=blocks))
    names = {s.id: s.name for s in result.speakers}
    return [(names[q.speaker or ""], q.text) for q in result.quotes if q.kind == "turn"]


def test_a_label_inside_a_paragraph_begins_a_turn():
    lead = "Переговоры с Президентом Лемурии Борей Тукаем"
    for label in ("У.Тукай (как переведено) :", "Б.Тукай Тукай Боря Президент Лемурии :", "Б. Тукай:"):
        found = _inside(f"И.Петров: Добро пожаловать! {label} Благодарю Вас.", before=lead)
        assert [words for _, words in found] == ["Добро пожаловать!", "Благодарю Вас."]
        assert "Петров" in found[0][0] and "Тукай" in found[1][0]
    text = "Ivan Petrov: Welcome. Anna Smirnova: Thanks. Ivan Petrov: So."
    assert _inside(text, "Ivan Petrov meets Anna Smirnova") == [
        ("Ivan Petrov", "Welcome."),
        ("Anna Smirnova", "Thanks."),
        ("Ivan Petrov", "So."),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Спасибо. Мой вопрос: Когда? Уважаемый Боря Тукай: мы рады. Боря: Да.",
        "Спасибо. Я скажу так. Москва: Всё готово. Лев Толстой: Не могу молчать.",
    ],
)
def test_a_colon_inside_a_turn_is_no_label_without_a_known_name(said):
    assert [words for _, words in _inside(f"И.Петров: {said}", before="Переговоры с Борей Тукаем")] == [said]


def test_a_first_turn_runs_into_the_head_of_its_page():
    head = "Совет\n7 мая 2031 года\nКара"
    run = "Борис Тукай провёл совет. 7 мая 2031 года 15:35 Кара "
    said = "Б.Тукай Тукай Борис Львович глава Лемурии : Добрый день. Начнём. А.Лисин: Да."
    text = f"{head}\n\n{run}{said}"
    blocks = (Block(0, 5, "headline"), Block(6, 21, "dateline"), Block(22, 26, "dateline"))
    blocks += (Block(28, len(text), "paragraph"),)
    result = find(Source(id="s", text=text, blocks=blocks))
    names = {s.id: s.name for s in result.speakers}
    assert next((names[q.speaker or ""], q.text) for q in result.quotes) == (
        "Борис Тукай",
        "Добрый день. Начнём. А.Лисин: Да.",
    )


def test_initials_and_a_colon_in_an_article_begin_no_turn():
    text = "Читатели пишут нам. И.Орлов: Хорошая газета! Редактор Лисин сказал, что он рад."
    result = find(Source(id="s", text=text, blocks=(Block(0, len(text), "paragraph"),)))
    assert [q.text for q in result.quotes] == ["что он рад"]


def test_who_told_it_in_a_report_opens_no_turn():
    text = "Совет окончен. Потом заявил Б.Тукай: Начнём завтра. Об этом сообщил А.Лисин."
    result = find(Source(id="s", text=text, blocks=(Block(0, len(text), "paragraph"),)))
    assert "turn" not in {q.kind for q in result.quotes}


def test_whom_a_speaker_calls_by_patronymic_is_who_has_a_turn():
    text = (
        "Н.Лисина: Добрый день.\nБ.Тукай: Наталья Игоревна, добрый день. Наталья Игоревна сказала, что ответ готов.\n"
        "Н.Лисина: Да.\nБ.Тукай: Ваша правда. Ваша, сказали бы все, что это так.\n"
    )
    assert {name for name, _, _ in speakers(text)} == {"Н. Лисина", "Б. Тукай"}


def test_a_label_stands_in_the_nominative():
    text = "Умару Сиссоку: Спасибо.\nБ.Тукай: Да.\nУмару Сиссоку: Хорошо.\nБ.Тукай: Да.\n"
    assert {name for name, _, _ in speakers(text)} == {"Умару Сиссоку", "Б. Тукай"}


def test_a_label_with_somebody_s_name_in_the_genitive_is_not_theirs():
    text = "Иван Петров: Добрый день.\nПомощник Ивана Петрова: Да.\nИван Петров: Да.\nПомощник Ивана Петрова: Да.\n"
    assert [name for name, _, _ in speakers(text)] == ["Иван Петров", "Помощник Ивана Петрова"]


def test_he_is_nobody_who_has_a_turn_and_no_thing():
    text = (
        "Н.Лисина: Добрый день.\nБ.Тукай: Мы ждём. Вчера он сказал, что ответ готов.\n"
        "Н.Лисина: Слово чести говорит: так нельзя. И он сказал, что нельзя.\nБ.Тукай: Да.\n"
    )
    result = find(Source(id="s", text=text))
    names = {s.id: s.name for s in result.speakers}
    told = [names.get(q.speaker or "", "") for q in result.quotes if q.kind == "indirect"]
    assert told == ["", "Слово чести", ""]


def test_a_label_that_ends_in_another_label_is_that_person_and_a_role_alone_is_nobodys_name():
    text = (
        "Director General of the Port Corporation Harbourline Ivan Petrov: Good day.\nAnna Smirnova: Thank you.\n"
        "Ivan Petrov: It is ready.\nAnna Smirnova: So it is.\nHead of the Harbour faction Sergei Mironov: Yes.\n"
        "General Manager of Sky News Arabia: And when?\nVolunteers: Good day.\nVolunteers: Thank you.\n"
    )
    assert [name for name, _, _ in speakers(text)] == [
        "Ivan Petrov",
        "Anna Smirnova",
        "Sergei Mironov",
        "General Manager of Sky News Arabia",
    ]


def test_i_and_we_are_nobody_the_text_spoke_of():
    text = "Ivan Petrov said the reply is ready. I said that it was late. Let me recall that we agreed."
    result = find(Source(id="s", text=text))
    assert [q.speaker is None for q in result.quotes] == [False, True, True]
