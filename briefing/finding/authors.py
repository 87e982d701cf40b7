"""Whose words a document has: "his statement", "Peskov's remarks", and who sent "the message" the text goes on about.

Knows phrases of the text, no persons.
"""

from __future__ import annotations

import re

LONGEST = 80
"""No name of an owner is longer, in characters."""
BACK = 600
"""How many characters before a mention are looked at for who sent it."""
_SENT = (
    r"((?:The |the |Mr\.? |Ms\.? )?(?:[A-Z][\w’'-]+\.? ){1,5})(?:has |have |also |later )?"
    r"(?:sent|wrote|signed|issued|released|published|posted)\b"
)
_PAPER = (
    r"(?:[A-Z][\w’'-]+ (?:and )?){1,3}(?:Times|Post|Herald|Tribune|Journal|Gazette|Chronicle|Globe|Mail|Telegraph"
    r"|Observer|Courier|Daily|Weekly|Review|Zeitung|Examiner|Inquirer|Express|Standard|Mirror|Star|Sun)\b"
    r"|(?:The )?Guardian\b|Le Monde\b"
)


def owner(phrase: str) -> str:
    """The name in front of an apostrophe: "Peskov" in "Peskov's remarks"; "" where there is none."""
    name, mark, _ = phrase.replace("’", "'").partition("'s ")
    return phrase[: len(name)] if mark and len(name) < LONGEST else ""


def sender(title: str, text: str, at: int) -> str:
    """Who is said last before ``at``, or in the title, to have sent or issued something; "" where nobody is."""
    sent = [m.group(1).strip() for m in re.finditer(_SENT, f"{title}\n{text[max(0, at - BACK) : at]}")]
    return sent[-1].removesuffix(" also") if sent else ""


def papers(text: str) -> list[tuple[int, str]]:
    """Where newspapers are named, and which."""
    return [(m.start(), m.group()) for m in re.finditer(_PAPER, text)]
