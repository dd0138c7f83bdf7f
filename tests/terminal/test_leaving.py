"""Signals at any moment: the program ends, the terminal is as it was, no traceback is seen."""

from __future__ import annotations

import contextlib
import os
import random
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from .emulator import Terminal
from .running import ARTICLES, PROGRAM, environment

POLITE = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
KEYS = (
    ["g", "q"], ["g", "a"], ["g", "t"], ["g", "c"], ["g", "r"], ["g", "d"], ["g", "m"], ["g", "f"],
    ["g", "/", "s", "e"], ["m"], ["t"], ["s"], ["?"], ["e"], ["T"], ["f"], ["ctrl+p", "a"],
    ["j", "j", "j"], ["enter", "n", "g", "s"], ["enter", "n", "m"], ["enter", "n", "B"],
)  # fmt: skip
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
ENTERS, LEAVES = "\x1b[?1049h", "\x1b[?1049l"
"""What switches to the alternate screen, and back."""

SEEDS = [*range(1, 5), *(pytest.param(n, marks=pytest.mark.slow) for n in range(5, 205))]


def complaints(raw: str) -> list[str]:
    """Return the words of a traceback in what a program wrote."""
    words = r"Traceback|\w+Error\b|NoMatches|never awaited|destroyed"
    return re.findall(words, _CONTROL.sub("", raw))


@pytest.mark.parametrize("seed", SEEDS)
def test_signals_at_any_moment(
    analysed_dossier: Path, tmp_path: Path, home: Path, seed: int
) -> None:
    """One to three signals while it starts, or while views come and go."""
    chance = random.Random(seed)
    folder = Path(shutil.copytree(analysed_dossier, tmp_path / "Halvar"))
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        if chance.random() < 0.5:
            time.sleep(chance.uniform(0.05, 1.5))
        else:
            terminal.wait(f"{ARTICLES} articles")
            for key in [*chance.choice(KEYS), *chance.choice(KEYS)]:
                terminal.press(key, pause=chance.choice([0, 0, 0.01, 0.1]))
            time.sleep(chance.choice([0, chance.uniform(0, 0.05)]))
        for _ in range(chance.randint(1, 3)):
            if terminal.process.poll() is None:
                os.kill(terminal.process.pid, chance.choice(POLITE))
            time.sleep(chance.choice([0, chance.uniform(0, 0.02), chance.uniform(0, 0.3)]))
        status = terminal.ended(60)
        assert complaints(terminal.raw) == []
        assert terminal.raw.count(ENTERS) == terminal.raw.count(LEAVES)
        if ENTERS in terminal.raw:
            assert status >= 0, "where it has the terminal, it ends by itself"


def test_two_signals_before_the_first_paint(
    analysed_dossier: Path, tmp_path: Path, home: Path
) -> None:
    """As soon as the terminal is taken over, signals are heard: the screen is given back."""
    folder = Path(shutil.copytree(analysed_dossier, tmp_path / "Halvar"))
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        terminal.wait(lambda: ENTERS in terminal.raw)
        os.kill(terminal.process.pid, signal.SIGTERM)
        os.kill(terminal.process.pid, signal.SIGTERM)
        assert terminal.ended(60) == 0
        assert terminal.raw.count(LEAVES) == 1
        assert complaints(terminal.raw) == []


def test_a_signal_once_the_screen_is_given_back(
    analysed_dossier: Path, tmp_path: Path, home: Path
) -> None:
    """Who leaves and shuts the window at once does not cut the library's closing off."""
    folder = Path(shutil.copytree(analysed_dossier, tmp_path / "Halvar"))
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        terminal.wait(f"{ARTICLES} articles")
        terminal.press("q", pause=0)
        terminal.wait(lambda: LEAVES in terminal.raw)
        for number in POLITE:
            with contextlib.suppress(ProcessLookupError):
                os.kill(terminal.process.pid, number)
        assert terminal.ended(60) == 0
