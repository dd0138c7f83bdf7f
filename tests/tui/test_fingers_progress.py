"""Long work: how far it is, how long it still takes, stopped and let go on."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.session.eta import Eta, told
from onrecord.tui.session.events import Notice, Progress
from onrecord.tui.session.work_queue import AHEAD, WorkQueue

from .by_hand import CanalSession
from .conftest import press, screen_text

WIDE = (140, 40)


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_nothing_is_said_too_soon() -> None:
    """One piece of work tells nothing, nor do three in a moment."""
    eta, clock = Eta(clock := Clock()), clock
    eta.did(500)
    clock.now += 5
    assert eta.left(1000) is None
    eta.did(500)
    eta.did(500)
    assert eta.left(1000) == pytest.approx(5.0)
    hasty = Eta(clock)
    for _ in range(9):
        clock.now += 0.1
        hasty.did(10)
    assert hasty.left(1000) is None


def test_the_first_piece_waits_for_the_workers() -> None:
    """What it took them to get ready is no part of the pace."""
    clock = Clock()
    eta = Eta(clock)
    clock.now += 60  # a pipeline is loaded
    for _ in range(5):
        eta.did(100)
        clock.now += 1
    assert eta.left(1000) == pytest.approx(12.5)


def test_size_counts_not_number() -> None:
    """A long article that is still to come counts for what it is."""
    clock = Clock()
    eta = Eta(clock)
    for _ in range(6):
        eta.did(100)
        clock.now += 1
    assert eta.left(10_000) == pytest.approx(10 * (eta.left(1000) or 0)) != 0


def test_a_machine_that_slows_down() -> None:
    """After a minute of the new pace only that one counts."""
    clock = Clock()
    eta = Eta(clock)
    for _ in range(1000):
        clock.now += 0.1
        eta.did(100)
    for _ in range(100):
        clock.now += 1
        eta.did(100)
    assert eta.left(1000) == pytest.approx(10, rel=0.05)


def test_a_pause_is_no_slowness() -> None:
    """The time in which nothing was to be done is forgotten."""
    clock = Clock()
    eta = Eta(clock)
    for _ in range(5):
        eta.did(100)
        clock.now += 1
    eta.rest()
    clock.now += 3600
    assert eta.left(1000) is None
    for _ in range(5):
        eta.did(100)
        clock.now += 1
    assert eta.left(1000) == pytest.approx(12.5)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "10 s"),
        (31, "40 s"),
        (50.1, "1 min"),
        (61, "2 min"),
        (601, "15 min"),
        (3599, "1 h"),
        (4600, "1 h 20 min"),
    ],
)
def test_time_in_words(seconds: float, words: str) -> None:
    """Rounded up, and the coarser the longer it is."""
    assert told(seconds) == words


@given(st.floats(0, 10**6))
def test_no_time_is_promised_too_short(seconds: float) -> None:
    """What is said is never less than what is known."""
    units = {"s": 1, "min": 60, "h": 3600}
    words = told(seconds).split()
    said = sum(int(n) * units[unit] for n, unit in zip(words[::2], words[1::2], strict=True))
    assert said >= seconds


# -- holding back ---------------------------------------------------------------------------------


class Taker:
    """Takes what a supply sends."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.came = threading.Condition()

    def __call__(self, names: Sequence[str]) -> None:
        """Take names."""
        with self.came:
            self.taken += names
            self.came.notify()

    def has(self, count: int) -> bool:
        """Wait until so many names are there; return whether it is just as many."""
        with self.came:
            self.came.wait_for(lambda: len(self.taken) >= count, 5)
        time.sleep(0.02)
        return len(self.taken) == count


def test_supply_is_as_fast_as_it_is_taken() -> None:
    """No more is away than keeps the workers busy; what comes back makes room."""
    taker = Taker()
    work_queue = WorkQueue(lambda: 2, taker)
    work_queue.start()
    names = [str(n) for n in range(10)]
    assert work_queue.fill(names, 1) == 0
    assert taker.has(2 * AHEAD)
    work_queue.back(1)
    assert taker.has(2 * AHEAD + 1)
    work_queue.back(2 * AHEAD)
    assert taker.has(4 * AHEAD + 1) and not work_queue.settled
    work_queue.back(4)
    assert taker.has(10) and taker.taken == names
    work_queue.back(1)
    assert work_queue.settled
    work_queue.close()


def test_supply_is_held_back() -> None:
    """Nothing is sent while it is held; then it goes on where it was."""
    taker = Taker()
    work_queue = WorkQueue(lambda: 1, taker)
    work_queue.start()
    work_queue.fill(list("abcdef"), 1)
    assert taker.has(AHEAD)
    work_queue.hold(True)
    assert not work_queue.settled
    work_queue.back(AHEAD)
    assert taker.has(AHEAD) and work_queue.settled
    work_queue.hold(False)
    assert taker.has(2 * AHEAD) and not work_queue.settled
    work_queue.close()


# -- on the screen --------------------------------------------------------------------------------


async def test_the_top_line_tells_what_is_left(app: OnrecordApp, session: CanalSession) -> None:
    """How far, how long, what; and when it is stopped, that it is."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot)
        session.tell(Progress(10, 30, 0, "", 130.0))
        await press(pilot)
        assert "analysed 10/30 ━━━─────── 3 min left" in screen_text(app)
        session.tell(Progress(10, 30, 0, "", None, paused=True))
        await press(pilot)
        top = screen_text(app).splitlines()[0]
        assert "paused at 10/30" in top and "left" not in top
        session.tell(Progress(5, 9, 0, "", None, doing="linked"))
        await press(pilot)
        assert "linked 5/9" in screen_text(app)
        session.tell(Progress(6, 9, 0, "", None, paused=True, doing="linked"))
        await press(pilot)
        assert "linking paused at 6/9" in screen_text(app)
        session.tell(Progress(30, 30, 0, ""))
        await press(pilot)
        assert "30/30" not in screen_text(app)


@pytest.mark.parametrize("view", [(), ("enter",), ("g", "q")])
async def test_the_key_that_stops(
    app: OnrecordApp, session: CanalSession, view: tuple[str, ...]
) -> None:
    """P is taken everywhere; that it stops the analysis is held by test_pausing."""
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, *view, "P")
        assert "Nothing is being analysed." in screen_text(app)


async def test_errors_are_one_line(app: OnrecordApp, session: CanalSession) -> None:
    """However much there is to say, one line is shown, and M shows the rest."""
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        session.tell(Notice("a very long line " * 20, "error", "first\nsecond"))
        await press(pilot)
        last = screen_text(app).splitlines()[-1]
        assert last.startswith(" ✗ a very long") and last.rstrip().endswith("M: more")
        await press(pilot, "M")
        assert "second" in screen_text(app)
