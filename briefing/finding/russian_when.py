"""When and where a Russian statement was made, as far as its own sentence tells."""

from __future__ import annotations

import re
from datetime import timedelta

from briefing.finding.morphology import parses
from briefing.finding.when import dated, day_of, weekday_before

_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
_DAY = re.compile(rf"\bво? (минувш\w+ |прошл\w+ )?({'|'.join(_DAYS)})(?:у|ье|)\b", re.IGNORECASE)
_NEAR = re.compile(r"\b(сегодня|вчера|накануне)\b", re.IGNORECASE)
_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})(?: (\d{{4}}))?\b")
_PLACE = re.compile(r"\b[Вв]о? ([А-ЯЁ][а-яё-]+)")


def spoken(around: str, published: str | None) -> str | None:
    """The ISO date of speaking told in ``around``, None when none is; weekdays count back from ``published``."""
    base = day_of(published)
    if m := _DATE.search(around):
        return dated(base, int(m[1]), _MONTHS.index(m[2]) + 1, m[3])
    if base is None:
        return None
    if m := _NEAR.search(around):
        return (base - timedelta(days=m[1].lower() != "сегодня")).isoformat()
    if m := _DAY.search(around):
        return weekday_before(base, _DAYS.index(m[2].lower()), last=bool(m[1]))
    return None


def place(behind: str) -> str:
    """The place right behind a cue ("заявил журналистам в Женеве"), in the nominative; "" when none is told."""
    for m in _PLACE.finditer(behind[:120]):
        for p in parses(m.group(1).lower()):
            if "Geox" in p.tag and p.tag.case == "loct":
                base = p.inflect({"nomn"})
                return "-".join(part.capitalize() for part in str(base.word if base else m.group(1)).split("-"))
    return ""
