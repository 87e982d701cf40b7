"""Guards on the structure of the house: what stands where, what imports what, and that everything is described."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("briefing", "store", "tui")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after ``statement``."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


@pytest.mark.parametrize(
    "statement",
    ["import briefing.records", "import briefing.reading", "import briefing.finding", "import briefing.writing"],
)
def test_the_briefing_needs_neither_screen_nor_store(statement: str) -> None:
    loaded = imported_by(statement)
    assert not loaded & {"textual", "rich", "tinydb", "trafilatura", "lxml", "docx", "pypdfium2"}


def test_the_store_needs_no_screen() -> None:
    assert not imported_by("from store import Workspace") & {"textual", "rich"}


def test_the_command_line_needs_no_screen() -> None:
    assert "textual" not in imported_by("import tui.__main__")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    doc = ast.get_docstring(tree)
    assert doc, "a module has a docstring that says what it is for"
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= 420, f"{length} lines: what is this file's second job?"


def test_only_three_packages_stand_at_the_top() -> None:
    code = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert code - {"tests", "benchmarks"} == set(PACKAGES)
