"""Transcripts: turns, questions and answers."""

from briefing.finding import find
from briefing.records import Block, Source

TEXT = """Question: When will the reply come?
President Ivan Petrov: In time.

It is being written.
(Applause.)
Question: Who writes it?
Ivan Petrov: The ministry does.
"""


def test_turns_of_a_bare_text():
    result = find(Source(id="s", text=TEXT))
    names = {s.id: s.name for s in result.speakers}
    assert [(q.kind, names.get(q.speaker or "", ""), q.text) for q in result.quotes] == [
        ("turn", "", "When will the reply come?"),
        ("turn", "Ivan Petrov", "In time. … It is being written."),
        ("turn", "", "Who writes it?"),
        ("turn", "Ivan Petrov", "The ministry does."),
    ]


def test_answers_are_linked_to_questions():
    result = find(Source(id="s", text=TEXT))
    ids = [q.id for q in result.quotes]
    assert [(x.type, x.from_quote, x.to_quote) for x in result.links] == [
        ("answers", ids[1], ids[0]),
        ("answers", ids[3], ids[2]),
    ]


def test_turns_that_reading_marked():
    text = "Meeting\nIvan Petrov: Good afternoon.\nLet us begin."
    blocks = (Block(0, 7, "headline"), Block(8, 36, "turn", 20), Block(37, 50, "paragraph"))
    ((quote),) = find(Source(id="s", text=text, blocks=blocks)).quotes
    assert quote.kind == "turn"
    assert [text[a:b] for a, b in quote.spans] == ["Good afternoon.", "Let us begin."]


def test_a_report_with_one_colon_is_no_transcript():
    text = "Summary: the talks went on.\nThe sides met.\nThey parted.\nNothing was signed."
    assert find(Source(id="s", text=text)).quotes == ()


def test_russian_labels():
    text = "Вопрос: Когда будет ответ?\nВ.Петров: В срок.\nВопрос: Кто пишет?\nВ.Петров: Министерство.\n"
    assert [q.kind for q in find(Source(id="s", text=text)).quotes] == ["turn"] * 4
