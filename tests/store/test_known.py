"""What an import compares with what is known: as much as it must, and no more however much is there."""

from __future__ import annotations

from itertools import count

import msgspec
import pytest

from briefing.finding import Finding
from briefing.reading import source_of_text
from briefing.records import Source
from store import Workspace
from store.acts import again
from store.acts.again import Known
from store.acts.batch import Batch, Taken

_numbers = count()


def report(day: str | None, text: str = "", **more: str) -> Source:
    """A report in words of its own, or in ``text``."""
    number = next(_numbers)
    text = text or " ".join(f"w{number}x{n}" for n in range(60))
    return source_of_text(text, title=f"Report {number}", **({"published": day} if day else {}), **more)


def reads(ws: Workspace, coming: list[Source]) -> list[int]:
    """How often a document was read for each of those that come in, one after another."""
    there = {source.id: source for source in coming}
    asked: list[str] = []

    def document(ident: str) -> bytes | None:
        asked.append(ident)
        return msgspec.json.encode(there[ident]) if ident in there else ws.sources.raw(ident)

    known = Known(ws, document)
    found: list[int] = []
    for source in coming:
        asked.clear()
        assert known.same(source) is None and known.revises(source) is None and known.reprints(source) is None
        known.take(source)
        found.append(len(asked))
    return found


def test_the_same_words_in_many_outlets_are_told_apart_without_reading_them(ws: Workspace) -> None:
    wire = [report("2025-01-01", "Nothing new.", outlet=f"Outlet {n}") for n in range(60)]
    assert sum(reads(ws, wire)) == 0


def test_one_address_of_many_outlets_is_told_apart_without_reading_them(ws: Workspace) -> None:
    feed = [report(None, address="https://news.example.org/feed", outlet=f"Outlet {n}") for n in range(60)]
    assert sum(reads(ws, feed)) == 0


def test_the_latest_are_read_once_for_all_that_have_no_day(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "_MOST", 20)
    ws.change("many", [report(f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}") for n in range(60)])
    assert reads(ws, [report(None) for _ in range(4)]) == [20, 0, 0, 0]


def taken(ws: Workspace, *coming: Source) -> list[Taken]:
    batch = Batch(ws)
    return [batch.take(source, Finding((), (), ())) for source in coming]


@pytest.mark.parametrize(("day", "printed"), [("2025-01-08", True), ("2025-01-09", False), ("2025-02-01", False)])
def test_a_report_is_printed_again_within_a_week_also_of_one_import(ws: Workspace, day: str, printed: bool) -> None:
    first = report("2025-01-01", outlet="One")
    _, other = taken(ws, first, report(day, f"{first.text} more", outlet="Other"))
    assert (other.reprint is not None) == printed


def test_all_of_a_day_are_compared_and_not_the_last_alone(ws: Workspace) -> None:
    first, *more = [report("2025-01-01", outlet="One") for _ in range(4)]
    ws.change("known", [first, *more])
    (other,) = taken(ws, report("2025-01-02", f"{first.text} more", outlet="Other"))
    assert other.reprint is not None and other.reprint.first == first.id
