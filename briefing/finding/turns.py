"""Transcripts: the turns of a conversation, who has each, and which answers which.

Takes the turns that reading marked; in a bare text it recognises labelled lines itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from briefing.finding.lexicon import lexicon
from briefing.finding.names import JOINTS
from briefing.records import Source, Span

_LABEL = re.compile(
    r"[\"“«]?(?:[—–-]\s*)?(?P<name>[^\W\d_](?:[\w .,’'()\-–]|&){0,90}?)(?:\s*\([^()\n]{1,80}\))?\s*:(?=\s+\S|\s*$)"
)
_GENERIC = re.compile(
    r"(?:questions?|q|answers?|a|remarks?|comments?|reply|replies|voices?|response|moderator|interviewer|journalist|"
    r"reporter|host|participants?|audience|press|media|volunteers?|students?|pupils?|children|residents?|workers?|"
    r"interpreter|вопросы?|ответы?|реплик[аи]|ведущ(?:ий|ая)|модератор|журналист|корреспондент|"
    r"(?:голос )?из зала|участни(?:к|ца)|переводчик)"
    r"(?:\s+\d{1,2})?",
    re.IGNORECASE,
)
_INNER = re.compile(
    r"(?<=[.!?…)>])\s+(?P<name>(?:[^\W\d_]\.\s?){0,2}(?P<last>[^\W\d_][\w’'-]+)(?:\s[^\W\d_][\w’'-]+){0,4}?)"
    r"(?:\s+(?P=last)\s[^.:!?()\n]{3,90}?)?\s*(?P<translated>\((?:как переведено|as translated|retranslated)\))?"
    r"\s?:(?=\s+[(\"“«]?(?P<next>[^\W\d_]))"
)
"""A label inside a paragraph; behind the name a site may print a card: the name again and the role."""
_STAGE = re.compile(r"\s*[(\[<][^()\[\]<>]{1,120}[)\]>]\.?\s*")
_NUMBER = re.compile(r"[\s.,%]*\d[\s\d.,%]*")
ENDING = frozenset(("headline", "dateline", "credit", "boilerplate"))


@dataclass
class Turn:
    """What one speaker says until the next: ``label`` is where they are named, ``generic`` a label like "Question"."""

    label: Span
    generic: bool
    spans: list[Span] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)


def generic(label: str) -> bool:
    """Whether a label names a part ("Question") and no person."""
    return _GENERIC.fullmatch(label.strip(" .")) is not None


def find_turns(
    source: Source, paragraphs: list[Span], roles: list[str], opened: dict[int, tuple[Span, int]]
) -> list[Turn]:
    """The turns of a transcript in order; empty for running text. Linear in the text.

    ``opened`` are paragraphs that begin with a label for sure: number: (label, where the words begin).
    """
    labels = _marked(source, paragraphs, roles) if source.blocks else _recognised(source.text, paragraphs)
    labels |= opened
    turns: list[Turn] = []
    current: Turn | None = None
    for n, (start, end) in enumerate(paragraphs):
        heading = roles[n] == "subhead" and source.text[end - 1].isalnum()
        if (roles[n] in ENDING or heading) and n not in labels:
            current = None
            continue
        if n in labels:
            name, body = labels[n]
            current = Turn(name, generic(source.text[name[0] : name[1]]))
            turns.append(current)
            start = body
        if current is None:
            continue
        current.paragraphs.append(n)
        if roles[n] == "stage" or _STAGE.fullmatch(source.text, start, end):
            continue
        while start < end and source.text[start].isspace():
            start += 1
        while end > start and source.text[end - 1].isspace():
            end -= 1
        if start < end:
            current.spans.append((start, end))
    return _parted(source, paragraphs, [t for t in turns if t.spans])


def _parted(source: Source, paragraphs: list[Span], turns: list[Turn]) -> list[Turn]:
    """The turns, those divided in which somebody else's label stands inside a paragraph."""
    if not turns:
        return turns
    text = source.text
    ahead = f"{source.title} {text[: turns[0].label[0]]}"
    labels = {text[slice(*turn.label)] for turn in turns}
    out: list[Turn] = []
    for turn in turns:
        rest = turn
        for n, (start, end) in enumerate(turn.spans):
            for m in _INNER.finditer(text, start, end):
                if not _labels(m, ahead, labels):
                    continue
                body = m.end() + 1
                first = next(k for k, p in enumerate(rest.paragraphs) if paragraphs[p][1] >= m.end())
                following = Turn(m.span("name"), False, [(body, end), *turn.spans[n + 1 :]], rest.paragraphs[first:])
                rest.spans = [s for s in rest.spans if s[0] < start] + [(max(start, rest.spans[0][0]), m.start())]
                rest.paragraphs = rest.paragraphs[: first + 1]
                out.append(rest)
                rest = following
        out.append(rest)
    return out


