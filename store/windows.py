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

    from store.entries import Op

T = TypeVar("T", bound="Op")

STEP = 1 << 20
"""After about so many bytes of documents memory is let go."""

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


def in_turn(ops: Iterable[T]) -> Iterable[T]:
    """Changes one after another, letting go of the documents they brought."""
    return _stepwise(ops) if _maps else ops


def _stepwise(ops: Iterable[T]) -> Iterator[T]:
    size = 0
    for op in ops:
        yield op
        size += 0 if op.new is None else len(memoryview(op.new))
        if size > STEP:
            let_go()
            size = 0
