"""Which mentions say by themselves whom they mean, and are kept as names for other texts."""

from __future__ import annotations

from functools import cache

from briefing.finding.lexicon import Lexicon
from briefing.finding.names import WORD, name_in

LONGEST_ALIAS = 80
"""Characters beyond which a mention is no name to be remembered."""


@cache
def _role_stems() -> frozenset[str]:
    """The beginnings of Russian words for roles."""
    from briefing.finding.russian_words import words  # noqa: PLC0415 - only Russian names need it

    return frozenset(w[:6] for w in words()["roles"])


def _russian_role(low: str) -> bool:
    """Whether a word in small letters looks like a Russian one for a role."""
    return not low.isascii() and low[:6] in _role_stems()


def telling(alias: str, words: Lexicon) -> bool:
    """Whether a name says whom it means in other texts: "the Kremlin spokesman" does, "the President" not."""
    return any(
        word[0].isupper() and words.says_who(low) and not _russian_role(low)
        for word in WORD.findall(alias)
        if (low := word.lower().removesuffix("'s").removesuffix("’s"))
    )


def full_name(mention: str, words: Lexicon) -> str:
    """The given name and surname in a mention; "" where it has none, as "the Kremlin spokesman" and "Peskov"."""
    name = name_in(mention, words)
    role = any(_russian_role(word.lower()) for word in WORD.findall(name))
    return name if " " in name and not role else ""
