"""Small files of every kind, made by hand, so that no binary lies in the repository."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

TITLE = "Meeting with the minister"
WORDS = (
    "President Anna Lind: We have read the letter from abroad with great care, and we shall answer it in due time.",
    "Question: When will that be?",
    "Anna Lind: I can’t give you an exact date.",
)
PAGE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title} - Example News</title>"
    "<meta property='og:title' content='{title}'><meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2022-01-27T10:00:00+03:00'>"
    "<link rel='canonical' href='https://news.example.org/a/1'></head><body>"
    "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
    "<article><h1>{title}</h1>{paragraphs}</article><footer>Contact us. All rights reserved.</footer></body></html>"
)


def page(title: str = TITLE, words: tuple[str, ...] = WORDS) -> str:
    filler = "The two sides met for the third time this year, and the talks went on for longer than had been planned. "
    paragraphs = "".join(f"<p>{w}</p>" for w in words) + f"<p>{filler * 3}</p>" * 3
    return PAGE.format(title=title, paragraphs=paragraphs)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx() -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    body = f"<w:p>{style}<w:r><w:t>{TITLE}</w:t></w:r></w:p><w:p><w:r><w:t>27 January 2022</w:t></w:r></w:p>"
    for words in WORDS:
        body += f'<w:p><w:r><w:t xml:space="preserve">{words[:9]}</w:t></w:r><w:r><w:t>{words[9:]}</w:t></w:r>'
        body += "<w:del><w:r><w:delText>never said</w:delText></w:r></w:del></w:p>"
    return packed(
        {"[Content_Types].xml": "<x/>", "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>"}
    )


def odt() -> bytes:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    body = f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>27 January 2022</text:p>'
    body += "".join(f"<text:p>{w[:9]}<text:span>{w[9:]}</text:span></text:p>" for w in WORDS)
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {names}>{text}</office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def epub() -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>{TITLE}</dc:title><dc:language>en</dc:language></metadata><manifest>"
        '<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    html = "<html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>"
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OPS/book.opf": opf,
            "OPS/a.xhtml": html.format(f"<h1>{TITLE}</h1><p>27 January 2022</p><p>{WORDS[0]}</p>"),
            "OPS/b.xhtml": html.format("".join(f"<p>{w}</p>" for w in WORDS[1:])),
        }
    )


def rtf() -> bytes:
    def coded(words: str) -> str:
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in words)

    lines = "".join(f"{{\\pard {coded(w)}\\par}}\n" for w in (TITLE, "27 January 2022", *WORDS))
    return f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Helvetica;}}}}\n{lines}}}".encode("ascii")


def eml() -> bytes:
    words = "\n\n".join(WORDS)
    return (
        f"From: press@example.org\nTo: list@example.org\nSubject: {TITLE}\nDate: Thu, 27 Jan 2022 23:30:00 +0300\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="cut"\n\n--cut\n'
        'Content-Type: text/plain; charset="utf-8"\n\n'
        f'{words}\n--cut\nContent-Type: application/rtf\nContent-Disposition: attachment; filename="note.rtf"\n\n'
        f'{rtf().decode()}\n--cut\nContent-Type: image/png\nContent-Disposition: attachment; filename="p.png"\n'
        "Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--cut--\n"
    ).encode()


def mhtml() -> bytes:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://news.example.org/a/1\nSubject: x\n"
        "Date: Mon, 1 Jan 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\n\n--cut\n'
        'Content-Type: text/html; charset="utf-8"\n'
        f"Content-Location: https://news.example.org/a/1\n\n{page()}\n--cut--\n"
    ).encode()


def pdf() -> bytes:
    lines = [TITLE, "27 January 2022", *(w.replace("’", "'") for w in WORDS)]
    text = "BT /F1 9 Tf 40 780 Td 30 TL " + " ".join(f"({w}) Tj T*" for w in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 700 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj{body}endobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    start = len(out)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def srt() -> bytes:
    cues = (
        "Anna Lind: We have read the letter",
        "with great care,",
        "and shall answer it.",
        "Question: When will that be?",
    )
    return "\n".join(
        f"{n}\n00:00:0{n},000 --> 00:00:0{n + 1},000\n<i>{c}</i>\n" for n, c in enumerate(cues, 1)
    ).encode()


def warc(pages: int = 3) -> bytes:
    return b"".join(record(n, page(f"{TITLE} {n}")) for n in range(pages))


def record(n: int, html: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{n:012}>\r\n"
        f"WARC-Target-URI: https://news.example.org/a/{n}\r\nWARC-Date: 2022-01-28T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def csv() -> bytes:
    return (
        b"title,date,url,text\n"
        b'"One, two",2022-01-27,https://a.example.org/1,"He said: ""No."""\nThree,,,Nothing was said.\n'
    )


def jsonl() -> bytes:
    return b'{"headline":"One","date":"27 January 2022","body":"He said no."}\n{"headline":"Two","body":"Nothing."}\n'


def xlsx() -> bytes:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = [["title", "date", "quote"], ["One", "2022-01-27", "He said no."]]
    data = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABC"[c]}{r}" t="inlineStr"><is><t>{v}</t></is></c>' for c, v in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    sheet = f"<worksheet {names}><sheetData>{data}</sheetData></worksheet>"
    return packed({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": sheet})


DOCUMENTS = {
    "docx": docx, "odt": odt, "epub": epub, "rtf": rtf, "pdf": pdf, "html": lambda: page().encode(), "mhtml": mhtml,
}  # fmt: skip
"""Kinds that hold one document with headline, date and turns."""