def _labels(m: re.Match[str], ahead: str, labels: set[str]) -> bool:
    """Whether a colon inside a turn ends a label: it says so, or names another label or somebody named ``ahead``."""
    name = m.group("name")
    if not _named(name) or generic(name) or not all(w[0].isupper() for w in name.split()):
        return False
    if m.group("translated") or name in labels:
        return True
    if not m.group("next").isupper():
        return False
    if "." in name:
        return m.group("last")[:-1] in ahead and len(m.group("last")) > 4
    return " " in name and name in ahead


def _marked(source: Source, paragraphs: list[Span], roles: list[str]) -> dict[int, tuple[Span, int]]:
    """Paragraph number: (label, where the words begin), from the blocks of role "turn"."""
    starts = [p[0] for p in paragraphs]
    out: dict[int, tuple[Span, int]] = {}
    for block in source.blocks:
        if block.role != "turn":
            continue
        n = bisect_left(starts, block.start)
        if n < len(starts) and starts[n] < block.end:
            label = source.text[block.start : block.label_end]
            bare = label.rstrip().rstrip(":").rstrip()
            cut = bare.find("(")
            bare = bare[:cut].rstrip() if cut > 0 else bare
            out[n] = ((block.start, block.start + len(bare)), max(block.label_end, block.start))
    return _spoken(source.text, out)


def _spoken(text: str, found: dict[int, tuple[Span, int]]) -> dict[int, tuple[Span, int]]:
    """The labels that look like names or parts; a word alone ("Usage") only beside enough sure ones."""
    kept = {n: value for n, value in found.items() if _named(text[slice(*value[0])])}
    sure = sum(_sure(text[slice(*label)]) for label, _ in kept.values())
    if 3 * sure >= len(kept):
        return kept
    return {n: value for n, value in kept.items() if _sure(text[slice(*value[0])])}


def _sure(label: str) -> bool:
    """Whether a label is a part, a full name, a name in capitals or with a title, or a given name."""
    words = lexicon()
    parts = label.split()
    if generic(label) or len(parts) > 1 or label.isupper() or "." in label.rstrip("."):
        return True
    low = label.lower()
    camel = any(c.isupper() for c in label[1:])
    return camel or low in words.given


def _recognised(text: str, paragraphs: list[Span]) -> dict[int, tuple[Span, int]]:
    found: dict[int, tuple[Span, int]] = {}
    for n, (start, end) in enumerate(paragraphs):
        m = _LABEL.match(text, start, min(end, start + 160))
        if m and _named(m.group("name")):
            found[n] = (m.span("name"), m.end())
    numbers = sum(_NUMBER.fullmatch(text, body, paragraphs[n][1]) is not None for n, (_, body) in found.items())
    if 2 * numbers > len(found):  # a table of results
        return {}
    counts = Counter(text[a:b].lower() for (a, b), _ in found.values())
    if len(found) < 4 or max(counts.values()) < 2 or len(found) < 0.15 * (len(paragraphs) - min(found)):
        return {}
    if len([c for c in counts.values() if c > 1]) < 1 or len(counts) < 2 or len(counts) > 0.8 * len(found):
        return {}
    return _spoken(text, found)


def _named(label: str) -> bool:
    """Whether a label looks like a person or a part: capitals, few words."""
    if generic(label):
        return True
    if label[:1] in "([" or '"' in label:
        return False
    words = [w for w in label.split() if (len(w) > 3 and w not in JOINTS) or w[0].isupper()]
    if words and words[0].lower() in lexicon().determiners and "PRESIDENT" not in label.upper() and len(words) < 3:
        return False
    return 0 < len(words) <= 16 and words[0][0].isupper() and sum(w[0].isupper() for w in words) >= 0.6 * len(words)


def answers(turns: list[Turn], text: str) -> list[tuple[int, int]]:
    """Pairs (answer, question): a turn right behind a question by somebody else."""
    pairs = []
    for n in range(1, len(turns)):
        before, now = turns[n - 1], turns[n]
        asked = (before.generic and not now.generic) or text[before.spans[-1][1] - 1] == "?"
        if asked and text[slice(*before.label)].lower() != text[slice(*now.label)].lower():
            pairs.append((n, n - 1))
    return pairs
