"""When and where a statement was made, as far as its own sentence tells."""

from __future__ import annotations

import re
from datetime import date, timedelta

DAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
MONTHS = {
    m: n + 1
    for n, m in enumerate(
        ("january february march april may june july august september october november december").split()  # noqa: SIM905
    )
}
_DAY = re.compile(r"\b(last\s+)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b", re.IGNORECASE)
_NEAR = re.compile(r"\b(today|yesterday)\b", re.IGNORECASE)
_MONTH = "|".join(m.capitalize() for m in MONTHS)
_DATE = re.compile(rf"\b(?:(\d{{1,2}}) ({_MONTH})|({_MONTH}) (\d{{1,2}}))(?:,? (\d{{4}}))?\b")
_PLACE = re.compile(r"\bin ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,3})")


def spoken(around: str, published: str | None) -> str | None:
    """The ISO date of speaking told in ``around``, None when none is; weekdays count back from ``published``."""
    base = day_of(published)
    if m := _DATE.search(around):
        return dated(base, int(m[1] or m[4]), MONTHS[(m[2] or m[3]).lower()], m[5])
    if base is None:
        return None
    if m := _NEAR.search(around):
        return (base - timedelta(days=m[1].lower() == "yesterday")).isoformat()
    if m := _DAY.search(around):
        return weekday_before(base, DAYS[m[2].lower()], last=bool(m[1]))
    return None


def day_of(iso: str | None) -> date | None:
    """The day of an ISO date or time; None for anything else."""
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def dated(base: date | None, day: int, month: int, year: str | None) -> str | None:
    """The ISO date of a day named in a text of ``base``, of the year before where it would lie far ahead; or None."""
    try:
        found = date(int(year) if year else base.year if base else 0, month, day)
        if base and not year and found > base + timedelta(days=31):
            found = found.replace(year=found.year - 1)
    except ValueError:
        return None
    return found.isoformat()


def weekday_before(base: date, weekday: int, *, last: bool) -> str:
    """The ISO date of a weekday (Monday is 0) up to ``base``; ``last`` is never ``base`` itself."""
    back = (base.weekday() - weekday) % 7
    return (base - timedelta(days=back or (7 if last else 0))).isoformat()


def place(behind: str) -> str:
    """The place right behind a cue ("told reporters in Moscow"), "" when none is told."""
    for m in _PLACE.finditer(behind[:120]):
        first = m.group(1).split()[0].lower()
        if first not in MONTHS and first not in DAYS:
            return m.group(1).removesuffix("'s").removesuffix("’s")
    return ""
