"""Files made to harm are refused in bounded time and memory, with a reason."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefing.reading import ReadError, door, read, worker
from briefing.reading.door import read_here
from briefing.reading.given import Given

from . import builders

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def refused(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read(path)
    line = str(caught.value)
    assert "\n" not in line
    assert line.startswith(str(path))
    return line


def word_file(document: bytes) -> bytes:
    return builders.packed({"[Content_Types].xml": "<x/>", "word/document.xml": document})


def test_a_decompression_bomb(tmp_path: Path) -> None:
    assert "only a trap" in refused(tmp_path, "bomb.docx", word_file(b"<w>" + b" " * 60_000_000))


def test_an_archive_that_unpacks_beyond_reason(tmp_path: Path) -> None:
    assert "not read" in refused(tmp_path, "bomb.docx", word_file(b"0" * 70_000_000))


def test_a_member_that_is_larger_than_it_says(tmp_path: Path) -> None:
    data = bytearray(builders.packed({"a.txt": "He said no. " * 1000}))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    refused(tmp_path, "lie.zip", bytes(data))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    body = "<w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body>"
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [{levels}]><w:document {W}>{body}</w:document>'
    refused(tmp_path, "bomb.docx", word_file(bomb.encode()))


def test_a_file_is_not_drawn_in(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret")
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "the secret" not in refused(tmp_path, "draw.docx", word_file(xml.encode()))


def test_deep_nesting(tmp_path: Path) -> None:
    deep = f"<w:document {W}><w:body>" + "<w:p>" * 100_000
    refused(tmp_path, "deep.docx", word_file(deep.encode()))
    path = tmp_path / "deep.html"
    path.write_text("<!doctype html><html><body>" + "<div>" * 200_000 + "He said no. " * 50, encoding="utf-8")
    try:
        assert "He said no." in read(path).text
    except ReadError as error:
        assert "\n" not in str(error)


def test_archives_within_archives(tmp_path: Path) -> None:
    data = b"He said no."
    for n in range(8):
        data = builders.packed({f"{n}.zip" if n else "a.txt": data})
    refused(tmp_path, "deep.zip", data)


def test_a_path_that_climbs_out_is_only_a_name(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../climbed.txt", "He said no.")
    path = tmp_path / "climb.zip"
    path.write_bytes(out.getvalue())
    assert read(path).text == "He said no."
    assert not list(tmp_path.parent.parent.glob("climbed.txt"))


def test_a_file_of_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.write(b"He said no.\n" * 10_000)
        file.truncate(1_000_000_000)
    with pytest.raises(ReadError, match="1,000 MB"):
        read(path)


@pytest.mark.parametrize("name", ["x.txt", "x.srt"])
def test_a_limit_is_what_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\n" if name.endswith("srt") else ""
    monkeypatch.setattr(door, "MAX_TEXT", 11)
    monkeypatch.setattr(door, "MAX_LINES", 1)
    path = tmp_path / name
    path.write_text(f"{cue}He said no.")
    assert read(path).text == "He said no."
    assert "12 characters of text are beyond the 11" in refused(tmp_path, name, f"{cue}He said no!!".encode())
    monkeypatch.setattr(door, "MAX_TEXT", 100)
    for words, limit in (("A, he said.\nB, he said.\n", 2), ("A, he said.\nB, he said.\nNo.", 3)):
        path = tmp_path / "lines.txt"
        path.write_text(words)
        monkeypatch.setattr(door, "MAX_LINES", limit)
        assert read(path).text.strip() == words.strip()
        monkeypatch.setattr(door, "MAX_LINES", limit - 1)
        assert f"more than {limit - 1} lines" in refused(tmp_path, "lines.txt", words.encode())


def test_a_damaged_or_foreign_archive(tmp_path: Path) -> None:
    refused(tmp_path, "cut.docx", builders.docx()[:200])
    refused(tmp_path, "cut.pdf", builders.pdf()[:60])
    refused(tmp_path, "cut.warc.gz", gzip.compress(builders.warc())[:200])
    refused(tmp_path, "plain.gz", gzip.compress(b"He said no."))


def test_a_reader_that_takes_too_long_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.end()  # A new process needs longer than this to answer.
    monkeypatch.setattr(worker, "SECONDS", 0.001)
    assert "seconds" in refused(tmp_path, "document.docx", builders.docx())
    monkeypatch.undo()
    assert read(tmp_path / "document.docx").title == builders.TITLE


def test_a_reader_without_memory_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    worker.end()
    monkeypatch.setattr(worker, "MEMORY", 60 * 1024 * 1024)
    line = refused(tmp_path, "document.pdf", builders.pdf())
    worker.end()  # That process is not for other tests.
    assert "memory" in line or "could not be read" in line


def test_nothing_of_the_folder_we_stand_in_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "msgspec.py").write_text("raise SystemExit('run')")
    (tmp_path / "document.docx").write_bytes(builders.docx())
    worker.end()
    monkeypatch.chdir(tmp_path)
    assert read(tmp_path / "document.docx").title == builders.TITLE


def test_a_head_made_to_stop_the_reader_is_worked_out_bounded_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked: list[str] = []
    work = HeaderRegistry.__call__

    def told(self: HeaderRegistry, name: str, value: str) -> object:
        worked.append(value)
        return work(self, name, value)

    monkeypatch.setattr(HeaderRegistry, "__call__", told)
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: text/plain; a" + b"=;b" * 40_000
    (source,) = read_here(Given("message.eml", held=head + b"\n\nHe said no.\n"), "eml")
    assert "He said no." in source.text
    assert 1_000 < max(map(len, worked)) < 10_000  # The library's time grows with the square of it.
    assert len(worked) == len(set(worked))


def test_a_message_of_as_many_parts_as_are_read_is_read() -> None:
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: multipart/mixed; boundary=cut\n\n"
    part = b"--cut\nContent-Type: text/plain\n\nHe said no.\n"
    (source,) = read_here(Given("message.eml", held=head + part * 500 + b"--cut--\n"), "eml")
    assert "He said no." in source.text  # type: ignore[union-attr]
    with pytest.raises(ReadError, match="more than 500 parts"):
        list(read_here(Given("message.eml", held=head + part * 501 + b"--cut--\n"), "eml"))


def test_a_message_of_too_many_parts_is_left_at_the_first_that_is_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[EmailMessage] = []
    make = EmailMessage.__init__

    def told(self: EmailMessage, *given: object) -> None:
        made.append(self)
        make(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(EmailMessage, "__init__", told)
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: multipart/mixed; boundary=cut\n\n"
    parts = b"".join(b"--cut\nContent-Type: : %d? an exact date.\\par}\n}\n" % n for n in range(20_000))
    with pytest.raises(ReadError, match="more than 500 parts"):
        list(read_here(Given("message.eml", held=head + parts), "eml"))
    assert len(made) == 502  # With the message itself, and one that the library makes to see whether it can.


@pytest.mark.parametrize(
    "damage",
    [
        rb"{\fonttbl" + rb"{\f1\fnil\fcharset0 A}" * 400 + b"}",
        rb"{\fonttbl" + rb"{\f1\fnil A;}" * 20_000 + b"}",
        rb"{\field{\*\fldinst{HYPERLINK " + b'"a" HYPERLINK ' * 20_000 + b"}}",
        rb"{\field{\*\fldinst{HYPERLINK " * 20_000 + b"}}}" * 20_000,
    ],
    ids=["fonts without ends", "fonts without charset", "one link of many", "links in links"],
)
def test_damaged_rtf_is_read_in_the_time_of_its_length(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "paper.rtf"
    path.write_bytes(rb"{\rtf1\ansi\ansicpg1252 " + damage + rb"Words are here.\par More of them.}")
    assert read(path).text.endswith("More of them.")
