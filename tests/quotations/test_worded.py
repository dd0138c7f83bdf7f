"""Words in marks that a noun tells of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[[str], list[Any]]


@pytest.mark.parametrize(
    "noun",
    [
        "was Gustav Korvin’s only comment",
        "was Gustav Korvin's verdict",
        "were Gustav Korvin’s words",
        "came Gustav Korvin’s reply",
        "was the view of Gustav Korvin",
        "was the terse and final answer from Gustav Korvin",
        "ran the message from Gustav Korvin",
        "was how Gustav Korvin put it",
    ],
)
def test_a_noun_tells_whose_words_they_are(read: Reader, noun: str) -> None:
    """Whatever somebody else says right after."""
    found = read(f"“Ask my lawyer,” {noun}. “Ask him twice,” said Ada Lind.")
    assert [q.speaker for q in found] == ["Gustav Korvin", "Ada Lind"]


def test_whose_words_they_are_may_be_told_by_a_pronoun(read: Reader) -> None:
    """ "Her only comment" is hers, "his lawyer, Ada Lind" is the lawyer."""
    (hers,) = read("Ada Lind left at once. “Ask the mayor,” was her only comment.")
    assert hers.speaker == "her"
    (last,) = read("“He pays late,” came the retort from his lawyer, Ada Lind.")
    assert last.speaker == "his lawyer, Ada Lind"


def test_what_was_how_it_was_is_nobodys_words(read: Reader) -> None:
    """A sentence about words in marks needs somebody whose they are."""
    assert [
        q.speaker for q in read("The song “Blue Harbour” was how the evening was closed.")
    ] == []
