"""The speakers: everybody who made a statement, with aliases and counts; rename, describe, merge two, split an alias
off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from briefing.records import Speaker
from store.acts import speaking
from store.acts.wording import counted
from store.search import quoted
from tui.act import Act, Do
from tui.act import WhyNot as Why
from tui.acts.writing import begin_note
from tui.questions import Choice
from tui.screens.listing import ListScreen, Row, on_record


class SpeakersScreen(ListScreen):
    """One row a speaker, those with most quotes first."""

    WHERE = ("list", "speakers")
    HEADING = "Speakers"
    WIDTHS = (26, 10, 0)
    NOTHING = " No speakers yet."

    def build(self) -> Sequence[Row]:
        """Every speaker."""
        ws = self.desk.ws
        found = [(ws.quotes.count(speaker=speaker.id), speaker) for speaker in ws.speakers]
        found.sort(key=lambda pair: (-pair[0], pair[1].name.casefold()))
        return [self._row(speaker, count) for count, speaker in found]

    def _row(self, speaker: Speaker, count: int) -> Row:
        about = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
        aliases = ", ".join(speaker.aliases)
        detail = f"{speaker.name}\n{about}\n\nAlso called:\n" + ("\n".join(speaker.aliases) or "nothing else")
        cells = ((speaker.name, "text"), (counted(count, "quote"), "muted"), (about or aliases, "muted"))
        detail += "\n\na body, not a person" if speaker.is_body else ""
        return Row(speaker.id, cells, detail + self.notes_on(speaker.id))

    def opened(self, row: Row) -> None:
        """Show this speaker's quotes."""
        name = self.desk.speaker_name(row.key)
        if name and self.guarded(lambda: self.desk.set_filter(f"speaker:{quoted(name)}")):
            self.close()


def _rename(s: SpeakersScreen, speaker: Speaker) -> None:
    s.type("New name", speaker.name, lambda name: speaking.rename(s.desk.ws, speaker.id, name))


def _organisation(s: SpeakersScreen, speaker: Speaker) -> None:
    s.type(
        "Organisation",
        speaker.organisation,
        lambda text: speaking.describe(s.desk.ws, speaker.id, organisation=text),
    )


def _role(s: SpeakersScreen, speaker: Speaker) -> None:
    s.type("Role", speaker.role, lambda text: speaking.describe(s.desk.ws, speaker.id, role=text))


def _alias(s: SpeakersScreen, speaker: Speaker) -> None:
    s.type(f"Another name of {speaker.name}", "", lambda text: speaking.add_alias(s.desk.ws, speaker.id, text))


def _merge(s: SpeakersScreen, speaker: Speaker) -> None:
    others = sorted(s.desk.ws.speakers, key=lambda other: other.name.casefold())
    rows = [Choice(other.id, other.name, "", ", ".join(other.aliases)) for other in others if other.id != speaker.id]
    s.pick(f"Merge {speaker.name} into", rows, lambda key: speaking.merge(s.desk.ws, key, speaker.id))


def _split(s: SpeakersScreen, speaker: Speaker) -> None:
    rows = [Choice(alias, alias) for alias in speaker.aliases]
    s.pick(f"Which name is not {speaker.name}?", rows, lambda alias: speaking.split_alias(s.desk.ws, speaker.id, alias))


def _note(s: SpeakersScreen, speaker: Speaker) -> None:
    begin_note(s, speaker.id)


def acts(can: Why, on_row: Why) -> tuple[Act, ...]:
    """The rows of the table for this screen."""

    on = partial(on_record, "speakers")

    def row(name: str, keys: str, help_line: str, do: Do, short: str = "") -> Act:
        return Act(f"speaker_{name}", (keys,), help_line, "Speakers", do, on_row, short, "speakers")

    return (
        row("rename", "r", "Rename; the old name becomes an alias", on(_rename), "rename"),
        row("merge", "M", "Merge into another: quotes and names follow", on(_merge), "merge"),
        row(
            "split",
            "s",
            "Make an alias a speaker apart, with the quotes that name it",
            on(_split),
            "split",
        ),
        row("alias", "a", "Add another name", on(_alias), "alias"),
        row("organisation", "o", "Set the organisation", on(_organisation), "organisation"),
        row("note", "i", "Write a note on the speaker", on(_note)),
        row("role", "p", "Set the role (position)", on(_role), "role"),
    )
