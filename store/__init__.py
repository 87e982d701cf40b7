"""Where a workspace is kept: one TinyDB file with its log, behind one door. Knows no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.changes import Change, Edit
    from store.workspace import Workspace

__all__ = ["Change", "Edit", "Workspace"]


def __getattr__(name: str) -> object:
    """Import the names of this package when they are first used."""
    if name == "Workspace":
        from store.workspace import Workspace  # noqa: PLC0415  (keeps `import store` free of cost)

        return Workspace
    if name in ("Change", "Edit"):
        from store import changes  # noqa: PLC0415

        return getattr(changes, name)
    raise AttributeError(f"module 'store' has no attribute {name!r}")
