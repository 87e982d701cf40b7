"""A judgement given in one go: status, codes, speaker, note and the rest become one change, one undo takes it back.

Codes and speakers are told by name here; ``judging`` and ``attributing`` have each part as an act of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import msgspec

from briefing.records import (
    Code,
    Coding,
    Level,
    Note,
    Record,
    Review,
    Speaker,
    Stance,
    Status,
    new_id,
    review_id,
)
from store.acts import codebook, judging, speaking
from store.acts.noting import now
from store.acts.teaching import names_learned
from store.acts.wording import all_known, counted
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace

UNSET = "unset"


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said of quotes; a part that is not given stays as it is.

    ``codes`` and ``uncode`` are names; a code or speaker of an unknown name is made. ``confidence`` and ``level`` may
    be ``unset``.
    """

    status: Status | None = None
    codes: tuple[tuple[str, Stance | str | None], ...] = ()
    uncode: tuple[str, ...] = ()
    confidence: str | None = None
    level: str | None = None
    speaker: str | None = None
    confirm: bool = False
    note: str | None = None

    def __bool__(self) -> bool:
        return self != Judgement()


def apply(ws: Workspace, quotes: Sequence[str], judgement: Judgement) -> Change | None:
    """Make the judgement of these quotes (ids), as one change; None when nothing would change.

    Accepting confirms the speaker, as it does in the app. Raises `WrongAct` before anything is changed.
    """
    if not ws.analyst:
        raise WrongAct("a judgement needs an analyst's name: give one with --analyst or in ONRECORD_ANALYST")
    if judgement.confidence not in (None, UNSET, *"12345"):
        raise WrongAct(f"confidence is 1 to 5 or unset, not {judgement.confidence!r}")
    if judgement.status is not None and judgement == Judgement(status=judgement.status):
        return judging.judge(ws, quotes, judgement.status)
    save: list[Record] = []
    codings = [_coding(ws, name, stance, save) for name, stance in judgement.codes]
    off = {_known_code(ws, name).id for name in judgement.uncode}
    speaker = _speaker(ws, judgement.speaker, save)
    delete: list[Record] = []
    found = all_known(ws.quotes, quotes)
    if speaker is not None:
        learned = names_learned(ws, found, speaker)
        save += learned.save
        delete += learned.gone
    for quote in found:
        key = quote.id
        if speaker is not None and quote.speaker != speaker.id:
            save.append(msgspec.structs.replace(quote, speaker=speaker.id))
        empty = Review(id=review_id(key, ws.analyst), quote=key, analyst=ws.analyst)
        old = ws.reviews.get(empty.id)
        new = _judged(old or empty, judgement, codings, off)
        if judgement.status is not None:
            new = judging.with_status(ws, new, judgement.status)
        if new == empty and old is not None:
            delete.append(old)
        elif new not in (old, empty):
            save.append(new)
        if judgement.note is not None:
            save.append(_note(ws, key, judgement.note))
    words = _words(judgement, speaker)
    return ws.change(f"reviewed {counted(len(set(quotes)), 'quote')}: {', '.join(words)}", save, delete)


def _judged(
    old: Review, judgement: Judgement, codings: Sequence[tuple[str, Stance | None, bool]], off: set[str]
) -> Review:
    codes = [coding for coding in old.codes if coding.code not in off]
    for code, stance, told in codings:
        at = next((n for n, coding in enumerate(codes) if coding.code == code), None)
        if at is None:
            codes.append(Coding(code, stance))
        elif told:
            codes[at] = Coding(code, stance)
    number, level = judgement.confidence, judgement.level
    return msgspec.structs.replace(
        old,
        codes=tuple(codes),
        confidence=old.confidence if number is None else None if number == UNSET else int(number),
        level=old.level if level is None else None if level == UNSET else cast(Level, level),
        speaker_confirmed=old.speaker_confirmed or judgement.confirm or judgement.speaker is not None,
    )


def _coding(ws: Workspace, name: str, stance: str | None, save: list[Record]) -> tuple[str, Stance | None, bool]:
    """The code's id, its stance, and whether a stance was told; a code of a new name joins ``save``."""
    code = codebook.by_name(ws, name)
    if code is None:
        made = (one for one in save if isinstance(one, Code) and one.name.casefold() == name.casefold())
        code = next(made, None)
    if code is None:
        code = Code(id=new_id(), name=name)
        save.append(code)
    if code.retired:
        raise WrongAct(f"the code “{code.name}” is retired: bring it back in the codebook first")
    return code.id, None if stance in (None, UNSET) else cast(Stance, stance), stance is not None


def _known_code(ws: Workspace, name: str) -> Code:
    code = codebook.by_name(ws, name)
    if code is None:
        raise WrongAct(f"there is no code {name!r} (see onrecord list {ws.path.name} codes)")
    return code


def _speaker(ws: Workspace, name: str | None, save: list[Record]) -> Speaker | None:
    if name is None:
        return None
    name = " ".join(name.split())
    if not name:
        raise WrongAct("a speaker needs a name")
    speaker = speaking.by_name(ws, name)
    if speaker is None:
        speaker = Speaker(id=new_id(), name=name)
        save.append(speaker)
    return speaker


def _note(ws: Workspace, key: str, text: str) -> Note:
    if not text.strip():
        raise WrongAct("the note is empty: nothing was written")
    return Note(id=new_id(), target="quote", target_id=key, analyst=ws.analyst, text=text.strip(), written=now())


def _words(judgement: Judgement, speaker: Speaker | None) -> list[str]:
    """What was done, in words for the history."""
    words: list[str] = [judgement.status] if judgement.status else []
    words += [f"“{name}” ({stance})" if stance else f"“{name}”" for name, stance in judgement.codes]
    words += [f"“{name}” taken off" for name in judgement.uncode]
    if judgement.confidence is not None:
        words.append(f"confidence {judgement.confidence}")
    if judgement.level is not None:
        words.append(f"level {judgement.level}")
    if speaker is not None:
        words.append(f"said by {speaker.name}")
    elif judgement.confirm:
        words.append("speaker confirmed")
    if judgement.note is not None:
        words.append("noted")
    return words
