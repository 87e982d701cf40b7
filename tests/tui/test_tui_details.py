"""What is known of a source on the desk: where it was found, corrected by key, and made a rule for the outlet."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, desk

PAGE = """---
title: {title}
outlet: Port News
url: https://www.port.example/{n}
---

“The quay number {n} is shut,” Nils Falk said on Monday.

The paper of the port has printed what the master said of quay {n}, and named no date for more.
"""


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Reports of one outlet; the analyst's configuration is beside them."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n, title in enumerate(("Quay shut", "Ferry at sea", "2031-03-05 pilots")):
        (folder / f"2031-03-0{n + 1} page.md").write_text(PAGE.format(n=n, title=title), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr("tui.rules.config_path", lambda: tmp_path / "config" / "config.toml")
    return folder


async def bring(d: Driver, name: str) -> None:
    """Bring one page in, and go to it."""
    await d.act("import")
    await d.sees("Bring in from")
    await d.type(name)
    await d.keys("enter")
    await d.sees("Brought in")
    await d.keys("enter")
    await d.sees("❝")


async def field(d: Driver, name: str) -> None:
    """Open what is known of the source and go to a field."""
    await d.act("details")
    await d.sees("Its file")
    while d.app.screen.list.current.key != name:  # type: ignore[attr-defined]
        await d.keys("j")


async def test_a_guess_is_marked_and_accepted_or_corrected(week: Path, pages: Path) -> None:
    async with desk(week) as d:
        await bring(d, "inbox/2031-03-01")
        await field(d, "published")
        assert "? 1 Mar 2031" in d.words and "a guess" in d.words
        assert "its file is as it was imported" in d.words and "printed in it" not in d.status
        await d.keys("a")
        await d.sees("set published of Quay shut")
        assert "? 1 Mar 2031" not in d.words and "an analyst" in d.words
        await d.keys("u")
        await d.sees("? 1 Mar 2031")
        await d.keys("enter", "ctrl+u")
        await d.type("soon")
        await d.keys("enter")
        await d.sees("soon is no date")
        await d.keys("ctrl+u")
        await d.type("3 March 2031")
        await d.keys("enter")
        await d.sees("3 Mar 2031 an analyst")


async def test_a_correction_becomes_a_rule_for_what_is_there_and_what_comes(week: Path, pages: Path) -> None:
    async with desk(week) as d:
        await bring(d, "inbox/2031-03-01")
        await bring(d, "2031-03-02")
        await field(d, "outlet")
        await d.keys("enter", "ctrl+u")
        await d.type("The [Port] News")
        await d.keys("enter")
        await d.sees("Use this for all files of this outlet?")
        assert "“port.example”" in d.words and "2 here" in d.words
        await d.keys("2")
        await d.sees("from now on")
        await d.keys("q")
        await bring(d, "2031-03-03")
        await field(d, "outlet")
        await d.sees("The [Port] News a rule")
        sources = [one for one in d.app.desk.ws.sources if "page.md" in one.origin]
        assert {one.outlet for one in sources} == {"The [Port] News"}
        assert sorted(one.metadata_from["outlet"] for one in sources) == ["analyst", "rule", "rule"]
    text = (week.parent / "config" / "sites.toml").read_text(encoding="utf-8")
    assert 'match = ["port.example"]' in text and 'outlet = "The [Port] News"' in text


async def test_what_is_no_address_is_no_mark_of_an_outlet(week: Path, pages: Path) -> None:
    odd = PAGE.replace("https://www.port.example/{n}", '"http://[bad/{n}"')
    (pages / "2031-03-01 page.md").write_text(odd.format(n=1, title="Quay shut"), encoding="utf-8")
    async with desk(week) as d:
        await bring(d, "inbox/2031-03-01")
        assert d.app.desk.ws.sources[d.app.desk.source].address == "http://[bad/1"
        await field(d, "outlet")
        await d.keys("enter", "ctrl+u")
        await d.type("The Port")
        await d.keys("enter")
        await d.sees("Use this for all files of this outlet?")
        assert "“Port News”" in d.words and "bad" not in d.words


async def test_what_became_of_the_file_is_told(week: Path, pages: Path) -> None:
    async with desk(week) as d:
        await bring(d, "inbox/2031-03-01")
        (pages / "2031-03-01 page.md").write_text("other", encoding="utf-8")
        await d.act("details")
        await d.sees("its file has changed since")


async def test_two_corrections_of_one_outlet_are_one_rule(pages: Path) -> None:
    from briefing.reading.sites import known_outlets
    from tui.rules import learn

    learn("port.example", outlet="Port")
    path = learn("port.example", licence="CC BY")
    path.write_text(
        path.read_text(encoding="utf-8").replace('["port.example"]', '["port.example", "Port News"]'), encoding="utf-8"
    )
    learn("Port News", language="sv")
    (rule,) = known_outlets(str(path))
    assert rule.match == ("port.example", "Port News")
    assert rule.set == {"outlet": "Port", "licence": "CC BY", "language": "sv"}


async def test_a_rule_that_cannot_be_written_leaves_nothing_beside(pages: Path) -> None:
    from briefing.errors import OnrecordError
    from tui.rules import learn, rules_path

    rules_path().mkdir(parents=True)
    with pytest.raises(OnrecordError, match="the rule can't be kept"):
        learn("port.example", outlet="Port")
    assert [one.name for one in rules_path().parent.iterdir()] == ["sites.toml"]
