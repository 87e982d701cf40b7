"""The report the project began with: every statement, its words and its speaker."""

from pathlib import Path

import pytest

from briefing.finding.jsonl import find_in_text

SEED = Path(__file__).parents[4] / "shared" / "seed" / "briefing-2022-01-27.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed report is not beside this checkout")


@pytest.fixture(scope="module")
def rows():
    return find_in_text("seed", SEED.read_text(encoding="utf-8"))["quotes"]


def test_every_quotation_is_found_with_its_exact_words_and_belongs_to_the_spokesman(rows):
    text = SEED.read_text(encoding="utf-8")
    parts = text.split('"')
    quotations = ['"' + q + '"' for q in parts[1::2] if q != "Russia - Islamic world"]
    direct = [r for r in rows if r["kind"] == "direct"]
    assert [r["text"] for r in direct] == quotations
    assert {r["speaker_name"] for r in direct} == {"Dmitry Peskov"}
    assert len(direct) == 11


def test_reported_statements_have_their_speakers(rows):
    reported = {r["text"]: r["speaker_name"] for r in rows if r["kind"] == "indirect"}
    assert len(reported) >= 7
    assert set(reported.values()) <= {"Dmitry Peskov", "Kremlin"}


def test_a_question_put_to_him_is_not_his_statement(rows):
    assert not any("planned to hold any meetings" in r["text"] or "substance for compromise" in r["text"] for r in rows)


def test_the_publishers_title_is_no_statement(rows):
    assert not any("Islamic world" in r["text"] for r in rows)
