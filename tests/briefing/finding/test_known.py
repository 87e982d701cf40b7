"""One person over many sources: the same name, a fuller one, an initial; roles stay in their text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.finding import find
from briefing.finding.known import Known
from briefing.records import Source, Speaker

from .helpers import found


def settled(*texts: str) -> tuple[tuple[Speaker, ...], list[str]]:
    """All speakers after the texts came in one by one without knowing of each other; names of the quotes' speakers."""
    known = Known()
    ids = [q.speaker for t in texts for q in known.settle(find(Source(id="s", text=t))).quotes]
    names = {s.id: s.name for s in known.speakers}
    return known.speakers, [names[i] for i in ids if i]


@pytest.mark.parametrize(
    "texts",
    [
        ("Petrov said the reply is ready.", "Ivan Petrov said it is long."),
        ("Ivan Petrov said it is long.", "Petrov said the reply is ready.", "Mr Petrov said it is late."),
        ("И. Петров сказал, что ответ готов.", "Иван Петров заявил, что это так."),
        ("Иван Петров заявил, что это так.", "И. Петров сказал, что ответ готов."),
    ],
)
def test_surname_initial_and_full_name_are_one_person_under_the_full_name(texts):
    speakers, names = settled(*texts)
    assert len(speakers) == 1
    assert set(names) <= {"Ivan Petrov", "Иван Петров"}


@pytest.mark.parametrize(
    "texts",
    [
        ("Сергей Борисович Иванов заявил, что это так.", "Sergei Vladimirovich Ivanov said it is late."),
        ("Sergei Borisovich Ivanov said it is long.", "Sergei Vladimirovich Ivanov said it is late."),
        ("Sergei Borisovich Ivanov said it is long. Sergei Vladimirovich Ivanov said it is late.",),
        ("Сергей Борисович Иванов заявил, что это так.", "Сергей Владимирович Иванов сказал, что ответ готов."),
        ("Сергей Борисович Иванов заявил, что это так. Сергей Владимирович Иванов сказал, что ответ готов.",),
    ],
)
def test_two_fathers_are_two_people(texts):
    speakers, names = settled(*texts)
    assert len(speakers) == len(set(names)) == 2


def test_a_name_without_patronymic_does_not_join_two_who_have_one():
    known = Known([Speaker(id="b", name="Sergei Ivanov", aliases=("Sergei Borisovich Ivanov",))])
    known.settle(find(Source(id="s", text="Sergei Vladimirovich Ivanov said it is late.")))
    assert len(known.speakers) == 2


def test_an_initial_is_the_patronymic_it_begins():
    speakers, _ = settled("Sergei B. Ivanov said it is long.", "Sergei Borisovich Ivanov said it is late.")
    assert len(speakers) == 1


def test_a_surname_that_two_have_is_given_to_neither():
    speakers, _ = settled(
        "Anna Brown said it is long.", "John Brown said it is late.", "Brown said the reply is ready."
    )
    assert [s.name for s in speakers] == ["Anna Brown", "John Brown", "Brown"]


def test_a_surname_with_another_role_is_somebody_else():
    speakers, _ = settled("Energy Minister Anna Brown said it is long.", "Coach Brown said the reply is ready.")
    assert len(speakers) == 2


def test_a_role_alone_is_remembered_for_nobody():
    known = find(Source(id="s", text="President Ivan Petrov said the reply is ready. The President said it is long."))
    (petrov,) = known.speakers
    assert "The President" not in petrov.aliases
    other = find(Source(id="t", text="President Jane Brown said it is late. The President said it is."), [petrov])
    assert {q.speaker for q in other.quotes} == {other.speakers[0].id} != {petrov.id}


def test_the_vice_president_is_not_the_president():
    text = "President Ivan Petrov said the reply is ready. The Vice President said it is long."
    assert found(text)[0][1] != found(text)[1][1]


def test_the_president_of_one_country_is_not_another_s():
    text = "President Ivan Petrov met with US President Jane Brown. The Russian President said the reply is ready."
    assert [name for _, name, _ in found(text)] == ["Ivan Petrov"]


