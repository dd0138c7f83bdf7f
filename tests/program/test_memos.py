"""Memos on articles and actors leave with the work: in every format, merged, after a restart."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.exchange.files import read
from onrecord.tui.session.evidence import written
from onrecord.tui.session.memos import About, actor_memo, memos
from onrecord.tui.session.session import Session

from .conftest import Opener

SILENT = "quiet.txt"


@pytest.fixture
def session(folder: Path, opened: Opener) -> Session:
    """A session with memos on an article that quotes nobody, on one that does, and on an actor."""
    (folder / SILENT).write_text("Tide tables\n\nHigh water is at noon.\n", "utf-8")
    session = opened(folder)
    do = session.changes.do
    do(lambda book: book.articles.memo(SILENT, "compare with the port's own"))
    do(lambda book: book.articles.memo("first.txt", "the *first* report"))
    haller = next(a for a in session.actors().values() if a.name == "Piet Haller")
    do(lambda book: book.actors.note(haller.id, haller.name, "owns <two> boats"))
    do(lambda book: book.quotations.memo(session.quotations("first.txt")[0], "ask him"))
    return session


def out(session: Session, name: str, whole: bool = True) -> str:
    """Return everything, or what a selection of all quotations is, in a format."""
    picked = list(session.all_quotations())
    return written(session, picked, "All", Path(name), whole).decode("utf-8-sig")


def test_markdown_and_report_have_them(session: Session) -> None:
    """Articles without quotations and actors have their place, each memo once, nothing active."""
    for name in ("x.md", "x.obsidian.md"):
        text = out(session, name)
        assert text.count("compare with the port's own") == 1 and "Tide tables" in text
        assert text.count("the \\*first\\* report") == 1
    assert "## Memos on actors\n\n### Piet Haller\n\nowns \\<two\\> boats" in out(session, "x.md")
    report = out(session, "x.html")
    for memo in ("the *first* report", "compare with the port&#39;s own", "owns &lt;two&gt; boats"):
        assert report.count(memo) == 1
    assert "compare" not in out(session, "x.md", whole=False)  # it belongs to no quotation there


def test_tables_have_them(session: Session) -> None:
    """A quotation's row tells the memo on its article; another table has all memos."""
    session.changes.do(lambda book: book.codebook.describe("boats", "who owns them"))
    rows = [json.loads(line) for line in out(session, "x.jsonl").splitlines()]
    assert {r["article_memo"] for r in rows if r["article"] == "first.txt"} == {
        "the *first* report"
    }
    assert {r["article_memo"] for r in rows if r["article"] != "first.txt"} == {None}
    told = [json.loads(line) for line in out(session, "x.memos.jsonl").splitlines()]
    asked = next(q for q in session.quotations("first.txt") if q.memo)
    words = session.article("first.txt").text[asked.start : asked.end]
    assert {(row["about"], row["name"], row["memo"]) for row in told} == {
        ("quotation", words, "ask him"),
        ("article", "Tide tables", "compare with the port's own"),
        ("article", session.library.entries["first.txt"].title, "the *first* report"),
        ("actor", "Piet Haller", "owns <two> boats"),
        ("tag", "#boats", "who owns them"),
    }
    cells = list(csv.DictReader(io.StringIO(out(session, "x.memos.csv"))))
    assert [row["memo"] for row in cells] == [row["memo"] for row in told]


def test_the_sentence_around_goes_along(session: Session) -> None:
    """JSON lines and CSV have the sentences that a quotation stands in, Markdown where asked."""
    rows = [json.loads(line) for line in out(session, "x.jsonl").splitlines()]
    for row in rows:
        assert row["content"] in row["sentence"]
    longer = next(row for row in rows if len(row["sentence"]) > len(row["content"]))
    words = " ".join(longer["sentence"].split())[:20]
    assert f"In context: {words}" in out(session, "x.context.md")
    assert "In context" not in out(session, "x.md")


def test_they_stay_with_the_actor(session: Session, folder: Path, opened: Opener) -> None:
    """After a restart and a merge the memo is there; what came by name is found by it."""
    haller = next(a for a in session.actors().values() if a.name == "Piet Haller")
    brodin = next(a for a in session.actors().values() if a.name == "Ana Brodin")
    session.changes.do(lambda book: book.actors.note(brodin.id, brodin.name, "a second memo"))
    session.changes.do(lambda book: book.actors.merge([brodin, haller]))
    assert set(actor_memo(session, brodin).split("\n\n")) == {"owns <two> boats", "a second memo"}
    session.changes.do(lambda book: book.actors.note(brodin.id, brodin.name, "one memo"))
    assert actor_memo(session, brodin) == "one memo"
    for _ in range(3):
        session.changes.undo()
    session.close()
    session = opened(folder)
    haller = next(a for a in session.actors().values() if a.name == "Piet Haller")
    assert actor_memo(session, haller) == "owns <two> boats"
    session.notebook.adopt(
        "theirs", [("actors", "name:Ana Brodin", {"name": "Ana Brodin", "memo": "from afar"})]
    )
    brodin = next(a for a in session.actors().values() if a.name == "Ana Brodin")
    assert actor_memo(session, brodin) == "from afar"
    session.changes.do(lambda book: book.actors.note(brodin.id, brodin.name, "mine"))
    assert [it.memo for it in memos(session) if it.about is About.ACTOR] == [
        "owns <two> boats",
        "mine",
    ] or actor_memo(session, brodin) == "mine"


@pytest.mark.parametrize("held", ["memos", "actors", "links", "memos.jsonl", "actors.jsonl"])
def test_what_tables_name_is_no_tag(session: Session, tmp_path: Path, held: str) -> None:
    """A table of memos or actors that comes in again is refused: its names would become tags."""
    path = tmp_path / (f"x.{held}" if "." in held else f"x.{held}.csv")
    path.write_text(out(session, path.name), "utf-8")
    with pytest.raises(Unreadable, match=held if "." not in held else "is a quotation"):
        read(path)
