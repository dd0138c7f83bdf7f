"""Every command outside the reader: what it prints, what it leaves, how it fails."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli

from .conftest import Called
from .emulator import Terminal
from .running import PROGRAM, environment, quotes

HOSTILE = "\x1b]52;c;cm0gLXJm\x07\x1b[2J\x9b31m\u202e[/][bold]"
"""A clipboard write, an erased screen, a colour by C1, a reversed text, and markup."""

WITH_A_FOLDER = {
    "open": [],
    "quotes": [],
    "actors": [],
    "links": [],
    "export": ["--all"],
    "backups": [],
    "log": [],
    "corrections": ["--export", "out.json"],
    "search": ["anything"],
    "read": ["anything"],
    "statements": ["anybody"],
    "versions": [],
    "check": ["anything"],
    "codebook": [],
    "timeline": [],
    "review": [],
    "verify": [],
    "import": [],
    "merge": [],
    "news": [],
    "figures": [],
    "together": [],
    "people": [],
    "agreement": ["nowhere"],
    "analyse": [],
    "articles": [],
    "problems": [],
}

ELSEWHERE = {
    "add",
    "completions",
    "correct",
    "fetch",
    "map",
    "memo",
    "select",
    "tag",
    "tutor",
    "undo",
}
"""Commands that have tests of their own."""


@pytest.mark.parametrize("command", sorted(WITH_A_FOLDER))
def test_a_missing_folder_is_one_clear_line(command: str, called: Called, home: Path) -> None:
    """No command answers a mistyped path with a traceback."""
    done = called(command, home / "nowhere", *WITH_A_FOLDER[command])
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "nowhere" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert list(home.rglob("nowhere")) == [], "nothing is made in its place"


def test_every_command_is_tried() -> None:
    """The table above and the tests below leave no command out."""
    assert set(cli.COMMANDS) == {*WITH_A_FOLDER, *ELSEWHERE, "demo", "extract", "keys"}


def test_wrong_usage_says_how(called: Called) -> None:
    """Exit status 2, and the usage."""
    wrong = (["quotes"], ["export", "x", "--all", "--tag", "y"], ["quotes", "x", "--jsn"])
    empty = (["quotes", ""], ["export", "x", "--all", "-o", ""], ["check", "x", ""], [""])
    for arguments in (*wrong, *empty, ["search", "x", " "]):
        done = called(*arguments)
        assert done.returncode == 2
        assert "usage: onrecord" in done.stderr


def test_keys_are_printed(called: Called) -> None:
    """`onrecord keys` knows the ten keys of the README."""
    done = called("keys")
    assert done.returncode == 0, done.stderr
    for title in ("tag", "memo", "select", "speaker", "reject", "undo", "export", "help"):
        assert title in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["quotes"], "speaker: Irena Dovask"),
        (["actors"], "kind: person"),
        (["links"], "type: same statement"),
        (["search", "Gerrow"], "Gerrow"),
        (["log"], "what was done: 0"),
        (["codebook"], "codebook: 0 tags"),
        (["timeline", "--by", "speaker"], "Irena Dovask, 20"),
        (["review"], "review: "),
        (["check", "I shall have the radio mended"], "verbatim"),
        (["versions"], "Statement 1: "),
        (["statements", "Piet Gerrow"], "Piet Gerrow: person"),
        (["read"], "Quotation 1: "),
    ],
    ids=lambda given: given[0] if isinstance(given, list) else "",
)
def test_every_view_as_plain_text(
    folder: Path, called: Called, arguments: list[str], told: str
) -> None:
    """No colour and no box on the way to a screen reader; in a pipe there is none anyway."""
    command, *more = arguments
    if command == "read":
        more = ["no-talks-under-searchlights.txt"]
    done = called(command, folder, *more, "--plain")
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    assert not re.search("[\u2500-\u259f\x1b]", done.stdout)
    if command == "links":  # an article and its words are two things
        assert re.search(r"; here: ~?[\d-]+ [\w.-]+: \S", done.stdout)
    if command == "quotes":
        assert called(command, folder, *more).stdout == done.stdout


def test_what_is_not_there_is_said(folder: Path, called: Called) -> None:
    """An article, an actor that is not there, a query that cannot be read: one line each."""
    for arguments, status in (
        (["read", "x y z"], 1),
        (["statements", "x y z"], 1),
        (["timeline", "kind:green"], 2),
    ):
        done = called(arguments[0], folder, *arguments[1:])
        assert done.returncode == status
        assert len(done.stderr.strip().splitlines()) == 1 and "Traceback" not in done.stderr


def test_export_writes_once(folder: Path, home: Path, called: Called) -> None:
    """An existing file is not overwritten unless told; the contents are the speaker's."""
    out = home / "gerrow.md"
    done = called("export", folder, "--speaker", "Piet Gerrow", "-o", out)
    assert done.returncode == 0, done.stderr
    written = out.read_text("utf-8")
    assert "> And I shall have the radio mended" in written.replace('> "', "> ")
    assert "Irena Dovask" not in written
    out.write_text("mine", "utf-8")
    done = called("export", folder, "--all", "-o", out)
    assert done.returncode == 1
    assert out.name in done.stderr
    assert out.read_text("utf-8") == "mine"
    done = called("export", folder, "--all", "-o", out, "--force")
    assert done.returncode == 0, done.stderr
    assert "Irena Dovask" in out.read_text("utf-8")


