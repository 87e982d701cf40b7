"""Makes the workspace of this version that later versions must open: ``python -m tests.store.make_version NAME``.

Run once at each release, and never again for a version that is out.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.torture.acting import state_of
from store import Workspace
from store.acts import codebook, judging, linking, noting, reviewing
from store.acts.reviewing import Judgement
from store.log import log_path
from tests.store.conftest import filled

FILES = Path(__file__).parent / "files"


def main(name: str) -> None:
    """Write the file, its log with changes that the file has not, and what both hold."""
    target = FILES / name
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workspace.json"
        ws = Workspace.open(path, "ab", create=True)
        _, quotes, _ = filled(ws)
        codebook.make(ws, "US response", definition="What Washington wrote")
        judged = Judgement(status="accepted", codes=(("US response", "oppose"),), confidence="4", level="said")
        reviewing.apply(ws, [quotes[0].id], judged)
        ws.checkpoint()
        noting.write(ws, "quote", quotes[0].id, "First **hedge** of the week – “so”")
        linking.link(ws, quotes[0].id, quotes[1].id, "softens")
        judging.reject(ws, [quotes[1].id])
        ws.undo()
        shutil.copy(path, target)
        shutil.copy(log_path(path), target)
        holds = {f"{table} {ident}": doc for (table, ident), doc in state_of(ws).items()}
        ws.close()
    (target / "holds.json").write_text(json.dumps(holds, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
