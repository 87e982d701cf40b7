"""The methods of the Gender Gap Tracker and of JournalismAI, written anew to be measured beside onrecord.

Both publish code that is no package (Simon Fraser University, MIT; the Guardian and AFP, Apache-2.0). What stands here
was written from reading what that code does, with onrecord's list of reporting verbs in place of theirs: where it
differs from what they run, it is our doing. Each takes a model of spaCy and a text, and gives rows for the scorer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Any

Row = dict[str, Any]


def row(text: str, start: int, end: int, speaker: tuple[int, int] | None) -> Row:
    """A prediction as the scorer takes it."""
    out: Row = {"start": start, "end": end}
    if speaker is not None and speaker[0] < speaker[1]:
        out |= {"speaker_start": speaker[0], "speaker_end": speaker[1], "speaker_text": text[slice(*speaker)]}
    return out


def tokens(tokens: Sequence[Any]) -> tuple[int, int]:
    """First and last character of tokens that stand in order."""
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def _subtree(token: Any) -> tuple[int, int]:
    return token.left_edge.idx, token.right_edge.idx + len(token.right_edge)


def _verbs() -> frozenset[str]:
    """Every form of the verbs that report a statement, as onrecord has them."""
    from briefing.finding.lexicon import lexicon

    return frozenset(form for form, (_, group, _) in lexicon().cues.items() if group in ("say", "that"))


# Gender Gap Tracker's method ------------------------------------------------------------------------------------------

FLOATING = 5
"""So many sentences may make up a quotation that stands alone."""


def gender_gap_tracker(nlp: Any, text: str) -> list[Row]:
    """Clauses under a reporting verb, "according to", quotations that follow these, and pairs of marks; first come,
    first kept.
    """
    plain, at = _plain(text)
    doc = nlp(plain)
    verbs = _verbs()
    clauses = [*_clauses(doc, verbs), *_according(doc)]
    found = [*clauses, *_floating(doc, clauses), *_marked(doc)]
    kept: list[tuple[int, int]] = []
    rows = []
    for (start, end), speaker, _ in found:
        if len(plain[start:end].split(" ")) < 4 or any(start < b and a < end for a, b in kept):
            continue
        kept.append((start, end))
        rows.append(row(text, at[start], at[end], (at[speaker[0]], at[speaker[1]]) if speaker else None))
    return rows


def _plain(text: str) -> tuple[str, list[int]]:
    """The text with straight marks and a full stop at each end of a line, and where each sign of it comes from."""
    out, at = [], []
    for i, sign in enumerate(text):
        if sign == "\n" and text[i - 1 : i] not in ("", ".", "\n"):
            out.append(".")
            at.append(i)
        out.append({"\xa0": " ", "“": '"', "”": '"'}.get(sign, sign))
        at.append(i)
    return "".join(out), [*at, len(text)]


Candidate = tuple[tuple[int, int], "tuple[int, int] | None", bool]
"""Span, speaker, and whether it is of the sort after which a quotation may stand alone."""


def _clauses(doc: Any, verbs: frozenset[str]) -> Iterator[Candidate]:
    """Clausal complements of a reporting verb with the verb's subject, or that of the clause above."""
    for word in doc:
        verb = word.head
        if word.dep_ != "ccomp" or verb.lower_ not in verbs or word.right_edge.i + 1 >= len(doc):
            continue
        subject = next((c for c in [*verb.children, *verb.head.children] if c.dep_ == "nsubj"), None)
        if subject is None or subject.right_edge.i + 1 >= len(doc):
            continue
        span, speaker = _subtree(word), _subtree(subject)
        if doc.text[slice(*speaker)].strip().lower() in ("i", "we"):
            continue
        first, last = word.left_edge.i, word.right_edge.i
        before = any(doc[k].is_quote for k in (max(0, first - 1), first))
        behind = any(doc[k].is_quote for k in (last, min(len(doc) - 1, last + 1), min(len(doc) - 1, last + 2)))
        quoted = before and behind
        if quoted and first <= subject.i <= last and first <= verb.i <= last:
            continue
        leads = quoted and verb.i > last and subject.i > last
        yield span, speaker, leads or (not quoted and first < verb.i < subject.i)


