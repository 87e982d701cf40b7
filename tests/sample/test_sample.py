"""The sample: built again it holds the same, and every quotation in it is on record."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from store import Workspace

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data"
SHARED = ROOT.parent / "shared"
REPORTS = sorted(SAMPLE.glob("2022-*"))


@pytest.fixture(scope="module")
def make() -> ModuleType:
    """The script ``sample_data/make.py`` as a module."""
    spec = importlib.util.spec_from_file_location("sample_make", SAMPLE / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def content(path: Path) -> dict[str, Any]:
    """Everything a workspace holds but ids and times."""
    with Workspace.open(path, read_only=True) as ws:
        names = {speaker.id: speaker.name for speaker in ws.speakers}
        codes = {code.id: code.name for code in ws.codes}
        origins = {source.id: source.origin for source in ws.sources}
        texts = {quote.id: quote.text for quote in ws.quotes}
        return {
            "sources": [(s.origin, s.title, s.text, s.published, s.agency, s.sha256, s.added) for s in ws.sources],
            "quotes": [(origins[q.source], q.spans, q.text, q.kind, names.get(q.speaker or "")) for q in ws.quotes],
            "speakers": [(s.name, s.aliases) for s in ws.speakers],
            "codes": [(c.name, c.definition) for c in ws.codes],
            "reviews": [
                (
                    texts[r.quote],
                    r.analyst,
                    r.status,
                    [(codes[c.code], c.stance) for c in r.codes],
                    r.confidence,
                    r.level,
                )
                for r in ws.reviews
            ],
            "notes": [(n.target, texts.get(n.target_id), n.analyst, n.text) for n in ws.notes],
            "links": [(link.type, texts[link.from_quote], texts[link.to_quote]) for link in ws.links],
        }


def test_the_finished_workspace_is_what_the_script_makes(make: ModuleType, tmp_path: Path) -> None:
    make.main(tmp_path / "briefings.json")
    built, kept = content(tmp_path / "briefings.json"), content(SAMPLE / "briefings.json")
    for table, rows in built.items():
        assert kept[table] == rows, f"{table} are stale: python sample_data/make.py"
    assert [path.name for path in tmp_path.iterdir()] == ["briefings.json"]


def test_the_sample_shows_every_kind_of_quote_and_judgement() -> None:
    kept = content(SAMPLE / "briefings.json")
    assert {kind for _, _, _, kind, _ in kept["quotes"]} == {"direct", "mixed", "indirect", "turn"}
    assert any(len(spans) > 1 for _, spans, *_ in kept["quotes"]), "a statement split around its attribution"
    assert {"accepted", "flagged"} <= {status for _, _, status, *_ in kept["reviews"]}
    assert len(kept["reviews"]) < len(kept["quotes"]), "something is left to review"
    assert {"Dmitry Peskov", "Vladimir Putin", "Jen Psaki"} <= {name for name, _ in kept["speakers"]}


def test_everybody_quoted_is_named_in_the_readme() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for name in ("Dmitry Peskov", "Vladimir Putin", "Jen Psaki"):
        assert name in readme
    for report in REPORTS:
        assert report.name in readme


OWN = {"two papers"}
"""Words in quotation marks that are given to nobody."""


def plain(text: str) -> str:
    """A text with straight quotation marks and single spaces, so that wrapping and typography do not count."""
    for curly, straight in (("“", '"'), ("”", '"'), ("’", "'"), ("\u00a0", " "), ("\\", "")):
        text = text.replace(curly, straight)
    return re.sub(r"\s+", " ", text)


def on_record() -> str:
    """The texts that are quoted, as far as they are at hand."""
    if not (SHARED / "seed").is_dir():
        pytest.skip("the texts that are quoted are not beside this checkout")
    found = [SHARED / "seed" / "briefing-2022-01-27.txt"]
    found += (SHARED / "corpus" / "kremlin-en-txt").glob("67828-*")
    found += (SHARED / "corpus" / "whitehouse-md").glob("2022-02-28-*")
    return plain("\n".join(path.read_text(encoding="utf-8") for path in found))


def quotations(report: Path) -> list[str]:
    """What a report gives to somebody word for word: what stands in quotation marks, or every turn of a transcript."""
    text = report.read_text(encoding="utf-8")
    if "Question:" not in text:
        return [words for words in re.findall(r'["“](.*?)["”]', text) if words not in OWN]
    paragraphs = [part.strip() for part in text.split("\n\n") if part.strip()]
    start = next(number for number, part in enumerate(paragraphs) if ": " in part[:45] and number > 2)
    turns = [part for part in paragraphs[start:] if not re.match(r"(Moscow|Washington), |Based on", part)]
    return [re.sub(r"^[A-Z][A-Za-z ]{3,40}: ", "", turn) for turn in turns]


@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_every_quotation_is_on_record_word_for_word(report: Path) -> None:
    record = on_record()
    found = quotations(report)
    assert len(found) >= 7
    for words in found:
        assert plain(words).rstrip(",.") in record, words
