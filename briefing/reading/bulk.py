"""Statements looked for on all cores: each source goes to one of several processes, results come back in order.

The processes are those of ``worker``, with its limits.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING

from briefing.finding.known import Known
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.worker import find_apart
from briefing.records import Speaker

if TYPE_CHECKING:
    from briefing.finding import Finding, Own
    from briefing.records import Source

_AHEAD = 4
FEW = 24
FEW_CHARACTERS = 300_000
"""So many sources with so much text are looked through in this process, sooner than others would have started."""


def find_in_all(
    results: Iterable[Source | Skipped], speakers: Sequence[Speaker] = (), own: Sequence[Own] = ()
) -> Generator[tuple[Source, Finding] | Skipped]:
    """Each source with its statements, in order: a few are looked through here, more of them by `find_in_each`.

    Raises WordsError when the words of the analyst's ``own`` can't be used.
    """
    from briefing.finding import find, own_words  # noqa: PLC0415 - the processes have their own

    words = own_words(own)
    coming = iter(results)
    first: list[Source | Skipped] = []
    size = 0
    for result in coming:
        first.append(result)
        size += len(result.text) if not isinstance(result, Skipped) else 0
        if len(first) > FEW or (size > FEW_CHARACTERS and len(first) > 1):
            yield from find_in_each(chain(first, coming), speakers, own)
            return
    known = Known(speakers)
    for result in first:
        if isinstance(result, Skipped):
            yield result
            continue
        try:
            found = find(result, known.speakers, words=words)
        except Exception as error:  # Whatever goes wrong with one source, the others go on.
            if os.environ.get("ONRECORD_DEBUG"):
                raise
            told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            yield Skipped(result.origin, f"its statements could not be looked for ({told})")
            continue
        yield result, known.settle(found)


def find_in_each(
    results: Iterable[Source | Skipped], speakers: Sequence[Speaker] = (), own: Sequence[Own] = (), jobs: int = 0
) -> Generator[tuple[Source, Finding] | Skipped]:
    """Each source with its statements, in the order of ``results``; what was skipped, or failed, as Skipped.

    ``speakers`` are those known before, ``own`` texts of the analyst's own words; ``jobs`` is how many processes look
    (0: one for each core). Only a few sources for each process are held at a time. Closing the iterator ends the work.
    """
    jobs = jobs or os.cpu_count() or 1
    known = Known(speakers)
    before = tuple(speakers)
    waiting: deque[tuple[Source, Future[Finding]] | Skipped] = deque()
    pool = ThreadPoolExecutor(jobs)
    try:
        for result in results:
            if isinstance(result, Skipped):
                waiting.append(result)
            else:
                waiting.append((result, pool.submit(find_apart, result, before, own)))
            while len(waiting) >= jobs * _AHEAD:
                yield _settled(waiting.popleft(), known)
        while waiting:
            yield _settled(waiting.popleft(), known)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _settled(item: tuple[Source, Future[Finding]] | Skipped, known: Known) -> tuple[Source, Finding] | Skipped:
    """The finished work of one source, its speakers brought to those known."""
    if isinstance(item, Skipped):
        return item
    source, future = item
    try:
        return source, known.settle(future.result())
    except ReadError as error:
        return Skipped(source.origin, f"its statements could not be looked for: {error}")
