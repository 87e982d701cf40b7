"""How well Russian statements and their speakers are found: ``python -m benchmarks.finding_russian``.

Three parts, annotated twice, blind of each other (``data/russian_guidelines.md``), then brought to one gold:

* ``own``: 16 briefings of our own writing (``data/russian_briefings``), invented, in the style of Russian agencies;
* ``news``: 19 real items of 2008-2011 from the devset of factRuEval-2016 (texts CC BY-SA, not part of onrecord: clone
  ``dialogue-evaluation/factRuEval-2016`` and say ``--news .../devset``);
* ``inside``: what is reported inside turns of Kremlin transcripts, in 27 stretches (texts in ``../shared/corpus``).

Of each part every second document, in order of name, was tuned on; of the others only the figures were looked at. A
part whose texts are absent is skipped with a reason. The turns of seven transcripts are measured as well
(``data/russian_turns.jsonl``, marked once). ``--marked FILE`` measures texts that were marked by hand
(``russian_marked``). ``--calibrate`` writes how sure Russian quotes are, by real text that was not tuned on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.russian_gold import DATA, Row, agreement, rows
from benchmarks.russian_marked import marked
from benchmarks.russian_sure import Judged, calibrate, reliability
from briefing.finding import find
from briefing.reading import read
from briefing.records import Source

SHARED = Path(__file__).resolve().parents[2] / "shared"
KINDS = ("direct", "mixed", "indirect", "all")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CONJUNCTION = re.compile(r"(?:что|чтобы|будто|якобы)\s+", re.IGNORECASE)


class Unit(NamedTuple):
    """One statement as it is compared: the places of its words, its kind, the speaker's mention and name.

    ``rule`` is which found it.
    """

    words: frozenset[int]
    kind: str
    mention: tuple[int, int] | None
    name: str
    optional: bool = False
    rule: str = ""


class Text(NamedTuple):
    """One document of a part: what is measured is ``start`` to ``end`` of it."""

    id: str
    text: str
    start: int
    end: int
    path: Path | None = None


Predict = Callable[[Text], list[Unit]]


def places(text: str, spans: Any) -> frozenset[int]:
    """Where the words of the spans begin, without a conjunction in front."""
    out: set[int] = set()
    for n, (start, end) in enumerate(spans):
        m = _CONJUNCTION.match(text, start, end) if not n else None
        out.update(w.start() for w in _WORD.finditer(text, m.end() if m else start, end))
    return frozenset(out)


def onrecord(text: Text) -> list[Unit]:
    """What onrecord finds; in a transcript what is reported inside the turns."""
    source = read(text.path) if text.path else Source(id="s", text=text.text)
    shift = 0
    if source.text != text.text:
        shift = text.start - source.text.index(text.text[text.start : text.end])
    finding = find(source)
    names = {s.id: s.name for s in finding.speakers}
    out = []
    for q in finding.quotes:
        if q.kind == "turn" or q.end + shift <= text.start or q.start + shift >= text.end:
            continue
        spans = [(a + shift, b + shift) for a, b in q.spans]
        mention = (q.mention[0] + shift, q.mention[1] + shift) if q.mention else None
        out.append(Unit(places(text.text, spans), q.kind, mention, names.get(q.speaker or "", ""), rule=q.rule))
    return out


_NAME = r"(?:[А-ЯЁ][\w-]+ ?){1,3}|[Оо]на?\b"
_SAID = r"(?:сказал|заявил|сообщил|отметил|добавил|подчеркнул|рассказал)а?"
_NAIVE = re.compile(
    rf"(?P<q>«[^«»\n]+»),? [—–-] {_SAID} (?P<a>[^.,«»\n]{{2,80}})|(?P<b>{_NAME}) ?{_SAID}, что (?P<d>[^.\n]+)"
    rf"|По словам (?P<c>{_NAME}), (?P<e>[^.\n]+)"
)


def naive(text: Text) -> list[Unit]:
    """A regular expression: a quotation before a dash and "сказал", "X сказал, что ..", "По словам X, ..."."""
    out = []
    for m in _NAIVE.finditer(text.text, text.start, text.end):
        what = next(g for g in "qde" if m.group(g))
        who = next(g for g in "abc" if m.group(g))
        kind = "direct" if what == "q" else "mixed" if "«" in m.group(what) else "indirect"
        out.append(Unit(places(text.text, [m.span(what)]), kind, m.span(who), m.group(who).strip()))
    return out


def alike(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of their words that two statements have in common."""
    return len(a & b) / max(1, len(a | b))


def same_name(a: str, b: str) -> bool:
    """Whether all words of one name stand in the other."""
    left, right = (set(_WORD.findall(n.casefold().replace("ё", "е"))) for n in (a, b))
    return bool(left and right) and (left <= right or right <= left)


def same_speaker(gold: Unit, made: Unit) -> bool:
    """Whether the mentions overlap or the resolved names are one; where the gold knows no speaker any will do."""
    if gold.mention and made.mention and max(gold.mention[0], made.mention[0]) < min(gold.mention[1], made.mention[1]):
        return True
    return same_name(gold.name, made.name) if gold.name else gold.mention is None


