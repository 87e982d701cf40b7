"""Names inside phrases: where the personal name is, what is title and role around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from briefing.finding.lexicon import Lexicon
from briefing.finding.spelling import other_middle

_CAPITAL = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*\.?"
_RUN = re.compile(
    rf"{_CAPITAL}(?:[ \u00a0](?:(?:de|la|van|von|der|bin|al|el|di|da|du|ben)[ \u00a0])*(?:al-|el-)?{_CAPITAL})*"
)
WORD = re.compile(r"[^\W_]++(?:['’.\-][^\W_]++)*+")
"""A word, with what holds its parts together: "O'Hara", "Jean-Pierre", "U.S"."""
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]|\s*[\"“][^\"”]{1,20}[\"”]")
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? ((?:[A-Z][\w’'-]*\.? ?){1,3})(?<! )")
_PREPOSITION = re.compile(r"\s(?:of|for|at|from|in|to|with|on|by|who|whose|which)\s")
_ORGANISATION = re.compile(r" (?:of|for|at) (?:the )?([A-Z](?:(?! of | for | at ).)*)$")
_BEFORE_PLACE = tuple(f" {word} {article}" for word in ("of", "for", "to", "at") for article in ("", "the "))
JOINTS = frozenset({"of", "the", "for", "and", "at", "–", "—", "-"})
DASH_JOINTS = frozenset({"–", "—", "-"})
_PLACES = """territory region republic federation office oblast province district state states union
kingdom emirates city affairs council arabia korea africa zealand lanka rica salvador leone faso guinea
nations islands staff"""
PLACES = frozenset(_PLACES.split())
"""Last words of the names of places and bodies."""
COMPOUND = frozenset("south north new saudi united sri costa el sierra burkina european russian".split())  # noqa: SIM905
"""First words of places of two words."""
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
BEHIND = SUFFIXES | REFLEXIVES
PARTICLES = frozenset("de la van von der bin al el di da du ben".split())  # noqa: SIM905


@lru_cache(maxsize=1 << 12)
def last(name: str) -> str:
    """The word a name is known by, in small letters."""
    parts = [p for p in WORD.findall(name) if p.lower().rstrip(".") not in SUFFIXES]
    word = parts[-1] if parts else name
    return word.lower().removesuffix("'s").removesuffix("’s")


def plain(name: str) -> str:
    """A name for comparing: small letters, no article, no possessive."""
    low = " ".join(name.lower().replace("’", "'").split())
    return low.removeprefix("the ").removesuffix("'s").rstrip(" ,.")


def described(name: str) -> bool:
    """Whether a name describes and names nobody: it ends in a small letter's word, "Palestinian officials"."""
    return name.split()[-1].islower() and not name.islower() if name.split() else False


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same, with an initial for the given name, or a surname alone.

    Two words between given name and surname that differ, as patronymics, mean two people.
    """
    if last(one) != last(other):
        return False
    mine, theirs = one.split(), other.split()
    if len(mine) < 2 or len(theirs) < 2:
        return mine == theirs or bool(mine and theirs)
    first, second = (parts[0].casefold().rstrip(".") for parts in (mine, theirs))
    if first != second and not (min(len(first), len(second)) == 1 and first[0] == second[0]):
        return False
    return not other_middle(one, other)


def fuller(one: str, other: str) -> bool:
    """Whether ``one`` says more of one person's name than ``other``: a given name where that has none or an initial."""
    mine, theirs = one.split(), other.split()
    if not same_name(one, other) or len(mine) < 2:
        return False
    return len(theirs) == 1 or (len(theirs[0].rstrip(".")) == 1 < len(mine[0].rstrip(".")))


def strip_titles(phrase: str) -> str:
    """A description without article and courtesy title at its front."""
    parts = phrase.split()
    while parts and parts[0].lower().rstrip(".") in ("the", "a", "an", "mr", "mrs", "ms", "dr", "his", "her", "their"):
        parts.pop(0)
    return " ".join(parts).strip(" ,-–—")


def _split(run: str, words: Lexicon) -> tuple[list[str], list[str]]:
    """A run of capitalised words as (titles with the words before them, in small letters; name)."""
    parts = run.replace("\u00a0", " ").split()
    k = 0
    for n, part in enumerate(parts[:-1]):
        low = part.lower().rstrip(".,")
        if low in words.before_names or part.endswith(("'s", "’s")):
            k = n + 1
    return [p.lower().rstrip(".,") for p in parts[:k]], parts[k:]


