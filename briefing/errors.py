"""The one family of errors that is meant for people."""

from __future__ import annotations


class OnrecordError(Exception):
    """A failure told in one line: what is wrong, where, and what to do next.

    ``status`` is the exit status of the command line: 1 (failed) or 2 (wrong use).
    """

    status = 1
