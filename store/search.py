"""Filters: ``speaker:peskov code:"US response" -status:rejected since:2022-01 "red line"`` becomes a ``Filter``.

Knows words and fields, no workspace; ``store.finder`` puts a filter to work.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from math import nextafter
from typing import get_args

from briefing.records import Kind, Level, LinkType, Stance, Status
from store.errors import FilterError
from store.finder import Searcher

__all__ = ["CHOICES", "FIELDS", "Filter", "FilterError", "Searcher", "Term", "parse_filter", "quoted"]

FIELDS: dict[str, str] = {
    "speaker": "part of the speaker's name or of an alias, or all of it in quotation marks; `none` for no speaker",
    "code": "part of a code's name, or all of it in quotation marks; codes below it count too",
    "stance": "support, oppose, neutral, mixed or unset, of a code on the quote",
    "status": "new, accepted, rejected or flagged",
    "since": "said or published on this day or later: 2022, 2022-01 or 2022-01-27",
    "until": "said or published on this day or earlier",
    "source": "part of the source's title, or its id",
    "outlet": "part of the outlet's name, or all of it in quotation marks",
    "kind": "direct, mixed, indirect or turn",
    "level": "said, interpreted or inferred",
    "confidence": "4, 3-5, >=3 or <3",
    "sure": "how sure the finder is, with what was judged here counted in: >=0.9, <60% or 0.5-0.8",
    "rule": "part of the name of the rule or cue that found it: `cue: bleat`",
    "has": "note, code, link or speaker",
    "is": "lost (its words are gone from the new text of its source), withdrawn (lost, and left so) or reprint (its "
    "source prints another one again)",
    "text": "words of the quote",
    "note": "words of a note on the quote",
    "link": "the type of a link: " + ", ".join(get_args(LinkType)),
    "id": "the start or the end of the quote's id, as lists show it",
}
"""Every field of a filter with what may follow the colon, as help shows it."""

CHOICES: dict[str, tuple[str, ...]] = {
    "stance": (*get_args(Stance), "unset"),
    "status": get_args(Status),
    "kind": get_args(Kind),
    "level": get_args(Level),
    "has": ("note", "code", "link", "speaker"),
    "is": ("lost", "withdrawn", "reprint"),
    "link": get_args(LinkType),
}
"""The values of those fields that take no others."""
_TERM = re.compile(
    r"""(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<quoted>[^"]*)(?P<close>"?)|“(?P<curly>[^”]*)”?|(?P<bare>[^\s"]*))"""
)
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SHARE = r"\d{1,3}%|[01](?:\.\d{1,6})?|\.\d{1,6}"
_SURE = re.compile(rf"(?:(?P<op><=|>=|<|>)(?P<one>{_SHARE})|(?P<low>{_SHARE})-(?P<high>{_SHARE}))")
_CONFIDENCE = re.compile(r"(?P<op><=|>=|<|>|=)?(?P<low>[1-5])(?:-(?P<high>[1-5]))?")


@dataclass(frozen=True)
class Term:
    """One condition. ``values`` are alternatives (any of them), of ``sure`` both ends; ``negated`` turns it round.

    A name in quotation marks is the ``whole`` name, a bare one a part of it.
    """

    field: str
    values: tuple[str, ...]
    negated: bool = False
    position: int = 0
    whole: bool = False

    def means(self, name: str) -> bool:
        """Whether ``name`` is one that is asked for, whatever the case."""
        name = name.casefold()
        return any(value.casefold() == name if self.whole else value.casefold() in name for value in self.values)


@dataclass(frozen=True)
class Filter:
    """Conditions that all have to hold. Without any, every quote passes."""

    terms: tuple[Term, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.terms)


def parse_filter(text: str) -> Filter:
    """The filter a text describes. Raises FilterError with the ``position`` of the word that is wrong."""
    terms: list[Term] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        match = _TERM.match(text, at)
        if match is None or match.group() in ("", "-"):
            raise FilterError(f"{text[at:]!r} says nothing to look for: put a word after it", at)
        terms.append(_term(match, at))
        at = match.end()
    return Filter(tuple(terms), text)


def _term(match: re.Match[str], at: int) -> Term:
    if match["quoted"] is not None and not match["close"]:
        raise FilterError('a quotation mark is opened and not closed: add " at the end', match.start("quoted") - 1)
    value = next(v for v in (match["quoted"], match["curly"], match["bare"]) if v is not None)
    field, negated = (match["field"] or "text").lower(), bool(match["minus"])
    if field not in FIELDS:
        if value.startswith("//"):  # an address, not a field
            return Term("text", (match.group().lstrip("-"),), negated, at)
        known = ", ".join(FIELDS)
        raise FilterError(f"there is no field {field!r} (known: {known}); put quotation marks around plain words", at)
    place = match.end() - len(value)
    if not value:
        raise FilterError(f"{field}: what? put {FIELDS[field]} after the colon", place)
    whole = match["bare"] is None
    return Term(field, _values(field, value, place, quoted=whole), negated, at, whole)


def quoted(name: str) -> str:
    """A name as a filter takes the whole of it, in the quotation marks it does not have itself."""
    return f'"{name}"' if '"' not in name else f"“{name}”"


def _values(field: str, value: str, place: int, *, quoted: bool) -> tuple[str, ...]:
    if field in CHOICES:
        values = tuple(value.casefold().split(","))
        for one in values:
            if one not in CHOICES[field]:
                raise FilterError(f"{field}: {one!r} is none of {', '.join(CHOICES[field])}", place)
        return values
    if field in ("since", "until") and not _is_day(value):
        raise FilterError(f"{field}: {value!r} is no day; write 2022, 2022-01 or 2022-01-27", place)
    if field == "confidence":
        return (_confidence(value, place),)
    if field == "sure":
        return _sure(value, place)
    return (
        (value,) if quoted or field in ("text", "note", "id") else tuple(v for v in value.split(",") if v) or (value,)
    )


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def _sure(value: str, place: int) -> tuple[str, str]:
    """The least and the greatest certainty that pass."""
    match = _SURE.fullmatch(value)
    if match is None:
        raise FilterError(f"sure: {value!r} is no certainty; write >=0.9, <60% or 0.5-0.8", place)

    def share(text: str) -> float:
        return int(text[:-1]) / 100 if text.endswith("%") else float(text)

    if match["op"] is None:
        return str(share(match["low"])), str(share(match["high"]))
    one = share(match["one"])
    ends = {"<": (0.0, nextafter(one, -1)), "<=": (0.0, one), ">": (nextafter(one, 2), 1.0), ">=": (one, 1.0)}
    low, high = ends[match["op"]]
    return str(low), str(high)


def _confidence(value: str, place: int) -> str:
    """The digits that pass, as one string: ``>=3`` becomes ``345``."""
    match = _CONFIDENCE.fullmatch(value)
    if match is None or (match["op"] and match["high"]):
        raise FilterError(f"confidence: {value!r} is no confidence; write 4, 3-5, >=3 or <3", place)
    low = int(match["low"])
    high = int(match["high"] or low)
    ranges = {
        "<": range(1, low),
        "<=": range(1, low + 1),
        ">": range(low + 1, 6),
        ">=": range(low, 6),
    }
    return "".join(map(str, ranges.get(match["op"], range(low, high + 1)))) or "0"
