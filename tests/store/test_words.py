"""What filters, names and records of other programs are taken for."""

import unicodedata
from pathlib import Path

import pytest
from tinydb import TinyDB

from briefing.records import Quote, Source, Speaker, new_id
from store import Workspace
from store.acts import attributing, judging
from store.errors import FilterError, Invalid
from store.search import parse_filter

SOURCE = Source(id="s", text="Hello there all of you")
QUOTE = Quote(id="q", source="s", spans=((0, 5),), text="Hello")


def test_a_word_does_not_match_the_digits_of_an_id(ws: Workspace) -> None:
    speaker = Speaker(id=new_id(), name="Xxx")
    ws.change("i", [SOURCE, speaker, Quote(id="q", source="s", spans=((0, 5),), text="Hello", speaker=speaker.id)])
    assert ws.find(parse_filter(f"speaker:{speaker.id[-3:]}")) == []
    assert ws.find(parse_filter(f"speaker:{speaker.id[:3]}")) == []
    assert ws.find(parse_filter(f"speaker:{speaker.id}")) == ["q"] == ws.find(parse_filter("speaker:xx"))


@pytest.mark.parametrize("word", ["since:2022-99", "until:2022-02-30", "since:2022-00", "since:0000"])
def test_a_day_that_is_none_is_refused_where_it_stands(word: str) -> None:
    with pytest.raises(FilterError, match="no day") as raised:
        parse_filter(f"treaty {word}")
    assert raised.value.position == len("treaty since:")


def test_one_name_is_one_speaker_however_it_is_typed(ws: Workspace) -> None:
    name = "José Borrell"
    ws.change("i", [SOURCE, QUOTE, Speaker(id="p", name=name)])
    for typed in ("José  Borrell", unicodedata.normalize("NFD", name), " josé borrell "):
        attributing.attribute_to_new(ws, ["q"], typed)
    assert [speaker.name for speaker in ws.speakers] == [name]


def test_hits_go_on_while_quotes_change(ws: Workspace) -> None:
    quotes = [Quote(id=f"q{n}", source="s", spans=((0, 5),), text="Hello") for n in range(5)]
    ws.change("i", [SOURCE, *quotes])
    list(ws.search("hello", ["quotes"]))
    ws.change("j", [Quote(id="r1", source="s", spans=((0, 5),), text="Hello"), quotes[0]])
    hits = ws.search("hello", ["quotes"])
    next(hits)
    ws.change("k", [Quote(id="r2", source="s", spans=((0, 5),), text="Hello")])
    assert len(list(hits)) == 5


@pytest.mark.parametrize("spans", [[], [[5, 0]], [[3, 3]], [[4, 6], [0, 2]]])
def test_a_quote_without_words_from_outside_is_refused(path: Path, spans: list[list[int]]) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("i", [SOURCE, QUOTE])
    with TinyDB(path, encoding="utf-8") as db:
        db.table("quotes").update({"spans": spans})
    with pytest.raises(Invalid, match="span"):
        Workspace.open(path, "ab")


def test_a_review_from_outside_is_the_analysts_own(path: Path) -> None:
    with Workspace.open(path, "ab", create=True) as ws:
        ws.change("i", [SOURCE, QUOTE])
    with TinyDB(path, encoding="utf-8") as db:
        db.table("reviews").insert({"quote": "q", "analyst": "ab", "status": "accepted"})
    with Workspace.open(path, "ab") as ws:
        review = ws.review("q")
        assert review is not None and review.status == "accepted"
        assert ws.find(parse_filter("status:accepted")) == ["q"]
        judging.reject(ws, ["q"])
        assert len(ws.reviews) == 1
