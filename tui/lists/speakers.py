"""The speakers: everybody who made a statement, with aliases and counts; rename, describe, merge two, split an alias
off, and say of two who look alike whether they are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.records import Speaker
from store.acts import speaking
from store.acts.wording import counted
from store.search import quoted
from tui.acts.listing import can_change_row
from tui.acts.writing import begin_note
from tui.lists.listing import Listing, Row
from tui.questions import Choice


class Speakers(Listing):
    """One row a speaker, those with most quotes first."""

    WHERE = ("list", "speakers")
    HEADING = "Speakers"
    WIDTHS = (26, 10, 0)
    NOTHING = " No speakers yet."

    def build(self) -> Sequence[Row]:
        """Every speaker."""
        from briefing.finding.namesakes import look_alikes  # noqa: PLC0415  (the names are compared for this list alone)

        ws = self.desk.ws
        self.same: dict[str, str] = {}
        """Whom a speaker may be the same as, the likeliest."""
        for pair in look_alikes(ws.speakers):
            self.same.setdefault(pair.one, pair.other)
            self.same.setdefault(pair.other, pair.one)
        found = [(ws.quotes.count(speaker=speaker.id), speaker) for speaker in ws.speakers]
        found.sort(key=lambda pair: (-pair[0], pair[1].name.casefold()))
        return [self._row(speaker, count) for count, speaker in found]

    def _row(self, speaker: Speaker, count: int) -> Row:
        about = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
        aliases = ", ".join(speaker.aliases)
        detail = f"{speaker.name}\n{about}\n\nAlso called:\n" + ("\n".join(speaker.aliases) or "nothing else")
        same = self.desk.speaker_name(self.same.get(speaker.id))
        perhaps = f"perhaps the same as {same}" if same else ""
        cells = ((speaker.name, "text"), (counted(count, "quote"), "muted"), (perhaps or about or aliases, "muted"))
        if same:
            detail += f"\n\nPerhaps the same as {same}: = merges the two, x says that they are two."
        detail += "\n\na body, not a person" if speaker.is_body else ""
        return Row(speaker.id, cells, detail + self.notes_on(speaker.id))

    def opened(self, row: Row) -> None:
        """Show this speaker's quotes."""
        name = self.desk.speaker_name(row.key)
        if name and self.s.guarded(lambda: self.desk.set_filter(f"speaker:{quoted(name)}")):
            self.s.close()


def rename(s: Speakers, speaker: Speaker) -> None:
    """Rename a speaker."""
    s.type("New name", speaker.name, lambda name: speaking.rename(s.desk.ws, speaker.id, name))


def organisation(s: Speakers, speaker: Speaker) -> None:
    """Set the organisation."""
    s.type(
        "Organisation",
        speaker.organisation,
        lambda text: speaking.describe(s.desk.ws, speaker.id, organisation=text),
    )


def role(s: Speakers, speaker: Speaker) -> None:
    """Set the role."""
    s.type("Role", speaker.role, lambda text: speaking.describe(s.desk.ws, speaker.id, role=text))


def alias(s: Speakers, speaker: Speaker) -> None:
    """Add another name."""
    s.type(f"Another name of {speaker.name}", "", lambda text: speaking.add_alias(s.desk.ws, speaker.id, text))


def merge(s: Speakers, speaker: Speaker) -> None:
    """Merge a speaker into another."""
    others = sorted(s.desk.ws.speakers, key=lambda other: other.name.casefold())
    rows = [Choice(other.id, other.name, "", ", ".join(other.aliases)) for other in others if other.id != speaker.id]
    s.pick(f"Merge {speaker.name} into", rows, lambda key: speaking.merge(s.desk.ws, key, speaker.id))


def split(s: Speakers, speaker: Speaker) -> None:
    """Make an alias a speaker apart."""
    rows = [Choice(alias, alias) for alias in speaker.aliases]
    s.pick(f"Which name is not {speaker.name}?", rows, lambda alias: speaking.split_alias(s.desk.ws, speaker.id, alias))


def one_person(s: Speakers, speaker: Speaker) -> None:
    """Merge a speaker with who may be the same."""
    s.changed(lambda: speaking.make_one(s.desk.ws, speaker.id, s.same[speaker.id]))


def two_persons(s: Speakers, speaker: Speaker) -> None:
    """Say that who looks the same is not."""
    s.changed(lambda: speaking.keep_apart(s.desk.ws, speaker.id, s.same[speaker.id]))


def note(s: Speakers, speaker: Speaker) -> None:
    """Write a note on a speaker."""
    begin_note(s.s, speaker.id)


def nobody_alike(s: Any) -> str:
    """Why there is nobody who may be the same."""
    row = s.list.current
    return can_change_row(s) or ("" if row and row.key in s.content.same else "Nobody here looks like the same.")
