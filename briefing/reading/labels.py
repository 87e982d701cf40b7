"""Who speaks: the labels of turns in transcripts, told apart from sentences that happen to hold a colon."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache

_GENERIC = (
    r"questions?|q|answers?|a|remarks?|reply|replies|voices?|response|moderator|interviewer|journalist|reporter|"
    r"correspondent|staff|operator|interpreter|participants?|audience|speaker|host|anchor|from the audience|"
    r"from the floor|voice from the audience|press|media|volunteers?|students?|pupils?|children|residents?|workers?|"
    r"вопросы?|ответы?|реплик[аи]|ведущ(?:ий|ая)|модератор|журналист(?:ка)?|корреспондент|"
    r"голос(?: из зала)?|из зала|участни(?:к|ца)|переводчик|репортёр|репортер|интервьюер"
)
_NUMBERED = r"(?:\s+(?:№\s*)?\d{1,2})?"
_GENERIC_LABEL = re.compile(rf"(?:{_GENERIC}){_NUMBERED}\Z", re.IGNORECASE)
_ASIDE = r"(?:\s*(?:\([^()\n]{1,200}\)|\[[^\[\]\n]{1,120}\]))*"
_LABEL = re.compile(
    rf"(?P<name>[^\W_](?:[^:\n()\[\]?!;“”\"«»<>]|\([^()\n:]{{1,60}}\)(?=\s[A-ZА-ЯЁ])){{0,200}}?)"
    rf"(?P<aside>{_ASIDE})\s*(?P<colon>:)(?=\s|\Z|[(“\"«\[*])"
)
_BARE_LABEL = re.compile(r"([^\W_][^:\n()\[\]?!;“”\"«»<>]{0,200}):(?=\s|\Z|[(“\"«\[*])")
"""``_LABEL`` without anything in brackets, as nearly all are: found without trying twice."""
_NUMBER_Q = re.compile(r"Q\d{0,2}(?=\.?\s{2,}\S|\.?\s+[(“\"‘'A-ZА-ЯЁ—–-])")
_LONGEST = 420
_SENTENCE = re.compile(r"[.!?…\n](?:(?<=[a-zа-яё]{3}[.!?…])\s|(?<=\n)\s*\n)")
_SMALL_WORDS = """
of the and for to at in on de la le du del della di da van von der den bin ibn al el ul ad as an – - & и по на в во
при от для с со о об у за — a
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_OFFICE = re.compile(
    r"(?:president|minister|secretary|chairman|chairwoman|chairperson|chair|director|governor|head|deputy|ambassador|"
    r"general|admiral|colonel|spokes\w+|speaker|commissioner|prosecutor|mayor|senator|chancellor|king|queen|prince|"
    r"journalist|moderator|host|presenter|correspondent|anchor|adviser|aide|assistant|founder|owner|coach|captain|worker|"
    r"student|teacher|doctor|professor|academician|farmer|engineer|veteran|champion|volunteer|winner|resident|writer|"
    r"manager|chief|executive|session|press|plenary|team|council|board|party|news|television|channel|region|faction|"
    r"mr|mrs|ms|dr|sir|pope|patriarch|bishop|sheikh|emir|officials?|official|member|representative|rector|editor)\.?\Z",
    re.IGNORECASE,
)
_NEVER_WORDS = """
i we you he she it they this that these those here there what why how when where who which my our your his her its
their is are was were be has have had do does did will would can could should must may might not no yes so but or if
because therefore however also now then first second third finally firstly secondly thirdly next today yesterday
tomorrow note source photo image video read more see update updated background contact tel phone email subject date
place location time topic tags example conclusion summary thus hence meanwhile moreover again one two three several
some many all both another other let please thank thanks dear say says said asked told added я мы ты вы он она оно
они это этот эта эти тот та те здесь там что почему как когда где кто мой наш ваш его её их не нет да так но или
если потому поэтому однако также теперь сейчас первое второе третье во-первых во-вторых в-третьих наконец фото
источник дата место тема темы пример итак далее ещё еще есть был была было были будет хочу прошу пожалуйста спасибо
вопрос-ответ http https
"""
_NEVER = frozenset(_NEVER_WORDS.split())
_CAPS = re.compile(r"[^a-zа-яё]*\Z")
_CAMEL = re.compile(r"[A-ZА-ЯЁ][a-zа-яё]{2,}[A-ZА-ЯЁ][a-zа-яё]{2,}\Z")
_GOING_ON = re.compile(r"[A-Z][a-z]+ing (?:to|on|of|back|from|for|up)\b")
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][\w’'-]+")


def label_ends(paragraphs: Sequence[str], telling: Collection[int]) -> list[int]:
    """Length of the speaker's label at the start of each paragraph, its colon included; 0 where there is none.

    Who speaks in the document is told by those of its paragraphs whose numbers are in ``telling``.
    """
    found = [_label(words) if ":" in words else ("", 0) for words in paragraphs]
    bare = [n for n, words in enumerate(paragraphs) if words[:1] == "Q" and _NUMBER_Q.match(words)]
    asked = sum(n in telling and not found[n][0] for n in bare)
    known, caps = _speakers([name for n, (name, _) in enumerate(found) if name and n in telling], asked)
    ends = [end if end and (name.casefold() in known or strength(name) >= 2) else 0 for name, end in found]
    for n in bare if caps else ():
        match = _NUMBER_Q.match(paragraphs[n])
        ends[n] = match.end() if match else 0
    return ends


def _label(paragraph: str) -> tuple[str, int]:
    """The words before the colon that might be a label, and where it ends; most paragraphs have none, for next to
    nothing."""
    at = paragraph.find(":", 0, _LONGEST)
    if at <= 0 or _SENTENCE.search(paragraph, 0, at):
        return "", 0
    if match := _BARE_LABEL.match(paragraph):
        return match[1].strip(), match.end()
    match = _LABEL.match(paragraph)
    return (match["name"].strip(), match.end()) if match else ("", 0)


def candidate(paragraph: str) -> str:
    """The words before the colon that might be a label, or an empty string."""
    return _label(paragraph)[0]


@lru_cache(maxsize=4096)
def strength(name: str) -> int:
    """How much ``name`` looks like a speaker: 0 no, 1 only if it comes again, 2 yes.

    A speaker's label is made of capitalised words and the small words between them; no pronoun, no verb.
    """
    if _GENERIC_LABEL.match(name) or name.startswith("SOUNDBITE "):
        return 2
    words = re.split(r"[\s,/]+", re.sub(r"\([^()]*\)", " ", name))
    words = [word for word in words if word]
    bare = [word.strip(".’'").casefold() for word in words]
    if not words or len(words) > 26 or _GOING_ON.match(name) or any(word in _NEVER for word in bare):
        return 0
    if re.fullmatch(r"(?i)speaker \w{1,3}", name):
        return 2
    if words[0].casefold() in _SMALL and words[0] not in ("The", "THE", "Al", "El", "Van", "De", "Von", "La", "Le"):
        return 0
    proper = [word for word in words if word[0].isupper()]
    small = [w for w in words if not w[0].isupper() and w.casefold() not in _SMALL and not _OFFICE.match(w)]
    if any(char.isdigit() for char in name) and not re.search(r"[A-ZА-Я]", name):
        return 0
    if _INITIALS.match(name) and len(words) <= 6:
        return 2
    capitals = bool(_CAPS.match(name)) and any(char.isalpha() for char in name)
    if capitals:
        if len(words) == 1 and len(name) < 3:
            return 0
        return 2 if len(words) <= 8 and (len(words) > 1 or len(name) > 3) else 1
    if small:
        return 1 if len(small) <= 3 and len(proper) >= 2 and any(_OFFICE.match(word) for word in words) else 0
    if not words[-1][0].isupper():
        return 0
    if len(proper) == 1:
        return 1
    return 2


def _speakers(names: Sequence[str], bare: int) -> tuple[frozenset[str], bool]:
    """Those of ``names`` (casefolded) that label turns in this document, and whether its labels are in capitals.

    A name that looks only a little like one counts when it labels several paragraphs of a document that has others, or
    is an office before the name of somebody who speaks elsewhere in it. ``bare`` paragraphs begin with a ``Q`` alone.
    """
    seen = Counter(names)
    firm = {name for name in seen if strength(name) == 2}
    caps = sum(times for name, times in seen.items() if name in firm and len(name) > 3 and _CAPS.match(name))
    surnames = {name.split()[-1] for name in firm}
    known = set()
    for name, times in seen.items():
        if (
            name in firm
            or (_CAMEL.match(name) and len(seen) > 1)
            or (name in surnames and len(name) > 2)
            or (strength(name) == 1 and times >= 2 and (len(firm) >= 1 or len(seen) >= 2))
            or (strength(name) == 1 and any(name.endswith(f" {other}") for other in firm))
        ):
            known.add(name.casefold())
    return frozenset(known), caps >= 2 or bare >= 3 or bool(caps and bare)