def pairs(gold: list[Unit], made: list[Unit], least: float) -> dict[int, int]:
    """One-to-one matches of predictions with gold by overlap, the best and the wanted first."""
    options = sorted(
        (
            (not g.optional, alike(g.words, m.words), -k, -j)
            for k, m in enumerate(made)
            for j, g in enumerate(gold)
            if alike(g.words, m.words) >= least
        ),
        reverse=True,
    )
    out: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, k, j in options:
        if -k not in out and -j not in taken:
            out[-k] = -j
            taken.add(-j)
    return out


class Counts:
    """What was wanted, found and right, by kind."""

    def __init__(self) -> None:
        self.n: dict[tuple[str, str], int] = defaultdict(int)
        self.names = [0, 0]
        self.misses: list[tuple[str, str, Unit, Unit | None]] = []
        self.judged: list[Judged] = []

    def add(self, id: str, gold: list[Unit], made: list[Unit]) -> None:
        """Counts one document."""
        found, exact = pairs(gold, made, 0.8), pairs(gold, made, 1.0)
        optional = frozenset[int]().union(*[g.words for g in gold if g.optional])
        for g in gold:
            if not g.optional:
                self._count("wanted", g.kind)
        for k, m in enumerate(made):
            j = found.get(k)
            if gold[j].optional if j is not None else len(m.words & optional) >= 0.8 * len(m.words):
                continue
            self._count("made", m.kind)
            self.judged.append(Judged(id, m.kind, m.rule, j is not None and same_speaker(gold[j], m)))
            if j is None:
                self.misses.append((id, "spurious", m, None))
                continue
            good = same_speaker(gold[j], m)
            if not good:
                self.misses.append((id, "wrong speaker", gold[j], m))
            for measure, hit in (("content", True), ("speaker", good), ("exact", k in exact)):
                if hit:
                    self._count(measure + " of gold", gold[j].kind)
                    self._count(measure + " of made", m.kind)
            if gold[j].name:
                self.names[1] += 1
                self.names[0] += same_name(gold[j].name, m.name)
                if good and not same_name(gold[j].name, m.name):
                    self.misses.append((id, "wrong name", gold[j], m))
        hit = {found[k] for k in found}
        self.misses += [(id, "missed", g, None) for j, g in enumerate(gold) if j not in hit and not g.optional]

    def _count(self, measure: str, kind: str) -> None:
        self.n[measure, kind] += 1
        self.n[measure, "all"] += 1

    def f(self, measure: str, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent."""
        p = 100 * self.n[measure + " of made", kind] / max(1, self.n["made", kind])
        r = 100 * self.n[measure + " of gold", kind] / max(1, self.n["wanted", kind])
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def texts(part: str, news: Path) -> Iterator[tuple[Text, list[Row]]]:
    """The documents of a part with their gold, without those (told) whose text is absent or another one."""
    gold: dict[str, list[Row]] = defaultdict(list)
    for row in rows("gold"):
        gold[row["document"]].append(row)
    for line in (DATA / "russian_documents.jsonl").read_text(encoding="utf-8").splitlines():
        d = json.loads(line)
        if d["part"] != part:
            continue
        path = {"own": DATA / "russian_briefings", "news": news, "inside": SHARED / "corpus"}[part] / d["file"]
        if not path.exists():
            print(f"skipped: {path} is absent")
            continue
        text = path.read_bytes().decode(d.get("encoding", "utf-8")).replace("\r\n", "\n")
        start, end = d.get("range", (0, len(text)))
        if hashlib.sha256(text[start:end].encode()).hexdigest() != d["sha256"]:
            print(f"skipped: {path} is another text than the annotated one")
            continue
        yield Text(d["id"], text, start, end, path if part == "inside" else None), gold[d["id"]]


def parts(news: Path, files: list[Path]) -> Iterator[tuple[str, list[tuple[Text, list[Row]]]]]:
    """The parts by name, those of the gold first."""
    for part in ("own", "news", "inside"):
        yield part, list(texts(part, news))
    for file in files:
        yield file.stem, [(Text(f"{file.stem}/{id}", text, 0, len(text)), rows) for id, text, rows in marked(file)]


def unit(text: str, row: Row) -> Unit:
    """A row of the gold as it is compared."""
    mention = (row["mention"][0], row["mention"][1]) if "mention" in row else None
    return Unit(places(text, row["spans"]), row["kind"], mention, row["name"], row.get("optional", False))


def statements(news: Path, files: list[Path], misses: str) -> list[Judged]:
    """Prints the tables of the parts; gives what was found in real text that was not tuned on."""
    real: list[Judged] = []
    systems: dict[str, Predict] = {"naive regex": naive, "onrecord": onrecord}
    total: dict[tuple[str, str], Counts] = defaultdict(Counts)
    characters = seconds = 0.0
    for part, documents in parts(news, files):
        found: dict[tuple[str, str], Counts] = defaultdict(Counts)
        for n, (text, wanted) in enumerate(documents):
            side = "tuned on" if n % 2 == 0 else "not tuned on"
            gold = [unit(text.text, row) for row in wanted]
            for name, predict in systems.items():
                begun = time.process_time()
                made = predict(text)
                if name == "onrecord" and part != "inside":
                    seconds += time.process_time() - begun
                    characters += len(text.text)
                for counts in (found[name, side], total[name, side]):
                    counts.add(text.id, gold, made)
        if found:
            table(part, found)
        for side, what in (("tuned on", "tuned"), ("not tuned on", "held")):
            if misses in (what, "both"):
                listed({text.id: text.text for text, _ in documents}, found["onrecord", side])
        real += found["onrecord", "not tuned on"].judged if part != "own" else []
    table("the parts together", total)
    again = [text for part in ("own", "news") for text, _ in texts(part, news)]
    begun = time.process_time()
    for text in again:
        onrecord(text)
    warm = time.process_time() - begun
    print(
        f"\nspeed on own and news, one core: {characters / 1000 / seconds:.0f} thousand characters a second with the "
        f"dictionary's loading and each word new, {characters / 1000 / warm:.0f} once more"
    )
    return real


def table(part: str, found: dict[tuple[str, str], Counts]) -> None:
    """Prints precision, recall and F1 of content with the right speaker, by kind."""
    print(f"\n{part}: content found (word overlap 0.8) with the right speaker; P / R / F1 in percent")
    print(f"{'':26}" + "".join(f"{k:^22}" for k in KINDS) + " names right")
    for (name, side), c in sorted(found.items(), key=lambda x: (x[0][1] != "tuned on", x[0][0])):
        cells = "".join(f"{'  '.join(f'{v:5.1f}' for v in c.f('speaker', k)):^22}" for k in KINDS)
        print(f"{name + ', ' + side:26}{cells} {100 * c.names[0] / max(1, c.names[1]):.1f} of {c.names[1]}")
    for side in ("tuned on", "not tuned on"):
        c = found["onrecord", side]
        wanted = ", ".join(f"{k} {c.n['wanted', k]}" for k in KINDS)
        loose, exact = c.f("content", "all")[2], c.f("exact", "all")[2]
        print(f"  {side}: content alone {loose:.1f}, exact {exact:.1f}; wanted {wanted}")


def listed(by_id: dict[str, str], counts: Counts) -> None:
    """Prints each error of one side of a part whose texts are ``by_id``, for tuning."""

    def words(id: str, u: Unit) -> str:
        at = sorted(u.words)
        return f"{by_id[id][at[0] : at[-1] + 12]!r}" if at else "''"

    for id, what, a, b in counts.misses:
        who = by_id[id][slice(*a.mention)] if a.mention else ""
        print(f"  {id} {what} [{a.kind}] {words(id, a)} <{who} = {a.name}>" + (f" found {b.name!r}" if b else ""))


def turns() -> None:
    """Prints precision, recall and F1 of the turns of seven transcripts."""
    wanted: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in (DATA / "russian_turns.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        wanted[row["document"], row["sha256"]].append(row)
    right = spans = made = total = 0
    for (document, digest), told in wanted.items():
        path = SHARED / "corpus" / document
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            print(f"skipped: {path} is absent or another text than the annotated one")
            continue
        text = path.read_text(encoding="utf-8")
        finding = find(read(path))
        names = {s.id: s.name for s in finding.speakers}
        quotes = [q for q in finding.quotes if q.kind == "turn"]
        made, total = made + len(quotes), total + len(told)
        for row in told:
            words = set(_WORD.findall(text[row["start"] : row["end"]]))
            near = (q for q in quotes if abs(q.start - row["start"]) < 40)
            hit = next((q for q in near if len(words & set(_WORD.findall(q.text))) >= 0.8 * len(words)), None)
            if hit is None:
                continue
            quotes.remove(hit)
            spans += 1
            right += (_WORD.findall(names.get(hit.speaker or "", "")) or [""])[-1] == _WORD.findall(row["speaker"])[-1]
    print()
    for label, n in (("words", spans), ("words and speaker", right)):
        p, r = 100 * n / max(1, made), 100 * n / max(1, total)
        print(f"turns, {label}: P {p:.1f} R {r:.1f} F1 {2 * p * r / max(1e-9, p + r):.1f} of {total} wanted")


def main() -> int:
    """Runs the benchmark; 0 also where texts are absent."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--news", type=Path, default=SHARED / "factRuEval-2016" / "devset", help="factRuEval's devset")
    parser.add_argument("--errors", choices=("tuned", "held", "both", "none"), default="none", help="list the errors")
    parser.add_argument("--marked", type=Path, action="append", default=[], metavar="FILE", help="texts marked by hand")
    parser.add_argument("--calibrate", action="store_true", help="write how sure Russian quotes are")
    options = parser.parse_args()
    if (DATA / "russian_b.jsonl").exists():
        agreement()
    real = statements(options.news, options.marked, options.errors)
    turns()
    reliability(real)
    if options.calibrate:
        calibrate(real)
    return 0


if __name__ == "__main__":
    sys.exit(main())
