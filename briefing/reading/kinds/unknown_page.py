"""Pages of publishers we have no rule for: trafilatura finds the article, htmldate its date."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import trafilatura
from htmldate import find_date as html_date

from briefing.reading.credits import is_boilerplate
from briefing.reading.dates import find_date, read_date
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.kinds.html import parts_of
from briefing.records import Role

_META_DATE = re.compile(
    r"<(?:meta|time)\b[^>]{0,400}(?:publish|date|created|issued)[^>]{0,400}>|\"datePublished\"", re.I
)


def by_library(draft: Draft, html: str, tree: Any) -> None:
    """Fill ``draft`` from a page and its tree. Raises ReadError when nothing like an article is on it."""
    found = trafilatura.bare_extraction(html, favor_precision=True, include_formatting=False, with_metadata=True)
    body = getattr(found, "body", None)
    bare = _bare(tree)
    if not bare and (body is None or not "".join(body.itertext()).strip()):
        raise ReadError("no article was found on this web page: it may be a list, a gallery or made by scripts")
    fields = {"title": "title", "author": "author", "sitename": "outlet", "url": "address",
              "description": "summary", "license": "licence", "language": "language"}  # fmt: skip
    for theirs, ours in fields.items():
        draft.put(ours, getattr(found, theirs, None))
    _date(draft, html)
    if bare:
        draft.parts = bare
        if any(words == draft.fields.get("title") for words, _ in bare[:3]):
            draft.found["title"] = "text"
        return
    parts: list[tuple[str, Role | None]] = []
    if draft.fields.get("title"):
        parts.append((draft.fields["title"], "headline"))
    found_parts = [part for element in (() if body is None else body) for part in _parts(element)]
    rest = [part for part in found_parts if not is_boilerplate(part[0])]
    draft.removed += len(found_parts) - len(rest)
    lead = draft.fields.get("summary", "")
    if lead and _is_printed(lead, tree) and not any(lead in words for words, _ in rest):
        parts.append((lead, "paragraph"))
    parts.extend(rest)
    draft.parts = [part for i, part in enumerate(parts) if not (i == 1 and part[0] == draft.fields.get("title"))]


def _bare(tree: Any) -> list[tuple[str, Role | None]]:
    """The paragraphs of a page that is nothing but them: no furniture by its tags, hardly a link. Empty for others."""
    if tree.body is None or tree.css_first("nav, header, footer, aside, form, menu, article, main, [class], [role]"):
        return []
    parts = list(parts_of(tree.body))
    linked = sum(len(a.text()) for a in tree.css("a")[:500])
    return parts if linked * 20 < sum(len(words) for words, _ in parts) else []


def _is_printed(lead: str, tree: Any) -> bool:
    """Whether the page's description is a paragraph of it, and not only written in its head."""
    return any(" ".join(p.text().split()) == lead for p in tree.css("p, h2, [itemprop=description]"))


def _date(draft: Draft, html: str) -> None:
    """The date of the page's own metadata; any other that the library offers is left alone."""
    sure = html_date(html, extensive_search=False, original_date=True) if _META_DATE.search(html) else None
    if sure:
        draft.put("published", sure)
    elif title_date := find_date(draft.fields.get("title", "")):
        draft.put("published", title_date[0], "guess")


def _parts(element: ElementTree.Element) -> list[tuple[str, Role | None]]:
    """The paragraphs of one element of trafilatura's body."""
    words = " ".join("".join(element.itertext()).split())
    roles: dict[str, Role | None] = {"head": "subhead", "quote": "blockquote", "item": "item"}
    if element.tag == "list":
        return [(" ".join("".join(item.itertext()).split()), "item") for item in element]
    if read_date(words):
        return [(words, "dateline")]
    return [(words, roles.get(element.tag))]
