"""How well statements and their speakers are found: ``python -m benchmarks.finding``.

Reads the development data in ``../shared/eval`` beside the checkout (skips with a reason where it is absent) and
prints tables by kind for onrecord and for a naive regular expression, counts on the seed report, speed, memory and
a reliability table. ``--calibrate`` writes the measured certainties to ``briefing/finding/data/certainty.toml``.

Parts: rules were made looking at errors on polnear_dev, wikinews, ``tune`` (half of polnear_train), ``check`` and
lately ``calibration``, which sets the certainties. Of ``final`` nobody read a text: it is run when rules are done.
Texts of that data stay where they are: only counts leave. The errors in twenty more Wikinews reports, which are in
``data`` (``wikinews_more``), have been read too, once each half of them had been measured unread.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from benchmarks.finding_data import EVAL, PARTS, ROOT, agreement, documents

SEED = ROOT.parent / "shared" / "seed" / "briefing-2022-01-27.txt"
PEERS_ON = ("wikinews", "polnear_dev")
KINDS = ("direct", "mixed", "indirect", "all")
Predict = Callable[[str, str], dict[str, Any]]
Outcome = tuple[dict[str, Any], str, bool]
"""A statement found, its kind by the scorer, and whether its words and speaker are right."""
Tally = dict[str, list[int]]
"""Of one document by kind: wanted, made, right among the wanted, right among the made."""


def onrecord(id: str, text: str) -> dict[str, Any]:
    """What onrecord finds."""
    from briefing.finding.jsonl import find_in_text

    return find_in_text(id, text)


_NAME = r"(?:[A-Z][\w.'’-]+ ?){1,4}"
_NAIVE = re.compile(
    rf"(?P<q>[\"“][^\"“”\n]+[\"”]|''[^'\n]+''),? (?:(?P<a>{_NAME}|he|she)\s?(?:said|says|told|added)|"
    rf"(?:said|says) (?P<b>{_NAME}))|(?P<c>{_NAME}|[Hh]e|[Ss]he)\s?(?:said|says) that (?P<d>[^.\n]+)"
)


def naive(id: str, text: str) -> dict[str, Any]:
    """A regular expression: a quotation beside a name and "said", and "X said that ..."."""
    rows = []
    for m in _NAIVE.finditer(text):
        span = m.span("q") if m.group("q") else m.span("d")
        who = next((g for g in "abc" if m.group(g)), None)
        row: dict[str, Any] = {"start": span[0], "end": span[1]}
        if who:
            row |= {"speaker_text": m.group(who).strip(), "speaker_start": m.start(who), "speaker_end": m.end(who)}
        rows.append(row)
    return {"id": id, "quotes": rows}


class Counts:
    """What was wanted, predicted and right, by measure and kind; and each prediction's certainty and outcome."""

    def __init__(self) -> None:
        self.wanted: dict[str, int] = defaultdict(int)
        self.made: dict[str, int] = defaultdict(int)
        self.right_gold: dict[tuple[str, str], int] = defaultdict(int)
        self.right_made: dict[tuple[str, str], int] = defaultdict(int)
        self.names = [0, 0]
        self.outcomes: list[Outcome] = []
        self.documents: list[Tally] = []
        self.chars = 0
        self.seconds = 0.0

    def tally(self) -> Tally:
        """What was wanted, made and right by kind up to now, with the right speaker."""
        right = (self.right_gold, self.right_made)
        return {k: [self.wanted[k], self.made[k], *(r["speaker", k] for r in right)] for k in KINDS}

    def f(self, measure: str, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent."""
        p = 100 * self.right_made[measure, kind] / self.made[kind] if self.made[kind] else 0.0
        r = 100 * self.right_gold[measure, kind] / self.wanted[kind] if self.wanted[kind] else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def measure(part: str, predict: Predict) -> Counts:
    """Runs ``predict`` over a part and counts as the scorer does (loose content, right speaker)."""
    from score import exact, loose, name_ok, pair, speaker_ok, units
    from spans import quoted_regions

    c = Counts()
    for gold, text in documents(part):
        before = c.tally()
        begun = time.process_time()
        rows = predict(gold["id"], text)["quotes"]
        c.seconds += time.process_time() - begun
        c.chars += len(text)
        regions = quoted_regions(text)
        g, p = units(text, gold["quotes"], regions), units(text, rows, regions)
        for u in g:
            if not u["q"].get("optional"):
                c.wanted[u["kind"]] += 1
                c.wanted["all"] += 1
        found_exact, found = pair(g, p, exact), pair(g, p, loose)
        optional: set[Any] = set()
        for u in g:
            if u["q"].get("optional"):
                optional |= u["toks"]
        skip = {k for k, j in found.items() if g[j]["q"].get("optional")}
        for k, u in enumerate(p):
            if k not in found and k not in found_exact and len(u["toks"] & optional) >= 0.8 * len(u["toks"]):
                skip.add(k)
        for k, u in enumerate(p):
            if k in skip:
                continue
            for kind in (u["kind"], "all"):
                c.made[kind] += 1
            j = found.get(k)
            ok = j is not None and speaker_ok(text, g[j]["q"], u["q"]) is not False
            c.outcomes.append((u["q"], u["kind"], ok))
            if j is None:
                continue
            for name, hit in (("content", True), ("speaker", ok), ("exact", k in found_exact)):
                if hit:
                    for kind in (g[j]["kind"], "all"):
                        c.right_gold[name, kind] += 1
                    for kind in (u["kind"], "all"):
                        c.right_made[name, kind] += 1
            if g[j]["q"].get("name"):
                c.names[1] += 1
                c.names[0] += name_ok(g[j]["q"], u["q"])
        after = c.tally()
        c.documents.append({k: [n - m for n, m in zip(after[k], before[k], strict=True)] for k in KINDS})
    return c


def table(part: str, systems: dict[str, Counts]) -> None:
    """Prints precision, recall and F1 of content with the right speaker, by kind."""
    print(f"\n{part}: content found (word overlap 0.8) with the right speaker; P / R / F1 in percent")
    print(f"{'':14}" + "".join(f"{k:^24}" for k in KINDS) + " names right")
    for name, c in systems.items():
        cells = "".join(f"{'  '.join(f'{v:5.1f}' for v in c.f('speaker', k)):^24}" for k in KINDS)
        names = f"{100 * c.names[0] / c.names[1]:.1f} of {c.names[1]}" if c.names[1] else "-"
        print(f"{name:14}{cells} {names}")
    c = systems["onrecord"]
    print(
        f"{'':14}onrecord, content alone: loose F1 {c.f('content', 'all')[2]:.1f}, exact {c.f('exact', 'all')[2]:.1f}; "
        f"units wanted {dict(c.wanted)}; {c.chars / 1000 / max(c.seconds, 1e-9):.0f} kB/s"
    )


def leads(part: str, systems: dict[str, Counts]) -> None:
    """Prints by how many points of F1 onrecord is ahead of each other system, with what chance leaves open."""
    from benchmarks.finding_peers import lead

    print(f"\n{part}: onrecord ahead by points of F1 [middle 95 % over documents drawn again]")
    ours = systems["onrecord"].documents
    for name, c in systems.items():
        if name != "onrecord":
            told = ("{:+5.1f} [{:+5.1f}, {:+5.1f}]".format(*lead(ours, c.documents, k)) for k in KINDS)
            print(f"{name:14}" + "".join(f"{cell:^24}" for cell in told))


def reliability(part: str, c: Counts) -> None:
    """Prints how often quotes of each group of certainty were right."""
    groups: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    sums: dict[int, float] = defaultdict(float)
    for row, _, ok in c.outcomes:
        group = min(9, int(10 * row["certainty"] + 1e-9))
        groups[group][0] += ok
        groups[group][1] += 1
        sums[group] += row["certainty"]
    print(f"\nreliability on {part}: said to be sure, found right")
    for group in sorted(groups):
        ok, n = groups[group]
        print(
            f"  {group / 10:.1f}-{(group + 1) / 10:.1f}: mean certainty {sums[group] / n:.2f}"
            f"  right {ok / n:.2f}  of {n}"
        )


DRAWN = 10
"""How many statements of its family's share each rule is given, so that few lucky ones do not make it sure."""


def calibrate() -> None:
    """Writes the share of right quotes by kind and rule, drawn towards the rule's family where there are few."""
    right: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    outcomes = measure("calibration", onrecord).outcomes
    for row, _, ok in outcomes:
        family = row["rule"].split(":")[0]
        for key in dict.fromkeys((row["rule"], family, "other")):
            right[row["kind"]][key][0] += ok
            right[row["kind"]][key][1] += 1
    lines = [
        "# How often a statement of each kind and rule had the right words and the right speaker when measured.",
        "# Written by `python -m benchmarks.finding --calibrate`; numbers alone, no words of the data.",
    ]
    for kind in ("direct", "mixed", "indirect"):
        lines.append(f"[{kind}]")
        ok, n = right[kind]["other"]
        base = ok / n
        lines.append(f"other = {base:.2f}")
        own = {r for r, (_, n) in right[kind].items() if ":" in r and n >= 8}
        rest: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for rule, (ok, n) in right[kind].items():
            if ":" in rule and rule not in own:
                rest[rule.split(":")[0]][0] += ok
                rest[rule.split(":")[0]][1] += n
        for rule in sorted(right[kind], key=lambda r: (":" in r, r)):
            ok, n = right[kind][rule]
            if rule in rest:
                ok, n = rest[rule]
            prior = base
            if ":" in rule:
                whole = right[kind][rule.split(":")[0]]
                prior = whole[0] / whole[1]
            if rule != "other" and n >= 8:
                share = min((ok + DRAWN * prior) / (n + DRAWN), 0.99)  # nothing is certain
                lines.append(f'"{rule}" = {share:.2f}')
    lines += ["[turn]", "other = 0.97", '"turn of a question" = 0.97', ""]
    path = ROOT / "briefing" / "finding" / "data" / "certainty.toml"
    lines += unnamed_shares(outcomes, tomllib.loads("\n".join(lines)))
    path.write_text("\n".join(lines), encoding="utf-8")
    print(f"written: {path.relative_to(ROOT)}")


def unnamed_shares(outcomes: list[Outcome], shares: dict[str, dict[str, float]]) -> list[str]:
    """By which share of its rule's a statement of somebody unnamed ("the report") is right, as lines of the table.

    ``shares`` is the table without them; drawn towards 1.
    """
    from briefing.finding.quotes import unnamed

    said: dict[str, float] = defaultdict(float)
    right: dict[str, int] = defaultdict(int)
    for row, _, ok in outcomes:
        if unnamed(row["speaker_text"] or ""):
            of_kind = shares[row["kind"]]
            said[row["kind"]] += of_kind.get(row["rule"], of_kind.get(row["rule"].split(":")[0], of_kind["other"]))
            right[row["kind"]] += ok
    return ["[unnamed]", *(f"{k} = {(right[k] + DRAWN) / (said[k] + DRAWN):.2f}" for k in KINDS[:3]), ""]


def seed() -> None:
    """Prints the counts on the seed report."""
    text = SEED.read_text(encoding="utf-8")
    rows = onrecord("seed", text)["quotes"]
    wanted = [q for q in text.split('"')[1::2] if q != "Russia - Islamic world"]
    direct = [r for r in rows if r["kind"] == "direct"]
    good = [r for r in direct if r["text"].strip('"') in wanted and r["speaker_name"] == "Dmitry Peskov"]
    reported = [r for r in rows if r["kind"] == "indirect"]
    asked = [r for r in rows if "planned to hold" in r["text"] or "substance for compromise" in r["text"]]
    print(
        f"\nseed report: direct {len(good)} of {len(wanted)} with words and name, "
        f"false direct {len(direct) - len(good)}; "
        f"indirect found {len(reported)}, speakers {sorted({r['speaker_name'] for r in reported})}; "
        f"reported questions given to him {len(asked)}"
    )


def footprint() -> None:
    """Prints start-up time and memory of a fresh process that finds the statements of the seed report."""
    code = (
        "import time,sys;a=time.perf_counter();from briefing.finding.jsonl import find_in_text;"
        "find_in_text('s',open(sys.argv[1],encoding='utf-8').read());"
        "b=round(time.perf_counter()-a,3);from benchmarks.finding_peers import peak_memory;print(b,peak_memory())"
    )
    out = subprocess.run([sys.executable, "-c", code, str(SEED)], capture_output=True, text=True, cwd=ROOT, check=True)
    seconds, megabytes = out.stdout.split()
    print(f"first result {seconds} s after the interpreter's start, {megabytes} MB at most")
    transcript = "".join(
        f"Speaker {'AB'[n % 2]}: We said that it is so, and we will say it again.\n" for n in range(16000)
    )
    begun = time.process_time()
    n = len(onrecord("t", transcript)["quotes"])
    print(f"transcript of {len(transcript)} characters: {n} turns in {time.process_time() - begun:.1f} s")
    print(f"this run's own memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


HOSTILE = {
    "quotation marks": '"',
    "words of saying": '"Peskov said "',
    "no full stop": "Peskov said it and ",
    "quotations": '"It is so." ',
}


def hostile() -> None:
    """Prints time and memory of a fresh process for a million characters of each hostile text."""
    code = (
        "import time,sys;from briefing.finding.jsonl import find_in_text;u=sys.argv[1];t=u*(10**6//len(u));"
        "a=time.process_time();n=len(find_in_text('h',t)['quotes']);s=time.process_time()-a;"
        "from benchmarks.finding_peers import peak_memory;print(round(s,1),'s,',peak_memory(),'MB,',n,'quotes')"
    )
    for name, unit in HOSTILE.items():
        run = subprocess.run([sys.executable, "-c", code, unit], capture_output=True, text=True, cwd=ROOT, check=True)
        print(f"a million characters of {name}: {run.stdout.strip()}")


def main() -> int:
    """Runs the benchmark; 0 also where the data is absent."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], help="the parts to measure, all by default")
    parser.add_argument("--calibrate", action="store_true", help="write the certainties that are shipped")
    options = parser.parse_args()
    if not EVAL.exists():
        print("skipped: no development data in ../shared/eval beside the checkout")
        return 0
    sys.path.insert(0, str(EVAL))
    if options.calibrate:
        calibrate()
        return 0
    from benchmarks.finding_peers import costs, peers

    onrecord("warm", "Ivan Petrov said that it is so.")
    others, notes = peers()
    for note in notes:
        print(note)
    same, n = agreement()
    print(f"filter of polnear_train: {same} of {n} indirect contents of polnear_dev wanted or optional as in its gold")
    for part in options.parts or PARTS:
        ours = measure(part, onrecord)
        run = {name: measure(part, predict) for name, predict in others.items() if part in PEERS_ON}
        systems = {"naive regex": measure(part, naive), **run, "onrecord": ours}
        table(part, systems)
        leads(part, systems)
        if "wikinews" not in part:
            reliability(part, ours)
    seed()
    footprint()
    hostile()
    costs(EVAL / "data" / "dev" / "polnear_dev.texts.jsonl", ("onrecord", *others))
    return 0


if __name__ == "__main__":
    sys.exit(main())
