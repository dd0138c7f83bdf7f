"""The documents say what is there, and nothing in the project speaks of one machine."""

import argparse
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from onrecord.tui.cli import main as cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MACHINE = re.compile(r"(?<![\w./])/(?:work|root|home(?!/ann\b)|Users|opt)/\w")
"""A path of some machine; Ann is the person of our examples."""


def tracked() -> list[Path]:
    """Return the text files that belong to the project."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    binary = {".png", ".npz", ".npy", ".gz", ".bin", ".zst"}
    return [path for path in paths if path.is_file() and path.suffix not in binary]


def commands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command."""
    actions = cli.build_parser()._actions
    found = [a.choices for a in actions if isinstance(a, argparse._SubParsersAction)]
    assert len(found) == 1
    return dict(found[0])


def section(command: str) -> str:
    """Return what the manual says of one command."""
    manual = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    found = re.search(rf"(?ms)^## onrecord {command}\b.*?(?=^## |\Z)", manual)
    assert found, f"docs/command-line.md has no section on `{command}`"
    return found[0]


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_and_flag_is_in_the_manual(command: str) -> None:
    """The manual has a section for each command that names each of its flags."""
    text = section(command)
    flags = [
        flag
        for action in commands()[command]._actions
        for flag in action.option_strings
        if flag not in ("-h", "--help")
    ]
    assert [flag for flag in flags if f"`{flag}" not in text] == []


def test_the_manual_describes_no_command_or_flag_that_is_gone() -> None:
    """Each section of the manual is a command, each flag it names exists."""
    manual = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    described = set(re.findall(r"(?m)^## onrecord (\w+)", manual))
    assert described == set(commands())
    for command, parser in commands().items():
        known = {flag for action in parser._actions for flag in action.option_strings}
        named = set(re.findall(r"`(--?[a-z][\w-]*)", section(command)))
        assert named - known == set(), command


def test_the_readme_names_every_command() -> None:
    """A reader of the README meets every command."""
    assert [name for name in commands() if f"onrecord {name}" not in README] == []


def test_the_keys_of_the_readme_are_those_of_the_reader() -> None:
    """Every key that the README names does something."""
    from onrecord.tui.reader.actions import every

    known = {key for action in every() for key in action.keys}
    known |= {key.split()[0] for key in known}  # the first stroke of a sequence
    table = README[README.index("## Ten keys") : README.index("## How to read")]
    named = set(re.findall(r"`([^`]{1,6})`", table)) - {"onrecord"}
    assert len(named) >= 20
    assert named - known == set()


def test_targets_named_in_the_documents_exist() -> None:
    """`make X` in a document is a target of the Makefile."""
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text("utf-8")))
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
    for path in documents:
        named = set(re.findall(r"(?m)(?:`|^ *)make ([a-z]+)", path.read_text("utf-8")))
        assert named - targets == set(), path.name


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link and picture in a document is a file of the project."""
    documents = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in documents
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8"))
        if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert dead == []


def test_the_changelog_knows_this_version() -> None:
    """The version that is installed has an entry."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_file_names_a_path_of_a_machine() -> None:
    """Nothing depends on where its author's files lay."""
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in tracked()
        if path != Path(__file__)
        for match in MACHINE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


def test_the_check_for_machine_paths_can_fail() -> None:
    """The pattern sees paths of machines, and lets addresses and relative paths be."""
    assert MACHINE.search("open('/home/" + "ada/x')")
    assert MACHINE.search("cd /work/" + "main")
    assert not MACHINE.search("https://example.org/home/page")
    assert not MACHINE.search("docs/work/x")


def test_nothing_is_left_to_do() -> None:
    """No code carries a note that it is unfinished."""
    word = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if word.search(line)
    ]
    assert found == []