def test_nothing_selected_is_said(folder: Path, called: Called) -> None:
    """An export without a choice needs a selection."""
    done = called("export", folder)
    assert done.returncode == 1
    assert "selected" in done.stderr
    assert done.stdout == ""


def test_a_reader_that_goes_away_is_no_error(folder: Path, home: Path) -> None:
    """`onrecord quotes FOLDER --json | head -1` ends quietly."""
    process = subprocess.Popen(
        [*PROGRAM, "quotes", str(folder), "--json"],
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    json.loads(process.stdout.readline())
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(30)


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of what people have lying around, one good article among it."""
    folder = tmp_path_factory.mktemp("bad") / "mixed"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.jsonl").write_text(
        '{"id": "good", "text": "“We stay,” Ana Brodin said."}\n{"id": "bad", "text":\n', "utf-8"
    )
    (folder / "picture.png").write_bytes(b"\x89PNG")
    words = f"“We {HOSTILE} shall wait,” said Ana Brodin on Tuesday."
    (folder / "hostile.txt").write_text(f"date 2023-05-02\n\n{words}\n", "utf-8")
    (folder / "\x1b[31mred\x1b]52;c;eA==\x07.txt").write_text("Ana Brodin said no.\n", "utf-8")
    return folder


def test_bad_files_are_named_and_the_rest_goes_on(bad_folder: Path, called: Called) -> None:
    """Each file that is not read has its line on standard error, pictures too; exit status 1."""
    done = called("quotes", bad_folder, "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in ("empty.txt", "binary.txt", "broken.jsonl", "picture.png"):
        assert name in done.stderr
    speakers = [json.loads(line)["speaker_name"] for line in done.stdout.splitlines()]
    assert speakers.count("Ana Brodin") >= 3


def test_hostile_text_is_harmless_in_tables(bad_folder: Path, called: Called) -> None:
    """Controls of articles and file names never reach the terminal; markup stays as it is."""
    done = called("open", bad_folder)
    for stream in (done.stdout, done.stderr):
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(stream)
    assert "[/][bold]" in done.stdout


def test_hostile_text_is_harmless_in_the_reader(
    bad_folder: Path, called: Called, home: Path
) -> None:
    """What the reader writes to a real terminal holds no control of an article's."""
    called("quotes", bad_folder)  # so that no analysis has to be waited for
    with Terminal([*PROGRAM, bad_folder], environment(home), folder=home) as terminal:
        terminal.wait("articles")
        terminal.settle()
        for _ in range(5):
            terminal.press("enter", "n", "escape", "j", pause=0.15)
        terminal.settle()
        assert "shall" in terminal.raw
        assert "\x1b]52" not in terminal.raw
        assert "\x9b" not in terminal.raw
        assert "\u202e" not in terminal.raw
        assert "Traceback" not in terminal.raw
        terminal.press("q", "q")


def test_an_empty_folder_says_what_is_looked_for(called: Called, home: Path) -> None:
    """The reader and the tables name the kinds of file that are read."""
    (home / "nothing").mkdir()
    done = called("quotes", home / "nothing")
    assert "web pages" in done.stderr
    with Terminal([*PROGRAM, home / "nothing"], environment(home), folder=home) as terminal:
        terminal.wait("PDFs, documents, mails")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_read_all_the_same(folder: Path, home: Path) -> None:
    """The notebook goes to the user's data directory."""
    folder.chmod(0o555)
    try:
        assert quotes(folder, home)
    finally:
        folder.chmod(0o755)


def test_a_second_reader_is_told_who_is_there(folder: Path, home: Path) -> None:
    """The second one reads, says that it cannot change anything, and does not."""
    with Terminal([*PROGRAM, folder], environment(home), folder=home) as first:
        first.wait("22 articles")
        first.settle()
        with Terminal([*PROGRAM, folder], environment(home), folder=home) as second:
            second.wait("read only")
            second.settle()
            second.press("enter", "n", "space", pause=0.2)
            second.settle()
            assert "1 selected" not in second.text
            second.press("q")
            assert second.ended() == 0
        first.press("enter", "n", "space", pause=0.2)
        first.wait("1 selected")
