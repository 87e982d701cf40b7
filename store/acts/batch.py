"""Many documents brought into a workspace as one act: new ones, changed texts of known ones, and reprints.

Nothing reaches the workspace before ``save``; what was taken until then can simply be dropped. It waits in a spool, so
that memory holds of each source only what the next ones are compared with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from briefing.records import Link, Note, Quote, Record, Source, Speaker
from store.acts.again import Known, Reprinted
from store.acts.noting import now
from store.acts.wording import counted, short
from store.changes import Change
from store.documents import Doc
from store.prints import unfolded
from store.spool import Spool, Spooled
from store.workspace import Workspace

if TYPE_CHECKING:
    from briefing.comparing.carrying import Carried


class Found(Protocol):
    """What was found in a source (``briefing.finding.Finding``)."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in the order of the text."""

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Speakers that are new, or whose aliases grew."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Ties between the quotes."""

    @property
    def merged(self) -> tuple[tuple[str, str], ...]:
        """Speakers known before who are one: the id of who goes, the id of who stays."""


@dataclass(frozen=True)
class Taken:
    """One source that is coming in. ``revises`` is the source whose text was changed, with what became of its quotes
    as ``carried``; ``reprint`` tells of the report it prints again, whose source is ``first``. ``merged`` are the names
    of speakers of the workspace who turned out to be one: who goes, who stays."""

    source: Source
    quotes: tuple[Quote, ...]
    revises: Source | None = None
    carried: Carried | None = None
    reprint: Reprinted | None = None
    first: Source | None = None
    merged: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """What is remembered of a source that came in. ``quotes`` is how many stand in it, of which ``new`` are new;
    ``lost`` how many of the text before it have no place in it."""

    id: str
    title: str
    origin: str
    published: str | None
    guessed: bool
    what: Literal["new", "reprint", "new text"]
    quotes: int
    new: int
    lost: int


