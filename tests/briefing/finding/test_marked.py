"""Texts marked by hand, as the benchmark of Russian reads them."""

from pathlib import Path

import pytest

from benchmarks.russian_marked import marked

TEXT = """### one
<1i=Иван Лисин>Ответ</1>, сказал <m1,2>он</m>, <1>готов</1>, добавив, что <2i?=>его <3d=Анна>«ждут»</3></2>.
"""


def test_marks_give_the_text_without_them_and_what_they_say(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text(TEXT, encoding="utf-8")
    ((name, text, rows),) = marked(path)
    assert (name, text.strip()) == ("one", "Ответ, сказал он, готов, добавив, что его «ждут».")
    words = [[text[a:b] for a, b in row["spans"]] for row in rows]
    assert words == [["Ответ", "готов"], ["его «ждут»"], ["«ждут»"]]
    assert [(row["kind"], row["name"], row["optional"]) for row in rows] == [
        ("indirect", "Иван Лисин", False),
        ("indirect", "", True),
        ("direct", "Анна", False),
    ]
    assert [text[slice(*row["mention"])] if "mention" in row else "" for row in rows] == ["он", "он", ""]


def test_a_mark_left_open_is_told(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("### one\n<1i=Анна>Ответ\n", encoding="utf-8")
    with pytest.raises(ValueError, match="not closed: 1"):
        marked(path)
