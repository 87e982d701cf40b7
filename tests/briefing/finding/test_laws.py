"""What holds for any text whatever."""

import json
import re
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.finding import find
from briefing.finding.document import LONGEST, Document
from briefing.finding.jsonl import find_in_text
from briefing.finding.lexicon import lexicon
from briefing.records import Source

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "«",
        "»",
        "„",
        "''",
        "'",
        "said",
        "told",
        "Peskov",
        "he",
        "that",
        ",",
        ".",
        ":",
        "—",
        "(",
        ")",
        "minister",
        "according",
        "to",
        "сказал",
        "Песков",
        "по",
        "словам",
        "asked",
        "who",
        "and",
        "Mr.",
        "12,000",
        "…",
        "did",
        "not",
        "was",
        "claim",
        "Said",
        "-",
        "as",
        "Question:",
        "what",
        "because",
        "\n",
        "\n\n",
        "\r\n",
        "é",
        "\x00",
        "\u202e",
        "Ivan Petrov:",
        "the minister",
    ]
)
WORDS = """
said says told saying added asked pointed out put it refer to call on vowed ruled 5-4 that who which whose whom
and but or , . ; : - -- — " “ ” ' ’s not then before going when while as if most voters several people he she the a of
for by in on Smith Rubio Petrov minister share 60 % was is had been dead late claim cited сказал заявил сообщил что и но
« » по словам мнению он она его Песков Путин министр Сергей Викторович В.Путин: А.Орлов: Время? Да. Вопрос: Ответ:
Ivan Q: Я который"""
ROOT = Path(__file__).resolve().parents[3]
REAL = [path.read_text(encoding="utf-8") for path in (ROOT / "sample_data").glob("20*")] + [
    json.loads(line)["text"]
    for line in (ROOT / "benchmarks" / "data" / "wikinews_more.texts.jsonl").read_text(encoding="utf-8").splitlines()
]
PARAGRAPHS = sorted({line for text in REAL for line in text.splitlines() if len(line) > 40})
TAILS = st.sampled_from(["", ",", ", and", ", but", "- and", " also pointed out", ", а", "\nВ.Путин: Я"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


def crossing(a, b):
    return a[0] < b[0] < a[1] < b[1] or b[0] < a[0] < b[1] < a[1]


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_and_do_not_cross(text):
    result = find(Source(id="s", text=text))
    spans = [s for q in result.quotes for s in q.spans]
    for quote in result.quotes:
        assert quote.spans
        assert list(quote.spans) == sorted(quote.spans)
        assert all(a[1] <= b[0] for a, b in zip(quote.spans, quote.spans[1:], strict=False))
        assert quote.text == " … ".join(text[s:e] for s, e in quote.spans)
        assert 0 <= quote.certainty <= 1 and quote.rule
        for span in (quote.mention, quote.cue):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
    assert all(0 <= s < e <= len(text) for s, e in spans)
    assert not any(crossing(a, b) for a in spans for b in spans)
    ids = {s.id for s in result.speakers}
    assert all(q.speaker is None or q.speaker in ids for q in result.quotes)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_rows_are_the_words_of_the_given_text(text):
    rows = find_in_text("d", text)["quotes"]
    json.dumps(rows)
    for row in rows:
        assert all(row["start"] <= inner["start"] and inner["end"] <= row["end"] for inner in row["inside"])
        rows.extend(row["inside"])
        assert row["text"] == text[row["start"] : row["end"]]
        assert [row["start"], row["end"]] in row["spans"]
        if row["speaker_start"] is not None:
            assert row["speaker_text"] == text[row["speaker_start"] : row["speaker_end"]]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n"]), max_size=14).map(" ".join))
def test_a_text_may_end_with_any_word(text):
    find(Source(id="s", text=text.strip()))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PARAGRAPHS), st.data(), TAILS)
def test_a_real_text_may_be_cut_at_any_word(text, data, tail):
    ends = [m.end() for m in re.finditer(r"\w+|[^\w\s]", text)]
    find(Source(id="s", text=text[: data.draw(st.sampled_from(ends))] + tail))


def test_a_row_holds_what_is_reported_inside_it():
    (row,) = find_in_text("d", "Ivan Petrov said that Anna Smirnova claimed the reply was ready.")["quotes"]
    (inner,) = row["inside"]
    assert (row["speaker_name"], inner["speaker_name"]) == ("Ivan Petrov", "Anna Smirnova")
    assert (inner["text"], inner["inside"]) == ("the reply was ready", [])


def test_a_row_names_the_speaker_with_the_word_that_takes_the_name_up():
    def who(text):
        return [row["speaker_text"] for row in find_in_text("d", text)["quotes"]]

    assert who("They met Ivan Petrov, who said the reply was late.") == ["Ivan Petrov, who"]
    assert who("Ivan Petrov, who has left, said the reply was late.") == ["Ivan Petrov"]


def test_no_sentence_is_longer_than_any_real_one():
    text = "the minister said that he goes and " * 2000
    document = Document(Source(id="s", text=text), lexicon())
    assert max(s.end - s.start for s in document.sentences(set())) <= LONGEST + 300


def test_hostile_texts_come_through():
    for text in (
        '"' * 100_000,
        "«" * 50_000,
        "." * 100_000,
        "Peskov said " * 4000,
        '"a\n' * 10_000,
        "(" * 50_000,
        "Aa" * 50_000,
    ):
        find(Source(id="s", text=text))


def calls(text: str) -> int:
    """How many functions are called to find the statements of a text: work, whatever the machine does besides."""
    count = 0

    def counted(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        find(Source(id="s", text=text))
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_the_length_of_hostile_texts():
    find(Source(id="s", text="Песков сказал, что да. Peskov said that it is so."))
    for unit in ("Peskov said ", "he said that ", "the man who said ", "according to him, ", "Песков сказал, что "):
        small, large = calls(unit * (12_000 // len(unit))), calls(unit * (48_000 // len(unit)))
        assert large < 6 * small
    for unit in ('"', " ", "(", "Aa", "Ivan Petrov: a\n", "«", '"a\n'):
        small, large = calls(unit * 1500), calls(unit * 6000)
        assert large < 6 * small + 2000
