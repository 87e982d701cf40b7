"""Lines around a report that say where it comes from: photo, agency, publisher, address, rights."""

from __future__ import annotations

import re

LONGEST = 200
"""How long a line that credits somebody is at most (characters)."""
_PHOTO = re.compile(
    r"(?:(?:file |cover |lead )?(?:photo(?:graph)?s?|images?|pictures?)(?: credits?| courtesy(?: of)?| by)?"
    r"|фото(?:графия)?|иллюстраци[яи])\s*(?::|©|/|\bby\b|\bcourtesy of\b)\s*(?P<name>.*)",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"(?:\(?\s*(?:based on (?:the )?(?:materials?|reports?|information)|with (?:information|reporting|materials)"
    r"|prepared (?:using|from) materials?|по материалам|по информации|с использованием материалов)"
    r"(?: (?:from|of|by|provided by))?|(?:source|источник)s?\s*:)\s*:?\s*(?P<name>.{2,80}?)[.)]?\s*\Z",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b|all rights reserved|все права защищены|all content on this site is licensed)",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?i:by|author|автор|reporting by|written by)\s*:?\s+(?P<name>[A-ZА-ЯЁ][\w.’'-]+(?: [\w.’'-]+){0,4})\Z"
)
_MORE = re.compile(
    r"(?:see also|read (?:also|more)|related(?: (?:articles|news|stories))?|share(?: this)?|print|subscribe|tags|"
    r"topics|смотрите также|читайте также|по теме|поделиться|теги|additional|text version|текстовая версия|"
    r"(?:published in sections?|publication (?:status|date)|direct link|last updated(?: at)?)\b.{0,120})\s*:?\Z",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:темы|география|лица|статус материала|geography|topics|persons|publication status)\b.*"
    r"(?:статус материала|publication status|дата публикации|publication date)",
    re.IGNORECASE | re.DOTALL,
)
_LICENCE = re.compile(r"(?:creative commons|CC[ -]BY(?:-\w+)*(?: \d\.\d)?|public domain)[^\n]{0,60}", re.IGNORECASE)


def photo_credit(line: str) -> str | None:
    """Whom ``line`` credits for a photo, None when it is no photo credit."""
    match = _PHOTO.match(line) if len(line) <= LONGEST else None
    return match["name"].strip() if match else None


def agency_credit(line: str) -> str | None:
    """On whose material ``line`` says the report is based, None when it says nothing of the kind."""
    match = _AGENCY.match(line) if len(line) <= LONGEST else None
    return match["name"].strip() if match else None


def author_credit(line: str) -> str | None:
    """Whom ``line`` names as author, None when it is no by-line."""
    match = _AUTHOR.match(line.strip()) if len(line) <= 80 else None
    return match["name"] if match else None


def is_rights(line: str) -> bool:
    """Whether ``line`` is a copyright line."""
    return len(line) <= LONGEST and bool(_RIGHTS.match(line))


def is_boilerplate(line: str) -> bool:
    """Whether ``line`` is a site's furniture ("See also") and no part of the report."""
    return (len(line) <= 160 and bool(_MORE.match(line.strip()))) or (len(line) <= 1500 and bool(_FOOT.match(line)))


def licence_in(line: str) -> str:
    """The open licence that ``line`` names, or an empty string."""
    match = _LICENCE.search(line)
    return match.group().strip() if match else ""
