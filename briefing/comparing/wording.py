"""What changed between two texts, word by word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import Indel

from briefing.comparing.tokens import Tokens, tokens
from briefing.records import Span

Act = Literal["same", "cut", "added", "changed"]
_AT_ONCE = 4_000


@dataclass(frozen=True)
class Piece:
    """A stretch of the old and of the new text (code points); one of them is empty for cut and added."""

    act: Act
    old: Span
    new: Span


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that make up both texts in order. Words that differ in case or typography alone are the same."""
    before, after = tokens(old), tokens(new)
    pieces: list[Piece] = []
    for (a, b), (c, d) in _stretches(before, after):
        for tag, i, j, k, m in _ops(before.words[a:b], after.words[c:d]):
            act: Act = "same" if tag == "equal" else "cut" if k == m else "added" if i == j else "changed"
            pieces.append(Piece(act, (a + i, a + j), (c + k, c + m)))
    return _spans(_merged(pieces), before, after, len(old), len(new))


def _ops(one: list[str], other: list[str]) -> list[tuple[str, int, int, int, int]]:
    """The steps from one run of words to the other."""
    if len(one) > 4 * _AT_ONCE or len(other) > 4 * _AT_ONCE:
        return [("replace", 0, len(one), 0, len(other))]
    return [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Indel.opcodes(one, other)]


def _stretches(before: Tokens, after: Tokens) -> list[tuple[Span, Span]]:
    """Pairs of stretches to be compared: the whole, or the parts between runs that stand once."""
    if max(len(before), len(after)) <= _AT_ONCE:
        return [((0, len(before)), (0, len(after)))]
    one, other = _once(before.words), _once(after.words)
    pairs = _rising(sorted((i, other[run]) for run, i in one.items() if run in other))
    cuts = [(0, 0)]
    for i, j in pairs:
        if i - cuts[-1][0] >= 200 and j - cuts[-1][1] >= 1:
            cuts.append((i, j))
    cuts.append((len(before), len(after)))
    return [((a, c), (b, d)) for (a, b), (c, d) in pairwise(cuts)]


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Runs of six words that stand only once, and where."""
    found: dict[tuple[str, ...], int] = {}
    for i, run in enumerate(zip(*(words[k:] for k in range(6)), strict=False)):
        found[run] = -1 if run in found else i
    return {run: i for run, i in found.items() if i >= 0}


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs that rises on both sides (what was moved is left out)."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        k = bisect_left(tails, j)
        back.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(j)
            at.append(n)
        else:
            tails[k], at[k] = j, n
    found: list[tuple[int, int]] = []
    n = at[-1] if at else -1
    while n >= 0:
        found.append(pairs[n])
        n = back[n]
    return found[::-1]


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one; cut and added side by side are a change."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.old[0] == piece.old[1] and piece.new[0] == piece.new[1]:
            continue
        last = found[-1] if found else None
        if last and (last.act == piece.act or "same" not in (last.act, piece.act)):
            act = last.act if last.act == piece.act else "changed"
            found[-1] = Piece(act, (last.old[0], piece.old[1]), (last.new[0], piece.new[1]))
        else:
            found.append(piece)
    return found


def _spans(pieces: list[Piece], before: Tokens, after: Tokens, old: int, new: int) -> tuple[Piece, ...]:
    """Word numbers as code points; what stands between two words belongs to the piece of the first."""

    def place(text: Tokens, word: int, end: int) -> int:
        return 0 if word == 0 else end if word >= len(text) else text.starts[word]

    return tuple(
        Piece(
            piece.act,
            (place(before, piece.old[0], old), place(before, piece.old[1], old)),
            (place(after, piece.new[0], new), place(after, piece.new[1], new)),
        )
        for piece in pieces
    )
