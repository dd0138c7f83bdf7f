"""The whole program started again: it is where it was left, however it was left."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest

from .emulator import Terminal
from .running import ARTICLES, PROGRAM, environment


@pytest.mark.parametrize("end", ["q", signal.SIGHUP, signal.SIGTERM], ids=["q", "HUP", "TERM"])
def test_the_next_start_is_where_the_last_one_ended(
    folder: Path, home: Path, end: str | signal.Signals
) -> None:
    """A key, a closed terminal, a polite kill: article, quotation, order and mark are kept."""
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        terminal.wait(f"{ARTICLES} articles")
        terminal.settle()
        terminal.press("O", "O")
        terminal.wait("title ↑")
        terminal.press("j", "j", "j", "enter")
        terminal.wait(re.compile(r"\d+ quotations"))
        terminal.press("n", "n")
        terminal.wait("quotation 2 of")
        terminal.press("K", "a")
        terminal.wait("Mark a")
        if isinstance(end, str):
            terminal.press(end)
        else:
            os.kill(terminal.process.pid, end)
        terminal.ended()
        assert "Traceback" not in terminal.raw
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        terminal.wait("quotation 2 of")
        terminal.wait("title ↑")
        terminal.press("G")
        terminal.settle()
        terminal.press("'", "a")
        terminal.wait("quotation 2 of")
