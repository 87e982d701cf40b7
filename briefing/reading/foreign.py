"""What is no document, by what a file begins with: pictures, sound, programs, settings, markup that is no page.

Knows what such files look like. What is JSON is said here too; whether it is a table of documents, its reader says.
"""

from __future__ import annotations

import re

_MAGIC = (
    (rb"\x89PNG", "a picture (PNG)"), (rb"\xff\xd8\xff", "a picture (JPEG)"), (rb"GIF8[79]a", "a picture (GIF)"),
    (rb"\x7fELF", "a program"), (rb"MZ\x90", "a program"), (rb"#!\s*/", "a program"), (rb"<\?php", "a program"),
    (rb"ID3[\x02-\x04]", "sound"), (rb"OggS\x00", "sound"),
    (rb"RIFF[\s\S]{4}(?:WAVE|WEBP|AVI )", "sound or film"), (rb"SQLite format 3", "a database"),
    (rb"BZh[1-9]1AY", "a BZIP2 file: unpack it"), (rb"\xfd7zXZ", "an XZ file: unpack it"),
    (rb"\xd0\xcf\x11\xe0", "an old Office file: save it as .docx or .xlsx"),
    (rb"Rar!\x1a", "a RAR archive: unpack it"), (rb"7z\xbc\xaf", "a 7z archive: unpack it"),
)  # fmt: skip
PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|article|main|h1|h2|div|p|table|meta)\b", re.IGNORECASE)
"""What web pages begin with, and hold near their beginning."""
_PROLOG = re.compile(rb"(?:<\?xml[^>]{0,500}\?>|<!--.{0,4000}?-->|<!doctype[^>\[]{0,1000}>|\s)*", re.I | re.S)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})([^>]{0,4000})>")
_JSON = re.compile(
    r"""\{\s*(?:\}|\Z|"(?:[^"\\\n]|\\.){0,400}"\s*:)
      | \[\s*(?:\{|\]\s*\Z|\Z|\[\s*["{\[\d\]-]|"(?:[^"\\\n]|\\.){0,4000}"\s*[,\]]|(?:-?\d[\d.eE+-]*\s*,\s*){2})""",
    re.VERBOSE,
)
_CERTAIN = re.compile(
    r"""\s*(?:
        (?P<block>[^\n]*[\w)\]=>"'*,:]\s*\{\s*$ | \}[\])},;]*\s*$)
      | (?P<define>(?:async\s+)?def\s+\w+\( | class\s+[A-Z]\w*(?:\([^\n]*\))?:\s*$
          | (?:export\s+)?(?:async\s+)?(?:function|func|fn|sub)\s*\w*\s*[({])
      | (?P<import>from\s+[\w.]+\s+import\s+[\w*(] | import\s+\w+(?:\.\w+|\s+as\s\w+);?\s*$
          | \#\s*include\s*[<"] | (?:use|package|using)\s+\w+(?:(?:::|\.)\w+)*(?:\s+qw\S+)?;\s*$)
      | (?P<macro>\#\s*(?:define|ifdef|ifndef|undef)\s+(?:[A-Z]*_\w*|\w+\()
          | \#endif\b | \#\s*if\s+(?:!?defined|\w+\s*[<>=]=))
      | (?P<control>
            (?:if|for|while|elif|with|except|match|case)\b[^\n]*(?:\w\(|[=!<>]=|\w_\w|\w\[|\w\s[<>]\s)[^\n]*:\s*$
          | (?:\}\s*)?(?:else\s+)?(?:if|for|while|switch)\s*\([^\n]*\)\s*[;{]?\s*$ | (?:if|elif|while)\s\[{1,2}\s)
      | (?P<set>(?:[\w.$-]*\w[_.]\w[\w.]*|\$\w+|[\w.]+\[[^\]\n]*\])(?:\s*:\s*[\w.\[\], |]+)?\s*=\s*\S
          | (?:const|let|var|local|my|static|export)\s+[\w$\[{][^\n]*=\s*[^\n]*[;({\["'\d]\s*$
          | [\w.$]+(?:\s*:\s*[\w.\[\], |]+)?\s*(?:=|[-+*/|&:]=)\s*(?:[fru]?["'\[{(/~$] | [\w.$]+[(\[] | -?\d[\w.]*\s*;
              | [\w.+-]+@\w | https?: | (?:[Tt]rue|[Ff]alse|None|null|NULL)\b))
      | (?P<call>(?:(?:return|await|throw|raise|yield|assert|echo)\s+)?(?:[\w$]+(?:\.|->|::))*[\w$]+\(
          (?:[^\n]*\)\s*;\s*$ | [^\n]*["'=\[{][^\n]*\)[,:]?\s*$ | \w+\.\w+\)\s*$ | \)\s*$))
    )""",
    re.VERBOSE,
)
"""Lines that only a program or settings have, by the kind of line."""
_LIKELY = re.compile(
    r"""\s*(?:
        (?P<set>[\w.$-]+\s*=\s*\S)
      | (?P<control>(?:if|for|while|elif|with|except|match|case)\b[^\n]*:\s*$
          | (?:try|else|finally):\s*$ | return\b | (?:pass|break|continue|fi|done|end);?\s*$)
      | (?P<import>import\s+\w+\s*$)
      | (?P<call>[\w.$]+\([^\n]*\)[;,:]?\s*$)
      | (?P<rule>[a-z-]+\s*:\s*[^;\n]{1,80};\s*$)
      | (?P<block>[)\]]+[;,]?\s*$)
      | (?P<at>@[a-z][\w.]*(?:\(|\s*$))
    )""",
    re.VERBOSE,
)
"""Lines that programs and settings have, and now and then a list, a poem or a transcript."""
_SECTION = re.compile(r"\[[\w.:\" -]+\]\s*$")
_LINES, _LONGEST, _SENTENCE = 300, 300, 8


def foreign(head: bytes) -> str:
    """What a file that begins with ``head`` is, as words that follow "is", when it is known; or empty."""
    return next((what for magic, what in _MAGIC if re.match(magic, head)), "")


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
    """Whether a text begins as only a program or settings do.

    That is said when a third of its first lines could be lines of one, a tenth could be nothing else, they are of two
    kinds at least, sentences hold less of the text, and no line marks them as an example (```): a document
    refused is worse than a program read.
    """
    lines = [line for line in text.split("\n", _LINES)[:_LINES] if line.strip()]
    kinds: set[str | None] = set()
    certain = likely = code = prose = 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        short = len(line) <= _LONGEST
        if short and (found := _CERTAIN.match(line)):
            certain += 1
            kinds.add(found.lastgroup)
        elif short and _SECTION.match(line) and (found := _LIKELY.match(after[:_LONGEST])) and found.lastgroup == "set":
            certain += 1
            kinds.add("section")
        elif short and (found := _LIKELY.match(line)):
            likely += 1
            kinds.add(found.lastgroup)
        else:
            remark = line.lstrip().startswith(("#", "/", "*", ";", "--"))
            prose += 0 if remark or len(line.split(None, _SENTENCE)) < _SENTENCE else len(line)
            continue
        code += len(line)
    enough = certain >= 2 and certain + likely >= 3 and not any(line.startswith("```") for line in lines)
    return enough and len(kinds) > 1 and code > prose and certain * 10 >= len(lines) <= 3 * (certain + likely)
