"""Dates as officials' papers print them, in English and Russian, to ISO 8601.

Only whole dates are believed: a day, a month by name and a year, or an ISO date, or digits whose order is beyond doubt.
"""

from __future__ import annotations

import datetime
import re

_NAMES = (
    "january|jan|январ[ьяе]|янв",
    "february|feb|феврал[ьяе]|фев",
    "march|mar|март[ае]?|мар",
    "april|apr|апрел[ьяе]|апр",
    "may|ма[йяе]",
    "june|jun|июн[ьяе]",
    "july|jul|июл[ьяе]",
    "august|aug|август[ае]?|авг",
    "september|sept|sep|сентябр[ьяе]|сен",
    "october|oct|октябр[ьяе]|окт",
    "november|nov|ноябр[ьяе]|ноя",
    "december|dec|декабр[ьяе]|дек",
)
_MONTHS = [re.compile(rf"(?:{names})\Z", re.IGNORECASE) for names in _NAMES]
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})\b\.?"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b\.?,?\s*"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_ZONE = r"(?P<zone>Z|[+-]\d\d:?\d\d)?"
_CLOCK = r"(?P<hour>[012]?\d)[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<half>[ap])\.?\s?m\.?)?"
_ISO = re.compile(
    rf"{_YEAR}-(?P<month>[01]?\d)-(?P<day>[0-3]?\d)"
    rf"(?:[T ](?P<clock>[012]\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d+)?\s?{_ZONE})?"
)
_SPOKEN = re.compile(
    rf"(?:{_WEEKDAY})?(?:(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}"
    rf"|{_MONTH.replace('month', 'month2')}\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?),?\s+{_YEAR}(?:\s*(?:года|год|г\.?))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(rf"(?P<a>[0-3]?\d)(?P<dot>[./])(?P<b>[0-3]?\d)(?P=dot){_YEAR}")
_TIME = re.compile(
    rf"[\s,–—|at-]*{_CLOCK}(?:\s*(?:[A-Z]{{2,4}}|local time|\(?MSK\)?|\([A-Z]{{2,4}}\)))?", re.IGNORECASE
)
_MORE_DIGITS = re.compile(r"\d(?!\d?:\d\d)")
_PLACE = re.compile(r"[A-ZА-ЯЁ][\w’'-]+(?:,? [A-ZА-ЯЁ][\w’'.-]+){0,3}\Z")
_OCCASION = re.compile(
    r"(?:address|briefing|conference|interview|meeting|release|remarks|report|session|speech|statement|transcript|"
    r"брифинг|встреча|доклад|заседание|заявление|интервью|конференция|пресс-конференция|речь|стенограмма)\Z",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"[\s|,–—-]*(?:last )?(?:updated|modified)\b.*", re.IGNORECASE)
_ONLY_TIME = re.compile(rf"{_CLOCK}\s*(?:[A-Z]{{2,4}}(?:\s*\([A-Za-z ]+\))?)?\Z", re.IGNORECASE)


def find_date(text: str) -> tuple[str, int, int] | None:
    """The first whole date in ``text`` as (ISO 8601, start, end), or None. Impossible dates are passed over."""
    if not _ANY_YEAR.search(text):  # Most lines have none, and looking for all of a date costs ten times as much.
        return None
    found: list[tuple[int, int, str]] = []
    for pattern in (_ISO, _SPOKEN, _DIGITS):
        for match in pattern.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if before.isdigit() or _MORE_DIGITS.match(text, match.end()):
                continue
            iso = _iso(match)
            if iso:
                found.append((match.start(), match.end(), iso))
                break
    if not found:
        return None
    start, end, iso = min(found)
    return iso, start, end


def read_date(line: str) -> str | None:
    """The date when ``line`` is nothing but a date, else None; weekday, time of day, punctuation and a place before
    (``London, 3 March 2022``) or behind it are allowed."""
    line = line.strip().strip("•|·–—- \t()")
    if len(line) > 80:
        return None
    found = find_date(line)
    if not found:
        return None
    iso, start, end = found
    rest = line[end:]
    time = _TIME.match(rest)
    if time:
        rest = rest[time.end() :]
    before = re.sub(r"^(?:published|date|updated|posted)\b:?", "", line[:start].strip(), flags=re.IGNORECASE)
    if before.strip(" ,:|") and not _is_place(before):
        return None
    rest = _UPDATED.sub("", rest).strip(" ,.|•–—-")
    return None if rest and not _PLACE.match(rest) else iso


def _is_place(before: str) -> bool:
    """Whether the words before a date are a place and a comma; an occasion (``Press conference,``) is a heading."""
    place = before.removesuffix(",")
    return place != before and bool(_PLACE.match(place)) and not _OCCASION.match(place.split()[-1])


def is_time(line: str) -> bool:
    """Whether ``line`` is nothing but a time of day, as ``1:17 P.M. EST``."""
    return len(line) < 40 and bool(_ONLY_TIME.match(line.strip().strip("()")))


def digits_in(text: str, order: str) -> str | None:
    """The date in digits in ``text`` (``10/29/2014``, ``5/6/16``) where the order ``mdy`` or ``dmy`` is known."""
    match = re.search(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:20|19)?\d\d)(?!\d)", text)
    if not match:
        return None
    first, second, year = (int(part) for part in match.groups())
    month, day = (first, second) if order == "mdy" else (second, first)
    try:
        return datetime.date(year + 2000 if year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def iso_date(value: str) -> str | None:
    """A date from a metadata field: an ISO date, with its time where it carries one, or the first whole date in it."""
    value = value.strip()
    match = _ISO.match(value)
    if match:
        return _iso(match)
    found = find_date(value[:200])
    return found[0] if found else None


def _iso(match: re.Match[str]) -> str | None:
    """The matched date in ISO 8601, or None where there is no such day or the order of digits is in doubt."""
    parts = match.groupdict()
    year = int(parts["year"])
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if parts["dot"] == "." or first > 12:
            day, month = first, second
        elif second > 12 or first == second:
            day, month = second, first
        else:
            return None
    else:
        name = parts.get("month") or parts.get("month2") or ""
        month = int(name) if name.isdigit() else next((i for i, p in enumerate(_MONTHS, 1) if p.match(name)), 0)
        day = int(parts.get("day") or parts.get("day2") or 0)
    try:
        date = datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
    if parts.get("clock") and parts.get("zone"):
        zone = parts["zone"]
        zone = zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
        return f"{date}T{parts['clock']}{zone}"
    return date
