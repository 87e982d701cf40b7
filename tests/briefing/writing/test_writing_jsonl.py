"""JSON Lines lose nothing: every record comes back equal."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import OnrecordError
from briefing.records import (
    Block,
    Code,
    Coding,
    Level,
    Link,
    LinkType,
    Note,
    Quote,
    Review,
    Source,
    Speaker,
    Stance,
    Status,
)
from briefing.writing import Selection, jsonl

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ID = st.text("abc123-", min_size=1, max_size=8)
SPAN = st.tuples(st.integers(0, 99), st.integers(0, 99))
SELECTIONS = st.builds(
    Selection,
    sources=st.lists(
        st.builds(
            Source, id=ID, title=TEXT, text=TEXT, origin=TEXT, published=st.none() | TEXT, address=TEXT,
            blocks=st.lists(st.builds(Block, st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
            metadata_from=st.dictionaries(TEXT, TEXT, max_size=2), removed=st.integers(0, 9),
        ),
        max_size=2,
    ).map(tuple),
    quotes=st.lists(
        st.builds(
            Quote, id=ID, source=ID, spans=st.lists(SPAN, min_size=1, max_size=3).map(tuple), text=TEXT,
            speaker=st.none() | ID, mention=st.none() | SPAN, certainty=st.none() | st.floats(0, 1),
        ),
        max_size=2,
    ).map(tuple),
    speakers=st.lists(
        st.builds(Speaker, id=ID, name=TEXT, aliases=st.lists(TEXT, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    reviews=st.lists(
        st.builds(
            Review, id=ID, quote=ID, analyst=TEXT, status=st.sampled_from(get_args(Status)),
            codes=st.lists(st.builds(Coding, ID, st.none() | st.sampled_from(get_args(Stance))), max_size=2).map(tuple),
            confidence=st.none() | st.integers(1, 5), level=st.none() | st.sampled_from(get_args(Level)),
        ),
        max_size=2,
    ).map(tuple),
    notes=st.lists(
        st.builds(Note, id=ID, target=st.just("quote"), target_id=ID, analyst=TEXT, text=TEXT), max_size=2
    ).map(tuple),
    codes=st.lists(st.builds(Code, id=ID, name=TEXT, parent=st.none() | ID), max_size=2).map(tuple),
    links=st.lists(
        st.builds(Link, id=ID, type=st.sampled_from(get_args(LinkType)), from_quote=ID, to_quote=ID), max_size=2
    ).map(tuple),
    workspace=TEXT,
    analyst=TEXT,
    where=TEXT,
    made=TEXT,
)  # fmt: skip


@given(SELECTIONS)
def test_what_is_written_is_read_back_equal(chosen: Selection) -> None:
    lines = list(jsonl.lines(chosen))
    assert jsonl.parse(lines) == chosen
    for line in lines:
        assert line.endswith("\n") and not set(line[:-1]) & set("\n\r\x1b\x9b\u2028\u202e")
        json.loads(line)


@pytest.mark.parametrize(
    "lines", [["{}"], ["no json"], ['{"onrecord":99}'], ['{"onrecord":1}', '{"table":"x","record":{}}']]
)
def test_a_line_of_another_format_is_named(lines: list[str]) -> None:
    with pytest.raises(OnrecordError, match=f"line {len(lines)} is not"):
        jsonl.parse(lines)
