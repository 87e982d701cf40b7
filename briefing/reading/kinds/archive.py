"""ZIP files with documents in them: each member is read as what it is."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError, Skipped
from briefing.reading.given import Given
from briefing.reading.unpacking import MAX_DEPTH, Package

_NOTHING = "holds no file that can be read"


def documents(given: Given) -> Iterator[Draft | Skipped]:
    """The documents of all members in the order of their names, then those that can't be read.

    Raises ReadError for an archive within archives beyond reason, or when no member can be read.
    """
    from briefing.reading.kinds_table import drafts  # noqa: PLC0415 - the table names this module

    if given.depth >= MAX_DEPTH:
        raise ReadError(f"has archives within archives more than {MAX_DEPTH} deep; unpack it yourself")
    passed: list[Skipped] = []
    found = 0
    with given.open() as stream:
        package = Package(stream)
        for name in sorted(package.names):
            base = name.rpartition("/")[2]
            if base.startswith(".") or "__MACOSX/" in name or _belongs_to_page(name, package):
                continue
            try:
                data = package.read(name)
                for draft in drafts(given.part(base, data)):
                    if isinstance(draft, Skipped):
                        passed.append(draft.within(name))
                        continue
                    draft.part = f"{name}/{draft.part}" if draft.part else name
                    draft.data = draft.data or data
                    draft.name = draft.name or base.rpartition(".")[0]
                    found += 1
                    yield draft
            except ReadError as error:
                passed.append(Skipped(name, str(error)))
    if not found:
        raise ReadError(_nothing(passed))
    yield from passed


def _nothing(passed: list[Skipped]) -> str:
    """Why there is nothing to read in an archive: of archives within archives the innermost reason is what helps."""
    if not passed:
        return f"{_NOTHING} (it is empty)"
    first = passed[0]
    inner = first.reason.startswith(_NOTHING)
    return first.reason if inner else f"{_NOTHING} ({first.path.rpartition('/')[2]} {first.reason})"


def _belongs_to_page(name: str, package: Package) -> bool:
    """Whether a member is in the folder that a browser puts beside a saved page."""
    folder, _, _ = name.rpartition("/")
    if not folder.endswith(("_files", ".files")):
        return False
    page = folder.removesuffix("_files").removesuffix(".files")
    return any(f"{page}{ending}" in package for ending in (".html", ".htm"))
