"""Web pages: by the table of sites where the publisher is known, by trafilatura and htmldate where not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefing.reading.dates import digits_in, iso_date
from briefing.reading.decode import decode_html
from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.given import Given
from briefing.reading.labels import candidate, strength
from briefing.reading.sites import Site, host_of, known_sites
from briefing.records import Role

MAX_CHARS = 10_000_000
MAX_DEPTH = 3_000
_MANY_TAGS = 5_000
_SINGLE = "p|li|td|tr|th|dt|dd|option|br|hr|img|input|meta|link|source|wbr|col|area|base|embed|param|track"
_NESTING = re.compile(rf"<(/?)(?!(?:{_SINGLE})\b)[a-z]", re.IGNORECASE)
_ROLES: dict[str, Role | None] = {
    "p": None, "h1": "headline", "h2": "subhead", "h3": "subhead", "h4": "subhead", "h5": "subhead", "h6": "subhead",
    "li": "item", "blockquote": "blockquote", "pre": None, "dd": None, "dt": None, "td": None, "div": None,
}  # fmt: skip
_BREAK = "\x00"
_OUTER = ("blockquote", "li")
_BLOCK = re.compile(rf"<(/?(?:{'|'.join(_ROLES)}))(?=[ >])[^>]*>")
_INLINE = re.compile(rf"<(?!/?(?:{'|'.join(_ROLES)})[ >])[^>]*>")
_NEVER_SHOWN = "script, style, noscript, template, head, iframe, noembed, noframes"
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_BARE_Q = re.compile(r"Q\d?\s+[A-ZА-ЯЁ(“—–]")
_ITEMS = 40
_HEADINGS = 200
_LISTED = 5
"""So many items whose heading is a link make a list."""
_SHORT = 500
_SAVED = re.compile(r"<!-- saved from url=\(\d+\)(\S+)")


def documents(given: Given) -> Iterator[Draft]:
    """The one document of a saved web page."""
    yield page(decode_html(given.data), given.address, given.rules)


def parsed(html: str) -> Any:
    """The tree of a page. Raises ReadError for one that is too long, or nested so deeply that parsing would not end."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only pages need it (44 ms)

    if len(html) > MAX_CHARS:
        raise ReadError(f"a web page of {len(html):,} characters is beyond the {MAX_CHARS:,} that are read")
    if html.count("<") > _MANY_TAGS:
        depth = deepest = 0
        for tag in _NESTING.finditer(html):
            depth += -1 if tag.group(1) else 1
            deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise ReadError(f"a web page nested more than {MAX_DEPTH:,} deep, as only a trap is")
    return LexborHTMLParser(html.replace("\xa0", " "))  # Its words are squeezed; the parser would escape each of them.


def page(html: str, address: str = "", rules: str = "") -> Draft:
    """The draft of a page; ``address`` where its container tells it, ``rules`` the analyst's own table of sites.

    Raises ReadError when it is no article.
    """
    tree = parsed(html)
    draft = Draft(kind="html")
    saved = _SAVED.search(html[:2000])
    root = tree.css_first("html")
    draft.put("language", (root.attributes.get("lang") or "") if root else "")
    for known in (address, saved.group(1) if saved else "", _address(tree)):
        draft.put("address", known)
    host = host_of(draft.fields.get("address", ""))
    for site in known_sites(rules):
        if host and not any(host == h or host.endswith("." + h) for h in site.hosts):
            continue
        body = tree.css_first(site.body)
        if body is None:
            if site.reject and tree.css_first(site.reject):
                raise ReadError("is a list or a gallery and no article")
        elif not site.mark or tree.css_first(site.mark):
            _by_site(draft, tree, body, site)
            return draft
    from briefing.reading.kinds.unknown_page import by_library  # noqa: PLC0415 - trafilatura takes 450 ms

    # On a known host every article has the body its rules name; what has none and is short is a gallery.
    listed = _is_list(tree) or any(
        host == h or host.endswith("." + h) for site in known_sites(rules) for h in site.hosts
    )
    try:
        by_library(draft, html, tree)
    except ReadError:
        if not listed:
            raise
    if listed and sum(len(words) for words, _ in draft.parts or ()) < _SHORT:
        raise ReadError("is a list or a gallery and no article")
    return draft


def _is_list(tree: Any) -> bool:
    """Whether a page says by its marks that it is a list of articles, or a film with a line below."""
    kind = tree.css_first("meta[property='og:type']")
    if kind and (kind.attributes.get("content") or "").startswith(("video", "music", "profile")):
        return True
    found = tree.css("article, .hentry, [itemtype$='/NewsArticle'], [itemtype$='/BlogPosting']")
    items = {item.mem_id for item in found[:_ITEMS]}
    linked = set()
    for heading in tree.css("h1, h2, h3, h4, .entry-title")[:_HEADINGS] if len(items) >= _LISTED else ():
        if heading.tag != "a" and heading.css_first("a") is None:
            continue
        around = heading.parent
        for _ in range(_ITEMS):  # An item is not far above its heading; searching down from each would be quadratic.
            if around is None or around.mem_id in items:
                break
            around = around.parent
        linked.add(around.mem_id if around is not None else 0)
    return len(linked & items) >= _LISTED


