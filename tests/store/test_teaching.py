"""What a correction teaches: the next source is resolved better, and undo takes it back."""

import time

import pytest

from briefing.finding import find
from briefing.records import Quote, Source, Speaker, new_id
from store import Workspace
from store.acts import attributing, batch, speaking
from store.acts.reviewing import Judgement, apply
from store.acts.teaching import names_learned

FIRST = "The Harbour Board chief said that the reply is ready and long.\n"
NEXT = "The Harbour Board chief said that the paper is not ready yet.\n"


def bring(ws: Workspace, text: str) -> list[Quote]:
    """Adds a text as `onrecord add` does, and gives its quotes."""
    source = Source(id=new_id(), title=text[-24:], text=text, text_hash=text)
    found = find(source, tuple(ws.speakers))
    batch.bring(ws, source, found)
    return [ws.quotes[key] for key in ws.quotes_of(source.id)]


def names(ws: Workspace, quotes: list[Quote]) -> list[str]:
    return [ws.speakers[q.speaker].name if q.speaker else "" for q in quotes]


def test_a_role_with_its_body_is_remembered_for_who_was_named(ws):
    (quote,) = bring(ws, FIRST)
    assert names(ws, [quote]) != ["Anna Ekwall"]
    attributing.attribute_to_new(ws, [quote.id], "Anna Ekwall")
    assert names(ws, bring(ws, NEXT)) == ["Anna Ekwall"]
    assert [s.name for s in ws.speakers] == ["Anna Ekwall"]


def test_another_person_s_full_name_stays_theirs(ws):
    (quote,) = bring(ws, "Dmitry Peskov said that the reply is ready and long.\n")
    attributing.attribute_to_new(ws, [quote.id], "Maria Zakharova")
    assert sorted(s.name for s in ws.speakers) == ["Dmitry Peskov", "Maria Zakharova"]
    text = "Dmitry Peskov said that the letter is on its way. Peskov said that nothing more will be said today.\n"
    assert names(ws, bring(ws, text)) == ["Dmitry Peskov"] * 2


def test_a_full_name_with_a_role_before_it_stays_theirs_too(ws):
    (quote,) = bring(ws, "Kremlin spokesman Dmitry Peskov said that the reply is ready and long.\n")
    attributing.attribute_to_new(ws, [quote.id], "Maria Zakharova")
    (zakharova,) = (s for s in ws.speakers if s.name == "Maria Zakharova")
    assert not zakharova.aliases and len(list(ws.speakers)) == 2


def test_a_name_with_an_initial_is_learned_for_who_may_have_it(ws):
    (quote,) = bring(ws, "D. Peskov said that the reply is ready and long.\n")
    attributing.attribute_to_new(ws, [quote.id], "Dmitry Peskov")
    assert [(s.name, s.aliases) for s in ws.speakers] == [("Dmitry Peskov", ("D. Peskov",))]


@pytest.mark.parametrize("words", ["Пресс-секретарь Кремля", "The Kremlin spokesman"])
def test_a_role_is_no_name_however_it_is_written(ws, words):
    (quote,) = bring(ws, f"{words} said that the reply is ready and long.\n")
    attributing.attribute_to_new(ws, [quote.id], "Anna Ekwall")
    assert [(s.name, s.aliases) for s in ws.speakers] == [("Anna Ekwall", (words,))]


@pytest.mark.parametrize(
    "add",
    [
        lambda ws, ident: speaking.add_alias(ws, ident, "Cmdr Ulla Berg"),
        lambda ws, ident: speaking.describe(ws, ident, organisation="Harbour Board of Visby"),
        lambda ws, ident: speaking.describe(ws, ident, role="chief"),
    ],
)
def test_a_speaker_to_whom_something_was_added_stays(ws, add):
    (quote,) = bring(ws, FIRST)
    add(ws, quote.speaker)
    attributing.attribute_to_new(ws, [quote.id], "Anna Ekwall")
    assert quote.speaker in ws.speakers


