"""Every bad file gets one clear line, and never stops the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefing.errors import OnrecordError
from briefing.reading import ReadError, Skipped, read, read_all
from briefing.reading.decode import decode
from briefing.records import Source


def refused(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read(path)
    line = str(caught.value)
    assert isinstance(caught.value, OnrecordError)
    assert line.startswith(str(path))
    assert "\n" not in line
    return line


def test_a_missing_file(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "gone.txt")


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b" \n ")
    assert "empty" in refused(path)


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x7fELF" + bytes(100), b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_a_binary_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(data)
    refused(path)


NO_DOCUMENTS = {
    "{": "damaged JSON", "[1, 2, 3": "damaged JSON", '[{"text": "He said no."},': "damaged JSON",
    '{\n "name": "x",\n "version": "1.0"\n}': "no column of text", "{}": "no text", "[]": "no text",
    '{"text": {"a": 1}}': "no text",
    '<svg viewBox="0 0 1629 928.4"><title>He said</title></svg>': "a picture (SVG)",
    '<?xml version="1.0"?>\n<!-- x -->\n<svg:svg xmlns:svg="a"/>': "a picture (SVG)",
    "<?xml version='1.0'?><rss><item><title>He said no</title></item></rss>": "XML of the kind <rss>",
    "#!/bin/sh\necho 'he said no'\n": "a program",
    "import os\n\ndef main():\n    print(os.name)\n": "a program or settings",
    "int main(void) {\n  say(1);\n  return f(0);\n}\n": "a program or settings",
    "[user]\nname = Anna\nemail = a@example.org\n": "a program or settings",
    ".quote {\n  color: red;\n}\np {\n  margin: 0;\n}\n": "a program or settings",
    "const fs = require('fs');\nfunction say(x) {\n  return x;\n}\n": "a program or settings",
    "#ifndef SAY_H\n#define SAY_H\n#include <stdio.h>\n#endif\n": "a program or settings",
    "RIFF\x01\x02\x03\x04WAVEfmt ": "sound or film",
}  # fmt: skip


@pytest.mark.parametrize("words", NO_DOCUMENTS)
@pytest.mark.parametrize("name", ["x.txt", "x.json", "x"])
def test_what_is_no_document_is_named_by_its_content(tmp_path: Path, words: str, name: str) -> None:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    assert NO_DOCUMENTS[words] in refused(path)


@pytest.mark.parametrize(
    "words",
    ["[Applause] Thank you.", "<Applause> Thank you.", "{laughs} We will.", "[[Moscow]] was silent.", "#1 is ours.",
     '["Good day," he said.]', "[27.01.2022, 10:00] Anna: yes", "[1, 2] are answers.",
     "[ ] Ask the ministry.\n[x] The minister said no.", "RIFFAT HUSSAIN: We said no.", "#! The minister said no.",
     "(a) the treaty holds;\n(b) the talks (in Geneva) go on;\n(c) nobody asked.\n",
     "[00:00:12]\nSECRETARY HILL: We will not.\n\n[00:01:20]\nQUESTION: Why?\n\n[00:02:01]\nSECRETARY HILL: No.\n",
     "[Mr Speaker]\nOrder.\n[The Prime Minister]\nWe will not.\n[Interruption]\n[Mr Speaker]\nOrder, order.\n",
     "He spoke.\n[Applause]\nHe said that he would go.\n[Laughter]\nHe said it again.\n[Applause]\n",
     "MFA\n@mfa_russia\nTalks go on.\nState\n@StateDept\nThey do not.\nMFA\n@mfa_russia\nThey do.\n",
     "Date: 5 May 2025;\nPlace: Geneva;\nSpeaker: the minister;\nWe will not accept this.\n",
     "for the press:\nHe said so.\nwith the minister:\nHe said no.\nif asked:\nSay that the talks go on.\n",
     "1. Recalls its resolution 242 (1967);\n2. Reaffirms its resolution 1325 (2000);\n3. Calls on (all) parties;\n",
     "Smith(Lab)\nI beg to move.\nJones(Con)\nNo.\nSmith(Lab)\nYes.\n",
     "EU = European Union\nUN = United Nations\nWHO = World Health Organization\n",
     "import joy\nfrom heaven\nfor all of us:\n(softly\n)\nimport sorrow\n",
     "It ran, the ministry said on Monday, the day after the hackers had come in through a hole:\n\n"
     "    import os\n    def main():\n        print(os.name)\n\nThe minister said that nobody was to blame for it.\n",
     "He wrote:\n```\nimport os.path\ndef main():\n    print(os.name)\n```\nThat was all.\n"],
)  # fmt: skip
def test_prose_that_begins_with_a_sign_is_a_document(tmp_path: Path, words: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(words, encoding="utf-8")
    assert read(path).text.strip() == words.strip()


def test_one_json_object_over_many_lines_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text('{\n  "title": "Reply",\n  "text": "He said no."\n}\n')
    assert (read(path).title, read(path).text) == ("Reply", "He said no.")


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word " * 10_000_000)
    assert "characters" in refused(path)


def test_invalid_utf8_is_read_with_the_place_shown(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes("Привет, мир. ".encode() * 20 + b"\xff" + " Снова привет.".encode())
    source = read(path)
    assert "\ufffd" in source.text
    assert source.text.startswith("Привет")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "closed.txt"
    path.write_text("words")
    path.chmod(0)
    assert "permission" in refused(path)


def test_a_folder_without_a_readable_file(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    results = list(read_all([tmp_path]))
    assert all(isinstance(result, Skipped) for result in results)
    assert "no readable file" in results[-1].reason  # type: ignore[union-attr]


def test_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "b.txt").write_text("We will answer in due time, he said.")
    results = list(read_all([tmp_path, tmp_path / "gone.txt"]))
    assert [type(result) for result in results] == [Skipped, Source, Skipped]


def test_an_error_that_nobody_foresaw_is_told_of_its_file_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("We will answer in due time, he said.")
    called: list[int] = []

    def new() -> str:
        called.append(1)
        if len(called) == 1:
            raise KeyError("a")
        return "b"

    first, second = read_all([tmp_path], new)
    assert isinstance(first, Skipped) and first.reason == "could not be read (KeyError: 'a')"
    assert isinstance(second, Source) and second.id == "b"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5", "utf-16", "utf-8-sig"])
def test_old_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    words = "Президент отметил, что переговоры прошли успешно, и поблагодарил коллег за совместную работу. " * 5
    path = tmp_path / "old.txt"
    path.write_bytes(words.encode(encoding))
    assert read(path).text == words.strip() or read(path).text == words


@pytest.mark.parametrize("name", ["utf\x00-8", "idna", "hex", "no-such"])
def test_an_encoding_that_is_none_is_not_believed(name: str) -> None:
    assert decode("Он сказал: нет. Она сказала: да.".encode("cp1251"), name).startswith("Он сказал")
