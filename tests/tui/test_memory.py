"""What keeps the screen quick: long lists are no matter for the garbage collector."""

from __future__ import annotations

import gc
import weakref

from tui.screens.memory import rest_from_collecting


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
