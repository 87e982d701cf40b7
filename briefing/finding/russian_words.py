"""The Russian word lists, and the forms of the verbs that report.

Everything is compared in small letters with "ё" as "е".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from briefing.finding.lexicon import data


class Cue(NamedTuple):
    """A form that reports: its class (``say``, ``bid``, ``name``, ``ask``, ``sure``), and what its subject must be.

    ``agrees`` is m, f, n or p after a past form, s or p after a present one, "" where nothing is told. ``sort`` is
    "participle" ("заявив"), "relative" ("заявивший"), "impersonal" ("говорится"), "infinitive", or "".
    """

    kind: str
    agrees: str = ""
    sort: str = ""


@dataclass(frozen=True)
class Words:
    """All lists by name, and the cues by form."""

    lists: dict[str, frozenset[str]]
    cues: dict[str, Cue]
    phrases: dict[tuple[str, str], Cue]
    heads: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


def fold(word: str) -> str:
    """A word for comparing."""
    return word.lower().replace("ё", "е")


@cache
def words() -> Words:
    """The lists of ``data/russian.toml``."""
    listed = tomllib.loads(data("russian.toml"))
    lists = {
        name: frozenset(fold(value).split())
        for part in ("nouns", "people", "closed")
        for name, value in listed[part].items()
    }
    verbs = listed["verbs"]
    for name in ("refused", "brought", "cited"):
        lists[name] = frozenset(fold(verbs[name]).split())
    cues: dict[str, Cue] = {}
    for name, kind in (("going", "say"), ("done", "say"), ("bid", "bid"), ("name", "name"), ("ask", "ask")):
        for verb in fold(verbs[name]).split():
            for form, agrees, sort in _forms(verb, name == "done"):
                cues.setdefault(form, Cue(kind, agrees, sort))
    for group in fold(verbs["irregular"]).split():
        for form in group.split(":"):
            cues[form] = Cue("say", _agrees(form), "impersonal" if form.endswith("тся") and "кл" not in form else "")
    for form in fold(verbs["passive"]).split():
        cues[form] = Cue("say", "", "impersonal")
    for adjective in fold(verbs["sure"]).split():
        for end, agrees in (("", "m"), ("а", "f"), ("ы", "p"), ("о", "n")):
            stem = adjective
            cues[stem + end] = Cue("sure", agrees)
    phrases = {}
    for phrase in fold(verbs["phrases"]).split():
        first, second = phrase.split("_")
        phrases[first, second] = Cue("say", _agrees(first))
    heads = dict(pair.split(":", 1) for pair in lists["heads"])
    return Words(lists, cues, phrases, heads)


_RELATIVE = (("вший", "m"), ("вшая", "f"), ("вшее", "n"), ("вшие", "p"))
_ENDINGS = {"ла": "f", "ло": "n", "ли": "p", "ют": "p", "ят": "p", "ут": "p", "ет": "s", "ит": "s"}


def _agrees(form: str) -> str:
    bare = form.removesuffix("ся").removesuffix("сь")
    return next((agrees for ending, agrees in _ENDINGS.items() if bare.endswith(ending)), "m")


def _forms(verb: str, once: bool) -> list[tuple[str, str, str]]:
    """(form, agreement, sort) of a verb given as infinitive."""
    back = verb.endswith("ся")
    bare = verb.removesuffix("ся")
    stem = bare[:-2]
    tail = "ся" if back else ""
    out = [(stem + end + _reflexive(end, back), _agrees(stem + end), "") for end in ("л", "ла", "ло", "ли")]
    if bare == "опровергнуть":
        out += [("опроверг", "m", ""), ("опровергла", "f", ""), ("опровергли", "p", ""), ("опровергло", "n", "")]
    out.append((verb, "", "infinitive"))
    out.append((stem + ("вшись" if back else "в"), "", "participle"))
    out += [(stem + end + tail, agrees, "relative") for end, agrees in _RELATIVE]
    if once:
        return out
    if bare.endswith("авать"):
        present, gerund = [bare[:-4] + "ет", bare[:-4] + "ют"], stem + "я"
    elif bare.endswith(("овать", "евать")):
        present, gerund = [bare[:-5] + "ует", bare[:-5] + "уют"], bare[:-5] + "уя"
    elif bare.endswith("ить"):
        present, gerund = [bare[:-3] + "ит", bare[:-3] + "ят"], bare[:-3] + "я"
    else:
        present, gerund = [stem + "ет", stem + "ют"], stem + "я"
    out += [(present[0] + tail, "s", ""), (present[1] + tail, "p", "")]
    out.append((gerund + ("сь" if back else ""), "", "participle"))
    if not back:
        out.append((present[0] + "ся", "", "impersonal"))
    return out


def _reflexive(end: str, back: bool) -> str:
    return ("сь" if end in ("ла", "ло", "ли") else "ся") if back else ""
