"""Who asks for quotations waits for no links, and a start reads nothing that has not changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.analysis.actors import resolve
from onrecord.analysis.actors.register import Identity, Local, Register
from onrecord.analysis.links import Linker
from onrecord.store.library.cache import Cache
from onrecord.store.storage import CheckedStorage
from onrecord.tui.session.dating import Dating
from onrecord.tui.session.evidence import markdown
from onrecord.tui.session.statements import lines_of

from .conftest import Opener


def test_nothing_is_linked_before_a_link_is_asked_for(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quotations and actors are there without a link; the first link that is wanted makes all."""
    linked: list[str] = []
    add = Linker.add

    def noted(linker: Linker, *item: object) -> None:
        linked.append(item[0].id)  # type: ignore[attr-defined]
        add(linker, *item)  # type: ignore[arg-type]

    monkeypatch.setattr(Linker, "add", noted)
    session = opened(folder)
    assert list(session.all_quotations()) and session.actors()
    assert list(lines_of(session))
    assert not linked
    session.links.of("first.txt")
    session.links.of("second.txt")
    assert sorted(linked) == ["first.txt", "second.txt"]


def test_an_export_has_its_links(folder: Path, opened: Opener) -> None:
    """A format with links gets them, though nothing was linked before."""
    session = opened(folder)
    late = markdown(session, list(session.all_quotations()), "x")
    assert markdown(session, list(session.all_quotations()), "x") == late


def test_a_start_reads_no_findings(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing has changed, actors and dates are there without a look at any article."""
    before = opened(folder)
    known = before.indexer.knowledge
    before.close()
    monkeypatch.setattr(Cache, "get", lambda *_: pytest.fail("read"))
    monkeypatch.setattr("onrecord.store.library.library.Library.article", lambda *_: 1 / 0)
    session = opened(folder)
    assert session.indexer.knowledge.resolution == known.resolution
    assert session.indexer.knowledge.published == known.published
    assert not session.notices()


def test_a_start_after_articles_have_come_finds_who_is_new(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has nothing to do with whom they name is taken as kept; all are known as from scratch."""
    opened(folder).close()
    (folder / "late.txt").write_text("“We leave the quay,” Mira Sandor said.\n", "utf-8")
    entered: set[str] = set()
    original = Register.enter

    def enter(self: Register, local: Local) -> Identity | None:
        entered.add(local.actor.name)
        return original(self, local)

    with monkeypatch.context() as patched:
        patched.setattr(Register, "enter", enter)
        session = opened(folder)
    assert entered == {"Mira Sandor"}
    found = session.indexer.knowledge.found
    named = [(name, session.findings(name)) for name in sorted(session.library.entries)]
    assert found.actors == resolve([(name, it) for name, it in named if it]).actors


@pytest.mark.parametrize("damage", [None, lambda row: row[:-3], lambda row: row[:40] + b"\xff"])
def test_what_dated_articles_tell_is_kept(
    folder: Path,
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    damage: Callable[[bytes], bytes] | None,
) -> None:
    """When an article has come their texts are not read again, and dates are as from scratch."""
    undated = (
        "“We have nothing to hide,” Ana Brodin said of the harbour of Tesk. The gate was shut."
    )
    opened(folder).close()
    if damage:
        parts = sqlite3.connect(next(folder.rglob("parts.db")), isolation_level=None)
        rows = parts.execute("select key, value from parts where kind = 'told'").fetchall()
        assert rows
        for key, value in rows:
            parts.execute("update parts set value = ? where key = ?", (damage(value), key))
        parts.close()
    (folder / "late.txt").write_text(undated, "utf-8")
    read: list[str] = []
    original = Dating._take
    monkeypatch.setattr(Dating, "_take", lambda *args: read.append(args[2]) or original(*args))
    session = opened(folder)
    grown = session.indexer.knowledge.published
    session.close()
    assert set(read) == ({"late.txt", "first.txt", "second.txt"} if damage else {"late.txt"})
    for path in [*folder.rglob("parts.db"), *folder.rglob("conclusions.json")]:
        path.unlink()
    assert opened(folder).indexer.knowledge.published == grown


@pytest.mark.parametrize("more", [[-1], []])
def test_kept_actors_of_something_else_are_found_anew(
    folder: Path, opened: Opener, more: list[int]
) -> None:
    """A file that names too many in an article, or whom it does not tell of, costs the time."""
    opened(folder).close()
    (folder / "late.txt").write_text("“We leave the quay,” Mira Sandor said.\n", "utf-8")
    path = next(folder.rglob("conclusions.json"))
    tables = CheckedStorage(path).read() or {}
    [row] = tables["actors"].values()
    row["id"].append("nobody")
    row["of"][1] = [[len(row["id"]) - 1] * len(ids) + more for ids in row["of"][1]]
    CheckedStorage(path).write(tables)
    session = opened(folder)
    assert {"Mira Sandor", "Ana Brodin"} <= {it.name for it in session.actors().values()}
    assert not session.notices()


def test_damaged_findings_are_made_anew(folder: Path, opened: Opener) -> None:
    """What is kept of an article and damaged is found out at the start, and mended."""
    before = opened(folder)
    said = list(before.all_quotations())
    path = before.library.cache.path(before.library.entries["first.txt"].version)
    before.close()
    path.write_bytes(path.read_bytes()[:-9] + b"123456789")
    session = opened(folder)
    assert list(session.all_quotations()) == said


def test_links_are_kept(folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the next start the links are there without any text being read."""
    (folder / "third.txt").write_text(
        (folder / "first.txt").read_text("utf-8") + "More.\n", "utf-8"
    )
    before = opened(folder)
    made = {name: before.links.of(name) for name in before.library.entries}
    assert any(made.values())
    before.close()
    with monkeypatch.context() as patched:
        patched.setattr(Linker, "add", lambda *_: pytest.fail("linked"))
        session = opened(folder)
        assert {name: session.links.of(name) for name in session.library.entries} == made
        session.close()
    (folder / "third.txt").unlink()
    session = opened(folder)
    assert all(it.b.article != "third.txt" for it in session.links.of("first.txt"))


@pytest.mark.parametrize("late", [True, False])
def test_links_that_are_asked_for_too_early_come_all_the_same(
    folder: Path, opened: Opener, late: bool
) -> None:
    """The article that a start begins with is asked for before anything is known of links."""
    (folder / "third.txt").write_text(
        (folder / "first.txt").read_text("utf-8") + "More.\n", "utf-8"
    )
    before = opened(folder)
    made = {name: before.links.of(name) for name in before.library.entries}
    before.close()
    session = opened(folder, wait=False)
    assert not any(session.links.of(name) for name in made)
    session.start(lambda event: None, links_late=late)
    assert session.indexer.wait(60)
    assert {name: session.links.of(name) for name in made} == made != {}


@pytest.mark.parametrize("damage", [b"no database", b""])
def test_a_damaged_file_of_links_costs_only_time(
    folder: Path, opened: Opener, damage: bytes
) -> None:
    """Links are made again, and kept again at the start after that."""
    before = opened(folder)
    made = {name: before.links.of(name) for name in before.library.entries}
    before.close()
    (before.library.cache.folder / "links.db").write_bytes(damage)
    for _ in range(2):
        session = opened(folder)
        assert {name: session.links.of(name) for name in session.library.entries} == made
        session.close()