def past_place(parts: list[str], words: Lexicon) -> int:
    """How many of the capitalised words behind "of" are the place or body before a name ("Russia Vladimir Putin": 1).

    0 where no name of two words is left, as in "Foreign Affairs" or "South Africa".
    """
    lows = [p.lower().rstrip(".,") for p in parts]
    cut = max((n + 1 for n, w in enumerate(lows) if w in PLACES or w in words.roles or w in words.bodies), default=0)
    if cut < len(parts) and cut:
        return cut
    given = next((n for n, w in enumerate(lows) if n and w in words.given), 0)
    if given and given < len(parts) - 1:
        return given
    cut = 2 if lows[0] in COMPOUND else 1
    return cut if len(parts) - cut in (2, 3) else 0


class Titled(NamedTuple):
    """A name with what is printed before it."""

    name: str
    role: str
    organisation: str


def titled_name(label: str, words: Lexicon) -> Titled | None:
    """The parts of "Prime Minister of Italy Mario Draghi"; None where no role with "of" or a dash stands in front."""
    parts = label.replace("\u00a0", " ").split()
    small = [n for n, p in enumerate(parts) if p in JOINTS or p[:1].islower()]
    after = [*parts[1:], ""]
    small = [n for n in small if parts[n] not in PARTICLES or not (after[n][:1].isupper() or after[n] in PARTICLES)]
    if not small or small[-1] + 1 >= len(parts) or len(parts) > 24:
        return None
    at = small[-1] + 1
    lows = {p.lower().strip(",.") for p in parts[:at]}
    if lows.isdisjoint(words.called):
        return None
    tail = parts[at:]
    behind = parts[at - 1] not in JOINTS and any(part in JOINTS for part in parts[:at])
    if behind and len(tail) in (2, 3) and tail[0].lower() in words.given:  # "Head of the Peace faction Ivan Petrov"
        return Titled(" ".join(tail), " ".join(parts[:at]), "")
    cut = past_place(tail, words) if len(tail) > 2 or parts[at - 1] in JOINTS else 0
    if parts[at - 1] in DASH_JOINTS and not cut:
        return None
    if not cut or cut >= len(tail) or not all(p[:1].isupper() or p in PARTICLES for p in tail):
        return None
    before = " ".join(parts[: at + cut])
    name = " ".join(p for p in tail[cut:] if p.rstrip(".") not in ("Mr", "Mrs", "Ms", "Dr"))
    m = _ORGANISATION.search(before.split(" – ")[0].split(" — ")[0])
    body = m.group(1) if m else ""
    role = before[: m.start()] if m and m.end() == len(before) else before
    return Titled(name, role, body)


def _cut(run: str, words: Lexicon) -> Iterator[tuple[int, str]]:
    """A run of capitalised words cut where a full stop inside it ends a sentence: where each piece begins, and it."""
    start = at = 0
    for part in run.split(" ") if ". " in run else ():
        at += len(part) + 1
        if at <= len(run) and part.endswith(".") and len(part) > 2 and part[:-1].lower() not in words.abbreviations:
            yield start, run[start : at - 2]
            start = at
    yield start, run[start:]


def run_names(text: str, words: Lexicon) -> Iterator[tuple[int, list[str], str]]:
    """Every run of capitalised words that may be a personal name: (place, titles before it, name)."""
    for begin, run in ((m.start() + n, run) for m in _RUN.finditer(text) for n, run in _cut(m.group(), words)):
        if " " not in run and "\u00a0" not in run:
            continue
        titles, parts = _split(run[:200], words)
        if len(parts) > 2 and text[max(0, begin - 8) : begin].endswith(_BEFORE_PLACE):
            parts = parts[past_place(parts, words) :]
        while parts and parts[-1].lower().rstrip(".") in SUFFIXES:
            parts.pop()
        if not parts or len(parts) > 4:
            continue
        tail = parts[-1]
        parts[-1] = tail.removesuffix("'s").removesuffix("’s").rstrip(".'’")
        if any(p.lower() in words.bodies for p in parts) or not parts[-1]:
            continue
        if len(parts) >= 2 or titles:
            yield begin, titles, " ".join(parts)