def _according(doc: Any) -> Iterator[Candidate]:
    """What stands on the other side of "according to"."""
    for word in doc:
        lead = word.head
        if word.dep_ != "prep" or doc[lead.left_edge.i : word.i + 1].text.lower() != "according to":
            continue
        above = lead.head
        if lead.i < above.i:
            content, speaker = (
                doc[lead.right_edge.i + 1 : above.right_edge.i + 1],
                doc[word.i + 1 : lead.right_edge.i + 1],
            )
        else:
            content, speaker = doc[above.left_edge.i : lead.i], doc[word.i + 1 : above.right_edge.i + 1]
        if len(content) and len(speaker):
            yield (content.start_char, content.end_char), (speaker.start_char, speaker.end_char), False


def _floating(doc: Any, clauses: Sequence[Candidate]) -> Iterator[Candidate]:
    """Sentences all in marks right behind a sentence whose quotation goes before its verb: the same speaker."""
    leading = [(span, speaker) for span, speaker, leads in clauses if leads]
    sentences = list(doc.sents)
    i = 1
    while i < len(sentences):
        before = sentences[i - 1]
        speaker = next((who for span, who in leading if _mostly(span, (before.start_char, before.end_char))), None)
        taken = 1
        if speaker is not None:
            taken, end = _alone(sentences, i)
            if end:
                yield (sentences[i].start_char, end), speaker, False
        i += taken


