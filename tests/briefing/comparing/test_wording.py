"""Reprints are seen, and what a publisher changed is shown word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.comparing.reprints import Reprints, runs, share
from briefing.comparing.tokens import tokens
from briefing.comparing.wording import word_diff

REPORT = (
    "The ministry says there is no reason for haste after the reply from abroad. The letter had been read with care, "
    "the spokesman said, and would be answered in due time. He named no day, and declined to say who would sign it."
)


def test_a_reprint_under_another_headline_is_seen() -> None:
    other = "No haste, says ministry\n\n" + REPORT.replace("declined to say", "would not say") + "\n\nPhoto: Agency"
    assert share(REPORT, other) > 0.7
    assert share(REPORT, "Something else was said on the same day by somebody else, in other words altogether.") == 0


def test_many_texts_are_asked_at_once() -> None:
    known = Reprints()
    long = " ".join(f"word{n} of {n % 7}" for n in range(3000))
    for n in range(200):
        known.add(runs(f"Report number {n} tells of matter {n * 7} and of nobody else but person {n * 13}."))
    known.add(runs(REPORT))
    known.add(runs(f"{long} {REPORT}"))
    assert known.near(runs(REPORT))[0] == 200
    assert known.near(runs(long)) == [201]
    assert known.near(runs("Something else was said on the same day by somebody else, in other words.")) == []


def test_changed_words_are_shown_where_they_stand() -> None:
    new = REPORT.replace("in due time", "soon").replace("with care, ", "")
    pieces = word_diff(REPORT, new)
    assert "".join(new[s:e] for _, (s, e) in ((p.act, p.new) for p in pieces)) == new
    assert "".join(REPORT[slice(*p.old)] for p in pieces) == REPORT
    changed = [(p.act, REPORT[slice(*p.old)].strip(), new[slice(*p.new)].strip()) for p in pieces if p.act != "same"]
    assert ("changed", "in due time.", "soon.") in changed
    assert ("cut", "with care,", "") in changed


@given(st.text(alphabet="ab \n.é", max_size=300), st.text(alphabet="ab \n.é", max_size=300))
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    if any(c.isalnum() for c in old) and any(c.isalnum() for c in new):
        assert "".join(old[slice(*p.old)] for p in pieces) == old
        assert "".join(new[slice(*p.new)] for p in pieces) == new
    for p in pieces:
        same = tokens(old[slice(*p.old)]).words == tokens(new[slice(*p.new)]).words
        assert p.act != "same" or same


def test_a_long_text_with_a_late_change() -> None:
    old = " ".join(f"word{i} then{i % 7} that" for i in range(6000))
    new = old.replace("word5999", "other")
    acts = [p.act for p in word_diff(old, new)]
    assert acts.count("same") <= 2
    assert "changed" in acts
