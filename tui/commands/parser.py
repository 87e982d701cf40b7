"""Every command with its arguments and help, in one place. Imports no command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from briefing.errors import OnrecordError

STATUSES = ("new", "accepted", "rejected", "flagged")
LEVELS = ("said", "interpreted", "inferred")
FORMATS = ("table", "jsonl", "csv")
TABLES = ("sources", "quotes", "notes", "speakers", "codes")


CORRECTED = {
    "title": "its headline",
    "published": "the day it was published: 2022-01-27 or 27 January 2022",
    "outlet": "who published it",
    "author": "who wrote it",
    "agency": "the agency it is based on",
    "photo": "whose photo it prints",
    "place": "where it was written",
    "language": "the code of its language: en, ru",
    "address": "its address on the web",
    "licence": "under which licence it may be used",
    "summary": "what it says in short",
}
"""The fields of a source that can be corrected, and what is in them."""


TEXTS = (
    "--where", "--note", "--code", "--uncode", "--speaker", "--analyst", "--to", *(f"--{name}" for name in CORRECTED),
)  # fmt: skip
"""Options that take any text."""


TAKE_ANY_NAME = ("add", "find", "watch")
"""Commands with files among their arguments, whose names need not be text."""


class WrongUse(OnrecordError):
    """The command line was not understood; the message says what to type."""

    status = 2


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a wrong use with one line and guesses no shortened options."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        """Raises `WrongUse` with the message and where help is."""
        raise WrongUse(f"{message} (see {self.prog} --help)")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version of the installed distribution and leave."""
        from importlib import metadata  # noqa: PLC0415 - 20 ms that only --version needs

        try:
            found = metadata.version("onrecord")
        except metadata.PackageNotFoundError:
            found = "(not installed)"
        parser.exit(message=f"onrecord {found}\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """What was asked for, with ``module`` and ``function`` naming who does it.

    Raises `WrongUse`; ``--help`` and ``--version`` print and leave by SystemExit.
    """
    argv = _joined(argv)
    if not argv:
        raise WrongUse("say which workspace to open, or try: onrecord demo (all commands: onrecord --help)")
    first = _first_word(argv)
    if first not in TAKE_ANY_NAME:
        _must_be_text(argv)
    if first is None or any(word in ("-h", "--help") for word in argv[: argv.index(first)]):
        return build()[0].parse_args(argv)
    parser, commands = build(first)
    if first not in commands:
        return _open(argv, first, sorted(commands))
    return parser.parse_args(argv)


def _open(argv: Sequence[str], first: str, commands: Sequence[str]) -> argparse.Namespace:
    """``onrecord WORKSPACE``; a word that can't be one is taken for a mistyped command."""
    words = [word for word in argv if not word.startswith("-")]
    path = Path(first)
    if len(words) > 1 or (path.suffix != ".json" and "/" not in first and not path.exists()):
        import difflib  # noqa: PLC0415 - only a mistyped command needs it

        close = difflib.get_close_matches(first, commands, n=1)
        meant = f"did you mean {close[0]}?" if close else "see onrecord --help"
        raise WrongUse(f"there is no command or workspace {first!r}: {meant}")
    return build("open")[0].parse_args(["open", *argv])


def _joined(argv: Sequence[str]) -> list[str]:
    """The arguments with words that may begin with a dash, like the filter ``-has:note``, tied to their option."""
    joined: list[str] = []
    for word in argv:
        if joined and joined[-1] in TEXTS and not word.startswith("--"):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def _must_be_text(argv: Sequence[str]) -> None:
    for word in argv:
        if not word.isascii() and any("\ud800" <= character <= "\udfff" for character in word):
            raise WrongUse(f"an argument is not valid UTF-8: {word.encode(errors='surrogateescape')!r}")


def _first_word(argv: Sequence[str]) -> str | None:
    """The first argument that is no option."""
    return next((word for word in argv if not word.startswith("-")), None)


class _Left:
    """Stands for the parser of a command that is not asked for: it takes nothing in, which takes no time."""

    def add_argument(self, *_: object, **__: object) -> None:
        """Leave it out."""


def build(only: str | None = None) -> tuple[Parser, dict[str, Any]]:
    """The parser and those of its commands by name; with ``only`` all others but that one are there by name alone."""
    parser = Parser(
        prog="onrecord",
        description="Review what officials said: find statements in briefings, judge them, keep every judgement.",
        usage="onrecord WORKSPACE | onrecord COMMAND ...",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    _analyst(parser)
    found: dict[str, Any] = {}
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser, prog="onrecord")

    def command(name: str, module: str, text: str, function: str = "run") -> Parser | _Left:
        if only not in (None, name):
            left = found[name] = _Left()
            return left
        made: Parser = commands.add_parser(name, help=text, description=text[:1].upper() + text[1:] + ".")
        made.set_defaults(module=module, function=function)
        found[name] = made
        return made

    _desk(command)
    _work(command)
    _past(command)
    _care(command)
    return parser, found


def _desk(command: Any) -> None:
    one = command("open", "desk", "open the review app on a workspace; `onrecord WORKSPACE` is short for it")
    _workspace(one)
    _analyst(one)
    one.add_argument("--read-only", action="store_true", help="look and change nothing, even while somebody else works")
    one = command("demo", "desk", "open the review app on a finished sample workspace of your own", "demo")
    _analyst(one)
    one.add_argument("--fresh", action="store_true", help="start over with a new copy of the sample")


def _work(command: Any) -> None:
    one = command(
        "add", "add", "bring files or folders into a workspace, made if it is not there, and find their statements"
    )
    _workspace(one)
    one.add_argument("files", metavar="FILE", nargs="+", help="a report, transcript or saved page, or a folder of them")
    _keep(one)
    _columns(one)
    _analyst(one)
    one.add_argument(
        "--no-attachments", dest="attachments", action="store_false", help="of messages, leave the attachments out"
    )
    one = command("watch", "watch", "bring in what comes into a folder or changes there, until Ctrl+C")
    _workspace(one)
    one.add_argument("folder", metavar="DIR", type=Path, help="the folder, with the folders in it")
    one.add_argument("--every", metavar="SECONDS", type=_seconds, default=2.0, help="how often to look (else 2)")
    one.add_argument("--once", action="store_true", help="take in what is there now, and leave")
    _keep(one)
    _columns(one)
    _analyst(one)
    one = command("find", "find", "print the statements of files without any workspace")
    one.add_argument("files", metavar="FILE", nargs="+", help="a file or folder; - is standard input (with --jsonl)")
    one.add_argument(
        "--jsonl",
        action="store_true",
        help='each FILE holds lines {"id","text"}; writes one line {"id","quotes":[…]} for each',
    )
    _format(one)
    one = command("list", "listing", "list what a workspace holds")
    _workspace(one)
    one.add_argument("what", choices=TABLES, help="%(choices)s", metavar="WHAT")
    _where(one, "only what belongs to quotes that match, like 'speaker:peskov status:new -has:note'")
    _format(one)
    _analyst(one)
    one = command("review", "review", "judge quotes: one change, taken back by one `onrecord undo`")
    _workspace(one)
    one.add_argument(
        "quotes",
        metavar="QUOTE",
        nargs="*",
        help="a number or short id shown by `onrecord list`, a range (1-3), or an id (scripts: numbers shift, use ids)",
    )
    one.add_argument("--status", choices=STATUSES, metavar="STATUS", help="%(choices)s")
    one.add_argument(
        "--code",
        action="append",
        default=[],
        metavar="CODE[:STANCE]",
        help="put a code on it, made if there is none of that name; stance support, oppose, neutral, mixed or unset",
    )
    one.add_argument("--uncode", action="append", default=[], metavar="CODE", help="take a code off it")
    one.add_argument("--confidence", metavar="1-5", help="your confidence, 1 to 5, or unset")
    one.add_argument("--level", choices=(*LEVELS, "unset"), metavar="LEVEL", help="%(choices)s")
    one.add_argument(
        "--speaker", metavar="NAME", help="who said it: a name or alias, made if there is none; confirms it"
    )
    one.add_argument("--confirm", action="store_true", help="confirm the speaker that was found")
    one.add_argument("--note", metavar="TEXT", help="write a note on it, in Markdown")
    one.add_argument(
        "--plain",
        action="store_true",
        help="go through the quotes line by line without a screen: question, answer, next",
    )
    _where(one, "instead of QUOTE: all quotes that match; with --plain: ask about these, not about all that are new")
    _analyst(one)
    one = command("correct", "correct", "set what is known of a source by hand: one change, marked as the analyst's")
    _workspace(one)
    one.add_argument("source", metavar="SOURCE", help="an id, its start or end, or words of the title or file name")
    for name, text in CORRECTED.items():
        one.add_argument(f"--{name}", metavar="TEXT", help=f"{text}; empty for none" if name == "title" else text)
    _analyst(one)
    one = command("diff", "diff", "show what a publisher changed in a source, and what became of its quotes")
    _workspace(one)
    one.add_argument("source", metavar="SOURCE", help="an id, its start or end, or words of the title or file name")
    _format(one)
    _analyst(one)
    one = command("export", "export", "write a report (.md), a table (.csv) or every record without loss (.jsonl)")
    _workspace(one)
    one.add_argument("out", metavar="OUT", help="the file to write; its ending tells the format: .md, .csv or .jsonl")
    _where(one, "only quotes that match")
    one.add_argument("--force", action="store_true", help="replace OUT even if it is not an export of onrecord")
    _analyst(one)


def _past(command: Any) -> None:
    one = command("history", "past", "show every change: when, who, what; newest first", "history")
    _workspace(one)
    one.add_argument("--limit", type=_positive, metavar="N", help="only the newest N")
    _format(one)
    for name, text in (("undo", "take back the newest change"), ("redo", "do again what was taken back last")):
        one = command(name, "past", text, name)
        _workspace(one)
        _analyst(one)


def _care(command: Any) -> None:
    one = command("check", "care", "check that a workspace and its log are whole", "check")
    _workspace(one)
    one.add_argument("--repair", action="store_true", help="save all that can be saved into a new file, list the rest")
    one = command("backup", "care", "copy a workspace aside, now", "backup")
    _workspace(one)
    one = command("restore", "care", "put everything back as it was at a time, as one change", "restore")
    _workspace(one)
    one.add_argument("--to", metavar="TIME", required=True, help="like 2026-01-27T14:00 (this machine's time zone)")
    _analyst(one)
    one = command("compact", "care", "remove for good what was deleted", "compact")
    _workspace(one)
    one.add_argument("--forget", action="store_true", help="yes: take it out of the log, of undo and of the backups")
    _analyst(one)
    one = command("verify", "care", "compare the sources of a workspace with the files they came from", "verify")
    _workspace(one)
    one = command("words", "words", "print the words a workspace, or you everywhere, add to those that are looked for")
    one.add_argument(
        "workspace", metavar="WORKSPACE", type=Path, nargs="?", help="the workspace's file; without it: your own words"
    )
    one.add_argument("--edit", action="store_true", help="change them in your editor (VISUAL, EDITOR)")
    one.add_argument("--set", metavar="FILE", type=Path, help="take them from FILE (- for standard input)")
    _analyst(one)
    one = command(
        "seal", "sealing", "put a closed workspace, its log, backups and originals under a passphrase", "seal"
    )
    one.add_argument(
        "workspace",
        metavar="WORKSPACE",
        type=Path,
        help="the workspace's file, NAME.json; the passphrase is asked for, or is the first line of standard input",
    )
    one = command("unseal", "sealing", "bring a sealed workspace back", "unseal")
    one.add_argument("workspace", metavar="WORKSPACE", type=Path, help="NAME.json.age, or NAME.json")
    command("config", "settings", "print where the configuration file is, and what can stand in it", "show")


def _positive(text: str) -> int:
    """A whole number from 1 on. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdigit() and int(text[:9]) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text[:9])


def _seconds(text: str) -> float:
    """A time from 0.01 to 86400 seconds. Raises ArgumentTypeError."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0.01 <= value <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0.01 to 86400")
    return value


