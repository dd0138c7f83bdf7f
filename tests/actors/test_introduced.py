"""Roles and bodies that mean who was introduced so, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Aldo Brenn was fined on Friday.", "The judge"),
        ("Striker Aldo Brenn scored three times.", "The coach"),
        ("Aldo Brenn, a tenant, waited outside.", "The landlord"),
        ("Aldo Brenn fell off the ladder.", "The nurse"),
    ],
)
def test_what_somebody_is_towards_others_is_nobody_named(
    read: Reader, before: str, source: str
) -> None:
    """Who is fined is no judge, though nobody else has a name."""
    found = read(f"{before} {source} said that it was late.", ("it was late", source))
    assert found.speaker().name.lower() == source.lower()


def test_who_was_introduced_so_is_meant(read: Reader) -> None:
    """By the very word, or by one that stands for it."""
    found = read(
        "Olga Stern, a magistrate, came late. Aldo Brenn was fined. “Pay,” the judge said.",
        ("“Pay,”", "the judge"),
    )
    assert found.speaker().name == "Olga Stern"


@pytest.mark.parametrize("source", ["The ministry", "The court", "The league"])
def test_a_public_body_is_none_of_another_name(read: Reader, source: str) -> None:
    """A guild is no ministry, though the sentence before tells of it alone."""
    found = read(
        f"The Ferry Guild called a strike. {source} said it was illegal.",
        ("it was illegal", source),
    )
    assert found.speaker().name.lower() == source.lower()


def test_a_public_body_is_the_one_that_is_called_so(read: Reader) -> None:
    """By the word in its name; a company may have any name."""
    found = read(
        "The Ulmen Ferry Union called a strike. “We are tired,” the union said.",
        ("“We are tired,”", "the union"),
    )
    assert found.speaker().name == "Ulmen Ferry Union"
    found = read(
        "Brodex Holdings shut two plants. “We had to,” the company said.",
        ("“We had to,”", "the company"),
    )
    assert found.speaker().name == "Brodex Holdings"


@pytest.mark.parametrize("rank", ["Former mayor", "Ex-mayor", "Deputy mayor"])
def test_who_was_or_nearly_is_does_not_speak_for_the_holder(read: Reader, rank: str) -> None:
    """ "The mayor" is who holds the office."""
    found = read(
        f"{rank} Aldo Brenn wrote to Mayor Nora Feld. “It leaks,” the mayor said.",
        ("“It leaks,”", "the mayor"),
    )
    assert found.speaker().name == "Nora Feld"


@pytest.mark.parametrize("paper", ["the indictment", "the verdict", "the warrant"])
def test_a_paper_is_no_person(read: Reader, paper: str) -> None:
    """Nobody named in the article says what it says."""
    found = read(
        f"“The clerk was alone,” {paper} says. Nora Feld called that a tale.",
        ("“The clerk was alone,”", paper),
    )
    assert found.speaker() is None or found.speaker().kind != "person"


@pytest.mark.parametrize(
    ("bearer", "source"),
    [
        ("Judge Olga Stern", "the accused"),
        ("The lawyer Olga Stern", "the defendant"),
        ("The prosecutor, Olga Stern,", "the suspect"),
        ("The defendant, Olga Stern,", "the victim"),
    ],
)
def test_nobody_has_two_parts_in_a_trial(read: Reader, bearer: str, source: str) -> None:
    """Who judges is not the accused, and nobody else is named."""
    found = read(
        f"{bearer} said that it was late. “I was asleep,” {source} said.",
        ("“I was asleep,”", source),
    )
    assert found.speaker().name == source


def test_two_are_no_person(read: Reader) -> None:
    """ "The couple" is not one of it."""
    found = read(
        "Kwesi Holm was rescued with his wife. “We sang,” the couple said.",
        ("“We sang,”", "the couple"),
    )
    assert found.speaker().name == "the couple"
