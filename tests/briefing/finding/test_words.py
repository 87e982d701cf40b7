"""Words of one's own."""

import pytest

from briefing.finding import WordsError, find, own_words
from briefing.records import Source

TEXT = "Ivan Petrov bleated that the reply is ready."


def test_an_own_cue_is_found(tmp_path):
    path = tmp_path / "words.toml"
    path.write_text('[verbs]\nsay = "bleat"\n', encoding="utf-8")
    assert find(Source(id="s", text=TEXT)).quotes == ()
    (quote,) = find(Source(id="s", text=TEXT), words=own_words(path)).quotes
    assert quote.text == "that the reply is ready"
    assert quote.rule == "cue: bleat"


@pytest.mark.parametrize(
    "text", ["[verbs", "[verbz]\nsay = 'x'", "[verbs]\nshout = 'x'", "[verbs]\nsay = 1", "verbs = 2"]
)
def test_a_bad_file_is_told_in_one_line(tmp_path, text):
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WordsError) as error:
        own_words(path)
    assert str(path) in str(error.value) and "\n" not in str(error.value)
