"""Keys of the analyst's own choosing: the ``[keys]`` table of the configuration, act ids with one key sequence or
several.

    [keys]
    accept = ["a", "space"]
    first = "g g"

An act that is named there has those keys and no others; an empty list takes its keys away. What is wrong is named with
its line, before the app opens.
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path

from briefing.errors import OnrecordError
from tui.act import Act
from tui.keymap import ACTS, Table, key_table

_NAMED = "space|tab|enter|escape|up|down|left|right|home|end|pageup|pagedown|backspace|delete|f\\d+"
_KEY = re.compile(rf"(ctrl\+|alt\+|shift\+)*(\S|{_NAMED})")


class KeysError(OnrecordError):
    """The keys in the configuration can't be used; the message says in which line and why."""

    status = 2


def keys_from(path: Path) -> Table:
    """The keys of every act: the defaults with what the file at ``path`` says. Raises KeysError."""
    table = key_table()
    if not path.is_file():
        return table
    try:
        text = path.read_text(encoding="utf-8")
        own = tomllib.loads(text).get("keys", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KeysError(f"can't read the keys in {path}: {error}") from error
    if not isinstance(own, dict):
        raise KeysError(f'{path}: [keys] is a table of acts, as in accept = ["a", "space"]')
    for name, value in own.items():
        table[name] = _sequences(name, value, f"{path}, line {_line(text, name)}")
    _no_clash(table, own, text, path)
    return table


def _sequences(name: str, value: object, where: str) -> tuple[str, ...]:
    names = [act.id for act in ACTS]
    if name not in names:
        near = get_close_matches(name, names, 1)
        hint = f": did you mean {near[0]}?" if near else ": docs/keys.md lists the acts"
        raise KeysError(f"{where}: no act is called {name}{hint}")
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise KeysError(f'{where}: the keys of {name} are a text or a list of texts, as in ["a", "g g"]')
    for sequence in found:
        if sequence[:1] in ("4", "5", "6", "7", "8", "9"):
            raise KeysError(f"{where}: {sequence!r} cannot be pressed: 4 to 9 begin a count, as in 5j")
        for key in sequence.split(" "):
            if not _KEY.fullmatch(key):
                raise KeysError(f"{where}: {sequence!r} is no key; keys are as in a, space, ctrl+r, g g")
    return tuple(found)


def _no_clash(table: Table, own: dict[str, object], text: str, path: Path) -> None:
    """Two acts that can be pressed on the same screen must not share a key, and none may begin another."""
    for name in own:
        act = next(act for act in ACTS if act.id == name)
        rivals = [rival for rival in ACTS if rival.id != name and _meet(act, rival)]
        pairs = ((key, other, rival) for rival in rivals for key in table[name] for other in table[rival.id])
        for key, other, rival in pairs:
            if f"{other} ".startswith(f"{key} ") or f"{key} ".startswith(f"{other} "):
                line = _line(text, name)
                raise KeysError(f"{path}, line {line}: {key!r} of {name} clashes with {other!r} of {rival.id}")


def _meet(one: Act, other: Act) -> bool:
    """Whether two acts belong to the same screen."""
    alone = {"review", "spans", "work"}
    return one.where == other.where or ("list" in (one.where, other.where) and not alone & {one.where, other.where})


def _line(text: str, name: str) -> int:
    """The line in which ``name`` is given a value, 1 if it cannot be told."""
    pattern = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
    lines = text.splitlines()
    return next((n for n, line in enumerate(lines, 1) if pattern.match(line)), 1)


def defaults() -> str:
    """The ``[keys]`` table with every act and its default keys, commented out, to start a configuration from."""
    rows = ["# Keys of the review app, by act; what is shown are the defaults.", "# [keys]"]
    for act in ACTS:
        keys = ", ".join('"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"' for key in act.keys)
        rows.append(f"# {act.id} = [{keys}]  # {act.help}")
    return "\n".join(rows) + "\n"
