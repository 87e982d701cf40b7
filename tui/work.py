"""Long work beside the keys: a thread that tells how far it is, and that can be broken off at any time. No widget here.

The work only reads and makes; what came of it is kept, if it is, by the screen's own thread when the work has ended.
Work that was broken off is left alone: it ends where it next tells something, and what it gives is dropped.
"""

from __future__ import annotations

import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from briefing.errors import OnrecordError

T = TypeVar("T")

_OURS = tuple(Path(__file__).parents[1] / name for name in ("briefing", "store", "tui"))

LINES = 1_000
"""So many of the lines that were told last are kept for the screen."""


class Broken(Exception):
    """Raised in the work where it tells something after it was broken off."""


class Unforeseen(OnrecordError):
    """An error of onrecord's own in long work, told in a line with the place in our code where it came up."""

    def __init__(self, error: Exception) -> None:
        places = traceback.extract_tb(error.__traceback__)
        ours = (one for one in reversed(places) if any(Path(one.filename).is_relative_to(part) for part in _OURS))
        place = next(ours, places[-1])
        where = f"{Path(place.filename).name}:{place.lineno}"
        told = " ".join(f"{type(error).__name__}: {error}".split())
        super().__init__(f"onrecord failed here ({told[:200]}, {where}): nothing was changed; please report it")


class Work(Generic[T]):
    """``do`` at work in a thread, which is handed this object to tell by. The screen reads the fields.

    ``at`` is what is in hand, ``done`` of ``total`` parts are done (0: nobody knows how many there are), ``lines`` is
    what was told. ``breaking`` is called from the screen's thread when it is broken off, to end what it waits for.
    """

    def __init__(self, do: Callable[[Work[T]], T], breaking: Callable[[], None] = lambda: None) -> None:
        self.at = ""
        self.done = 0
        self.total = 0
        self.lines: list[str] = []
        self.told = 0
        """How many lines were told; grows with each, so that a screen sees that there is a new one."""
        self.broken = False
        self._do = do
        self._breaking = breaking
        self._ended = threading.Event()
        self._result: list[T] = []
        self._error: BaseException | None = None

    def start(self) -> None:
        """Begin. The thread does not hold up the end of the program."""
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self._result.append(self._do(self))
        except BaseException as error:
            self._error = error
        self._ended.set()

    # told by the work ------------------------------------------------------------------------------------------------

    def step(self, at: str, done: int, total: int = 0) -> None:
        """Tell what is in hand now, after ``done`` parts of ``total``. Raises Broken."""
        self.at, self.done, self.total = at, done, total
        self.check()

    def tell(self, line: str) -> None:
        """Tell something that stays on the screen. Raises Broken."""
        self.lines = [*self.lines[1 - LINES :], line]
        self.told += 1
        self.check()

    def check(self) -> None:
        """Raises Broken when the work is to end; for work that has nothing to tell for long."""
        if self.broken:
            raise Broken

    # asked by the screen ---------------------------------------------------------------------------------------------

    def break_off(self) -> None:
        """Have it end soon, with nothing kept."""
        self.broken = True
        self._breaking()

    @property
    def ended(self) -> bool:
        """Whether there is a result, or an error instead."""
        return self._ended.is_set()

    @property
    def given(self) -> bool:
        """Whether there is a result."""
        return bool(self._result)

    def result(self) -> T:
        """What the work gave; asked once it has ended. Raises the OnrecordError it raised, and `Unforeseen` for any
        other error, so that one bad file does not end the app."""
        if isinstance(self._error, Exception) and not isinstance(self._error, OnrecordError):
            raise Unforeseen(self._error) from self._error
        if self._error is not None:
            raise self._error
        return self._result[0]
