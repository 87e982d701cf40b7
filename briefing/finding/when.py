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
    try:
        base = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        base = None
    m = _DATE.search(around)
    if m:
        day, month = int(m.group(1) or m.group(4)), MONTHS[(m.group(2) or m.group(3)).lower()]
        year = int(m.group(5)) if m.group(5) else base.year if base else 0
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        if base and not m.group(5) and found > base + timedelta(days=31):
            found = date(year - 1, month, day) if (month, day) != (2, 29) else found
        return found.isoformat()
    if base is None:
        return None
    m = _NEAR.search(around)
    if m:
        return (base - timedelta(days=1 if m.group(1).lower() == "yesterday" else 0)).isoformat()
    m = _DAY.search(around)
    if m:
        back = (base.weekday() - DAYS[m.group(2).lower()]) % 7
        return (base - timedelta(days=back or (7 if m.group(1) else 0))).isoformat()
    return None


def place(behind: str) -> str:
    """The place right behind a cue ("told reporters in Moscow"), "" when none is told."""
    for m in _PLACE.finditer(behind[:120]):
        first = m.group(1).split()[0].lower()
        if first not in MONTHS and first not in DAYS:
            return m.group(1).removesuffix("'s").removesuffix("’s")
    return ""
