"""When and where a statement was made, as far as its own sentence tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

DAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}
MONTHS = {
    m: n + 1
    for n, m in enumerate(
        ("january february march april may june july august september october november december").split()  # noqa: SIM905
    )
}
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = "|".join(m.capitalize() for m in MONTHS)
_TIME = re.compile(
    rf"\b(?:(?:(?i:{_WEEKDAY}),? )?(?:(?P<day>\d{{1,2}}) (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}}))"
    rf"(?:,? (?P<year>\d{{4}}))?|(?P<near>today|yesterday|(?:(?<=^)|(?<=[.“\"] ))(?:Today|Yesterday))"
    rf"|(?:(?P<last>(?i:last)) )?(?P<weekday>(?i:{_WEEKDAY})))\b"
)
_TOLD = (
    "remarks?|statements?|speech|address|messages?|interviews?|reports?|study|survey|poll|posts?|tweets?|letters?|"
    "briefings?|conference|comments?|testimony|hearing|ruling|decision|memo|articles?|editorial|episode|show|program|broadcast|podcast|video"
)
_NO_ADVERB = re.compile(
    r"\b(?:until|till|since|between|before|after|following|through|by|next|coming|every|each|ahead of|prior to)\s\Z",
    re.IGNORECASE,
)
"""What stands before a day that is none of speaking: a deadline, or a day to come."""
_NAMED = re.compile(r"\b(?:the|a|an|his|her|its|their|our)\s\Z", re.IGNORECASE)
"""What stands before a day that is the name of something: "the Monday debate"."""
_TALK = re.compile(rf"\b(?:{_TOLD})\b", re.IGNORECASE)
_OF_TALK = re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,2}}(?:{_TOLD})\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?:which|who|whose|where)\b[^,]*\Z")
_DONE = re.compile(
    r"(?P<passive>\b(?:was|were|is|are|been|being|be)\s)?\b(?!said\b)(?:\w+ed|[lp]aid|made|held|sent|taken|given|struck|shown|won|lost)\s"
    r"(?:(?:in|at|by|with|from) [\w’' -]{2,30}\s)?(?:(?:on|late|early|earlier)\s){0,2}\Z"
)
"""A participle right before the day, which is then that of a deed: "the agreements reached in Istanbul on"."""
_FRONTED = re.compile(r"(?:In|With|After|Following|Amid|Despite|Under|At|By|Given|Based)\b")
_BEHIND = re.compile(
    r";|\b(?:but|although|though|while|whereas|when|because|which|who|whose|that|as|before|since|until|if)\b"
)
_AHEAD = re.compile(r";|\b(?:although|though|because|which|who|whose|after|before|since|until|if)\b")
REACH = 140
"""How far from its cue (characters) the day of a statement is told."""
_PLACE = re.compile(r"\bin ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+){0,3})")


def spoken(before: str, after: str, published: str | None) -> str | None:
    """The ISO date of speaking told in the words ``before`` the end of a statement's cue and ``after`` it.

    None when none is. Weekdays count back from ``published``. A day that belongs to a deed and not to the saying of it
    ("the details released today", "Monday's debate", "until Friday") is not taken.
    """
    match = nearest(before, after, _TIME, _AHEAD, _BEHIND, _is_of_a_deed)
    if match is None:
        return None
    base = day_of(published)
    if month := match["month"] or match["month2"]:
        return dated(base, int(match["day"] or match["day2"]), MONTHS[month.lower()], match["year"])
    if base is None:
        return None
    if near := match["near"]:
        return (base - timedelta(days=near.lower() == "yesterday")).isoformat()
    return weekday_before(base, DAYS[match["weekday"].lower()], last=bool(match["last"]))


def nearest(
    before: str,
    after: str,
    time: re.Pattern[str],
    ahead: re.Pattern[str],
    behind: re.Pattern[str],
    refused: Callable[[re.Match[str], bool], bool],
) -> re.Match[str] | None:
    """The first ``time`` after a cue, or the last before it, that no word of ``behind`` or ``ahead`` parts from it.

    ``refused`` says whether one is no time of speaking, and is told whether it stands after the cue.
    """
    for match in time.finditer(after[:REACH]):
        if behind.search(after, 0, match.start()):
            break
        if not refused(match, True):
            return match
    for match in reversed(list(time.finditer(before))):
        if not ahead.search(before, match.end()) and not refused(match, False):
            return match
    return None


def _is_of_a_deed(match: re.Match[str], behind: bool) -> bool:
    """Whether a time is the name of a meeting, a deadline, or the day of something that was done."""
    text, start = match.string, match.start()
    owned = text.startswith(("'s", "’s"), match.end()) and not text.endswith("during ", 0, start)
    if (owned or _NAMED.search(text, max(0, start - 8), start)) and not _OF_TALK.match(text, match.end()):
        return True
    if _NO_ADVERB.search(text, max(0, start - 12), start):
        return True
    done = _DONE.search(text[max(0, start - 60) : start])
    parted = not behind and bool(_RELATIVE.search(text[max(0, start - 100) : start]))
    if not (done or parted) or _TALK.search(text, max(0, start - 100), start):
        return False
    return behind or parted or bool(done and done["passive"]) or bool(_FRONTED.match(text.lstrip('“"')))


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
