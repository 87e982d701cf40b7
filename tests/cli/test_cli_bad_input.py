"""Whatever is wrong gets one line that says what and what to do, status 1 or 2, and nothing on disk changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from store.mainfile import Store
from tests.cli.conftest import REPORT, ROOT, Run


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content, but for lock files, which come and go."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def refused(told: subprocess.CompletedProcess[str], *words: str, statuses: tuple[int, ...] = (1, 2)) -> None:
    """One line on standard error with these words, nothing on standard output, status 1 or 2."""
    assert told.returncode in statuses, told
    assert told.stdout == "", told.stdout
    assert told.stderr.startswith("onrecord: ") and told.stderr.count("\n") == 1, told.stderr
    assert "Traceback" not in told.stderr and "unforeseen" not in told.stderr, told.stderr
    for word in words:
        assert word in told.stderr, told.stderr


@pytest.fixture
def bad(work: Path) -> Path:
    """A folder ``bad`` with files that are no reports."""
    folder = work / "bad"
    folder.mkdir()
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "random.txt").write_bytes(os.urandom(5000))
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "line.txt").write_bytes(b"words and " * 5_000_000)
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))
    (folder / "no.docx").write_bytes(b"PK\x03\x04" + bytes(300))
    (folder / "no.pdf").write_bytes(b"%PDF-1.7\nnothing")
    return folder


@pytest.mark.parametrize(
    "name", ["binary.bin", "random.txt", "empty.txt", "blank.txt", "line.txt", "image.png", "no.docx", "no.pdf"]
)
def test_a_file_that_is_no_report(onrecord: Run, work: Path, bad: Path, name: str) -> None:
    before = tree(work)
    for arguments in (("add", "week.json", f"bad/{name}"), ("find", f"bad/{name}")):
        refused(onrecord(*arguments), f"bad/{name}", statuses=(1,))
    assert tree(work) == before


def test_a_missing_file(onrecord: Run, work: Path) -> None:
    for arguments in (("add", "week.json", "nope.txt"), ("find", "nope.txt"), ("find", "--jsonl", "nope.jsonl")):
        refused(onrecord(*arguments), "nope.", "no such file", statuses=(1,))
    assert list(work.iterdir()) == []


def test_a_folder_without_readable_files(onrecord: Run, work: Path) -> None:
    for folder in ("bare", "bin"):
        (work / folder).mkdir()
    (work / "bin" / "a.bin").write_bytes(bytes(range(256)))
    (work / "bin" / "b.txt").touch()
    before = tree(work)
    for folder in ("bare", "bin"):
        refused(onrecord("add", "week.json", folder), folder, "no readable file", statuses=(1,))
        refused(onrecord("find", folder), folder, "no readable file", statuses=(1,))
    assert tree(work) == before


def test_broken_utf8_is_read_or_refused_never_a_traceback(onrecord: Run, work: Path) -> None:
    (work / "broken.txt").write_bytes(REPORT.read_bytes().replace(b"Kremlin", b"Krem\xff\xfelin", 1))
    told = onrecord("find", "broken.txt")
    assert told.returncode in (0, 1) and "Traceback" not in told.stderr and told.stderr.count("\n") <= 1


@pytest.mark.parametrize(
    "line",
    [
        b"no json",
        b"{}",
        b'{"id":"a"}',
        b'{"id":"a","text":7}',
        b'{"id":"a","text":"\xff\xfe"}',
        b"[" * 100_000,
        b'{"id":"a","text":"\\ud800"}',
    ],
)
def test_a_line_that_is_no_text(onrecord: Run, work: Path, line: bytes) -> None:
    (work / "texts.jsonl").write_bytes(line + b"\n")
    refused(onrecord("find", "--jsonl", "texts.jsonl"), "texts.jsonl, line 1", statuses=(1,))


def test_a_line_of_50_mb(onrecord: Run, work: Path) -> None:
    (work / "texts.jsonl").write_bytes(b'{"id":"a","text":"' + b"words and " * 5_000_000 + b'"}\n')
    refused(onrecord("find", "--jsonl", "texts.jsonl"), "texts.jsonl, line 1", statuses=(1,))


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text(onrecord: Run, work: Path, week: Path) -> None:
    name = os.fsdecode(b"bad\xff.txt")
    (work / name).write_bytes(REPORT.read_bytes())
    told = onrecord("add", "new.json", name)
    assert told.returncode == 0 and told.stderr == ""
    assert "bad\ufffd.txt" in onrecord("list", "new.json", "sources").stdout
    assert onrecord("find", name).returncode == 0
    for arguments in (
        ("list", name, "quotes"),
        ("review", "week.json", "1", "--note", name),
        ("export", "week.json", name),
    ):
        refused(onrecord(*arguments), "UTF-8", statuses=(2,))


def test_a_mistyped_command(onrecord: Run, work: Path) -> None:
    refused(onrecord("lst", "week.json"), "did you mean list?", statuses=(2,))
    refused(onrecord("frobnicate"), "frobnicate", "--help", statuses=(2,))
    refused(onrecord(), "onrecord demo", statuses=(2,))
    refused(onrecord("list", "week.json"), "WHAT", "onrecord list --help", statuses=(2,))
    refused(onrecord("list", "week.json", "people"), "people", statuses=(2,))
    refused(onrecord("find", "--frm", "table", "x"), "--frm", statuses=(2,))
    refused(onrecord("history", "week.json", "--limit", "-1"), "-1", statuses=(2,))
    assert list(work.iterdir()) == []


READING = (
    ("list", "{}", "quotes"),
    ("history", "{}"),
    ("export", "{}", "out.md"),
)
CHANGING = (
    ("review", "{}", "1", "--status", "accepted"),
    ("undo", "{}"),
    ("redo", "{}"),
    ("add", "{}", str(REPORT)),
)
OPENING = (("{}",), ("open", "{}"))


def each(onrecord: Run, commands: tuple[tuple[str, ...], ...], path: object, *words: str) -> None:
    for arguments in commands:
        refused(onrecord(*(argument.format(path) for argument in arguments)), *words)


def test_a_workspace_that_is_not_there(onrecord: Run, work: Path) -> None:
    each(onrecord, READING + CHANGING[:3] + OPENING, "nope.json", "nope.json", "onrecord add nope.json")
    refused(onrecord("add", "nowhere/week.json", REPORT), "nowhere")
    refused(onrecord("add", "week", REPORT), "week.json", statuses=(2,))
    assert list(work.iterdir()) == []


@pytest.fixture
def week(onrecord: Run, work: Path) -> Path:
    """A workspace with one report."""
    assert onrecord("add", "week.json", REPORT).returncode == 0
    return work / "week.json"


@pytest.mark.parametrize("wrong", ["cut", "text", "json", "list", "folder", "tinydb"])
def test_a_file_that_is_no_workspace(onrecord: Run, work: Path, week: Path, wrong: str) -> None:
    path = work / "wrong.json"
    if wrong == "cut":
        path.write_bytes(week.read_bytes()[: week.stat().st_size // 2])
    elif wrong == "text":
        path.write_text("a report about something")
    elif wrong == "json":
        path.write_text('{"some": "json"}')
    elif wrong == "list":
        path.write_text("[1, 2, 3]")
    elif wrong == "tinydb":
        path.write_text('{"_default": {"1": {"a": 1}}}')
    else:
        path.mkdir()
    before = tree(work)
    each(onrecord, (READING[0], CHANGING[0], CHANGING[3], OPENING[0]), "wrong.json", "wrong.json")
    assert tree(work) == before


def test_a_truncated_workspace_with_its_log(onrecord: Run, work: Path, week: Path) -> None:
    week.write_bytes(week.read_bytes()[: week.stat().st_size // 2])
    before = tree(work)
    each(onrecord, READING + CHANGING + OPENING, "week.json", "week.json")
    assert tree(work) == before


def test_a_workspace_of_a_newer_version(onrecord: Run, work: Path, week: Path) -> None:
    found = json.loads(week.read_text(encoding="utf-8"))
    store = msgspec.convert(found["_store"]["1"], Store)
    store.format = 99
    store.self = store.checksum()
    found["_store"]["1"] = msgspec.to_builtins(store)
    week.write_text(json.dumps(found), encoding="utf-8")
    before = tree(work)
    each(onrecord, READING + CHANGING + OPENING, "week.json", "week.json", "newer")
    assert tree(work) == before


HOLD = """
import sys, time
from store import Workspace
with Workspace.open(sys.argv[1], analyst="holder"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_workspace_held_by_another_process(
    onrecord: Run, work: Path, week: Path, environment: dict[str, str]
) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(week)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        before = tree(work)
        each(onrecord, CHANGING, "week.json", "week.json", "holder")
        assert onrecord("list", "week.json", "quotes").returncode == 0
        assert tree(work) == before
    finally:
        holder.communicate()


def bounded() -> list[str]:
    """What to put before a command so that a folder's mode holds for it: root may write everywhere otherwise."""
    if os.name == "nt":
        pytest.skip("modes of folders mean something else here")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to hold it back")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


def test_a_read_only_folder(work: Path, week: Path, environment: dict[str, str]) -> None:
    first = bounded()

    def held_back(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*first, sys.executable, "-m", "tui", *map(str, arguments)],
            cwd=work, env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    before = tree(work)
    work.chmod(0o555)
    try:
        each(held_back, CHANGING, "week.json", "cannot be written")
        refused(held_back("add", "new.json", REPORT), "new.json")
        refused(held_back("export", "week.json", "out.md"), "out.md")
        assert held_back("list", "week.json", "quotes").returncode == 0
    finally:
        work.chmod(0o755)
    assert tree(work) == before


def test_a_full_output(onrecord: Run, environment: dict[str, str], week: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "tui", "list", str(week), "quotes"],
            env=environment, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
    assert told.returncode == 1 and told.stderr.count("\n") == 1 and "no space left" in told.stderr


def test_a_reader_that_goes_away_is_no_failure_to_tell(environment: dict[str, str], week: Path) -> None:
    told = subprocess.run(
        f"for i in 1 2 3 4 5; do {sys.executable} -m tui find {REPORT}; done | head -n 1",
        shell=True, env=environment, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert told.stdout.count("\n") == 1 and told.stderr == ""


def test_ctrl_c_is_quiet(environment: dict[str, str]) -> None:
    import signal

    command = subprocess.Popen(
        [sys.executable, "-m", "tui", "find", "--jsonl", "-"],
        env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert command.stdin is not None and command.stdout is not None
    command.stdin.write('{"id":1,"text":"x"}\n')
    command.stdin.flush()
    assert command.stdout.readline() == '{"id":1,"quotes":[]}\n', "each answer comes at once"
    command.send_signal(signal.SIGINT)
    _, errors = command.communicate(timeout=30)
    assert command.returncode == 130 and errors == ""


def test_a_wrong_configuration_is_told_with_its_place(
    onrecord: Run, work: Path, week: Path, environment: dict[str, str]
) -> None:
    config = Path(environment["HOME"]) / ".config" / "onrecord" / "config.toml"
    if onrecord("config").stdout.splitlines()[0].find(str(config)) < 0:
        pytest.skip("the configuration is elsewhere on this system")
    config.parent.mkdir(parents=True)
    config.write_text("analyst = \n")
    refused(onrecord("list", "week.json", "quotes"), "config.toml", "line 1")
    config.write_text("analyst = 7\n")
    refused(onrecord("list", "week.json", "quotes"), "config.toml")
    refused(onrecord("list", "week.json", "quotes", "--analyst", "a\x1bb"), "--analyst", statuses=(2,))
