"""The command line among others: streams closed, full or endless, typing errors, ctrl+c."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.analysis.pipeline import MODEL
from onrecord.tui.cli import extract, outcome
from onrecord.tui.cli import main as cli

from .conftest import Called
from .emulator import Terminal
from .running import COLD, PROGRAM, environment, onrecord

LINE = json.dumps({"id": "a", "text": "“The gate is shut,” Ines Valtorp said on Monday."})


def shell(
    command: str, home: Path, cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which ``$O`` is the program."""
    return subprocess.run(
        ["bash", "-c", command],
        env={**environment(home, **more), "O": f"{sys.executable} -m onrecord", "L": LINE},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=cwd,
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one line, ours, on standard error."""
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: ")
    assert "Errno" not in line
    return line


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ('echo "$L" | $O extract > /dev/full', "No space left"),
        ("$O quotes . > /dev/full", "No space left"),
        ("$O quotes . --json > /dev/full", "No space left"),
        ("$O > /dev/full", "No space left"),
        ("$O --help > /dev/full", "No space left"),
        ("PYTHONUNBUFFERED=1 $O quotes --help > /dev/full", "No space left"),
        ("$O extract <&-", "standard input is closed"),
        ("$O quotes . >&-", "standard output is closed"),
        ("$O extract /dev/zero", "device"),
        ("$O extract < /dev/zero", "device"),
        ("$O extract .", "folder"),
        ("$O extract nowhere.jsonl", "nowhere.jsonl: No such file"),
    ],
)
def test_streams_that_fail_are_one_line_and_status_1(
    command: str, words: str, home: Path, cold: Path
) -> None:
    """Nothing hangs, nothing is a traceback, nothing that was not written counts as done."""
    done = shell(command, home, cwd=cold)
    assert words in one_line(done)
    assert done.returncode == 1


def test_a_closed_standard_error_costs_only_what_is_told_there(home: Path, cold: Path) -> None:
    """What is printed stays the same, and no message goes to standard output in its stead."""
    (cold / "b.jsonl").write_text("no article\n")
    wanted = shell("$O quotes . --json", home, cwd=cold)
    assert wanted.stderr
    assert shell("$O quotes . --json 2>&-", home, cwd=cold).stdout == wanted.stdout


def test_the_end_of_a_pipe_ends_quietly(home: Path, blank: dict[str, str]) -> None:
    """The reader of our output may go: no word, and no more input is taken."""
    done = shell('yes "$L" | $O extract | head -n 1', home, home, **blank)
    assert json.loads(done.stdout)["id"] == "a"
    assert done.stderr == ""


def test_ctrl_c_ends_the_filter_in_the_middle_of_an_article(home: Path) -> None:
    """What is being analysed is not waited for; it would take far longer than all of this."""
    long = json.dumps({"id": "long", "text": "It is cold, Ines Valtorp said.\n" * 100_000})
    with subprocess.Popen(
        [*PROGRAM, "extract"],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin and program.stdout and program.stderr
        program.stdin.write(f"{LINE}\n{long}\n".encode())
        program.stdin.flush()
        assert program.stdout.readline()
        time.sleep(0.2)  # it may be anywhere in the second one
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == outcome.STOPPED
        assert program.stdout.read() == b""
        assert program.stderr.read() == b""


class Endless:
    """A file without lines that counts what is read of it."""

    def __init__(self, size: int, end: bytes = b"") -> None:
        self.left, self.end, self.most = size, end, 0

    def readline(self, limit: int) -> bytes:
        """Return the next bytes, as a file does."""
        self.most = max(self.most, limit)
        if not self.left:
            end, self.end = self.end, b""
            return end
        taken = min(limit, self.left)
        self.left -= taken
        return b"x" * taken


def test_a_line_too_long_is_refused_and_the_rest_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a line beyond all measure no more is held than tells so."""
    monkeypatch.setattr(extract, "LONGEST", 1_000)
    file = Endless(400_000_000, b"\n")
    given = list(extract.lines_of(file))  # type: ignore[arg-type]
    assert [len(line) for line in given] == [1_001]
    assert file.most <= 1 << 20
    with pytest.raises(extract.Refused, match="longer than"):
        extract._parsed(given[0])


def test_what_never_ends_in_a_line_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless line has an end for us."""
    monkeypatch.setattr(extract, "LONGEST", 1_000)
    monkeypatch.setattr(extract, "_ENDLESS", 10_000_000)
    with pytest.raises(extract.Refused, match="no JSON lines"):
        list(extract.lines_of(Endless(1 << 60)))  # type: ignore[arg-type]


def test_lines_in_hand_are_bounded_by_their_size() -> None:
    """Sixty-four long lines are not held at once."""
    waiting = extract._Waiting()
    assert waiting.add(extract.LONGEST)
    assert not waiting._has_room(1)


def test_what_json_knows_not_is_not_answered_with(home: Path, blank: dict[str, str]) -> None:
    """NaN and numbers without end come in from other programs; none goes out."""
    given = '{"id": NaN, "text": "x", "title": NaN}\n{"id": 1e999, "text": "x"}\n'
    given += '{"id": 2, "text": "x"}\n'
    (home / "in.jsonl").write_text(given)
    done = onrecord("extract", "in.jsonl", home=home, **blank)

    def refuse(word: str) -> None:
        raise AssertionError(word)

    answers = [json.loads(line, parse_constant=refuse) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["1", "2", 2]
    assert ["error" in answer for answer in answers] == [False, True, False]
    assert done.returncode == 1


@pytest.mark.parametrize(
    "line",
    [b"nope", b"\xff", b'{"id": 1' + b"0" * 9_000 + b"}", b"[" * 100_000, b"[]", b'{"id": 1}'],
)
def test_errors_are_in_our_words(line: bytes) -> None:
    """No message of Python's stands in an answer."""
    with pytest.raises(extract.Refused) as told:
        extract.article_from(extract._parsed(line), "1")
    assert not any(word in str(told.value) for word in ("Expecting", "codec", "sys.", "recursion"))


@pytest.mark.parametrize(
    ("arguments", "usage", "meant"),
    [
        (["serch", "F", "x"], "onrecord", "`search`"),
        (["qoutes", "F"], "onrecord", "`quotes`"),
        (["quotes", "F", "--jsn"], "onrecord quotes", "`--json`"),
        (["export", "F", "--ouptut=x.md"], "onrecord export", "`--output`"),
    ],
)
def test_a_typing_error_gets_usage_and_a_suggestion(
    arguments: list[str], usage: str, meant: str, called: Called
) -> None:
    """The usage is that of the command, what was meant is named, and the status is 2."""
    done = called(*arguments)
    assert done.returncode == outcome.MISUSED
    assert done.stderr.startswith(f"usage: {usage} [-h]")
    assert f"did you mean {meant}?" in done.stderr.splitlines()[-1]


def test_what_is_alike_by_its_hyphens_alone_is_not_suggested(called: Called) -> None:
    """`--remove` is not `--model`: the usage above says what there is."""
    done = called("tag", "F", "id", "harbour", "--remove")
    assert done.returncode == outcome.MISUSED
    assert done.stderr.endswith("there is no option --remove\n")


def test_a_folder_called_nearly_like_a_command_is_opened(
    called: Called, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No suggestion stands in the way of what is there."""
    (tmp_path / "quote").mkdir()
    (tmp_path / "quote" / "a.txt").write_text(COLD)
    monkeypatch.chdir(tmp_path)
    done = called("quote")
    assert done.returncode == 0
    assert "Ines Valtorp" in done.stdout


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ({"a.txt": b"It is cold."}, 0),
        ({"a.txt": b"It is cold.", "b.png": b"\x89PNG\r\n\x1a\n"}, 0),
        ({"b.png": b"\x89PNG\r\n\x1a\n"}, 1),
        ({"a.txt": b"It is cold.", "c.jsonl": b"nothing\n"}, 1),
        ({"c.jsonl": b'{"id": 1, "text": "Cold."}\n{"id": 1, "text": "Warm."}\n'}, 1),
    ],
    ids=["all read", "a picture beside", "a picture alone", "a line dropped", "an id twice"],
)
def test_what_was_not_read_is_in_the_exit_status(
    files: dict[str, bytes], status: int, called: Called, tmp_path: Path
) -> None:
    """What could not be read fails; what nobody takes for an article is only told."""
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done = called("quotes", tmp_path)
    assert done.returncode == status, done.stderr
    assert bool(done.stderr) == (len(files) > 1 or status == 1)


def test_versions_of_all_that_findings_rest_on(home: Path) -> None:
    """`--version` tells those of onrecord, spaCy and the pipeline."""
    lines = onrecord("--version", home=home).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["onrecord", "spacy", MODEL]
    assert all(line.split()[1][0].isdigit() for line in lines)


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completions_know_every_command(shell_name: str, called: Called) -> None:
    """The script names all commands and some options, and completes files where they belong."""
    done = called("completions", shell_name)
    assert done.returncode == 0
    assert [name for name in cli.COMMANDS if name not in done.stdout] == []
    assert "--speaker" in done.stdout or "-l speaker" in done.stdout
    files = {"bash": "_shtab_compgen_files", "zsh": "_files", "fish": "__fish_complete_path"}
    assert done.stdout.count(files[shell_name]) > 10


def test_the_reader_is_shown_where_standard_error_is_a_file(home: Path, tmp_path: Path) -> None:
    """`onrecord F 2>log` draws on the terminal, and nothing in the log."""
    (tmp_path / "a.txt").write_text(f"The gate is shut.\n\n{COLD}")
    log = tmp_path / "log"
    command = f'exec {sys.executable} -m onrecord "{tmp_path / "a.txt"}" 2>"{log}"'
    with Terminal(["bash", "-c", command], environment(home), folder=home) as terminal:
        terminal.wait("The gate is shut")
        terminal.press("q")
        assert terminal.ended() == 0
    assert log.read_text() == ""


def test_nothing_in_a_folder_is_passed_over_in_silence(called: Called, tmp_path: Path) -> None:
    """Linked folders, broken links and pipes are named; a linked file is one article."""
    folder = tmp_path / "folder"
    (tmp_path / "other").mkdir()
    folder.mkdir()
    (tmp_path / "other" / "b.txt").write_text("It is warm, Ole Brandvik said on Monday.")
    (folder / "a.txt").write_text(COLD)
    (folder / "again.txt").symlink_to("a.txt")
    (folder / "from-outside.txt").symlink_to(tmp_path / "other" / "b.txt")
    (folder / "linked").symlink_to(tmp_path / "other")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    done = called("quotes", folder, "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["article"] for row in rows] == ["a.txt", "from-outside.txt"]
    for name in ("linked", "gone.txt", "pipe.txt"):
        assert name in done.stderr
    assert done.returncode == 1


def test_a_file_that_its_link_names_is_read_under_it(called: Called, tmp_path: Path) -> None:
    """It is one article where its own name says nothing, and where it is a part of a page."""
    folder = tmp_path / "folder"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page.html").write_text(f"<p>{COLD}</p>")
    (folder / "real").write_text("It is warm, Ole Brandvik said on Monday.")
    (folder / "page_files" / "part.txt").write_text("It is dry, Ole Brandvik said on Monday.")
    (folder / "link.txt").symlink_to("real")
    (folder / "second.txt").symlink_to("real")
    (folder / "part.txt").symlink_to("page_files/part.txt")
    done = called("articles", folder, "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"link.txt", "part.txt"} <= {row["article"] for row in rows} <= {
        "link.txt", "part.txt", "page.html",
    }  # fmt: skip


@pytest.mark.parametrize("path", ["/dev/zero", "pipe.txt"])
def test_a_pipe_or_a_device_is_no_article(path: str, called: Called, home: Path) -> None:
    """It is refused before anybody waits for its end."""
    os.mkfifo(home / "pipe.txt")
    done = called("quotes", home / path)
    assert "pipe, socket or device" in done.stderr
    assert done.returncode == 1


def test_keys_are_a_persons_own_and_a_broken_file_is_told(called: Called, home: Path) -> None:
    """`onrecord keys` shows what holds; what is wrong with the file is in the status."""
    config = home / ".config" / "onrecord"
    config.mkdir(parents=True)
    (config / "keys.toml").write_text('[keys]\ncopy = ["f7", "g y"]\n')
    done = called("keys")
    assert "key: f7, g y;" in done.stdout
    assert done.returncode == 0, done.stderr
    for broken in ("[keys\n", "[keys]\nno_such_action = 'x'\n", "[keys]\ncopy = 7\n"):
        (config / "keys.toml").write_text(broken)
        done = called("keys")
        assert "keys.toml" in one_line(done)
        assert done.returncode == 1


@pytest.mark.parametrize(
    "command",
    [
        "$O extract pipe",
        "$O corrections . --import /dev/zero",
        "$O corrections . --import pipe",
        "$O import pipe.csv .",
        "$O verify pipe.csv .",
    ],
)
def test_no_file_that_is_named_is_waited_for(command: str, home: Path, tmp_path: Path) -> None:
    """A pipe without a writer and a device without an end are one line."""
    (tmp_path / "a.txt").write_text(COLD)
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.csv")
    done = shell(command, home, cwd=tmp_path)
    assert done.returncode == 1
    assert "pipe or device" in done.stderr or "nobody writes" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pipe_that_somebody_writes_to_is_read(home: Path, blank: dict[str, str]) -> None:
    """`<(command)` is a named pipe, too."""
    done = shell('$O extract <(sleep 1; echo "$L")', home, home, **blank)
    assert json.loads(done.stdout)["id"] == "a"
    assert (done.returncode, done.stderr) == (0, "")
