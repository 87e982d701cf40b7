"""A report as agencies print it: its head and tail are metadata, its middle paragraphs and subheads."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading import ReadError, learned, read, source_of_text
from briefing.records import Source

REPORT = """Ministry sees no reason for haste after reply from abroad

27 January 2022


The ministry says there is no reason for haste.


"We have read it," spokesman Ivan Petrov said. "It takes time [to analyse]," he added.


Questions on the treaty


The treaty was another matter, Petrov noted.

\xa0

GSV "Example - Press world"

Photo: Creative Commons

Based on materials from TASS"""


@pytest.fixture
def report(tmp_path: Path) -> Source:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return read(path)


def test_head_and_tail_become_metadata(report: Source) -> None:
    assert report.title == "Ministry sees no reason for haste after reply from abroad"
    assert (report.published, report.published_from) == ("2022-01-27", "text")
    assert report.outlet == 'GSV "Example - Press world"'
    assert report.photo == "Creative Commons"
    assert report.agency == "TASS"
    assert report.language == "en"
    assert report.metadata_from["outlet"] == "text"


def test_every_stretch_has_its_part(report: Source) -> None:
    assert [block.role for block in report.blocks] == [
        "headline", "dateline", "paragraph", "paragraph", "subhead", "paragraph", "credit", "credit", "credit",
    ]  # fmt: skip
    assert report.text[report.blocks[4].start : report.blocks[4].end] == "Questions on the treaty"


def test_the_printed_words_stay_as_printed(report: Source) -> None:
    assert "[to analyse]" in report.text
    assert "\xa0" not in report.text


def test_the_same_words_have_the_same_hash_however_wrapped() -> None:
    one = source_of_text("We will answer in due time, the minister said.")
    other = source_of_text("We will answer\n   in due\xa0time, the\nminister said.\n")
    assert one.text_hash == other.text_hash
    assert one.sha256 != other.sha256


def test_a_date_is_never_invented(tmp_path: Path) -> None:
    path = tmp_path / "speech.txt"
    path.write_text("We met in May and will meet on 3 June. " * 20, encoding="utf-8")
    assert read(path).published is None


@pytest.mark.parametrize(
    "line", ["London, 3 March 2022", "Washington, D.C., March 3, 2022", "Москва, 3 марта 2022 года"]
)
def test_a_date_line_that_begins_with_its_place_is_no_title(tmp_path: Path, line: str) -> None:
    path = tmp_path / "reply.txt"
    speech = "We have read the letter with care, the minister said. " * 5
    path.write_text(f"{line}\n\n{speech}", encoding="utf-8")
    source = read(path)
    assert (source.published, source.published_from, source.title) == ("2022-03-03", "text", "Reply")
    assert [block.role for block in source.blocks] == ["dateline", "paragraph"]
    path.write_text(f"{line}\n\nNo haste with the reply\n\n{speech}", encoding="utf-8")
    assert (read(path).title, read(path).published) == ("No haste with the reply", "2022-03-03")


def test_an_occasion_with_its_date_is_a_title(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("Press Conference, 3 March 2022\n\n" + "We have read it with care. " * 9, encoding="utf-8")
    assert read(path).title == "Press Conference, 3 March 2022"


def test_a_date_in_the_name_of_the_file_is_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "2022-02-03-speech.txt"
    path.write_text("We met and will meet again. " * 20, encoding="utf-8")
    source = read(path)
    assert (source.published, source.published_from) == ("2022-02-03", "guess")
    assert source.metadata_from["title"] == "guess"


def test_hard_wrapped_paragraphs_are_whole() -> None:
    text = (
        "The minister said on Thursday that the reply from abroad had been read with care\n"
        "and that an answer would be given when the time for it had come. He did not name\n"
        "a day.\n\nAsked about the treaty, he said nothing that had not been said the day before, and\nleft.\n"
    )
    source = source_of_text(text)
    assert [source.text[b.start : b.end].split()[0] for b in source.blocks] == ["The", "Asked"]


def test_the_same_report_as_a_page_or_wrapped_is_the_same_source(tmp_path: Path, report: Source) -> None:
    parts = [part.strip() for part in REPORT.split("\n\n") if part.strip()]
    (tmp_path / "page.html").write_text("<html><body>" + "".join(f"<p>{part}</p>" for part in parts), encoding="utf-8")
    (tmp_path / "lines.txt").write_text("\n".join(parts), encoding="utf-8")
    (tmp_path / "crlf.txt").write_bytes(REPORT.replace("\n", "\r\n").encode())
    for name in ("page.html", "lines.txt", "crlf.txt"):
        again = read(tmp_path / name)
        assert again.text_hash == report.text_hash
        assert [b.role for b in again.blocks] == [b.role for b in report.blocks]
        assert (again.published, again.outlet, again.agency) == (report.published, report.outlet, report.agency)


def test_what_was_taught_about_an_outlet_holds_for_its_next_sources(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    mine = '# my own words\n[[site]]\nname = "x"\nbody = "article"\n'
    text = learned(mine, "GSV", 'GSV "Example', outlet="GSV", licence="on request")
    rules.write_text(learned(text, "GSV", 'GSV "Example', outlet="Group of Vision"), encoding="utf-8")
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    source = read(path, rules=rules)
    assert (source.outlet, source.licence) == ("Group of Vision", "")
    assert source.metadata_from["outlet"] == "rule"
    assert rules.read_text(encoding="utf-8").startswith(mine)
    with pytest.raises(ReadError, match="colour"):
        learned("", "GSV", "GSV", colour="red")
