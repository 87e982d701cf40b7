"""The head of a Russian page that runs into its text: "20 апреля 2025 года 09:05 Москва В.Путин: Добрый день".

Cuts paragraphs only: the date line, and the first turn's label, begin paragraphs of their own.
"""

from __future__ import annotations

import re

from briefing.records import Span

_LABEL = re.compile(
    r"(?<=\s)(?P<name>[А-ЯЁ]\.\s?(?P<last>[А-ЯЁ][\w-]+))(?:\s+(?P=last)\s[^.:!?()\n]{3,160}?)?\s?:(?=\s+\(?[А-ЯЁ])"
)
"""Behind the name a site may print a card: surname, given name and role."""
_DATED = re.compile(r"\b\d{1,2} [а-я]{3,8} \d{4} года \d{1,2}:\d\d(?=\s+[А-ЯЁ])")
_ENDED = re.compile(r"[.!?…)»*]\s*\Z")
_HEAD = re.compile(r"\d{1,2}:\d\d\s[^.:!?]{3,80}\Z")


def parted(
    text: str, paragraphs: list[Span], roles: list[str]
) -> tuple[list[Span], list[str], dict[int, tuple[Span, int]]]:
    """The paragraphs and roles with those cut that hold a date line or the label of a first turn.

    The third is where a label was found: paragraph number: (label, where the words begin). A page has one date line,
    and labels only behind it or beside turns that reading marked: elsewhere "И.Орлов:" is a reader's letter or a list.
    Linear in the text.
    """
    lines = [text[a:b].strip() for (a, b), role in zip(paragraphs, roles, strict=True) if role == "dateline"]
    lines = [line for line in lines if line]
    turns, headed = "turn" in roles, False
    spans: list[Span] = []
    kinds: list[str] = []
    labels: dict[int, tuple[Span, int]] = {}
    for (start, end), role in zip(paragraphs, roles, strict=True):
        at = start
        if role == "paragraph":
            if not headed and (dated := _DATED.search(text, start, end)):
                headed = True
                stop = dated.end()
                for line in lines:
                    if text.startswith(line, stop + 1):
                        stop += 1 + len(line)
                        break
                spans += [(start, dated.start())] * (dated.start() > start) + [(dated.start(), stop)]
                kinds += [role] * (dated.start() > start) + ["dateline"]
                at = stop + 1
            found = _LABEL.finditer(text, at, end) if headed or turns else ()
            label = next((m for m in found if _begins(text, start, m.start())), None)
            if label is not None:
                spans += [(at, label.start())] * (label.start() > at)
                kinds += [role] * (label.start() > at)
                at = label.start()
                labels[len(spans)] = label.span("name"), label.end()
        if at < end:
            spans.append((at, end))
            kinds.append(role)
    return spans, kinds, labels


def _begins(text: str, start: int, at: int) -> bool:
    """Whether a label at ``at`` stands behind the end of a sentence or behind the page's date, not in a sentence."""
    before = text[max(start, at - 100) : at]
    return bool(_ENDED.search(before) or _HEAD.search(before.rstrip()))
