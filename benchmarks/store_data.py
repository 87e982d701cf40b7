"""Made-up workspaces of any size for the measurements of the store; the words mean nothing and are nobody's."""

from __future__ import annotations

import random
from collections.abc import Iterator

from briefing.records import Quote, Source, Speaker, new_id

WORDS = (
    "the of and to in that is was for on with as by at from negotiation proposals response guarantees ministry "
    "security alliance border talks written statement expects considers position draft treaty optimistic reason "
    "переговоры ответ гарантии безопасность – “" + " ".join(f"word{n}" for n in range(3000))
).split()
SPEAKERS = 200


def words(rng: random.Random, size: int) -> str:
    """About ``size`` characters of words."""
    found: list[str] = []
    length = 0
    while length < size:
        word = WORDS[min(int(rng.expovariate(0.004)), len(WORDS) - 1)]
        found.append(word)
        length += len(word) + 1
    return " ".join(found)


def speakers() -> list[Speaker]:
    """Some speakers."""
    return [Speaker(id=new_id(), name=f"Speaker {n}", aliases=(f"S. {n}",)) for n in range(SPEAKERS)]


def sources(count: int, size: int = 25_000, seed: int = 1) -> Iterator[Source]:
    """Sources of about ``size`` characters each."""
    rng = random.Random(seed)
    pool = [words(rng, size) for _ in range(50)]
    for n in range(count):
        text = f"{words(rng, 60)} rare{n} {pool[n % 50]}"[: max(10, size)]
        day = f"2022-{n % 12 + 1:02}-{n % 28 + 1:02}"
        yield Source(
            id=new_id(), title=f"Report {n}", text=text, published=day, outlet=f"Outlet {n % 40}", sha256=f"{n:064x}",
            text_hash=f"{n:032x}", added=f"{day}T10:00:00+00:00",
        )  # fmt: skip


def quotes(count: int, source_ids: list[str], speaker_ids: list[str], seed: int = 2) -> Iterator[Quote]:
    """Quotes of 60 to 250 characters, spread over the sources."""
    rng = random.Random(seed)
    pool = [words(rng, rng.randrange(60, 250)) for _ in range(2000)]
    for n in range(count):
        text = f"{pool[n % 2000]} q{n}"
        start = (n // len(source_ids)) * 260
        yield Quote(
            id=new_id(), source=source_ids[n % len(source_ids)], spans=((start, start + len(text)),), text=text,
            prefix=text[:32], suffix=text[-32:], kind="direct", speaker=speaker_ids[n % len(speaker_ids)],
            mention=(start - 20 if start > 20 else 0, start), cue=(start, start + 4), certainty=0.9, rule="direct-cue",
        )  # fmt: skip
