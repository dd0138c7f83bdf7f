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


@pytest.mark.parametrize(
    "beat",
    [
        "Gustav Korvin shook his head",
        "Her lawyer, Gustav Korvin, smiled",
        "Gustav Korvin is less certain",
        "But Gustav Korvin sees it differently",
    ],
)
def test_who_does_something_first_goes_on_to_speak(read: Reader, beat: str) -> None:
    """Not who spoke before that."""
    found = read(f"“We are ready,” Ada Lind said. {beat}. “The boats are far.”")
    assert [q.speaker.rpartition("Gustav")[2] for q in found] == ["Ada Lind", " Korvin"]


def test_who_goes_on_after_what_happened_is_who_spoke(read: Reader) -> None:
    """What is told between is no beat."""
    found = read("“We are ready,” Ada Lind said. Gustav Korvin left in May. “The boats are far.”")
    assert [q.speaker for q in found] == ["Ada Lind"] * 2


@pytest.mark.parametrize("asked", ["Ada Lind asked Gustav Korvin", "asked Ada Lind"])
def test_a_question_is_of_who_asks(read: Reader, asked: str) -> None:
    """Whoever speaks in the next sentence."""
    found = read(f"“Where is the money?” {asked}. “In the bank,” said Gustav Korvin.")
    assert [q.speaker for q in found] == ["Ada Lind", "Gustav Korvin"]


def test_what_is_so_called_inside_words_leaves_them(read: Reader) -> None:
    """Other marks than their own stand around it."""
    (found,) = read("“The so-called ‘green list’ is a joke,” said Gustav Korvin.")
    assert found.speaker == "Gustav Korvin"


def test_what_was_how_it_was_is_nobodys_words(read: Reader) -> None:
    """A sentence about words in marks needs somebody whose they are."""
    assert [
        q.speaker for q in read("The song “Blue Harbour” was how the evening was closed.")
    ] == []


@pytest.mark.parametrize(
    "told", ["as the poet Gustav Korvin put it", "in the words of the poet Gustav Korvin"]
)
def test_words_as_somebody_put_it(read: Reader, told: str) -> None:
    """Behind words in marks inside a sentence of the article's own."""
    (only,) = read(f"Living there is “a cage with a view”, {told}. The shop closed in May.")
    assert (only.content, only.speaker) == ("“a cage with a view”", "the poet Gustav Korvin")
