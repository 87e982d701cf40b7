"""Short ways to look at what was found."""

from briefing.finding import find
from briefing.records import Quote, Source


def found(text: str, **source) -> list[tuple[str, str, str]]:
    """(kind, speaker's name, words) of each quote."""
    return [(q.kind, name, q.text) for q, name in quotes(text, **source)]


def quotes(text: str, **source) -> list[tuple[Quote, str]]:
    """Each quote with its speaker's name ("" without one)."""
    result = find(Source(id="s", text=text, **source))
    names = {s.id: s.name for s in result.speakers}
    return [(q, names.get(q.speaker or "", "")) for q in result.quotes]
