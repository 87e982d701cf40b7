"""Rich text (.rtf), by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.reading.draft import Draft
from briefing.reading.errors import ReadError
from briefing.reading.given import Given

_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
MAX_BYTES = 32_000_000
MAX_FONT = 2_000
"""How long one entry of the table of fonts may be (characters): the library's time grows with its third power."""
_FIELD = re.compile(r"(?<!\\)\{\\field|(?<=\") ?HYPERLINK")


def documents(given: Given) -> Iterator[Draft]:
    """The one document of an RTF file; each paragraph mark begins a paragraph."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - 35 ms

    data = given.data
    if len(data) > MAX_BYTES:
        raise ReadError(
            f"an RTF file of {len(data) / 1e6:,.0f} MB is beyond the {MAX_BYTES // 1_000_000} MB that are read"
        )
    page = _PAGE.search(data[:4096])
    encoding = f"cp{page.group(1).decode()}" if page else "cp1252"
    try:
        "".encode(encoding)
    except LookupError:
        encoding = "cp1252"
    try:
        text = rtf_to_text(_bounded(data.decode("latin-1")), encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, OverflowError, TypeError) as error:
        raise ReadError("is damaged RTF; save it again from the program that made it") from error
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and lines[0].strip() == lines[1].strip():
        del lines[0]
    yield Draft(kind="rtf", parts=[(line, None) for line in lines])


def _bounded(text: str) -> str:
    """The same RTF, with line ends where they keep the library's searches for links and fonts to one link, one font.

    A table of fonts that is damaged beyond use is made one that is passed over.
    """
    from striprtf.striprtf import font_table_group  # noqa: PLC0415

    text = _FIELD.sub(lambda field: f"\n{field.group()}", text)
    table = font_table_group(text)  # type: ignore[no-untyped-call]
    if max(map(len, table.split(";"))) > MAX_FONT:
        return text.replace("\\fonttbl", "\\*\\damaged")
    return text.replace(table, table.replace(";", ";\n"), 1) if table else text
