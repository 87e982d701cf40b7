"""Russian texts with their statements marked in them, as an annotator writes them while reading.

A file holds documents, each below a line ``### name``. In the text stand marks: ``<1i=Name>words</1>`` is statement 1
of a document, made by ``Name`` (in full, "" for nobody), of kind d(irect), m(ixed) or i(ndirect), with ``?`` behind the
kind when it is neither wanted nor wrong; ``<1>more words</1>`` goes on with it, ``<m1>who</m>`` is the mention of its
speaker (``<m1,2>`` of two).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

_MARK = re.compile(
    r"<(?:(?P<new>\d+)(?P<kind>[dmi])(?P<opt>\??)=(?P<name>[^>]*)|(?P<on>\d+)|m(?P<who>[\d,]+)|/(?P<end>\d+|m))>"
)
_KINDS = {"d": "direct", "m": "mixed", "i": "indirect"}


def marked(path: Path) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The documents of a file: name, text without the marks, and its statements as rows like those of the gold.

    Raises ValueError for a mark that is not closed.
    """
    out = []
    for part in re.split(r"(?m)^### ", path.read_text(encoding="utf-8"))[1:]:
        name, body = part.split("\n", 1)
        text, rows, mentions = _read(body)
        for n, row in rows.items():
            if n in mentions:
                row["mention"] = mentions[n]
        out.append((name.strip(), text, list(rows.values())))
    return out


def _read(body: str) -> tuple[str, dict[str, dict[str, Any]], dict[str, tuple[int, int]]]:
    text, at = "", 0
    rows: dict[str, dict[str, Any]] = {}
    mentions: dict[str, tuple[int, int]] = {}
    begun: dict[str, int] = {}
    who: list[tuple[str, int]] = []
    for m in _MARK.finditer(body):
        text += body[at : m.start()]
        at, here = m.end(), len(text)
        if m["new"]:
            rows[m["new"]] = {"spans": [], "kind": _KINDS[m["kind"]], "name": m["name"], "optional": bool(m["opt"])}
        if m["who"]:
            who.append((m["who"], here))
        elif m["end"] == "m":
            ids, start = who.pop()
            mentions |= dict.fromkeys(ids.split(","), (start, here))
        elif m["end"]:
            rows[m["end"]]["spans"].append((begun.pop(m["end"]), here))
        else:
            begun[m["new"] or m["on"]] = here
    if begun or who:
        raise ValueError(f"not closed: {', '.join([*begun, *(ids for ids, _ in who)])}")
    return text + body[at:], rows, mentions
