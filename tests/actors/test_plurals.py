"""Whom "they" means, and nouns that mean a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.analysis import names
from onrecord.analysis.mentions import roles

Reader = Callable[..., Any]


def test_they_are_two_persons_of_one_verb(read: Reader) -> None:
    """Two persons who did something together say it together."""
    found = read(
        "Prices have doubled. Nora Feld and Edgar Holm met at the harbour. They said that the "
        "ferry would sail.",
        ("the ferry would sail", "They"),
    )
    assert found.speaker().name == "Nora Feld and Edgar Holm"


@pytest.mark.parametrize("people", ["Beekeepers", "Voters", "The shepherds"])
def test_they_are_people_before_things(read: Reader, people: str) -> None:
    """A thing that is the nearer subject does not speak."""
    found = read(
        f"{people} met in Ulmen. Prices have doubled. They said that the hives were empty.",
        ("the hives were empty", "They"),
    )
    assert found.speaker().name == people


@pytest.mark.parametrize("noun", ["beekeeper", "voter", "neighbor", "goalkeeper"])
def test_nouns_for_persons_are_roles(noun: str) -> None:
    """What WordNet knows as a person first is one; a people or a certain person is none of them."""
    assert roles.is_role(noun)


def test_peoples_are_apart() -> None:
    """Words for whoever is of a place are told from nouns; a person of history is neither."""
    assert "sicilian" in names.peoples()
    assert "sicilian" not in names.persons()
    assert "vivaldi" not in names.persons() | names.peoples()
    assert not roles.is_role("price")


def test_they_may_be_siblings_or_one(read: Reader) -> None:
    """A noun with a name beside it is one of the two; one person of no told gender is "they"."""
    found = read(
        "Nora Feld and her brother Ulf inherited the mill. “We keep it,” they said.",
        ("“We keep it,”", "they"),
    )
    assert found.speaker().name == "Nora Feld and Ulf"
    found = read(
        "Tseqan Oroyat was elected. “I knocked on doors,” they said.",
        ("“I knocked on doors,”", "they"),
    )
    assert found.speaker().name == "Tseqan Oroyat"


def test_a_body_of_its_own(read: Reader) -> None:
    """A body that a word tells from others is no other one that was named before."""
    found = read(
        "The Union of Free Ports will strike. The presidential office said that the head of state "
        "was calm.",
        ("the head of state was calm", "The presidential office"),
    )
    assert found.speaker().name == "presidential office"


def test_whoever_is_called_by_a_trade(read: Reader) -> None:
    """A grocer with a name is a person, whatever the pipeline takes both for."""
    found = read(
        "Grocer Ilmari Oroyat said that prices had doubled. Violinist Oona Feld laughed.",
        ("prices had doubled", "Grocer Ilmari Oroyat"),
    )
    assert found.people() == ["Ilmari Oroyat", "Oona Feld"]
    assert found.speaker().name == "Ilmari Oroyat"
