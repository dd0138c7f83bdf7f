"""What can wait is done seldom, and in the end."""

from __future__ import annotations

from functools import partial

import pytest

from onrecord.tui.session import seldom
from onrecord.tui.session.seldom import Seldom


def test_the_last_is_done_after_a_rest_and_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first is done at once, then one in twenty times as long, at the end what waits."""
    now, done = [100.0], []
    monkeypatch.setattr("time.monotonic", lambda: now[0])

    def work(name: str) -> None:
        done.append(name)
        now[0] += 1

    keeping = Seldom()
    for name in ("first", "second", "third"):
        keeping.do(partial(work, name))
    assert done == ["first"]
    now[0] += seldom.REST
    keeping.do(lambda: work("fourth"))
    keeping.do(lambda: work("fifth"))
    assert done == ["first", "fourth"]
    keeping.finish()
    keeping.finish()
    assert done == ["first", "fourth", "fifth"]
