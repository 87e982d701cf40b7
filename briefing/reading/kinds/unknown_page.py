"""Pages of publishers we have no rule for: trafilatura finds the article, htmldate its date."""

from __future__ import annotations

import re
from functools import partial
from typing import Any
from xml.etree import ElementTree

import trafilatura

from briefing.reading.credits import is_boilerplate
from briefing.reading.dates import find_date, iso_date, read_date
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.kinds.html import parts_of
from briefing.records import Role

_MARK = re.compile(r"<(?:meta|time)\b[^<>]{0,800}>[^<]{0,60}|\"date(?:Published|Created)\"\s*:\s*\"[^\"]{4,60}\"", re.I)
_DATED = re.compile(r"publish|date|created|issued", re.IGNORECASE)
_VALUE = re.compile(r"[\"'>]([^\"'<>]{6,60})")
_TEASER = 200
_CLOSING = (".", ":", "!", "?", "…", "”", '"', "»")
_LINKS = 3_000
_LONG = 200
_START = 20
_APART = frozenset({"lb", "cell", "row", "p", "item", "head", "quote"})
"""What the library calls the elements around which words stand apart."""


def by_library(draft: Draft, html: str, tree: Any) -> None:
    """Fill ``draft`` from a page and its tree. Raises ReadError when nothing like an article is on it."""
    found = _extracted(html, tree)
    body = getattr(found, "body", None)
    bare = _bare(tree)
    if not bare and (body is None or not "".join(body.itertext()).strip()):
        raise ReadError("no article was found on this web page: it may be a list, a gallery or made by scripts")
    fields = {"title": "title", "author": "author", "sitename": "outlet", "url": "address",
              "description": "summary", "license": "licence", "language": "language"}  # fmt: skip
    for theirs, ours in fields.items():
        draft.put(ours, getattr(found, theirs, None))
    _date(draft, html, getattr(found, "date", None))
    if bare:
        draft.parts = _titled(draft, bare)
        return
    parts: list[tuple[str, Role | None]] = []
    if draft.fields.get("title"):
        parts.append((draft.fields["title"], "headline"))
    found_parts = _as_printed([part for element in (() if body is None else body) for part in _parts(element)], tree)
    linked = _linked(tree) if any(_may_lead_away(*part) for part in found_parts) else frozenset()
    rest = [
        (words, role)
        for words, role in found_parts
        if not is_boilerplate(words) and not (_may_lead_away(words, role) and words in linked)
    ]
    draft.removed += len(found_parts) - len(rest)
    lead = draft.fields.get("summary", "")
    if lead and _is_printed(lead, tree) and not any(lead in words for words, _ in rest):
        parts.append((lead, "paragraph"))
    parts.extend(rest)
    draft.parts = [part for i, part in enumerate(parts) if not (i == 1 and part[0] == draft.fields.get("title"))]


