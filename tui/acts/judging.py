"""Judging: status, stance, confidence and level of the marked quotes, or of the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from briefing.records import Level, Stance, Status
from store.acts import judging as acts
from tui.act import Act, Do
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
    if reason or s.desk.marks:
        return reason
    review = s.desk.review(s.desk.key)
    return "" if review and review.codes else "No code to take a stance on: c adds one."


def _stance(stance: Stance | None) -> Do:
    def do(s: Judging, count: int | None) -> None:
        ws = s.desk.ws
        s.change(lambda keys: acts.stance(ws, keys, stance), again=f"stance {stance}")

    return do


def _confidence(value: int | None) -> Do:
    def do(s: Judging, count: int | None) -> None:
        ws = s.desk.ws
        s.change(lambda keys: acts.confidence(ws, keys, value), again=f"confidence {value}")

    return do


def _level(value: Level | None) -> Do:
    def do(s: Judging, count: int | None) -> None:
        ws = s.desk.ws
        s.change(lambda keys: acts.level(ws, keys, value), again=f"level {value}")

    return do


_SIGNS = {"support": "+", "oppose": "-", "neutral": "0", "mixed": "~"}
_HOW = {"said": "it was said in those words", "interpreted": "it is interpreted", "inferred": "it is inferred"}

STANCES = (
    *(
        Act(f"stance_{name}", (_SIGNS[name],), f"Stance of the last code: {name}", "Judge", _stance(name), no_code)
        for name in get_args(Stance)
    ),
    Act("stance_unset", ("d -",), "Stance of the last code: unset", "Judge", _stance(None), no_code),
)
"""The acts of stance, one for each."""

CERTAINTIES = (
    *(
        Act(f"confidence_{n}", (f"d {n}",), f"Confidence {n} of 5", "Judge", _confidence(n), can_judge)
        for n in range(1, 6)
    ),
    Act("confidence_unset", ("d 0",), "Confidence unset", "Judge", _confidence(None), can_judge),
    *(Act(f"level_{name}", (f"d {name[0] if name != 'inferred' else 'f'}",), f"Level {name}: {_HOW[name]}", "Judge",
          _level(name), can_judge) for name in get_args(Level)),
    Act("level_unset", ("d u",), "Level unset", "Judge", _level(None), can_judge),
)  # fmt: skip
"""The acts of confidence and level."""