class Batch:
    """What is to be brought into ``ws`` (None: a workspace that is made only when there is something to bring).

    Until then it waits in ``folder``, by default that of ``ws``.
    """

    def __init__(self, ws: Workspace | None, folder: Path | None = None) -> None:
        self._ws = ws
        self._spool = Spool(folder or (ws.path.parent if ws is not None else None))
        self._known = Known(ws, self._document)
        self._seen: dict[str, set[str]] = {}
        """The outlets of those that were asked for and not taken yet, by their words."""
        self._prints: dict[str, list[str]] = {}
        self._speakers: dict[str, Speaker] = {}
        self._merged: dict[str, str] = {}
        self._notes: dict[str, Note] = {}
        self.taken: list[Came] = []
        self.speakers: tuple[Speaker, ...] = tuple(ws.speakers) if ws is not None else ()
        """Every speaker of the workspace before this import."""
        self._before = {speaker.id: speaker for speaker in self.speakers}

    @property
    def merged(self) -> list[tuple[str, str]]:
        """The names of speakers of the workspace who turned out to be one: who goes, who stays."""
        return [
            (self._before[gone].name, (self._speakers.get(keep) or self._before[keep]).name)
            for gone, keep in self._merged.items()
            if gone in self._before
        ]

    def there(self, source: Source) -> str | None:
        """As what the same words are there already or came before in this batch; None for words to be looked into.

        Asked once for each source, in the order they come.
        """
        title = self._known.same(source)
        if title is not None:
            return title
        outlets = self._seen.setdefault(source.text_hash, set()) if source.text_hash else set()
        if outlets and (not source.outlet or source.outlet in outlets or "" in outlets):
            return source.title or source.origin
        outlets.add(source.outlet)
        return None

    def take(self, source: Source, found: Found) -> Taken:
        """Take in one source with what was found in it. Raises WriteFailed when the disk has no room for it."""
        source = source if source.added else msgspec.structs.replace(source, added=now())
        for gone, keep in found.merged:
            self._merged |= {ident: keep for ident, now in self._merged.items() if now == gone} | {gone: keep}
            self._speakers.pop(gone, None)
        old = self._known.revises(source)
        taken = self._revision(self._source(old), source, found) if old is not None else self._new(source, found)
        here = [gone for gone, _ in found.merged if gone in self._before]
        if here:
            names = {ident: speaker.name for ident, speaker in (self._before | self._speakers).items()}
            merged = tuple((names[gone], names[self._merged[gone]]) for gone in here)
            taken = replace(taken, merged=merged)
        self._known.take(taken.source)
        outlets = self._seen.get(source.text_hash, set())
        if taken.source.outlet == source.outlet:  # what is known tells of it from now on
            outlets.discard(source.outlet)
        if not outlets:
            self._seen.pop(source.text_hash, None)
        self.taken.append(_came(taken))
        return taken

    def save(self, ws: Workspace) -> Change | None:
        """Put everything into ``ws`` as one change; None when there is nothing. Nothing can be taken after it."""
        if not self.taken:
            return None
        self._known.clear()  # its room is for what is saved
        self._part(ws)
        coming = self._spool.documents
        gone = [ws.speakers[ident] for ident in self._merged if ident in ws.speakers]
        save = chain[Record | Spooled](
            coming(Source), self._grown(ws), self._said(ws), coming(Link), self._notes_moved(ws), self._notes.values()
        )
        return ws.change(self._act(), save, gone)

    def _part(self, ws: Workspace) -> None:
        """Leave two speakers two where the analyst changed one of them while the files were read."""
        for gone, keep in list(self._merged.items()):
            was, here = self._before.get(gone), ws.speakers.get(gone)
            if was is None or here is None or (here == was and ws.speakers.get(keep) == self._before.get(keep)):
                continue
            del self._merged[gone]
            grown = self._speakers.get(keep)
            if grown is not None:
                before = self._before.get(keep, grown)
                theirs = {here.name, *here.aliases, was.name, *was.aliases} - {before.name, *before.aliases}
                names = tuple(name for name in grown.aliases if name not in theirs)
                name = before.name if grown.name in theirs else grown.name
                self._speakers[keep] = msgspec.structs.replace(grown, name=name, aliases=names)

    def _said(self, ws: Workspace) -> Iterator[Record | Spooled]:
        """The quotes to save, and those of the workspace whose speaker turned out to be another one known."""
        for gone, keep in self._merged.items():
            for quote in ws.quotes.where(speaker=gone):
                yield msgspec.structs.replace(quote, speaker=keep)
        for spooled in self._spool.documents(Quote):
            came = self._spool.get(Quote, spooled.id) if self._merged else None
            if came is None or came.speaker not in self._merged:
                yield spooled
            else:
                yield msgspec.structs.replace(came, speaker=self._merged[came.speaker])

    def _notes_moved(self, ws: Workspace) -> Iterator[Note]:
        for gone, keep in self._merged.items():
            for note in ws.notes.where(target="speaker", target_id=gone):
                yield msgspec.structs.replace(note, target_id=keep)

    def _grown(self, ws: Workspace) -> Iterator[Speaker]:
        """The speakers to save: one whom the analyst changed while the files were read keeps what was made of it."""
        for speaker in self._speakers.values():
            was, here = self._before.get(speaker.id), ws.speakers.get(speaker.id)
            if was is None or here is None or here == was:
                yield speaker
                continue
            names = dict.fromkeys((*here.aliases, *speaker.aliases))
            for name in (here.name, *here.never):
                names.pop(name, None)
            yield msgspec.structs.replace(here, aliases=tuple(names))

    def _act(self) -> str:
        merged = self.merged
        names = ", ".join(f"{gone} into {keep}" for gone, keep in merged)
        more = f"{counted(len(merged), 'speaker')} known before into others" if len(merged) > 2 else names
        return f"{self._added()}, merged {more}" if merged else self._added()

    def _added(self) -> str:
        one = self.taken[0]
        name = f"“{one.title or one.origin}”"
        if len(self.taken) == 1 and one.what == "new text":
            left = f", {counted(one.lost, 'quote')} lost" if one.lost else ""
            return f"revised “{short(one.title or one.origin)}” by its new text{left}"
        what = name if len(self.taken) == 1 else counted(len(self.taken), "source")
        revised = sum(1 for one in self.taken if one.what == "new text")
        more = f", {counted(revised, 'new revision')} among them" if revised else ""
        return f"added {what} with {counted(sum(one.new for one in self.taken), 'quote')}{more}"

    # one source ------------------------------------------------------------------------------------------------------

    def _new(self, source: Source, found: Found) -> Taken:
        reprint = self._known.excerpt(source) or self._known.reprints(source)
        first = None
        if reprint is not None:
            first = self._source(reprint.first)
            source = msgspec.structs.replace(source, reprint_of=reprint.first, reprint_share=reprint.share)
        quotes = self._folded(first, found.quotes) if first is not None else found.quotes
        self._keep(source, quotes, found.speakers, found.links)
        return Taken(source, quotes, reprint=reprint, first=first)

    def _folded(self, first: Source, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """The quotes of a reprint, those that the first print has folded under the ones they are."""
        from briefing.comparing.prints import same_statements  # noqa: PLC0415 - only a reprint is compared

        ours = sorted((q for q in self._quotes_of(first.id) if not q.same_as), key=lambda quote: quote.spans)
        same = same_statements(ours, quotes)
        return tuple(msgspec.structs.replace(quote, same_as=same.get(quote.id, "")) for quote in quotes)

    def _revision(self, old: Source, source: Source, found: Found) -> Taken:
        """The new text takes the place of the old, whose quotes go over to it as far as they stand there."""
        from briefing.comparing.carrying import carry  # noqa: PLC0415 - only a changed text is compared

        of = sorted(self._quotes_of(old.id), key=lambda quote: quote.spans)
        carried = carry(of, old, source, found.quotes, found.links)
        source = msgspec.structs.replace(
            source, reprint_of=old.reprint_of, reprint_share=old.reprint_share, **_corrected(old, source)
        )
        missing = [quote for state, quote, _ in carried.fates if state == "lost"]
        for quote in missing:
            if quote.same_as:  # this print has it no more: whoever revises sees it among the lost
                self._spool.put(unfolded(quote, self._quote(quote.same_as)))
        lost = {quote.id for quote in missing}
        for other in self._reprints_of(old.id):
            self._put(msgspec.structs.replace(other, reprint_of=source.id))
            for quote in list(self._quotes_of(other.id)) if lost else ():
                if quote.same_as in lost:  # another print has it still: it is a row of its own again
                    self._spool.put(unfolded(quote, self._quote(quote.same_as)))
        self._put(msgspec.structs.replace(old, revised_by=source.id))
        self._known.revised(old.id)
        known = {speaker.id for speaker in self.speakers} | self._speakers.keys()
        said = {quote.speaker for quote in carried.fresh}
        self._keep(
            source,
            (*carried.standing, *carried.fresh),
            [speaker for speaker in found.speakers if speaker.id in known or speaker.id in said],
            carried.links,
        )
        for note in self._notes_on(old.id):
            self._notes[note.id] = msgspec.structs.replace(note, target_id=source.id)
        return Taken(source, carried.fresh, revises=old, carried=carried)

    def _keep(
        self, source: Source, quotes: Iterable[Quote], speakers: Iterable[Speaker], links: Iterable[Link]
    ) -> None:
        self._put(source)
        for quote in quotes:
            self._spool.put(quote)
        self._speakers.update((speaker.id, speaker) for speaker in speakers)
        for link in links:
            self._spool.put(link)

    def _put(self, source: Source) -> None:
        self._spool.put(source)
        if source.reprint_of:
            self._prints.setdefault(source.reprint_of, []).append(source.id)

    # what is there and what is coming, as one -----------------------------------------------------------------------

    def _document(self, ident: str) -> Doc | None:
        """The JSON of a source, None when it was deleted meanwhile."""
        return self._spool.document(Source, ident) or (self._ws.sources.raw(ident) if self._ws is not None else None)

    def _source(self, ident: str) -> Source:
        found = self._spool.get(Source, ident)
        if found is None:
            assert self._ws is not None
            found = self._ws.sources[ident]
        return found

    def _quote(self, ident: str) -> Quote | None:
        return self._spool.get(Quote, ident) or (self._ws.quotes.get(ident) if self._ws is not None else None)

    def _quotes_of(self, source: str) -> Iterator[Quote]:
        there = self._ws.quotes.ids_where(source=source) if self._ws is not None else []
        for ident in dict.fromkeys((*there, *self._spool.behind(Source, source, Quote))):
            quote = self._quote(ident)
            if quote is not None and quote.source == source:
                yield quote

    def _reprints_of(self, source: str) -> list[Source]:
        there = self._ws.sources.ids_where(reprint_of=source) if self._ws is not None else []
        found = map(self._source, dict.fromkeys((*there, *self._prints.get(source, ()))))
        return [one for one in found if one.reprint_of == source]

    def _notes_on(self, source: str) -> list[Note]:
        if self._ws is None:
            return []
        notes = {note.id: note for note in self._ws.notes.where(target="source", target_id=source)} | self._notes
        return [note for note in notes.values() if note.target_id == source]


def _came(taken: Taken) -> Came:
    source, carried = taken.source, taken.carried
    return Came(
        source.id,
        source.title,
        source.origin,
        source.published,
        source.published_from == "guess",
        "new text" if carried is not None else "reprint" if taken.reprint is not None else "new",
        len(taken.quotes) + (len(carried.standing) if carried is not None else 0),
        len(taken.quotes),
        carried.count("lost") if carried is not None else 0,
    )


def bring(ws: Workspace, source: Source, found: Found) -> Change | None:
    """Bring one source with what was found in it into ``ws``, as one change; None when its words are there already."""
    batch = Batch(ws)
    if batch.there(source) is None:
        batch.take(source, found)
    return batch.save(ws)


def _corrected(old: Source, new: Source) -> dict[str, object]:
    """What the analyst set by hand on the old text's source, which holds for the new one."""
    fields = [name for name, where in old.metadata_from.items() if where == "analyst" and hasattr(old, name)]
    values: dict[str, object] = {name: getattr(old, name) for name in fields}
    if "published" in values:
        values["published_from"] = old.published_from
    if fields:
        values["metadata_from"] = new.metadata_from | dict.fromkeys(fields, "analyst")
    return values
