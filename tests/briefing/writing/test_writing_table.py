"""The table of quotes: read back by the csv module, and no cell a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from briefing.records import Code, Coding, Link, Note, Quote, Review, Source, Speaker
from briefing.writing import Selection, table, write
from briefing.writing.plain import visible

TEXT = st.text(st.one_of(st.sampled_from("=+-@\t\r\n'\",;ab＝"), st.characters(exclude_categories=["Cs"])), max_size=30)


@given(TEXT)
@example("=HYPERLINK(1)")
@example("'=1")
@example("''@x")
def test_a_cell_is_never_a_formula_and_comes_back(text: str) -> None:
    cell = table.safe(text)
    assert not cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))
    assert table.plain(cell) == text


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_a_line_is_read_back_by_any_csv_reader(texts: list[str]) -> None:
    line = table.line(texts)
    assert line.endswith("\r\n")
    (cells,) = csv.reader(io.StringIO(line, newline=""))
    assert [table.plain(cell) for cell in cells] == [visible(text) for text in texts]


def test_the_file_opens_in_a_spreadsheet_with_one_row_a_review(tmp_path: Path) -> None:
    chosen = Selection(
        sources=(Source(id="s", title="=1+1", text="слово дело", published="2022-01-27"),),
        quotes=(
            Quote(id="q", source="s", spans=((0, 5),), text="слово", speaker="p"),
            Quote(id="r", source="s", spans=((6, 10),), text="дело"),
        ),
        speakers=(Speaker(id="p", name="Песков"),),
        reviews=(
            Review(id="q/ab", quote="q", analyst="ab", status="accepted", codes=(Coding("c", "oppose"), Coding("d"))),
            Review(id="q/cd", quote="q", analyst="cd", status="rejected"),
        ),
        codes=(Code(id="c", name="US response"), Code(id="d", name="INF")),
        notes=(Note(id="n", target="quote", target_id="q", analyst="ab", text="-5 hedges"),),
        links=(Link(id="l", type="softens", from_quote="q", to_quote="r"),),
        numbers={"q": 7},
    )
    path = write(tmp_path / "out.csv", chosen)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfnumber,id,source_title,")
    assert raw.count(b"\r\n") == 4 and raw.count(b"\n") == 4
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["analyst"], row["status"]) for row in rows] == [
        ("q", "ab", "accepted"),
        ("q", "cd", "rejected"),
        ("r", "", "new"),
    ]
    assert (rows[0]["number"], rows[0]["spans"], rows[2]["spans"]) == ("7", "0-5", "6-10")
    assert (rows[0]["links"], rows[2]["links"]) == ("softens r", "softened by 7")
    assert rows[0]["source_title"] == "'=1+1" and rows[0]["notes"] == "'-5 hedges"
    assert rows[0]["codes"] == "US response:oppose; INF" and rows[0]["speaker"] == "Песков"


def test_a_row_says_how_a_statement_was_reported_and_found() -> None:
    quote = Quote(
        id="q", source="s", spans=((16, 26),), text="to comment", kind="indirect", mention=(0, 6), cue=(7, 15),
        report="negated", addressee="reporters", place="Geneva", spoken="2022-01-27", rule="cue: decline",
    )  # fmt: skip
    chosen = Selection(sources=(Source(id="s", text="Peskov declined to comment"),), quotes=(quote,))
    (row,) = table.rows(chosen)
    told = ("speaker_as_printed", "cue", "negated_or_questioned", "addressee", "place", "spoken", "rule")
    assert [row[name] for name in told] == [
        "Peskov", "declined", "negated", "reporters", "Geneva", "2022-01-27", "cue: decline",
    ]  # fmt: skip
