"""``onrecord WORKSPACE`` and ``onrecord demo``: what opens the app. The only module here that may import the screen."""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

from briefing.errors import OnrecordError
from tui.commands import out
from tui.commands.session import must_exist, workspace

SAMPLE = "briefings.json"
ANALYST = "demo"
"""Who judged the sample; working on under this name continues that work."""


def run(arguments: argparse.Namespace) -> int:
    """Open the app on the workspace; returns when the analyst quits."""
    must_exist(arguments.workspace)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        with workspace(arguments):
            pass
        raise OnrecordError("the review app needs a terminal; in a script use onrecord list, review, export")
    gc.disable()  # nothing that is loaded here becomes garbage, and looking for some takes an eighth of the start
    try:
        with workspace(arguments, write=not arguments.read_only) as opened:
            from tui.app import run as run_app  # noqa: PLC0415 - Textual takes 0.4 s, and only this needs it

            run_app(opened)
    finally:
        gc.enable()
    return 0


def demo(arguments: argparse.Namespace) -> int:
    """Open the app on the analyst's own copy of the sample, made at the first call and kept between calls."""
    arguments.workspace = _copy(_sample(), fresh=arguments.fresh)
    arguments.read_only = False
    if not hasattr(arguments, "analyst"):
        arguments.analyst = ANALYST
    status = run(arguments)
    out.say(f"your copy of the sample is {arguments.workspace}; onrecord demo --fresh starts over")
    return status


def _sample() -> Path:
    """The finished workspace: inside an installed package, or in the checkout beside it."""
    package = Path(__file__).parent.parent
    for path in (package / "sample" / SAMPLE, package.parent / "sample_data" / SAMPLE):
        if path.is_file():
            return path
    raise OnrecordError("the sample workspace is missing from this installation: install onrecord again")


def _copy(sample: Path, *, fresh: bool) -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - only the demo needs it

    folder = user_data_path("onrecord", appauthor=False) / "demo"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        usable = os.access(folder, os.W_OK)
    except OSError:
        usable = False
    if not usable:
        folder = Path(tempfile.mkdtemp(prefix="onrecord-demo-"))
    path = folder / SAMPLE
    if fresh:
        _clear(path)
    if not path.exists():
        beside = path.with_name(f"{SAMPLE}.part")
        shutil.copyfile(sample, beside)
        beside.replace(path)
        from store import Workspace  # noqa: PLC0415 - only a fresh copy needs it

        with Workspace.open(path, analyst=ANALYST) as opened:  # the copy begins a history of its own
            opened.remember(everywhere=False)
    return path


def _clear(path: Path) -> None:
    """Remove the old copy with its log. Raises `Held` while the app has it open elsewhere."""
    from store import Workspace  # noqa: PLC0415 - only a fresh start needs it
    from store.errors import Held, WorkspaceError  # noqa: PLC0415

    if path.exists():
        try:
            Workspace.open(path, analyst="demo").close()
        except Held:
            raise
        except WorkspaceError:
            pass
    for old in path.parent.glob(f"{SAMPLE}*"):
        if old.is_file():
            old.unlink()
