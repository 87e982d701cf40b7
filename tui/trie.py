"""Keys to acts: sequences (`g g`), counts (`5 j`) and what could follow, which Textual itself does not have.

A count starts with a digit from 4 to 9, because 1, 2 and 3 go to the panes and 0 is a stance; any digit may follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

RUSSIAN = str.maketrans(
    "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
    "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
)
"""The letters of a Russian keyboard by the place of the key, so that acts work without switching the layout."""


class Node(msgspec.Struct):
    """A place in the trie: the act that ends here, if any, and where each further key leads."""

    act: str = ""
    next: dict[str, Node] = {}


class Heard(msgspec.Struct, frozen=True):
    """What the keys so far mean: an ``act`` to run, a sequence still ``pending``, or neither (``unknown``)."""

    act: str = ""
    count: int | None = None
    pending: bool = False
    unknown: bool = False
    keys: str = ""


class Keys:
    """Listens to one key at a time. ``table`` maps each act's id to its key sequences (keys parted by blanks)."""

    def __init__(self, table: Mapping[str, Iterable[str]], *, counts: bool = True) -> None:
        self.root = Node()
        self.counts = counts
        for act, sequences in table.items():
            for sequence in sequences:
                node = self.root
                for key in sequence.split(" "):
                    node = node.next.setdefault(key, Node())
                node.act = act
        self.forget()

    def forget(self) -> None:
        """Drop what was typed so far."""
        self._node = self.root
        self._typed: list[str] = []
        self._count = ""

    @property
    def typed(self) -> str:
        """The unfinished keys, for the status line."""
        return self._count + " ".join(self._typed)

    @property
    def open(self) -> dict[str, Node]:
        """What may follow now, by key."""
        return self._node.next

    def feed(self, key: str, character: str | None = None) -> Heard:
        """Take one key (its name and, for a printable one, its character)."""
        name = character if character and character.isprintable() and character != " " else key
        if not self._typed and self.counts and name in "0123456789" and (self._count or name in "456789"):
            self._count = (self._count + name)[-6:]
            return Heard(pending=True, keys=self._count)
        node = self._node.next.get(name) or self._node.next.get(name.translate(RUSSIAN) if len(name) == 1 else name)
        typed = [*self._typed, name]
        if node is None:
            stray = bool(self._typed or self._count)
            self.forget()
            if stray and key == "escape":
                return Heard(keys="")
            return Heard(unknown=True, keys=" ".join(typed))
        if node.next:
            self._node, self._typed = node, typed
            return Heard(pending=True, keys=self.typed)
        count = int(self._count) if self._count else None
        self.forget()
        return Heard(act=node.act, count=count, keys=" ".join(typed))
