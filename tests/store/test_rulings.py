"""What two people say of the same actors: what can hold beside each other, and what cannot."""

from __future__ import annotations

import pytest

from onrecord.analysis.types import ActorKind
from onrecord.store.exchange.rulings import contradiction, in_words, same
from onrecord.store.notebook.records import ActorRef, Ruling, RulingKind

ADA, BEN = (ActorRef(f"person:{name}", name, ActorKind.PERSON) for name in ("Ada Velde", "Ben Orm"))


def ruling(kind: RulingKind, *actors: ActorRef, name: str = "", articles: str = "") -> Ruling:
    """Return a ruling; articles are given as words."""
    return Ruling("1", 1, kind, actors, name, tuple(articles.split()))


ONE = ruling(RulingKind.MERGE, ADA, BEN)
NONE = ruling(RulingKind.DISMISS, BEN)
OTHER = ruling(RulingKind.SPLIT, ADA, name="Ben Orm", articles="a.txt b.txt")
NAMED = ruling(RulingKind.RENAME, BEN, name="Benno Orm")


@pytest.mark.parametrize(
    ("own", "it", "says"),
    [
        (ONE, NONE, "Ben Orm is no actor"),
        (NONE, ONE, "Ada Velde and Ben Orm are one"),
        (NAMED, NONE, "Ben Orm is no actor"),
        (NONE, NAMED, "Ben Orm is called Benno Orm"),
        (ONE, OTHER, "Ada Velde is Ben Orm in a.txt, b.txt"),
        (OTHER, ONE, "Ada Velde and Ben Orm are one"),
        (
            OTHER,
            ruling(RulingKind.SPLIT, ADA, name="Cleo Orm", articles="b.txt"),
            "Ada Velde is Cleo Orm in b.txt",
        ),
        (NAMED, ruling(RulingKind.RENAME, BEN, name="B. Orm"), "the name is B. Orm"),
    ],
)
def test_what_cannot_hold_beside_each_other(own: Ruling, it: Ruling, says: str) -> None:
    """Each is told in words, from both sides."""
    found = contradiction(own, it)
    assert found and found.says == says
    back = contradiction(it, own)
    assert back and back.mine == says


@pytest.mark.parametrize(
    ("own", "it"),
    [
        (ONE, NAMED),
        (ONE, ruling(RulingKind.DISMISS, ActorRef("", "Cleo Orm", ActorKind.PERSON))),
        (ONE, ruling(RulingKind.SPLIT, ADA, name="Ada Velde", articles="a.txt")),
        (OTHER, ruling(RulingKind.SPLIT, ADA, name="Cleo Orm", articles="c.txt")),
        (NAMED, ruling(RulingKind.RENAME, ADA, name="Adele Velde")),
    ],
)
def test_what_can_hold_beside_each_other(own: Ruling, it: Ruling) -> None:
    """It is no contradiction from either side."""
    assert contradiction(own, it) is None is contradiction(it, own)


def test_the_same_is_told_by_what_it_says() -> None:
    """Ids and numbers are each library's own."""
    assert same(
        NAMED, Ruling("9", 7, NAMED.kind, (ActorRef("x", "Ben Orm", BEN.kind),), NAMED.name)
    )
    assert not same(NAMED, NONE) and in_words(NAMED) == "Ben Orm is called Benno Orm"
