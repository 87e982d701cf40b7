"""The page on the commands says what the commands are."""

from __future__ import annotations

from tests.cli.conftest import ROOT
from tui.commands.manual import manual
from tui.commands.parser import build


def test_the_page_on_commands_is_fresh() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == manual(), "stale: python -m tui.commands.manual > docs/commands.md"


def test_every_command_and_argument_has_a_help_line() -> None:
    _, commands = build()
    for name, command in commands.items():
        assert command.description, name
        for action in command._actions:
            assert action.help, f"{name} {action.dest}"
