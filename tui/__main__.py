"""The command line: ``onrecord`` and ``python -m tui``. Parses, calls one command, and tells failures in one line.

Textual is imported only by the command that opens the app; each command's module only when it is called.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

from briefing.errors import OnrecordError
from briefing.writing.plain import one_line
from tui.commands.parser import parse

INTERRUPTED = 130
PIPE_CLOSED = 141
"""Exit statuses of a program that was stopped by Ctrl+C, and of one whose reader went away."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 failed, 2 wrong use.

    ``ONRECORD_DEBUG=1`` in the environment lets an unforeseen error come with its traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.stdout is None:
        return _fail("standard output is closed: nothing could be told, and nothing was done", 1)
    try:
        arguments = parse(sys.argv[1:] if argv is None else argv)
        command = importlib.import_module(f"tui.commands.{arguments.module}")
        status: int = getattr(command, arguments.function)(arguments)
        sys.stdout.flush()
    except OnrecordError as error:
        return _fail(str(error), error.status)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()
        return PIPE_CLOSED
    except OSError as error:
        _close_output()
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{(error.strerror or str(error)).lower()}", 1)
    except Exception as error:
        if os.environ.get("ONRECORD_DEBUG"):
            raise
        return _fail(f"unforeseen {type(error).__name__}: {error} (ONRECORD_DEBUG=1 shows where)", 1)
    return status


def _fail(message: str, status: int) -> int:
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(f"onrecord: {one_line(message)}\n")
    return status


def _close_output() -> None:
    """Keep the interpreter from complaining at its end about what it could not write."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
