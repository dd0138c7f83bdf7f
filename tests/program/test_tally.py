"""Counts have one source: list, header, actors, export agree after every change and restart."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from onrecord.analysis.types import (
    Actor,
    ActorKind,
    Findings,
    LocalActor,
    NamedActors,
    Quotation,
    QuotationKind,
    Resolution,
)
from onrecord.tui.session.knowledge import aliases, with_aliases
from onrecord.tui.session.session import Session

from .conftest import Opener


def agree(session: Session) -> dict[str, int]:
    """Assert that every count is that of the quotations themselves; return them by speaker."""
    session.indexer.wait(60)
    for row in session.rows(copies=True):
        assert row.quotations == len(session.quotations(row.id))
    said = Counter(q.speaker_id for q in session.all_quotations() if q.speaker_id)
    counted = {key: actor.quotations for key, actor in session.actors().items()}
    assert {key: count for key, count in counted.items() if count} == dict(said)
    return {session.actors()[key].name: count for key, count in said.items()}


def test_counts_after_changes_and_restarts(folder: Path, opened: Opener) -> None:
    """Marked, rejected, given to somebody else, merged, undone, opened again."""
    session = opened(folder)
    before = agree(session)
    do = session.changes.do
    [first, second, *_] = session.quotations("first.txt")
    do(lambda book: book.quotations.reject([first]))
    agree(session)
    haller = next(a for a in session.actors().values() if a.name == "Piet Haller")
    do(lambda book: book.quotations.attribute([second], haller.id, haller.name))
    assert agree(session)["Piet Haller"] == before["Piet Haller"] + 1
    text = session.article("second.txt").text
    at = text.index("Orland answers")
    do(
        lambda book: book.quotations.mark(
            "second.txt", at, at + 14, QuotationKind.INDIRECT, None, "Nobody Known"
        )
    )
    after = agree(session)
    session.close()
    session = opened(folder)
    assert agree(session) == after
    brodin = next(a for a in session.actors().values() if a.name == "Ana Brodin")
    haller = next(a for a in session.actors().values() if a.name == "Piet Haller")
    session.changes.do(lambda book: book.actors.merge([haller, brodin]))
    merged = agree(session)
    assert merged == {"Piet Haller": sum(after.values())}
    for _ in range(4):
        session.changes.undo()
    assert agree(session) == before


def test_counts_follow_every_change(folder: Path, opened: Opener) -> None:
    """However often the same quotation changes hands, no count is one from before."""
    session = opened(folder)
    agree(session)
    [first, *_] = session.quotations("first.txt")
    who = [(actor.id, actor.name) for actor in session.actors().values()]
    for turn in range(40):
        session.changes.do(lambda book, to=who[turn % 2]: book.quotations.attribute([first], *to))
        agree(session)


def test_a_name_as_typed_is_the_actor_whose_it_is(folder: Path, opened: Opener) -> None:
    """A speaker typed by an alias is that actor everywhere, and counts as theirs."""
    session = opened(folder)
    before = agree(session)["Piet Haller"]
    [first, *_] = session.quotations("first.txt")
    session.changes.do(lambda book: book.quotations.attribute([first], None, "haller"))
    [now, *_] = session.quotations("first.txt")
    assert now.speaker_name == "Piet Haller"
    assert agree(session)["Piet Haller"] == before + 1


def test_a_speaker_that_is_no_actor_is_merged_into_one(folder: Path, opened: Opener) -> None:
    """The name is theirs from then on, also for what comes; undo takes it back."""
    session = opened(folder)
    [first, *_] = session.quotations("first.txt")
    session.changes.do(lambda book: book.quotations.attribute([first], None, "The Old Hand"))
    haller = next(a for a in session.actors().values() if a.name == "Piet Haller")
    named = Actor("name:the old hand", "The Old Hand", ActorKind.PERSON)
    session.changes.do(lambda book: book.actors.merge([haller, named]))
    session.indexer.wait(60)
    [now, *_] = session.quotations("first.txt")
    assert (now.speaker_id, now.speaker_name) == (haller.id, "Piet Haller")
    assert session.review.stale() == []
    agree(session)
    session.close()
    session = opened(folder)
    assert session.quotations("first.txt")[0].speaker_name == "Piet Haller"
    session.changes.undo()
    session.indexer.wait(60)
    assert session.quotations("first.txt")[0].speaker_name == "The Old Hand"


def test_an_alias_left_open_by_the_analysis_is_the_one_that_bears_it() -> None:
    """A surname alone counts with the person among whose names it stands; a shared one does not."""
    person = ActorKind.PERSON
    actors = {
        "a": Actor("a", "Vera Holm", person, {"Vera Holm": 2, "Holm": 1}, {}, ("x",), 3, 2),
        "b": Actor("b", "Ida Berg", person, {"Ida Berg": 1, "Berg": 1}, {}, ("x",), 2, 1),
        "c": Actor("c", "Jon Berg", person, {"Jon Berg": 1, "Berg": 1}, {}, ("x",), 2, 1),
    }
    assert aliases(actors) == dict.fromkeys(("vera holm", "holm"), "a") | {
        "ida berg": "b",
        "jon berg": "c",
    }
    found = Findings(
        actors=(LocalActor("Holm", person), LocalActor("Berg", person)),
        quotations=tuple(
            Quotation(n, n + 1, QuotationKind.DIRECT, actor=actor)
            for n, actor in enumerate((0, 0, 1))
        ),
    )
    whole = with_aliases(
        Resolution(actors, {"y": (None, None)}), lambda name: NamedActors.of(found), aliases(actors)
    )
    assert whole.of == {"y": ("a", None)}
    assert (whole.actors["a"].quotations, whole.actors["a"].articles) == (4, ("x", "y"))
    assert whole.actors["b"] == actors["b"]
