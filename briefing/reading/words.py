"""A Source from words that somebody already holds: pasted, typed, or from a line of JSON."""

from __future__ import annotations

from briefing.reading.draft import Draft, finish
from briefing.records import METADATA, IdFactory, Source, new_id


def source_of_text(text: str, title: str = "", *, origin: str = "", ids: IdFactory = new_id, **fields: str) -> Source:
    """The Source of plain ``text``; ``title`` and other metadata ``fields`` given here go before what the text says.

    ``Source.text`` is ``clean(text).text``. Raises TypeError for a field that a Source does not have.
    """
    wrong = set(fields) - set(METADATA)
    if wrong:
        raise TypeError(f"a source has no field {', '.join(sorted(wrong))}")
    draft = Draft(text=text, data=text.encode("utf-8", "surrogatepass"))
    for name, value in {"title": title, **fields}.items():
        draft.put(name, value, "analyst")
    return finish(draft, origin=origin, ids=ids)
