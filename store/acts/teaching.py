"""What a workspace teaches the finder: the words of its own, and the names that corrections give to speakers.

Both are kept as records, so that undo takes back what was learned, and the file carries it to whoever has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from briefing.finding.names import last, plain, same_name
from briefing.records import WORDS, Quote, Speaker, Words
from store.changes import Change
from store.workspace import Workspace

if TYPE_CHECKING:
    from briefing.finding import Own


def words_of(ws: Workspace) -> Own:
    """The workspace's own words as they were written, empty where there are none."""
    from briefing.finding import Own  # noqa: PLC0415

    kept = ws.words.get(WORDS)
    return Own(f"the words of {ws.path.name}", kept.text if kept else "")


def set_words(ws: Workspace, text: str) -> Change | None:
    """Keep ``text`` as the workspace's own words; an empty one takes them away. Raises WordsError."""
    from briefing.finding.own import Own, check  # noqa: PLC0415

    check(Own(words_of(ws).where, text))
    old = ws.words.get(WORDS)
    if not text.strip():
        return ws.change("took the workspace's own words away", delete=[old] if old else [])
    return ws.change("changed the workspace's own words", [Words(id=WORDS, text=text)])


class Learned(NamedTuple):
    """Speakers as a correction leaves them, the corrected one first, and those of whom nothing is left."""

    save: tuple[Speaker, ...]
    gone: tuple[Speaker, ...]


def names_learned(ws: Workspace, quotes: Sequence[Quote], to: Speaker) -> Learned:
    """What is learned when ``quotes``, some of which were found to be somebody else's, are said to be ``to``'s.

    The words by which the text names the speaker become an alias of ``to``, and of nobody else, if they say whom they
    mean in other texts too: "the Kremlin spokesman" does, "he" and "the spokesman" do not, and a surname alone only
    while nobody else has it. Another person's full name stays theirs. A speaker who was known by nothing but such
    words, and has no quote left, goes.
    """
    moved = [quote for quote in quotes if quote.speaker != to.id]
    mentions = {alias: plain(alias) for alias in _mentions(ws, moved, to)}
    namesakes = {last(s.name) for s in ws.speakers if s.id != to.id and " " in s.name} if mentions else set()
    learned = {alias: words for alias, words in mentions.items() if " " in alias or last(alias) not in namesakes}
    others = {quote.speaker for quote in moved if quote.speaker is not None}
    gone = [
        old
        for ident in others
        if (old := ws.speakers.get(ident)) is not None
        and {plain(name) for name in (old.name, *old.aliases)} <= {*mentions.values()}
        and not (old.organisation or old.role or old.never)
        and ws.quotes.count(speaker=ident) == sum(quote.speaker == ident for quote in moved)
        and not ws.notes.count(target="speaker", target_id=ident)
    ]
    left = {old.id for old in gone}
    known = {plain(name) for name in (to.name, *to.aliases)}
    new = tuple(alias for alias, words in learned.items() if words not in known)
    save = [msgspec.structs.replace(to, aliases=(*to.aliases, *new), never=_without(to.never, learned.values()))]
    for other in ws.speakers if learned else ():
        kept = _without(other.aliases, learned.values())
        if kept != other.aliases and other.id != to.id and other.id not in left:
            save.append(msgspec.structs.replace(other, aliases=kept))
    return Learned(tuple(save), tuple(gone))


def _without(names: Sequence[str], words: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in names if plain(name) not in words)


def _mentions(ws: Workspace, quotes: Sequence[Quote], to: Speaker) -> Iterator[str]:
    """The words by which the texts name the speaker of ``quotes``, where they can mean ``to`` in other texts too."""
    sources = {quote.source for quote in quotes if quote.mention is not None}
    texts = {ident: source.text for ident in sources if (source := ws.sources.get(ident)) is not None}
    if not texts:
        return
    from briefing.finding.aliases import LONGEST_ALIAS, full_name, telling  # noqa: PLC0415
    from briefing.finding.lexicon import lexicon  # noqa: PLC0415  (the desk needs the finder's words here first)
    from briefing.finding.people import PRONOUNS  # noqa: PLC0415

    for quote in quotes:
        if quote.mention is None or quote.source not in texts:
            continue
        words = " ".join(texts[quote.source][slice(*quote.mention)].split())
        if len(words) > LONGEST_ALIAS or words.lower() in PRONOUNS or not telling(words, lexicon()):
            continue
        found = ws.speakers.get(quote.speaker) if quote.speaker is not None else None
        name = "" if found is not None and found.is_body else full_name(words, lexicon())
        if not name or same_name(name, to.name):
            yield words
