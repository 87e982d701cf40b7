"""Pages of publishers without rules, as content systems of all ages write them: the paragraphs stay, the rest goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reading import read
from briefing.records import Source

TITLE = "Minister says talks will resume"
PARAGRAPHS = (
    "The foreign minister said on Thursday that talks would resume within two weeks, after both sides had read it all.",
    "“We have not seen a positive reaction on the main question,” she told reporters, “but there is hope for a talk.”",
    "Question: When will the answer be sent?",
    "Anna Lind: I can’t give you an exact date. We shall take our time.",
    "No one was hurt.",
    "According to the spokesman, the presidents will decide on the next steps when all have studied the papers.",
)
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
MODERN = f"""<!doctype html><html lang="en"><head><title>{TITLE} - Daily Desk</title>
<meta property="og:title" content="{TITLE}"><meta property="article:published_time" content="2022-01-27T10:00:00Z">
</head><body><div class="cookie-notice"><p>We use cookies to give you the best experience, as our policy says.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav><main><article><h1>{TITLE}</h1>
<div class="share"><a href="#">Share on Facebook</a></div><div class="entry-content"><figure><img src="x.jpg">
<figcaption>The ministry.</figcaption></figure>{BODY}<h3><a href="/2">A bridge is opened in the north</a></h3>
<div class="related"><h3>Related stories</h3><ul><li><a href="/1">Earlier talks ended</a></li></ul></div></div>
</article><section id="comments"><ol><li><div class="comment"><p>I do not believe a word of this.</p></div></li></ol>
</section></main><aside><form>Subscribe to our newsletter.</form></aside><footer>© 2022 Daily Desk.</footer>
</body></html>
"""
BOXES = f"""<!doctype html><html lang="en"><head><title>{TITLE} | Wire</title><script type="application/ld+json">
{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2022-01-27T10:00:00Z"}}</script></head><body>
<div class="c1"><h1>{TITLE}</h1><div class="c2">{"".join(f"<div><span>{p}</span></div>" for p in PARAGRAPHS)}</div>
<div class="c9"><a href="/x">Sign up for our newsletter</a></div></div></body></html>
"""
TABLE = f"""<html><head><title>{TITLE}</title></head><body bgcolor=white><table><tr><td><a href=/>Home</a><br>
<a href=/n>News</a></td><td><font size=5><b>{TITLE}</b></font><br><i>27 January 2022</i><br><br>
{"<br><br>".join(PARAGRAPHS)}</td></tr></table></body></html>
"""


def page(folder: Path, html: str) -> Source:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("html", [MODERN, BOXES, TABLE], ids=["modern", "boxes", "table"])
def test_paragraphs_stay_and_furniture_goes(html: str, tmp_path: Path) -> None:
    source = page(tmp_path, html)
    found = [source.text[b.start : b.end] for b in source.blocks if b.role not in ("headline", "dateline")]
    assert found == list(PARAGRAPHS)
    assert (source.title, source.published) == (TITLE, "2022-01-27")
    assert [b.role for b in source.blocks if b.role == "turn"] == ["turn", "turn"]


def test_some_date_of_the_page_is_not_that_of_the_report(tmp_path: Path) -> None:
    bare = MODERN.replace('<meta property="article:published_time" content="2022-01-27T10:00:00Z">', "")
    assert page(tmp_path, bare.replace("<footer>", "<footer>Updated 3 July 2019 ")).published is None


def test_words_on_both_sides_of_a_break_or_a_cell_stand_apart(tmp_path: Path) -> None:
    cells = "<table><tr><td>Votes for</td><td>Votes against</td></tr></table>"
    broken = f"<p>{PARAGRAPHS[0]}<br>and Lind told us so.</p>{cells}"
    text = page(tmp_path, MODERN.replace(f"<p>{PARAGRAPHS[0]}</p>", broken)).text
    assert "read it all. and Lind" in text.replace("\n", " ")
    assert "forVotes" not in text
