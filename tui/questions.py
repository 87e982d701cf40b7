"""What can be asked in the panel: a line to type in, with choices that narrow as one types. No widget in here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a picker. ``detail`` is shown below the list while the row is chosen, ``aside`` at its right end."""

    key: str
    label: str
    aside: str = ""
    detail: str = ""
    off: str = ""
    """Why it cannot be chosen now."""


def narrow(choices: Sequence[Choice], text: str) -> list[Choice]:
    """The choices whose label has every word of ``text``; those that start with it first, then those with a word that
    does.
    """
    wanted = text.casefold().split()
    if not wanted:
        return list(choices)
    first = " ".join(wanted)
    ranked: list[tuple[int, int, Choice]] = []
    for n, choice in enumerate(choices):
        label = choice.label.casefold()
        if all(word in label for word in wanted):
            rank = 0 if label.startswith(first) else 1 if f" {first}" in f" {label}" else 2
            ranked.append((rank, n, choice))
    ranked.sort(key=lambda item: item[:2])
    return [choice for _, _, choice in ranked]


@dataclass
class Question:
    """What the panel shows and calls.

    ``choices`` gives the rows for what is typed; ``enter`` takes the chosen row (or None) and the text and gives an
    error to show, or an empty string when it is done; ``new`` likewise for Ctrl+N; ``changed`` is told of each change
    of the text and gives an error or a remark; ``complete`` answers Tab; ``left`` is called when Escape closes the
    panel.
    """

    title: str
    enter: Callable[[Choice | None, str], str]
    choices: Callable[[str], Sequence[Choice]] = field(default=lambda text: ())
    text: str = ""
    hint: str = ""
    new: Callable[[str], str] | None = None
    changed: Callable[[str], str] | None = None
    complete: Callable[[str], str] | None = None
    left: Callable[[], None] | None = None
    digits: bool = False
    listing: bool = True
    free: bool = False
    """Whether Enter takes the typed text unless a row was gone to with the arrows."""
