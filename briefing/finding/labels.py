"""How the labels of turns are printed: in capitals, run together, with a role that another label leaves out.

Knows words, nobody by name.
"""

from __future__ import annotations

import re

from briefing.finding.lexicon import Lexicon

_RUN_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")


def calm(raw: str, text: str, words: Lexicon) -> str:
    """A label in capitals as printed elsewhere: "MS. PSAKI" as "Ms. Psaki", "THE PRESIDENT" as "the president",
    "JackHarris" as "Jack Harris"."""
    parts = raw.split()
    lows = [p.lower().rstrip(".") for p in parts]
    known = words.called
    apart = _RUN_TOGETHER.sub(" ", raw, count=1)
    given = apart.split()[0].lower()
    if apart != raw and " " not in raw and (given in words.given or apart in text):
        return apart
    if not raw.isupper() or len(parts) < 2:
        return raw
    if lows[-1] in known and not any(map(words.says_who, lows)):
        return raw.lower()
    return raw.title() if lows[0] in known and lows[-1] not in known else raw


def shorter(label: str, labels: frozenset[str], words: Lexicon) -> str:
    """The other label that ends this one, which is the name without its role: "Director of Gazprom Ivan Petrov".

    Not the name of another: "Assistant to Ivan Petrov".
    """
    parts = label.split()
    for n in range(1, len(parts) - 1):
        name = " ".join(parts[n:])
        if name in labels:
            lows = [p.lower() for p in parts[:n]]
            of = next((k for k in range(n - 1, -1, -1) if lows[k] in words.prepositions), -1)
            return name if of < 0 or any(map(words.says_who, lows[of + 1 :])) else ""
    return ""