def _workspace(parser: Parser) -> None:
    parser.add_argument("workspace", metavar="WORKSPACE", type=Path, help="the workspace's file, NAME.json")


def _analyst(parser: Parser) -> None:
    parser.add_argument(
        "--analyst",
        metavar="NAME",
        default=argparse.SUPPRESS,
        help="who is working (else ONRECORD_ANALYST, the configuration, your login)",
    )


def _keep(parser: Parser) -> None:
    parser.add_argument(
        "--keep-originals",
        action="store_true",
        help="keep the files' bytes beside the workspace, in WORKSPACE.originals, under their SHA-256",
    )


def _columns(parser: Parser) -> None:
    parser.add_argument(
        "--columns",
        metavar="FIELD=COLUMN[,...]",
        type=_mapping,
        default={},
        help="which columns of tables hold what, where their names don't say it: text=Wortlaut,published=Datum",
    )


def _mapping(text: str) -> dict[str, str]:
    from briefing.reading.kinds.tables import COLUMNS  # noqa: PLC0415 - only who names columns needs it

    found: dict[str, str] = {}
    for pair in text.split(","):
        name, mark, column = (part.strip() for part in pair.partition("="))
        if not mark or not column or name not in COLUMNS:
            raise argparse.ArgumentTypeError(f"{pair!r} is no FIELD=COLUMN with a field of {', '.join(COLUMNS)}")
        found[name] = column
    return found


def _where(parser: Parser, text: str) -> None:
    parser.add_argument("--where", metavar="FILTER", default="", help=text)


def _format(parser: Parser) -> None:
    parser.add_argument(
        "--format",
        choices=FORMATS,
        metavar="FORMAT",
        help="%(choices)s; a table on a terminal and jsonl in a pipe, if not said",
    )


def arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of a command, without ``--help``."""
    return (action for action in parser._actions if not isinstance(action, argparse._HelpAction))
