"""``docs/commands.md``, made from the parser: ``python -m tui.commands.manual > docs/commands.md``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from tui.commands.parser import Parser, arguments, build

HEAD = """\
# Commands

Finding, judging, correcting sources, listing, exporting, undo and redo can be done from a script, through the same
functions as in the app; links, spans, the codebook and notes on anything but a quote belong to the app, with a screen
or without one (`onrecord review --plain`, see [app.md](app.md#without-a-screen)). This page is made from the commands
themselves (`python -m tui.commands.manual > docs/commands.md`); `onrecord COMMAND --help` says the same.

- A **table** is printed on a terminal, **JSON Lines** in a pipe, unless `--format` says otherwise. CSV on standard
  output has no byte order mark; a file written by `export` has one, for spreadsheets.
- Data goes to standard output; what went wrong goes to standard error, one line each, beginning with `onrecord:`.
- The exit status is 0 (done), 1 (failed, or a file was passed over), 2 (wrong use), 130 (Ctrl+C).
- Text from sources is data: control characters are shown as signs and never reach the terminal.
- The analyst is named by `--analyst`, `ONRECORD_ANALYST`, `analyst` in the configuration (`onrecord config` prints
  where), or the login, in this order. Judgements belong to the analyst who made them.
- A quote is named by its number, its short id or its id (or the start of it), all shown by `onrecord list`. Numbers are
  the reading order and **shift** when a source with an earlier date comes in: use ids in scripts. `review` repeats each
  quote it judged. Accepting confirms the speaker.
- A code ends in a stance after a colon, `"US response:oppose"`; anything else right after the last colon is refused,
  unless a code of that whole name is there (`"5:1:unset"` makes one). A code or speaker of a new name is made and told.
- Reading commands (`list`, `history`, `export`) work while another process has the workspace open.
- A filter is a line of words and fields, all of which must hold; `-` before one turns it round:
"""

AFTER = """
## Examples

```sh
onrecord add week.json reports/ transcript.html
onrecord list week.json quotes --where 'speaker:peskov status:new'
onrecord review week.json e07ac4 1b9f3d --status accepted --code "US response:oppose" --confidence 4 --level said
onrecord correct week.json "Not very optimistic" --published "27 January 2022" --outlet "Port News"
onrecord export week.json report.md --where 'status:accepted since:2022-01-26'
onrecord find report.txt | jq -r '[.speaker_name, .text] | @tsv'
onrecord find --jsonl texts.jsonl > quotes.jsonl
```

`onrecord find --jsonl` reads lines `{"id", "text"}` and writes a line `{"id", "quotes"}` for each. A quote has `start`,
`end`, `spans`, `text`, `kind`, `speaker_name` (the resolved name), `speaker_text` (the mention in the text, with the
"who" that takes it up as subject: "Petrov, who"),
`speaker_start`, `speaker_end`, `cue_start`, `cue_end`, `certainty` and `rule`. Offsets count code points of the text
given; what is not there is null. A statement in several pieces gives a row for each, with all `spans`. What somebody
reports inside another's report ("Petrov said that Smirnova had promised it") is a quote in the `inside` of that one.

A `.jsonl` export begins with a line `{"onrecord": 1, …}` about itself; each further line is one record,
`{"table": "quotes", "record": {…}}`, with everything the workspace holds of it. Without `--where` it has every record,
earlier texts and the quotes that were lost with them too.
"""


def manual() -> str:
    """The page as Markdown."""
    from store.search import FIELDS  # noqa: PLC0415 - only this page needs the fields

    _, commands = build()
    parts = [HEAD, "\n| field | what follows the colon |\n| --- | --- |\n"]
    parts += [f"| `{name}:` | {_cell(text)} |\n" for name, text in FIELDS.items()]
    parts.append('\nBare words and "phrases in quotation marks" are looked for in the text of quotes.\n')
    for name, command in commands.items():
        usage = " ".join(["onrecord", name, *_usage(command)])
        parts.append(f"\n## onrecord {name}\n\n{command.description}\n\n```\n{usage}\n```\n")
        parts += list(_table(command))
    return "".join([*parts, AFTER])


def _usage(command: Parser) -> Iterator[str]:
    places, options = [], []
    for action in arguments(command):
        shown = action.option_strings[0] if action.option_strings else ""
        if action.nargs != 0:
            shown = f"{shown} {_value(action)}".strip()
        if not action.option_strings:
            places.append(
                f"{shown} [{shown} ...]" if action.nargs == "+" else f"[{shown} ...]" if action.nargs == "*" else shown
            )
        else:
            options.append(shown if action.required else f"[{shown}]")
    return iter([*places, *options])


def _value(action: argparse.Action) -> str:
    return str(action.metavar or action.dest.upper())


def _table(command: Parser) -> Iterator[str]:
    rows = list(arguments(command))
    if not rows:
        return
    yield "\n| argument | what it is |\n| --- | --- |\n"
    for action in rows:
        shown = " ".join([*action.option_strings[:1], *([] if action.nargs == 0 else [_value(action)])])
        text = (action.help or "").replace("%(choices)s", ", ".join(map(str, action.choices or ())))
        again = " (can be given again)" if isinstance(action, argparse._AppendAction) else ""
        yield f"| `{_cell(shown)}` | {_cell(text)}{again} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(manual())
