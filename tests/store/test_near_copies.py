"""Nearly equal texts: found as from scratch whatever came and went, each text read once."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.analysis.links.near_copies import ReprintLibrary, near_copies, sketch
from onrecord.analysis.types import Published
from onrecord.store.library.catalogue import Entry
from onrecord.store.library.copies import NearCopies, in_order
from onrecord.store.notebook.anchors import version_of

WORDS = ("harbour", "council", "treaty", "ferry", "dredger", "winter", "barge", "pilot", "quay")


def story(seed: int, edited: int) -> str:
    """Return one of a few texts, with some of its words changed."""
    draw = random.Random(seed)
    text = [f"{draw.choice(WORDS)}{draw.randrange(40)}" for _ in range(120)]
    for at in range(edited):
        text[(31 * at) % 120] = f"other{at}"
    return " ".join(text)


def entries(texts: dict[str, str], days: Mapping[str, str] = MappingProxyType({})) -> list[Entry]:
    """Return the entries of texts by their names, in the order in which one is another's copy."""
    made = [Entry(name, name, version=version_of(text)) for name, text in texts.items()]
    for entry in made:
        entry.published = Published(days.get(entry.id) or None)
    return in_order(made)


ARTICLES = st.tuples(
    st.sampled_from("abcdef"),
    st.integers(0, 2),
    st.sampled_from([0, 2, 4, 40]),
    st.sampled_from(["", "2020-05-01", "2020-05-02"]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.booleans(), st.lists(ARTICLES, max_size=5)),
        min_size=1,
        max_size=5,
    )
)
def test_as_from_scratch(
    steps: Sequence[tuple[bool, Sequence[tuple[str, int, int, str]]]],
) -> None:
    """After any articles have come, gone, changed and got dates, copies are a new library's."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        kept = NearCopies(Path(place) / "kept")
        for number, (again, step) in enumerate(steps):
            texts = {name: story(seed, edited) for name, seed, edited, _ in step}
            there = entries(texts, {name: day for name, _, _, day in step})
            if again:
                kept.close()
                kept = NearCopies(Path(place) / "kept")
            scratch = NearCopies(Path(place) / str(number))
            assert kept.of(there, texts.__getitem__) == scratch.of(there, texts.__getitem__)


def test_one_that_comes_is_compared_with_its_like_alone() -> None:
    """Articles that share no mark with it are not compared again; they are those of all at once."""
    made = {f"{n:02}": sketch(story(n % 12, n // 12 * 2)) for n in range(36)}
    asked: list[tuple[str, str]] = []

    def are_copies(one: str, other: str) -> bool:
        asked.append((one, other))
        return True

    library = ReprintLibrary()
    for name in list(made)[:-1]:
        library.add(name, (name,), made[name])
    before = library.copies(are_copies)
    asked.clear()
    library.add("35", ("35",), made["35"])
    assert library.copies(are_copies) == near_copies(made, lambda one, other: True)
    assert before.items() < library.copies(are_copies).items()
    assert {name for pair in asked for name in pair} <= {"11", "23", "35"}


def test_what_is_damaged_is_made_again(tmp_path: Path) -> None:
    """Rows and files that are no sketches cost the time to make them."""
    texts = {"a": story(1, 0), "b": story(1, 2)}
    near = NearCopies(tmp_path)
    assert near.of(entries(texts), texts.__getitem__) == {"b": "a"}
    near.close()
    texts["c"] = story(1, 4)
    for damage in ("update parts set value = x'00'", "drop table parts", ""):
        if damage:
            with sqlite3.connect(tmp_path / "parts.db") as base:
                base.execute(damage)
            base.close()
        else:
            (tmp_path / "parts.db").write_bytes(b"no database at all" * 99)
        near = NearCopies(tmp_path)
        assert near.of(entries(texts), texts.__getitem__) == {"b": "a", "c": "a"}
        near.close()
        (tmp_path / "copies.json").unlink()


def test_a_text_is_read_once(tmp_path: Path) -> None:
    """An article that comes has its own text read, and those of articles that look like it."""
    texts = {"a": story(1, 0), "b": story(1, 2), "c": story(2, 0)}
    near = NearCopies(tmp_path)
    assert near.of(entries(texts), texts.__getitem__) == {"b": "a"}
    texts["d"] = story(3, 0)
    read: list[str] = []

    def text(name: str) -> str:
        read.append(name)
        return texts[name]

    assert NearCopies(tmp_path).of(entries(texts), text) == {"b": "a"}
    assert read == ["d"]
    assert NearCopies(tmp_path).of(entries(texts), text) == {"b": "a"}
    assert read == ["d"]


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    """A text that is away for a moment is looked at again the next time."""
    texts = {"a": story(1, 0), "b": story(1, 2)}
    assert NearCopies(tmp_path).of(entries(texts), lambda name: "") == {}
    assert NearCopies(tmp_path).of(entries(texts), texts.__getitem__) == {"b": "a"}


def test_what_all_texts_end_with_reads_none(tmp_path: Path) -> None:
    """Articles that share a passage, as the words below all of a site's, are told by sketches."""
    end = " ".join(f"imprint{n} subscribe{n}" for n in range(8))
    texts = {f"{n:02}": f"{story(n, 0)} {end}" for n in range(30)}
    read: list[str] = []

    def text(name: str) -> str:
        read.append(name)
        return texts[name]

    assert NearCopies(tmp_path).of(entries(texts), text) == {}
    assert read == sorted(texts)
