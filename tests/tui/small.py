"""A small workspace of two invented reports by invented people, and its parts by name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from briefing.records import Block, Code, Quote, Source, Span, Speaker, anchor, new_id
from store import Workspace
from store.acts import noting

ANALYST = "ab"

HARBOUR = """Ministry cautious after harbour talks

26 January 2031

The minister for harbours, Anna Ekwall, said the talks had gone well. "We have read the answer with care," Ekwall said.

"From what our colleagues [in the north and the south] announced, nothing has been decided," the minister noted.

Asked about a date, she declined to name one. "It takes time to analyse, and there is no hurry," she added.

According to Ekwall, the paper "should not be [published]" before the spring."""

RIVER = """River board answers

28 January 2031

The chairman of the river board, Olof Brandt, rejected the paper. "There is little reason for optimism," Brandt said.

He confirmed that the board had read the answer."""

Found = tuple[str, str, str, str, str]
"""Words, speaker's name, mention, cue, kind."""

STATEMENTS: dict[str, list[Found]] = {
    HARBOUR: [
        ("the talks had gone well", "Anna Ekwall", "Anna Ekwall", "said", "indirect"),
        ("We have read the answer with care,", "Anna Ekwall", "Ekwall said", "said.", "direct"),
        (
            "From what our colleagues [in the north and the south] announced, nothing has been decided,",
            "Anna Ekwall",
            "the minister noted",
            "noted",
            "direct",
        ),
        ("It takes time to analyse, and there is no hurry,", "Anna Ekwall", "she added", "added", "direct"),
        ("should not be [published]", "Anna Ekwall", "to Ekwall", "According to", "mixed"),
    ],
    RIVER: [
        ("There is little reason for optimism,", "Olof Brandt", "Brandt said", "said", "direct"),
        ("the board had read the answer", "Olof Brandt", "He", "confirmed", "indirect"),
    ],
}


def _find(text: str, words: str, near: int = 0) -> Span:
    start = text.find(words, near)
    if start < 0:
        start = text.find(words)
    return start, start + len(words)


def _source(text: str) -> Source:
    title, date = text.split("\n\n")[:2]
    blocks = (Block(0, len(title), "headline"),)
    outlet = "Harbour Times" if text is HARBOUR else "River Post"
    iso = "2031-01-26" if text is HARBOUR else "2031-01-28"
    assert date.endswith("2031")
    return Source(id=new_id(), title=title, text=text, blocks=blocks, published=iso, outlet=outlet, added="2031-02-01")


def make(path: Path, extra: Sequence[str] = ()) -> Path:
    """Write the workspace to ``path``; the texts of ``extra`` are put, in turn, into every place that text can go."""

    def also(n: int) -> str:
        return f"{extra[n % len(extra)]} " if extra else ""

    with Workspace.open(path, ANALYST, create=True) as ws:
        speakers: dict[str, Speaker] = {}
        for number, (text, found) in enumerate(STATEMENTS.items()):
            source = _source("\n\n".join((text, *extra)))
            source = msgspec.structs.replace(
                source, title=also(number) + source.title, outlet=also(number + 1) + source.outlet
            )
            quotes = []
            for words, name, mention, cue, kind in found:
                spans = (_find(source.text, words),)
                if name not in speakers:
                    shown = also(len(speakers)) + name
                    speakers[name] = Speaker(id=new_id(), name=shown, role="minister", aliases=(name.split()[-1],))
                quote, prefix, suffix = anchor(source.text, spans)
                quotes.append(
                    Quote(
                        id=new_id(),
                        source=source.id,
                        spans=spans,
                        text=also(len(quotes)) + quote,
                        prefix=prefix,
                        suffix=suffix,
                        kind=kind,  # type: ignore[arg-type]
                        speaker=speakers[name].id,
                        mention=_find(source.text, mention, spans[0][0] - 60),
                        cue=_find(source.text, cue, spans[0][0] - 60),
                        certainty=0.9,
                        rule="test",
                    )
                )
            ws.change("imported a report", [source, *speakers.values(), *quotes])
        names = ["answer", "date", "optimism"] if not extra else [f"{text} code" for text in extra]
        definition = also(0) + "what is said on the "
        codes = [Code(id=new_id(), name=name, definition=definition + name) for name in names]
        ws.change("made the codebook", codes)
        for n, text in enumerate(extra):
            ws.change("made a speaker", [Speaker(id=new_id(), name=f"{text} {n}", role=text, organisation=text)])
            noting.write(ws, "quote", ws.order()[0], text or "empty")
    return path
