"""Where two people say different things of one quotation, date, link or actor: it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.store.notebook.records import LinkVerdict
from onrecord.tui.cli import main as cli

from .conftest import Opener
from .two_people import first, snapshot, work


def disputed(
    both: tuple[Path, Path], opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Path]:
    """Let two people give the first quotation other speakers, and merge."""
    mine, other = both
    for folder, who, speaker in ((other, "Ben", "Haller"), (mine, "Ada", "Nobody")):
        session = work(opened, folder, who, monkeypatch)
        said = [first(session)]
        session.changes.do(lambda book, q=said, s=speaker: book.quotations.attribute(q, None, s))
        session.close()
    assert cli.main(["merge", str(other), str(mine)]) == 0
    return mine, other


def test_contradictions_are_decided_in_the_queue(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Another speaker, not a quotation at all: kept or followed, each undone like any change."""
    mine, other = both
    session = work(opened, other, "Ben", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Haller"))
    second = session.quotations("second.txt")[-1]
    session.changes.do(lambda book: book.quotations.reject([second]))
    session.close()
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Nobody"))
    second = session.quotations("second.txt")[-1]
    session.changes.do(lambda book: book.quotations.tag([second], ["keep"]))
    session.close()

    assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
    said = capsys.readouterr().out
    assert "Ben says otherwise: the speaker is Haller" in said and "2 contradictions" in said
    session = work(opened, mine, "Ada", monkeypatch)
    assert first(session).speaker_name == "Nobody"
    asked = session.review.stale()
    assert {it.why for it in asked} == {
        "Ben says: the speaker is Haller",
        "Ben says: it is not a quotation",
    }
    speaker, rejected = sorted(asked, key=lambda it: "speaker" not in it.why)
    session.review.drop(speaker)
    assert first(session).speaker_name == "Piet Haller"
    session.review.keep(rejected)
    assert session.quotations("second.txt")[-1].tags == ("keep",)
    assert session.review.stale() == []
    session.changes.undo()
    session.changes.undo()
    assert first(session).speaker_name == "Nobody" and len(session.review.stale()) == 2


def test_what_was_decided_is_not_asked_again(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A contradiction that was settled waits at the next merge only where a side has changed."""
    mine, other = disputed(both, opened, monkeypatch)
    session = work(opened, mine, "Ada", monkeypatch)
    [asked] = session.review.stale()
    assert "yours: the speaker is Nobody" in asked.what and asked.at == first(session).start
    session.review.keep(asked)
    session.changes.undo()
    assert len(session.review.stale()) == 1, "the decision is taken back like any change"
    session.changes.redo()
    session.changes.do(lambda book: book.quotations.tag([first(session)], ["mine"]))
    session.close()
    capsys.readouterr()

    assert cli.main(["merge", str(other), str(mine)]) == 0
    assert "0 contradictions, 1 more that you have decided" in capsys.readouterr().out
    session = work(opened, mine, "Ada", monkeypatch)
    assert session.review.stale() == []
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Dovask"))
    session.close()
    assert cli.main(["merge", str(other), str(mine)]) == 0
    assert "1 contradiction" in capsys.readouterr().out, "my side has changed since"

    session = work(opened, mine, "Ada", monkeypatch)
    session.review.keep(session.review.stale()[0])
    session.close()
    session = work(opened, other, "Ben", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Brandt"))
    session.close()
    capsys.readouterr()
    assert cli.main(["merge", str(other), str(mine)]) == 0
    assert "Ben says otherwise: the speaker is Brandt" in capsys.readouterr().out


def test_following_a_colleague_keeps_what_was_done_meanwhile(
    both: tuple[Path, Path], opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tag and a memo given while a dispute waits stay when the colleague is followed in it."""
    mine, _ = disputed(both, opened, monkeypatch)
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.quotations.tag([first(session)], ["since"]))
    session.changes.do(lambda book: book.quotations.memo(first(session), "Since then."))
    session.review.drop(session.review.stale()[0])
    now = first(session)
    assert (now.tags, now.memo) == (("since",), "Since then.")
    assert now.speaker_name == "Piet Haller"


def test_dates_and_names_contradict_too(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Another date, another name for one actor: asked, decided, and not asked again."""
    mine, other = both
    for folder, who, day, name in (
        (other, "Ben", "2021-02-03", "P. Haller"),
        (mine, "Ada", "2021-02-04", "Piet H."),
    ):
        session = work(opened, folder, who, monkeypatch)
        actor = next(it for it in session.actors().values() if "Haller" in it.name)
        session.changes.do(lambda book, d=day: book.articles.redate("first.txt", d))
        session.changes.do(lambda book, a=actor, n=name: book.actors.rename(a, n))
        session.close()
    assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
    said = capsys.readouterr().out
    assert "the article is of 2021-02-03" in said and "the name is P. Haller" in said
    session = work(opened, mine, "Ada", monkeypatch)
    assert session.published("first.txt").date == "2021-02-04"
    assert any(it.name == "Piet H." for it in session.actors().values())
    asked = {it.why: it for it in session.review.stale()}
    session.review.keep(asked["Ben says: the article is of 2021-02-03"])
    session.review.drop(asked["Ben says: the name is P. Haller"])
    session.close()
    session = work(opened, mine, "Ada", monkeypatch)
    assert any(it.name == "P. Haller" for it in session.actors().values())
    session.close()
    capsys.readouterr()
    assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
    assert "0 contradictions, 1 more that you have decided" in capsys.readouterr().out


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".jsonld", ".md"])
def test_an_export_contradicts_as_a_library_does(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    ending: str,
) -> None:
    """Speakers of an exported file are taken where there is no word of one's own, else asked."""
    mine, other = both
    export = tmp_path / f"theirs{ending}"
    session = work(opened, other, "Ben", monkeypatch)
    last = session.quotations("second.txt")[-1]
    for said, speaker in ((first(session), "Haller"), (last, "Somebody")):
        session.changes.do(lambda b, q=said, s=speaker: b.quotations.attribute([q], None, s))
    session.changes.do(lambda book: book.quotations.memo(first(session), "Theirs."))
    session.close()
    assert cli.main(["export", str(other), "--all", "-o", str(export)]) == 0
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Nobody"))
    session.changes.do(lambda book: book.quotations.memo(first(session), "Mine."))
    before = snapshot(session)
    session.close()
    capsys.readouterr()

    assert cli.main(["merge", str(export), str(mine), "--name", "Ben"]) == 0
    assert "says otherwise: the speaker is" in capsys.readouterr().out
    session = work(opened, mine, "Ada", monkeypatch)
    assert session.quotations("second.txt")[-1].speaker_name == "Somebody"
    assert first(session).speaker_name == "Nobody"
    [asked] = session.review.stale()
    session.review.keep(asked)
    session.close()
    assert cli.main(["merge", str(export), str(mine), "--name", "Ben"]) == 0
    assert "0 contradictions, 1 more that you have decided" in capsys.readouterr().out
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.undo()
    session.changes.undo()
    assert snapshot(session) == before, "the merge is one step"


def test_verdicts_on_a_link_contradict_too(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One says that two passages belong together, the other that they do not: it is asked once."""
    mine, other = both
    for folder, who, verdict in (
        (other, "Ben", LinkVerdict.REJECTED),
        (mine, "Ada", LinkVerdict.CONFIRMED),
    ):
        session = work(opened, folder, who, monkeypatch)
        link = session.links.of("first.txt")[0]
        session.changes.do(lambda book, it=link, word=verdict: book.links.judge(it, word))
        session.close()
    assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
    assert "1 contradiction" in capsys.readouterr().out
    session = work(opened, mine, "Ada", monkeypatch)
    [asked] = session.review.stale()
    assert asked.why.endswith(f"is {LinkVerdict.REJECTED}")
    session.review.drop(asked)
    assert [it.verdict for it in session.notebook.links.notes()] == [LinkVerdict.REJECTED]
    session.close()
    assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
    assert "0 contradictions" in capsys.readouterr().out


def test_one_actor_or_two_is_asked(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A colleague's word on actors that contradicts one's own is not taken over unasked."""
    mine, other = both
    session = work(opened, other, "Ben", monkeypatch)
    pair = list(session.actors().values())[:2]
    named = [it.name for it in pair]
    session.changes.do(lambda book: book.actors.dismiss(pair[1]))
    session.close()
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.actors.merge(pair))
    session.close()
    for decided in ("keep", "drop"):
        assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
        session = work(opened, mine, "Ada", monkeypatch)
        assert named[0] in {it.name for it in session.actors().values()}
        [asked] = session.review.stale()
        assert asked.why == f"Ben says: {named[1]} is no actor"
        if decided == "keep":
            session.review.keep(asked)
            assert not session.review.stale()
            session.changes.do(lambda book: book.actors.rename(pair[0], "The first"))
            session.close()
            capsys.readouterr()
            assert cli.main(["merge", str(other), str(mine), "--name", "Ben"]) == 0
            assert "0 contradictions, 1 more" in capsys.readouterr().out
            session = work(opened, mine, "Ada", monkeypatch)
            session.changes.undo()
            session.changes.undo()
        else:
            session.review.drop(asked)
            assert named[1] not in {it.name for it in session.actors().values()}
        session.close()


def test_who_rejected_is_not_told_to_say_otherwise(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Merged both ways by a third, each contradiction is told as the word of who says it."""
    mine, other = both
    session = work(opened, mine, "Ada", monkeypatch)
    session.changes.do(lambda book: book.quotations.attribute([first(session)], None, "Nobody"))
    session.close()
    session = work(opened, other, "Ben", monkeypatch)
    session.changes.do(lambda book: book.quotations.reject([first(session)]))
    session.close()
    monkeypatch.setenv("ONRECORD_NAME", "Cleo")
    for _ in range(2):
        for theirs, ours, told in (
            (other, mine, "Ben says otherwise: it is not a quotation"),
            (mine, other, "Ada says otherwise: it is a quotation"),
        ):
            capsys.readouterr()
            assert cli.main(["merge", str(theirs), str(ours)]) == 0
            said = capsys.readouterr().out
            assert told in said and said.count("says otherwise") == 1


def test_a_word_of_ones_own_comes_back_as_no_contradiction(
    both: tuple[Path, Path],
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever changed their mind is not asked what they said before, which a colleague took."""
    mine, other = both
    for speaker in ("Haller", "Dovask"):
        session = work(opened, mine, "Ada", monkeypatch)
        do = session.changes.do
        do(lambda book, s=session, n=speaker: book.quotations.attribute([first(s)], None, n))
        session.close()
        if speaker == "Haller":
            monkeypatch.setenv("ONRECORD_NAME", "Ben")
            assert cli.main(["merge", str(mine), str(other)]) == 0
    capsys.readouterr()
    monkeypatch.setenv("ONRECORD_NAME", "Ada")
    assert cli.main(["merge", str(other), str(mine)]) == 0
    assert "0 contradictions" in capsys.readouterr().out
