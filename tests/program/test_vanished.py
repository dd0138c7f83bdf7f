"""An article that cannot be had costs itself alone, whatever took it away."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest

from onrecord.store.errors import Unreadable
from onrecord.store.notebook.overlay import Quoted
from onrecord.tui.cli.lost import tell_gone
from onrecord.tui.session.changes import NotDone
from onrecord.tui.session.events import Event, Notice
from onrecord.tui.session.session import Session, Status

from .conftest import FIRST, Opener

THIRD = """date 2023-05-06
The harbour master

“The gate was never shut,” said Mirja Lohm, who keeps the harbour of Tesk.
"""


@pytest.fixture
def three(folder: Path) -> Path:
    """Return a folder of three articles; the third has a line of a JSONL file beside it."""
    (folder / "third.txt").write_text(THIRD, "utf-8")
    return folder


def speakers(session: Session) -> list[tuple[str, str]]:
    """Return the articles with who speaks in them."""
    return [(q.article, q.speaker_name) for q in session.all_quotations()]


def spoil_the_findings(folder: Path) -> None:
    """Overwrite every file of the cache."""
    for path in (folder / ".onrecord" / "cache").rglob("*.json"):
        path.write_bytes(b"{}")


LOSSES: list[Callable[[Path], object]] = [
    lambda folder: (folder / "third.txt").unlink(),
    lambda folder: (folder / "third.txt").write_bytes(b"\0\0"),
    lambda folder: (folder / "third.txt").rename(folder / "third.away"),
]


@pytest.mark.parametrize("lose", LOSSES)
def test_the_others_keep_their_speakers(
    three: Path, opened: Opener, lose: Callable[[Path], object]
) -> None:
    """One article without notes goes; actors, dates, links and speakers of the others stay."""
    session = opened(three)
    before = [pair for pair in speakers(session) if pair[0] != "third.txt"]
    session.close()
    lose(three)
    session = opened(three)
    assert speakers(session) == before
    assert {"Ana Brodin", "Piet Haller"} <= {it.name for it in session.actors().values()}
    assert "Mirja Lohm" not in {it.name for it in session.actors().values()}
    assert session.links.of("second.txt")
    assert not [n for n in session.notices() if n.severity == "error"]
    session.close()
    session = opened(three)
    assert speakers(session) == before
    gone = [row for row in session.rows() if row.status is Status.VANISHED]
    assert all(row.problem for row in gone)  # its file is there, and says why it is not read


def test_one_with_work_on_it_stays(three: Path, opened: Opener) -> None:
    """Its words are kept with the work, and it counts on, run after run."""
    session = opened(three)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("third.txt"), ["gate"])
    )
    before = speakers(session)
    session.close()
    (three / "third.txt").unlink()
    for _ in range(2):
        session = opened(three)
        assert speakers(session) == before
        assert session.quotations("third.txt")[0].tags == ("gate",)
        assert [row.id for row in session.rows() if row.status is Status.VANISHED] == ["third.txt"]
        session.close()


def test_findings_that_cannot_be_read_are_made_again(three: Path, opened: Opener) -> None:
    """A spoilt cache costs an analysis, nothing else."""
    session = opened(three)
    before = speakers(session)
    session.close()
    spoil_the_findings(three)
    session = opened(three)
    assert speakers(session) == before


def test_a_text_that_goes_while_the_library_is_knitted_together(
    three: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pass begins again without it, and says so."""
    session = opened(three)
    before = [pair for pair in speakers(session) if pair[0] != "third.txt"]
    article = session.library.article

    def gone(name: str) -> object:
        if name == "third.txt":
            raise Unreadable("third.txt cannot be read: No such file")
        return article(name)

    monkeypatch.setattr(session.library, "article", gone)
    session._article.cache_clear()
    session.indexer.relay()
    assert session.indexer.wait(60)
    session.links.of("first.txt")  # to link, all texts are read
    assert session.indexer.wait(60)
    assert [pair for pair in speakers(session) if pair[0] != "third.txt"] == before
    assert "Mirja Lohm" not in {it.name for it in session.actors().values()}
    [told] = [n.text for n in session.notices() if "left out" in n.text]
    assert told.startswith("third.txt is left out of actors, dates and links")


