"""What a list shows of a quote."""

import pytest

from briefing.records import Quote


@pytest.mark.parametrize(
    ("report", "told"), [("", "to comment"), ("negated", "not: to comment"), ("questioned", "asked: to comment")]
)
def test_what_was_not_said_begins_with_that(report, told):
    assert Quote(id="q", source="s", spans=((0, 10),), text="to comment", report=report).told == told
