"""``onrecord config``: where the configuration is and what can stand in it."""

from __future__ import annotations

import argparse

from tui.commands import out
from tui.commands.session import config, config_path

DEFAULTS = """\
# onrecord's configuration. Every line is optional; what is shown is the default.

# Who is working. --analyst and the environment's ONRECORD_ANALYST come before it, the login after it.
# analyst = "ab"

# Rules on sites and outlets, your own and learned from corrections: sites.toml beside this file (docs/reading.md).
"""


def show(arguments: argparse.Namespace) -> int:
    """Print the path, and the file's text if it is there, else the defaults; and the default keys."""
    from tui.remap import defaults  # noqa: PLC0415 - only this command needs the keys

    path = config_path()
    there = path.is_file()
    out.say(f"# {path}" + ("" if there else " (not there: these are the defaults)"))
    if there:
        config()
        for line in path.read_text(encoding="utf-8").splitlines():
            out.say(line)
    else:
        for line in DEFAULTS.splitlines():
            out.say(line)
    out.say("")
    for line in defaults().splitlines():
        out.say(line)
    return 0
