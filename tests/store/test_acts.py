"""Acts: each is one change that can be undone, and refuses what makes no sense."""

from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import pytest

from benchmarks.torture.acting import state_of
from briefing.finding.namesakes import look_alikes
from briefing.records import Link, Quote, Speaker, new_id
from store import Workspace
from store.acts import attributing, batch, codebook, judging, linking, noting, reviewing, sourcing, spanning, speaking
from store.acts.reviewing import Judgement
from store.errors import NoSuchRecord, WrongAct
from tests.store.conftest import a_quote, a_source, filled


@dataclass
class Found:
    quotes: tuple[Quote, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    links: tuple[Link, ...] = ()
    merged: tuple[tuple[str, str], ...] = ()


def test_an_import_is_one_change_and_the_same_words_add_nothing(ws: Workspace) -> None:
    source = a_source()
    speaker = Speaker(id=new_id(), name="Dmitry Peskov")
    done = batch.bring(ws, source, Found((a_quote(source, "no way", speaker.id),), (speaker,)))
    assert done is not None and len(ws.quotes) == len(ws.speakers) == 1
    assert ws.sources[source.id].added
    assert batch.bring(ws, a_source(), Found()) is None
    grown = Speaker(id=speaker.id, name="Dmitry Peskov", aliases=("Peskov",))
    batch.bring(ws, a_source("second", "other words"), Found(speakers=(grown,)))
    assert ws.speakers[speaker.id].aliases == ("Peskov",)
    ws.undo()
    ws.undo()
    assert state_of(ws) == {}


def test_an_import_that_shows_two_speakers_to_be_one_merges_them(ws: Workspace) -> None:
    one, two = (Speaker(id=new_id(), name=name) for name in ("В. Лисин", "Vladimir Lisin"))
    source, more = a_source(), a_source("second", "other words")
    batch.bring(ws, source, Found((a_quote(source, "no way", one.id),), (one, two)))
    noted = noting.write(ws, "speaker", one.id, "Who is he?")
    coming = batch.Batch(ws)
    grown = msgspec.structs.replace(two, aliases=("В. Лисин",))
    taken = coming.take(more, Found((a_quote(more, "words", one.id),), (grown,), merged=((one.id, two.id),)))
    done = coming.save(ws)
    assert done is not None and noted is not None
    assert taken.merged == (("В. Лисин", "Vladimir Lisin"),) == tuple(coming.merged)
    assert done.act == "added “second” with 1 quote, merged В. Лисин into Vladimir Lisin"
    assert [s.id for s in ws.speakers] == [two.id]
    assert {q.speaker for q in ws.quotes} == {two.id} and {n.target_id for n in ws.notes} == {two.id}
    ws.undo()
    assert {s.id for s in ws.speakers} == {one.id, two.id} and {q.speaker for q in ws.quotes} == {one.id}


@pytest.mark.parametrize("changed", [0, 1])
def test_an_import_leaves_speakers_two_when_one_was_changed_while_it_ran(ws: Workspace, changed: int) -> None:
    one, two = (Speaker(id=new_id(), name=name) for name in ("В. Лисин", "Vladimir Lisin"))
    source, more = a_source(), a_source("second", "other words")
    batch.bring(ws, source, Found((a_quote(source, "no way", one.id),), (one, two)))
    coming = batch.Batch(ws)
    grown = msgspec.structs.replace(two, aliases=("В. Лисин", "Владимир Лисин"))
    coming.take(more, Found((a_quote(more, "words", two.id),), (grown,), merged=((one.id, two.id),)))
    speaking.rename(ws, (one, two)[changed].id, "Viktor Fox")
    done = coming.save(ws)
    assert done is not None and "merged" not in done.act and coming.merged == []
    names = [["Viktor Fox", "Vladimir Lisin"], ["В. Лисин", "Viktor Fox"]]
    assert [s.name for s in ws.speakers] == names[changed]
    assert sorted(q.speaker or "" for q in ws.quotes) == sorted((one.id, two.id))
    assert {*ws.speakers[two.id].aliases} - {"Vladimir Lisin"} == {"Владимир Лисин"}


def test_an_import_keeps_what_was_made_of_a_speaker_while_it_ran(ws: Workspace) -> None:
    speaker = Speaker(id=new_id(), name="Peskov")
    batch.bring(ws, a_source(), Found(speakers=(speaker,)))
    coming = batch.Batch(ws)
    grown = Speaker(id=speaker.id, name="Peskov", aliases=("the Kremlin spokesman",))
    coming.take(a_source("second", "other words"), Found(speakers=(grown,)))
    speaking.rename(ws, speaker.id, "Dmitry Peskov")
    coming.save(ws)
    assert ws.speakers[speaker.id].name == "Dmitry Peskov"
    assert set(ws.speakers[speaker.id].aliases) == {"Peskov", "the Kremlin spokesman"}


def test_judging(ws: Workspace) -> None:
    _, (one, two, _), _ = filled(ws)
    code = codebook.make(ws, "US response").edits[0].id
    assert judging.accept(ws, [one.id, two.id]).act == "accepted 2 quotes"
    assert judging.accept(ws, [one.id]) is None
    judging.code(ws, [one.id], code)
    judging.stance(ws, [one.id], "oppose")
    judging.confidence(ws, [one.id], 4)
    judging.level(ws, [one.id], "inferred")
    attributing.attribute(ws, [one.id], one.speaker)
    review = ws.review(one.id)
    assert (review.status, review.codes[0].stance, review.confidence, review.level) == (
        "accepted",
        "oppose",
        4,
        "inferred",
    )
    judging.uncode(ws, [one.id], code)
    assert ws.review(one.id).codes == ()
    judging.reset(ws, [two.id])
    assert ws.review(two.id) is None
    judged = Judgement(status="flagged", codes=(("US response", "support"),), confidence="1")
    reviewing.apply(ws, [two.id], judged)
    assert ws.review(two.id).codes[0].stance == "support"
    for wrong in (lambda: judging.confidence(ws, [one.id], 6), lambda: judging.accept(ws, ["no"])):
        with pytest.raises((WrongAct, NoSuchRecord)):
            wrong()


def test_the_codebook(ws: Workspace) -> None:
    _, (one, two, _), _ = filled(ws)
    parent, child, other = (codebook.make(ws, name).edits[0].id for name in ("Claims", "INF", "Missiles"))
    codebook.move(ws, child, parent)
    with pytest.raises(WrongAct, match="below itself"):
        codebook.move(ws, parent, child)
    with pytest.raises(WrongAct, match="already"):
        codebook.rename(ws, child, "missiles")
    judging.code(ws, [one.id], other, "support")
    judging.code(ws, [one.id, two.id], child, "oppose")
    with pytest.raises(WrongAct, match="retire it"):
        codebook.delete(ws, other)
    codebook.merge(ws, child, other)
    assert [(c.code, c.stance) for c in ws.review(one.id).codes] == [(child, "oppose")]
    assert other not in ws.codes
    codebook.retire(ws, child)
    with pytest.raises(WrongAct, match="retired"):
        judging.code(ws, [two.id], child)
    codebook.define(ws, child, "The treaty")
    codebook.colour(ws, child, "#ff8800")
    assert (ws.codes[child].definition, ws.codes[child].colour) == ("The treaty", "#ff8800")


def test_speakers(ws: Workspace) -> None:
    _, (one, two, three), peskov = filled(ws)
    attributing.attribute_to_new(ws, [two.id], "Sergey  Lavrov")
    lavrov = speaking.by_name(ws, "sergey lavrov")
    assert ws.quotes[two.id].speaker == lavrov.id
    assert speaking.by_name(ws, "The Kremlin Spokesman").id == peskov.id
    with pytest.raises(WrongAct, match="merge"):
        speaking.rename(ws, lavrov.id, "Dmitry Peskov")
    speaking.rename(ws, lavrov.id, "S. Lavrov")
    assert ws.speakers[lavrov.id].aliases == ("Sergey Lavrov",)
    speaking.merge(ws, peskov.id, lavrov.id)
    assert ws.quotes[two.id].speaker == peskov.id and "S. Lavrov" in ws.speakers[peskov.id].aliases
    attributing.attribute(ws, [one.id, two.id, three.id], None)
    assert ws.quotes.count(speaker=None) == 3


def test_two_who_are_kept_apart_are_not_proposed_until_they_are_merged_by_hand(ws: Workspace) -> None:
    one, other = Speaker(id=new_id(), name="Песков"), Speaker(id=new_id(), name="Peskov")
    ws.change("imported", [one, other])
    assert look_alikes(ws.speakers)
    speaking.keep_apart(ws, one.id, other.id)
    assert not look_alikes(ws.speakers)
    ws.undo()
    assert look_alikes(ws.speakers)
    ws.redo()
    speaking.merge(ws, one.id, other.id)
    assert [(s.name, s.aliases, s.never) for s in ws.speakers] == [("Песков", ("Peskov",), ())]
    with pytest.raises(WrongAct):
        speaking.keep_apart(ws, one.id, one.id)


def test_two_who_are_made_one_go_by_the_fuller_name(ws: Workspace) -> None:
    source = a_source()
    short, full = Speaker(id=new_id(), name="Lavrov"), Speaker(id=new_id(), name="Сергей Лавров")
    ws.change("imported", [source, short, full, a_quote(source, "no way", short.id)])
    speaking.make_one(ws, short.id, full.id)
    assert [(s.id, s.name, s.aliases) for s in ws.speakers] == [(short.id, "Сергей Лавров", ("Lavrov",))]


def test_an_alias_split_off_takes_the_quotes_that_name_it_however_spaced(ws: Workspace) -> None:
    source = a_source("Letter", "В.Путин said yes. В. ПУТИН said no. Владимир Путин said maybe. He said never.")
    keep = Speaker(id=new_id(), name="Владимир Путин")
    other = Speaker(id=new_id(), name="В. Путин", aliases=("В.Путин",))
    named = [("said yes", "В.Путин", other), ("said no", "В. ПУТИН", other), ("said maybe", "Владимир Путин", keep)]
    quotes = []
    for words, name, speaker in named:
        at = source.text.index(name)
        quote = a_quote(source, words, speaker.id)
        quotes.append(msgspec.structs.replace(quote, mention=(at, at + len(name))))
    quotes.append(a_quote(source, "said never", keep.id))
    ws.change("imported a letter", [source, keep, other, *quotes])
    speaking.merge(ws, keep.id, other.id)
    done = speaking.split_alias(ws, keep.id, "В. Путин")
    assert done is not None and done.act.endswith(": 2 quotes moved")
    apart = speaking.by_name(ws, "В. Путин")
    assert apart is not None and apart.id != keep.id and apart.aliases == ("В.Путин",)
    assert [ws.quotes[quote.id].speaker for quote in quotes] == [apart.id, apart.id, keep.id, keep.id]
    assert ws.speakers[keep.id].aliases == () and ws.speakers[keep.id].never == ("В. Путин", "В.Путин")
    with pytest.raises(WrongAct, match="no alias"):
        speaking.split_alias(ws, keep.id, "В. Путин")


def test_notes_and_links(ws: Workspace) -> None:
    source, (one, two, _), _ = filled(ws)
    note = noting.write(ws, "quote", one.id, " First hedge ").edits[0].id
    noting.edit(ws, note, "Second hedge")
    assert (ws.notes[note].text, ws.notes[note].analyst) == ("Second hedge", "ab")
    noting.write(ws, "source", source.id, "x")
    noting.delete(ws, note)
    with pytest.raises(WrongAct):
        noting.write(ws, "workspace", "", "  ")
    link = linking.link(ws, one.id, two.id, "softens").edits[0].id
    assert linking.link(ws, one.id, two.id, "softens") is None
    with pytest.raises(WrongAct):
        linking.link(ws, one.id, one.id, "repeats")
    linking.unlink(ws, link)
    assert len(ws.links) == 0


def test_the_kind_of_a_quote_goes_with_the_marks_around_its_words(ws: Workspace) -> None:
    text = "“The talks went well,” Peskov said, and he added that no date had been set. “We wait.”"
    source = a_source("kinds", text)
    quoted, told = a_quote(source, "“The talks went well,”"), a_quote(source, "no date had been set")
    turn = msgspec.structs.replace(a_quote(source, "We wait"), kind="turn")
    told = msgspec.structs.replace(told, kind="indirect")
    ws.change("i", [source, quoted, told, turn])

    def kind(quote: Quote, *words: str) -> str:
        spanning.set_spans(ws, quote.id, [(text.index(w), text.index(w) + len(w)) for w in words])
        return ws.quotes[quote.id].kind

    assert kind(quoted, "talks went") == "direct" == kind(quoted, "“The talks went well,”", "“We wait.”")
    assert kind(quoted, "The talks", "said, and") == "mixed" == kind(quoted, "had been set. “We wait")
    assert kind(quoted, "he added") == "indirect"
    assert kind(told, "“We wait.”") == "direct"
    assert kind(turn, "he added that") == "turn"


def test_spans(ws: Workspace) -> None:
    source, (one, two, three), _ = filled(ws)
    judging.accept(ws, [one.id])
    spanning.set_spans(
        ws, three.id, [(*three.spans[0],), (source.text.index("in due"), source.text.index("in due") + 13)]
    )
    assert ws.quotes[three.id].text == "We will answer, … in due course"
    made = spanning.new_quote(ws, source.id, [(0, 11)]).edits[0].id
    assert ws.quotes[made].text == "The Kremlin"
    with pytest.raises(WrongAct, match="already"):
        spanning.new_quote(ws, source.id, [(0, 11)])
    for spans in ([(0, 10_000)], [(5, 5)], []):
        with pytest.raises(WrongAct):
            spanning.set_spans(ws, one.id, spans)
    spanning.split(ws, one.id, one.start + 4)
    left, right = [q for q in ws.quotes_of(source.id) if ws.quotes[q].text in ("said", "yes")]
    assert ws.review(left).status == ws.review(right).status == "accepted"
    noting.write(ws, "quote", right, "x")
    linking.link(ws, right, two.id, "answers")
    spanning.join(ws, [right, left])
    assert ws.quotes[left].text == "said yes", "only a blank was between them"
    assert next(iter(ws.notes)).target_id == next(iter(ws.links)).from_quote == left
    before = state_of(ws)
    spanning.delete(ws, [left])
    assert len(ws.notes) == len(ws.links) == len(ws.reviews) == 0
    ws.undo()
    assert state_of(ws) == before
    sourcing.delete(ws, [source.id])
    assert len(ws.quotes) == len(ws.notes) == 0
    ws.undo()
    assert state_of(ws) == before


def test_every_act_can_be_undone_and_redone(ws: Workspace) -> None:
    source, (one, two, three), peskov = filled(ws)
    code = codebook.make(ws, "INF").edits[0].id
    acts: list[Callable[[], object]] = [
        lambda: judging.accept(ws, [one.id, two.id]),
        lambda: judging.code(ws, [one.id], code, "oppose"),
        lambda: attributing.attribute_to_new(ws, [two.id, three.id], "Sergey Lavrov"),
        lambda: speaking.merge(ws, speaking.by_name(ws, "Sergey Lavrov").id, peskov.id),
        lambda: spanning.join(ws, [one.id, two.id]),
        lambda: sourcing.set_metadata(ws, source.id, outlet="Izvestia", published="2022-01-28"),
        lambda: sourcing.delete(ws, [source.id]),
    ]
    states = [state_of(ws)]
    for act in acts:
        act()
        states.append(state_of(ws))
    for state in reversed(states[:-1]):
        ws.undo()
        assert state_of(ws) == state
    for state in states[1:]:
        ws.redo()
        assert state_of(ws) == state


def test_joining_takes_no_words_from_whose_they_are_and_nothing_of_what_was_rejected(ws: Workspace) -> None:
    _, (one, two, three), peskov = filled(ws)
    code = codebook.make(ws, "talks").edits[0].id
    other = attributing.attribute_to_new(ws, [two.id], "Anna Weber")
    assert other is not None and other.act == "attributed 1 quote to Anna Weber, a new speaker", "a typo can be seen"
    with pytest.raises(WrongAct, match="different speakers: give them one"):
        spanning.join(ws, [one.id, two.id])
    attributing.attribute(ws, [two.id, three.id], peskov.id)
    judging.accept(ws, [one.id])
    judging.code(ws, [two.id], code, "support")
    judging.judge(ws, [two.id], "rejected")
    change = spanning.join(ws, [one.id, two.id])
    assert change is not None and "new again as they were judged differently" in change.act
    joined = ws.review(one.id)
    assert joined.status == "new" and joined.codes == () and len(ws.quotes) == 2
    ws.undo()
    judging.accept(ws, [two.id])
    assert ws.review(two.id).codes
    attributing.attribute(ws, [one.id], None)
    change = spanning.join(ws, [one.id, two.id])
    assert change is not None and "differently" not in change.act
    assert ws.quotes[one.id].speaker == peskov.id, "a nobody's quote gets the speaker of the other"
    assert ws.review(one.id).status == "accepted" and ws.review(one.id).codes[0].code == code
