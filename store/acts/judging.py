"""An analyst's judgement of quotes: status, codes with stance, confidence, level, the speaker confirmed.

A judgement belongs to the analyst who has the workspace open; nobody else's is touched. Who accepts a quote has seen
who is named as its speaker, so accepting confirms the speaker, wherever it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from briefing.records import Coding, Level, Review, Stance, Status, review_id
from store.acts.wording import all_known, counted, known
from store.changes import Change
from store.errors import WrongAct
from store.workspace import Workspace

_PAST: dict[Status, str] = {"accepted": "accepted", "rejected": "rejected", "flagged": "flagged", "new": "reset"}


def _judge(
    ws: Workspace, act: Callable[[str], str], quotes: Sequence[str], judged: Callable[[Review], Review]
) -> Change | None:
    """Save what ``judged`` makes of this analyst's review of each quote; a review that says nothing goes away.

    ``act`` is given how many changed, in words.
    """
    if not ws.analyst:
        raise WrongAct("a judgement needs an analyst's name: give one with --analyst or in ONRECORD_ANALYST")
    save, delete = [], []
    for quote in all_known(ws.quotes, quotes):
        ident = review_id(quote.id, ws.analyst)
        empty = Review(id=ident, quote=quote.id, analyst=ws.analyst)
        old = ws.reviews.get(ident)
        new = judged(old or empty)
        if new == empty and old is not None:
            delete.append(old)
        elif new not in (old, empty):
            save.append(new)
    return ws.change(act(counted(len(save) + len(delete), "quote")), save, delete)


def judge(ws: Workspace, quotes: Sequence[str], status: Status) -> Change | None:
    """Give quotes a status; ``new`` takes the status back and leaves codes and the rest."""

    def act(many: str) -> str:
        return f"{_PAST[status]} {many}"

    return _judge(ws, act, quotes, lambda review: with_status(ws, review, status))


def with_status(ws: Workspace, review: Review, status: Status) -> Review:
    """The review with another status; one that accepts confirms the speaker whom its quote names."""
    confirmed = review.speaker_confirmed
    if status == "accepted" and not confirmed:
        quote = ws.quotes.get(review.quote)
        confirmed = quote is not None and quote.speaker is not None
    return msgspec.structs.replace(review, status=status, speaker_confirmed=confirmed)


def accept(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Accept quotes, and with them the speakers they name."""
    return judge(ws, quotes, "accepted")


def reject(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Reject quotes."""
    return judge(ws, quotes, "rejected")


def flag(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Flag quotes for a second look."""
    return judge(ws, quotes, "flagged")


def reset(ws: Workspace, quotes: Sequence[str]) -> Change | None:
    """Make quotes new again; codes, confidence and level stay."""
    return judge(ws, quotes, "new")


def code(ws: Workspace, quotes: Sequence[str], code: str, stance: Stance | None = None) -> Change | None:
    """Put a code on quotes, with a stance; a code that is on a quote already gets the stance when one is given."""
    entry = known(ws.codes, code)
    if entry.retired:
        raise WrongAct(f"the code {entry.name!r} is retired: bring it back in the codebook first")

    def coded(review: Review) -> Review:
        here = next((coding for coding in review.codes if coding.code == code), None)
        if here is None:
            return msgspec.structs.replace(review, codes=(*review.codes, Coding(code, stance)))
        return _with_stance(review, code, stance) if stance is not None else review

    words = f" ({stance})" if stance else ""
    return _judge(ws, lambda many: f"coded {many} “{entry.name}”{words}", quotes, coded)


def uncode(ws: Workspace, quotes: Sequence[str], code: str) -> Change | None:
    """Take a code off quotes."""
    entry = ws.codes.get(code)
    name = entry.name if entry else code

    def bare(review: Review) -> Review:
        return msgspec.structs.replace(review, codes=tuple(c for c in review.codes if c.code != code))

    return _judge(ws, lambda many: f"took “{name}” off {many}", quotes, bare)


def stance(ws: Workspace, quotes: Sequence[str], stance: Stance | None, code: str | None = None) -> Change | None:
    """Set the stance of a code on quotes, by default of the code each got last. None unsets it."""
    if code is not None:
        known(ws.codes, code)

    def placed(review: Review) -> Review:
        which = code if code is not None else (review.codes[-1].code if review.codes else None)
        return review if which is None else _with_stance(review, which, stance)

    def act(many: str) -> str:
        return f"set the stance of {many} to {stance or 'unset'}"

    return _judge(ws, act, quotes, placed)


def _with_stance(review: Review, code: str, stance: Stance | None) -> Review:
    codes = tuple(Coding(c.code, stance) if c.code == code else c for c in review.codes)
    return msgspec.structs.replace(review, codes=codes)


def confidence(ws: Workspace, quotes: Sequence[str], confidence: int | None) -> Change | None:
    """Say how sure the analyst is, 1 to 5; None unsets it."""
    if confidence is not None and not 1 <= confidence <= 5:
        raise WrongAct(f"confidence is 1 to 5, not {confidence}")
    words = "unset" if confidence is None else f"{confidence} of 5"

    def act(many: str) -> str:
        return f"set confidence of {many}: {words}"

    return _judge(ws, act, quotes, lambda review: msgspec.structs.replace(review, confidence=confidence))


def level(ws: Workspace, quotes: Sequence[str], level: Level | None) -> Change | None:
    """Say whether the words were said, interpreted or inferred; None unsets it."""

    def act(many: str) -> str:
        return f"set level of {many}: {level or 'unset'}"

    return _judge(ws, act, quotes, lambda review: msgspec.structs.replace(review, level=level))
