"""TinyDB 4.9's own test-suite, from its source distribution, against our storage and tables."""

import contextlib
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

PINNED = "tinydb==4.9.0 --hash=sha256:6928b1fa785186bda7952a0ba05aaeedc883ede565ca9c7d608de44e5e75de70"
HERE = Path(__file__).parent
KEPT = Path(sys.prefix) / "tinydb-suite"


@pytest.fixture(scope="module")
def suite() -> Path:
    """The suite's folder; fetched once from the package index, checked against the pinned hash."""
    tests = KEPT / "tinydb-4.9.0" / "tests"
    if tests.is_dir():
        return tests
    fetched = KEPT.with_name(f"tinydb-suite.{os.getpid()}")
    fetched.mkdir(parents=True)
    pinned = fetched / "pinned.txt"
    pinned.write_text(PINNED)
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:", "--retries", "1"]
    done = subprocess.run(
        [*pip, "--require-hashes", "-r", pinned, "-d", fetched], capture_output=True, text=True, timeout=120
    )
    if done.returncode:
        shutil.rmtree(fetched)
        if "DO NOT MATCH" in done.stderr:
            pytest.fail(done.stderr)
        pytest.skip(f"TinyDB's source distribution could not be fetched: {done.stderr.strip().splitlines()[-1]}")
    with tarfile.open(next(fetched.glob("*.tar.gz"))) as archive:
        archive.extractall(fetched, filter="data")
    with contextlib.suppress(OSError):  # another worker was quicker
        fetched.rename(KEPT)
    shutil.rmtree(fetched, ignore_errors=True)
    return tests


@pytest.mark.parametrize(("mode", "passing"), [("own", 216), ("patched", 209)])
def test_tinydb_passes_its_own_tests_on_our_storage(suite: Path, tmp_path: Path, mode: str, passing: int) -> None:
    """``own``: databases made by the suite's fixtures are ours. ``patched``: every ``TinyDB()`` in it is ours."""
    shutil.copytree(suite, tmp_path / "tests")
    shutil.copy(HERE / "tinydb_suite" / "our_conftest.py", tmp_path / "tests" / "conftest.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", "."],
        cwd=tmp_path,
        env={**os.environ, "ONRECORD_SUITE": mode, "PYTHONPATH": str(HERE.parent.parent)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert f"{passing} passed" in done.stdout
