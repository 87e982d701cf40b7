"""Whose words a document has: "his statement", "Peskov's remarks", and who sent "the message" the text goes on about.

Knows phrases of the text, no persons.
"""

from __future__ import annotations

import re

LONGEST = 80
"""No name of an owner is longer, in characters."""
BACK = 600
"""How many characters before a mention are looked at for who sent it."""
_SENDINGS = frozenset(
    {"letter", "message", "telegram", "telegrams", "greeting", "greetings", "condolences", "congratulations"}
)
"""What is one thing under several names."""
_SENT = (
    r"((?:The |the |Mr\.? |Ms\.? )?(?:[A-Z][\w’'-]{1,40}\.? ){1,5}?)(?:has |have |also |later ){0,2}"
    r"(?:sent|wrote|signed|issued|released|published|posted)((?: [\w’'-]+){1,6})"
)
_PAPER = (
    r"(?<![\w’'-])(?:(?:[A-Z][\w’'-]{1,40} (?:and )?){1,3}(?:Times|Post|Herald|Tribune|Journal|Gazette|Chronicle"
    r"|Telegraph|Observer|Courier|Zeitung|Examiner|Inquirer)\b"
    r"|(?:The )?Guardian\b|Le Monde\b|(?:Daily|Sunday) [A-Z]\w{2,20}\b)"
)


def owner(phrase: str) -> str:
    """The name in front of an apostrophe: "Peskov" in "Peskov's remarks"; "" where there is none."""
    name, mark, _ = phrase.replace("’", "'").partition("'s ")
    return phrase[: len(name)] if mark and len(name) < LONGEST else ""


def sender(title: str, text: str, at: int, thing: str) -> str:
    """Who is said last before ``at``, or in the title, to have sent or issued a ``thing``; "" where nobody is."""
    things = _SENDINGS if thing in _SENDINGS else {thing}
    before = f"{title}\n{text[max(0, at - BACK) : at]}"
    sent = [m.group(1).strip() for m in re.finditer(_SENT, before) if not things.isdisjoint(m.group(2).lower().split())]
    return sent[-1] if sent else ""


def papers(text: str) -> list[tuple[int, str]]:
    """Where newspapers are named, and which."""
    return [(m.start(), m.group()) for m in re.finditer(_PAPER, text)]
