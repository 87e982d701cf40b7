"""What the tests of the store share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.records import Quote, Source, Speaker, anchor, new_id
from store.disk import Disk
from store.workspace import Workspace


class UnlockedDisk(Disk):
    """A disk as a network folder is that knows no locks: what keeps a second writer out there is looking."""

    def hold(self, fd: int) -> bool:
        """No lock is to be had."""
        return True


TEXT = (
    "The Kremlin “said yes” on Thursday. Lavrov said “no way” to reporters.\n\n"
    "“We will answer,” Peskov said, “in due course.”"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a workspace may be made."""
    return tmp_path / "peskov.json"


@pytest.fixture
def ws(path: Path) -> Iterator[Workspace]:
    """An empty open workspace of analyst ab."""
    with Workspace.open(path, "ab", create=True) as workspace:
        yield workspace


def a_source(title: str = "Kremlin not very optimistic", text: str = TEXT, **more: str) -> Source:
    """A source with some text."""
    return Source(id=new_id(), title=title, text=text, text_hash=str(hash((title, text))), **more)


def a_quote(source: Source, words: str, speaker: str | None = None) -> Quote:
    """The quote of these words in a source."""
    start = source.text.index(words)
    spans = ((start, start + len(words)),)
    text, prefix, suffix = anchor(source.text, spans)
    return Quote(id=new_id(), source=source.id, spans=spans, text=text, prefix=prefix, suffix=suffix, speaker=speaker)


def filled(ws: Workspace) -> tuple[Source, list[Quote], Speaker]:
    """Import a source with three quotes and a speaker."""
    source = a_source(published="2022-01-27", outlet="Gazeta")
    speaker = Speaker(id=new_id(), name="Dmitry Peskov", aliases=("the Kremlin spokesman",))
    quotes = [a_quote(source, "said yes", speaker.id), a_quote(source, "no way"), a_quote(source, "We will answer,")]
    ws.change("imported a report", [source, speaker, *quotes])
    return source, quotes, speaker
