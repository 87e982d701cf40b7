"""Files made to harm, each given to ``onrecord add``: ``python -m benchmarks.traps``.

Printed for each: what is said of it, the seconds until then (with the start of the program), and the greatest memory
of any process. What is added is added; nothing may take longer than the limits, nor leave a file anywhere.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import stat
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from tests.briefing.reading import builders

HOME = Path(__file__).parents[1]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SAID = "He said on Thursday that nothing would be decided before the answer had been read.\n"


def word(document: bytes) -> bytes:
    """A Word file with this body."""
    return builders.packed({"[Content_Types].xml": "<x/>", "word/document.xml": document})


def dense(size: int = 60_000_000) -> bytes:
    """Bytes that pack to a little more than the two-hundredth part that is refused at once."""
    return random.Random(1).randbytes(size // 300).hex().encode() + b"said\n" * (size // 5)


def entities() -> bytes:
    """Entities that multiply: a thousand million of them."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    return word(f'<?xml version="1.0"?><!DOCTYPE d [{levels}]>{body}'.encode())


def outside() -> bytes:
    """An entity that is a file of this machine."""
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    return word(f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>{body}'.encode())


def nested() -> bytes:
    """Archives in archives."""
    data = SAID.encode()
    for n in range(50):
        data = builders.packed({f"{n}.zip" if n else "a.txt": data})
    return data


def overlapping() -> bytes:
    """One packed member that a thousand names lead to."""
    data = builders.packed({"0000.txt": dense(30_000_000)})
    at = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[at + 16 : at + 20])[0]
    entry = data[start:at]
    directory = b"".join(entry.replace(b"0000.txt", b"%04d.txt" % n) for n in range(1000))
    return data[:start] + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), start, 0)


def linked() -> bytes:
    """A link to a file of this machine, packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("notes.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def climbing() -> bytes:
    """Names that lead out of the folder."""
    return builders.packed(
        {"../../../tmp/climbed.txt": SAID, "/tmp/climbed-too.txt": SAID.replace("Thursday", "Monday")}
    )


def record(http: bytes, length: int) -> bytes:
    """One record of a web archive; ``length`` is what it says its content has."""
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example.org/\r\n"
    more = "WARC-Date: 2022-01-28T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    return (
        f"{head}{more}Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n".encode()
        + http
    )


def warc_bomb() -> bytes:
    """A web archive with a page of a gigabyte, packed to one thousandth."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>"
    size = 1_000_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    out = packer.compress(record(http, len(http) + size))
    out += b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000))
    return out + packer.compress(b"\r\n\r\n") + packer.flush()


def page_bomb() -> bytes:
    """A web archive whose page its server had packed: a gigabyte again."""
    body = gzip.compress(b" " * 1_000_000_000, 6)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    return gzip.compress(record(http, len(http)) + b"\r\n\r\n")


def pdf_bomb() -> bytes:
    """A PDF whose one page unpacks to half a gigabyte."""
    stream = zlib.compress(b"BT (said) Tj ET " * 32_000_000, 9)
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 700 842]/Contents 4 0 R>>endobj\n"
    content = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    return head + page + content + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


def parts() -> bytes:
    """A message within messages."""
    boundary = "".join(f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(3000))
    head = "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
    return f"{head}Content-Type: multipart/mixed; boundary=0\n\n{boundary}".encode()


def large() -> bytes:
    """A gigabyte of text."""
    return SAID.encode() * (1_000_000_000 // len(SAID))


TRAPS: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    ("Word file that unpacks to 400 MB", "bomb.docx", lambda: word(b"<w>" + b" " * 400_000_000)),
    ("archive of six members that unpack to 360 MB", "six.zip",
     lambda: builders.packed({f"{n}.txt": dense() for n in range(6)})),
    ("archive with 1,000 names for one member", "overlap.zip", overlapping),
    ("archives in archives, 50 deep", "deep.zip", nested),
    ("archive of 100,000 files", "many.zip", lambda: builders.packed({f"{n}.txt": b"" for n in range(100_000)})),
    ("archive with names that climb out", "climb.zip", climbing),
    ("archive with a link to a file outside", "link.zip", linked),
    ("web archive with a page of 1 GB", "bomb.warc.gz", warc_bomb),
    ("web archive with a packed page of 1 GB", "page.warc.gz", page_bomb),
    ("XML entities that multiply", "entities.docx", entities),
    ("XML entity that is a file", "outside.docx", outside),
    ("XML 1,000,000 deep", "deep.docx", lambda: word(f"<w:document {W}><w:body>".encode() + b"<w:p>" * 1_000_000)),
    ("web page 1,000,000 deep", "deep.html", lambda: b"<!doctype html><html><body>" + b"<div>" * 1_000_000 + b"Said."),
    ("web page of 1,000,000 open tags", "tags.html", lambda: b"<!doctype html><html><body>" + b"<meta date" * 900_000),
    ("RTF 1,000,000 deep", "deep.rtf", lambda: b"{\\rtf1 " + b"{" * 1_000_000),
    ("JSON 1,000,000 deep", "deep.json", lambda: b'{"text":' + b"[" * 1_000_000),
    ("messages in messages, 3,000 deep", "deep.eml", parts),
    ("PDF that unpacks to 500 MB", "bomb.pdf", pdf_bomb),
    ("text of 1 GB", "large.txt", large),
    ("text of 30 MB on one line", "line.txt", lambda: b"said " * 6_000_000),
)  # fmt: skip


def main() -> None:
    """Print a row of the table for each trap."""
    print("| file | what is said | seconds | MB |\n| --- | --- | --- | --- |")
    for what, name, make in TRAPS:
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / name
            making = get_context("fork").Process(target=lambda: path.write_bytes(make()))  # noqa: B023
            making.start()
            making.join()
            before = set(Path(tempfile.gettempdir()).iterdir())
            began = time.perf_counter()
            told = Path(place) / "told"
            with told.open("w") as out:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tui", "add", "w.json", name],
                    cwd=place, env=os.environ | {"PYTHONPATH": str(HOME)}, stdout=out, stderr=out,
                )  # fmt: skip
                _, _, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - began
            lines = [line for line in told.read_text(encoding="utf-8").splitlines() if name in line]
            said = lines[0].removeprefix("onrecord: ").removeprefix(f"{name}: ") if lines else "nothing"
            print(f"| {what} | {said} | {seconds:.1f} | {used.ru_maxrss / 1024:.0f} |", flush=True)
            left = set(Path(place).iterdir()) - {path, told} | (set(Path(tempfile.gettempdir()).iterdir()) - before)
            for file in left:
                if "climbed" in file.name:
                    print(f"left behind: {file}")


if __name__ == "__main__":
    main()