def _extracted(html: str, tree: Any) -> Any:
    """What the library finds: by its own rules, and by all its ways where these leave most paragraphs out."""
    # Its search for a date beyond the page's marks invents days where there are none.
    extract = partial(
        trafilatura.bare_extraction, html, favor_precision=True, include_formatting=False, include_comments=False,
        with_metadata=True, date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    found = extract(fast=True)
    body = getattr(found, "body", None)
    length = 0 if body is None else sum(map(len, body.itertext()))
    enough = sum(len(p.text()) for p in tree.css("p")) / 2
    return found if length and length >= enough else extract()


def _bare(tree: Any) -> list[tuple[str, Role | None]]:
    """The paragraphs of a page that is nothing but them: no furniture by its tags, hardly a link. Empty for others."""
    if tree.body is None or tree.css_first("nav, header, footer, aside, form, menu, article, main, [class], [role]"):
        return []
    for cell in tree.css("td, th"):
        if 2 * sum(len(link.text()) for link in cell.css("a")[:500]) > len(cell.text()):
            cell.decompose()  # A column of links in a page laid out as a table.
    parts = list(parts_of(tree.body))
    linked = sum(len(a.text()) for a in tree.css("a")[:500])
    return parts if linked * 20 < sum(len(words) for words, _ in parts) else []


def _titled(draft: Draft, parts: list[tuple[str, Role | None]]) -> list[tuple[str, Role | None]]:
    """``parts`` with the page's title as headline where it is printed at the top, be it on one line with the date."""
    title = draft.fields.get("title", "")
    for i, (words, _) in enumerate(parts[:3]):
        if title and (words == title or words.startswith(f"{title} ")):
            draft.found["title"] = "text"
            rest = words[len(title) :].strip()
            return [*parts[:i], (title, "headline"), *([(rest, None)] if rest else []), *parts[i + 1 :]]
    return parts


def _as_printed(parts: list[tuple[str, Role | None]], tree: Any) -> list[tuple[str, Role | None]]:
    """``parts`` with those cut that run several paragraphs of the page together, as happens where these are no <p>."""
    if tree.body is None or not any(len(words) > _LONG for words, _ in parts):
        return parts
    blocks = [words for words, _ in parts_of(tree.body)]
    whole = set(blocks)
    starts: dict[str, list[int]] = {}
    for i, words in enumerate(blocks):
        starts.setdefault(_dense(words)[:_START], []).append(i)
    found: list[tuple[str, Role | None]] = []
    for words, role in parts:
        run = _run(_dense(words), blocks, starts) if len(words) > _LONG and words not in whole else []
        found.extend([(block, role) for block in run] or [(words, role)])
    return found


def _run(dense: str, blocks: list[str], starts: dict[str, list[int]]) -> list[str]:
    """The blocks that one after the other make up ``dense``, empty when none do."""
    for first in starts.get(dense[:_START], ()):
        at, i = 0, first
        while i < len(blocks) and at < len(dense) and dense.startswith(_dense(blocks[i]), at):
            at += len(_dense(blocks[i]))
            i += 1
        if at == len(dense) and i > first + 1:
            return blocks[first:i]
    return []


def _dense(words: str) -> str:
    """Words without any blanks."""
    return "".join(words.split())


def _may_lead_away(words: str, role: Role | None) -> bool:
    """Whether a part could be the headline of another report, set among the paragraphs of this one."""
    return role in (None, "subhead") and len(words) <= _TEASER and not words.endswith(_CLOSING)


def _linked(tree: Any) -> frozenset[str]:
    """The words of all links of a page: a paragraph that is nothing else leads to another one."""
    return frozenset(" ".join(link.text().split()) for link in tree.css("a")[:_LINKS])


def _is_printed(lead: str, tree: Any) -> bool:
    """Whether the page's description is a paragraph of it, and not only written in its head."""
    return any(" ".join(p.text().split()) == lead for p in tree.css("p, h2, [itemprop=description]"))


def _date(draft: Draft, html: str, seen: str | None) -> None:
    """The date that the library has ``seen``, where a mark of the page says it too; of the address or title as a guess.

    Any other date that the library offers is some date of the page, and left alone.
    """
    if seen and any(_says(mark.group(), seen) for mark in _MARK.finditer(html)):
        draft.put("published", seen)
    elif seen and f"/{seen.replace('-', '/')}/" in draft.fields.get("address", ""):
        draft.put("published", seen, "guess")
    elif title_date := find_date(draft.fields.get("title", "")):
        draft.put("published", title_date[0], "guess")


def _says(mark: str, day: str) -> bool:
    """Whether a tag of the page's metadata that is about dates, or a line of its JSON, names ``day``."""
    return bool(_DATED.search(mark)) and any((iso_date(value) or "")[:10] == day for value in _VALUE.findall(mark))


def _parts(element: ElementTree.Element) -> list[tuple[str, Role | None]]:
    """The paragraphs of one element of trafilatura's body."""
    for node in element.iter():
        if node.tag in _APART:
            node.text, node.tail = f" {node.text or ''}", f" {node.tail or ''}"
    words = " ".join("".join(element.itertext()).split())
    roles: dict[str, Role | None] = {"head": "subhead", "quote": "blockquote", "item": "item"}
    if element.tag == "list":
        return [(" ".join("".join(item.itertext()).split()), "item") for item in element]
    if read_date(words):
        return [(words, "dateline")]
    return [(words, roles.get(element.tag))]
