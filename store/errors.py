"""What can go wrong with a workspace, told to people in one line each."""

from __future__ import annotations

from briefing.errors import OnrecordError


class WorkspaceError(OnrecordError):
    """A workspace cannot be opened, read or changed."""


class NotFound(WorkspaceError):
    """There is no workspace file at the path given."""


class NotAWorkspace(WorkspaceError):
    """The file is there but is no workspace (a folder, another format, another kind of JSON)."""


class Damaged(WorkspaceError):
    """The file or its log does not carry what was written; nothing is changed until it is repaired."""


class TooNew(WorkspaceError):
    """The file was written by a newer onrecord."""


class Held(WorkspaceError):
    """Another process has the workspace open."""


class SecondWriter(WorkspaceError):
    """Another process wrote to the log in spite of the lock."""


class ReadOnly(WorkspaceError):
    """The workspace is open for reading only, or its folder cannot be written."""


class WriteFailed(WorkspaceError):
    """The disk refused a change; the change was not made."""


class Invalid(WorkspaceError):
    """A document in a table is not a record of its kind."""


class NothingToUndo(WorkspaceError):
    """There is no act of this analyst left to undo (or to redo)."""


class UndoConflict(WorkspaceError):
    """What the act touched was changed since, or is needed by something that came later."""


class FilterError(WorkspaceError):
    """A filter cannot be understood; ``position`` is the offset of the part that is wrong."""

    status = 2

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position


class NoSuchRecord(WorkspaceError):
    """An act names a record that the workspace does not have."""

    status = 2


class WrongAct(WorkspaceError):
    """An act that makes no sense on what it is given (a code above itself, words outside the text)."""

    status = 2