def name_in(phrase: str, words: Lexicon) -> str:
    """The name of the person (or body) a phrase is about, "" when it has none ("the Kremlin spokesman")."""
    bare = _BRACKETS.sub("", phrase)
    segments = [s for s in bare.split(", ") if s.strip()]
    found = ""
    for n, segment in enumerate(segments[:4]):
        name = _segment_name(segment.strip(" ,"), words)
        if name and (n == 0 or not found):
            if n and len(name.split()) < 2 and not _COURTESY.match(segment.strip()):
                continue
            found = name
        elif n == 1 == len(segments) - 1 and name == segment.strip() and " " not in found and " " in name:
            found = name if name.split()[0].lower() in words.given else found
    return found


def _segment_name(segment: str, words: Lexicon) -> str:
    pieces = _PREPOSITION.split(segment)
    head = pieces[0]
    courtesy = _COURTESY.search(head)
    if courtesy and not (courtesy.group().endswith(("'s", "’s")) and courtesy.end() < len(head)):
        return courtesy.group(1).removesuffix("'s").removesuffix("’s").rstrip(".")
    name = _tail(head, words)
    if name and len(pieces) > 1 and last(name) in words.bodies:
        return _after_role(pieces[-1], words)
    if name:
        return name
    titled = titled_name(segment, words) if len(pieces) > 1 else None
    if titled is not None:
        return "" if last(titled.name) in words.bodies or last(titled.name) in PLACES else titled.name
    final = head.split()[-1].lower().rstrip(".") if head.split() else ""
    if len(pieces) > 1 and (final in words.roles or final in words.titles):
        tail = _tail(pieces[-1], words).split()
        if len(tail) >= 4:
            return " ".join(tail[-2:])
    return ""


def _after_role(phrase: str, words: Lexicon) -> str:
    """The name of two words or more at the end of "State spokesman Ned Price"; "" where no role stands before it."""
    name = _tail(phrase, words)
    before = phrase.removesuffix(name).split()
    role = before[-1].lower().rstrip(".") if before else ""
    return name if " " in name and role not in ("", "the") and not words.says_who(role) else ""


def _tail(phrase: str, words: Lexicon) -> str:
    """The capitalised words at the end of a phrase, without titles and roles before them."""
    parts = phrase.replace("\u00a0", " ").split()
    while parts and parts[-1].lower().rstrip(".") in BEHIND:
        parts.pop()
    tail: list[str] = []
    if parts:
        parts[-1] = parts[-1].removesuffix("'s").removesuffix("’s")
    for part in reversed(parts):
        bare = part.strip("()[],'’\"“”")
        if part.endswith(("'s", "’s")) and tail:
            break
        if bare.lower() in PARTICLES and tail:
            tail.insert(0, bare)
            continue
        if not bare or not (bare[0].isupper() or bare.startswith(("al-", "el-")) or bare in ("&",)):
            break
        low = bare.lower().rstrip(".")
        known = low in words.roles or low in words.titles or low in words.determiners or low in words.pronouns
        surname = not tail and _given(parts, part, words)
        if known and not surname and not (bare.isupper() and len(bare) > 1 and low != "ceo"):
            break
        if low in words.days and not (low == "may" and _given(parts, bare, words)):
            break
        if low in words.conjunctions and not bare.isupper():
            break
        tail.insert(0, bare)
    while tail and tail[0].lower() in (*PARTICLES, "&"):
        tail.pop(0)
    joined = " ".join(tail)
    return joined if joined[-3:-2] == "." else joined.rstrip(".")


def _given(parts: list[str], name: str, words: Lexicon) -> bool:
    """Whether a given name stands right before ``name``, the last of ``parts``: "Theresa May", "Larry King"."""
    given = parts[-2].lower() if len(parts) > 1 else ""
    return parts[-1] == name and given in words.given


def acronym(run: str, letters: str) -> str:
    """The words before an acronym in brackets that it stands for ("JTF-GTMO" begins with the letters of its), or ""."""
    parts = run.split()
    for n in range(len(parts)):
        rest = parts[n:]
        if rest[0][0].islower():
            continue
        capitals = "".join(p[0] for p in rest if p[0].isupper())
        begun = len(capitals) > 2 and "-" in letters and letters.replace("-", "").startswith(capitals)
        if capitals == letters or "".join(p[0].upper() for p in rest) == letters or begun:
            return " ".join(rest).removeprefix("the ").removeprefix("The ")
    return ""
