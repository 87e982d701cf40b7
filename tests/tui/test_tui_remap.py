"""Keys of the analyst's own choosing, and what is said when they cannot be used."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from driver import Driver

from store import Workspace
from tui.app import OnrecordApp
from tui.keymap import key_table
from tui.remap import KeysError, defaults, keys_from


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert keys_from(tmp_path / "config.toml") == key_table()
    assert keys_from(write(tmp_path, 'analyst = "ab"\n')) == key_table()


async def test_an_act_answers_to_its_new_key_and_the_help_shows_it(week: Path, tmp_path: Path) -> None:
    keys = keys_from(write(tmp_path, '[keys]\nflag = "Z"\nfirst = ["g z", "home"]\n'))
    with Workspace.open(week, "ab") as ws:
        app = OnrecordApp(ws, keys)
        async with app.run_test(size=(120, 40)) as pilot:
            d = Driver(app, pilot)
            await d.settled()
            await d.keys("Z")
            await d.sees("flagged 1 quote")
            assert "Z flag" in d.text
            await d.keys("!")
            await d.sees("! does nothing here")
            app.leave()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[keys]\n\nacept = "a"\n', "line 3: no act is called acept: did you mean accept?"),
        ('[keys]\nflag = "x"\n', "line 2: 'x' of flag clashes with 'x' of reject"),
        ('[keys]\nflag = "g"\n', "line 2: 'g' of flag clashes with 'g "),
        ("[keys]\nflag = 3\n", "line 2: the keys of flag are a text or a list of texts"),
        ('[keys]\nflag = "ctrl+"\n', "line 2: 'ctrl+' is no key"),
        ('[keys]\nflag = "x\n', "line 2"),
        ("keys = 3\n", "[keys] is a table"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(KeysError) as error:
        keys_from(write(tmp_path, text))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_the_defaults_can_be_uncommented_as_they_are(tmp_path: Path) -> None:
    text = "\n".join(line.removeprefix("# ") for line in defaults().splitlines()[1:])
    assert {name: tuple(keys) for name, keys in tomllib.loads(text)["keys"].items()} == key_table()
    assert keys_from(write(tmp_path, text)) == key_table()
