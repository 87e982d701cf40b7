"""What an import tells and leaves behind: all cores for many files, one process for a few, nothing after Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store import Workspace
from tests.cli.conftest import REPORT, Run
from tests.cli.test_cli_commands import rows

PROCESSES = """
import subprocess, sys
started = []
real = subprocess.Popen.__init__
def count(self, *given, **named):
    started.append(1)
    real(self, *given, **named)
subprocess.Popen.__init__ = count
from tui.__main__ import main
main(sys.argv[1:])
print("processes", len(started))
"""


def report(number: int, says: str = "We will answer in kind") -> str:
    """A short report that is like no other."""
    words = " ".join(f"word{number}x{i}" for i in range(60))
    return (
        f"Report number {number}\n\n27 January 2022\n\n“{says}, number {number},” Dmitry Peskov said on Thursday.\n\n"
        f"The day saw {words}.\n"
    )


def written(folder: Path, count: int) -> Path:
    """A folder with so many reports."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(report(number), encoding="utf-8")
    return folder


def started(work: Path, environment: dict[str, str], *arguments: str) -> int:
    """How many processes ``onrecord`` started for these arguments."""
    told = subprocess.run(
        [sys.executable, "-c", PROCESSES, *arguments],
        cwd=work, env=environment, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    return int(told.stdout.split()[-1])


def test_a_few_files_start_no_process_and_many_use_every_core(work: Path, environment: dict[str, str]) -> None:
    assert started(work, environment, "add", "one.json", str(REPORT)) == 0
    written(work / "reports", 40)
    assert 1 <= started(work, environment, "add", "many.json", "reports") <= (os.cpu_count() or 1)


def test_many_files_come_in_as_one_change_with_one_speaker(here: Any, work: Path) -> None:
    written(work / "reports", 40)
    status, told, errors = here("add", "week.json", "reports")
    assert (status, errors) == (0, "") and told.count("\n") == 41
    found = rows(here("list", "week.json", "quotes")[1])
    assert len(found) == 40 and {row["speaker"] for row in found} == {"Dmitry Peskov"}
    assert len(rows(here("list", "week.json", "speakers")[1])) == 1
    assert here("undo", "week.json")[0] == 0 and here("list", "week.json", "sources")[1] == ""


def test_what_onrecord_itself_wrote_is_no_document(here: Any, work: Path) -> None:
    written(work / "reports", 1)
    here("add", "reports/old.json", "reports", "--keep-originals")
    here("backup", "reports/old.json")
    here("export", "reports/old.json", "reports/all.jsonl")
    (original,) = (work / "reports" / "old.json.originals").glob("??/*")
    (backup, *_) = (work / "reports" / "old.json.backups").iterdir()
    with Workspace.open(work / "reports" / "old.json", "ab"):
        status, _, errors = here("add", "week.json", "reports")
        assert status == 1 and sorted(errors.splitlines()) == [
            "onrecord: reports/all.jsonl: is an export of onrecord, no document",
            "onrecord: reports/old.json.backups: holds the backups of an onrecord workspace, no documents",
            "onrecord: reports/old.json.lock: is the lock of an onrecord workspace that is open, no document",
            "onrecord: reports/old.json.log: is the log of an onrecord workspace, no document",
            "onrecord: reports/old.json.originals: holds the originals of an onrecord workspace, no documents",
            "onrecord: reports/old.json: is an onrecord workspace, or a backup of one, no document",
        ]
    assert len(rows(here("list", "week.json", "sources")[1])) == 1
    for path, what in ((original, "an original that"), (backup, "a backup of one"), (original.parents[1], "originals")):
        status, told, errors = here("add", "more.json", path)
        assert status == 1 and errors.count("\n") == 1 and what in errors and "saved" not in told
    (work / "nothing.json").write_text("{}")
    assert here("add", "more.json", "nothing.json")[2] == "onrecord: nothing.json: no text was found in it\n"


def test_the_summary_says_what_was_skipped_and_why(here: Any, work: Path) -> None:
    written(work / "reports", 2)
    (work / "empty.txt").write_text("")
    (work / "blank.txt").write_text(" \n")
    here("add", "week.json", "reports/000.txt")
    status, told, errors = here("add", "week.json", "reports", "empty.txt", "blank.txt", "nope.txt")
    summary = told.splitlines()[-2]
    assert status == 1 and errors.count("\n") == 3
    assert summary.startswith("1 new, 1 known before, 3 skipped (") and "no such file" in summary


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_leaves_nothing_behind(work: Path, environment: dict[str, str]) -> None:
    written(work / "reports", 400)
    command = subprocess.Popen(
        [sys.executable, "-u", "-m", "tui", "add", "week.json", "reports", "--keep-originals"],
        cwd=work, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert command.stdout is not None
    assert "000.txt" in command.stdout.readline()
    command.send_signal(signal.SIGINT)
    _, errors = command.communicate(timeout=60)
    assert command.returncode == 130 and errors == "onrecord: stopped: nothing was added\n"
    assert [path.name for path in work.iterdir()] == ["reports"]


def test_what_a_part_of_a_file_came_from_is_compared(here: Any, work: Path) -> None:
    import zipfile

    with zipfile.ZipFile(work / "box.zip", "w") as box:
        box.writestr("a.txt", report(1))
        box.writestr("b.txt", report(2))
    assert here("add", "week.json", "box.zip")[0] == 0
    assert here("verify", "week.json")[:2] == (0, "2 sources as imported, 0 not\n")
    (work / "box.zip").write_bytes(b"other")
    status, told, _ = here("verify", "week.json")
    assert status == 1 and told.count("its file has changed since") == 2


def test_originals_are_kept_once_and_compared(here: Any, work: Path) -> None:
    written(work / "reports", 2)
    assert here("add", "week.json", "reports", "--keep-originals")[0] == 0
    kept = sorted(path for path in (work / "week.json.originals").rglob("*") if path.is_file())
    assert {path.name for path in kept} == {row["sha256"] for row in rows(here("list", "week.json", "sources")[1])}
    assert here("add", "week.json", ".", "--keep-originals")[0] == 0, "what belongs to a workspace is no report"
    (work / "reports" / "000.txt").unlink()
    status, told, _ = here("verify", "week.json")
    assert status == 0 and "the original that was kept is as it was" in told
    assert told.endswith("1 source as imported, 1 whose file is not, but its original or a new text is kept, 0 not\n")
    kept[0].write_bytes(b"other")
    status, told, _ = here("verify", "week.json")
    assert status == 1 and "the original that was kept has changed since" in told


def test_the_file_that_known_parts_came_from_is_kept_too(here: Any, work: Path) -> None:
    import zipfile
    from email.message import EmailMessage

    (work / "table.csv").write_text(f'text,title\n"{report(1)}",One\n"{report(2)}",Two\n')
    with zipfile.ZipFile(work / "box.zip", "w") as box:
        box.writestr("a.txt", report(3))
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@b.example", "Four", "Thu, 27 Jan 2022 10:00:00 +0000"
    message.set_content(report(4))
    message.add_attachment(report(5), filename="b.txt")
    (work / "message.eml").write_bytes(bytes(message))
    files = ("table.csv", "box.zip", "message.eml")
    assert here("add", "week.json", *files)[0] == 0
    for _ in range(2):
        status, told, errors = here("add", "week.json", *files, "--keep-originals")
        assert (status, errors) == (0, "") and told.count("already there") == 5
        kept = {path.read_bytes() for path in (work / "week.json.originals").glob("??/*")}
        assert kept == {(work / name).read_bytes() for name in files}
    with (work / "table.csv").open("a") as table:
        table.write(f'"{report(6)}",Six\n')
    status, told, errors = here("add", "week.json", "table.csv", "--keep-originals")
    assert (status, errors) == (0, "") and "1 new, 2 known before" in told
    assert here("verify", "week.json")[1].count("the original that was kept is as it was") == 2


def test_originals_of_what_is_forgotten_go_away(here: Any, work: Path) -> None:
    written(work / "reports", 2)
    here("add", "week.json", "reports/000.txt", "--keep-originals")
    here("add", "week.json", "reports/001.txt", "--keep-originals")
    here("undo", "week.json")
    assert len(list((work / "week.json.originals").glob("*/*"))) == 2
    assert "1 original that no source names removed" in here("compact", "week.json", "--forget")[1]
    (kept,) = (work / "week.json.originals").glob("*/*")
    assert kept.name == rows(here("list", "week.json", "sources")[1])[0]["sha256"]


def test_what_is_told_in_a_pipe_is_one_line_a_source(onrecord: Run, work: Path) -> None:
    written(work / "reports", 3)
    told = onrecord("add", "week.json", "reports")
    assert told.returncode == 0 and told.stderr == "" and told.stdout.count("\n") == 4


LONG = (
    "Kremlin reads\n\n27 January 2022\n\n“We will not rush to any assessment,” Dmitry Peskov said on Thursday.\n\n{}\n"
)
BODY = "The ministry published its own account of the talks in Geneva later in the day, and named no date for more."


def test_a_changed_text_is_told_quote_by_quote_and_the_lost_wait_in_a_list(here: Any, work: Path) -> None:
    file = work / "page.txt"
    last = "“Nobody in Moscow is waiting for a letter,” Sergei Lavrov said."
    file.write_text(LONG.format(BODY + "\n\n" + last), encoding="utf-8")
    here("add", "week.json", "page.txt")
    here("review", "week.json", "1", "2", "--status", "accepted")
    ids = [row["id"] for row in rows(here("list", "week.json", "quotes")[1])]
    file.write_text(LONG.format(BODY).replace("not rush", "never rush"), encoding="utf-8")
    status, told, errors = here("add", "week.json", "page.txt")
    assert (status, errors) == (0, "") and "0 kept, 0 moved, 1 changed, 1 lost, 0 new" in told
    assert f"\n- lost: {last.split(' Sergei')[0]}\n" in told
    assert "never rush" in told and "0 new, 1 with a new text" in told
    shown = rows(here("list", "week.json", "quotes")[1])
    assert [(row["id"], row["status"], row["lost"]) for row in shown] == [(ids[0], "accepted", False)]
    lost = rows(here("list", "week.json", "quotes", "--where", "is:lost")[1])
    assert [(row["id"], row["status"], row["lost"], row["number"]) for row in lost] == [
        (ids[1], "accepted", True, None)
    ]
    new, old = rows(here("list", "week.json", "sources")[1])
    assert old["revised_by"] == new["id"] and new["revised_by"] is None and old["same"] == "earlier text"
    assert here("verify", "week.json")[0] == 0, "the earlier text's file is the new one's now"
    assert here("undo", "week.json")[1].startswith("undid: revised") and here("redo", "week.json")[0] == 0


def test_a_reprint_is_told_and_listed(here: Any, work: Path) -> None:
    (work / "one.txt").write_text("Title: Kremlin reads\nOutlet: TASS\n\n" + LONG.format(BODY), encoding="utf-8")
    (work / "two.txt").write_text(LONG.format(BODY + "\n\nMore to follow.").replace("reads", "waits"), encoding="utf-8")
    status, told, _ = here("add", "week.json", "one.txt", "two.txt")
    assert status == 0 and "again: " in told and "2 new (1 reprint among them)" in told
    first, second = sorted(rows(here("list", "week.json", "sources")[1]), key=lambda row: row["origin"])
    assert second["reprint_of"] == first["id"] and second["reprint_share"] > 0.5 and first["reprint_of"] is None
    assert f"{second['reprint_share']:.0%} as" in here("list", "week.json", "sources", "--format", "table")[1]
    assert here("list", "week.json", "quotes", "--where", "is:reprint")[1].count("\n") == 1
    assert " quotes (1 of them in reprints, which lists and exports count once)," in here("check", "week.json")[1]


def test_columns_of_a_table_are_named(here: Any, work: Path) -> None:
    (work / "rows.csv").write_text("Tag;Kopf;Wortlaut\n27.01.2022;One;“We wait,” he said.\n", encoding="utf-8")
    code, _, told = here("add", "week.json", "rows.csv")
    assert code == 1 and "--columns text=" in told
    assert here("add", "week.json", "rows.csv", "--columns", "text=Wortlaut,title=Kopf,published=Tag")[0] == 0
    line = here("list", "week.json", "sources", "--format", "jsonl")[1]
    assert '"title":"One","published":"2022-01-27"' in line
    assert here("add", "week.json", "rows.csv", "--columns", "words=Wortlaut")[0] == 2


def test_attachments_of_messages_can_be_left_out(here: Any, work: Path) -> None:
    import zipfile
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Notice"
    message.set_content(report(1))
    message.add_attachment(report(2).encode(), maintype="text", subtype="plain", filename="two.txt")
    (work / "mail.eml").write_bytes(message.as_bytes())
    with zipfile.ZipFile(work / "box.zip", "w") as box:
        box.write(work / "mail.eml", "mail.eml")
    for name, file in (("one.json", "mail.eml"), ("box.json", "box.zip")):
        assert here("add", name, file, "--no-attachments")[0] == 0
        assert [row["title"] for row in rows(here("list", name, "sources")[1])] == ["Notice"]
        assert "two.txt" in here("add", name, file)[1]


def test_what_comes_after_an_attached_message_is_an_attachment_too(here: Any, work: Path) -> None:
    from email.message import EmailMessage

    inner, outer = EmailMessage(), EmailMessage()
    inner["Subject"], outer["Subject"] = "Earlier", "Notice"
    inner["From"], inner["Date"] = "a@port.example", "Mon, 03 Mar 2031 10:00:00 +0000"
    inner.set_content(report(1))
    outer.set_content(report(2))
    outer.add_attachment(inner.as_bytes(), maintype="application", subtype="octet-stream", filename="inner.eml")
    outer.add_attachment(report(3).encode(), maintype="text", subtype="plain", filename="three.txt")
    (work / "mail.eml").write_bytes(outer.as_bytes())
    assert here("add", "one.json", "mail.eml", "--no-attachments")[0] == 0
    assert [row["title"] for row in rows(here("list", "one.json", "sources")[1])] == ["Notice"]