def words_of_page(html: str) -> list[tuple[str, Role | None]]:
    """The paragraphs of a page that is all words and no furniture, as a message is."""
    body = parsed(html).body
    return list(parts_of(body)) if body is not None else []


def _address(tree: Any) -> str:
    for selector, attribute in (
        ("link[rel=canonical]", "href"),
        ("meta[property='og:url']", "content"),
        ("[data-href]", "data-href"),
    ):
        node = tree.css_first(selector)
        value = (node.attributes.get(attribute) or "") if node else ""
        if value.startswith("http"):
            return str(value)
    return ""


def _by_site(draft: Draft, tree: Any, body: Any, site: Site) -> None:
    """Fill ``draft`` by the rules of ``site``; ``body`` is the article's."""

    def words(selector: str) -> str:
        node = tree.css_first(selector) if selector else None
        return " ".join(node.text(deep=True).split()) if node else ""

    draft.put("title", words(site.title))
    if site.published and (node := tree.css_first(site.published)):
        date = iso_date(node.attributes.get("datetime") or node.attributes.get("content") or node.text())
        draft.put("published", date)
    if site.dates and not draft.fields.get("published"):
        draft.put("published", digits_in(draft.fields.get("title", ""), site.dates), "guess")
    for field in ("place", "summary", "author"):
        draft.put(field, words(getattr(site, field)))
    for field in ("outlet", "licence", "language"):
        draft.put(field, getattr(site, field), "rule")
    parts: list[tuple[str, Role | None]] = []
    if draft.fields.get("title"):
        parts.append((draft.fields["title"], "headline"))
    if draft.fields.get("summary"):
        parts.append((draft.fields["summary"], "paragraph"))
    for node in body.css(site.drop) if site.drop else ():
        if node.text(strip=True):
            draft.removed += 1
        node.decompose()
    parts.extend(parts_of(body))
    draft.parts = parts


def parts_of(body: Any) -> Iterator[tuple[str, Role | None]]:
    """The paragraphs below a node in order with the role their tag tells; words outside any tag are paragraphs too.

    What no reader sees is taken out of the tree.
    """
    for node in body.css(_NEVER_SHOWN):
        node.decompose()
    cut = {node.mem_id for node in body.css("p:has(br, p, div)")}
    others: list[str] = []
    node = body.child
    while node is not None:
        if node.tag == "p" and node.mem_id not in cut:  # Nearly all are, and need not be written out.
            if others:
                yield from _blocks("".join(others))
                others = []
            if words := _squeezed(node.text()):
                yield words, None
        elif node.tag != "-comment":
            others.append(node.html or "")
        node = node.next
    yield from _blocks("".join(others))


def _blocks(html: str) -> Iterator[tuple[str, Role | None]]:
    """The paragraphs of HTML as the parser writes it, where all but the tags is escaped: a ``<`` begins a tag."""
    html = _INLINE.sub("", _COMMENT.sub("", html.replace("<br>", _BREAK)))
    pieces = _BLOCK.split(html)
    outer: list[str] = []
    yield from _lines(_plain(pieces[0]), None)
    for tag, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if tag[0] != "/":
            role = _ROLES[_inside(tag, outer)]
            if tag in _OUTER:
                outer.append(tag)
        else:
            if tag[1:] in outer:
                outer.remove(tag[1:])
            role = _ROLES[_inside("div", outer)]
        yield from _lines(_plain(text), role)


def _plain(text: str) -> str:
    """``text`` without the parser's escapes."""
    if "&" not in text:
        return text
    return text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _lines(text: str, role: Role | None) -> Iterator[tuple[str, Role | None]]:
    """The words of one block, cut where a line is broken twice or a broken line begins with a speaker's label."""
    if _BREAK not in text:
        if words := _squeezed(text):
            yield words, role
        return
    held = ""
    empty = False
    for line in text.split(_BREAK):
        words = _squeezed(line)
        if not words:
            empty = True
            continue
        if held and (empty or _starts_turn(words)):
            yield held, role
            held = words
        else:
            held = f"{held} {words}" if held else words
        empty = False
    if held:
        yield held, role


def _squeezed(text: str) -> str:
    """The words of ``text`` with one blank between them."""
    text = text.strip().replace("\n", " ")
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _starts_turn(words: str) -> bool:
    """Whether a line begins with what is surely a speaker's label."""
    return bool(_BARE_Q.match(words)) or strength(candidate(words) or "-") == 2


def _inside(tag: str, outer: list[str]) -> str:
    """The tag that gives the role: a paragraph in a quotation or a list item is one."""
    if tag in ("p", "div"):
        for around in _OUTER:
            if around in outer:
                return around
    return tag
