"""When and where a Russian statement was made, as far as its own sentence tells."""

from __future__ import annotations

import re
from datetime import date, timedelta

from briefing.finding.morphology import parses

_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
_DAY = re.compile(rf"\bво? (?:минувш\w+ |прошл\w+ )?({'|'.join(_DAYS)})(?:у|ье|)\b", re.IGNORECASE)
_NEAR = re.compile(r"\b(сегодня|вчера|накануне)\b", re.IGNORECASE)
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b")
_PLACE = re.compile(r"\b[Вв]о? ([А-ЯЁ][а-яё-]+)")


def spoken(around: str, published: str | None) -> str | None:
    """The ISO date of speaking told in ``around``, None when none is; weekdays count back from ``published``."""
    try:
        base = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        base = None
    if m := _DATE.search(around):
        day, month = int(m.group(1)), _MONTHS.index(m.group(2)) + 1
        year = int(m.group(3)) if m.group(3) else base.year if base else 0
        try:
            found = date(year, month, day)
            if base and not m.group(3) and found > base + timedelta(days=31):
                found = date(year - 1, month, day)
        except ValueError:
            return None
        return found.isoformat()
    if base is None:
        return None
    if m := _NEAR.search(around):
        return (base - timedelta(days=0 if m.group(1).lower() == "сегодня" else 1)).isoformat()
    if m := _DAY.search(around):
        return (base - timedelta(days=(base.weekday() - _DAYS.index(m.group(1).lower())) % 7)).isoformat()
    return None


def place(behind: str) -> str:
    """The place right behind a cue ("заявил журналистам в Женеве"), in the nominative; "" when none is told."""
    for m in _PLACE.finditer(behind[:120]):
        for p in parses(m.group(1).lower()):
            if "Geox" in p.tag and p.tag.case == "loct":
                base = p.inflect({"nomn"})
                return "-".join(part.capitalize() for part in str(base.word if base else m.group(1)).split("-"))
    return ""
