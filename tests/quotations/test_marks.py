"""Which quotation marks belong together."""

import time

import pytest

from onrecord.analysis import layout
from onrecord.analysis.quotations import marks
from onrecord.analysis.types import Block


def inner(text: str) -> list[str]:
    """Return what stands between the marks of each pair."""
    return [
        text[slice(*pair.inner)].strip()
        for block in layout.blocks(text)
        for pair in marks.pairs(text, block)
    ]


@pytest.mark.parametrize(
    "text",
    [
        'The plan works, she said: "We are ready for it." Nobody cheered.',
        "The plan works, she said: “We are ready for it.” Nobody cheered.",
        "The plan works, she said: «We are ready for it.» Nobody cheered.",
        "The plan works, she said: »We are ready for it.« Nobody cheered.",
        "The plan works, she said: „We are ready for it.“ Nobody cheered.",
        "The plan works, she said: “We are ready for it.“ Nobody cheered.",
        "The plan works, she said: ”We are ready for it.” Nobody cheered.",
        "The plan works, she said: ``We are ready for it.'' Nobody cheered.",
        "The plan works, she said: ''We are ready for it.'' Nobody cheered.",
        "The plan works, she said: `We are ready for it.’ Nobody cheered.",
        "The plan works, she said: 'We are ready for it.' Nobody cheered.",
        "The plan works, she said: ‘We are ready for it.’ Nobody cheered.",
        "The plan works, she said: “ We are ready for it. ” Nobody cheered.",
        "The plan works, she said:“ We are ready for it. ”Nobody cheered.",
        "The plan works, she said: “We are ready for it.",
    ],
)
def test_a_pair_of_any_make_is_found(text: str) -> None:
    """Straight, curly, angle, low, mixed and misplaced marks enclose the same words."""
    assert inner(text) == ["We are ready for it."]


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready for it,”she said.",
        "“We are ready for it, ”she said.",
        "“We are ready for it, “she said.",
        "“We are ready for it,“ she said.",
        '"We are ready for it,"she said.',
        '"We are ready for it, "she said.',
    ],
)
def test_a_closing_mark_stuck_to_the_cue_closes(text: str) -> None:
    """A closing mark that leans the wrong way or stands beside no blank still closes."""
    assert inner(text) == ["We are ready for it,"]


def test_an_unclosed_mark_ends_with_its_paragraph() -> None:
    """A mark that is never closed does not swallow the next paragraph."""
    text = "“We are ready.\n\n“And we mean it,” she said. Nobody cheered at all."
    assert inner(text) == ["We are ready.", "And we mean it,"]


def test_a_pair_inside_a_pair_is_nested() -> None:
    """Words quoted inside a quotation do not cut it in two."""
    text = "“They have, as the envoy put it, “buried” the treaty for good,” she said."
    block = layout.blocks(text)[0]
    found = marks.pairs(text, block)
    assert [(pair.depth, text[slice(*pair.inner)]) for pair in found] == [
        (0, "They have, as the envoy put it, “buried” the treaty for good,"),
        (1, "buried"),
    ]


def test_a_nested_pair_with_its_blanks_outside_in() -> None:
    """Blanks on the wrong side of an inner pair do not cut the outer one in two."""
    text = "“They have simply“ buried ”the treaty, and for good,” she said."
    assert "They have simply“ buried ”the treaty, and for good," in inner(text)


def test_apostrophes_are_no_marks() -> None:
    """Contractions and possessives quote nothing."""
    assert inner("The mayor's aides don't know what the guards' wives won't say.") == []


def test_a_million_marks_take_linear_time() -> None:
    """Neither one endless block nor a million blocks of marks takes quadratic time."""
    began = time.perf_counter()
    marks.pairs("“" * 1_000_000, Block(0, 1_000_000))
    marks.pairs('a " ' * 250_000, Block(0, 1_000_000))
    assert time.perf_counter() - began < 10
