"""What a report in Markdown shows, read back by a CommonMark renderer."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.records import Code, Coding, Link, Note, Quote, Review, Source, Speaker
from briefing.writing import Selection, markdown

RENDER = MarkdownIt("commonmark").enable("table").enable("strikethrough")

HOSTILE = (
    "may and, indeed, should not be [published]",
    "[link](http://x.org) ![image](y) <script>alert(1)</script> <b> &amp; &lt;",
    "*bold* _it_ __x__ `code` ~~gone~~ ==mark== $x^2$ a^b^ [^1] {#id}",
    "# heading\n- list\n+ list\n1. one\n2) two\n> quote\n===\n---\n***\n    code\n\n\n: def",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "back\\slash \\[ \\* 100%% sure [/] [bold red]",
    "http://a_b.org/x_y_z www.x_y.org a@b.org @doe #tag",
    "```\nfence\n```\n~~~\n:::\n%%hidden%%",
)


class Shown(HTMLParser):
    """The words a browser shows, with the tags met on the way."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)


def shown(text: str) -> Shown:
    page = Shown()
    page.feed(RENDER.render(text))
    page.close()
    return page


def words(text: str) -> list[str]:
    return re.split(r"[ \t\n]+", text.strip(" \t\n"))


PRINTED = st.text(
    st.one_of(
        st.sampled_from("\\`*_[]<>&~|^$@{}=#!-+.():%\"'123 \n"),
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Cn", "Co"]),
    ),
    max_size=60,
)


@given(PRINTED)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
@example(HOSTILE[5])
@example(HOSTILE[6])
@example(HOSTILE[7])
def test_escaped_text_is_shown_as_it_was_printed(text: str) -> None:
    for page in (shown(markdown.escape(text)), shown(markdown.quoted(markdown.escape(text)))):
        assert words("".join(page.words)) == words(text)
        assert page.tags <= {"p", "blockquote"}


@given(PRINTED)
def test_a_title_is_one_heading(text: str) -> None:
    page = shown(f"## {markdown.escape_line(text)}\n")
    assert words("".join(page.words)) == words(text)
    assert page.tags == {"h2"}


def selection(text: str = "one", **more: object) -> Selection:
    source = Source(
        id="s", title="The [two] papers", text=text, published="2022-01-27", published_from="text", outlet="GSV",
        origin="/home/anna/in/report.txt", agency="TASS",
    )  # fmt: skip
    quote = Quote(id="q", source="s", spans=((0, len(text)),), text=text, speaker="p", kind="mixed")
    review = Review(
        id="q/ab", quote="q", analyst="ab", status="accepted", codes=(Coding("c2", "oppose"),), confidence=4,
        level="said", speaker_confirmed=True,
    )  # fmt: skip
    given = {
        "sources": (source,),
        "quotes": (quote,),
        "speakers": (Speaker(id="p", name="Dmitry Peskov"),),
        "reviews": (review,),
        "codes": (Code(id="c1", name="Security"), Code(id="c2", name="INF", parent="c1", definition="missiles")),
        "notes": (Note(id="n", target="quote", target_id="q", analyst="ab", text="**First** <b>hedge</b> [^1]: x"),),
    }
    return Selection(**(given | more))  # type: ignore[arg-type]


def test_a_report_tells_the_file_or_the_address_and_nothing_of_the_disk() -> None:
    told = report(selection())
    assert "anna" not in told and told.count("report.txt") == 2
    (source,) = selection().sources
    for origin in ("C:\\Users\\anna\\report.txt", "/home/anna/box.zip#in/report.txt"):
        told = report(selection(sources=(msgspec.structs.replace(source, origin=origin, title=""),)))
        assert "anna" not in told and "report.txt" in told
    told = report(selection(sources=(msgspec.structs.replace(source, address="https://example.org/1"),)))
    assert "report.txt" not in told and told.count("https://example.org/1") == 2
    assert "https\\:" not in told, "the footnote has it once, as a link"


def report(chosen: Selection) -> str:
    return "".join(markdown.lines(chosen))


def test_a_report_says_who_what_and_where_it_was_printed() -> None:
    text = report(selection("should not be [published]"))
    assert "## The [two] papers" in text
    assert "**Dmitry Peskov** (mixed)\n\n> should not be \\[published\\][^1]" in text
    assert "ab: accepted · Security \\> INF (oppose) · confidence 4 of 5 · said · speaker confirmed" in text
    footnote = next(line for line in text.splitlines() if line.startswith("[^1]:"))
    for part in (
        "“The [two] papers”",
        "GSV",
        "27 January 2022",
        "based on TASS",
        "report.txt",
        "characters 0–25",
    ):
        assert part in footnote
    assert "- **Security \\> INF**: missiles" in text


