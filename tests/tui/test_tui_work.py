"""Long work: what is seen of it, breaking it off, and what went wrong in it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from driver import Driver, desk

from briefing.errors import OnrecordError
from store.documents import load
from tui.work import Broken, Work


class Stairs:
    """Work that goes a step when it is let."""

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.out: list[object] = []
        self.ended = threading.Event()

    def climb(self, work: Work[str]) -> str:
        try:
            for n in range(3):
                work.step(f"step {n} [b]", n, 3)
                work.tell(f"\x1b[2J told {n}")
                self.go.acquire()
            return "the top"
        except Broken:
            self.out.append("broken")
            raise
        finally:
            self.ended.set()

    def begin(self, d: Driver) -> None:
        d.app.review.long_work("Climbing", self.climb, self.out.append, breaking=self.go.release)


async def test_it_shows_how_far_it_is_and_gives_its_result_to_the_desk(week: Path) -> None:
    async with desk(week) as d:
        stairs = Stairs()
        stairs.begin(d)
        await d.sees("Climbing")
        await d.sees("step 0 [b]")
        await d.keys("a", "x")
        stairs.go.release()
        await d.sees("1 of 3")
        assert "told 1" in d.words and "\x1b" not in d.text and "Esc stop" in d.text
        stairs.go.release()
        stairs.go.release()
        await d.sees("Quotes")
        await d.until(lambda: stairs.out == ["the top"], "the result on the desk")
        assert not d.app.desk.ws.reviews


async def test_broken_off_it_leaves_at_once_and_nothing_of_it_is_taken(week: Path) -> None:
    async with desk(week) as d:
        stairs = Stairs()
        stairs.begin(d)
        await d.sees("step 0")
        await d.keys("escape")
        await d.sees("stopped: nothing was changed")
        assert stairs.ended.wait(10)
        assert stairs.out == ["broken"]
        await d.act("accept")
        await d.sees("accepted 1 quote")


async def test_broken_off_too_late_its_result_is_taken(week: Path) -> None:
    go, begun, out = threading.Event(), [], []

    def last(work: Work[str]) -> str:
        begun.append(work)
        go.wait(30)
        return "done already"

    def let_it_end() -> None:
        go.set()
        while not begun[0].ended:
            time.sleep(0.001)

    async with desk(week) as d:
        d.app.review.long_work("Finishing", last, out.append, breaking=let_it_end)
        await d.sees("Finishing")
        await d.keys("escape")
        await d.until(lambda: out == ["done already"], "the result on the desk")
        assert "stopped" not in d.status


async def test_an_error_for_people_is_said_on_the_desk(week: Path) -> None:
    def fail(work: Work[None]) -> None:
        raise OnrecordError("the cellar is flooded: [b]pump[/b] first")

    async with desk(week) as d:
        d.app.review.long_work("Digging", fail, lambda _: None)
        await d.sees("the cellar is flooded: [b]pump[/b] first")


async def test_any_other_error_is_a_line_too_and_the_app_goes_on(week: Path) -> None:
    def fail(work: Work[None]) -> None:
        load(b"[b]")  # raised by the library that our `documents` calls

    async with desk(week) as d:
        d.app.review.long_work("Digging", fail, lambda _: None)
        await d.sees("onrecord failed here (JSONDecodeError: Expecting value: line 1 column 2 (char 1), documents.py:")
        await d.act("accept")
        await d.sees("accepted 1 quote")
