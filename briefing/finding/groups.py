"""What a phrase names other than one person: several people, people of one sort, a thing.

Knows phrases and the names a text prints, no persons.
"""

from __future__ import annotations

import re
from collections.abc import Container

from briefing.finding.lexicon import Lexicon
from briefing.finding.names import last, name_in

_SOME = frozenset({"these", "those", "some", "many", "others", "both", "most", "few", "all"})
_COURTESY = re.compile(r"\bM(?:r|rs|s)\b")


def several(raw: str, printed: Container[str], words: Lexicon) -> bool:
    """Whether a phrase is "these" or names two persons together; ``printed`` are the last words of full names."""
    one, joined, other = raw.partition(" and ")
    if not joined:
        return raw.lower() in _SOME
    names = (name_in(one, words), name_in(other, words))
    short = len(raw.split()) - 3 == len(_COURTESY.findall(raw))
    return all(last(name) in printed and (short or " " in name) for name in names)


def thing(raw: str, head: str, words: Lexicon) -> bool:
    """Whether a phrase is nobody's: "this experience", "the march's mission statement", "brain cancer"."""
    bare = raw.islower() and raw.split()[0] not in words.determiners and not head.endswith("s")
    owned = bare or "'s " in raw or "’s " in raw or raw.lower().startswith(("this ", "that "))
    return owned and head not in words.roles and raw.split()[-1].islower()
