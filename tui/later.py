"""Modules that are imported when a function of theirs is first called: what the table of acts names, without loading
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from typing import Any


def call(module: str, function: str, *given: Any, **named: Any) -> Any:
    """Call a function of a module, which is imported now if it is not there yet."""
    return getattr(import_module(module), function)(*given, **named)


def ready(package: str) -> Iterator[None]:
    """Import the modules of a package, one a step, so that no key has to wait for its own."""
    from pkgutil import iter_modules  # noqa: PLC0415  (a start does without)

    for module in iter_modules(import_module(package).__path__, f"{package}."):
        import_module(module.name)
        yield


class Later:
    """The functions of the module ``name``, each taken from it when it is called."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, function: str) -> partial[Any]:
        return partial(call, self._name, function)
