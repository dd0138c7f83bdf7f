"""Bodies that go by what they are or make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The engine maker", "Ulmen Engines"),
        ("The airline", "Heron Air"),
        ("The carrier", "Heron Air"),
    ],
)
def test_a_firm_goes_by_what_it_makes_or_is(read: Reader, words: str, name: str) -> None:
    """The one body whose name has the word is meant, whichever spoke or was named last."""
    found = read(
        "Heron Air has grounded its fleet after Ulmen Engines warned of cracks. It was the second "
        f"time. {words} said that it was at work.",
        ("it was at work", words),
    )
    assert found.speaker(0).name == name


def test_of_two_that_fit_neither_is_meant_for_certain(read: Reader) -> None:
    """Two bodies with the word leave the choice to the evidence."""
    found = read(
        "Ulmen Engines and Osthaven Engines were sued. Ulmen Engines paid. The engine maker said "
        "that it was at work.",
        ("it was at work", "The engine maker"),
    )
    assert found.quotations[0].confidence < 0.95


def test_a_diplomatic_mission_is_the_embassy_before(read: Reader) -> None:
    """An embassy that no name was read in is the body as it was written."""
    found = read(
        "The Lusian embassy in Osthaven answered Edgar Holm. “We are surprised,” the diplomatic "
        "mission noted.",
        ("“We are surprised,”", "the diplomatic mission"),
    )
    assert found.speaker(0).name.startswith("Lusian embassy")
