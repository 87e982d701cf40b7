"""How well quotes are found again after edits of three strengths: ``python -m benchmarks.anchoring [FOLDER]``.

Texts are the transcripts of the folder (``../shared/corpus`` beside the checkout when none is given). Edits are made
word by word, so that the true place of each quote is known.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from briefing.comparing.anchoring import Finder
from briefing.comparing.changes import merged
from briefing.reading import source_of_text
from briefing.records import Quote

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
QUOTES = 8
LEVELS = {1: "typography", 2: "words changed, paragraphs added", 3: "sentences cut and moved"}


@dataclass
class Word:
    """A word with what follows it up to the next; ``was`` its span in the old text, None for one that was added."""

    text: str
    gap: str
    was: tuple[int, int] | None


def words_of(text: str) -> list[Word]:
    """The words of a text, each with its gap; together they are the text."""
    marks = list(re.finditer(r"\S+", text))
    return [
        Word(m.group(), text[m.end() : marks[i + 1].start()] if i + 1 < len(marks) else "", m.span())
        for i, m in enumerate(marks)
    ]


def typography(words: list[Word], chance: random.Random) -> None:
    """Quotation marks, dashes and blanks as another typesetter has them."""
    table = str.maketrans({"“": '"', "”": '"', "«": "“", "»": "”", "’": "'", "–": "—", "ё": "е"})
    for word in words:
        if chance.random() < 0.9:
            word.text = word.text.translate(table)
        if word.gap == " " and chance.random() < 0.05:
            word.gap = "  "
        elif "\n" not in word.gap and word.gap and chance.random() < 0.03:
            word.gap = "\n"


def sentences(words: list[Word]) -> list[list[Word]]:
    """The words in sentences."""
    found: list[list[Word]] = [[]]
    for word in words:
        found[-1].append(word)
        if "\n" in word.gap or word.text[-1] in ".!?…":
            found.append([])
    return [sentence for sentence in found if sentence]


def change(words: list[Word], pool: list[str], chance: random.Random, rate: float) -> list[Word]:
    """Words replaced, dropped or added at ``rate``."""
    found: list[Word] = []
    for word in words:
        dice = chance.random()
        if dice < rate * 0.5:
            found.append(Word(chance.choice(pool), word.gap, word.was))
        elif dice < rate * 0.75 and "\n" not in word.gap:
            continue
        elif dice < rate:
            found += [word, Word(chance.choice(pool), " ", None)]
            found[-2].gap, found[-1].gap = " ", word.gap
        else:
            found.append(word)
    return found


def edit(text: str, others: list[str], level: int, chance: random.Random) -> list[Word]:
    """The words of ``text`` after edits of ``level``."""
    words = words_of(text)
    typography(words, chance)
    pool = [word.text for word in words if word.text.isalpha()] or ["and"]
    if level >= 2:
        words = change(words, pool, chance, 0.04)
        groups = sentences(words)
        for _ in range(max(2, len(groups) // 25)):
            new = [Word(w.text, w.gap, None) for w in words_of(chance.choice(others))]
            if new:
                new[-1].gap = "\n\n"
                groups.insert(chance.randrange(len(groups) + 1), new)
        words = [word for group in groups for word in group]
    if level >= 3:
        groups = [g for g in sentences(words) if chance.random() > 0.15]
        for _ in range(max(2, len(groups) // 8)):
            at = chance.randrange(len(groups))
            moved = groups[at : at + chance.randrange(1, 4)]
            del groups[at : at + len(moved)]
            to = chance.randrange(len(groups) + 1)
            groups[to:to] = moved
        words = [word for group in groups for word in group]
    return words


def build(words: list[Word]) -> tuple[str, list[tuple[int, int]]]:
    """The new text and where each word stands in it."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for word in words:
        places.append((at, at + len(word.text)))
        text.append(word.text + word.gap)
        at += len(text[-1])
    return "".join(text), places


def quotes_in(text: str, chance: random.Random) -> list[Quote]:
    """Some quotes of one or two sentences, or a part of one, 25 to 350 characters long."""
    groups = [g for g in sentences(words_of(text)) if g[0].was]
    found = []
    for n in range(QUOTES):
        at = chance.randrange(len(groups))
        run = groups[at] + (groups[at + 1] if n % 3 == 0 and at + 1 < len(groups) else [])
        if n % 3 == 1 and len(run) > 8:
            run = run[2:-2]
        start, end = run[0].was[0], run[-1].was[1]  # type: ignore[index]
        if 25 <= end - start <= 350:
            found.append(Quote(id=str(n), source="s", spans=((start, end),), text=text[start:end]))
    return found


