"""Workers with limits: killed and replaced, the rest is read; what was read is kept."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.library.catalogue import ScanStatus
from onrecord.store.library.extraction.sandbox import Sandbox
from onrecord.store.library.library import Library
from onrecord.store.library.readers import Item, Problem, ProblemKind
from onrecord.store.library.readers.summary import told

from . import making
from .making import LAST, MORE, SAID, page

READER = """
import os, time
from onrecord.store.library.readers import Item
from onrecord.store.library.readers.extracting import work

class Reader:
    suffixes = (".odd",)
    extracts = True
    def recognises(self, head, name):
        return head.startswith(b"ODD")
    def read(self, file, name):
        for line in file.read().decode().split("\\n")[1:]:
            if work().begin(f"{name}#{line}"):
                while line == "hang": pass
                if line == "doze": time.sleep(3)
                if line == "sleep": time.sleep(600)
                if line == "die": os._exit(9)
                if line == "eat": bytearray(40_000_000_000)
                yield Item(line, f"The words of {line}, which are enough.")
    def again(self, file, name, at):
        raise NotImplementedError
"""


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of somebody else's that adds a reader, for parts that hang, die and eat."""
    site = tmp_path / "site"
    (site / "odd-1.dist-info").mkdir(parents=True)
    (site / "odd_reader.py").write_text(READER)
    (site / "odd-1.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: odd\nVersion: 1\n"
    )
    (site / "odd-1.dist-info" / "entry_points.txt").write_text(
        "[onrecord.readers]\nodd = odd_reader:Reader\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(site))
    return tmp_path


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox with little patience."""
    made = Sandbox(seconds=4)
    yield made
    made.close()


def found(sandbox: Sandbox, path: Path) -> tuple[list[str], list[Problem]]:
    """Return the keys of what is read, and the problems."""
    each = list(sandbox.read(path, path.name, {}))
    keys = [it.key for it in each if isinstance(it, Item)]
    return keys, [it for it in each if isinstance(it, Problem)]


@pytest.mark.parametrize("fate", ["hang", "die"])
def test_a_part_that_takes_the_worker_with_it(odd: Path, sandbox: Sandbox, fate: str) -> None:
    """It is told; what stands before and behind it is read once."""
    path = odd / "a.odd"
    path.write_text(f"ODD\none\ntwo\n{fate}\nthree")
    keys, [problem] = found(sandbox, path)
    assert keys == ["one", "two", "three"]
    assert problem.where == f"a.odd#{fate}"
    assert ("took longer" if fate == "hang" else "crashed") in problem.message


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell its time")
def test_a_worker_that_gets_no_processor(odd: Path) -> None:
    """On a busy machine nothing is left out: what counts is what was spent on it."""
    path = odd / "a.odd"
    path.write_text("ODD\none\ndoze\ntwo")
    sandbox = Sandbox(seconds=2)
    try:
        assert found(sandbox, path) == (["one", "doze", "two"], [])
    finally:
        sandbox.close()


def test_a_worker_that_sleeps_for_ever(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is waited for some time longer by the clock, and then left out."""
    path = odd / "a.odd"
    path.write_text("ODD\none\nsleep\ntwo")
    sandbox = Sandbox(seconds=20)
    reading = sandbox.read(path, path.name, {})
    try:
        next(reading)
        with monkeypatch.context() as patched:
            patched.setattr("onrecord.store.library.extraction.sandbox.PATIENCE", 0.05)
            problem = next(reading)
        assert isinstance(problem, Problem) and "took longer" in problem.message
        assert [it.key for it in reading if isinstance(it, Item)] == ["two"]
    finally:
        sandbox.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit address space")
def test_a_worker_that_eats_memory(odd: Path, sandbox: Sandbox) -> None:
    """It gets no more than its limit, and says so."""
    path = odd / "a.odd"
    path.write_text("ODD\neat")
    with pytest.raises(Unreadable, match="memory"):
        found(sandbox, path)
    path.write_text("ODD\none")
    assert found(sandbox, path) == (["one"], [])


def test_modules_of_the_folder_are_never_imported(
    tmp_path: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of a stranger may hold a file called like a library of ours."""
    (tmp_path / "lxml.py").write_text("open('owned', 'w')")
    (tmp_path / "a.html").write_text(page())
    monkeypatch.chdir(tmp_path)
    keys, problems = found(sandbox, tmp_path / "a.html")
    assert (keys, problems) == ([""], [])
    assert not (tmp_path / "owned").exists()


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder as people have them."""
    folder = tmp_path / "pile"
    (folder / "saved_files").mkdir(parents=True)
    (folder / "saved.html").write_text(page(), "utf-8")
    (folder / "saved_files" / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (folder / "plain.txt").write_text(f"{SAID} {MORE}", "utf-8")
    (folder / "all.zip").write_bytes(making.package({"a.txt": SAID, "b.txt": MORE}))
    (folder / "scan.pdf").write_bytes(making.pdf([[]]))
    return folder


def opened(folder: Path) -> Library:
    """Open the library of a folder and look at its files."""
    library = Library.open([folder], data_dir=folder.parent / "data")
    library.scan()
    return library


def test_a_pile_is_read(pile: Path) -> None:
    """Every format from one folder; what is left out is listed each time."""
    library = opened(pile)
    there = ["all.zip#a.txt", "all.zip#b.txt", "plain.txt", "saved.html"]
    assert sorted(library.entries) == there
    assert library.article("all.zip#b.txt").text == MORE
    told = {problem.where: problem.kind for problem in library.problems()}
    assert told == {"photo.png": ProblemKind.PICTURE, "scan.pdf": ProblemKind.SCAN}
    library.close()
    library = opened(pile)
    assert {problem.where for problem in library.problems()} == set(told)
    assert library.article("saved.html").text.split("\n\n") == [SAID, MORE, LAST]
    library.close()


def test_what_did_not_change_is_not_read_again(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither when it is looked at again, nor when it is touched, nor when the list is lost."""
    opened(pile).close()
    monkeypatch.setattr(Sandbox, "read", lambda *_: pytest.fail("a file was read again"))
    os.utime(pile / "saved.html", ns=(10**18, 10**18))
    library = opened(pile)
    assert library.article("saved.html").text.startswith(SAID)
    library.close()
    (pile / ".onrecord" / "library.json").unlink()
    library = opened(pile)
    assert library.article("all.zip#a.txt").text == SAID
    library.close()


def test_kept_texts_can_be_deleted(pile: Path) -> None:
    """They are made again when they are asked for."""
    library = opened(pile)
    for kept in (pile / ".onrecord" / "texts").iterdir():
        kept.unlink()
    assert library.article("saved.html").text.startswith(SAID)
    library.close()


def test_a_page_that_changed_is_read_again(pile: Path) -> None:
    """Its text is the new one, also before the next look."""
    library = opened(pile)
    (pile / "saved.html").write_text(page(f"<p>{MORE}</p><p>{LAST}</p><p>New words.</p>"), "utf-8")
    assert library.article("saved.html").text.endswith("New words.")
    assert library.entries["saved.html"].status is ScanStatus.CHANGED
    assert library.scan().problems == []
    assert library.article("saved.html").text.endswith("New words.")
    library.close()


def test_a_page_too_heavy_is_refused(pile: Path) -> None:
    """One with hundreds of thousands of links is told in a line; the others are read."""
    links = "".join(f"<a href='/{n}'>number {n}</a>" for n in range(150_000))
    (pile / "heavy.html").write_text(page(links), "utf-8")
    deep = "<div>" * 100_000 + SAID + "</div>" * 100_000
    (pile / "deep.html").write_text(f"<html><body>{deep}", "utf-8")
    library = opened(pile)
    told = {problem.where: problem.message for problem in library.problems()}
    assert "longer than 3 MB" in told["heavy.html"]
    assert "saved.html" in library.entries
    assert ("deep.html" in told) or library.entries["deep.html"].words
    library.close()


def test_a_scan_that_is_stopped_goes_on(pile: Path) -> None:
    """What was read is kept; nothing counts as vanished."""
    library = opened(pile)
    library.stop()
    (pile / "more.html").write_text(page(), "utf-8")
    scan = library.scan()
    assert (scan.stopped, scan.vanished) == (True, [])
    library.close()
    library = Library.open([pile], data_dir=pile.parent / "data")
    assert library.scan().added == ["more.html"]
    library.close()


def test_a_place_leads_back_to_its_page(pile: Path) -> None:
    """The text of a document keeps a map to its pages."""
    pages = [[(60.0, 700.0, SAID)], [(60.0, 700.0, MORE), (60.0, 640.0, LAST)]]
    (pile / "two.pdf").write_bytes(making.pdf(pages))
    library = opened(pile)
    text = library.article("two.pdf").text
    assert library.place_of("two.pdf", text.index("Olga")) == "page 1"
    assert library.place_of("two.pdf", text.index("Nobody")) == "page 2"
    assert library.place_of("plain.txt", 3) == ""
    library.close()


def _mailbox() -> bytes:
    return "".join(
        f"From x Tue Mar  5 10:00:00 2024\nFrom: Ann Bell <a@quay.example>\nSubject: Port\n"
        f"Message-ID: <1>\nMIME-Version: 1.0\n\n{words}\n\n"
        for words in (SAID, MORE, MORE)
    ).encode()


def _feed() -> bytes:
    items = "".join(
        f"<item><guid>1</guid><title>Port</title><description>{words}</description></item>"
        for words in (SAID, MORE, MORE)
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def _posts() -> bytes:
    items = [{"id": "1", "content_text": words} for words in (SAID, MORE, MORE)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def _archive() -> bytes:
    return making.package({"1.zip": making.package({"a.txt": SAID}), "1.zip#a.txt": MORE})


@pytest.mark.parametrize(
    ("name", "data", "first"),
    [
        ("a.mbox", _mailbox(), "1"),
        ("a.xml", _feed(), "1"),
        ("a.json", _posts(), "1"),
        ("a.zip", _archive(), "1.zip#a.txt"),
    ],
    ids=["messages", "entries", "entries of JSON", "members"],
)
def test_articles_of_one_file_that_have_one_id(
    tmp_path: Path, name: str, data: bytes, first: str
) -> None:
    """Both are kept and it is told, as in files of records; nothing is said to be left out."""
    folder = tmp_path / "quay"
    folder.mkdir()
    (folder / name).write_bytes(data)
    library = Library.open([folder], data_dir=tmp_path / "data")
    library.scan()
    found = {key: library.article(key).text.strip() for key in library.entries}
    assert found == {f"{name}#{first}": SAID, f"{name}#{first} (2)": MORE}
    problems = library.problems()
    assert problems[0].message.endswith(f"it is kept as {first} (2)")
    assert {(it.where, it.kind) for it in problems} == {(f"{name}#{first}", ProblemKind.TWICE)}
    assert "left out" not in told(problems)
    library.close()


_LATE = {"text": SAID, "date": "2099-01-01"}
_CHANGED_LATE = {"text": SAID, "date": "2024-03-05", "modified": "2099-01-01"}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", json.dumps(_LATE).encode()),
        ("a.json", json.dumps(_LATE).encode()),
        ("a.txt", f"Source: The Quay\nDate: 2099-01-01\n\n{SAID}".encode()),
        ("2099-01-01.md", SAID.encode()),
        ("2099-01-01.vtt", f"WEBVTT\n\n00:01.000 --> 00:09.000\n{SAID}\n".encode()),
        ("2099-01-01.docx", making.docx(making.paragraph(SAID))),
        ("2099-01-01.pdf", making.pdf([[(60.0, 700.0, SAID), (60.0, 686.0, MORE)]])),
        ("changed.jsonl", json.dumps(_CHANGED_LATE).encode()),
        ("changed.json", json.dumps(_CHANGED_LATE).encode()),
        ("changed.txt", f"Source: The Quay\nUpdated: 2099-01-01\n\n{SAID}".encode()),
    ],
)
def test_a_day_yet_to_come(tmp_path: Path, name: str, data: bytes) -> None:
    """Whatever an article comes in, such a day is told once, and not believed."""
    folder = tmp_path / "quay"
    folder.mkdir()
    (folder / name).write_bytes(data)
    library = Library.open([folder], data_dir=tmp_path / "data")
    library.scan()
    [entry] = library.entries.values()
    assert (entry.stated.date or "2024-03-05", entry.modified) == ("2024-03-05", "")
    [problem] = library.problems()
    assert problem.kind is ProblemKind.DATE
    assert "2099-01-01" in problem.message
    library.close()
