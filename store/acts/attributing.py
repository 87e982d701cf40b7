"""Judgements that concern more than the review, each one act: saying who it was, and coding with a new code.

Naming a speaker confirms the speaker, as accepting does (see ``judging``).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from briefing.records import Code, Coding, Quote, Record, Review, Speaker, Stance, new_id, review_id
from store.acts import codebook, speaking
from store.acts.teaching import Learned, names_learned
from store.acts.wording import all_known, counted, known
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace


def _review(ws: Workspace, quote: str) -> Review:
    """This analyst's review of a quote, an empty one where there is none."""
    if not ws.analyst:
        raise WrongAct("a judgement needs an analyst's name: give one with --analyst or in ONRECORD_ANALYST")
    return ws.review(quote) or Review(id=review_id(quote, ws.analyst), quote=quote, analyst=ws.analyst)


def attribute(ws: Workspace, quotes: Sequence[str], speaker: str | None) -> Change | None:
    """Say that ``speaker`` made the quotes (None: nobody known) and that this was checked."""
    to = known(ws.speakers, speaker) if speaker is not None else None
    name = to.name if to is not None else "nobody known"
    found = all_known(ws.quotes, quotes)
    same = all(quote.speaker == speaker for quote in found)
    act = f"confirmed {name} as the speaker" if same else f"attributed {counted(len(found), 'quote')} to {name}"
    return ws.change(act, *_attributed(ws, found, to))


def attribute_to_new(ws: Workspace, quotes: Sequence[str], name: str) -> Change | None:
    """Likewise for a speaker named ``name``, who is made in the same act if there is none of that name."""
    name = speaking.proper(name)
    speaker = speaking.by_name(ws, name)
    made = speaker or Speaker(id=new_id(), name=name)
    save, gone = _attributed(ws, all_known(ws.quotes, quotes), made)
    new = "" if speaker else ", a new speaker"
    return ws.change(f"attributed {counted(len(quotes), 'quote')} to {made.name}{new}", save, gone)


def _attributed(ws: Workspace, quotes: Sequence[Quote], to: Speaker | None) -> tuple[list[Record], Sequence[Record]]:
    """What is to be saved, and what goes: the quotes as ``to``'s, checked, and what is learned from that."""
    learned = names_learned(ws, quotes, to) if to is not None else Learned((), ())
    save: list[Record] = [*learned.save]
    save += [msgspec.structs.replace(quote, speaker=to.id if to is not None else None) for quote in quotes]
    save += [msgspec.structs.replace(_review(ws, quote.id), speaker_confirmed=True) for quote in quotes]
    return save, learned.gone


def code_with_new(ws: Workspace, quotes: Sequence[str], name: str, stance: Stance | None = None) -> Change | None:
    """Put the code named ``name`` on quotes; it is made in the same act if there is none of that name."""
    name = " ".join(name.split())
    if not name:
        raise WrongAct("a code needs a name")
    code = codebook.by_name(ws, name)
    save: list[Record] = []
    new = ", a new code" if code is None else ""
    if code is None or code.retired:
        code = Code(id=new_id(), name=name) if code is None else msgspec.structs.replace(code, retired=False)
        save.append(code)
    for quote in all_known(ws.quotes, quotes):
        old = _review(ws, quote.id)
        if all(coding.code != code.id for coding in old.codes):
            save.append(msgspec.structs.replace(old, codes=(*old.codes, Coding(code.id, stance))))
    return ws.change(f"coded {counted(len(quotes), 'quote')} “{code.name}”{new}", save)
