"""What keeps the screen quick: long lists are no matter for the garbage collector."""

from __future__ import annotations

import gc
import weakref

from onrecord.tui.reader.app import OnrecordApp
from onrecord.tui.reader.process import (
    collect_from_now_on,
    collect_nothing_yet,
    rest_from_collecting,
)

from .conftest import settle


class Thing:
    """Something that can be watched going away."""


def test_what_is_in_memory_is_left_alone() -> None:
    """What is held is not looked through any more, and still goes away with its last holder."""
    held = [Thing() for _ in range(1000)]
    gone = weakref.ref(held[0])
    before = gc.get_freeze_count()
    try:
        rest_from_collecting()
        assert gc.get_freeze_count() >= before + len(held)
        assert len(gc.get_objects()) < len(held)
        held.clear()
        assert gone() is None
    finally:
        gc.unfreeze()


async def test_garbage_is_collected_once_the_list_is_painted(app: OnrecordApp) -> None:
    """A start collects nothing; what it has made stays out of later collections."""
    collect_nothing_yet()
    try:
        assert not gc.isenabled()
        async with app.run_test() as pilot:
            await settle(pilot)
            assert gc.isenabled() and gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()


def test_what_goes_on_collecting_is_let_go_on() -> None:
    """Who never stopped collecting finds nothing changed."""
    before = gc.get_freeze_count()
    collect_from_now_on()
    assert gc.isenabled() and gc.get_freeze_count() == before
