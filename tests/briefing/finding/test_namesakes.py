"""Speakers who may be one: over scripts and spellings, and what is never proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.finding import find
from briefing.finding.known import Known
from briefing.finding.namesakes import likeness, look_alikes
from briefing.finding.spelling import same_person
from briefing.records import Source, Speaker

NAMES = (
    "Дмитрий Песков",
    "Dmitry Peskov",
    "Peskov",
    "Песков, Д.",
    "Sergey Lavrov",
    "Lavrov, S.",
    "Кремль",
    "Kremlin",
    "",
    "A",
    "«",
)


def person(name: str, **what: object) -> Speaker:
    return Speaker(id=name, name=name, **what)  # type: ignore[arg-type]


def body(name: str) -> Speaker:
    return person(name, is_body=True)


def proposed(*speakers: Speaker) -> set[frozenset[str]]:
    return {frozenset((pair.one, pair.other)) for pair in look_alikes(speakers)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дмитрий Песков", "Dmitry Peskov"),
        ("Владимир Владимирович Путин", "Vladimir Putin"),
        ("Путин Владимир Владимирович", "Vladimir Putin"),
        ("Сергей Лавров", "Sergei Lavrov"),
        ("Сергей Лавров", "Sergey Lavrov"),
        ("Владимир Зеленский", "Vladimir Zelenskyy"),
        ("Владимир Зеленский", "Vladimir Zelensky"),
        ("Никита Хрущёв", "Nikita Khrushchev"),
        ("Борис Ельцин", "Boris Yeltsin"),
        ("Татьяна Ильина", "Tatyana Ilyina"),
        ("Юрий Ушаков", "Yury Ushakov"),
        ("Йенс Столтенберг", "Jens Stoltenberg"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Сергей Иванов", "Sergej Ivanov"),
        ("Дмитрий Медведев", "Dmitri Medvedev"),
        ("Дмитрий Медведев", "Dmitriy Medvedev"),
        ("Юлия Навальная", "Yulia Navalnaya"),
        ("Юлия Навальная", "Yuliya Navalnaya"),
        ("Юлия Навальная", "Julia Navalnaya"),
        ("Володимир Зеленський", "Volodymyr Zelenskyy"),
        ("Алексей Кудрин", "Alexei Kudrin"),
        ("Петр Толстой", "Pyotr Tolstoy"),
        ("Тимур Галиев", "Timur Galiyev"),
        ("Тимур Галиев", "Timur Galiev"),
        ("Андрей Киренко", "Andrei Kirenko"),
        ("Андрей Кириенко", "Andrey Kiriyenko"),
        ("Иван Кареев", "Ivan Kareyev"),
        ("Тимур Исхаков", "Timur Iskhakov"),
        ("Руслан Ахмедов", "Ruslan Akhmedov"),
        ("Руслан Ахмедов", "Ruslan Ahmedov"),
        ("Анна Васильева", "Anna Vasilyeva"),
        ("Анна Васильева", "Anna Vasilieva"),
        ("Сергей Борисович Иванов", "Sergei B. Ivanov"),
        ("Јован Петров", "Jovan Petrov"),
        ("Сергей Вучић", "Sergei Vučić"),
        ("Иван Ђурић", "Ivan Đurić"),
        ("Иван Љубић", "Ivan Ljubić"),
        ("Иван Његош", "Ivan Njegoš"),
        ("Иван Ѓорѓиев", "Ivan Gjorgjiev"),
        ("Иван Ќосев", "Ivan Kjosev"),
        ("Иван Џамић", "Ivan Džamić"),
        ("Иван Ѕидов", "Ivan Dzidov"),
    ],
)
def test_a_full_name_in_two_scripts_is_one_person(one, other):
    assert same_person(one, other) and same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сергей Лавров", "Andrei Lavrov"),
        ("Сергей Лавров", "Sergei Larov"),
        ("Сергей Лавров", "Lavrov"),
        ("Людмила Путина", "Vladimir Putin"),
        ("Сергей Лавров", "Сергей Лавров"),
        ("Тимур Галиев", "Timur Galev"),
        ("Тимур Гулиев", "Timur Gulev"),
        ("Андрей Киренко", "Andrei Kirienko"),
        ("Андрей Диев", "Andrei Dev"),
        ("Иван Кареев", "Ivan Karev"),
        ("Иван Гареев", "Ivan Garev"),
        ("Иван Марин", "Ivan Mariin"),
        ("Иван Ионов", "Ivan Enov"),
        ("Иван Иовлев", "Ivan Evlev"),
        ("Родион Петров", "Roden Petrov"),
        ("Тимур Ишаков", "Timur Iskhakov"),
        ("Јован Петров", "Dovan Petrov"),
        ("Сергей Борисович Иванов", "Sergei Vladimirovich Ivanov"),
        ("Иванов Сергей Борисович", "Sergei V. Ivanov"),
    ],
)
def test_another_name_is_another_person(one, other):
    assert not same_person(one, other)


@pytest.mark.parametrize(
    ("speakers", "pairs"),
    [
        ((person("Песков"), person("Peskov")), {("Песков", "Peskov")}),
        ((person("Дмитрий Песков"), person("Peskov")), {("Дмитрий Песков", "Peskov")}),
        ((person("Sergei Lavrov"), person("Sergey Lavrov")), {("Sergei Lavrov", "Sergey Lavrov")}),
        ((person("Sergei Lavrov"), person("Lavrov, S.")), {("Sergei Lavrov", "Lavrov, S.")}),
        (
            (person("Volodymyr Zelenskyy"), person("Владимир Зеленский")),
            {("Volodymyr Zelenskyy", "Владимир Зеленский")},
        ),
        ((person("Joe Biden"), person("Джо Байден")), {("Joe Biden", "Джо Байден")}),
        ((person("Donald Trump"), person("Трамп")), {("Donald Trump", "Трамп")}),
        ((body("Kyiv"), body("Киев"), body("Kiev")), {("Kyiv", "Киев"), ("Киев", "Kiev"), ("Kyiv", "Kiev")}),
        ((body("Interfax"), body("Интерфакс")), {("Interfax", "Интерфакс")}),
        ((person("Anna Brown"), person("John Brown"), person("Brown")), set()),
        ((person("Анна Браун"), person("Иван Браун"), person("Brown")), set()),
        ((person("Путин"), person("Lyudmila Putina")), set()),
        ((person("Brown", role="coach"), person("Anna Brown", role="minister")), set()),
        ((person("Песков", never=("Peskov",)), person("Peskov")), set()),
        ((person("Lavrov"), body("Lavrov")), set()),
    ],
)
def test_who_is_proposed(speakers, pairs):
    assert proposed(*speakers) == {frozenset(pair) for pair in pairs}


@given(
    st.lists(
        st.builds(
            Speaker,
            id=st.uuids().map(str),
            name=st.sampled_from(NAMES) | st.text(max_size=12),
            aliases=st.lists(st.sampled_from(NAMES), max_size=3).map(tuple),
            never=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
            is_body=st.booleans(),
        ),
        max_size=8,
    )
)
def test_likeness_is_symmetric_never_of_oneself_and_each_pair_comes_once(speakers):
    for one in speakers:
        assert likeness(one, one) == 0
        for other in speakers:
            assert likeness(one, other) == likeness(other, one) <= 1
            if other.name in one.never:
                assert likeness(one, other) == 0
    pairs = [frozenset((pair.one, pair.other)) for pair in look_alikes(speakers)]
    assert len(pairs) == len(set(pairs)) and all(len(pair) == 2 for pair in pairs)
    assert {*pairs} == {frozenset((pair.one, pair.other)) for pair in look_alikes(speakers[::-1])}


RUSSIAN = "Пресс-секретарь Дмитрий Песков заявил, что ответ готов."
ENGLISH = "Dmitry Peskov said the reply is ready. Peskov said it is long."


@pytest.mark.parametrize(
    "texts", [(RUSSIAN, ENGLISH), (ENGLISH, RUSSIAN), (RUSSIAN, ENGLISH, "Peskov said it is late.")]
)
def test_sources_in_two_languages_keep_one_speaker_with_both_names(texts):
    known = Known()
    quotes = [
        quote
        for n, text in enumerate(texts)
        for quote in known.settle(find(Source(id=str(n), text=text), known.speakers)).quotes
    ]
    (speaker,) = known.speakers
    assert {quote.speaker for quote in quotes} == {speaker.id}
    assert {"Дмитрий Песков", "Dmitry Peskov"} <= {speaker.name, *speaker.aliases}


def test_who_was_said_to_be_another_stays_another():
    known = Known([Speaker(id="p", name="Дмитрий Песков", never=("Dmitry Peskov",))])
    found = known.settle(find(Source(id="s", text=ENGLISH), known.speakers))
    assert {quote.speaker for quote in found.quotes} != {"p"}


def test_two_whom_a_name_in_the_other_script_may_mean_get_it_neither():
    known = Known([Speaker(id=str(n), name="Дмитрий Песков") for n in range(2)])
    found = known.settle(find(Source(id="s", text=ENGLISH), known.speakers))
    assert not {quote.speaker for quote in found.quotes} & {"0", "1"}


def test_these_are_two_holds_for_every_spelling_and_a_name_between_them_is_given_to_neither():
    text = "Sergei Ivanov said the reply is ready."
    russian = Speaker(id="r", name="Сергей Иванов", never=("Sergey Ivanov",))
    for speakers in ([russian], [Speaker(id="r", name="Сергей Иванов"), Speaker(id="e", name="Sergey Ivanov")]):
        known = Known(speakers)
        (quote,) = known.settle(find(Source(id="s", text=text))).quotes
        assert quote.speaker not in {"r", "e"}
