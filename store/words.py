"""Which sources have a word: an index from each word to the sources it is in, made in the background.

Until it is complete, sources that are not in it yet are looked through as they lie (their JSON, in the usual spellings
of case). A source's text never changes in place, so that only new and deleted sources matter.
"""

from __future__ import annotations

import re
import threading
import time
from array import array
from collections.abc import Iterator

import msgspec

from briefing.records import Source
from store.documents import Doc
from store.entries import Op
from store.tables import Records

_WORD = re.compile(r"\w+")
_REST = 3.0
"""The thread rests so many times as long as it worked on a source (under a millisecond), so that keys are answered."""


class _Text(msgspec.Struct):
    id: str
    title: str = ""
    text: str = ""


_text = msgspec.json.Decoder(_Text)


class Words:
    """The index of one open workspace."""

    def __init__(self, sources: Records[Source]) -> None:
        self._sources = sources
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._ids: list[str] = []
        self._where: dict[str, array[int]] = {}
        self._waiting: list[str] = list(reversed(sources.ids()))
        self._vocabulary = ""
        self._counted = 0
        self._stop = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Go on making the index in the background."""
        if self._waiting and (self._thread is None or not self._thread.is_alive()):
            self._thread = threading.Thread(target=self._run, name="words", daemon=True)
            self._thread.start()

    def finish(self) -> None:
        """Make the rest of the index now."""
        while self._step():
            pass

    def stop(self) -> None:
        """End the work in the background."""
        self._stop = True
        if self._thread is not None:
            self._thread.join()

    @property
    def complete(self) -> bool:
        """Whether every source is in the index."""
        return not self._waiting

    def _run(self) -> None:
        while not self._stop:
            begun = time.perf_counter()
            if not self._step():
                return
            time.sleep(_REST * (time.perf_counter() - begun))

    def _step(self) -> bool:
        with self._lock:
            if not self._waiting:
                return False
            ident = self._waiting.pop()
            doc = self._sources.raw(ident)
            if doc is None or ident in self._numbers:
                return True
            source = _text.decode(doc)
            number = self._numbers[ident] = len(self._ids)
            self._ids.append(ident)
            where = self._where
            for word in set(_WORD.findall(f"{source.title} {source.text}".casefold())):
                found = where.get(word)
                if found is None:
                    where[word] = array("I", (number,))
                else:
                    found.append(number)
        return True

    def take(self, op: Op) -> None:
        """Note a source that came; one that went is left out when it is found."""
        if op.new is not None and op.old is None and op.key:
            with self._lock:
                self._waiting.append(_text.decode(op.new).id)
            self.start()

    def candidates(self, text: str) -> Iterator[str]:
        """The ids of sources that may contain ``text``, those in the index first."""
        wanted = list(_WORD.findall(text.casefold()))
        with self._lock:
            known = self._known(wanted)
            waiting = list(self._waiting)
        for ident in known:
            if ident in self._sources:
                yield ident
        spellings = [
            str(msgspec.json.encode(spelling)[1:-1], "utf-8").encode()
            for word in sorted(_WORD.findall(text), key=len)[-1:]
            for spelling in dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
        ]
        for ident in waiting:
            doc = self._sources.raw(ident)
            if doc is not None and _any(doc, spellings):
                yield ident

    def _known(self, wanted: list[str]) -> list[str]:
        left: set[int] | None = None
        for word in sorted(wanted, key=len, reverse=True):
            found: set[int] = set()
            for known in self._containing(word):
                found.update(self._where[known])
            left = found if left is None else left & found
            if not left:
                return []
        return [self._ids[number] for number in sorted(left or range(len(self._ids)))]

    def _containing(self, part: str) -> list[str]:
        """The words of the index that contain ``part``."""
        if len(self._where) != self._counted:
            self._vocabulary = "\n" + "\n".join(self._where) + "\n"
            self._counted = len(self._where)
        found, vocabulary = [], self._vocabulary
        at = vocabulary.find(part)
        while at >= 0:
            end = vocabulary.index("\n", at)
            found.append(vocabulary[vocabulary.rindex("\n", 0, at) + 1 : end])
            at = vocabulary.find(part, end)
        return found


def _any(doc: Doc, spellings: list[bytes]) -> bool:
    data = bytes(doc)
    return any(spelling in data for spelling in spellings)
