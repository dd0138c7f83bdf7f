"""The contract for programs: articles and problems, as JSON, without any analysis."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from onrecord.tui.cli.main import main
from onrecord.tui.session.events import READ, Event, Progress
from onrecord.tui.session.session import Session

WORDS = "“We sail at dawn,” said Olga Brandt. Nobody in the yard of Marnhaven could say when. "
PAGE = f"""<html lang="en"><head><title>Port opens | The Quay</title>
<meta property="og:site_name" content="The Quay"><meta name="author" content="Ann Larsen">
<link rel="canonical" href="https://quay.example/port">
<meta property="article:published_time" content="2024-03-05T10:00:00+01:00">
<meta property="article:modified_time" content="2024-03-07T10:00:00+01:00"></head>
<body><article><h1>Port opens</h1><p>{WORDS * 2}</p><p>{WORDS * 2}</p></article></body></html>"""


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, a text, its copy, and a file that cannot be read."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, "utf-8")
    (folder / "a.txt").write_text(WORDS, "utf-8")
    (folder / "b.txt").write_text(WORDS, "utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 rubbish")
    return folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Run a command; return its exit status and the objects that it prints."""
    status = main(arguments)
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_articles(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each article with all that is known of it, null for what is not."""
    status, rows = run(capsys, "articles", str(pile), "--json", "--text")
    assert status == 1
    page = next(row for row in rows if row["path"] == "page.html")
    text = page.pop("text")
    assert page == {
        "article": "page.html",
        "path": "page.html",
        "title": "Port opens",
        "author": "Ann Larsen",
        "published": "2024-03-05",
        "precision": "day",
        "basis": "metadata",
        "modified": "2024-03-07",
        "source": "The Quay",
        "url": "https://quay.example/port",
        "language": "en",
        "copy_of": None,
        "words": len(text.split()),
        "gone": False,
    }
    assert text == "\n\n".join([(WORDS * 2).strip()] * 2)
    assert [(row["article"], row["copy_of"]) for row in rows if row["path"] != "page.html"] == [
        ("a.txt", None),
        ("b.txt", "a.txt"),
    ]


def test_a_reprint_is_a_copy(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that is nearly another one names it, without any analysis."""
    story = " ".join(
        f"The vote of day {n} in hall {n * 7} ended with a quarrel." for n in range(60)
    )
    (pile / "c.txt").write_text(f"date 2024-03-01 {story}", "utf-8")
    (pile / "d.txt").write_text(f"date 2024-03-02 {story} So it was told.", "utf-8")
    _, rows = run(capsys, "articles", str(pile), "--json")
    assert {row["article"]: row["copy_of"] for row in rows}["d.txt"] == "c.txt"


def test_problems(pile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where and why, each time it is asked; without any the exit status is 0."""
    for _ in range(2):
        status, rows = run(capsys, "problems", str(pile), "--json")
        assert status == 1
        assert [row["where"] for row in rows] == ["broken.pdf"]
        assert set(rows[0]) == {"where", "message"}
    (pile / "broken.pdf").unlink()
    assert run(capsys, "problems", str(pile), "--json") == (0, [])
    status, rows = run(capsys, "articles", str(pile), "--json")
    assert (status, len(rows), "text" in rows[0]) == (0, 3, False)


def test_nothing_is_analysed(
    pile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No pipeline is loaded for either."""
    monkeypatch.setattr("onrecord.analysis.pipeline.load", lambda *_: pytest.fail("analysed"))
    run(capsys, "articles", str(pile), "--json")
    run(capsys, "problems", str(pile), "--json")
    assert not list((pile / ".onrecord").glob("cache/??/*"))


def test_a_mapping_is_shown_changed_and_kept(
    pile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a person says of a file's fields holds from then on, for all such files."""
    head = "Kopf,Lauftext,Anmerkung"
    note = "Only a note of the archive, which is longer than the text by far. " * 8
    (pile / "t.csv").write_text(f'{head}\nPort opens,"{WORDS}","{note}"\n', "utf-8")
    _, [shown] = run(capsys, "map", str(pile / "t.csv"), "--json")
    assert shown["mapping"]["text"] == "Anmerkung"
    _, rows = run(capsys, "articles", str(pile), "--json", "--text")
    assert [row["text"] for row in rows if row["path"] == "t.csv"] == [note]
    status, [shown] = run(capsys, "map", str(pile / "t.csv"), "--json", "--set", "text=Lauftext")
    assert (status, shown["mapping"]["text"]) == (0, "Lauftext")
    _, rows = run(capsys, "articles", str(pile), "--json", "--text")
    assert [row["text"].strip() for row in rows if row["path"] == "t.csv"] == [WORDS.strip()]


@pytest.mark.parametrize("change", ["text=Nowhere", "nothing=title", "text"])
def test_a_mapping_that_cannot_be(
    pile: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    """It is refused with what there is."""
    (pile / "t.csv").write_text(f'title,text\nPort opens,"{WORDS}"\n', "utf-8")
    assert main(["map", str(pile / "t.csv"), "--set", change]) == 1
    assert "field" in capsys.readouterr().err.lower()


def test_a_long_look_shows_what_it_has_read(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are listed while others are still being read, with how far it is."""
    for seconds in ("SOON", "SHOW"):
        monkeypatch.setattr(f"onrecord.tui.session.reports.{seconds}", 0.0)
    told: list[tuple[int, int, int]] = []
    seen = threading.Event()
    with Session.open([pile]) as session:

        def listen(event: Event) -> None:
            if isinstance(event, Progress) and event.doing == READ:
                told.append((event.done, event.total, len(session.rows())))
            elif isinstance(event, Progress) and told:
                seen.set()

        session.start(listen)
        assert seen.wait(120)
    assert {total for _, total, _ in told} == {4}
    assert told == sorted(told)
    assert told[-1][2] >= 1