def test_a_source_is_read_once_however_many_of_its_quotes_are_corrected(ws):
    text = "The Harbour Board chief said that all of this is so. " * 20_000
    source = Source(id=new_id(), title="long", text=text, text_hash="long")
    made = [
        Quote(
            id=new_id(),
            source=source.id,
            spans=((at + 29, at + 51),),
            text=text[at + 29 : at + 51],
            mention=(at, at + 23),
        )
        for at in range(0, 53 * 400, 53)
    ]
    ws.change("brought it", [source, *made])
    spent = []
    for quotes in (made[:1], made):
        began = time.process_time()
        learned = names_learned(ws, quotes, Speaker(id=new_id(), name="Anna Ekwall"))
        spent.append(time.process_time() - began)
        assert learned.save[0].aliases == ("The Harbour Board chief",)
    assert spent[1] < 40 * spent[0]  # read for each quote it is 400


def test_undo_takes_it_back(ws):
    (quote,) = bring(ws, FIRST)
    before = list(ws.speakers)
    attributing.attribute_to_new(ws, [quote.id], "Anna Ekwall")
    ws.undo()
    assert list(ws.speakers) == before
    assert names(ws, bring(ws, NEXT)) == [before[0].name]


def test_by_command_it_is_the_same(ws):
    (quote,) = bring(ws, FIRST)
    apply(ws, [quote.id], Judgement(speaker="Anna Ekwall", status="accepted"))
    assert names(ws, bring(ws, NEXT)) == ["Anna Ekwall"]


def test_a_text_that_names_somebody_else_with_the_role_is_believed(ws):
    (quote,) = bring(ws, FIRST)
    attributing.attribute_to_new(ws, [quote.id], "Anna Ekwall")
    text = "Harbour Board chief Olof Brandt said that it is late. " + NEXT
    assert names(ws, bring(ws, text)) == ["Olof Brandt", "Olof Brandt"]


def test_the_one_named_last_has_the_role(ws):
    (one,), (two,) = bring(ws, FIRST), bring(ws, NEXT)
    attributing.attribute_to_new(ws, [one.id], "Anna Ekwall")
    attributing.attribute_to_new(ws, [two.id], "Olof Brandt")
    assert names(ws, bring(ws, "The Harbour Board chief said that the winter is long.\n")) == ["Olof Brandt"]


def test_a_bare_role_and_a_pronoun_teach_nothing(ws):
    for words in ("The spokesman", "He"):
        (quote,) = bring(ws, f"{words} said that the reply of {words.lower()} is ready.\n")
        attributing.attribute_to_new(ws, [quote.id], "Anna Ekwall")
    assert [s.aliases for s in ws.speakers if s.name == "Anna Ekwall"] == [()]
    assert "Anna Ekwall" not in names(ws, bring(ws, "The spokesman said that the paper is not ready yet.\n"))


def test_a_surname_that_two_have_is_given_to_neither(ws):
    bring(ws, "John Brown said that the reply is ready.\n")
    (quote,) = bring(ws, "Brown said that the winter is long and cold.\n")
    attributing.attribute_to_new(ws, [quote.id], "Anna Brown")
    assert all("Brown" not in s.aliases for s in ws.speakers if s.name == "Anna Brown")
    text = "John Brown met them. Brown said that the talks will go on.\n"
    assert names(ws, bring(ws, text)) == ["John Brown"]


def test_a_new_name_and_a_merged_one_are_known_in_the_next_source(ws):
    bring(ws, "Ivan Petrov said that the reply is ready.\n")
    (petrov,) = ws.speakers
    speaking.rename(ws, petrov.id, "Ivan P. Petrov")
    assert names(ws, bring(ws, "Ivan Petrov said that the winter is long.\n")) == ["Ivan P. Petrov"]
    (quote,) = bring(ws, FIRST)
    speaking.merge(ws, petrov.id, quote.speaker)
    assert names(ws, bring(ws, NEXT)) == ["Ivan P. Petrov"]


def test_a_split_alias_does_not_come_back(ws):
    text = "Harbour Board chief Anna Ekwall said that it is late. " + FIRST
    bring(ws, text)
    (ekwall,) = ws.speakers
    alias = next(a for a in ekwall.aliases if a.endswith("chief"))
    speaking.split_alias(ws, ekwall.id, alias)
    bring(ws, text + NEXT)
    assert alias not in ws.speakers[ekwall.id].aliases
    speaking.add_alias(ws, ekwall.id, "the chief of the Harbour Board")
    assert ws.speakers[ekwall.id].never == (alias,)
