"""Roles as they are shown of somebody: whole phrases that tell what one person is."""

from collections.abc import Callable
from typing import Any

import pytest

from onrecord.analysis.actors import resolve
from onrecord.analysis.types import NamedActors

Reader = Callable[..., Any]


@pytest.mark.parametrize(
    "text, role",
    [
        (
            "Ana Brodin, author of “The Tide”, said on Monday that the harbour was safe.",
            "author of “The Tide”",
        ),
        (
            "Ana Brodin, author of “The Long and Slow Tide of Ulmen,” said that it was safe.",
            "author of “The Long and Slow Tide of Ulmen,”",
        ),
        (
            "Ana Brodin, a professor of earth and environmental sciences, said that it was safe.",
            "professor of earth and environmental sciences",
        ),
        (
            "Ana Brodin, head of a small and very old and rather remote and nearly forgotten and "
            "lately quite damaged harbour office, said on Monday that the harbour was safe.",
            "head",
        ),
    ],
)
def test_a_role_ends_with_a_whole_thought(read: Reader, text: str, role: str) -> None:
    """A phrase that is longer than is read ends with a noun, a mark within it is closed."""
    (person,) = [actor for actor in read(text).actors if actor.kind == "person"]
    assert [shown.removeprefix("a ") for shown in person.roles] == [role]


def test_what_several_are_is_no_role_of_one(read: Reader) -> None:
    """“one of two lawyers”: neither the lawyers nor their number tell what she is."""
    text = "Ana Brodin, one of the two lawyers of the union, said that the harbour was safe."
    (person,) = [actor for actor in read(text).actors if actor.kind == "person"]
    assert not any("lawyers" in role for role in person.roles)


def test_a_form_of_address_is_no_role(read: Reader) -> None:
    """“Mr.” tells nothing of what somebody is, “Dr.” does."""
    found = read("Mr. Peter Kern said that it was late. Dr. Maria Brodin agreed with Mr. Kern.")
    actors = resolve([("a", NamedActors(found.actors, (1, 1), (1, 0)))]).actors.values()
    assert {one.name: list(one.roles) for one in actors} == {
        "Peter Kern": [],
        "Maria Brodin": ["Dr."],
    }