def true_place(quote: Quote, words: list[Word], places: list[tuple[int, int]], old: int) -> tuple[int, int] | None:
    """Where the quote stands now: None when less than 7 in 10 of its words are left in one run."""
    inside = [i for i, w in enumerate(words) if w.was and quote.start <= w.was[0] and w.was[1] <= quote.end]
    if not inside:
        return None
    runs: list[list[int]] = [[inside[0]]]
    for i in inside[1:]:
        if i - runs[-1][-1] <= 3:
            runs[-1].append(i)
        else:
            runs.append([i])
    best = max(runs, key=len)
    if len(best) < 0.7 * old:
        return None
    return places[best[0]][0], places[best[-1]][1]


def measure(texts: list[str], level: int) -> tuple[Counter[str], list[float]]:
    """Counts of found, partly, missed and wrong, and the milliseconds of CPU a quote."""
    chance = random.Random(level)
    counts: Counter[str] = Counter()
    costs: list[float] = []
    paragraphs = [p for text in texts for p in text.split("\n\n") if 100 < len(p) < 800]
    for text in texts:
        words = edit(text, [p for p in paragraphs if p not in text], level, chance)
        new, places = build(words)
        quotes = quotes_in(text, chance)
        began = time.process_time()
        finder = Finder(text, new)
        anchors = [finder.find(quote) for quote in quotes]
        costs.append(1000 * (time.process_time() - began) / max(1, len(quotes)))
        for quote, anchor in zip(quotes, anchors, strict=True):
            old = len(words_of(text[quote.start : quote.end]))
            true = true_place(quote, words, places, old)
            if true is None:
                gone = not any(w.was and quote.start <= w.was[0] < quote.end for w in words)
                counts["gone"] += gone
                counts["gone, put somewhere"] += gone and anchor.state != "lost"
                continue
            counts["standing"] += 1
            if anchor.state == "lost":
                counts["missed"] += 1
                continue
            start, end = anchor.spans[0]
            common = max(0, min(end, true[1]) - max(start, true[0]))
            union = max(end, true[1]) - min(start, true[0])
            if common / union >= 0.8:
                counts["found"] += 1
            elif common / union >= 0.2:
                counts["partly"] += 1
            else:
                counts["wrong"] += 1
    return counts, costs


def diff(texts: list[str]) -> str:
    """What running a text and its edited one together word by word costs, for texts of each length."""
    chance = random.Random(4)
    costs: dict[int, list[float]] = {}
    for text in [*texts, *("\n\n".join(texts)[: n * 100_000] for n in (1, 2, 4))]:
        new, _ = build(edit(text, [text[:400]], 2, chance))
        began = time.process_time()
        merged(text, new)
        costs.setdefault(len(text) // 100_000, []).append(1e8 * (time.process_time() - began) / len(text))
    told = (f"{f'{n}00' if n else '5'} kB or more {sum(c) / len(c):.0f} ({len(c)})" for n, c in sorted(costs.items()))
    return f"word by word, ms of CPU for each 100 kB, in texts of {', '.join(told)}"


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    files = sorted(folder.glob("kremlin-en-txt/*.txt")) + sorted(folder.glob("kremlin-ru-txt/*.txt"))
    texts = [source_of_text(f.read_text(encoding="utf-8")).text for f in files or sorted(folder.glob("*.txt"))]
    texts = [text for text in texts if len(text) > 5000]
    if not texts:
        print(f"skipped: no transcripts in {folder}")
        return
    for level, name in LEVELS.items():
        counts, costs = measure(texts, level)
        standing = counts["standing"]
        placed = standing - counts["missed"] + counts["gone, put somewhere"]
        wrong = counts["wrong"] + counts["gone, put somewhere"]
        print(
            f"{level} {name}: {standing} quotes stand, found {counts['found'] / standing:.3f}, partly "
            f"{counts['partly']}, missed {counts['missed']}, wrong {wrong} of {placed} ({100 * wrong / placed:.2f} %; "
            f"{counts['gone']} gone), {sum(costs) / len(costs):.2f} ms a quote"
        )
    print(diff(texts))


if __name__ == "__main__":
    main()
