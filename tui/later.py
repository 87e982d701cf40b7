"""Modules that are imported when a function of theirs is first called: what the table of acts names, without loading
it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


class Later:
    """The functions of the module ``name``, each taken from it when it is called."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, function: str) -> Callable[..., Any]:
        module = self._name

        def call(*given: Any, **named: Any) -> Any:
            return getattr(import_module(module), function)(*given, **named)

        return call