def test_a_note_stays_markdown_without_html_or_footnotes() -> None:
    page = shown(report(selection()))
    assert "strong" in page.tags and "b" not in page.tags
    assert "<b>hedge</b> [^1]: x" in "".join(page.words)


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_out_of_its_place(words: str, name: str) -> None:
    chosen = selection(
        words,
        sources=(Source(id="s", title=name, text=words, address=name),),
        speakers=(Speaker(id="p", name=name),),
        notes=(),
        codes=(Code(id="c2", name=name),),
    )
    page = shown(report(chosen))
    assert page.tags <= {"h1", "h2", "p", "blockquote", "strong", "ul", "li", "a"}
    assert not set(report(chosen)) & set("\x00\x1b\x07\x9b\u202e\u2066")


def test_a_guessed_date_is_called_a_guess_and_none_is_invented() -> None:
    guessed = Source(id="s", text="x", published="2022-01-27", published_from="guess")
    assert "27 January 2022 (date guessed)" in report(selection("x", sources=(guessed,)))
    assert "no date" in report(selection("x", sources=(Source(id="s", text="x"),)))


def test_a_report_says_loudly_what_it_holds_and_marks_what_is_not_accepted() -> None:
    quotes = tuple(Quote(id=key, source="s", spans=((n, n + 1),), text=key) for n, key in enumerate("qrst"))
    reviews = (
        Review(id="q/ab", quote="q", analyst="ab", status="accepted"),
        Review(id="r/ab", quote="r", analyst="ab", status="rejected"),
        Review(id="s/ab", quote="s", analyst="ab", status="flagged"),
        Review(id="s/cd", quote="s", analyst="cd", status="accepted"),
    )
    text = report(selection("qrst", quotes=quotes, reviews=reviews, analyst="ab", made="2026-11-23T22:20:28+00:00"))
    assert "**What it holds: accepted 1, flagged 1, rejected 1, new 1**" in text
    assert "\n**No speaker** (direct)\n\n> q[^1]" in text and "**REJECTED** · **No speaker** (direct)\n\n> r" in text
    assert "**FLAGGED** · " in text and "**NEW (not reviewed)** · " in text
    assert "23 November 2026, 22:20 (UTC)" in text and "2026-11-23T" not in text


def test_a_link_is_said_on_both_sides_and_by_words_where_the_other_is_not_there() -> None:
    quotes = tuple(Quote(id=key, source="s", spans=((n, n + 1),), text=key) for n, key in enumerate("qr"))
    far = Quote(id="f", source="z", spans=((0, 9),), text="“far away”")
    text = report(
        selection(
            "qr",
            quotes=quotes,
            links=(Link(id="l", type="softens", from_quote="q", to_quote="r"),),
            loose=(Link(id="m", type="cites", from_quote="f", to_quote="r"),),
            beyond=(far,),
        )
    )
    assert "softens quote 2[^2]" in text
    assert "softened by quote 1[^1], cited by “far away” (not in this report)" in text


def test_codes_come_with_counts_and_stances_and_speakers_with_their_notes() -> None:
    note = Note(id="m", target="speaker", target_id="p", analyst="ab", text="one\ntwo\n- a\n- b")
    text = report(selection("x", notes=(note,)))
    assert "- **Security \\> INF**: missiles (1 quote)\n  - Dmitry Peskov: oppose 1" in text
    assert "## Speakers\n\n**Dmitry Peskov**" in text
    page = shown(text)
    assert "br" in page.tags and {"one", "two"} <= {word.strip() for word in page.words}


def test_offsets_are_told_of_plain_text_alone() -> None:
    page = Source(id="s", text="x", kind="html")
    assert "characters" not in report(selection("x", sources=(page,)))
    assert "characters 0–1 of the text as onrecord keeps it" in report(selection("x"))


def test_a_report_says_how_a_statement_was_reported() -> None:
    quote = Quote(
        id="q", source="s", spans=((9, 19),), text="to comment", kind="indirect", cue=(0, 8), report="negated",
        addressee="reporters", place="Geneva", spoken="2022-01-27",
    )  # fmt: skip
    report = "".join(markdown.lines(selection("declined to comment", quotes=(quote,))))
    assert "(indirect, “declined”, negated, to reporters, in Geneva, on 27 January 2022)" in report
