"""Documents that lie in a file of ours instead of in memory: windows into a mapping of it.

Only for a file without a name, which nobody else can cut short: a page that is gone ends the process. What was looked
at through a window stays in memory until ``let_go``; whoever goes through many documents calls it now and then.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import mmap

T = TypeVar("T")

_STEP = 64

_maps: tuple[weakref.ref[mmap.mmap], ...] = ()


def mapped(file: IO[Any]) -> memoryview:
    """The content of a file that is written no more. Raises OSError or ValueError where it cannot be mapped."""
    import mmap  # noqa: PLC0415 - only where there is much

    global _maps
    made = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _maps = (*(one for one in _maps if one() is not None), weakref.ref(made))
    return memoryview(made)


def let_go() -> None:
    """Have the system take back the memory of what was looked at; it is read again when it is asked for."""
    for one in _maps:
        found = one()
        if found is not None and hasattr(found, "madvise"):  # Windows looks after it by itself
            import mmap  # noqa: PLC0415

            found.madvise(mmap.MADV_DONTNEED)


def in_turn(many: Iterable[T]) -> Iterable[T]:
    """Things whose documents are looked at one after another, letting go of what was looked at."""
    return _stepwise(many) if _maps else many


def _stepwise(many: Iterable[T]) -> Iterator[T]:
    for number, one in enumerate(many, 1):
        yield one
        if not number % _STEP:
            let_go()
