"""What is installed holds what it needs: the wheel has every data file, and its demo finds its sample."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PARTS = ("briefing", "store", "tui", "sample_data", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the checkout."""
    pytest.importorskip("hatchling")
    copy = tmp_path_factory.mktemp("copy")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, copy)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel"], cwd=copy, check=True, capture_output=True
    )
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_the_wheel_has_every_data_file(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for package in ("briefing", "store", "tui")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= held, sorted(wanted - held)
    assert "tui/sample/briefings.json" in held
    assert not [
        name for name in held if name.split("/")[0] not in ("briefing", "store", "tui") and ".dist-info" not in name
    ]


def test_the_installed_command_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    """The wheel's files alone on the path, with the libraries of this environment."""
    place = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(place)
    report = tmp_path / "report.txt"
    report.write_bytes((ROOT / "sample_data" / "2022-01-27-moscow-reads.txt").read_bytes())
    code = f"import sys; sys.path.insert(0, {str(place)!r}); from tui.__main__ import main; sys.exit(main())"

    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "ONRECORD_ANALYST": "ab"}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True,
        )  # fmt: skip

    told = run("add", "week.json", "report.txt")
    assert told.returncode == 0 and "Dmitry Peskov" in told.stdout, told
    told = run("demo")
    assert told.returncode == 1 and told.stderr.startswith("onrecord: the review app needs a terminal"), told
    assert list(tmp_path.rglob("demo/briefings.json")), "the demo makes its copy from what is packaged"
