"""What a workspace teaches the finder: the words of its own."""

from __future__ import annotations

from briefing.finding.own import Own, check
from briefing.records import WORDS, Words
from store.changes import Change
from store.workspace import Workspace


def words_of(ws: Workspace) -> Own:
    """The workspace's own words as they were written, empty where there are none."""
    kept = ws.words.get(WORDS)
    return Own(f"the words of {ws.path.name}", kept.text if kept else "")


def set_words(ws: Workspace, text: str) -> Change | None:
    """Keep ``text`` as the workspace's own words; an empty one takes them away. Raises WordsError."""
    check(Own(words_of(ws).where, text))
    old = ws.words.get(WORDS)
    if not text.strip():
        return ws.change("took the workspace's own words away", delete=[old] if old else [])
    return ws.change("changed the workspace's own words", [Words(id=WORDS, text=text)])
