"""Judging: status, stance, confidence and level of the marked quotes, or of the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.records import Level, Stance, Status
from store.acts import judging as acts
from tui.acts.viewing import can_judge

if TYPE_CHECKING:
    from tui.doing import Judging


def _judge(s: Judging, status: Status, again: str, advance: bool) -> None:
    ws = s.desk.ws

    s.change(lambda keys: acts.judge(ws, keys, status), again=again, advance=advance, unmark=True)


def accept(s: Judging, count: int | None) -> None:
    """Accept, and go to the next new quote."""
    _judge(s, "accepted", "accept", True)


def reject(s: Judging, count: int | None) -> None:
    """Reject, and go to the next new quote."""
    _judge(s, "rejected", "reject", True)


def flag(s: Judging, count: int | None) -> None:
    """Flag for a second look, and stay."""
    _judge(s, "flagged", "flag", False)


def accept_stay(s: Judging, count: int | None) -> None:
    """Accept, and stay."""
    _judge(s, "accepted", "accept", False)


def unjudge(s: Judging, count: int | None) -> None:
    """Make the quote new again."""
    _judge(s, "new", "unjudge", False)


def no_code(s: Judging) -> str:
    """Why there is no stance to set."""
    reason = can_judge(s)
    if reason or s.desk.marked():
        return reason
    review = s.desk.review(s.desk.key)
    return "" if review and review.codes else "No code to take a stance on: c adds one."


def stance(s: Judging, count: int | None, *, value: Stance | None) -> None:
    """Take a stance on the last code, or none."""
    ws = s.desk.ws
    s.change(lambda keys: acts.stance(ws, keys, value), again=f"stance {value}")


def confidence(s: Judging, count: int | None, *, value: int | None) -> None:
    """Say how sure one is, 1 to 5, or unset it."""
    ws = s.desk.ws
    s.change(lambda keys: acts.confidence(ws, keys, value), again=f"confidence {value}")


def level(s: Judging, count: int | None, *, value: Level | None) -> None:
    """Say on which level it was made, or unset it."""
    ws = s.desk.ws
    s.change(lambda keys: acts.level(ws, keys, value), again=f"level {value}")
