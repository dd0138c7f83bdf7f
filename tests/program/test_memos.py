"""Memos on articles and actors leave with the work: in every format, merged, after a restart."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.exchange.files import read
from onrecord.store.export.notes import save as save_notes
from onrecord.store.export.protocol import EVERYTHING
from onrecord.tui.session.evidence import gather, written
from onrecord.tui.session.memos import About, actor_memo, memos
from onrecord.tui.session.session import Session

from ..store.exports import project as project_of
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


def test_formats_of_other_programs_have_them(session: Session, tmp_path: Path) -> None:
    """Annotations of whole articles and actors, descriptions, citations; none is a quotation."""
    noted = {"compare with the port's own", "the *first* report", "owns <two> boats"}
    page = json.loads(out(session, "x.jsonld"))
    items = page["first"]["items"]
    assert page["total"] == len(items)
    told = {it["body"][0]["value"]: it for it in items if it["motivation"] == "describing"}
    assert told.keys() == noted
    assert told["compare with the port's own"]["target"].endswith(":quiet.txt")
    assert "actor" in told["owns <two> boats"]["target"]
    (tmp_path / "x.jsonld").write_text(json.dumps(page), "utf-8")
    incoming = read(tmp_path / "x.jsonld")
    assert len(incoming.claims) == len(items) - 3 and not incoming.problems
    picked = list(session.all_quotations())
    project = project_of(written(session, picked, "All", Path("x.qdpx"), True))
    described = {it.text for it in project.iter("{*}Description")}
    assert noted <= described
    cases = {it.get("name"): it.findtext("{*}Description") for it in project.iter("{*}Case")}
    assert cases["Piet Haller"] == "owns <two> boats"
    assert "the *first* report" in out(session, "x.csl.json")
    assert "the *first* report" in out(session, "x.bib")
    assert "owns \\<two\\> boats" in out(session, "x.obsidian.md")
    made = gather(session, picked, "All", EVERYTHING, whole=True)
    save_notes(tmp_path / "notes", made, session.library)
    note = (tmp_path / "notes" / "actors" / "Piet Haller.md").read_text("utf-8")
    assert 'memo: "owns <two> boats"' in note.splitlines()
    notes = {it.name: it.read_text("utf-8") for it in (tmp_path / "notes" / "articles").iterdir()}
    assert [name for name, text in notes.items() if "port's own" in text] == ["Tide tables.md"]


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
