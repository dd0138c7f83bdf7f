"""Ctrl+C while pages are read for the first time: it stops, and goes on next time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from benchmarks.page_parts import Story
from benchmarks.page_templates import TEMPLATES

from .emulator import Terminal
from .running import PROGRAM, environment, onrecord
from .test_leaving import complaints

PAGES = 200
TEMPLATE = TEMPLATES["wordpress"]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of saved pages that nobody has opened yet."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(PAGES):
        said = [f"“Ship {number} sails at dawn,” said Olga Brandt, the harbour master."] * 3
        more = [f"The union of dockers of yard {number} voted on the offer in a hall."] * 5
        page, _ = TEMPLATE(Story(f"Port {number}", "Ann Larsen", "2024-03-05", said + more))
        (folder / f"{number:03}.html").write_text(page, "utf-8")
    return folder


def packs(folder: Path) -> int:
    """Return how many pages have been read."""
    return sum(1 for _ in (folder / ".onrecord").rglob("*.texts"))


@pytest.mark.slow
@pytest.mark.parametrize("command", [["articles"], ["analyse"], []], ids=["list", "work", "reader"])
def test_reading_pages_stops_and_goes_on(pages: Path, home: Path, command: list[str]) -> None:
    """No traceback, nothing lost: what was read is kept, the next start reads the rest."""
    with Terminal([*PROGRAM, *command, pages], environment(home), folder=home) as terminal:
        while packs(pages) < 20:
            assert terminal.process.poll() is None
            time.sleep(0.02)
        terminal.press("ctrl+c")
        status = terminal.ended(30)
    assert complaints(terminal.raw) == []
    assert status == (130 if command else 0)
    kept = packs(pages)
    assert 20 <= kept < PAGES, "it stopped before the end"
    done = onrecord("articles", pages, "--json", home=home)
    assert len(done.stdout.splitlines()) == packs(pages) == PAGES
