"""Filters: what each field lets through, and what is refused where."""

import pytest

from store import Workspace
from store.acts import codebook, judging, linking, noting, reviewing
from store.acts.reviewing import Judgement
from store.errors import FilterError
from store.search import FIELDS, parse_filter
from tests.store.conftest import a_source, filled


@pytest.fixture
def judged(ws: Workspace) -> tuple[Workspace, list[str]]:
    _, quotes, _ = filled(ws)
    ids = [quote.id for quote in quotes]
    parent = codebook.make(ws, "Claims").edits[0].id
    code = codebook.make(ws, "US response", parent=parent).edits[0].id
    other = codebook.make(ws, "US").edits[0].id
    judging.code(ws, [ids[2]], other)
    judging.accept(ws, [ids[0]])
    judging.reject(ws, [ids[1]])
    judging.code(ws, [ids[0]], code, "oppose")
    judging.code(ws, [ids[1]], parent, "support")
    reviewing.apply(ws, [ids[0]], Judgement(confidence="4", level="said"))
    noting.write(ws, "quote", ids[2], "first hedge")
    linking.link(ws, ids[0], ids[2], "softens")
    return ws, ids


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("", (0, 1, 2)),
        ("status:new", (2,)),
        ("-status:new", (0, 1)),
        ("status:accepted,rejected", (0, 1)),
        ("speaker:peskov", (0,)),
        ('speaker:"The Kremlin Spokesman"', (0,)),
        ('speaker:"kremlin"', ()),
        ('speaker:"none"', ()),
        ('outlet:"gaz"', ()),
        ("speaker:none", (1, 2)),
        ("-speaker:none", (0,)),
        ("code:us", (0, 2)),
        ('code:"us"', (2,)),
        ("code:“US response”", (0,)),
        ('-code:"us"', (0, 1)),
        ('code:"response"', ()),
        ("code:claims", (0, 1)),
        ("-code:us", (1,)),
        ("stance:oppose", (0,)),
        ("code:claims stance:support", (1,)),
        ("code:us stance:support", ()),
        ("since:2022", (0, 1, 2)),
        ("since:2022-01-28", ()),
        ("until:2022-01", (0, 1, 2)),
        ("until:2021", ()),
        ("source:OPTIMISTIC", (0, 1, 2)),
        ("outlet:gazeta -outlet:x", (0, 1, 2)),
        ("kind:direct", (0, 1, 2)),
        ("kind:turn", ()),
        ("level:said", (0,)),
        ("confidence:>=3", (0,)),
        ("confidence:1-3", ()),
        ("has:note", (2,)),
        ("has:code", (0, 1, 2)),
        ("has:link", (0, 2)),
        ("-has:speaker", (1, 2)),
        ("NO", (1,)),
        ('"said yes"', (0,)),
        ("“said yes”", (0,)),
        ("text:answer -text:way", (2,)),
        ("note:HEDGE", (2,)),
        ("link:softens", (0, 2)),
        ("link:repeats", ()),
        ("status:accepted speaker:peskov yes", (0,)),
    ],
)
def test_a_filter_lets_through(judged: tuple[Workspace, list[str]], text: str, passing: tuple[int, ...]) -> None:
    ws, ids = judged
    assert ws.find(parse_filter(text)) == [ids[n] for n in passing]
    for start in range(3):
        found = [n for step in ws.searcher.scan(parse_filter(text), ids, start) for n in step]
        assert sorted(found) == list(passing) and found == sorted(found, key=lambda n: (n < start, n))


def test_results_follow_changes(judged: tuple[Workspace, list[str]]) -> None:
    ws, ids = judged
    assert ws.find(parse_filter("way")) == [ids[1]]
    ws.change("deleted a quote", delete=[ws.quotes[ids[1]]])
    assert ws.find(parse_filter("way")) == []
    ws.undo()
    assert ws.find(parse_filter("way")) == [ids[1]]
    judging.accept(ws, [ids[2]])
    assert ws.find(parse_filter("status:new")) == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("colour:red", 0),
        ("yes status:good", 11),
        ('yes "open', 4),
        ("since:soon", 6),
        ("confidence:9", 11),
        ("kind:", 5),
        ("-", 0),
    ],
)
def test_what_is_wrong_is_pointed_at(text: str, position: int) -> None:
    with pytest.raises(FilterError) as caught:
        parse_filter(text)
    assert caught.value.position == position
    assert "\n" not in str(caught.value)


def test_an_id_is_known_by_either_end(judged: tuple[Workspace, list[str]]) -> None:
    ws, ids = judged
    for value in (ids[1], ids[1][-6:], ids[1][-9:]):
        assert ids[1] in ws.find(parse_filter(f"id:{value}"))
    assert ws.find(parse_filter(f"id:{ids[1][-12:]}")) == [ids[1]]
    assert set(ws.find(parse_filter(f"id:{ids[0][:8]}"))) >= {ids[0]} and not ws.find(parse_filter("id:zzzzzz"))


def test_every_field_is_explained() -> None:
    assert all(FIELDS.values())


def test_words_are_found_in_quotes_notes_and_sources(judged: tuple[Workspace, list[str]]) -> None:
    ws, _ = judged
    source = next(iter(ws.sources))
    for _ in range(2):  # before the index of words is complete, and after
        hits = list(ws.search("SAID  “no"))
        assert [(h.table, source.text[h.start : h.end]) for h in hits] == [("sources", "said “no")]
        assert {h.table for h in ws.search("hedge")} == {"notes"}
        assert {h.table for h in ws.search("answer")} == {"quotes", "sources"}
        assert list(ws.search("nowhere")) == list(ws.search(" ")) == []
        ws.searcher.words.finish()
    added = a_source("another", "A Zircon, said twice: zircon")
    ws.change("imported", [added])
    ws.searcher.words.finish()
    assert [h.start for h in ws.search("zircon")] == [2, 22]
    ws.undo()
    assert list(ws.search("zircon")) == []
