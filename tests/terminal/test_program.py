"""The whole program, typed at in a terminal of its own; what it leaves on the disk is looked at."""

from __future__ import annotations

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from .emulator import Terminal
from .running import ARTICLES, PROGRAM, ROOT, environment, onrecord, quotes


@pytest.fixture
def reader(folder: Path, home: Path) -> Iterator[Terminal]:
    """The reader, open on the dossier with the first article in front."""
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        enter_first_article(terminal)
        yield terminal


FEW = (
    "compact-imposes-sanctions.md",
    "hallin-agreement.txt",
    "no-talks-under-searchlights.txt",
    "orta-dovask-toll-gate.txt",
    "strait-inspections-announced.txt",
)


def enter_first_article(terminal: Terminal, articles: int = ARTICLES) -> None:
    """Wait for the list and go into the article on top of it, at its first quotation."""
    terminal.wait(f"{articles} articles")
    terminal.settle()
    terminal.press("enter")
    terminal.wait(re.compile(r"\d+ quotations|quotation 1 of"))
    terminal.settle()
    if "quotation 1 of" not in terminal.text:  # the first words of an article may be one
        terminal.press("n")
    terminal.wait("quotation 1 of")


def place(quote: dict) -> tuple[str, int]:
    """Return where a quotation begins."""
    return quote["article"], quote["start"]


def unlike(found: list[dict], new: dict) -> bool:
    """Whether none of the quotations found has this speaker and these words."""
    keys = ("article", "start", "end", "speaker_name")
    return all(any(old[key] != new[key] for key in keys) for old in found)


def test_a_working_session(tmp_path: Path, home: Path) -> None:
    """Open, read, tag, memo, select, undo, correct, search, export, leave: all of it is on disk."""
    folder = tmp_path / "Halvar"
    folder.mkdir()
    for name in FEW:
        shutil.copy(ROOT / "src" / "onrecord" / "store" / "dossier" / name, folder)
    written = home / "evidence.md"
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        terminal.wait("5 articles", why="the list, before anything is analysed")
        terminal.wait(re.compile(r"\b5 articles · [1-9]\d quotations"), 90)
        terminal.wait(lambda: "/5" not in terminal.text, 90, "the end of the analysis")
        found = quotes(folder, home)
        enter_first_article(terminal, 5)

        terminal.press("t")
        terminal.wait("tab completes")
        terminal.settle()
        terminal.press("sanctions/threat", "enter")
        terminal.wait("#sanctions/threat")
        terminal.press("m")
        terminal.wait("ctrl+s saves")
        terminal.settle()
        terminal.press("Compare with Friday.", "enter", "Ask the ministry.", "ctrl+s")
        terminal.wait("✎ Compare with Friday.")
        terminal.press("space")
        terminal.wait("1 selected")

        terminal.press("n")
        terminal.wait("quotation 2 of")
        terminal.press("x")
        terminal.settle()
        terminal.press("u")
        terminal.wait(re.compile("Undone"))

        terminal.press("s")
        terminal.wait("Who said")
        terminal.settle()
        terminal.press("Ulla Brandt")
        terminal.wait("as you typed it")
        terminal.press("enter")
        terminal.settle()
        terminal.wait(re.compile("Ulla Brandt"))

        terminal.press("n")
        terminal.wait("quotation 3 of")
        terminal.press("B")
        terminal.wait("Boundaries")
        terminal.settle()
        terminal.press("h", "h", "enter")
        terminal.wait(lambda: "Boundaries" not in terminal.text, why="the end has been moved")

        terminal.press("g", "/")
        terminal.wait("Type what you look for")
        terminal.settle()
        terminal.press("sanctions AND strait", "enter")
        terminal.wait(re.compile(r"[1-9]\d* hits? in [1-5] article"))
        terminal.settle()
        terminal.press("S")
        terminal.wait("Keep this search as")
        terminal.settle()
        terminal.press("the strait", "enter")
        terminal.settle()
        terminal.press("escape")
        terminal.wait("quotation 3 of")

        terminal.press("e")
        terminal.wait("the selection")
        terminal.settle()
        terminal.press("enter")
        terminal.settle()
        terminal.press(str(written))  # takes the place of the name that was offered
        terminal.settle()
        terminal.press("enter")
        terminal.wait(written.exists, why="the exported file")
        terminal.settle()
        terminal.press("q")
        assert terminal.ended() == 0
        assert "\x1b[?1049l" in terminal.raw, "the screen is given back"
        assert "Traceback" not in terminal.raw

    kept = quotes(folder, home)
    tagged = [quote for quote in kept if quote["tags"]]
    assert [quote["tags"] for quote in tagged] == [["sanctions/threat"]]
    assert tagged[0]["memo"] == "Compare with Friday.\nAsk the ministry."
    said, moved = (new for new in kept if unlike(found, new))
    assert said["speaker_name"] == "Ulla Brandt"
    before = next(old for old in found if place(old) == place(moved))
    assert before["content"].startswith(moved["content"])
    assert before["end"] > moved["end"]
    told = onrecord("log", folder, home=home).stdout
    assert "Saved search: the strait" in told
    markdown = written.read_text("utf-8")
    assert "sanctions/threat" in markdown
    assert "Ask the ministry." in markdown
    assert re.search(r"(?m)^> ", markdown)
    assert sorted(p.name for p in folder.iterdir() if p.name != ".onrecord") == sorted(FEW)
    for name in FEW:
        assert (folder / name).read_bytes() == (
            ROOT / "src" / "onrecord" / "store" / "dossier" / name
        ).read_bytes()


