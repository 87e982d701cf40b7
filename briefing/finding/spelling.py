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
    dict(zip("абвгдезийклмнопрстуфыэёіїґўєћј", "abvgdeziyklmnoprstufyeeiiguecj", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"}
    | {"ђ": "dj", "ѓ": "gj", "ќ": "kj", "љ": "lj", "њ": "nj", "џ": "dzh", "ѕ": "dz"}
    | {"š": "sh", "ž": "zh", "č": "ch", "đ": "dj"}
    | dict.fromkeys("ъь'’`ʹʺ")
)
_TWICE = re.compile(r"([^\Waeiouyаеёийоуыэюяіїє])\1+")
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
    (_TWICE, r"\1"),
)
_GLIDES = ((re.compile("[yij]+"), "i"), (re.compile("i(?=e)"), ""), (re.compile("io"), "e"))
_ROMAN = dict(zip("абгдзлмнопруэіґ", "abgdzlmnoprueig", strict=True)) | {
    "в": "v,w",
    "и": "i,y(?![aeiouy])",
    "й": "y,i,j",
    "к": "k,ck,q,c(?![hiey])",
    "с": "s,c(?=[eiy])",
    "т": "t,th",
    "ф": "f,ph",
    "ы": "y,i",
    "ў": "u,w",
    "е": "e",
    "ё": "yo,io,jo,o,e,ye",
    "ж": "zh",
    "х": "kh,(?<![skzctp])h",
    "ц": "ts,tz",
    "ч": "ch,tch",
    "ш": "sh",
    "щ": "shch",
    "ю": "yu,iu,ju",
    "я": "ya,ia,ja",
    "ь": "y,i,j,",
    "ъ": "y,i,j,",
    "ї": "yi,ji,i",
    "є": "ye,ie,je,e",
    "ћ": "c",
    "ђ": "dj",
    "ѓ": "gj",
    "ќ": "kj",
    "ј": "j,y",
    "љ": "lj,ly",
    "њ": "nj,ny",
    "џ": "dzh",
    "ѕ": "dz",
}
_TOGETHER = {
    "кс": "ks,x",
    "ий": "iy,y,i,ij,ii,yi,yy",
    "ый": "y,yi,yy,iy,i,yj,ij",
    "ій": "iy,y,i,ij,ii",
    "ия": "ia,iya,ija,iia",
    "ія": "ia,iya,ija,iia",
}
_OPENED = frozenset("аеёийоуыэюяіїєьъ")
"""Behind these and at a word's beginning "е" is written with or without a glide; behind consonants never with one."""
_YO = {"петр": "пётр", "федор": "фёдор", "семен": "семён", "артем": "артём"}
"""Given names that print leaves the dots out of."""
_WEAK = re.compile("[aeiouyh]")
_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*\.?")
_PATRONYMIC = re.compile(r".+(?:вич|вна|ична|vich|vna|ichna)\Z", re.IGNORECASE)


class Called(NamedTuple):
    """A personal name: given name ("" where only the surname stands), surname, and the words between, as printed."""

    given: str
    surname: str
    middle: tuple[str, ...] = ()


def called(name: str) -> Called | None:
    """Given name and surname of "Путин Владимир Владимирович" or "Lavrov, S."; None for what is no person's name."""
    first, comma, rest = name.partition(",")
    words = _WORD.findall(f"{rest} {first}" if comma else name)
    if not words or len(words) > 4 or any(w[0].islower() for w in words) or re.search(r"[\d()«»\"“”]", name):
        return None
    if len(words) == 3 and _PATRONYMIC.match(words[2]):
        words = [words[1], words[2], words[0]]
    given = words[0] if len(words) > 1 else ""
    return Called(given, words[-1], tuple(words[1:-1])) if len(words[-1].rstrip(".")) > 1 else None


def fullness(name: str) -> int:
    """How much a personal name tells: 2 with a given name, 1 with its initial, 0 for a surname alone or no name."""
    found = called(name)
    return 0 if found is None or not found.given else 1 + (len(found.given.rstrip(".")) > 1)


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """One word as it sounds, in small Latin letters: what two spellings of one name have in common.

    Loose: "Галиев" sounds like "Galev". It finds who may be meant; ``same_person`` says who is.
    """
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
    return _TWICE.sub(r"\1", _WEAK.sub("", made))


