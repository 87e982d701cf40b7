"""Breaking a paragraph into lines of so many cells, by offsets, so that highlights can be found again.

Greedy at blanks; a word longer than a line is broken where it must. Wide and combining characters count as the
terminal draws them.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

NARROW = re.compile(r"[ -~¡-¬®-˿Ͱ-ͷͺ-Ϳ΄-ΊΌΎ-ΡΣ-҂Ҋ-ԯ‐-‧‰-⁞€№]*")
"""Text in which every character takes one cell: Latin, Greek, Cyrillic and their punctuation."""


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of ``text`` as offsets (end exclusive, trailing blanks left out), each at most ``width`` cells.

    There is always at least one line. A character wider than ``width`` stands alone on its line.
    """
    width = max(1, width)
    if NARROW.fullmatch(text):
        return _wrap_narrow(text, width)
    return _wrap_cells(text, width)


def _wrap_narrow(text: str, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while length - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start += width
            continue
        end = cut
        while end > start and text[end - 1] == " ":
            end -= 1
        lines.append((start, end))
        start = cut + 1
        while start < length and text[start] == " ":
            start += 1
    if start < length or not lines:
        lines.append((start, length))
    return lines


def _wrap_cells(text: str, width: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = 0
    for word in re.finditer(r"\S+\s*", text):
        stop = word.start() + len(word[0].rstrip())
        if word.start() > start and cell_len(text[start:stop]) > width:
            lines.append((start, start + len(text[start : word.start()].rstrip())))
            start = word.start()
        if cell_len(text[start:stop]) > width:
            used = 0
            for offset in range(start, stop):
                size = get_character_cell_size(text[offset])
                if used + size > width and offset > start:
                    lines.append((start, offset))
                    start, used = offset, 0
                used += size
    lines.append((start, max(start, len(text.rstrip()))))
    return lines
