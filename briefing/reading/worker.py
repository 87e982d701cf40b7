"""Risky kinds are read in a process of their own, with a limit on memory and on time, that can be killed.

One process is kept and used again; it is started when the first such file comes and ends with ours. Run as a module
it is that process: it takes requests on its standard input and gives Sources or a reason on its standard output.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from briefing.reading.errors import ReadError, Skipped
from briefing.records import IdFactory, Link, Quote, Source, Speaker, new_id

if TYPE_CHECKING:
    from briefing.finding import Finding, Own

SECONDS = 60.0
"""How long the next document of a file may take."""
MEMORY = 2 * 1024**3
"""How many bytes of address space the process may use (where the system can limit it)."""


class _Found(msgspec.Struct):
    """What the finder gave, as it goes from one process to another."""

    quotes: tuple[Quote, ...]
    speakers: tuple[Speaker, ...]
    links: tuple[Link, ...]


class _Request(msgspec.Struct):
    """A file to be read, or a source whose statements are to be found."""

    path: str = ""
    columns: dict[str, str] = {}
    rules: str = ""
    source: Source | None = None
    speakers: tuple[Speaker, ...] = ()
    own: tuple[tuple[str, str], ...] = ()


class _Answer(msgspec.Struct):
    """A document, what is none, or what was found; without any of them the end, with the reason if it is a bad one."""

    source: Source | None = None
    skipped: Skipped | None = None
    found: _Found | None = None
    error: str | None = None


_LENGTH = struct.Struct("<I")
_idle: list[_Process] = []
_running: set[_Process] = set()
_lock = threading.Lock()


class _Process:
    """A reading process and the thread that listens to it."""

    def __init__(self) -> None:
        here = str(Path(__file__).resolve().parents[2])
        env = {**os.environ, "PYTHONPATH": os.pathsep.join([here, *filter(None, [os.environ.get("PYTHONPATH")])])}
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefing.reading.worker", str(MEMORY)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, start_new_session=True,
        )  # fmt: skip
        self.answers: queue.Queue[_Answer | None] = queue.Queue(maxsize=4)
        self.stopped = False
        _running.add(self)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        decoder = msgspec.msgpack.Decoder(_Answer)
        with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
            while (data := _receive(stream)) is not None:
                self._put(decoder.decode(data))
        self._put(None)

    def _put(self, answer: _Answer | None) -> None:
        while not self.stopped:
            with contextlib.suppress(queue.Full):
                self.answers.put(answer, timeout=0.5)
                return

    def ask(self, request: _Request) -> None:
        """Send a request; a dead process shows in the answer."""
        stream = self.process.stdin
        assert stream is not None
        with contextlib.suppress(OSError):
            _send(stream, msgspec.msgpack.encode(request))

    def kill(self) -> None:
        """End the process at once."""
        _running.discard(self)
        self.stopped = True
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        while True:  # Who waits for an answer learns at once that none will come.
            with contextlib.suppress(queue.Empty):
                self.answers.get_nowait()
                continue
            with contextlib.suppress(queue.Full):
                self.answers.put_nowait(None)
                return


def read_apart(
    path: Path, ids: IdFactory = new_id, columns: Mapping[str, str] | None = None, rules: str = ""
) -> Iterator[Source | Skipped]:
    """The documents of the file at ``path``, and what in it is none, read in another process.

    Raises ReadError without the path.

    A file that takes longer than ``SECONDS`` for one document, or more memory than ``MEMORY``, is given up.
    """
    whole = os.path.abspath(path)  # noqa: PTH100 - resolving links would change the name that is shown
    for answer in _asked(_Request(whole, dict(columns or {}), rules)):
        if answer.source is not None:
            origin = str(path) + answer.source.origin[len(whole) :]
            yield msgspec.structs.replace(answer.source, id=ids(), origin=origin)
        elif answer.skipped is not None:
            yield replace(answer.skipped, path=str(path) + answer.skipped.path[len(whole) :])


def find_apart(source: Source, speakers: Sequence[Speaker] = (), own: Sequence[Own] = ()) -> Finding:
    """The statements of ``source``, found in another process. Raises ReadError when it fails or takes too long."""
    from briefing.finding import Finding  # noqa: PLC0415 - reading alone needs no finder

    for answer in _asked(_Request(source=source, speakers=tuple(speakers), own=tuple(own))):
        if answer.found is not None:
            return Finding(answer.found.quotes, answer.found.speakers, answer.found.links)
    raise ReadError("nothing came back")


def _asked(request: _Request) -> Iterator[_Answer]:
    """The answers of a process to ``request``. Raises ReadError when it fails, is too slow or dies."""
    with _lock:
        process = _idle.pop() if _idle else None
    if process is None or process.process.poll() is not None:
        process = _Process()
    done = False
    try:
        process.ask(request)
        while True:
            try:
                answer = process.answers.get(timeout=SECONDS)
            except queue.Empty:
                raise ReadError(f"took more than {SECONDS:.0f} seconds and was given up") from None
            if answer is None:
                raise ReadError("could not be read within the limits of memory, and was given up")
            if answer.found is not None:
                done = True
                yield answer
                return
            if answer.source is None and answer.skipped is None:
                done = True
                if answer.error is not None:
                    raise ReadError(answer.error)
                return
            yield answer
    finally:
        if done:
            with _lock:
                _idle.append(process)
        else:
            process.kill()


def end() -> None:
    """End all processes at once, whatever they are at: with ours, or when the work is broken off."""
    _idle.clear()
    for process in list(_running):
        process.kill()


atexit.register(end)


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message, None at the end of the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    size = _LENGTH.unpack(head)[0]
    data = stream.read(size)
    return data if len(data) == size else None


def _limit(memory: int) -> None:
    """Bound the address space of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415 - POSIX alone has it
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answers(request: _Request) -> Iterator[_Answer]:
    """What the process says to one request: Sources, then the end or a reason."""
    from briefing.reading.door import read_here  # noqa: PLC0415 - the door imports this module
    from briefing.reading.given import Given  # noqa: PLC0415
    from briefing.reading.kinds_table import kind_of  # noqa: PLC0415

    path = Path(request.path)
    try:
        if request.source is not None:
            from briefing.finding import Own, find, own_words  # noqa: PLC0415 - files alone need no finder

            words = own_words([Own(*one) for one in request.own])
            yield _Answer(found=_Found(*find(request.source, request.speakers, words=words)[:3]))
            return
        given = Given(path.name, path, columns=request.columns, rules=request.rules)
        for one in read_here(given, kind_of(given)):
            yield _Answer(skipped=one) if isinstance(one, Skipped) else _Answer(source=one)
        yield _Answer()
    except ReadError as error:
        yield _Answer(error=str(error))
    except MemoryError:
        yield _Answer(error="could not be read within the limits of memory, and was given up")
    except RecursionError:
        yield _Answer(error="is too deeply nested to be read")
    except Exception as error:  # A library's own failure on a strange file must not end the import.
        yield _Answer(error=f"could not be read ({type(error).__name__}: {str(error)[:120]})")


def main() -> None:
    """Serve requests until the other side is gone."""
    _limit(int(sys.argv[1]))
    out = sys.stdout.buffer
    sys.stdout = sys.stderr
    decoder = msgspec.msgpack.Decoder(_Request)
    while (data := _receive(sys.stdin.buffer)) is not None:
        for answer in _answers(decoder.decode(data)):
            _send(out, msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
