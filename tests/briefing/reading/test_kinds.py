"""Every kind of file becomes the same clean, dated source."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading import ReadError, Skipped, read, read_all
from briefing.records import Source
from briefing.writing.citation import citation

from . import builders


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def sources(path: Path, **options: object) -> list[Source]:
    found = list(read_all([path], **options))  # type: ignore[arg-type]
    assert all(isinstance(one, Source) for one in found), found
    return found  # type: ignore[return-value]


def labels(source: Source) -> list[str]:
    return [source.text[b.start : b.label_end] for b in source.blocks if b.role == "turn"]


@pytest.mark.parametrize("kind", builders.DOCUMENTS)
def test_headline_date_and_turns(kind: str, tmp_path: Path) -> None:
    source = read(written(tmp_path, f"document.{kind}", builders.DOCUMENTS[kind]()))
    assert source.kind == kind
    assert source.title == builders.TITLE
    assert source.published == "2022-01-27"
    assert source.published_from in ("meta", "text")
    assert labels(source) == ["President Anna Lind:", "Question:", "Anna Lind:"]
    assert "never said" not in source.text
    assert len(source.sha256) == 64


@pytest.mark.parametrize("kind", builders.DOCUMENTS)
def test_a_name_that_lies_does_not_matter(kind: str, tmp_path: Path) -> None:
    assert read(written(tmp_path, "document.txt", builders.DOCUMENTS[kind]())).kind == kind
    assert read(written(tmp_path, "document.pdf", builders.DOCUMENTS[kind]())).title == builders.TITLE


def test_a_message_and_its_attachments(tmp_path: Path) -> None:
    path = written(tmp_path, "message.eml", builders.eml())
    message, note = sources(path)
    assert (message.title, message.published) == (builders.TITLE, "2022-01-27")
    assert message.author == "press@example.org"
    assert note.origin.endswith("#note.rtf")
    assert note.kind == "rtf"
    assert read(path).text == message.text


def test_subtitles_are_joined_to_what_was_said(tmp_path: Path) -> None:
    source = read(written(tmp_path, "talk.srt", builders.srt()))
    assert source.text.startswith("Anna Lind: We have read the letter with great care, and shall answer it.")
    assert labels(source) == ["Anna Lind:", "Question:"]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz", "pages.wacz"])
def test_every_page_of_a_web_archive(name: str, tmp_path: Path) -> None:
    import gzip

    data = builders.warc()
    if name.endswith("gz"):
        data = gzip.compress(data)
    elif name.endswith("wacz"):
        data = builders.packed({"archive/data.warc.gz": gzip.compress(data), "datapackage.json": "{}"})
    found = sources(written(tmp_path, name, data))
    assert [s.title for s in found] == [f"{builders.TITLE} {n}" for n in range(3)]
    assert found[1].address == "https://news.example.org/a/1"


def test_pages_of_a_web_archive_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    item = "<article class='hentry'><h3><a href='/{0}'>Story {0}</a></h3><p>Lead.</p></article>"
    listing = f"<html><body>{''.join(item.format(n) for n in range(9))}</body></html>"
    pages = builders.warc(2)
    lists = b"".join(builders.record(n, listing) for n in range(2, 5))
    *found, told = read_all([written(tmp_path, "pages.warc", pages + lists)])
    assert len(found) == 2
    assert isinstance(told, Skipped) and told.pages == 3 and told.reason.startswith("3 of its pages are no articles")
    assert told.path.endswith("pages.warc")
    with pytest.raises(ReadError, match="one of its pages is no article"):
        read(written(tmp_path, "lists.warc", builders.record(0, listing)))


def test_tables_with_usual_columns(tmp_path: Path) -> None:
    one, two = sources(written(tmp_path, "table.csv", builders.csv()))
    assert (one.title, one.published, one.address) == ("One, two", "2022-01-27", "https://a.example.org/1")
    assert one.text == 'He said: "No."'
    assert two.published is None
    assert [s.title for s in sources(written(tmp_path, "table.jsonl", builders.jsonl()))] == ["One", "Two"]
    assert sources(written(tmp_path, "table.xlsx", builders.xlsx()))[0].text == "He said no."


def test_tables_with_columns_of_their_own(tmp_path: Path) -> None:
    path = written(tmp_path, "table.csv", b"a;b\nHeadline;He said no.\n")
    (reason,) = read_all([path])
    assert isinstance(reason, Skipped)
    assert "a, b" in reason.reason
    (source,) = sources(path, columns={"text": "b", "title": "A"})
    assert (source.title, source.text) == ("Headline", "He said no.")


def test_an_archive_of_documents(tmp_path: Path) -> None:
    inner = builders.packed({"old.doc": b"\xd0\xcf\x11\xe0" + bytes(100), "c.md": "# Head\n\nHe said so."})
    data = builders.packed(
        {
            "b/report.docx": builders.docx(),
            "a.txt": "Nothing was said.",
            "p.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
            "more.zip": inner,
        }
    )
    found = list(read_all([written(tmp_path, "all.zip", data)]))
    names = [one.origin.partition("#")[2] for one in found if isinstance(one, Source)]
    assert names == ["a.txt", "b/report.docx", "more.zip/c.md"]
    passed = [(one.path.partition("#")[2], one.reason) for one in found if isinstance(one, Skipped)]
    assert [name for name, _ in passed] == ["more.zip/old.doc", "p.png"]
    assert "old Office" in passed[0][1] and "a picture" in passed[1][1]


def test_an_attachment_that_can_not_be_read_is_told_and_a_picture_is_not(tmp_path: Path) -> None:
    data = builders.eml().replace(rb"{\rtf1", b"\xd0\xcf\x11\xe0")
    (message, passed) = read_all([written(tmp_path, "message.eml", data)])
    assert isinstance(message, Source) and isinstance(passed, Skipped)
    assert passed.path.endswith("message.eml#note.rtf")


def test_the_folder_beside_a_saved_page_is_part_of_it(tmp_path: Path) -> None:
    written(tmp_path, "page.html", builders.page().encode())
    (tmp_path / "page_files").mkdir()
    written(tmp_path / "page_files", "frame.html", b"<html><body><p>Buy this.</p></body></html>")
    assert [s.kind for s in sources(tmp_path)] == ["html"]


def test_the_words_of_a_page_stand_in_their_parts(tmp_path: Path) -> None:
    body = """loose <b>words</b><!-- <p>none --><p>One\n  <i title="a>b">two</i>&nbsp;&lt;three&gt; &amp;amp;</p>
      <style>p{}</style><script>if (1<2) "<p>no</p>"</script><p>Anna Lind: Good day.<br>It is late.
      <br><br>Question: Why?</p><blockquote>before<p>cited</p>after</blockquote><ul><li>first
      <li><div>second</div></ul><h2></h2>end"""
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><h1 class='entry-title'>Headline</h1><div itemprop='articleBody'>{body}</div></html>", encoding="utf-8"
    )
    source = read(page)
    assert [(source.text[b.start : b.end], b.role) for b in source.blocks] == [
        ("Headline", "headline"),
        ("loose words", "paragraph"),
        ("One two <three> &amp;", "paragraph"),
        ("Anna Lind: Good day. It is late.", "turn"),
        ("Question: Why?", "turn"),
        ("before", "blockquote"),
        ("cited", "blockquote"),
        ("after", "blockquote"),
        ("first", "item"),
        ("second", "item"),
        ("end", "paragraph"),
    ]


def test_furniture_of_an_unknown_page_is_left_out(tmp_path: Path) -> None:
    source = read(written(tmp_path, "page.html", builders.page().encode()))
    assert "Contact us" not in source.text
    assert source.published_from == "meta"
    assert source.address == "https://news.example.org/a/1"


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    html = builders.page().replace("<meta property='article:published_time' content='2022-01-27T10:00:00+03:00'>", "")
    source = read(written(tmp_path, "page.html", html.encode()))
    assert source.published is None or source.published_from == "guess"


def test_a_list_of_articles_is_no_article(tmp_path: Path) -> None:
    item = "<article class='hentry'><h3><a href='/{0}'>Story {0}</a></h3><p>Lead.</p></article>"
    items = "".join(item.format(n) for n in range(9))
    with pytest.raises(ReadError, match="list or a gallery"):
        read(written(tmp_path, "list.html", f"<!doctype html><html><body>{items}</body></html>".encode()))


def test_a_known_host_is_read_by_its_rules(tmp_path: Path) -> None:
    html = (
        "<!doctype html><html><head>"
        "<link rel='canonical' href='http://en.kremlin.ru/events/president/news/1'></head><body>"
        "<h1 class='entry-title'>Meeting</h1><div class='read__lead'>A meeting was held.</div>"
        "<time class='read__published' datetime='2022-01-27'>January 27</time>"
        "<div class='read__place'>Moscow</div>"
        "<div itemprop='articleBody'>"
        "<p><b>Anna\nLind</b>: It is, <span class='hidden'>Lind Anna, President</span>so.</p>"
        "<div class='read__cut'>See also Other news</div><p>Question: Why?</p></div></body></html>"
    )
    source = read(written(tmp_path, "page.html", html.encode()))
    assert source.text == "Meeting\n\nA meeting was held.\n\nAnna Lind: It is, so.\n\nQuestion: Why?"
    assert (source.published, source.place, source.outlet) == ("2022-01-27", "Moscow", "President of Russia")
    assert source.metadata_from["outlet"] == "rule"
    assert source.removed == 2


def test_several_documents_are_not_one(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="several documents"):
        read(written(tmp_path, "pages.warc", builders.warc()))


def test_markdown_with_a_head(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Remarks by the\\_President on\\\n  \\ Peace"\npublished_time: 2021-01-25 17:59:20-05:00\n'
        "source_url: https://example.org/x\n---\n\n# Part *one*\n\nMS. LIND:  This is\n**very** [important](http://x.org/).\n\n"
        "Q\\_\\_\\_\\_Is it?\n\n> As he said.\n\n- one\n- two\n"
    )
    source = read(written(tmp_path, "remarks.md", text.encode()))
    assert source.title == "Remarks by the President on Peace"
    assert (source.published, source.address) == ("2021-01-25", "https://example.org/x")
    assert "MS. LIND:  This is very important." in source.text
    assert [b.role for b in source.blocks] == ["headline", "subhead", "turn", "turn", "blockquote", "item", "item"]


def test_an_own_table_of_sites_goes_before_ours(tmp_path: Path) -> None:
    rules = tmp_path / "sites.toml"
    rules.write_text(
        '[[site]]\nname = "example"\nhosts = ["news.example.org"]\ntitle = "h1"\nbody = "article"\n'
        'drop = "h1"\noutlet = "Example News"\n'
    )
    path = written(tmp_path, "page.html", builders.page().encode())
    source = read(path, rules=rules)
    assert (source.outlet, source.metadata_from["outlet"]) == ("Example News", "rule")
    rules.write_text('[[site]]\nname = "example"\nboddy = "article"\n')
    with pytest.raises(ReadError, match="boddy"):
        read(path, rules=rules)


def test_a_line_separator_inside_a_cell_ends_no_row(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    words = "He said \u2028 that the troops would not withdraw \x0c at all"
    file.write_text(f"title,text\r\nA,{words}\r\nB,short words here\r\n", encoding="utf-8", newline="")
    found = [source for source in read_all([file]) if isinstance(source, Source)]
    assert [source.title for source in found] == ["A", "B"]
    assert "troops would not withdraw" in found[0].text and "at all" in found[0].text


@pytest.mark.parametrize("canonical", ["", "https://news.example.org/a/1"])
def test_a_page_saved_from_a_disk_is_not_printed_at_a_folder(tmp_path: Path, canonical: str) -> None:
    path = tmp_path / "informant.html"
    path.write_text(
        "<!DOCTYPE html>\n<!-- saved from url=(0033)File:///home/ana/case/informant.html -->\n<html><head>"
        f"<title>Report</title><link rel='canonical' href='{canonical}'></head><body><article><h1>Report</h1>"
        + "<p>The minister said on Monday that he would not resign over the matter, and that was all he said.</p>" * 3
        + "</article></body></html>"
    )
    source = read(path)
    assert source.address == canonical
    assert "ana" not in "".join(citation(source))
