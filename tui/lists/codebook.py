"""The codebook: a tree of codes with counts; add, rename, define, move, merge, colour, retire, delete."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.records import Code
from store.acts import codebook
from store.acts.wording import counted
from store.search import quoted
from tui.acts.writing import begin_note
from tui.colours import CODE_COLOURS, code_ink
from tui.lists.listing import Listing, Lists, Row
from tui.questions import Choice
from tui.show import glyphs

EXAMPLES = 5


class Codebook(Listing):
    """One row a code, those below it indented."""

    WHERE = ("list", "codebook")
    HEADING = "Codebook"
    WIDTHS = (2, 0, 12, 10)
    NOTHING = " No codes yet: a adds one."

    def build(self) -> Sequence[Row]:
        """The tree, the retired codes last in their branch."""
        below: dict[str | None, list[Code]] = {}
        entries = {code.id: code for code in self.desk.ws.codes}
        for code in entries.values():
            below.setdefault(code.parent if code.parent in entries else None, []).append(code)
        rows: list[Row] = []

        seen: set[str] = set()

        def add(parent: str | None, depth: int) -> None:
            for code in sorted(below.get(parent, ()), key=lambda c: (c.retired, c.name.casefold())):
                if code.id in seen:
                    continue
                seen.add(code.id)
                rows.append(self._row(code, depth))
                add(code.id, depth + 1)

        add(None, 0)
        for code in entries.values():  # those that other programs put below themselves
            if code.id not in seen:
                seen.add(code.id)
                rows.append(self._row(code, 0))
                add(code.id, 1)
        return rows

    def _row(self, code: Code, depth: int) -> Row:
        ws = self.desk.ws
        used = codebook.quotes_with(ws, code.id)
        ink = "muted" if code.retired else "text"
        state = "retired" if code.retired else code.colour
        examples = []
        for key in used[:EXAMPLES]:
            quote = ws.quotes.get(key)
            if quote is not None:
                examples.append(f"— {quote.told}")
        detail = f"{self.desk.code_path(code)}\n\n{code.definition or 'No definition yet: d writes one.'}"
        detail += self.notes_on(code.id)
        if examples:
            detail += "\n\nFor example:\n\n" + "\n\n".join(examples)
        cells = (
            (glyphs().code, code_ink(code.colour)),
            ("  " * depth + code.name, ink),
            (counted(len(used), "quote") if used else "", "muted"),
            (state, "muted" if code.retired else code_ink(code.colour)),
        )
        return Row(code.id, cells, detail)

    def opened(self, row: Row) -> None:
        """Show the quotes with this code."""
        code = self.desk.ws.codes.get(row.key)
        if code is not None and self.s.guarded(lambda: self.desk.set_filter(f"code:{quoted(code.name)}")):
            self.s.close()


def add(s: Lists, count: int | None) -> None:
    """Add a code."""
    s.content.type("Name of the new code", "", lambda name: codebook.make(s.desk.ws, name))


def add_below(s: Codebook, code: Code) -> None:
    """Add a code below one."""
    s.type(f"New code below {code.name}", "", lambda name: codebook.make(s.desk.ws, name, parent=code.id))


def rename(s: Codebook, code: Code) -> None:
    """Rename a code."""
    s.type("New name", code.name, lambda name: codebook.rename(s.desk.ws, code.id, name))


def define(s: Codebook, code: Code) -> None:
    """Write what a code stands for."""
    s.type(f"What {code.name} stands for", code.definition, lambda text: codebook.define(s.desk.ws, code.id, text))


def colour(s: Codebook, code: Code) -> None:
    """Give a code a colour."""
    rows = [*(Choice(name, name) for name in CODE_COLOURS), Choice("", "no colour")]
    s.pick(f"Colour of {code.name}", rows, lambda name: codebook.colour(s.desk.ws, code.id, name))


def _others(s: Codebook, code: Code) -> list[Choice]:
    codes = sorted(s.desk.ws.codes, key=lambda other: other.name.casefold())
    return [Choice(other.id, s.desk.code_path(other), "", other.definition) for other in codes if other.id != code.id]


def move(s: Codebook, code: Code) -> None:
    """Put a code below another."""
    others = [other for other in _others(s, code) if code.id not in codebook.line(s.desk.ws, other.key)]
    rows = [Choice("", "(at the top)"), *others]
    s.pick(f"Put {code.name} below", rows, lambda key: codebook.move(s.desk.ws, code.id, key or None))


def merge(s: Codebook, code: Code) -> None:
    """Merge a code into another."""
    s.pick(f"Merge {code.name} into", _others(s, code), lambda key: codebook.merge(s.desk.ws, key, code.id))


def retire(s: Codebook, code: Code) -> None:
    """Retire a code, or bring it back."""
    s.changed(lambda: codebook.retire(s.desk.ws, code.id, not code.retired))


def delete(s: Codebook, code: Code) -> None:
    """Delete a code that no quote has."""
    s.changed(lambda: codebook.delete(s.desk.ws, code.id))


def note(s: Codebook, code: Code) -> None:
    """Write a note on a code."""
    begin_note(s.s, code.id)