def test_a_label_of_a_role_is_who_has_it_in_the_headline_throughout():
    turns = (
        "THE PRESIDENT: We met President Jane Brown.\n\nQ: And then?\n\nTHE PRESIDENT: She is here.\n\nQ: Thanks.\n\n"
    )
    names = [n for _, n, _ in found(turns * 2, title="Remarks by President Petrov on Trade")]
    assert set(names) == {"Petrov", ""}


def test_two_named_together_are_neither_of_them():
    text = (
        "Ivan Petrov met with Jane Brown. Ivan Petrov and Jane Brown said the talks will go on. "
        "Jane Brown said they are long."
    )
    assert [name for _, name, _ in found(text)] == ["Ivan Petrov and Jane Brown", "Jane Brown"]


def test_a_known_surname_gets_the_full_name_that_a_later_text_prints():
    (petrov,) = find(Source(id="s", text="President Petrov said the reply is ready.")).speakers
    text = "Ivan Petrov met journalists.\n\nPresident Petrov said that it is so."
    (again,) = find(Source(id="t", text=text), [petrov]).speakers
    assert (again.id, again.name) == (petrov.id, "Ivan Petrov") and "Petrov" in again.aliases


def test_a_name_split_off_never_comes_back():
    brown = Speaker(id="b", name="Brown", never=("Anna Brown",))
    known = Known([brown])
    known.settle(find(Source(id="s", text="Anna Brown said the reply is ready.")))
    assert [s.name for s in known.speakers] == ["Brown", "Anna Brown"]


def test_he_is_who_was_asked_and_not_the_known_man_asked_about():
    known = [Speaker(id="p", name="Vladimir Putin", role="President"), Speaker(id="q", name="Vladmir Putin")]
    text = (
        "Ivan Petrov said the reply is ready.\n\nPetrov was also asked if Putin planned to hold any meetings on the "
        "subject. He explained in response that the president consults with members of the council."
    )
    result = find(Source(id="s", text=text), known)
    (petrov,) = result.speakers
    assert {q.speaker for q in result.quotes} == {petrov.id}


PEOPLE = (
    ("Борис Тукаев", "Б. Тукаев", "Б.Тукаев", "Борис Львович Тукаев", "Тукаев", "Boris Tukaev", "B. Tukaev", "Tukaev"),
    ("Анна Зорина", "А. Зорина", "Анна Петровна Зорина", "Anna Zorina", "A. Zorina", "Zorina"),
)
BRIDGED = {"Тукаев", "Tukaev", "Zorina"}
"""Surnames alone, which tell nothing across scripts."""


def _text(name: str) -> str:
    said = "said the reply is ready." if name.isascii() else "сообщает, что ответ готов."
    return f"{name} {said}"


ALONE = {name: find(Source(id=name, text=_text(name))) for forms in PEOPLE for name in forms}


def _partition(order: list[str], *, knowing: bool) -> set[frozenset[str]]:
    """Which names are one speaker when their texts come in by this order, read ``knowing`` whom others named or not."""
    known = Known()
    who: dict[str, str | None] = {}
    for name in order:
        alone = find(Source(id=name, text=_text(name)), known.speakers) if knowing else ALONE[name]
        settled = known.settle(alone)
        who[name] = settled.quotes[0].speaker
        gone = dict(settled.merged)
        who = {n: gone.get(ident or "", ident) for n, ident in who.items()}
    assert set(who.values()) == {speaker.id for speaker in known.speakers}
    return {frozenset(n for n, ident in who.items() if ident == one) for one in set(who.values())}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(sorted(ALONE)), unique=True, min_size=1), st.randoms(use_true_random=False))
def test_the_order_of_sources_makes_no_difference_to_who_is_who(names, chance):
    shuffled = [*names]
    chance.shuffle(shuffled)
    assert _partition(names, knowing=False) == _partition(shuffled, knowing=False)
    assert _partition(names, knowing=True) == _partition(shuffled, knowing=True) == _partition(names, knowing=False)
    for forms in PEOPLE:
        asked = {name for name in names if name in forms} - BRIDGED
        assert not asked or any(asked <= group for group in _partition(shuffled, knowing=False))
