"""The same report again: a changed text takes the quotes along, a reprint is linked, the same words add nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from benchmarks.torture.acting import state_of
from briefing.finding import find
from briefing.reading import source_of_text
from briefing.records import Quote, Source, new_id
from briefing.writing import jsonl
from briefing.writing.jsonl import parse
from store import Workspace
from store.acts import attributing, judging, linking, noting, sourcing, spanning
from store.acts.batch import Batch, Taken
from store.errors import WrongAct
from store.finder import lost
from store.prints import prints_of
from store.search import parse_filter
from store.selecting import select

FIRST = """Kremlin reads the papers

27 January 2022

“We will not rush to any assessment,” Dmitry Peskov said on Thursday in Moscow.

The ministry published its own account of the talks in Geneva later in the day.

“There is little ground for optimism in what we were given,” Peskov told reporters.

“Nobody in Moscow is waiting for a letter,” Sergei Lavrov said at a briefing.
"""
SECOND = (
    FIRST.replace("later in the day", "in the evening, after both delegations had left the building")
    .replace(
        "“Nobody in Moscow is waiting for a letter,” Sergei Lavrov said at a briefing.\n",
        "“Talks go on in Vienna next week,” Maria Zakharova said.\n",
    )
    .replace("There is little ground", "There is very little ground")
)
ADDRESS = "https://news.example.org/2022/01/27/papers"


def read(text: str, **more: str) -> Source:
    return source_of_text(text, **more)


def bring(ws: Workspace, *sources: Source) -> list[Taken]:
    batch = Batch(ws)
    new = (source for source in sources if batch.there(source) is None)
    taken = [batch.take(source, find(source, batch.speakers)) for source in new]
    batch.save(ws)
    return taken


def words(ws: Workspace) -> list[str]:
    return [ws.quotes[key].text for key in ws.order()]


def test_a_changed_text_takes_quotes_and_judgements_along(ws: Workspace) -> None:
    (old,) = bring(ws, read(FIRST, address=ADDRESS))
    one, two, three = ws.order()
    judging.accept(ws, [one, two])
    linking.link(ws, one, three, "softens")
    noting.write(ws, "quote", three, "keep this")
    noting.write(ws, "source", old.source.id, "read twice")
    (new,) = bring(ws, read(SECOND, address=ADDRESS))
    assert new.revises is not None and new.revises.id == old.source.id and new.carried is not None
    assert [fate[0] for fate in new.carried.fates] == ["kept", "changed", "lost"]
    assert list(ws.source_order()) == [new.source.id]
    assert list(ws.order())[:2] == [one, two] and three not in ws.order() and len(ws.order()) == 3
    assert ws.quotes[two].text == "“There is very little ground for optimism in what we were given,”"
    for key in ws.order():
        quote, text = ws.quotes[key], ws.sources[new.source.id].text
        assert quote.text == " … ".join(text[s:e] for s, e in quote.spans)
        for span in (quote.mention, quote.cue):
            assert span is None or text[span[0] : span[1]].strip()
    assert {key for key in ws.order() if (review := ws.review(key)) and review.status == "accepted"} == {one, two}
    assert ws.find(parse_filter("is:lost")) == [three] == lost(ws) and ws.find(parse_filter("-is:lost")) == list(
        ws.order()
    )
    assert ws.links.where(from_quote=one, to_quote=three)
    assert ws.sources[old.source.id].text == old.source.text and ws.notes.where(target_id=three)
    assert [note.text for note in ws.notes.where(target="source", target_id=new.source.id)] == ["read twice"]


def test_one_undo_puts_everything_back(ws: Workspace) -> None:
    bring(ws, read(FIRST, address=ADDRESS))
    judging.accept(ws, [ws.order()[0]])
    noting.write(ws, "source", ws.source_order()[0], "read twice")
    before, order = state_of(ws), list(ws.order())
    bring(ws, read(SECOND, address=ADDRESS))
    after = state_of(ws)
    ws.undo()
    assert state_of(ws) == before and list(ws.order()) == order and not lost(ws)
    ws.redo()
    assert state_of(ws) == after and len(lost(ws)) == 1


def test_the_order_is_the_same_when_opened_again(ws: Workspace) -> None:
    bring(ws, read(FIRST, address=ADDRESS))
    bring(ws, read(SECOND, address=ADDRESS))
    order, sources, left = list(ws.order()), list(ws.source_order()), lost(ws)
    with Workspace.open(ws.path, read_only=True) as again:
        assert (list(again.order()), list(again.source_order()), lost(again)) == (order, sources, left)


def test_a_third_text_follows_the_second_and_the_old_ones_add_nothing(ws: Workspace) -> None:
    bring(ws, read(FIRST, address=ADDRESS))
    third = SECOND.replace("on Thursday", "on Friday")
    taken = bring(ws, read(SECOND, address=ADDRESS), read(third, address=ADDRESS))
    assert [one.revises is not None for one in taken] == [True, True] and len(ws.source_order()) == 1
    assert ws.sources[ws.source_order()[0]].text == taken[1].source.text and len(lost(ws)) == 1
    assert bring(ws, read(FIRST, address=ADDRESS), read(SECOND, address=ADDRESS)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"outlet": "TASS"}, {"outlet": "TASS"}),
        ({"origin": "a.txt"}, {"origin": "a.txt"}),
        ({"address": ADDRESS}, {"address": ADDRESS + "/#top"}),
    ],
)
def test_what_is_a_new_text_of_the_same(ws: Workspace, one: dict[str, str], other: dict[str, str]) -> None:
    bring(ws, read(FIRST, **one))
    (taken,) = bring(ws, read(SECOND, **other))
    assert taken.revises is not None


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (SECOND.replace("27 January", "28 January"), {"outlet": "TASS"}),
        (SECOND, {"outlet": "Interfax"}),
        (
            "Kremlin reads the papers\n\n27 January 2022\n\nThe building is closed until further notice.",
            {"outlet": "TASS"},
        ),
    ],
)
def test_what_is_another_document(ws: Workspace, text: str, more: dict[str, str]) -> None:
    bring(ws, read(FIRST, outlet="TASS"))
    (taken,) = bring(ws, read(text, **more))
    assert taken.revises is None and len(ws.source_order()) == 2


def test_a_small_part_of_a_text_is_an_excerpt_and_never_its_new_text(ws: Workspace) -> None:
    long = FIRST + "\n".join(f"Item {n} of the day was read out to the delegates of group {n}.\n" for n in range(40))
    part = "“There is little ground for optimism in what we were given,” Peskov told reporters."
    bring(ws, read(long, address=ADDRESS))
    before = list(ws.order())
    (taken,) = bring(ws, read(part, address=ADDRESS, title="Papers"))
    full = ws.source_order()[0]
    assert taken.revises is None and taken.source.reprint_of == full and taken.source.reprint_share == 1.0
    assert list(ws.order()) == before and not lost(ws) and [quote.same_as for quote in taken.quotes] == [before[1]]
    (new,) = bring(ws, read(long.replace("Item 7", "Point 7"), address=ADDRESS))
    assert new.revises is not None and new.revises.id == full, "the text that is most like it, not its excerpt"
    assert ws.sources[taken.source.id].reprint_of == new.source.id and not lost(ws)


def test_a_reprint_is_linked_to_the_first_and_follows_its_new_text(ws: Workspace) -> None:
    printed = FIRST.replace("Kremlin reads the papers", "Moscow in no hurry, says spokesman")
    first, again = bring(ws, read(FIRST, outlet="TASS", address=ADDRESS), read(printed, outlet="Interfax"))
    assert again.source.reprint_of == first.source.id and again.source.reprint_share > 0.8
    assert again.first is not None and again.first.outlet == "TASS"
    assert set(ws.find(parse_filter("is:reprint"))) == set(ws.quotes.ids_where(source=again.source.id))
    (third,) = bring(ws, read(printed.replace("Moscow in no hurry", "No hurry"), outlet="Ria"))
    assert third.source.reprint_of == first.source.id
    (new,) = bring(ws, read(SECOND, outlet="TASS", address=ADDRESS))
    assert {ws.sources[one.source.id].reprint_of for one in (again, third)} == {new.source.id}


def test_what_a_reprint_says_again_is_folded_under_the_first(ws: Workspace) -> None:
    again = FIRST.replace("Kremlin reads", "Moscow reads").replace("Nobody in Moscow", "No one, he said, in all Moscow")
    bring(ws, read(FIRST, outlet="TASS"), read(again, outlet="Interfax"))
    said = [ws.quotes[key] for key in ws.order()]
    assert len(said) == 4 and [quote.same_as for quote in said] == [""] * 4
    assert [len(prints_of(ws, quote.id)) for quote in said] == [1, 1, 0, 0]
    assert len(ws.quotes) == 6 and len(ws.find(parse_filter("is:reprint"))) == 3
    assert len(ws.find(parse_filter("speaker:peskov"))) == 2
    assert len(ws.find(parse_filter("outlet:interfax is:reprint"))) == 3
    assert len(ws.find(parse_filter("outlet:interfax"))) == 1
    selection = select(ws)
    assert len(selection.quotes) == 4 and set(selection.prints_of) == {said[0].id, said[1].id}
    assert parse(jsonl.lines(selection)).prints == selection.prints


def test_folded_quotes_come_out_when_the_first_goes(ws: Workspace) -> None:
    again = FIRST.replace("Kremlin reads", "Moscow reads")
    _, other = bring(ws, read(FIRST, outlet="TASS", address=ADDRESS), read(again, outlet="Interfax"))
    one, two, three = ws.order()
    before = state_of(ws)
    spanning.delete(ws, [two])
    assert len(ws.order()) == 3 and ws.quotes_of(other.source.id) == [q for q in ws.order() if q not in (one, three)]
    ws.undo()
    assert state_of(ws) == before
    spanning.set_apart(ws, [prints_of(ws, one)[0].id])
    assert len(ws.order()) == 4
    ws.undo()
    with pytest.raises(WrongAct):
        spanning.set_apart(ws, [one])
    bring(ws, read(SECOND, outlet="TASS", address=ADDRESS))
    assert lost(ws) == [three] and len(prints_of(ws, one)) == 1
    left = [ws.quotes[key] for key in ws.quotes_of(other.source.id)]
    assert [quote.text for quote in left] == ["“Nobody in Moscow is waiting for a letter,”"], "still printed there"
    sourcing.delete(ws, list(ws.source_order()[:1]))
    assert {quote.same_as for quote in ws.quotes} == {""}


def test_what_a_reprint_lost_in_its_new_text_is_among_the_lost(ws: Workspace) -> None:
    again = FIRST.replace("Kremlin reads", "Moscow reads")
    _, other = bring(ws, read(FIRST, outlet="TASS"), read(again, outlet="Interfax", address=ADDRESS))
    gone = next(quote for quote in ws.quotes.where(source=other.source.id) if "Nobody" in quote.text)
    assert gone.same_as and not lost(ws)
    attributing.attribute_to_new(ws, [gone.same_as], "Maria Zakharova")
    said = ws.quotes[gone.same_as].speaker
    before = state_of(ws)
    bring(ws, read(SECOND.replace("Kremlin reads", "Moscow reads"), outlet="Interfax", address=ADDRESS))
    assert lost(ws) == [gone.id] == ws.find(parse_filter("is:lost")) and not ws.quotes[gone.id].same_as
    assert ws.quotes[gone.id].speaker == said
    ws.undo()
    assert state_of(ws) == before


def test_what_is_set_apart_or_freed_keeps_the_speaker_the_first_was_given(ws: Workspace) -> None:
    bring(ws, read(FIRST, outlet="TASS"), read(FIRST.replace("Kremlin reads", "Moscow reads"), outlet="Interfax"))
    one, two, _ = ws.order()
    attributing.attribute_to_new(ws, [one, two], "Maria Zakharova")
    said = ws.quotes[one].speaker
    apart, freed = prints_of(ws, one)[0].id, prints_of(ws, two)[0].id
    assert ws.quotes[apart].speaker != said
    spanning.set_apart(ws, [apart])
    spanning.delete(ws, [two])
    assert ws.quotes[apart].speaker == ws.quotes[freed].speaker == said


def test_what_was_set_apart_can_be_folded_again_after_forgetting(ws: Workspace) -> None:
    bring(ws, read(FIRST, outlet="TASS"), read(FIRST.replace("Kremlin reads", "Moscow reads"), outlet="Interfax"))
    before = state_of(ws)
    spanning.set_apart(ws, [prints_of(ws, ws.order()[0])[0].id])
    gone = ws.forget()
    assert (gone.records, gone.wordings) == (0, 0)
    ws.undo()
    assert state_of(ws) == before


def test_other_reports_are_no_reprints(ws: Workspace) -> None:
    other = (
        "Talks in Vienna\n\n27 January 2022\n\n“Talks go on in Vienna next week,” Maria Zakharova said. "
        + "More. " * 20
    )
    taken = bring(ws, read(FIRST, outlet="TASS"), read(other, outlet="Interfax"))
    assert [one.reprint for one in taken] == [None, None]
    late = FIRST.replace("27 January 2022", "27 March 2022").replace("papers", "newspapers")
    assert bring(ws, read(late, outlet="Interfax"))[0].reprint is None


def test_what_was_put_away_stays_away(ws: Workspace) -> None:
    bring(ws, read(FIRST, address=ADDRESS))
    spanning.delete(ws, [ws.order()[0]])
    bring(ws, read(SECOND, address=ADDRESS))
    assert not any("rush" in text for text in words(ws))


def test_what_the_analyst_set_by_hand_holds_for_the_new_text(ws: Workspace) -> None:
    bring(ws, read(FIRST, address=ADDRESS))
    sourcing.set_metadata(ws, ws.source_order()[0], author="A. B.", published="2022-01-26")
    (new,) = bring(ws, read(SECOND, address=ADDRESS))
    assert (new.source.author, new.source.published, new.source.published_from) == ("A. B.", "2022-01-26", "analyst")
    assert new.source.metadata_from["author"] == "analyst"


def test_deleting_the_new_text_brings_the_old_one_back(ws: Workspace) -> None:
    (old,) = bring(ws, read(FIRST, address=ADDRESS))
    (new,) = bring(ws, read(SECOND, address=ADDRESS))
    sourcing.delete(ws, [new.source.id])
    assert list(ws.source_order()) == [old.source.id] and len(ws.order()) == 1


def test_work_grows_with_the_quotes_that_are_printed_again(tmp_path: Path) -> None:
    """Counted in calls made: to hand a workspace on, and to undo that it came in."""

    def calls(many: int) -> tuple[int, int]:
        first = Source(id=new_id(), title="x", text="abcd " * many, text_hash="x")
        again = Source(id=new_id(), title="y", text="abcd " * many, text_hash="y", reprint_of=first.id)
        spans = [((5 * n, 5 * n + 4),) for n in range(many)]
        ours = [Quote(id=new_id(), source=first.id, spans=span, text="abcd") for span in spans]
        theirs = [Quote(id=new_id(), source=again.id, spans=q.spans, text="abcd", same_as=q.id) for q in ours]
        with Workspace.open(tmp_path / f"{many}.json", "ab", create=True) as ws:
            ws.change("x", [first, again, *ours, *theirs])
            selected = counted(lambda: len(select(ws).prints) == many)
            return selected, counted(lambda: ws.undo() is not None)

    few, more = calls(40), calls(160)
    assert more[0] < 5 * few[0] and more[1] < 5 * few[1]


def counted(work: Callable[[], bool]) -> int:
    """How many functions are called by ``work``, which must give true."""
    count = 0

    def heard(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(heard)
    try:
        done = work()
    finally:
        sys.setprofile(None)
    assert done
    return count
