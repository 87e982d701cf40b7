"""What is no document, by what a file begins with: pictures, sound, programs, settings, markup that is no page.

Knows what such files look like. What is JSON is said here too; whether it is a table of documents, its reader says.
"""

from __future__ import annotations

import re

_MAGIC = (
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"#!", "a program"), (b"<?php", "a program"),
    (b"ID3", "sound"), (b"OggS", "sound"),
    (b"RIFF", "sound or film"), (b"SQLite format 3", "a database"), (b"BZh", "a BZIP2 file: unpack it"),
    (b"\xfd7zXZ", "an XZ file: unpack it"), (b"\xd0\xcf\x11\xe0", "an old Office file: save it as .docx or .xlsx"),
    (b"Rar!", "a RAR archive: unpack it"), (b"7z\xbc\xaf", "a 7z archive: unpack it"),
)  # fmt: skip
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|article|main|h1|h2|div|p|table|meta)\b", re.IGNORECASE)
"""What web pages begin with, and hold near their beginning."""
_PROLOG = re.compile(rb"(?:<\?xml[^>]{0,500}\?>|<!--.{0,4000}?-->|<!doctype[^>\[]{0,1000}>|\s)*", re.I | re.S)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})([^>]{0,4000})>")
_JSON = re.compile(
    r"""\{\s*(?:\}|\Z|"(?:[^"\\\n]|\\.){0,400}"\s*:)
      | \[\s*(?:\{|\]|\Z|\[\s*["{\[\d\]-]|"(?:[^"\\\n]|\\.){0,4000}"\s*[,\]]|(?:-?\d[\d.eE+-]*\s*,\s*){2})""",
    re.VERBOSE,
)
_CODE = re.compile(
    r"""\s*(?:
        [^\n]*[=(){}\[\]<>][^\n]*[;{]\s*$
      | [)}\]]+[;,]?\s*$
      | (?:(?:const|let|var|export|local|set|my|static)\s+)?[\w.$\[\]"'-]+(?:\s*:\s*[\w.\[\]|]+)?\s*[-+*/|&:]?=\s*\S
      | (?:async\s+)?(?:def|class|if|for|while|elif|else|try|with|except|match|case)\b[^\n]*:\s*$
      | (?:import|from)\s+[\w.]+(?:\s+(?:import|as)\s[^\n]*)?;?\s*$
      | \#\s*(?:include|define|ifdef|ifndef|endif|pragma)\b
      | @\w[\w.]*(?:\(|\s*$)
      | [\w.$]+\([^\n]*\)[;,:]?\s*$
      | [\w-]+\s*:\s*[^;\n]{1,80};\s*$
      | \[[\w.:" -]+\]\s*$
    )""",
    re.VERBOSE,
)
_LINES, _LONGEST = 300, 300


def foreign(head: bytes) -> str:
    """What a file that begins with ``head`` is, as words that follow "is", when it is known; or empty."""
    return next((what for magic, what in _MAGIC if head.startswith(magic)), "")


def markup(head: bytes) -> str:
    """What a text that begins with ``<`` and is no web page is, as words after "is"; empty for pages and prose."""
    start = _PROLOG.match(head)
    at = start.end() if start else 0
    root = _ROOT.match(head, at)
    if root is None:
        return "XML" if head.lower().startswith(b"<?xml") else ""
    name = root[1].decode("ascii", "replace")
    if name.lower() == "svg":
        return "a picture (SVG)"
    declared = head[:at].strip() or b"xmlns" in root[2]
    return f"XML of the kind <{name}>" if declared and not PAGE.match(head, at) else ""


def is_json(text: str) -> bool:
    """Whether a text begins as only JSON does, whole or damaged."""
    return bool(_JSON.match(text.lstrip("\ufeff \t\r\n")))


def is_code(text: str) -> bool:
    """Whether a third of the lines a text begins with are those of a program or of settings.

    In 250 real documents no more than one line in a hundred is; in most programs half of them are.
    """
    lines = [line for line in text.split("\n", _LINES)[:_LINES] if line.strip()]
    found = sum(len(line) <= _LONGEST and bool(_CODE.match(line)) for line in lines)
    return found >= 3 and 3 * found >= len(lines)