@pytest.mark.parametrize(
    ("keys", "seen", "field", "value"),
    [
        (["t", "red-line", "enter"], "#red-line", "tags", ["red-line"]),
        (["m", "Really?", "ctrl+s"], "✎ Really?", "memo", "Really?"),
    ],
    ids=["tag", "memo"],
)
def test_a_kill_right_after_the_key_loses_nothing(
    reader: Terminal,
    folder: Path,
    home: Path,
    keys: list[str],
    seen: str,
    field: str,
    value: object,
) -> None:
    """What is on the screen as done is on the disk, though the program is killed at once."""
    opened, typed, saved = keys
    reader.press(opened)
    reader.settle()
    reader.press(typed)
    reader.settle()
    reader.press(saved, pause=0)
    reader.wait(seen)
    reader.kill()
    kept = [quote[field] for quote in quotes(folder, home) if quote[field]]
    assert kept == [value]


def test_a_selection_survives_a_kill(reader: Terminal, folder: Path, home: Path) -> None:
    """A single key, then SIGKILL: the next start shows it, and is not locked out."""
    reader.press("space", pause=0)
    reader.wait("1 selected")
    reader.kill()
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as again:
        again.wait("1 selected")
        assert "read only" not in again.text
        again.press("q")
        assert again.ended() == 0


def test_the_place_is_remembered(reader: Terminal, folder: Path, home: Path) -> None:
    """The next start opens an article where it was left."""
    reader.press("n", "n", pause=0.2)
    reader.wait("quotation 3 of")
    reader.settle()
    reader.press("q")
    assert reader.ended() == 0
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as again:
        again.wait(f"{ARTICLES} articles")
        again.settle()
        again.press("enter")
        again.wait("quotation 3 of")


def test_resizing(reader: Terminal) -> None:
    """Too small says so, narrow folds the panes away, wide shows them again."""
    reader.resize(40, 12)
    reader.wait(re.compile(r"needs \d+ x \d+"))
    reader.resize(80, 24)
    reader.wait("quotation 1 of")
    assert "ARTICLES" not in reader.text
    reader.resize(140, 40)
    reader.wait("ARTICLES")
    reader.wait("quotation 1 of")


def test_ctrl_c_and_signals_leave_the_terminal_as_it_was(folder: Path, home: Path) -> None:
    """A polite kill ends the program, gives the screen back and prints no traceback."""
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as terminal:
        terminal.wait(f"{ARTICLES} articles")
        terminal.settle()
        os.kill(terminal.process.pid, signal.SIGTERM)
        terminal.ended()
        assert "Traceback" not in terminal.raw


def test_no_colour_takes_nothing_away(folder: Path, home: Path) -> None:
    """Under NO_COLOR kinds and speakers are still told, and what colour there is is grey."""
    with Terminal([*PROGRAM, folder], environment(home, NO_COLOR="1"), folder=home) as terminal:
        enter_first_article(terminal)
        assert re.search("[❝~≈]", terminal.text)
        colours = re.findall(r"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw)
        assert [colour for colour in colours if len(set(colour)) > 1] == []


def test_a_dumb_terminal_gets_the_tables(folder: Path, home: Path) -> None:
    """TERM=dumb prints the facts, without a single control sequence."""
    with Terminal([*PROGRAM, folder], environment(home, TERM="dumb"), folder=home) as terminal:
        assert terminal.ended(60) == 0
        assert "Irena Dovask" in terminal.raw
        assert "\x1b" not in terminal.raw


def test_the_demo_in_a_pipe_prints_the_facts(demo: tuple[str, Path]) -> None:
    """Without a terminal `onrecord demo` prints articles, quotations, actors and links."""
    printed, _ = demo
    assert "\x1b" not in printed
    for words in ("Irena Dovask", "toll gate", "same statement", "2023-09-04"):
        assert words in printed
