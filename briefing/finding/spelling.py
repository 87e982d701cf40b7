"""How a name sounds, whatever script and spelling it is printed in: "Зеленский", "Zelensky" and "Zelenskyy" are one.

Cyrillic is written in Latin letters, and what schools of transliteration write differently is brought to one letter.
Knows nothing of who is meant.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэёіїґўѓћђјљњ", "abvgdeziyklmnoprstufyeeiigugchdjln", strict=False))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "e"}
    | dict.fromkeys("ъь'’`ʹʺ")
)
_SAME = (
    (re.compile("x"), "ks"),
    (re.compile("tz"), "ts"),
    (re.compile("tch"), "ch"),
    (re.compile("w"), "v"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("ck|c(?!h)|q"), "k"),
    (re.compile("kh"), "h"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_GLIDES = ((re.compile("[yij]+"), "i"), (re.compile("i(?=e)"), ""), (re.compile("io"), "e"))
_WEAK = re.compile("[aeiouyh]")
_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*\.?")
_PATRONYMIC = re.compile(r".+(?:вич|вна|ична|vich|vna|ichna)\Z", re.IGNORECASE)


class Called(NamedTuple):
    """A personal name: given name ("" where only the surname stands) and surname, as printed."""

    given: str
    surname: str


def called(name: str) -> Called | None:
    """Given name and surname of "Путин Владимир Владимирович" or "Lavrov, S."; None for what is no person's name."""
    first, comma, rest = name.partition(",")
    words = _WORD.findall(f"{rest} {first}" if comma else name)
    if not words or len(words) > 4 or any(w[0].islower() for w in words) or re.search(r"[\d()«»\"“”]", name):
        return None
    if len(words) == 3 and _PATRONYMIC.match(words[2]):
        words = [words[1], words[0]]
    given = words[0] if len(words) > 1 else ""
    return Called(given, words[-1]) if len(words[-1].rstrip(".")) > 1 else None


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """One word as it sounds, in small Latin letters: what two spellings of one name have in common."""
    made = _latin(word)
    for pattern, to in (*_SAME, *_GLIDES):
        made = pattern.sub(to, made)
    return made


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """The consonants of a word, for names that another language writes by ear: "Байден" and "Biden"."""
    made = re.sub("j", "dzh", _latin(word))
    for pattern, to in _SAME:
        made = pattern.sub(to, made)
    return _SAME[-1][0].sub(r"\1", _WEAK.sub("", made))


def _latin(word: str) -> str:
    low = unicodedata.normalize("NFC", word.lower().rstrip(".")).translate(_LATIN)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def other_script(one: str, other: str) -> bool:
    """Whether one of two names is in Cyrillic letters and the other is not."""
    return bool(CYRILLIC.search(one)) != bool(CYRILLIC.search(other))


def same_person(one: str, other: str) -> bool:
    """Whether two full names in two scripts are spellings of one: given name and surname sound alike."""
    mine, theirs = called(one), called(other)
    if mine is None or theirs is None or not other_script(one, other):
        return False
    given = len(mine.given.rstrip(".")) > 1 and len(theirs.given.rstrip(".")) > 1
    return given and sound(mine.given) == sound(theirs.given) and sound(mine.surname) == sound(theirs.surname)