def _latin(word: str) -> str:
    low = unicodedata.normalize("NFC", word.lower().rstrip(".")).translate(_LATIN)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def other_script(one: str, other: str) -> bool:
    """Whether one of two names is in Cyrillic letters and the other is not."""
    return bool(CYRILLIC.search(one)) != bool(CYRILLIC.search(other))


@lru_cache(maxsize=1 << 14)
def _romanised(word: str) -> re.Pattern[str]:
    """What matches the ways in which schools of transliteration write a Cyrillic word: "Галиев" as Galiev or Galiyev,
    never as Galev."""
    low = unicodedata.normalize("NFC", word.lower())
    low = _TWICE.sub(r"\1", _YO.get(low, low))
    made, n = "", 0
    while n < len(low):
        two = low[n : n + 2]
        ways = _TOGETHER.get(two)
        if ways is None:
            two = low[n]
            ways = _ROMAN.get(two, re.escape(two))
            if two == "е" and (n == 0 or low[n - 1] in _OPENED or not low[n - 1].isalpha()):
                ways = "e,ye,ie,je"
        made += f"(?:{ways.replace(',', '|')})"
        n += len(two)
    return re.compile(made)


def _spells(cyrillic: str, latin: str) -> bool:
    """Whether a Latin word is a transliteration of a Cyrillic one."""
    return bool(_romanised(cyrillic.rstrip(".")).fullmatch(_TWICE.sub(r"\1", _latin(latin))))


def other_middle(one: str, other: str) -> bool:
    """Whether both names have a word between given name and surname and these differ: another father, another person.

    An initial is equal to its word.
    """
    mine, theirs = called(one), called(other)
    if mine is None or theirs is None:
        return False
    pairs = zip(_telling(mine.middle), _telling(theirs.middle), strict=False)
    return not all(_as_one(first, second) for first, second in pairs)


def _telling(middle: tuple[str, ...]) -> list[str]:
    return [word for word in middle if word[0].isupper()]


def _as_one(first: str, second: str) -> bool:
    mine, theirs = sound(first), sound(second)
    if min(len(first.rstrip(".")), len(second.rstrip("."))) == 1:
        return mine.startswith(theirs) or theirs.startswith(mine)
    return mine == theirs


def sounds_same(one: str, other: str) -> bool:
    """Whether two full names sound alike in whatever script: they may be spellings of one name."""
    mine, theirs = called(one), called(other)
    if mine is None or theirs is None or min(len(n.given.rstrip(".")) for n in (mine, theirs)) < 2:
        return False
    return (sound(mine.given), sound(mine.surname)) == (sound(theirs.given), sound(theirs.surname))


def same_person(one: str, other: str) -> bool:
    """Whether two full names in two scripts are spellings of one: given name and surname are transliterations, and no
    patronymic is another."""
    if not other_script(one, other):
        return False
    mine, theirs = (called(name) for name in ((one, other) if CYRILLIC.search(one) else (other, one)))
    if mine is None or theirs is None or min(len(n.given.rstrip(".")) for n in (mine, theirs)) < 2:
        return False
    return _spells(mine.given, theirs.given) and _spells(mine.surname, theirs.surname) and not other_middle(one, other)


def initial_of(one: str, other: str) -> bool:
    """Whether two names in two scripts have one surname, and one of them the initial of the other's given name."""
    if not other_script(one, other):
        return False
    mine, theirs = (called(name) for name in ((one, other) if CYRILLIC.search(one) else (other, one)))
    if mine is None or theirs is None or not _spells(mine.surname, theirs.surname):
        return False
    first, second = (name.given.rstrip(".").lower() for name in (mine, theirs))
    if not first or not second or min(len(first), len(second)) > 1 or other_middle(one, other):
        return False
    begins = _romanised(first[0]).match(_latin(second))
    return begins is not None and (len(second) == 1 or not second[begins.end() :].startswith("h"))
