"""Searching a library of real files, analysed as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.search import parse, places
from onrecord.store.search.index import NAME
from onrecord.tui.cli.search import as_dict, hits_of
from onrecord.tui.session.changes import NotDone
from onrecord.tui.session.events import Event, Indexed
from onrecord.tui.session.session import Session

from .conftest import FIRST, Opener


def found(session: Session, query: str) -> list[tuple[str, str]]:
    """Return the articles and words that a query finds, once every text can be searched."""
    assert session.search.wait(30)
    texts = {row.id: session.article(row.id).text for row in session.rows()}
    hits = hits_of(session, parse(query))
    return [(hit.article, texts[hit.article][hit.start : hit.end]) for hit in hits]


def test_passages_and_quotations(folder: Path, opened: Opener) -> None:
    """Words find passages, the oldest article first; a speaker finds what they said."""
    session = opened(folder)
    assert [article for article, _ in found(session, "harbour tesk")] == [
        "first.txt",
        "second.txt",
    ]
    assert found(session, '"the gate was shut"') == [("second.txt", "the gate was shut")]
    assert ("first.txt", "“Let them come and look.”") in found(session, "speaker:brodin look")
    assert found(session, "nothing date:2023-05-03..") == []


def test_hit_tells_its_quotation(folder: Path, opened: Opener) -> None:
    """A passage inside a quotation comes with it; spans are those of the stored text."""
    session = opened(folder)
    assert session.search.wait(30)
    [hit] = hits_of(session, parse('"nothing to hide"'))
    told = as_dict(session, hit)
    assert FIRST[told["start"] : told["end"]] == "nothing to hide"
    assert told["published"] == "2023-05-02"
    assert told["quotation"]["speaker_name"] == "Ana Brodin"
    assert told["quotation"]["kind"] == "direct"
    [outside] = hits_of(session, parse("tuesday"))
    assert as_dict(session, outside)["quotation"] is None


def test_what_changes_is_found_after_a_rescan(folder: Path, opened: Opener) -> None:
    """A new article, an edited one, one that is gone: the search follows, and tells how far."""
    session = opened(folder)
    events: list[Event] = []
    session._listen = events.append
    (folder / "second.txt").unlink()
    (folder / "third.txt").write_text("Piet Haller is back in Tesk.\n", "utf-8")
    session.rescan()
    while not (session.indexer.wait(0.1) and session.search.wait(0.1)):
        pass
    assert found(session, "haller") == [("third.txt", "Haller")]
    assert session.search.progress == Indexed(2, 2)


def test_damage_in_the_middle_is_mended(folder: Path, opened: Opener) -> None:
    """An index that is spoilt while the reader is open is made again by itself."""
    session = opened(folder)
    assert found(session, "harbour")
    index = session._search_indexer.index
    assert index is not None
    with index._lock:
        index._db.execute("UPDATE texts SET folded = x'00'")
        index._db.commit()
    found(session, "harbour")
    assert len(found(session, "harbour")) >= 2


def test_person_s_state_is_asked_for(folder: Path, opened: Opener) -> None:
    """Unread, starred, tagged, saved: what a person did is searched for as well."""
    session = opened(folder)
    session.changes.do(lambda notebook: notebook.articles.mark_read(["first.txt"], True))
    session.changes.do(lambda notebook: notebook.articles.star(["second.txt"], True))
    quoted = session.quotations("first.txt")[0]
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["port/open"]))
    assert {a for a, _ in found(session, "is:unread tesk")} == {"second.txt"}
    assert {a for a, _ in found(session, "is:starred")} == {"second.txt"}
    assert found(session, "tag:port") == [("first.txt", FIRST[quoted.start : quoted.end])]
    assert (
        session.changes.do(lambda notebook: notebook.searches.save("ports", "tag:port"))
        == "Saved search: ports"
    )
    assert session.changes.do(lambda notebook: notebook.searches.rename("ports", "the ports"))
    assert session.notebook.searches.all() == {"the ports": "tag:port"}
    assert session.changes.do(lambda notebook: notebook.searches.forget("the ports"))
    session.changes.undo()
    assert session.notebook.searches.all() == {"the ports": "tag:port"}
    with pytest.raises(NotDone, match="needs a name"):
        session.changes.do(lambda notebook: notebook.searches.save(" ", "x"))


def test_index_can_be_deleted(folder: Path, opened: Opener) -> None:
    """Without its file the next session finds the same."""
    session = opened(folder)
    before = found(session, "tesk")
    session.close()
    for path in (folder / ".onrecord").glob(f"{NAME}*"):
        path.unlink()
    assert found(opened(folder), "tesk") == before


def test_places_are_those_of_the_query() -> None:
    """What is marked in a text is what is looked for in it, and not what must not be there."""
    text = "Ana Brodin said so."
    assert [text[a:b] for a, b in places(parse("brodin -said text:so title:ana"), text)] == [
        "Brodin",
        "so",
    ]


def test_python_without_full_text_search(
    folder: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite has no FTS5 everything else works, and nothing waits for the index."""
    monkeypatch.setattr(
        "onrecord.store.search.index._SCHEMA", "CREATE VIRTUAL TABLE a USING nothing;"
    )
    session = opened(folder)
    assert found(session, "harbour") == []
    assert found(session, "speaker:brodin look")


def test_memos_on_articles_are_found(folder: Path, opened: Opener) -> None:
    """What a person wrote on an article is found by its words, and says that it is a memo."""
    session = opened(folder)
    session.search.wait(60)
    session.changes.do(
        lambda book: book.articles.memo("second.txt", "Ask the pilot about\nthe ebb table.")
    )
    found = [
        it
        for group in session.search.passages(parse("ebb table"), session.search.shelf())
        for it in group
    ]
    [hit] = found
    assert (hit.article, hit.start, hit.end) == ("second.txt", 0, 0)
    assert hit.snippet == "Memo: Ask the pilot about the ebb table."
    assert [hit.snippet[slice(*mark)] for mark in hit.marks] == ["ebb", "table"]
    assert not list(session.search.passages(parse("tide table"), session.search.shelf()))


def test_who_searches_nothing_waits_for_no_index(folder: Path, opened: Opener) -> None:
    """Work without a screen indexes texts when somebody waits for their index."""
    session = opened(folder)
    assert not (session.library.home / "search.db").exists()
    assert session.search.wait(30)
    assert session.search.progress == Indexed(2, 2)
