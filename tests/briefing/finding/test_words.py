"""Words of one's own."""

import pytest

from briefing.finding import Own, WordsError, find, own_words
from briefing.records import Source

TEXT = "Ivan Petrov bleated that the reply is ready."


def heard(*texts: str) -> list[tuple[str, str]]:
    words = own_words([Own("words.toml", text) for text in texts])
    return [(q.text, q.rule) for q in find(Source(id="s", text=TEXT), words=words).quotes]


@pytest.mark.parametrize(
    "text", ['[verbs]\nsay = "bleat"\n', '[verbs]\nsay = ["moo", "bleat"]\n', 'verbs.say = "bleat"']
)
def test_an_own_cue_is_found(text):
    assert heard() == heard("# none yet\n") == []
    assert heard(text) == [("that the reply is ready", "cue: bleat")]


def test_an_own_verb_that_takes_how_or_why():
    text = "Ivan Petrov nattered about the reply. Anna Smirnova nattered about how the reply was late."
    words = own_words([Own("words.toml", '[verbs]\nabout = "natter"')])
    assert [q.text for q in find(Source(id="s", text=text), words=words).quotes] == ["how the reply was late"]


def test_words_of_several_files_hold_together():
    text = "The tsar bleated that the reply is ready."
    words = own_words([Own("mine", '[people]\nroles = "tsar"'), Own("ours", '[verbs]\nsay = "bleat"')])
    (quote,) = find(Source(id="s", text=text), words=words).quotes
    assert quote.text == "that the reply is ready"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[people]\n\n[verbs\nsay = 'x'", "line 3"),
        ("# mine\n[verbz]\nsay = 'x'", "line 2: no section [verbz]"),
        ("[verbs]\nsay = 'x'\nshout = 'x'", "line 3: [verbs] has no shout"),
        ("[verbs]\nsay = 1", "line 2: [verbs] say needs words"),
        ("[verbs]\nsay = ['x', 2]", "line 2: [verbs] say needs words"),
        ("verbs = 2", "line 1: no section [verbs]"),
    ],
)
def test_what_is_wrong_is_told_in_one_line_with_line_and_key(text, told):
    with pytest.raises(WordsError) as error:
        own_words([Own("words.toml", text)])
    assert str(error.value).startswith("words.toml") and told in str(error.value) and "\n" not in str(error.value)
