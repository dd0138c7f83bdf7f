"""Nearly equal texts: found as from scratch whatever came and went, each text read once."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.store.library.catalogue import Entry
from onrecord.store.library.copies import NearCopies
from onrecord.store.notebook.anchors import version_of

WORDS = ("harbour", "council", "treaty", "ferry", "dredger", "winter", "barge", "pilot", "quay")


def story(seed: int, edited: int) -> str:
    """Return one of a few texts, with some of its words changed."""
    draw = random.Random(seed)
    text = [f"{draw.choice(WORDS)}{draw.randrange(40)}" for _ in range(120)]
    for at in range(edited):
        text[(31 * at) % 120] = f"other{at}"
    return " ".join(text)


def entries(texts: dict[str, str]) -> list[Entry]:
    """Return the entries of texts by their names."""
    return [Entry(name, name, version=version_of(text)) for name, text in sorted(texts.items())]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from("abcdef"), st.integers(0, 2), st.sampled_from([0, 2, 4, 40])),
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_as_from_scratch(steps: Sequence[Sequence[tuple[str, int, int]]]) -> None:
    """After any articles have come, gone and changed, copies are those of a new library."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        kept = NearCopies(Path(place) / "kept")
        for number, step in enumerate(steps):
            texts = {name: story(seed, edited) for name, seed, edited in step}
            scratch = NearCopies(Path(place) / str(number))
            expected = scratch.of(entries(texts), texts.__getitem__)
            assert kept.of(entries(texts), texts.__getitem__) == expected


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