def _mostly(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share half of the shorter."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared >= min(one[1] - one[0], other[1] - other[0]) / 2


def _alone(sentences: Sequence[Any], i: int) -> tuple[int, int]:
    """How many sentences from ``i`` are one quotation, and where it ends (0: none)."""
    first = re.sub(r"\s", "", sentences[i].text)
    if '"' not in first[:3]:
        return 1, 0
    if '."' in first[-3:]:
        return 1, sentences[i].end_char
    for n in range(1, FLOATING):
        if i + n >= len(sentences):
            break
        text = re.sub(r"\s", "", sentences[i + n].text)
        if '"' in text[-3:] and '"' not in text[:-3]:
            return n + 1, sentences[i + n].end_char
    return 1, 0


def _marked(doc: Any) -> Iterator[Candidate]:
    """What stands between two marks, with the subject of the next verb on either side."""
    start = -1
    for word in doc:
        if word.text != '"':
            continue
        if start < 0:
            start = word.i
            continue
        if 6 < word.i + 1 - start < 100:
            verb = _verb_beside(doc, start, word.i + 1)
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
            yield (doc[start].idx, word.idx + 1), tokens([subject]) if subject is not None else None, False
        start = -1


def _verb_beside(doc: Any, start: int, end: int) -> Any:
    """The verb within four words before the quotation or five behind it."""
    for places in (range(start - 1, max(-1, start - 5), -1), range(end, min(end + 5, len(doc)))):
        for i in places:
            if doc[i].pos_ == "VERB" and doc[i].lower_ not in ("is", "was", "be"):
                return doc[i]
            if doc[i].text in (".", '"'):
                break
    return None


# JournalismAI's method ------------------------------------------------------------------------------------------------

_STRAIGHT = re.compile(r'"([^"\n]*)"')
_QUOTED = re.compile(r"“[^”]*”")
_END = re.compile(r"[.!?](?=\s|$)|\n")


def journalism_ai(nlp: Any, text: str) -> list[Row]:
    """Patterns of quotation, verb and speaker; speakers read off the parse of the sentence with its quotation
    shortened; paragraphs all in marks take the subject of the sentence before.
    """
    curly = _STRAIGHT.sub("“\\1”", text)
    verbs = _verbs()
    told = "|".join(sorted((v for v in verbs if v.endswith(("d", "g", "s"))), key=len, reverse=True))
    sentences = _sentences(curly)
    parsed: dict[int, tuple[int, int] | None] = {}

    def subject(at: int) -> tuple[int, int] | None:
        """The subject of the reporting verb in the sentence around a place."""
        k = next((k for k, (a, b) in enumerate(sentences) if a <= at < b), -1)
        if k >= 0 and k not in parsed:
            parsed[k] = _subject(nlp, curly, *sentences[k], verbs)
        return parsed.get(k)

    rows: dict[tuple[int, int], Row] = {}

    def add(span: tuple[int, int], speaker: tuple[int, int] | None) -> None:
        if span[0] >= 0 and span not in rows:
            rows[span] = row(text, *span, speaker)

    quoted = r"(?P<q>“[^“\n]+?[,?!]”)"
    more = r"(?:[.,]\s{0,2}(?P<r>“[^”]+”))?"
    for pattern in (
        rf"{quoted} (?P<s>[^.!?“”\n]{{1,200}}?)\s(?:{told})\b(?:[^.!?“”\n]{{0,200}}?(?=[.,]){more})",
        rf"{quoted}\s(?:{told}) (?P<s>[^.!?,“”\n]{{1,200}})(?:[^.!?“”\n]{{0,200}}?(?=[.,]){more})",
        rf"(?P<s>[^.!?“”\n]{{1,200}}?) (?:{told})(?: \w+){{0,5}}: (?P<q>“[^”]+”)",
    ):
        for m in re.finditer(pattern, curly):
            speaker = subject(m.start("q")) or m.span("s")
            for name in ("q", "r"):
                if name in m.groupdict() and m.group(name):
                    add(m.span(name), speaker)
    for k, (start, end) in enumerate(sentences):
        piece = curly[start:end].strip()
        if k and piece[:1] == "“" and piece.find("”") == len(piece) - 1:
            before = curly[slice(*sentences[k - 1])]
            if "“" not in before and "”" not in before:
                add(
                    (start + curly[start:end].index("“"), start + curly[start:end].index("”") + 1),
                    subject(sentences[k - 1][0]),
                )
    return list(rows.values())


def _sentences(curly: str) -> list[tuple[int, int]]:
    """Sentences that do not end inside a quotation, but may end with one."""
    inside = [m.span() for m in _QUOTED.finditer(curly)]
    cuts, k = [0], 0
    for m in _END.finditer(curly):
        while k < len(inside) and inside[k][1] <= m.start():
            k += 1
        if k == len(inside) or m.start() < inside[k][0]:
            cuts.append(m.end())
    cuts += [b for _, b in inside if curly[b - 2] in ".!?" and curly[b : b + 1] in ("\n", "")]
    cuts = sorted({*cuts, len(curly)})
    return [(a, b) for a, b in itertools.pairwise(cuts) if curly[a:b].strip()]


def _subject(nlp: Any, curly: str, start: int, end: int, verbs: frozenset[str]) -> tuple[int, int] | None:
    """The subject of a reporting verb outside the quotations of a sentence, parsed with a stand-in for each."""
    out, at = [], []
    k = start
    for m in [*_QUOTED.finditer(curly, start, end), None]:
        stop = m.start() if m else end
        out.append(curly[k:stop])
        at += range(k, stop)
        if m:
            stand_in = "“Dummy phrase,”" if curly[m.end() - 2] == "," else "“dummy phrase”"
            out.append(stand_in)
            at += [-1] * len(stand_in)
            k = m.end()
    for word in nlp("".join(out)):
        if word.dep_ == "nsubj" and word.head.lower_ in verbs and at[word.idx] >= 0 and at[word.head.idx] >= 0:
            places = [p for p in at[slice(*_subtree(word))] if p >= 0]
            return places[0], places[-1] + 1
    return None
