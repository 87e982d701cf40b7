"""When and where a Russian statement was made, as far as its own sentence tells."""

from __future__ import annotations

import re
from datetime import timedelta

from briefing.finding.morphology import parses
from briefing.finding.when import dated, day_of, nearest, weekday_before

_DAYS = ("понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень")
_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
_TIME = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})(?: (?P<year>\d{{4}}))?"
    r"|(?P<near>(?i:сегодня|вчера|накануне))"
    rf"|(?i:во?) (?P<last>(?i:минувш\w+ |прошл\w+ ))?(?P<weekday>(?i:{'|'.join(_DAYS)}))(?:у|ье|))\b"
)
_TOLD = re.compile(
    r"\b(?:заявлени|сообщени|обращени|выступлени|послани|интервью|брифинг|доклад|отч[её]т|опрос|письм|пост|стать|реч|слов)",
    re.IGNORECASE,
)
_NO_ADVERB = re.compile(r"\b(?:до|после|с|со|от|к|ко|перед|по)\s\Z", re.IGNORECASE)
_DONE = re.compile(r"\w(?:нн|вш|ущ|ющ|ащ|ящ|т)(?:ый|ая|ое|ые|ого|ой|ому|ым|ом|ую|ых|ыми|ие|их|ими|его|ей|ий)\s\Z")
"""A participle right before the day, which is then that of a deed: "о подписанном 8 января договоре"."""
_PARTED = re.compile(r";|\b(?:но|хотя|однако|если|котор\w+|потому|чтобы|когда|после|прежде)\b|\bчто\b", re.IGNORECASE)
_PLACE = re.compile(r"\b[Вв]о? ([А-ЯЁ][а-яё-]+)")


def spoken(before: str, after: str, published: str | None) -> str | None:
    """The ISO date of speaking told in the words ``before`` the end of a statement's cue and ``after`` it.

    None when none is. Weekdays count back from ``published``. A day that belongs to a deed is not taken.
    """
    match = nearest(before, after, _TIME, _PARTED, _PARTED, _is_of_a_deed)
    if match is None:
        return None
    base = day_of(published)
    if match["month"]:
        return dated(base, int(match["day"]), _MONTHS.index(match["month"]) + 1, match["year"])
    if base is None:
        return None
    if match["near"]:
        return (base - timedelta(days=match["near"].lower() != "сегодня")).isoformat()
    return weekday_before(base, _DAYS.index(match["weekday"].lower()), last=bool(match["last"]))


def _is_of_a_deed(match: re.Match[str], behind: bool) -> bool:
    """Whether a time is a deadline, or the day of something that was done."""
    text, start = match.string, match.start()
    if _NO_ADVERB.search(text, max(0, start - 8), start):
        return True
    return bool(_DONE.search(text, max(0, start - 40), start)) and not _TOLD.search(text, max(0, start - 100), start)


def place(behind: str) -> str:
    """The place right behind a cue ("заявил журналистам в Женеве"), in the nominative; "" when none is told."""
    for m in _PLACE.finditer(behind[:120]):
        for p in parses(m.group(1).lower()):
            if "Geox" in p.tag and p.tag.case == "loct":
                base = p.inflect({"nomn"})
                return "-".join(part.capitalize() for part in str(base.word if base else m.group(1)).split("-"))
    return ""