def test_twins_that_both_move_count_where_they_are(three: Path, opened: Opener) -> None:
    """Two files of one text are followed together, and nothing counts where it was."""
    (three / "twin.txt").write_text(FIRST, "utf-8")
    session = opened(three)
    count = len(speakers(session))
    session.close()
    (three / "old").mkdir()
    for name in ("first.txt", "twin.txt"):
        (three / name).rename(three / "old" / name)
    session = opened(three)
    assert len(speakers(session)) == count
    ids = {row.id for row in session.rows(copies=True)}
    assert {"old/first.txt", "old/twin.txt"} <= ids
    assert not {"first.txt", "twin.txt"} & ids


def test_a_lost_twin_without_work_says_nothing(folder: Path, opened: Opener) -> None:
    """What a file said that is gone is not read off another one of the same text."""
    (folder / "twin.txt").write_text(FIRST, "utf-8")
    opened(folder).close()
    (folder / "twin.txt").unlink()
    session = opened(folder)
    assert session.quotations("first.txt")
    assert "twin.txt" not in {quoted.article for quoted in session.all_quotations()}
    session.close()


def test_a_lost_twin_is_not_kept_for_the_work_on_the_other(
    folder: Path, opened: Opener, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is said to be kept of it, and its quotations are not there, from the first run on."""
    (folder / "twin.txt").write_text(FIRST, "utf-8")
    session = opened(folder)
    quoted = session.quotations("twin.txt")
    session.changes.do(lambda notebook: notebook.quotations.tag(quoted, ["gate"]))
    session.close()
    (folder / "first.txt").unlink()
    session = opened(folder)
    tell_gone(session)
    assert capsys.readouterr().err == ""
    assert not session.quotations("first.txt") and session.quotations("twin.txt")
    assert session.counting.copy_of("twin.txt") == ""
    session.close()


def test_work_follows_a_file_that_comes_back_elsewhere_in_a_later_run(
    three: Path, opened: Opener
) -> None:
    """Moved out, opened without it, moved in under another name: the work is there."""
    session = opened(three)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("third.txt"), ["gate"])
    )
    session.close()
    away = three.parent / "away.txt"
    (three / "third.txt").rename(away)
    opened(three).close()
    away.rename(three / "again.txt")
    later = time.time_ns()
    os.utime(three / "again.txt", ns=(later, later))
    session = opened(three)
    assert session.quotations("again.txt")[0].tags == ("gate",)
    assert "third.txt" not in {row.id for row in session.rows()}


def test_work_that_an_edit_strands_is_counted_at_once(three: Path, opened: Opener) -> None:
    """The header's number is there with the first look; settled or mended, it goes."""
    session = opened(three)
    session.changes.do(
        lambda notebook: notebook.quotations.tag(session.quotations("third.txt"), ["gate"])
    )
    assert session.review.stranded() == 0
    session.close()
    (three / "third.txt").write_text(THIRD.partition("“")[0] + "It rained all day.\n", "utf-8")
    session = opened(three)
    assert session.review.stranded() == 1
    [stale] = session.review.stale()
    assert stale.words == "“The gate was never shut,”"
    session.review.keep(stale)
    assert session.review.stranded() == 0
    session.changes.undo()
    assert session.review.stranded() == 1
    session.review.drop(stale)
    assert session.review.stranded() == 0


def test_a_home_that_is_deleted_under_us_is_told(three: Path, opened: Opener) -> None:
    """With the change that makes it anew, once; the work is all there."""
    session = opened(three)
    session.changes.do(lambda notebook: notebook.articles.memo("first.txt", "before"))
    shutil.rmtree(three / ".onrecord")
    session.changes.do(lambda notebook: notebook.articles.memo("third.txt", "after"))
    told = [n.text for n in session.notices() if "made again" in n.text]
    assert len(told) == 1
    session.rescan()
    session.indexer.wait(60)
    assert [n.text for n in session.notices() if "made again" in n.text] == told
    session.close()
    notes = opened(three).notebook.articles.notes
    assert (notes("first.txt").memo, notes("third.txt").memo) == ("before", "after")


def test_a_renamed_folder_refuses_changes_and_says_where_it_is(
    three: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No folder is made under the old name, whatever is done; nothing is called vanished."""
    session = opened(three)
    events: list[Event] = []
    session.changes._tell = events.append
    moved = three.rename(three.with_name("quay"))
    with pytest.raises(NotDone, match=str(moved / ".onrecord")):
        session.changes.do(lambda notebook: notebook.articles.memo("first.txt", "lost?"))
    session.changes.by_the_way(lambda notebook: notebook.articles.opened("first.txt"))
    [notice] = [event for event in events if isinstance(event, Notice)]
    assert str(moved / ".onrecord") in notice.text
    monkeypatch.setattr(session.indexer.workers, "submit", submitted := Mock())
    session.rescan()
    session.indexer.wait(60)
    assert not submitted.called, "what is found lies in the folder, wherever it is"
    assert any(str(moved) in n.text for n in session.notices())
    assert {row.status for row in session.rows()} == {Status.READY}
    session.close()
    assert not three.exists()


def words(session: Session, quoted: Quoted) -> str:
    """Return the words of a quotation."""
    return session.library.article(quoted.article).text[quoted.start : quoted.end]


def tag(session: Session, article: str) -> str:
    """Tag the first quotation of an article, and return its words."""
    quoted = session.quotations(article)[0]
    session.changes.do(lambda notebook: notebook.quotations.tag([quoted], ["kept"]))
    return words(session, quoted)


def tagged(session: Session) -> list[tuple[str, str]]:
    """Return the articles and words of what is tagged."""
    return [(q.article, words(session, q)) for q in session.all_quotations() if q.tags]


def test_work_follows_texts_that_changed_places(three: Path, opened: Opener) -> None:
    """Two files that took each other's names keep their work, each its own, in one step to undo."""
    session = opened(three)
    said = {name: tag(session, name) for name in ("first.txt", "third.txt")}
    session.close()
    (three / "first.txt").rename(three / "other")
    (three / "third.txt").rename(three / "first.txt")
    (three / "other").rename(three / "third.txt")
    session = opened(three)
    assert sorted(tagged(session)) == [
        ("first.txt", said["third.txt"]), ("third.txt", said["first.txt"])
    ]  # fmt: skip
    assert list(session.review.stale()) == []


def test_work_follows_records_of_a_dump(folder: Path, opened: Opener) -> None:
    """A record at the top of a dump without ids shifts the others: their work goes along."""
    rows = [f'Day {n},"“The gate number {n} was never shut,” said Mirja Lohm."' for n in range(4)]
    (folder / "dump.csv").write_text("\n".join(["title,text", *rows[1:]]), "utf-8")
    session = opened(folder)
    said = tag(session, "dump.csv#2")
    session.close()
    (folder / "dump.csv").write_text("\n".join(["title,text", *rows]), "utf-8")
    session = opened(folder)
    assert tagged(session) == [("dump.csv#3", said)]


def test_work_does_not_come_to_lie_on_other_work(three: Path, opened: Opener) -> None:
    """A text that takes the place of another one with work leaves its own where it is."""
    session = opened(three)
    for name in ("first.txt", "third.txt"):
        tag(session, name)
    session.close()
    (three / "third.txt").replace(three / "first.txt")
    session = opened(three)
    rows = session.library.notebook._undo_log.rows("annotations").values()
    notes = {row["article"] for row in rows}
    assert notes == {"first.txt", "third.txt"}
