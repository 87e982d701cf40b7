"""How sure quotes are: as shipped, moved by what was judged here, and back again by undo."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.finding.certainty import learned
from store import Workspace
from store.acts import judging, sourcing
from store.errors import FilterError
from store.search import parse_filter
from store.sureness import Sureness, Why
from tests.store.conftest import filled


@pytest.fixture
def found(ws: Workspace) -> tuple[Workspace, list[str]]:
    """Three quotes: two by a cue that is half sure, one that is nearly certain."""
    _, quotes, _ = filled(ws)
    how = (("cue: bleat", 0.5), ("cue: bleat", 0.5), ("turn of a transcript", 0.97))
    ws.change(
        "found",
        [
            msgspec.structs.replace(q, rule=rule, certainty=sure, kind="indirect")
            for q, (rule, sure) in zip(quotes, how, strict=True)
        ],
    )
    return ws, [q.id for q in quotes]


def test_what_is_rejected_here_makes_the_next_of_its_cue_less_sure_until_undone(found):
    ws, (one, two, three) = found
    assert [ws.sureness.of(i) for i in (one, two, three)] == [0.5, 0.5, 0.97]
    judging.reject(ws, [one])
    assert ws.sureness.why(two) == Why(learned(0.5, 0, 1), 0.5, 0, 1)
    assert ws.sureness.of(two) < 0.5 and ws.sureness.of(three) == 0.97
    ws.undo()
    assert ws.sureness.of(two) == 0.5
    judging.accept(ws, [one])
    assert ws.sureness.of(two) > 0.5


def test_a_quote_made_by_an_analyst_has_no_certainty(ws):
    _, quotes, _ = filled(ws)
    assert ws.sureness.of(quotes[0].id) is None
    assert ws.find(parse_filter("sure:>=0")) == []


def test_it_is_the_same_after_opening_again(found, path):
    ws, ids = found
    judging.reject(ws, ids[:1])
    before = [ws.sureness.why(i) for i in ids]
    ws.close()
    with Workspace.open(path, "ab") as again:
        assert [again.sureness.why(i) for i in ids] == before


def test_it_follows_whatever_happens(found):
    ws, ids = found
    ws.sureness.of(ids[0])
    judging.reject(ws, ids[:2])
    judging.reset(ws, ids[:1])
    judging.flag(ws, ids[1:])
    judging.accept(ws, ids)
    sourcing.delete(ws, ws.sources.ids())
    ws.undo()
    for _ in range(3):
        fresh = Sureness(ws)
        assert [ws.sureness.why(i) for i in ids] == [fresh.why(i) for i in ids]
        ws.undo()


@pytest.mark.parametrize(
    ("text", "passing"),
    [
        ("sure:>=0.5", (0, 1, 2)),
        ("sure:>0.5", (2,)),
        ("sure:>50%", (2,)),
        ("sure:<=.5", (0, 1)),
        ("sure:<0.5", ()),
        ("sure:0.4-0.6", (0, 1)),
        ("-sure:90%-100%", (0, 1)),
        ("rule:bleat", (0, 1)),
        ("rule:turn,bleat", (0, 1, 2)),
        ("-rule:BLEAT", (2,)),
    ],
)
def test_filters(found, text, passing):
    ws, ids = found
    assert ws.find(parse_filter(text)) == [ids[n] for n in passing]


@pytest.mark.parametrize("text", ["sure:high", "sure:0.5", "sure:>2", "sure:0.5-", "sure:>=0.1-0.2"])
def test_what_is_no_certainty_is_refused(text):
    with pytest.raises(FilterError, match=r"write >=0\.9"):
        parse_filter(text)


@given(st.floats(0, 1), st.integers(0, 10**6), st.integers(0, 10**6))
def test_it_stays_a_share_and_follows_the_judgements(certainty, accepted, rejected):
    now = learned(certainty, accepted, accepted + rejected)
    assert 0 <= now <= 1
    assert learned(certainty, 0, 0) == pytest.approx(certainty)
    assert learned(certainty, accepted + 1, accepted + rejected + 1) >= now - 1e-12
    assert learned(certainty, accepted, accepted + rejected + 1) <= now + 1e-12
