"""Actors and dates are kept as they were made, under what they were made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.analysis.types import Actor, ActorKind, Basis, Precision, Published, Resolution
from onrecord.store.library.conclusions import Conclusions, Twins, fingerprint
from onrecord.store.storage import seal, unseal

WORDS = st.text(max_size=8)
COUNTS = st.dictionaries(WORDS, st.integers(0, 99), max_size=3)
ACTORS = st.builds(
    Actor,
    id=WORDS,
    name=WORDS,
    kind=st.sampled_from(ActorKind),
    names=COUNTS,
    roles=COUNTS,
    articles=st.lists(WORDS, max_size=3).map(tuple),
    mentions=st.integers(0, 99),
    quotations=st.integers(0, 99),
)
DATES = st.just(Published()) | st.builds(
    Published,
    date=st.dates().map(str),
    precision=st.just(Precision.DAY),
    basis=st.sampled_from(Basis),
    evidence=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
    why=WORDS,
    not_before=st.none() | WORDS,
)


@given(
    actors=st.lists(ACTORS, max_size=4),
    of=st.dictionaries(WORDS, st.lists(st.none() | WORDS, max_size=3).map(tuple), max_size=3),
    dates=st.dictionaries(WORDS, DATES, max_size=3),
    twins=st.dictionaries(
        WORDS, st.tuples(WORDS, st.lists(st.integers(0, 9)).map(tuple)), max_size=2
    ),
)
def test_what_is_kept_is_what_was_made(
    tmp_path_factory: object, actors: list[Actor], of: dict[str, tuple[str | None, ...]],
    dates: dict[str, Published], twins: Twins,
) -> None:  # fmt: skip
    """Any actors and dates come back equal, in their order."""
    folder = Path(tmp_path_factory.getbasetemp()) / "kept"  # type: ignore[attr-defined]
    found = Resolution({actor.id: actor for actor in actors}, of)
    twins = {
        copy: (first, tuple(it for it in same if it < len(of.get(first, range(10)))))
        for copy, (first, same) in twins.items()
    }
    Conclusions(folder).keep(("one", found, twins), ("two", dates))
    again = Conclusions(folder)
    assert again.actors("one") == (found, twins)
    assert list((again.actors("one") or (found, {}))[0].actors) == list(found.actors)
    assert again.dates("two") == dates
    assert again.actors("two") is None and again.dates("one") is None


def test_what_was_kept_last_comes_with_its_versions(tmp_path: Path) -> None:
    """Where more articles are there by now, it is known of which the actors were made."""
    found = Resolution({"a": Actor("a", "Ana Brodin", ActorKind.PERSON)}, {"one.txt": ("a", None)})
    versions = {"one.txt": "1", "copy.txt": "2"}
    Conclusions(tmp_path).keep(("one", found, {}), ("two", {}), ("maker",), versions)
    assert Conclusions(tmp_path).before(("maker",)) == (found, {"one.txt": "1"})
    assert Conclusions(tmp_path).before(("other",)) is None
    assert Conclusions(tmp_path / "nothing").before(("maker",)) is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", []),
        ("name", [None]),
        ("kind", ["ghost"]),
        ("names", [["Ana"]]),
        ("articles", [[1]]),
        ("articles", [[-1]]),
        ("articles", [["0"]]),
        ("mentions", []),
        ("of", [["one.txt"], [[1]]]),
        ("of", [["one.txt"], [["x"]]]),
        ("of", [["one.txt"], 5]),
        ("twins", {"copy.txt": ["one.txt", [7]]}),
        ("twins", {"copy.txt": ["one.txt", [-1]]}),
        ("versions", None),
    ],
)
def test_conclusions_that_anybody_wrote_are_looked_at_whole(
    tmp_path: Path, column: str, value: object
) -> None:
    """Whoever sends a library can seal it as well: what is no conclusion is worked out again."""
    found = Resolution(
        {"a": Actor("a", "Ana Brodin", ActorKind.PERSON, articles=("one.txt",))},
        {"one.txt": ("a",)},
    )
    kept = Conclusions(tmp_path)
    kept.keep(("one", found, {}), ("two", {"one.txt": Published()}), ("maker",), {"one.txt": "1"})
    assert Conclusions(tmp_path).actors("one") == (found, {})
    (file,) = tmp_path.iterdir()
    tables = unseal(file.read_bytes())
    tables["actors"]["one"][column] = value
    tables["dates"]["two"]["published"]["one.txt"] = ["2023-02-30", "day", "header"]
    file.write_bytes(seal(tables))
    assert Conclusions(tmp_path).actors("one") is None
    if column != "twins":
        assert Conclusions(tmp_path).before(("maker",)) is None
    assert Conclusions(tmp_path).dates("two") is None


def test_a_damaged_file_is_no_file(tmp_path: Path) -> None:
    """What cannot be read, or says something else, is worked out again."""
    kept = Conclusions(tmp_path)
    kept.keep(("one", Resolution(), {}), ("two", {}))
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    for damage in (b"", whole[:-5], b"{}", b'{"actors": {"one": 3}}', b"\xff\x00"):
        file.write_bytes(damage)
        assert Conclusions(tmp_path).actors("one") is None
        assert Conclusions(tmp_path).dates("two") is None
        assert Conclusions(tmp_path).before(()) is None


def test_anything_else_is_another_fingerprint() -> None:
    """One version, one ruling or one stated date more, and nothing kept is taken."""
    marks = {
        fingerprint("maker", [("a.txt", "1")]),
        fingerprint("maker", [("a.txt", "2")]),
        fingerprint("other", [("a.txt", "1")]),
        fingerprint("maker", [("a.txt", "1"), ("b.txt", "1")]),
        fingerprint("maker", [("a.txt", "1")], [Published("2023-05-01")]),
        fingerprint("maker", [("a.txt", "1")], [Published("2023-05-02")]),
    }
    assert len(marks) == 6
