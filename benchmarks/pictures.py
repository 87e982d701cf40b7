"""The pictures of the docs, made from the sample workspace: ``python -m benchmarks.pictures``."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from store import Workspace
from tui.app import OnrecordApp

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "sample_data" / "briefings.json"
ANALYST = "demo"
PICTURES: dict[str, tuple[tuple[int, int], tuple[str, ...]]] = {
    "review": ((132, 36), ("j",)),
    "codes": ((132, 36), ("j", "c")),
    "filter": ((132, 36), ("f", *"speaker:pes status:")),
    "words": ((132, 36), ("V", "L", "L", "s")),
    "timeline": ((132, 36), ("j", "t")),
    "codebook": ((132, 36), ("g", "c")),
    "speakers": ((132, 36), ("g", "p")),
    "notes": ((132, 36), ("g", "n")),
    "history": ((132, 36), ("x", "u", "g", "h")),
    "help": ((132, 36), ("?",)),
    "light": ((132, 36), ("j", "g", "t")),
    "narrow": ((80, 24), ("j",)),
    "narrow-sources": ((80, 24), ("1",)),
    "narrow-notes": ((80, 24), ("j", "3")),
}
"""Each picture's size in cells and the keys that lead there."""


async def picture(path: Path, name: str) -> None:
    """Make one picture."""
    size, keys = PICTURES[name]
    with Workspace.open(path, ANALYST) as ws:
        app = OnrecordApp(ws)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            while not app.review.settled:
                await pilot.pause(0.05)
            await pilot.pause()
            app.review.say("")
            await pilot.pause()
            svg = app.export_screenshot(title=f"onrecord {SAMPLE.name}")
            app.exit()
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    svg = re.sub(r"terminal-\d+-", "t-", svg)
    svg = re.sub(r"(?<=>)[^<>\n]+(?=</text>)", lambda match: match[0].replace(" ", "\u00a0"), svg)
    target = ROOT / "docs" / f"{name}.svg"
    target.write_text(
        svg.replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace"), encoding="utf-8"
    )


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        for name in PICTURES:
            path = Path(folder) / f"{name}" / SAMPLE.name
            path.parent.mkdir()
            shutil.copy(SAMPLE, path)
            asyncio.run(picture(path, name))


if __name__ == "__main__":
    main()
